"""Files that an office program opens and a strict reader refuses: the data are read; what cannot be is named."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Font

from instances.tables.notices import NoticeKind
from instances.workbook.read import read
from reports.workbook.marked_copy import write_marked
from tests.instances.workbooks import Draft, notices, the_fault
from tests.instances.xlsx.packages import Change, replacing, rewritten, sheet_part

STYLES, CORE, BOOK = "xl/styles.xml", "docProps/core.xml", "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
_NAME = b'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="99">#REF!</definedName></definedNames>'
_LINK = (
    b'<Relationship Id="rId99" Type="http://x/relationships/externalLink" Target="externalLinks/externalLink1.xml"/>'
)

ODD: dict[str, dict[str, Change | None]] = {
    "an empty fill": {STYLES: replacing(b'<fill><patternFill patternType="none"/></fill>', b"<fill/>")},
    "a font family out of range": {STYLES: replacing(b'<family val="2"/>', b'<family val="34"/>')},
    "an extension in a fill": {
        STYLES: replacing(
            b'<patternFill patternType="none"/>', b'<patternFill><extLst><ext uri="x"/></extLst></patternFill>'
        )
    },
    "a colour by its name": {STYLES: replacing(b'<color theme="1"/>', b'<color rgb="blue"/>')},
    "a date that is none in the properties": {
        CORE: lambda content: re.sub(rb"\d{4}-\d\d-\d\dT[^<]*", b"gisteren", content)
    },
    "properties that are no xml": {CORE: lambda content: b"<cp:core"},
    "no properties at all": {CORE: None, "docProps/app.xml": None},
    "no theme": {"xl/theme/theme1.xml": None},
    "a link to another file that is not there": {
        RELATIONS: replacing(b"</Relationships>", _LINK + b"</Relationships>"),
        BOOK: replacing(
            b"<calcPr", b'<externalReferences><externalReference r:id="rId99"/></externalReferences><calcPr'
        ),
    },
    "a name that refers to nothing": {
        BOOK: replacing(
            b"<calcPr",
            _NAME + b"<calcPr",
        )
    },
    "shared strings in other capitals": {RELATIONS: replacing(b"sharedStrings.xml", b"SharedStrings.xml")},
}


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD)
def test_a_file_with_odd_looks_or_properties_is_read_whole(draft: Draft, changes: dict[str, Change | None]) -> None:
    whole = draft.read().instance
    reading = read(rewritten(draft.path, changes))
    assert (reading.faults, reading.notices) == ((), ())
    assert whole is not None
    assert reading.instance is not None
    assert (reading.instance.slots, reading.instance.students) == (whole.slots, whole.students)


@pytest.mark.parametrize("changes", ODD.values(), ids=ODD)
def test_its_red_copy_has_the_cells_of_the_workbook(
    draft: Draft, tmp_path: Path, changes: dict[str, Change | None]
) -> None:
    path = rewritten(draft.put("Mentoren", 0, Groep=9).write(), changes)
    write_marked(path, read(path).faults, tmp_path / "k-fouten.xlsx")
    copy = load_workbook(tmp_path / "k-fouten.xlsx")
    assert copy["Mentoren"]["D2"].comment is not None
    assert copy["WPA-slots"]["B2"].value.date() == date(2027, 6, 1)  # type: ignore[union-attr]


@pytest.mark.parametrize("part", ["validation", "hyperlink"])
def test_odd_parts_of_a_sheet_that_hold_no_data_do_not_matter(draft: Draft, part: str) -> None:
    odd = {
        "validation": b'<dataValidations count="1"><dataValidation operator="nogal" sqref="A1"/></dataValidations>',
        "hyperlink": b'<hyperlinks><hyperlink display="x"/></hyperlinks>',
    }[part]
    sheet = sheet_part(draft.write(), "Mentoren")
    assert read(rewritten(draft.path, {sheet: replacing(b"</sheetData>", b"</sheetData>" + odd)})).faults == ()


def test_looks_that_break_off_keep_the_dates_before_the_break_and_are_told(draft: Draft) -> None:
    reading = draft.read()
    broken = read(rewritten(draft.path, {STYLES: lambda content: content[: content.index(b"<cellStyles")]}))
    assert reading.instance is not None
    assert broken.instance is not None
    assert broken.instance.slots == reading.instance.slots
    assert [notice.kind for notice in broken.notices] == [NoticeKind.LOOKS]


def test_a_part_with_data_that_cannot_be_read_is_named(draft: Draft) -> None:
    sheet = sheet_part(draft.write(), "Mentoren")
    line = the_fault(read(rewritten(draft.path, {sheet: lambda content: content[:400]})))
    assert "semester.xlsx: een beschadigde werkmap" in line
    assert f"Het onderdeel {sheet} van dit bestand is beschadigd" in line


def test_a_text_that_is_not_there_is_named(draft: Draft) -> None:
    last = b"<si><t>M3</t></si>"
    line = the_fault(read(rewritten(draft.write(), {"xl/sharedStrings.xml": replacing(last, b"")})))
    assert "xl/sharedStrings.xml" in line


def test_a_workbook_that_counts_from_1904_has_the_same_dates(draft: Draft) -> None:
    draft.put("Studenten", 0, **{"WPA vanaf": date(2027, 5, 31)}).put("Studenten", 1, **{"WPA vanaf": 46538 - 1462})
    book = load_workbook(draft.write())
    book.epoch = book.epoch.replace(year=1904, month=1, day=1)
    book.save(draft.path)
    reading = read(draft.path)
    assert reading.instance is not None
    assert {student.wpa_from for student in reading.instance.students.values()} == {date(2027, 5, 31)}
    assert reading.instance.slots["W1"].date == date(2027, 6, 1)
    assert NoticeKind.FROM_1904 in {notice.kind for notice in reading.notices}


@pytest.mark.parametrize(("code", "shown"), [("000000", "000042"), ('"S"0000', "S0042"), ("[$-413]000", "042")])
def test_zeros_of_a_number_format_belong_to_a_code(draft: Draft, code: str, shown: str) -> None:
    book = load_workbook(draft.put("Studenten", 0, Student=42).write())
    book["Studenten"]["A2"].number_format = code
    book.save(draft.path)
    reading = read(draft.path)
    assert reading.instance is not None
    assert next(iter(reading.instance.students)) == shown
    assert any(f"42 → {shown}" in line or f"“{shown}" in line for line in notices(reading)), notices(reading)


def test_a_number_format_without_signs_of_its_own_changes_no_code(draft: Draft) -> None:
    book = load_workbook(draft.put("Studenten", 0, Student=501575).write())
    book["Studenten"]["A2"].number_format = "#,##0"
    book.save(draft.path)
    instance = read(draft.path).instance
    assert instance is not None
    assert next(iter(instance.students)) == "501575"


def test_zeros_of_a_number_format_do_not_change_a_number(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Scholen"]["I2"].number_format = "000"
    book.save(draft.path)
    instance = read(draft.path).instance
    assert instance is not None
    assert instance.schools["S1"].places == 4


def test_hidden_rows_are_read_and_told_once(draft: Draft) -> None:
    book = load_workbook(draft.write())
    for row in (2, 4):
        book["Mentoren"].row_dimensions[row].hidden = True
    book.save(draft.path)
    reading = read(draft.path)
    assert reading.instance is not None
    assert len(reading.instance.mentors) == 3
    assert notices(reading) == [
        "Mentoren!A2 2 rijen zijn verborgen of weggefilterd en toch gelezen: 2 en 4. Haal weg wat niet meetelt."
    ]
    assert [place.cell for place in reading.notices[0].places] == ["A2", "A4"]


def test_struck_rows_are_read_and_told_once(draft: Draft) -> None:
    book = load_workbook(draft.write())
    for cell in book["Mentoren"][3]:
        cell.font = Font(strike=True)
    book.save(draft.path)
    reading = read(draft.path)
    assert reading.instance is not None
    assert "M2" in reading.instance.mentors
    assert notices(reading) == [
        "Mentoren!A3 Rij 3 heeft doorgestreepte tekst en is toch gelezen. Haal weg wat niet meer geldt."
    ]


def test_a_column_without_a_name_is_told(draft: Draft) -> None:
    book = load_workbook(draft.write())
    book["Mentoren"]["Z3"] = "belt nog terug"
    book.save(draft.path)
    assert notices(read(draft.path)) == ["Mentoren!Z3 Kolom Z heeft geen kolomnaam en is niet gelezen (1 cel)."]


@pytest.mark.parametrize("suffix", [" - Tabel 1", " - Table 1", "- Tabel 1", " – tabel 1"])
@pytest.mark.parametrize("names", [("Scholen", "Tandems"), ("Vastgezet",), None])
def test_sheets_that_numbers_renamed_are_read(draft: Draft, suffix: str, names: tuple[str, ...] | None) -> None:
    draft.add("Vastgezet", {"Student": "100001", "School": "S1"})
    draft.titles = {name: name + suffix for name in names or draft.rows}
    reading = draft.read()
    assert reading.instance is not None
    assert [pin.school for pin in reading.instance.pins] == ["S1"]
    told = {notice.sheet for notice in reading.notices if notice.kind is NoticeKind.SHEET_NAME}
    assert told == set(names or draft.rows)


def test_the_second_table_of_a_sheet_is_not_the_sheet(draft: Draft) -> None:
    draft.titles = {"Mentoren": "Mentoren - Tabel 2"}
    assert "een blad met de naam “Mentoren”" in the_fault(draft.read())
