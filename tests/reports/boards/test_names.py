"""Files for boards say for whom and of when they are; the id comes first, and every system takes the name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.instance import Instance
from instances.domain.settings import FileNames, Settings
from reports.boards.names import board_file_names, file_names
from tests.builders import board, semester

NAMED = Settings(semester="2026-2027 S2")


def boards(*named: tuple[str, str], settings: Settings = NAMED) -> Instance:
    return semester(*(replace(board(id), name=name) for id, name in named), settings=settings)


@pytest.mark.parametrize(
    ("id", "name", "file"),
    [
        ("B04", "Stichting Meerpalen", "B04 Stichting Meerpalen 2026-2027 S2"),
        ("B 4", "Zoë & Co. / Łódź", "B_4 Zoe _ Co_ _ __odz 2026-2027 S2".replace("__odz", "_odz")),
        ("CON", "  ", "CON_ 2026-2027 S2"),
        ("B1", "x" * 300, "B1 " + "x" * 117),
    ],
)
def test_a_file_says_for_whom_and_of_when_it_is(id: str, name: str, file: str) -> None:
    assert board_file_names(boards((id, name))) == {id: file}


def test_what_comes_before_the_first_blank_is_the_id() -> None:
    instance = boards(("B1", "B2 Noord"), ("b1", "Zuid"), ("B 1", "Oost"))
    found = board_file_names(instance)
    assert {id: file.split(" ")[0] for id, file in found.items()} == file_names(instance.boards)
    assert len({file.casefold() for file in found.values()}) == 3


def test_an_office_may_keep_the_codes() -> None:
    codes = replace(NAMED, file_names=FileNames.CODE)
    assert board_file_names(boards(("B1", "Noord"), settings=codes)) == {"B1": "B1"}


def test_without_a_semester_there_is_none_in_the_name() -> None:
    assert board_file_names(boards(("B1", "Noord"), settings=Settings())) == {"B1": "B1 Noord"}
