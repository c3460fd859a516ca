"""No board file holds a word about another board's people or schools, however deep in the file one looks."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
import xlsxwriter

from benchmarks.peers.greedy import place, schedule
from instances.domain.entities import Exclusion, Role, WpaKind
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement, Proof, Status
from instances.sample.generate import generate
from reports.boards.names import board_file_names
from reports.boards.sheets import write_boards
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.reports.boards.separation import Borders, forbidden_words, leaks, texts_in

ROSTER = Proof(Status.FEASIBLE, 600)


def judged(instance: Instance, placement: Placement, assessment: Assessment) -> Run:
    """A finished run of a roster that is given; no reason text, because a board file has no room for one."""
    verdicts = check_placement(instance, placement), check_assessment(instance, placement, assessment)
    return Run(instance, placement, verdicts[0], ROSTER, assessment, verdicts[1], ROSTER)


@cache
def partnership() -> Run:
    """The sample of 17 boards with the quick roster of the office by hand."""
    instance = generate("partnerschap")
    placement = place(instance)
    return judged(instance, placement, schedule(instance, placement))


def nasty() -> Run:
    """Ids and names that are part of each other, numbers, names of two people, formulas and hidden codes."""
    instance = semester(
        board("91", name="Stichting & Co"), board("911", name="Stichting <Elf>"), board("Één/b", name="=Zuid"),
        school("S0", "91", name="De Zon", address="Laan 1", brin="00XX", site="00"),
        school("S1", "911", name="De Zonnebloem", plg="Zuid & Oost", address="Laan 12 & 14"),
        school("S11", "Één/b", name="Zorgvliet 😀", plg="Zuid & Oost"),
        mentor("M", "S0", name="Jan Jansen", call_name="Sjan"), mentor("M-1", "S1", name="Jan Jansen-de Boer"),
        mentor("M_1", "S11", name='"Jan"'),
        student("0007", name="An", email="an@student.example", care=True, needs=(("orde", 3),), postcode="1999 ZZ",
                call_name="Antje"),
        student("007", name="Anna", wpa_kind=WpaKind.RESIT, email="anna@student.example", postcode="1998 ZZ"),
        student("07", name="=An()", year=1), student("7a", name="Nergens Geplaatst"),
        trainer("SO", name="Sia", call_name="Siepie"), trainer("SO1", name="Sia Oost"),
        trainer("IO", Role.IO, name="Ina"), trainer("IO1", Role.IO, name="Ina Noord", email="ina@school.example"),
        tandem("TA", "SO", "IO", ("S0",)), tandem("TA1", "SO1", "IO1", ("S1", "S11")),
        slot("T"), slot("T1", begin="11:00", end="12:00"), slot("T11", begin="13:00", end="14:00"),
        Exclusion("0007", "S11", "oude ruzie"),
    )  # fmt: skip
    seats = {"0007": Booking("T", "SO1"), "007": Booking("T1", "SO", "IO"), "07": Booking("T11", "SO", "IO")}
    return judged(instance, {"0007": "M", "007": "M-1", "07": "M_1"}, seats)


def found_in(run: Run, path: Path, board: str) -> list[str]:
    """Everything in the file that this board may not read."""
    borders = Borders(run.instance, run.placement, run.assessment or {})
    texts = texts_in(path)
    return [*leaks(texts, borders.forbidden(board)), *forbidden_words(texts, borders.allowed(board))]


@pytest.mark.thorough
def test_the_partnership_has_a_file_for_each_of_its_17_boards(tmp_path: Path) -> None:
    write_boards(partnership(), tmp_path)
    assert len(list(tmp_path.iterdir())) == 17


@pytest.mark.parametrize("make", [pytest.param(partnership, marks=pytest.mark.thorough), nasty])
def test_no_board_file_names_anyone_else(make: Callable[[], Run], tmp_path: Path) -> None:
    run = make()
    write_boards(run, tmp_path)
    names = board_file_names(run.instance)
    assert {board: found_in(run, tmp_path / f"{names[board]}.xlsx", board) for board in run.by_board} == {
        board: [] for board in run.by_board
    }


@pytest.mark.parametrize("make", [pytest.param(partnership, marks=pytest.mark.thorough), nasty])
def test_almost_nothing_is_too_like_its_own_to_be_told_apart(make: Callable[[], Run]) -> None:
    run = make()
    borders = Borders(run.instance, run.placement, run.assessment or {})
    for own in run.by_board:
        others = {s for s, b in borders.board_of.items() if b != own} - borders.forbidden(own)
        assert others == set()


@pytest.mark.thorough
def test_a_board_file_says_which_students_are_its_own(tmp_path: Path) -> None:
    """The test would pass on empty files too."""
    run = partnership()
    write_boards(run, tmp_path)
    names = board_file_names(run.instance)
    for own, students in run.by_board.items():
        ids = [student.id for student in students]
        assert leaks(texts_in(tmp_path / f"{names[own]}.xlsx"), ids) == sorted(ids)


Plant = Callable[[xlsxwriter.Workbook, xlsxwriter.worksheet.Worksheet], object]
PLANTS: dict[str, Plant] = {
    "a cell": lambda book, sheet: sheet.write_string(5, 5, "Anna"),
    "a part of a cell": lambda book, sheet: sheet.write_string(5, 5, "samen met Anna, groep 3"),
    "a formula": lambda book, sheet: sheet.write_formula(5, 5, '="Anna"'),
    "a comment": lambda book, sheet: sheet.write_comment(5, 5, "was Anna"),
    "a sheet name": lambda book, sheet: book.add_worksheet("Anna"),
    "a defined name": lambda book, sheet: book.define_name("Anna", "=Plaatsing!$A$1"),
    "a property": lambda book, sheet: book.set_properties({"keywords": "Anna"}),
    "a hidden row": lambda book, sheet: (sheet.write(9, 0, "Anna"), sheet.set_row(9, 15, None, {"hidden": True})),
    "a header": lambda book, sheet: sheet.set_header("&LAnna"),
    "a table": lambda book, sheet: sheet.add_table(0, 0, 3, 0, {"columns": [{"header": "Anna"}]}),
    "a text box": lambda book, sheet: sheet.insert_textbox(1, 1, "Anna"),
    "a drop-down": lambda book, sheet: sheet.data_validation(0, 0, 0, 0, {"validate": "list", "source": ["Anna"]}),
    "a link": lambda book, sheet: sheet.write_url(0, 0, "https://x.example/?wie=Anna", string="hier"),
}  # fmt: skip


@pytest.mark.parametrize("plant", PLANTS.values(), ids=PLANTS)
def test_a_planted_leak_is_found(plant: Plant, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "91.xlsx")) as book:
        plant(book, book.add_worksheet("Plaatsing"))
    assert found_in(nasty(), tmp_path / "91.xlsx", "91") == ["Anna"]


def test_a_leak_in_a_comment_of_the_archive_is_found(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "91.xlsx", "w") as archive:
        archive.comment = b"S1"
    assert found_in(nasty(), tmp_path / "91.xlsx", "91") == ["S1"]


@pytest.mark.parametrize(
    "secret", ["1999 ZZ", "orde", "oude ruzie", "an@student.example", "ina@school.example", "52.6", "Zorgstudent: ja"]
)
def test_a_secret_of_the_boards_own_student_is_found(secret: str, tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "91.xlsx")) as book:
        book.add_worksheet("Plaatsing").write_string(5, 5, secret)
    assert found_in(nasty(), tmp_path / "91.xlsx", "91") == [secret]


def test_a_student_who_moves_to_another_board_is_forbidden_here_and_allowed_there() -> None:
    run = nasty()
    moved = Borders(run.instance, {**run.placement, "007": "M_1"}, run.assessment or {})
    assert "Anna" in Borders(run.instance, run.placement, run.assessment or {}).forbidden("Één/b")
    assert "Anna" not in moved.forbidden("Één/b")


def test_a_care_student_or_a_resit_changes_no_byte_of_any_board_file(tmp_path: Path) -> None:
    run = partnership()
    plain = {
        who: replace(one, care=False, needs=(), wpa_kind=WpaKind.REGULAR, postcode="", email="")
        for who, one in run.instance.students.items()
    }
    write_boards(run, tmp_path / "with")
    write_boards(replace(run, instance=replace(run.instance, students=plain)), tmp_path / "without")
    for path in (tmp_path / "with").iterdir():
        assert path.read_bytes() == (tmp_path / "without" / path.name).read_bytes()
