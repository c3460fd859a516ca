"""Sheets, headers and rows that are not where or what they should be."""

from __future__ import annotations

import hashlib

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook

from instances.workbook.read import read
from tests.instances.workbooks import Draft, notices, the_fault


@pytest.mark.parametrize("sheet", ["Besturen", "Scholen", "Mentoren", "Studenten", "Opleiders", "Tandems"])
def test_a_missing_required_sheet_is_one_fault(draft: Draft, sheet: str) -> None:
    del draft.rows[sheet]
    faults = draft.read().faults
    assert [(fault.sheet, fault.found) for fault in faults if fault.found == "geen blad"] == [(sheet, "geen blad")]


def test_a_missing_sheet_does_not_make_every_reference_a_fault(draft: Draft) -> None:
    del draft.rows["Besturen"]
    assert "Besturen! [] geen blad | een blad met de naam “Besturen”." in the_fault(draft.read())


def test_slots_are_required_for_the_wpa_only(draft: Draft) -> None:
    del draft.rows["WPA-slots"]
    assert draft.read().faults == ()
    assert "een blad met de naam “WPA-slots”" in the_fault(draft.read(for_wpa=True))


def test_optional_sheets_may_be_missing(draft: Draft) -> None:
    for name in ("Instellingen", "Historie", "Beschikbaarheid", "Afwezigheid", "Reistijden", "Uitsluitingen"):
        del draft.rows[name]
    assert draft.read(for_wpa=True).faults == ()


def test_a_misspelt_sheet_is_pointed_out(draft: Draft) -> None:
    draft.titles["Mentoren"] = "Mentors"
    assert "Is dat het blad “Mentors”?" in the_fault(draft.read())


def test_a_misspelt_optional_sheet_is_a_notice_that_suggests(draft: Draft) -> None:
    draft.titles["Afwezigheid"] = "Afwezig"
    assert "Afwezig! Het blad “Afwezig” is niet gelezen. Bedoelt u “Afwezigheid”?" in notices(draft.read())


def test_a_sheet_in_other_capitals_is_read_with_a_notice(draft: Draft) -> None:
    draft.titles["Mentoren"] = "MENTOREN"
    reading = draft.read()
    assert reading.instance is not None
    assert notices(reading) == ["Mentoren! Het blad “MENTOREN” is gelezen als “Mentoren”."]


def test_a_missing_required_column_is_a_fault_that_suggests(draft: Draft) -> None:
    draft.headers["Scholen"][8] = "Plaatsn"
    found = the_fault(draft.read())
    assert "Scholen!I1 [Plaatsen] geen kolom | een kolom met de naam “Plaatsen” in rij 1." in found
    assert "Is dat de kolom “Plaatsn”?" in found


def test_a_missing_column_without_a_likely_header_marks_the_header_row(draft: Draft) -> None:
    draft.headers["Scholen"][8] = "Kleur"
    draft.above["Scholen"] = 2
    assert "Scholen!A3 [Plaatsen] geen kolom" in the_fault(draft.read())


def test_a_misspelt_optional_column_is_a_notice_that_suggests(draft: Draft) -> None:
    draft.headers["Scholen"][9] = "Bezett"
    assert "Scholen!J1 De kolom “Bezett” is niet gelezen. Bedoelt u “Bezet”?" in notices(draft.read())


def test_a_missing_optional_column_means_the_default(draft: Draft) -> None:
    draft.headers["Studenten"].remove("Vervoer")
    reading = draft.read()
    assert reading.instance is not None
    assert reading.instance.students["100001"].vehicle == "ov"


def test_columns_may_stand_in_any_order(draft: Draft) -> None:
    draft.headers["Mentoren"].reverse()
    reading = draft.put("Mentoren", 0, Groep=9).read()
    assert "Mentoren!O2 [Groep] 9" in the_fault(reading)


def test_a_column_twice_is_a_fault(draft: Draft) -> None:
    draft.headers["Mentoren"].append("Groep")
    assert "Mentoren!S1 [Groep] Groep | elke kolom één keer" in the_fault(draft.read())


def test_an_extra_column_is_a_notice(draft: Draft) -> None:
    draft.headers["Mentoren"].append("Opmerking van Joke")
    assert notices(draft.read()) == ["Mentoren!S1 De kolom “Opmerking van Joke” is niet gelezen."]


def test_title_rows_above_the_header_are_tolerated(draft: Draft) -> None:
    draft.above["Mentoren"] = 3
    reading = draft.put("Mentoren", 0, Groep=9).read()
    assert "Mentoren!D5 [Groep] 9" in the_fault(reading)


def test_a_sheet_without_header_is_a_fault(draft: Draft) -> None:
    draft.headers["Mentoren"] = [str(number) for number in range(13)]
    reading = draft.read()
    assert "geen rij met kolomnamen" in [fault.found for fault in reading.faults if fault.sheet == "Mentoren"]


def test_a_blank_row_between_rows_is_skipped(draft: Draft) -> None:
    draft.rows["Mentoren"].insert(1, {})
    reading = draft.read()
    assert reading.instance is not None
    assert list(reading.instance.mentors) == ["M1", "M2", "M3"]
    assert reading.where("Mentoren", "M2") == "A4"


def test_a_workbook_without_students_is_a_fault(draft: Draft) -> None:
    draft.rows["Studenten"].clear()
    assert "Studenten! [] geen rijen | minstens één student" in the_fault(draft.read())


def test_an_empty_workbook_names_every_missing_sheet(draft: Draft) -> None:
    Workbook().save(draft.path)
    assert [fault.sheet for fault in read(draft.path).faults] == [
        "Besturen",
        "Scholen",
        "Mentoren",
        "Studenten",
        "Opleiders",
        "Tandems",
    ]


def test_a_stray_far_cell_does_not_matter(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Mentoren"]["XFD1048576"] = "x"
    book.save(draft.path)
    reading = read(draft.path)
    assert reading.instance is not None
    assert len(reading.instance.mentors) == 3


def test_rows_after_a_thousand_blank_ones_are_not_silently_lost(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Mentoren"]["A3000"] = "M9"
    book.save(draft.path)
    assert any("is niet verder gelezen: 1000 lege rijen" in line for line in notices(read(draft.path)))


def test_a_formula_without_a_value_says_what_to_do(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"]["I2"] = "=2+2"
    book.save(draft.path)
    found = the_fault(read(draft.path))
    assert "Scholen!I2 [Plaatsen] formule zonder waarde" in found
    assert "Open het bestand in Excel en sla het op" in found


def test_a_formula_without_a_value_in_an_optional_cell_is_a_fault_too(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"]["J2"] = "=1"
    book.save(draft.path)
    assert "Scholen!J2 [Bezet] formule zonder waarde" in the_fault(read(draft.path))


def test_a_calculated_formula_is_read_as_its_value(draft: Draft) -> None:
    with xlsxwriter.Workbook(str(draft.path)) as book:
        for name, rows in draft.rows.items():
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, draft.headers[name])
            for number, row in enumerate(rows, start=1):
                for header, value in row.items():
                    if header == "Plaatsen":
                        sheet.write_formula(number, 8, "=3+4", None, 7)
                    elif name != "WPA-slots":
                        sheet.write(number, draft.headers[name].index(header), value)
    instance = read(draft.path).instance
    assert instance is not None
    assert instance.schools["S1"].places == 7


def test_the_fingerprint_is_the_hash_of_the_file(draft: Draft) -> None:
    reading = draft.read()
    assert reading.instance is not None
    assert reading.instance.fingerprint == hashlib.sha256(draft.path.read_bytes()).hexdigest()


def test_faults_come_in_the_order_of_the_sheets(draft: Draft) -> None:
    draft.put("Tandems", 0, Norm="x").put("Besturen", 0, Naam=None).put("Studenten", 0, Jaar=9)
    assert [fault.sheet for fault in draft.read().faults] == ["Besturen", "Studenten", "Tandems"]


def test_the_sheet_with_faults_of_a_marked_copy_is_ignored_quietly(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book.create_sheet("Fouten")
    book.save(draft.path)
    assert read(draft.path).notices == ()


def test_another_apostrophe_in_a_header_is_a_notice(draft: Draft) -> None:
    headers = draft.headers["Studenten"]
    headers[headers.index("SLB'er")] = "SLB’er"
    assert any("De kolom “SLB’er” is gelezen als “SLB'er”." in line for line in notices(draft.read()))


def test_a_missing_first_column_does_not_make_every_reference_a_fault(draft: Draft) -> None:
    draft.headers["Scholen"][0] = "Schoolcode"
    assert "Scholen!A1 [School] geen kolom" in the_fault(draft.read())


def test_the_explanation_of_the_template_is_ignored_quietly(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book.create_sheet("Uitleg")
    book.save(draft.path)
    assert read(draft.path).notices == ()


def test_an_empty_template_names_every_sheet_still_to_fill(draft: Draft) -> None:
    book = load_workbook(draft.write())
    for name in ("Besturen", "Studenten"):
        book[name].delete_rows(2, 100)
    book.save(draft.path)
    empty = {fault.sheet for fault in read(draft.path).faults if fault.found == "geen rijen"}
    assert empty == {"Besturen", "Studenten"}


@pytest.mark.parametrize(("mentors", "given"), [(("M1", "M3"), {"100001": "M1", "100002": "M3"}), ((), None)])
def test_a_given_placement_is_read_and_an_empty_sheet_is_none(
    draft: Draft, mentors: tuple[str, ...], given: dict[str, str] | None
) -> None:
    pairs = zip(("100001", "100002"), mentors, strict=False)
    draft.add("Plaatsing", *({"Student": student, "Mentor": mentor} for student, mentor in pairs))
    instance = draft.read().instance
    assert instance is not None
    assert instance.given_placement == given
