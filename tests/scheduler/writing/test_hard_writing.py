"""Whatever the names and whatever the disk does: all files or none, a clear message, and nothing of the office lost."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Role
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from reports.boards.names import file_names
from reports.calendar.ics import read_diaries
from reports.run.bundle import Run
from scheduler.runtime.exit import RefusedError
from scheduler.writing.folder import write_rosters
from scheduler.writing.passwords import ready_passwords
from scheduler.writing.pseudonyms import coded, key_path
from scheduler.writing.sending import Sending
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.reports.boards.test_separation import judged
from tests.reports.runs import run
from tests.scheduler.chain_runs import Heard

LONG = "een heel lange naam van ver over de eenendertig tekens, zoals op papier"
NAMES = ("=1+1", "@SUM(A1)", "+31 6", "-", "Zoë Öztürk", "Łukasz 😀 李", "'quote\"", "a\\b/c:d*e?[f]", LONG, "CON")


def ready(passwords: bool = False) -> Sending:
    locks = {"NOORD": "een goed wachtwoord", "ZUID": "een ander wachtwoord"} if passwords else None
    return Sending(locks, previewed={})


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def nasty(name: str) -> Run:
    """Everyone and everything is called ``name``, and the ids differ in signs that no file name can have."""
    instance: Instance = semester(
        board("B/1", name=name), board("B:1", name=name), school("S/1", "B/1", name=name),
        school("S:1", "B:1", name=name), mentor("M/1", "S/1", name=name), mentor("M:1", "S:1", name=name),
        student("ST/1", name=name), student("ST:1", name=name), trainer("O/1", name=name), trainer("O:1", name=name),
        trainer("I1", Role.IO, name=name), tandem("TA1", "O/1", "I1", ("S/1",)), tandem("TA2", "O:1", "I1", ("S:1",)),
        slot("T1"), slot("T2", begin="13:00", end="14:00"),
    )  # fmt: skip
    return judged(
        instance, {"ST/1": "M/1", "ST:1": "M:1"}, {"ST/1": Booking("T1", "O:1"), "ST:1": Booking("T2", "O/1")}
    )


@pytest.mark.parametrize("name", NAMES)
def test_any_name_is_written_in_every_file_and_reads_back(name: str, tmp_path: Path) -> None:
    write_rosters(nasty(name), tmp_path, sending=ready())
    for path in (tmp_path / "besturen").iterdir():
        assert openpyxl.load_workbook(path)["Plaatsing"]["B2"].value == name
    assert {diary.name for diary in read_diaries(tmp_path / "agenda")[0].values()} == {f"WPA's {name}"}


@pytest.mark.parametrize("name", NAMES)
def test_no_name_becomes_a_formula_or_a_sheet_name_that_excel_refuses(name: str, tmp_path: Path) -> None:
    write_rosters(nasty(name), tmp_path, sending=ready())
    for path in tmp_path.rglob("*.xlsx"):
        book = openpyxl.load_workbook(path)
        assert [title for title in book.sheetnames if len(title) > 31 or re.search(r"[\[\]:*?/\\]", title)] == []
        cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
        assert [cell.value for cell in cells if cell.data_type == "f" and name in str(cell.value)] == []


def test_ids_that_give_one_file_name_get_a_file_each(tmp_path: Path) -> None:
    write_rosters(nasty("x"), tmp_path, sending=ready())
    names = {f"{place}/{name}" for place, name in [
        ("besturen", "B_1.xlsx"), ("besturen", "B_1_2.xlsx"), ("vooraf", "B_1.xlsx"), ("vooraf", "B_1_2.xlsx"),
        ("agenda", "O_1.ics"), ("agenda", "O_1_2.ics"), ("agenda/scholen", "S_1.ics"), ("agenda/scholen", "S_1_2.ics"),
    ]}  # fmt: skip
    assert names <= set(contents(tmp_path))


@pytest.mark.parametrize(
    ("id", "name"),
    [("CON", "CON_"), ("com1", "com1_"), ("nul", "nul_"), ("😀", "_"), ("../..", "_____"), ("x" * 300, "x" * 80),
     ("Besturen 1.xlsx", "Besturen_1_xlsx"), (" ", "_")],
)  # fmt: skip
def test_no_id_makes_a_file_name_that_a_system_refuses(id: str, name: str) -> None:
    assert file_names([id]) == {id: name}


def test_long_ids_that_begin_alike_get_a_file_each() -> None:
    assert len(set(file_names(["x" * 300 + sign for sign in "abc"]).values())) == 3


def test_what_the_office_keeps_in_the_folder_stays(tmp_path: Path) -> None:
    own = ["notities.docx", "besturen/brief.docx", "agenda/lees mij.txt", "vooraf/lijst.csv", "eigen/plaatsing.xlsx"]
    for name in own:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("own")
    write_rosters(run(), tmp_path, sending=ready())
    write_rosters(run(), tmp_path, sending=ready())
    assert {name: contents(tmp_path)[name] for name in own} == dict.fromkeys(own, b"own")


MADE = [
    "plaatsing.xlsx", "wpa.xlsx", "resultaat.json", "rapport.html", "vooraf-sleutel.xlsx", "besturen/NOORD.xlsx",
    "vooraf/ZUID.xlsx", "agenda/SO1.ics", "agenda/scholen/S1.ics", "uren.xlsx", "onstage.csv",
    "onstage.xlsx", "brieven/studenten.xlsx", "brieven/mentoren.xlsx",
]  # fmt: skip


def locked(name: str, move: Callable[[Path, Path], None]) -> Callable[[Path, Path], None]:
    """``os.replace`` as Windows does it while a program has the file open."""

    def moved(source: Path, target: Path) -> None:
        if any(Path(end).as_posix().endswith(f"uit/{name}") for end in (source, target)):
            raise PermissionError(errno.EACCES, "in use", str(source), None, str(target))
        move(source, target)

    return moved


@pytest.mark.parametrize("name", MADE)
@pytest.mark.parametrize("with_passwords", [False, pytest.param(True, marks=pytest.mark.thorough)])
def test_a_file_open_in_excel_is_named_and_nothing_changed(
    name: str, with_passwords: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "uit"
    write_rosters(run(), folder, sending=ready())
    before = contents(folder)
    monkeypatch.setattr("reports.files.journal.os.replace", locked(name, os.replace))
    with pytest.raises(RefusedError, match=rf"{Path(name).name} is in gebruik\. Sluit het bestand.*Er is niets gewijz"):
        write_rosters(replace(run(), seed=8, assessment={}), folder, sending=ready(with_passwords))
    assert contents(folder) == before
    assert [path.name for path in tmp_path.iterdir()] == ["uit"]


FULL = [
    "reports.excel.book.xlsxwriter.Workbook.close",
    "reports.calendar.ics.as_ics",
    "scheduler.writing.files.write_previews",
    "scheduler.writing.files.write_boards",
    "scheduler.writing.files.write_preview_key",
    "scheduler.writing.files.write_result",
    "reports.boards.sheets.locked",
]


@pytest.mark.parametrize("where", FULL)
def test_a_full_disk_is_told_and_leaves_everything_as_it_was(
    where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "uit"
    write_rosters(run(), folder, sending=ready())
    before = contents(folder)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(where, full)
    with pytest.raises(RefusedError, match=r"is vol\. Maak ruimte en probeer het opnieuw\. Er is niets gewijzigd\."):
        write_rosters(run(), folder, sending=ready(passwords=True))
    assert contents(folder) == before


def test_a_full_disk_leaves_no_new_folder_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("scheduler.writing.files.write_result", full)
    with pytest.raises(RefusedError, match="is vol"):
        write_rosters(run(), tmp_path / "uit", sending=ready())
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_of_passwords_that_is_open_is_named_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A board that is new asks for a password, but the file cannot be written: then no board file is locked either."""
    path = tmp_path / "uit" / "ww.xlsx"
    ready_passwords(path, tmp_path / "rooster", {"A": board("A")}, Heard())
    before = contents(tmp_path)
    monkeypatch.setattr("reports.files.journal.os.replace", locked("ww.xlsx", os.replace))
    with pytest.raises(RefusedError, match=r"ww\.xlsx is in gebruik"):
        ready_passwords(path, tmp_path / "rooster", {"A": board("A"), "B": board("B")}, Heard())
    assert contents(tmp_path) == before


def test_a_key_that_is_open_is_named_before_any_code_goes_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from instances.workbook.read import Reading

    folder = tmp_path / "uit" / "rooster"
    instance = run().instance
    coded(Reading(instance, (), ()), folder, None, Heard())
    before = contents(tmp_path)
    monkeypatch.setattr("reports.files.journal.os.replace", locked("rooster-sleutel.xlsx", os.replace))
    newcomer = replace(next(iter(instance.students.values())), id="NIEUW")
    grown = replace(instance, students={**instance.students, "NIEUW": newcomer})
    with pytest.raises(RefusedError, match=r"rooster-sleutel\.xlsx is in gebruik"):
        coded(Reading(grown, (), ()), folder, None, Heard())
    assert (contents(tmp_path), key_path(folder).exists()) == (before, True)


def test_a_calendar_that_another_program_holds_is_no_reason_to_number_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_rosters(run(), tmp_path)

    def held(path: Path) -> bytes:
        raise PermissionError(errno.EACCES, "in use", str(path))

    monkeypatch.setattr(Path, "read_bytes", held)
    with pytest.raises(PermissionError):
        read_diaries(tmp_path / "agenda")
