"""Changes from every screen keep the office's own file: formulas with their answers, and pictures; all or nothing."""

from __future__ import annotations

import re
import zipfile
from datetime import date
from pathlib import Path

import pytest

from instances.domain.entities import Absence
from instances.edits.edit import CellEdit, Edit, RowEdit
from instances.edits.whole_rows import GoneRow, NewRow, rows_about
from instances.tables.columns import ABSENCES, MENTORS, PINS, STUDENTS
from instances.tables.preflight import Package, inspect
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.sheets import match_title
from instances.workbook.read import read
from instances.xlsx.book import open_book
from reports.workbook.semester import write_semester
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import WorkbookVersion
from scheduler.web.tasks.edited_workbook import WorkbookEdit, edit_workbook
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.workbook_copy import DISK, ChangeRefusedError
from tests.scheduler.running import small

PICTURE = "xl/media/foto.png"
NEW = {"Student": "ST9", "Naam": "=Nieuw", "Jaar": 2, "Stagedagen": "ma;di", "WPA": False}


def part_of(path: Path, sheet: str) -> str:
    package = inspect(path)
    assert isinstance(package, Package)
    book = open_book(package.data)
    title = match_title(sheet, list(book.sheets))
    assert title is not None
    return book.sheets[title]


def with_formula_and_picture(path: Path, target: Path) -> str:
    """As an office's own file: a year that Excel calculated, and a picture; the address of that cell."""
    reading = read(path)
    place = reading.tables[STUDENTS.name].cell(STUDENTS.YEAR, 2)
    part = part_of(path, STUDENTS.name)
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if entry.filename == part:
                found = re.search(rf'(<c r="{place}"[^>]*>)<v>(\d+)</v>'.encode(), content)
                assert found is not None
                formula = found[1] + b"<f>1+0</f><v>" + found[2] + b"</v>"
                content = content.replace(found[0], formula)
            new.writestr(entry, content)
        new.writestr(PICTURE, b"een foto")
    return place


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    write_semester(small(), tmp_path / "plain.xlsx")
    with_formula_and_picture(tmp_path / "plain.xlsx", tmp_path / "semester.xlsx")
    found = Dossiers(tmp_path / "dossiers").create("2026-2027 S2")
    found.add_workbook(tmp_path / "semester.xlsx", "semester.xlsx", "", "ingebracht")
    return found


def now(dossier: Dossier) -> WorkbookVersion:
    version = dossier.workbook
    assert version is not None
    assert not look(version.path).faults
    return version


def edited(dossier: Dossier, *edits: WorkbookEdit) -> WorkbookVersion:
    return edit_workbook(dossier, now(dossier), edits, "", "gewijzigd", at_head=True)


def every_kind(dossier: Dossier) -> list[WorkbookEdit]:
    """One of each kind of edit that a screen makes."""
    instance, reading = look(now(dossier).path).instance, look(now(dossier).path).reading
    assert instance is not None
    mentor, (first, other) = next(iter(instance.mentors)), list(instance.students)[:2]
    absent: Edit = RowEdit(Absence(mentor, date(2027, 5, 3), date(2027, 5, 7)), added=True)
    return [
        CellEdit.of(PINS, first, PINS.MENTOR, mentor),
        CellEdit.of(PINS, first, PINS.SCHOOL, instance.mentors[mentor].school),
        CellEdit.of(MENTORS, mentor, MENTORS.MAX_STUDENTS, 3),
        CellEdit(SETTINGS_SHEET.name, "Max reistijd", "Max reistijd", 80),
        absent,
        NewRow(STUDENTS.name, {**NEW, "Breedtegraad": 52.38, "Lengtegraad": 4.9}),
        *rows_about(reading, other),
    ]


def test_formulas_keep_their_answers_and_pictures_stay(dossier: Dossier) -> None:
    before = now(dossier).path.read_bytes()
    part, version = part_of(now(dossier).path, STUDENTS.name), edited(dossier, *every_kind(dossier))
    with zipfile.ZipFile(version.path) as file:
        assert file.read(PICTURE) == b"een foto"
        assert re.search(rb"<f>1\+0</f><v>\d+</v>", file.read(part))
    assert now(dossier).id == version.id  # and read without a fault
    assert dossier.workbooks()[1].path.read_bytes() == before


def test_what_was_changed_is_read_so(dossier: Dossier) -> None:
    edits = every_kind(dossier)
    instance = look(edited(dossier, *edits).path).instance
    assert instance is not None
    pin, mentor, absence = edits[0], edits[2], edits[4]
    assert isinstance(pin, CellEdit)
    assert isinstance(mentor, CellEdit)
    assert isinstance(absence, RowEdit)
    assert instance.pin_of[pin.id].mentor == pin.value
    assert instance.pin_of[pin.id].school is not None
    assert instance.mentors[mentor.id].max_students == 3
    assert instance.settings.max_travel == 80
    assert absence.row in instance.absences
    assert (instance.students["ST9"].name, instance.students["ST9"].wpa) == ("=Nieuw", False)
    assert len(instance.students) == len(small().students)  # one came and one went


def test_a_row_that_is_not_there_is_told_and_nothing_changes(dossier: Dossier) -> None:
    with pytest.raises(ChangeRefusedError, match="M99 staat niet"):
        edited(dossier, CellEdit.of(MENTORS, "M99", MENTORS.MAX_STUDENTS, 3))
    assert len(dossier.workbooks()) == 1


def test_faults_of_the_copy_refuse_it(dossier: Dossier) -> None:
    with pytest.raises(ChangeRefusedError, match=r"Zo staan? er .* in het werkboek") as refused:
        edited(dossier, NewRow(STUDENTS.name, {"Student": "ST9", "Naam": "Nieuw", "Jaar": 9}))
    assert any("Jaar" in text for text in refused.value.texts)
    assert len(dossier.workbooks()) == 1


def test_a_full_disk_is_told(dossier: Dossier, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("scheduler.web.tasks.workbook_copy.write_filled", full)
    with pytest.raises(ChangeRefusedError) as refused:
        edited(dossier, GoneRow(ABSENCES.name, 2))
    assert str(refused.value) == DISK
