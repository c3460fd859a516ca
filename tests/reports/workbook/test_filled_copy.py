"""Cells written by their bytes: however a file is made, the rest stays and the reader finds the new values."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from instances.tables.columns import BOARDS, SEEN, SLOTS
from instances.tables.sheets import Table
from instances.workbook.read import read
from instances.xlsx.book import open_book
from instances.xlsx.looks import Look
from instances.xlsx.rows import Seen
from reports.workbook.filled_copy import AddedRow, CellFill, write_filled
from reports.workbook.raw_cells import RawContent, UnwritableCellError, patched
from reports.workbook.template import write_template

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def sheet(rows: str, after: str = "") -> bytes:
    return f'<?xml version="1.0"?><worksheet {MAIN}><sheetData>{rows}</sheetData>{after}</worksheet>'.encode()


def values(xml: bytes) -> dict[str, object]:
    """What openpyxl, which knows nothing of us, reads in a sheet part."""
    book = Workbook()
    stream, made = io.BytesIO(), io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.namelist():
            new.writestr(part, xml if part == "xl/worksheets/sheet1.xml" else old.read(part))
    found = load_workbook(made).worksheets[0]
    return {cell.coordinate: cell.value for row in found.iter_rows() for cell in row if cell.value is not None}


THREE = '<row r="2"><c r="A2"><v>1</v></c><c r="C2"><v>3</v></c></row><row r="4"><c r="A4"><v>7</v></c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        THREE,
        THREE.replace(' r="C2"', "").replace("<c>", '<c r="C2">'),
        THREE.replace('<row r="4">', '<row r="3"/><row r="4">'),
        THREE.replace("<c ", "<c  s='0' "),
        THREE.replace('<c r="C2">', '<c r="B2"/><c r="C2">').replace(
            '<row r="4">', '<row r="3"><c r="B3"/></row><row r="4">'
        ),
        THREE.replace("<v>3</v>", '<f>"a>b"</f><v>3</v>'),
    ],
)
def test_cells_come_between_the_others_and_change_none_of_them(rows: str) -> None:
    cells: Mapping[tuple[int, int], RawContent] = {
        (1, 0): "boven", (2, 1): "b", (2, 2): None, (2, 5): 6, (3, 1): "tussen", (4, 0): "a & <b>", (9, 3): 2.5,
    }  # fmt: skip
    found = values(patched(sheet(rows), cells).xml)
    assert found == {"A1": "boven", "A2": 1, "B2": "b", "F2": 6, "B3": "tussen", "A4": "a & <b>", "D9": 2.5}


def test_a_part_with_prefixes_stays_one() -> None:
    xml = sheet(THREE).decode()
    prefixed = re.sub(r"<(/?)(\w)", r"<\1x:\2", xml.replace('<?xml version="1.0"?>', "")).replace("xmlns=", "xmlns:x=")
    found = values(patched(prefixed.encode(), {(2, 1): "b", (5, 0): "nieuw"}).xml)
    assert (found["B2"], found["A5"], found["C2"]) == ("b", "nieuw", 3)


def test_an_empty_sheet_gets_its_first_row() -> None:
    xml = f"<worksheet {MAIN}><sheetData/></worksheet>".encode()
    assert values(patched(xml, {(3, 2): "c"}).xml) == {"C3": "c"}


def test_a_date_is_one_where_its_column_has_dates_and_else_its_text() -> None:
    rows = '<row r="2"><c r="A2" s="1"><v>46000</v></c><c r="B2"><v>1</v></c></row><row r="3"><c r="A3"/></row>'
    day = {(3, 0): date(2027, 5, 31), (3, 1): date(2027, 5, 31), (4, 1): time(9, 5)}
    xml = patched(sheet(rows), day, [Look(), Look(date=True)]).xml.decode()
    assert '<c r="A3" s="1"><v>46538.0</v></c>' in xml
    assert ">31-05-2027<" in xml
    assert ">09:05<" in xml


def test_a_formula_goes_with_its_place_in_the_order_of_calculation_unless_it_fills_others() -> None:
    own = patched(sheet('<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'), {(2, 0): 5})
    assert own.formulas_gone
    assert values(own.xml) == {"A2": 5}
    shared = '<row r="2"><c r="A2"><f t="shared" ref="A2:A9" si="0">B2</f><v>2</v></c></row>'
    with pytest.raises(UnwritableCellError, match="A2 staat een formule die meer cellen vult"):
        patched(sheet(shared), {(2, 0): 5})


@pytest.mark.parametrize("xml", [b"", b"geen xml", sheet(THREE)[:-30], sheet(THREE).decode().encode("utf-16")])
def test_a_part_that_is_no_sheet_is_left_to_excel(xml: bytes) -> None:
    with pytest.raises(UnwritableCellError, match="verbeter het in Excel"):
        patched(xml, {(2, 0): 5})


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cf"]), min_size=1)
PLACES = st.tuples(st.integers(1, 12), st.integers(0, 30))


@given(st.dictionaries(PLACES, st.one_of(st.integers(-10, 10**6), TEXTS)))
def test_whatever_is_written_where_is_read_there(cells: dict[tuple[int, int], RawContent]) -> None:
    made = patched(sheet(THREE), cells).xml
    before = values(sheet(THREE))
    assert {"A2", "C2", "A4"} <= set(before)
    book = Workbook()
    stream = io.BytesIO()
    book.save(stream)
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(data := io.BytesIO(), "w") as new:
        for part in old.namelist():
            new.writestr(part, made if part == "xl/worksheets/sheet1.xml" else old.read(part))
    opened = open_book(data.getvalue())
    found = {(row.number, at): value for row in opened.rows("Sheet", Seen()) for at, value in row.cells.items()}
    for place, value in cells.items():
        if not (isinstance(value, str) and not value.strip()):
            assert str(found[place]).strip() == str(value).strip()


@pytest.fixture
def template(tmp_path: Path) -> tuple[Path, Mapping[str, Table]]:
    path = tmp_path / "leeg.xlsx"
    write_template(path)
    return path, read(path).tables


def test_rows_are_added_below_and_missing_sheets_and_columns_made(
    template: tuple[Path, Mapping[str, Table]], tmp_path: Path
) -> None:
    path, _ = template
    book = load_workbook(path)
    del book["Gezien"]
    book["Besturen"].delete_cols(2)
    book.save(path)
    tables = read(path).tables
    target = tmp_path / "gevuld.xlsx"
    heads = tuple(column.header for column in SEEN.columns)
    write_filled(
        path,
        tables,
        [
            AddedRow(BOARDS.name, (), {"Bestuur": "B1", "Naam": "De Brug"}),
            AddedRow(BOARDS.name, (), {"Bestuur": "B2", "Naam": "De Kreek"}),
            AddedRow(SEEN.name, heads, {"Melding": "opgemerkt", "Waarde": "*"}),
            CellFill(SLOTS.name, "A2", "T1"),
        ],
        target,
    )
    found = read(target)
    assert [dict(cells) for _, cells in found.tables["Besturen"].rows] == [
        {"Bestuur": "B1", "Naam": "De Brug"},
        {"Bestuur": "B2", "Naam": "De Kreek"},
    ]
    assert [dict(cells) for _, cells in found.tables["Gezien"].rows] == [{"Melding": "opgemerkt", "Waarde": "*"}]
    assert load_workbook(target).sheetnames[-1] == "Gezien"


def test_the_order_of_calculation_leaves_out_what_is_no_formula_any_more(
    template: tuple[Path, Mapping[str, Table]], tmp_path: Path
) -> None:
    path, tables = template
    chained = tmp_path / "keten.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(chained, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/_rels/workbook.xml.rels":
                data = data.replace(
                    b"</Rel", b'<Relationship Id="rId99" Type="x/calcChain" Target="calcChain.xml"/></Rel'
                )
            if part == "[Content_Types].xml":
                data = data.replace(b"</Types", b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types')
            if part.startswith("xl/worksheets/sheet"):
                data = data.replace(
                    b"</sheetData>", b'<row r="900"><c r="A900"><f>1+1</f><v>2</v></c></row></sheetData>'
                )
            new.writestr(part, data)
        new.writestr("xl/calcChain.xml", "<calcChain/>")
    target = tmp_path / "gevuld.xlsx"
    write_filled(chained, tables, [CellFill(BOARDS.name, "A2", "B1")], target)
    assert "xl/calcChain.xml" in zipfile.ZipFile(target).namelist()
    write_filled(chained, tables, [CellFill(BOARDS.name, "A900", "B1")], target)
    with zipfile.ZipFile(target) as made:
        assert "xl/calcChain.xml" not in made.namelist()
        assert b"calcChain" not in made.read("[Content_Types].xml") + made.read("xl/_rels/workbook.xml.rels")


def test_the_source_stays_and_no_half_copy_is_left(template: tuple[Path, Mapping[str, Table]], tmp_path: Path) -> None:
    path, tables = template
    before = path.read_bytes()
    with pytest.raises(UnwritableCellError):
        write_filled(path, tables, [CellFill("Verzonnen", "A2", "x")], tmp_path / "gevuld.xlsx")
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["leeg.xlsx"]


def test_sheets_added_to_a_copy_leave_those_of_an_earlier_copy_alone(
    template: tuple[Path, Mapping[str, Table]], tmp_path: Path
) -> None:
    path, tables = template
    first, second = tmp_path / "eerst.xlsx", tmp_path / "daarna.xlsx"
    write_filled(path, tables, [AddedRow("Ingelezen", ("Wat",), {"Wat": "van toen"}, widths=(12.0,))], first)
    later = [
        AddedRow("Nakijken", ("Wat",), {"Wat": "van nu"}, widths=(12.0,)),
        AddedRow("Uitgestroomd", ("Wat",), {"Wat": "ook van nu"}, widths=(12.0,)),
    ]
    write_filled(first, tables, later, second)
    found = load_workbook(second)
    shown = {name: found[name]["A2"].value for name in found.sheetnames[-3:]}
    assert shown == {"Ingelezen": "van toen", "Nakijken": "van nu", "Uitgestroomd": "ook van nu"}
    with zipfile.ZipFile(second) as package:
        targets = re.findall(rb'Target="([^"]+)"', package.read("xl/_rels/workbook.xml.rels"))
    assert len(targets) == len(set(targets))
