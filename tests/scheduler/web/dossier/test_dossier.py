"""The store of one semester: versions stay, steps turn back, two tabs never overwrite each other."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import KEEP_DAYS, Dossiers
from scheduler.web.dossier.records import HEAD_ROSTER, HEAD_WORKBOOK
from scheduler.web.dossier.schema import FILE, NoDossierError
from scheduler.web.dossier.store import Change, ChangedMeanwhileError


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    return Dossiers(tmp_path / "dossiers")


@pytest.fixture
def dossier(dossiers: Dossiers) -> Dossier:
    return dossiers.create("2026-2027 S2")


def workbook(tmp_path: Path, content: bytes = b"werkboek") -> Path:
    path = tmp_path / "bron.xlsx"
    path.write_bytes(content)
    return path


def note(dossier: Dossier, text: str | None, seen: int | None = None) -> int:
    return dossier.change(f"notitie {text}", "", {"notitie/student/501/status": Change(text, seen)})


def status(dossier: Dossier) -> str | None:
    return dossier.value("notitie/student/501/status").text


def test_a_workbook_is_kept_as_a_version_and_worked_in(dossier: Dossier, tmp_path: Path) -> None:
    source = workbook(tmp_path)
    first = dossier.add_workbook(source, "semester.xlsx", "", "ingebracht")
    source.write_bytes(b"later")
    second = dossier.add_workbook(source, "semester.xlsx", "", "verbeterd", parent=first)
    assert [version.path.read_bytes() for version in dossier.workbooks()] == [b"later", b"werkboek"]
    assert dossier.workbook is not None
    assert (dossier.workbook.id, dossier.workbook.parent) == (second, first)


def test_undo_and_redo_walk_over_versions(dossier: Dossier, tmp_path: Path) -> None:
    dossier.add_workbook(workbook(tmp_path), "een.xlsx", "", "eerste")
    dossier.add_workbook(workbook(tmp_path), "twee.xlsx", "", "tweede")
    assert dossier.undo() == "tweede"
    assert dossier.value(HEAD_WORKBOOK).text == "1"
    assert dossier.redo() == "tweede"
    assert dossier.value(HEAD_WORKBOOK).text == "2"
    assert dossier.redo() is None
    assert len(dossier.workbooks()) == 2


def test_everything_can_be_undone_and_nothing_more(dossier: Dossier) -> None:
    note(dossier, "gebeld")
    note(dossier, "akkoord")
    assert (dossier.undo(), status(dossier)) == ("notitie akkoord", "gebeld")
    assert (dossier.undo(), status(dossier)) == ("notitie gebeld", None)
    assert dossier.undo() is None


def test_a_new_step_after_undo_ends_the_old_way(dossier: Dossier) -> None:
    note(dossier, "gebeld")
    note(dossier, "akkoord")
    dossier.undo()
    note(dossier, "niet akkoord")
    assert dossier.redo() is None
    assert status(dossier) == "niet akkoord"
    assert (dossier.undo(), status(dossier)) == ("notitie niet akkoord", "gebeld")
    assert (dossier.redo(), status(dossier)) == ("notitie niet akkoord", "niet akkoord")


def test_the_second_tab_is_told_and_nothing_is_overwritten(dossier: Dossier) -> None:
    seen = dossier.value("notitie/student/501/status").stamp
    note(dossier, "gebeld", seen)
    with pytest.raises(ChangedMeanwhileError) as told:
        note(dossier, "akkoord", seen)
    assert told.value.now.text == "gebeld"
    assert status(dossier) == "gebeld"
    assert len(dossier.steps()) == 1


def test_who_saw_a_value_before_it_was_undone_is_told(dossier: Dossier) -> None:
    note(dossier, "gebeld")
    seen = note(dossier, "akkoord")
    dossier.undo()
    with pytest.raises(ChangedMeanwhileError):
        note(dossier, "later", seen)


def test_many_tabs_at_once_lose_nothing(dossier: Dossier) -> None:
    def add(number: int) -> None:
        dossier.change(f"stap {number}", "", {f"notitie/student/{number}/status": Change("gebeld", 0)})

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(add, range(40)))
    assert len(dossier.values("notitie/student/")) == 40
    assert len({step.id for step in dossier.steps()}) == 40


def test_a_killed_process_leaves_a_whole_store(dossier: Dossier) -> None:
    script = (
        "import os; from pathlib import Path; from scheduler.web.dossier.dossier import Dossier\n"
        "from scheduler.web.dossier.store import Change\n"
        f"dossier = Dossier(Path({str(dossier.folder)!r}))\n"
        "dossier.change('bewaard', '', {'a': Change('1')})\n"
        "with dossier.writing() as store:\n"
        "    store.execute(\"INSERT OR REPLACE INTO state VALUES ('a', 'half', 9)\")\n"
        "    os.kill(os.getpid(), 9)\n"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == -9
    assert dossier.value("a").text == "1"


def test_rosters_stand_beside_each_other(dossier: Dossier, tmp_path: Path) -> None:
    dossier.add_workbook(workbook(tmp_path), "een.xlsx", "", "eerste")
    folders = []
    for why in ("gemaakt", "wat als"):
        folders.append(dossier.new_roster_folder())
        dossier.add_roster(folders[-1], 1, "", why, at_head=why == "gemaakt")
    assert folders[0] != folders[1]
    assert dossier.value(HEAD_ROSTER).text == "1"
    assert [roster.why for roster in dossier.rosters()] == ["wat als", "gemaakt"]


def test_deleting_leaves_no_file(dossiers: Dossiers, dossier: Dossier, tmp_path: Path) -> None:
    dossier.add_workbook(workbook(tmp_path), "een.xlsx", "", "eerste")
    dossiers.delete(dossier.id)
    assert not dossier.folder.exists()
    assert dossiers.all() == []


@pytest.mark.parametrize("id", ["..", "../x", "", "A" * 12, "0123456789ab", "0123456789ab/..", "con"])
def test_no_other_name_reaches_a_folder(dossiers: Dossiers, id: str) -> None:
    with pytest.raises(NoDossierError):
        dossiers.open(id)


def test_only_dossiers_whose_days_are_over_expire(dossiers: Dossiers, dossier: Dossier) -> None:
    other = dossiers.create("blijft")
    dossier.set_info(KEEP_DAYS, "30")
    now = datetime.now(UTC)
    assert dossiers.expire(now + timedelta(days=29)) == []
    assert dossiers.expire(now + timedelta(days=31)) == ["2026-2027 S2"]
    assert [listed.id for listed in dossiers.all()] == [other.id]


def test_a_damaged_store_is_listed_and_not_touched(dossiers: Dossiers, dossier: Dossier) -> None:
    for path in dossier.folder.glob(f"{FILE}*"):
        path.unlink()
    (dossier.folder / FILE).write_bytes(b"geen dossier" * 100)
    [listed] = dossiers.all()
    assert not listed.readable
    with pytest.raises(sqlite3.DatabaseError):
        dossier.info("naam")
    assert (dossier.folder / FILE).read_bytes() == b"geen dossier" * 100


def test_two_orders_are_never_given_one_folder(dossier: Dossier) -> None:
    with ThreadPoolExecutor(8) as threads:
        folders = list(threads.map(lambda _: dossier.new_roster_folder(), range(20)))
    assert len(set(folders)) == 20
    assert all(folder.is_dir() for folder in folders)


def test_rosters_that_rest_on_another_version_are_not_worked_in(dossier: Dossier, tmp_path: Path) -> None:
    dossier.add_workbook(workbook(tmp_path), "een.xlsx", "", "eerste")
    seen = {HEAD_WORKBOOK: dossier.value(HEAD_WORKBOOK).stamp}
    trial = dossier.add_workbook(workbook(tmp_path), "een.xlsx", "", "mentor gekozen", at_head=False)
    dossier.add_workbook(workbook(tmp_path), "een.xlsx", "", "verbeterd")
    with pytest.raises(ChangedMeanwhileError):
        dossier.add_roster(dossier.new_roster_folder(), trial, "", "gekozen", with_workbook=True, seen=seen)
    assert (dossier.value(HEAD_WORKBOOK).text, dossier.rosters()) == ("3", [])


def test_a_dossier_that_was_removed_is_not_made_again(dossiers: Dossiers, dossier: Dossier) -> None:
    dossiers.delete(dossier.id)
    with pytest.raises(NoDossierError):
        dossier.set_info("naam", "weer")
    dossier.folder.mkdir()
    with pytest.raises(NoDossierError):
        dossier.info("naam")
    assert list(dossier.folder.iterdir()) == []
