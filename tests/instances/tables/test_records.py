"""A row of a sheet: what is asked of a column is its value, else its default, and a slip is an error."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from instances.domain.entities import Day
from instances.domain.rulebook import Rule
from instances.tables.cells import parse
from instances.tables.columns import (
    ABSENCES,
    BOARDS,
    HANDOVER_SHEET,
    MENTORS,
    NORMS_SHEET,
    SCHOOLS,
    SLOTS,
    STUDENTS,
    TANDEMS,
    TRAINERS,
)
from instances.tables.faults import Fault, Findings
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, as_found, parsed_cell, read_records
from instances.tables.schema import Column, Kind, Sheet
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.settings import READER
from instances.tables.sheets import Table
from instances.tables.values import MisfitError, Parsed, Raw
from instances.xlsx.values import Uncalculated
from tests.instances.workbooks import Draft


def row(sheet: Sheet, cells: dict[str, Any], letters: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> Record:
    """The only row of a sheet of which other columns are empty."""
    findings = Findings()
    (found,) = read_records({sheet.name: table(sheet, cells, letters=letters)}, findings).of(sheet)
    return found


def table(sheet: Sheet, *rows: dict[str, Any], letters: str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ") -> Table:
    heads = [column.header for column in sheet.columns]
    return Table(sheet, dict(zip(heads, letters, strict=False)), tuple(enumerate(rows, start=2)))


EMPTY: dict[str, Any] = {"Student": "1", "Naam": "Ann", "Jaar": 2, "Stagedagen": "ma"}
GIVEN = [
    (STUDENTS, {"Student": "7"}, lambda found: found.key, "7"),
    (STUDENTS, {"Student": None}, lambda found: found.key, ""),
    (STUDENTS, {}, lambda found: found.text(STUDENTS.VEHICLE), "ov"),
    (STUDENTS, {"Vervoer": "auto"}, lambda found: found.text(STUDENTS.VEHICLE), "auto"),
    (STUDENTS, {}, lambda found: found.optional_text(STUDENTS.EMAIL), None),
    (STUDENTS, {"E-mail": "a@b.nl"}, lambda found: found.optional_text(STUDENTS.EMAIL), "a@b.nl"),
    (STUDENTS, {}, lambda found: found.integer(STUDENTS.YEAR), 2),
    (STUDENTS, {}, lambda found: found.optional_integer(STUDENTS.MAX_TRAVEL), None),
    (STUDENTS, {"Max reistijd": 0}, lambda found: found.optional_integer(STUDENTS.MAX_TRAVEL), 0),
    (STUDENTS, {}, lambda found: found.optional_number(STUDENTS.LATITUDE), None),
    (STUDENTS, {"Breedtegraad": 52.5}, lambda found: found.optional_number(STUDENTS.LATITUDE), 52.5),
    (STUDENTS, {}, lambda found: (found.yes(STUDENTS.CARE), found.yes(STUDENTS.WPA)), (False, True)),
    (STUDENTS, {"WPA": "nee"}, lambda found: found.yes(STUDENTS.WPA), False),
    (STUDENTS, {}, lambda found: found.optional_day(STUDENTS.WPA_FROM), None),
    (STUDENTS, {"WPA vanaf": date(2027, 6, 1)}, lambda found: found.day(STUDENTS.WPA_FROM), date(2027, 6, 1)),
    (STUDENTS, {}, lambda found: found.days(STUDENTS.DAYS), {Day.MA}),
    (STUDENTS, {}, lambda found: found.words(STUDENTS.WISHES), ()),
    (STUDENTS, {"Voorkeur scholen": "S2;S1"}, lambda found: found.words(STUDENTS.WISHES), ("S2", "S1")),
    (STUDENTS, {}, lambda found: found.needs(STUDENTS.NEEDS), ()),
    (STUDENTS, {"Leerbehoeften": "taal:3"}, lambda found: found.needs(STUDENTS.NEEDS), (("taal", 3),)),
    (STUDENTS, {}, lambda found: found.cell(STUDENTS.YEAR), "D2"),
    (STUDENTS, {}, lambda found: (found.is_filled(STUDENTS.YEAR), found.is_filled(STUDENTS.VEHICLE)), (True, False)),
]


@pytest.mark.parametrize(("sheet", "cells", "asked", "value"), GIVEN)
def test_a_column_gives_its_value_else_its_default(
    sheet: Sheet, cells: dict[str, Any], asked: Callable[[Record], object], value: object
) -> None:
    assert asked(row(sheet, {**EMPTY, **cells})) == value


def test_groups_days_and_times_have_their_own_types() -> None:
    mentor, slot = row(MENTORS, {"Mentor": "M1", "Groep": "3;4"}), row(SLOTS, {"Slot": "W1", "Begin": "9:05"})
    assert mentor.numbers(MENTORS.GROUPS) == {3, 4}
    assert row(TRAINERS, {"Opleider": "SO1"}).days(TRAINERS.DAYS) == set(Day)
    assert (slot.clock(SLOTS.BEGIN), slot.optional_clock(SLOTS.END)) == (time(9, 5), None)
    assert row(MENTORS, {"Mentor": "M1"}).numbers(MENTORS.GROUPS) == frozenset()


@pytest.mark.parametrize(
    ("sheet", "asked"),
    [
        (SCHOOLS, lambda found: found.integer(SCHOOLS.PLACES)),
        (ABSENCES, lambda found: found.day(ABSENCES.START)),
        (SLOTS, lambda found: found.clock(SLOTS.BEGIN)),
    ],
)
def test_a_value_that_must_be_there_and_is_not_is_an_error(sheet: Sheet, asked: Callable[[Record], object]) -> None:
    with pytest.raises(ValueError, match=f"{sheet.name} row 2 has nothing in"):
        asked(row(sheet, {sheet.key.header: "X"}))


KINDS: list[tuple[Callable[[Record, Column], object], Column]] = [
    (Record.text, STUDENTS.YEAR),
    (Record.optional_integer, STUDENTS.LATITUDE),
    (Record.optional_number, STUDENTS.YEAR),
    (Record.yes, STUDENTS.NAME),
    (Record.optional_day, STUDENTS.NAME),
    (Record.optional_clock, STUDENTS.WPA_FROM),
    (Record.words, STUDENTS.DAYS),
    (Record.days, STUDENTS.WISHES),
    (Record.numbers, STUDENTS.YEAR),
    (Record.needs, STUDENTS.WISHES),
]


@pytest.mark.parametrize(("asked", "column"), KINDS)
def test_a_column_of_another_kind_is_an_error_that_names_both(
    asked: Callable[[Record, Column], object], column: Column
) -> None:
    with pytest.raises(TypeError, match=f"Studenten {column} is of kind {column.kind}, not "):
        asked(row(STUDENTS, EMPTY), column)


def test_a_value_of_any_kind_may_be_asked_for() -> None:
    assert row(STUDENTS, EMPTY).value(STUDENTS.YEAR) == 2


def test_a_cell_that_cannot_be_read_is_faulty_and_gives_nothing() -> None:
    found = row(STUDENTS, {**EMPTY, "Jaar": "veel", "WPA vanaf": "ooit"})
    assert found.faulty == {"Jaar", "WPA vanaf"}
    assert found.is_faulty(STUDENTS.NAME, STUDENTS.YEAR)
    assert not found.is_faulty(STUDENTS.NAME)
    assert found.optional_integer(STUDENTS.YEAR) is None


def test_a_column_that_the_file_lacks_has_no_cell() -> None:
    found = row(STUDENTS, {"Student": "1", "Naam": "Ann"}, letters="AB")
    assert (found.cell(STUDENTS.NAME), found.cell(STUDENTS.YEAR), found.faulty) == ("B2", "", frozenset())


# -- all rows ------------------------------------------------------------------------------------------


def test_a_sheet_that_is_not_there_has_no_rows_and_no_ids(draft: Draft) -> None:
    del draft.rows["Tandems"]
    draft.rows["WPA-slots"] = []
    draft.headers["Mentoren"].remove("Mentor")
    records = draft.records()
    found = {sheet.name: (records.has(sheet), records.has_ids(sheet)) for sheet in (BOARDS, SLOTS, MENTORS, TANDEMS)}
    assert found == {
        "Besturen": (True, True),
        "WPA-slots": (True, True),
        "Mentoren": (True, False),
        "Tandems": (False, False),
    }
    assert records.of(TANDEMS) == ()


def test_rows_are_found_by_their_code_the_first_of_a_double_one(draft: Draft) -> None:
    draft.put("Besturen", 1, Bestuur="B1").add("Besturen", {"Naam": "Zonder code"})
    found = draft.records().index(BOARDS)
    assert {code: (record.number, record.text(BOARDS.NAME)) for code, record in found.items()} == {
        "B1": (2, "Bestuur Een")
    }


def test_the_rows_by_code_are_made_once(draft: Draft) -> None:
    records = draft.records()
    assert records.index(BOARDS) is records.index(BOARDS)


def test_sheets_with_fixed_names_have_readers_of_their_own() -> None:
    sheets = (BOARDS, SETTINGS_SHEET, NORMS_SHEET, HANDOVER_SHEET)
    found = read_records({sheet.name: table(sheet) for sheet in sheets}, Findings())
    assert list(found.by_sheet) == [BOARDS.name]


def test_a_fault_and_a_notice_name_their_cell(draft: Draft) -> None:
    records = draft.records()
    record = records.of(SCHOOLS)[1]
    records.fault(record, SCHOOLS.PLACES, 2.5, "iets anders", Rule.P3, "samen")
    records.notice(record, SCHOOLS.NAME, "Zo zo.", NoticeKind.CASE, "de beuk")
    records.notice(record, SCHOOLS.NAME, "Ach.", NoticeKind.ABROAD)
    assert records.findings.faults == (Fault("Scholen", "I3", "Plaatsen", "2,5", "iets anders", Rule.P3, "samen"),)
    told, plain = records.findings.notices
    assert (told.sheet, told.cell, told.kind, told.column) == ("Scholen", "B3", NoticeKind.CASE, "Naam")
    assert [(place.cell, place.found) for place in told.places] == [("B3", "de beuk")]
    assert (plain.kind, plain.places) == (NoticeKind.ABROAD, ())


def test_a_cell_that_is_part_of_a_fault_already_is_not_read() -> None:
    findings = Findings()
    plain = table(BOARDS, {"Bestuur": "B1", "Naam": "Een", "Max studenten": "veel"}, {"Bestuur": "B2", "Naam": "Twee"})
    lost = replace(plain, lost=frozenset({(2, "Max studenten"), (3, "Naam")}))
    first, second = read_records({BOARDS.name: lost}, findings).of(BOARDS)
    assert (first.faulty, second.faulty, findings.faults) == ({"Max studenten"}, {"Naam"}, ())
    assert (first.text(BOARDS.NAME), second.text(BOARDS.NAME)) == ("Een", "")


def test_no_row_is_read_after_very_many_faults() -> None:
    findings = Findings()
    bad = ({"Bestuur": f"B{number}", "Max studenten": "veel"} for number in range(READER.max_faults))
    found = read_records({BOARDS.name: table(BOARDS, *bad)}, findings).of(BOARDS)
    assert findings.is_full
    assert len(found) == READER.max_faults / 2  # each row has two: its name is missing as well


def test_a_text_that_was_read_before_is_read_alike_and_a_repair_is_told_each_time() -> None:
    findings = Findings()
    days = [{"Opleider": f"SO{number}", "Werkdagen": days} for number, days in enumerate(["ma", "Ma", "ma", "Ma"])]
    rows = read_records({TRAINERS.name: table(TRAINERS, *days)}, findings).of(TRAINERS)
    assert [record.days(TRAINERS.DAYS) for record in rows] == [{Day.MA}] * 4
    assert [notice.count for notice in findings.notices] == [2]


def test_a_number_that_equals_a_text_is_not_taken_for_it() -> None:
    rows = read_records({BOARDS.name: table(BOARDS, {"Bestuur": "1"}, {"Bestuur": 1})}, findings := Findings()).of(
        BOARDS
    )
    assert [record.key for record in rows] == ["1", "1"]
    assert [notice.kind for notice in findings.notices] == [NoticeKind.NUMBER_AS_TEXT]


@pytest.mark.parametrize(("kept", "parsed"), [(1, ["Een", "Twee", "Twee"]), (2, ["Een", "Twee"])])
def test_a_text_that_comes_again_is_not_parsed_again(
    monkeypatch: pytest.MonkeyPatch, kept: int, parsed: list[str]
) -> None:
    """A sheet of travel times names each school a thousand times; the settings say how many texts are kept."""
    asked: list[Raw] = []

    def counting(column: Column, raw: Raw, school_year: int | None = None) -> Parsed | None:
        asked.extend([raw] if column is BOARDS.NAME else [])
        return parse(column, raw, school_year)

    monkeypatch.setattr("instances.tables.records.parse", counting)
    monkeypatch.setattr("instances.tables.records.READER", replace(READER, max_known=kept))
    rows = ({"Bestuur": f"B{number}", "Naam": name} for number, name in enumerate(("Een", "Twee", "Een", "Twee")))
    found = read_records({BOARDS.name: table(BOARDS, *rows)}, Findings()).of(BOARDS)
    assert [record.text(BOARDS.NAME) for record in found] == ["Een", "Twee", "Een", "Twee"]
    assert asked == parsed


# -- one cell ------------------------------------------------------------------------------------------


def test_a_formula_without_a_value_asks_to_be_calculated() -> None:
    with pytest.raises(MisfitError, match="Excel heeft de formule nog niet uitgerekend"):
        parsed_cell(STUDENTS.NAME, Uncalculated())
    assert as_found(Uncalculated()) == "formule zonder waarde"


@pytest.mark.parametrize(("raw", "words"), [(None, "leeg"), ("  ", "leeg"), (2.5, "2,5"), ("Ann", "Ann")])
def test_a_fault_says_what_stands_there(raw: object, words: str) -> None:
    assert as_found(raw) == words


def test_an_empty_cell_is_nothing_and_a_date_is_of_the_school_year() -> None:
    assert parsed_cell(STUDENTS.NAME, None) is None
    found = parsed_cell(STUDENTS.WPA_FROM, "31 mei", 2026)
    assert found is not None
    assert found.value == date(2027, 5, 31)


@pytest.mark.parametrize(
    ("help", "words"),
    [
        ("", "een waarde (verplicht)"),
        ("Naam van het ding.", "een waarde (verplicht): naam van het ding"),
        ("SO, CSO of IO", "een waarde (verplicht): SO, CSO of IO"),
    ],
)
def test_a_cell_that_must_be_filled_says_with_what(help: str, words: str) -> None:
    wanted = Column("Kolom", Kind.TEXT, help, required=True)
    sheet = Sheet("Blad", (Column("Code", Kind.ID, "", required=True), wanted), "")
    findings = Findings()
    assert [one.faulty for one in read_records({"Blad": table(sheet, {"Code": "A"})}, findings).of(sheet)] == [
        {"Kolom"}
    ]
    assert [(fault.cell, fault.found, fault.expected) for fault in findings.faults] == [("B2", "leeg", words)]


@pytest.mark.parametrize(("required", "blank"), [(False, False), (True, True)])
def test_a_cell_that_may_be_empty_is_no_fault(required: bool, blank: bool) -> None:
    sheet = Sheet("Blad", (Column("Code", Kind.ID, ""), Column("Kolom", Kind.TEXT, "", required, blank=blank)), "")
    findings = Findings()
    assert len(read_records({"Blad": table(sheet, {"Code": "A"})}, findings).of(sheet)) == 1
    assert findings.faults == ()
