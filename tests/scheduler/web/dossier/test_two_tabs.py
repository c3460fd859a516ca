"""Two tabs, or two colleagues: the second is told what the first did, and nothing is overwritten or turned unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import FINAL, HEAD_ROSTER
from scheduler.web.dossier.store import Change, OtherStepError
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.server.colleagues import Server, change, log_in


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossiers(tmp_path / "dossiers").create("2026-2027 S2")


@pytest.fixture
def two(tmp_path: Path, dossier: Dossier) -> Iterator[tuple[TestClient, TestClient]]:
    """The browsers of ans and bo at one dossier."""
    server = Server(tmp_path, dossier.folder.parent)
    with server.browser() as ans:
        bo = server.another()
        assert [log_in(ans, "ans"), log_in(bo, "bo")] == [303, 303]
        yield ans, bo


def note(dossier: Dossier, text: str, by: str = "") -> int:
    return dossier.change(f"Status: {text}", by, {"notitie/student/501/status": Change(text)})


def status(dossier: Dossier) -> str | None:
    return dossier.value("notitie/student/501/status").text


def button(page: str, words: str) -> str:
    """The address of the button that shows these words."""
    found = re.search(rf'hx-post="([^"]+)"[^>]*>{words}<', page)
    assert found is not None, page
    return found[1]


def press(client: TestClient, path: str) -> str:
    answer = client.post(path, headers=change(client))
    assert answer.status_code in (200, 204), answer.text
    return answer.text


def test_a_step_that_came_between_is_not_undone(dossier: Dossier) -> None:
    seen = note(dossier, "gebeld")
    later = note(dossier, "akkoord")
    with pytest.raises(OtherStepError) as told:
        dossier.undo(seen)
    assert told.value.step is not None
    assert (told.value.step.id, status(dossier)) == (later, "akkoord")
    assert dossier.undo(later) == "Status: akkoord"


def test_a_step_that_was_undone_already_is_not_undone_twice(dossier: Dossier) -> None:
    first = note(dossier, "gebeld")
    seen = note(dossier, "akkoord")
    dossier.undo(seen)
    with pytest.raises(OtherStepError):
        dossier.undo(seen)
    assert status(dossier) == "gebeld"
    dossier.undo(first)
    with pytest.raises(OtherStepError) as told:
        dossier.undo(first)
    assert told.value.step is None


def test_what_can_be_turned_is_told(dossier: Dossier) -> None:
    assert (dossier.turns().undo, dossier.turns().redo) == (None, None)
    assert (dossier.undo(0), dossier.redo(0)) == (None, None)
    number = note(dossier, "gebeld")
    with pytest.raises(OtherStepError):
        dossier.redo(number)
    dossier.undo(number)
    turns = dossier.turns()
    assert (turns.undo, turns.redo and turns.redo.id) == (None, number)
    assert dossier.redo(number) == "Status: gebeld"


def test_who_undoes_in_an_old_page_is_told_who_did_what_and_can_still_do_it(
    two: tuple[TestClient, TestClient], dossier: Dossier
) -> None:
    ans, bo = two
    note(dossier, "gebeld", "ans")
    page = ans.get(f"/d/{dossier.id}/versies").text
    note(dossier, "akkoord", "bo")
    told = press(ans, button(page, "Ongedaan maken"))
    assert "bo heeft intussen iets anders gedaan" in told
    assert "Status: akkoord" in told
    assert status(dossier) == "akkoord"
    press(ans, button(told, "Maak die stap ongedaan"))
    assert status(dossier) == "gebeld"
    # bo's page is older still: what is to be done again is another step than none
    assert "Sinds deze bladzijde openging" in press(bo, f"/d/{dossier.id}/opnieuw?gezien=0")
    assert status(dossier) == "gebeld"


def test_in_a_fresh_page_one_press_is_enough(two: tuple[TestClient, TestClient], dossier: Dossier) -> None:
    ans, _ = two
    note(dossier, "gebeld", "ans")
    press(ans, button(ans.get(f"/d/{dossier.id}/versies").text, "Ongedaan maken"))
    assert status(dossier) is None
    press(ans, button(ans.get(f"/d/{dossier.id}/versies").text, "Opnieuw doen"))
    assert status(dossier) == "gebeld"


def rosters(dossier: Dossier, tmp_path: Path, count: int) -> None:
    """Versions without files, of a workbook that is none."""
    source = tmp_path / "bron.xlsx"
    source.write_bytes(b"werkboek")
    dossier.add_workbook(source, "een.xlsx", "", "ingebracht")
    for number in range(count):
        dossier.add_roster(dossier.new_roster_folder(), 1, "", f"gemaakt {number}")


def test_the_second_who_makes_a_roster_final_is_told(
    two: tuple[TestClient, TestClient], dossier: Dossier, tmp_path: Path
) -> None:
    ans, bo = two
    rosters(dossier, tmp_path, 2)
    path = f"/d/{dossier.id}/versies"
    final = button(bo.get(path).text, r"Maak rooster \d definitief")
    other = button(ans.get(path).text, "Hierin verder werken")
    assert "heeft intussen" not in press(ans, other)
    press(ans, button(ans.get(path).text, r"Maak rooster \d definitief"))
    assert dossier.value(FINAL).text == "1"
    assert "Iemand anders heeft intussen" in press(bo, final)
    assert dossier.value(FINAL).text == "1"


def test_the_second_who_goes_on_in_another_version_is_told(
    two: tuple[TestClient, TestClient], dossier: Dossier, tmp_path: Path
) -> None:
    ans, bo = two
    rosters(dossier, tmp_path, 3)
    page = bo.get(f"/d/{dossier.id}/versies").text
    press(ans, f"/d/{dossier.id}/versies/rooster/1?gezien={dossier.value(HEAD_ROSTER).stamp}")
    assert "Iemand anders heeft intussen" in press(bo, button(page, "Hierin verder werken"))
    assert dossier.value(HEAD_ROSTER).text == "1"


def test_the_second_who_brings_in_a_workbook_is_told_and_no_file_is_left(
    two: tuple[TestClient, TestClient], dossier: Dossier, tmp_path: Path
) -> None:
    path = tmp_path / "semester.xlsx"
    write_sample(path, "klein")
    pages = [client.get(f"/d/{dossier.id}/werkboek").text for client in two]
    told = []
    for client, page in zip(two, pages, strict=True):
        seen = re.search(r'name="gezien" value="(\d+)"', page)
        assert seen is not None
        answer = client.post(
            f"/d/{dossier.id}/werkboek",
            files={"file": ("semester.xlsx", path.read_bytes())},
            data={"gezien": seen[1]},
            headers=change(client),
        )
        told.append(answer.text)
    assert "heeft intussen" not in told[0]
    assert "iemand anders heeft intussen het werkboek gewijzigd" in told[1]
    [version] = dossier.workbooks()
    assert version.made_by == "ans"
    assert [file.name for file in (dossier.folder / "werkboeken").iterdir()] == ["0001.xlsx"]
