"""Merged areas, totals and remarks: a value for every row, one sentence for a row that is none."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from instances.domain.entities import DayPart
from instances.plausibility.seen import values_of
from instances.tables.columns import STUDENTS
from instances.tables.notices import NoticeKind
from instances.workbook.read import Reading, read
from tests.instances.workbooks import Draft, notices, the_fault
from tests.instances.xlsx.packages import replacing, rewritten, sheet_part


def merged(draft: Draft, sheet: str, *areas: str) -> Reading:
    book = load_workbook(draft.write())
    for area in areas:
        book[sheet].merge_cells(area)
    book.save(draft.path)
    return read(draft.path)


def test_a_study_coach_in_a_merged_cell_coaches_every_student_of_it(draft: Draft) -> None:
    column = "SLB'er"
    reading = merged(draft.put("Studenten", 0, **{column: "IO1"}), "Studenten", "R2:R3")
    assert draft.headers["Studenten"][17] == column
    assert reading.instance is not None
    assert [student.slb for student in reading.instance.students.values()] == ["IO1", "IO1"]
    told = reading.notices[0]
    assert (told.kind, told.cell) == (NoticeKind.MERGED, "R2")
    assert [place.found for place in values_of(told)] == ["IO1"]  # a row of Gezien holds where the area has moved
    assert "R2:R3" in told.text


def test_a_part_of_the_day_in_a_merged_cell_counts_on_every_day_of_it(draft: Draft) -> None:
    for day in (1, 2):
        draft.add("Beschikbaarheid", {"Opleider": "SO1", "Datum": date(2027, 6, day), "Beschikbaar": "ja"})
    reading = merged(draft.put("Beschikbaarheid", 0, Dagdeel="ochtend"), "Beschikbaarheid", "C2:C3")
    assert reading.instance is not None
    assert [row.part for row in reading.instance.availability] == [DayPart.MORNING] * 2


def test_a_merged_area_over_a_whole_column_stops_at_the_last_row(draft: Draft) -> None:
    sheet = sheet_part(draft.put("Scholen", 0, PLG="Noord").write(), "Scholen")
    area = b'</sheetData><mergeCells count="1"><mergeCell ref="N2:N1048576"/></mergeCells>'
    reading = read(rewritten(draft.path, {sheet: replacing(b"</sheetData>", area)}))
    assert reading.instance is not None
    assert [school.plg for school in reading.instance.schools.values()] == ["Noord", "Noord"]


def test_a_merged_required_cell_counts_for_every_row(draft: Draft) -> None:
    draft.rows["Mentoren"][1]["School"] = None
    reading = merged(draft, "Mentoren", "C2:C3")
    assert reading.instance is not None
    assert reading.instance.mentors["M2"].school == "S1"


def test_an_area_over_several_columns_is_a_fault_that_names_it(draft: Draft) -> None:
    reading = merged(draft, "Scholen", "B2:C2")
    assert "Scholen!B2 [Naam]" in the_fault(reading)
    assert "B2:C2 is samengevoegd over Naam en Bestuur" in the_fault(reading)


def test_an_empty_merged_area_is_empty(draft: Draft) -> None:
    assert merged(draft, "Scholen", "N2:O3").notices == ()


def test_a_merged_title_above_the_headers_does_not_matter(draft: Draft) -> None:
    draft.above["Mentoren"] = 1
    assert merged(draft, "Mentoren", "A1:F1").notices == ()


def under(draft: Draft, **cells: Any) -> Reading:
    return draft.add("Scholen", {header.replace("_", " "): value for header, value in cells.items()}).read()


NOTES: list[dict[str, Any]] = [
    {"School": "Totaal", "Plaatsen": 8},
    {"School": "TOTAAL:", "Plaatsen": 8, "Bezet": 2},
    {"Naam": "Totaal aantal plaatsen", "Plaatsen": 8},
    {"Plaatsen": 8, "Bezet": 2},
    {"School": "Opmerking: De Beuk belt nog"},
    {"School": "Let op", "Naam": "De Beuk belt nog"},
    {"School": "De Beuk belt volgende week terug"},
    {"Naam": "N.B. cijfers van februari"},
    {"School": "Subtotaal", "Plaatsen": 4},
    {"School": "Subtotaal B2", "Bestuur": "B2", "Plaatsen": 4},
]


@pytest.mark.parametrize("cells", NOTES)
def test_a_total_or_a_remark_under_the_table_is_told_in_one_sentence(draft: Draft, cells: dict[str, Any]) -> None:
    reading = under(draft, **cells)
    assert reading.instance is not None, reading.faults
    assert len(reading.instance.schools) == 2
    assert [line.partition(" ")[2] for line in notices(reading)] == [
        "Rij 4 is een totaal of een opmerking en niet gelezen."
    ]
    assert reading.notices[0].kind is NoticeKind.NOTE_ROW


def test_two_such_rows_are_one_notice(draft: Draft) -> None:
    draft.add("Scholen", {"School": "Totaal", "Plaatsen": 8}, {"School": "Opmerking", "Naam": "belt nog"})
    assert notices(draft.read()) == ["Scholen!A4 2 rijen zijn een totaal of een opmerking en niet gelezen: 4, 5."]


def test_headers_that_were_pasted_along_are_told_and_left_out(draft: Draft) -> None:
    reading = draft.add("Studenten", {column.header: column.header for column in STUDENTS.columns}).read()
    assert reading.faults == ()
    assert notices(reading) == ["Studenten!A4 Rij 4 herhaalt de koppen van de kolommen en is niet gelezen."]


def test_a_row_with_one_header_in_it_is_a_row(draft: Draft) -> None:
    """A school may be called Naam."""
    kind = {"Soort": "stageschool", "Breedtegraad": 52.3, "Lengtegraad": 4.9}
    reading = under(draft, School="S9", Naam="Naam", Bestuur="B2", Plaatsen=3, **kind)
    assert reading.instance is not None
    assert "S9" in reading.instance.schools


def test_a_row_that_may_be_a_real_one_is_one_fault(draft: Draft) -> None:
    line = the_fault(under(draft, Naam="De Linde"))
    assert "Scholen!A4 [School] rij 4: De Linde | een hele rij, of geen" in line
    assert "Vul dan in: School, Bestuur, Plaatsen" in line


def test_a_row_that_lacks_only_its_code_has_a_fault_in_that_cell(draft: Draft) -> None:
    line = the_fault(
        under(draft, Naam="De Linde", Bestuur="B2", Soort="stageschool", Plaatsen=3, Breedtegraad=52.3, Lengtegraad=4.9)
    )
    assert "Scholen!A4 [School] leeg | een waarde (verplicht)" in line


def test_a_school_called_total_is_a_school(draft: Draft) -> None:
    reading = under(
        draft,
        School="Totaal",
        Naam="Totaal",
        Bestuur="B2",
        Soort="stageschool",
        Plaatsen=3,
        Breedtegraad=52.3,
        Lengtegraad=4.9,
    )
    assert reading.instance is not None
    assert "Totaal" in reading.instance.schools


def test_a_pin_without_a_student_is_no_remark(draft: Draft) -> None:
    assert "[Student] leeg" in the_fault(draft.add("Vastgezet", {"School": "S1"}).read())
