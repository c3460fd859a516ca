"""The semester workbook: what is written is what was given, and what the reader gets back."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, time
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.sample.generate import generate
from instances.tables.columns import SHEETS
from instances.tables.notices import NoticeKind
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from tests.builders import board, mentor, rules, school, semester, slot, student, tandem, trainer

FIELDS = [field.name for field in fields(Instance) if field.name != "fingerprint"]


def small(**over: object) -> Instance:
    """One student with one mentor; fields of Instance go by name."""
    records = (board(), school(), mentor(), student(), trainer("SO1"), tandem(), slot())
    return semester(*records, trainer("IO1", role=Role.IO), **over)


@pytest.mark.parametrize("size", ["klein", "bestuur"])
def test_a_sample_reads_back_as_it_was_written(size: str, tmp_path: Path) -> None:
    given = generate(size)
    write_semester(given, tmp_path / "s.xlsx")
    found = read(tmp_path / "s.xlsx", for_wpa=True).instance
    assert found is not None
    assert {name: getattr(found, name) for name in FIELDS} == {name: getattr(given, name) for name in FIELDS}


def test_a_sample_reads_with_remarks_on_who_does_not_count_and_schools_that_are_gone_only(tmp_path: Path) -> None:
    given = generate("bestuur")
    write_semester(given, tmp_path / "s.xlsx")
    reading = read(tmp_path / "s.xlsx", for_wpa=True)
    assert reading.faults == ()
    assert {notice.kind for notice in reading.notices} == {NoticeKind.MENTOR_OUT, NoticeKind.HISTORY_SCHOOL}
    gone = {row.school for row in given.history} - set(given.schools)
    told = {place.found for n in reading.notices if n.kind is NoticeKind.HISTORY_SCHOOL for place in n.places}
    assert told == {f"“{school}”" for school in gone}
    out = [
        mentor.id
        for mentor in given.mentors.values()
        if not mentor.may_guide or not given.schools[mentor.school].net_places
    ]
    assert [n.text.split()[0] for n in reading.notices if n.kind is NoticeKind.MENTOR_OUT] == out


def test_the_order_of_the_rows_survives(tmp_path: Path) -> None:
    given = generate("klein")
    write_semester(given, tmp_path / "s.xlsx")
    found = read(tmp_path / "s.xlsx").instance
    assert found is not None
    assert list(found.mentors) == list(given.mentors)


def test_settings_and_weights_survive(tmp_path: Path) -> None:
    given = small(settings=rules({Wish.W2: 7}, semester="2026-2027 S1", semester_number=1, min_shared_days=2))
    write_semester(given, tmp_path / "s.xlsx")
    found = read(tmp_path / "s.xlsx").instance
    assert found is not None
    assert found.settings == given.settings


def test_a_given_placement_survives(tmp_path: Path) -> None:
    write_semester(small(given_placement={"ST1": "M1"}), tmp_path / "s.xlsx")
    found = read(tmp_path / "s.xlsx").instance
    assert found is not None
    assert found.given_placement == {"ST1": "M1"}


def test_the_same_instance_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_semester(generate("klein"), tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_every_sheet_and_column_of_the_contract_is_there(tmp_path: Path) -> None:
    write_semester(small(), tmp_path / "s.xlsx")
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    written = {sheet.title: [cell.value for cell in sheet[1]] for sheet in book.worksheets}
    assert written == {sheet.name: [column.header for column in sheet.columns] for sheet in SHEETS}


def test_dates_and_times_are_real_ones(tmp_path: Path) -> None:
    write_semester(small(), tmp_path / "s.xlsx")
    row = openpyxl.load_workbook(tmp_path / "s.xlsx")["WPA-slots"][2]
    assert [cell.value for cell in row[1:4]] == [datetime(2027, 6, 1), time(9), time(10)]


def test_a_name_that_looks_like_a_formula_stays_a_name(tmp_path: Path) -> None:
    tricky = replace(small().students["ST1"], name="=1+1")
    write_semester(replace(small(), students={"ST1": tricky}), tmp_path / "s.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "s.xlsx")["Studenten"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_a_code_with_leading_zeros_keeps_them(tmp_path: Path) -> None:
    zeros = replace(small().students["ST1"], id="00123")
    write_semester(replace(small(), students={"00123": zeros}), tmp_path / "s.xlsx")
    found = read(tmp_path / "s.xlsx").instance
    assert found is not None
    assert list(found.students) == ["00123"]


def test_a_failed_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "s.xlsx"
    target.write_bytes(b"old")
    with pytest.raises(KeyError):
        # settings without weights cannot be written
        write_semester(small(settings=replace(rules(), weights={})), target)
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("s.xlsx", b"old")]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="weg"):
        write_semester(small(), tmp_path / "weg" / "s.xlsx")


def test_what_letters_and_counts_need_reads_back_as_it_was_written(tmp_path: Path) -> None:
    official = {"address": "Dorpsstraat 1", "brin": "00XX", "site": "00", "teachers": 0}
    given = semester(
        board(), school(**official), mentor(call_name="Mies"), student(call_name="Stijn"), tandem(), slot(),
        trainer("SO1", call_name="Otje"), trainer("IO1", role=Role.IO), settings=rules(funding_date="1-10-2026"),
    )  # fmt: skip
    write_semester(given, tmp_path / "s.xlsx")
    found = read(tmp_path / "s.xlsx").instance
    assert found is not None
    assert {name: getattr(found, name) for name in FIELDS} == {name: getattr(given, name) for name in FIELDS}
    sheet = openpyxl.load_workbook(tmp_path / "s.xlsx")["Scholen"]
    cell = next(cell for cell in sheet[2] if sheet.cell(1, cell.column).value == "Vestiging")
    assert (cell.value, cell.data_type, cell.number_format) == ("00", "s", "@")
