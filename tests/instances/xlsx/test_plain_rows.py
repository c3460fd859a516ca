"""Rows of the usual kind are taken from the stream at once: what they say is what expat hears of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from instances.xlsx import parts as parts_module
from instances.xlsx.looks import PLAIN, Look
from instances.xlsx.parts import Attributes, PartError, Parts
from instances.xlsx.plain_rows import PlainCell
from instances.xlsx.rows import Row, RowReader, Seen, stream_rows
from instances.xlsx.strings import Strings

PART = "xl/worksheets/sheet1.xml"
LOOKS = (PLAIN, replace(PLAIN, struck=True), replace(PLAIN, date=True))
STRINGS = Strings(("Anna", "", " ", "S1"), frozenset({3}))


class Counting(RowReader):
    """Counts the rows that are taken whole."""

    taken = 0

    def take(self, number: int, attributes: Attributes, cells: Sequence[PlainCell]) -> None:
        self.taken += 1
        super().take(number, attributes, cells)


class Expat(RowReader):
    """Never takes a row whole."""

    @property
    def between_rows(self) -> bool:
        return False


def _reader(kind: type[RowReader], looks: Sequence[Look] = LOOKS) -> RowReader:
    return kind(STRINGS, looks, datetime(1899, 12, 30), Seen())


def _read(xml: str, kind: type[RowReader]) -> tuple[list[Row] | str, RowReader]:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(PART, xml)
    reader = _reader(kind)
    try:
        rows = list(stream_rows(Parts(packed.getvalue()), PART, reader))
        return [replace(row, cells={key: _plain(value) for key, value in row.cells.items()}) for row in rows], reader
    except PartError as error:
        return str(error), reader


def _plain(value: object) -> tuple[type, object]:
    return type(value), value if isinstance(value, int | float | str | datetime) else None


def _sheet(rows: str, before: str = "", after: str = "") -> str:
    return f'<?xml version="1.0"?>\n<worksheet>{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


CELLS = (
    '<c r="A1"><v>12</v></c>', '<c r="A1"><v> 12 </v></c>', '<c r="A1"><v> </v></c>', '<c r="A1"><v>1.5E3</v></c>',
    '<c r="A1"><v>geen getal</v></c>', '<c r="B1" s="1"><v>7</v></c>', '<c r="B1" s="2"><v>45000</v></c>',
    '<c r="B1" s="99"><v>7</v></c>', '<c r="B1" s="0"/>', '<c r="B1" s="0" />', '<c r="B1"></c>', '<c r="B1"><v/></c>',
    '<c r="C1" t="s"><v>0</v></c>', '<c r="C1" t="s"><v>1</v></c>', '<c r="C1" t="s"><v>2</v></c>',
    '<c r="C1" t="s"><v>3</v></c>', '<c r="C1" t="s"><v>9</v></c>', '<c r="C1" t="s"><v>x</v></c>',
    '<c r="C1" s="1" t="s"><v>0</v></c>', '<c r="D1" t="inlineStr"><is><t>Bo</t></is></c>',
    '<c r="D1" t="inlineStr"><is><t xml:space="preserve"> Bo </t></is></c>',
    '<c r="D1" t="inlineStr"><is><t> </t></is></c>',
    '<c r="D1" t="inlineStr"><is><t>_x0041_ en _x0020_</t></is></c>', '<c r="D1" t="inlineStr"><v>Bo</v></c>',
    '<c r="D1" t="inlineStr"><is><t>_x0020_</t></is></c>', '<c r="D1" s="1" t="inlineStr"><is><t>Bo</t></is></c>',
    '<c r="D1"><is><t>Bo</t></is></c>', '<c r="D1" t="n"><v>0</v></c>', '<c r="E1" t="str"><f>A1</f><v>Bo</v></c>',
    '<c r="E1"><f>A1</f></c>', '<c r="E1" t="b"><v>1</v></c>', '<c r="E1" t="e"><v>#N/A</v></c>',
    '<c r="XFD1"><v>1</v></c>', '<c r="F1" t="inlineStr"><is><t>Zoë &amp; Bo</t></is></c>', '<c><v>3</v></c>',
    '<c r="F1" t="inlineStr"><is><t>Zoë</t></is></c>', '<c r="F1" t="inlineStr"><is><r><t>A</t></r></is></c>',
    '<c r="A1"><v>1</v><v>2</v></c>', '<c r="F1" t="inlineStr"><is><t>a\r\nb\tc</t></is></c>',
    '<c r="A1" t="d"><v>2027-01-01</v></c>',
)  # fmt: skip
ROWS = (
    '<row r="2">{}</row>', '<row r="3" spans="1:4" ht="15" x14ac:dyDescent="0.25">{}</row>',
    '<row r="4" hidden="1">{}</row>',
    '<row r="5" ht="0">{}</row>', "<row>{}</row>", '<row r="6" r="7">{}</row>', '<row r="8" ht="1" ht="0">{}</row>',
    '<row r="9"/><row r="10">{}</row>', "<!-- <row r=\"1\"><c r=\"A1\"><v>1</v></c></row> -->",
    "\n<row r='11'>{}</row>\n",
    '<row r="12.0">{}</row>', '<row r="13">{}', "<?x <row r=\"1\"></row> ?>",
    '<row r="14" customFormat="false">{}</row>',
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(ROWS), st.lists(st.sampled_from(CELLS), max_size=4)), max_size=6),
    st.integers(1, 90),
)
def test_a_row_says_the_same_whoever_reads_it(drawn: list[tuple[str, list[str]]], chunk: int) -> None:
    xml = _sheet("".join(row.format("".join(cells)) for row, cells in drawn), after="<mergeCells/>")
    before = parts_module.FILE_SETTINGS
    parts_module.FILE_SETTINGS = replace(before, chunk=chunk)  # cut anywhere
    try:
        quick, slow = _read(xml, RowReader)[0], _read(xml, Expat)[0]
    finally:
        parts_module.FILE_SETTINGS = before
    assert quick == slow


def test_rows_of_the_usual_kind_are_taken_whole() -> None:
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c><c r="B{n}"><v>{n}</v></c></row>' for n in range(1, 4000)
    )
    found, reader = _read(_sheet(rows), Counting)
    assert isinstance(reader, Counting)
    assert reader.taken == 3999 == len(found)
    assert found == _read(_sheet(rows), Expat)[0]


@pytest.mark.parametrize("xml", [
    '<row r="1"><c r="A1"><v>1</v></c></row>',
    "<worksheet><sheetData/></worksheet><row r=\"1\"></row>",
    "<worksheet><sheetData></worksheet><row r=\"1\"></row>",
    "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>",
])  # fmt: skip
def test_what_is_no_xml_is_refused_all_the_same(xml: str) -> None:
    assert _read(xml, RowReader)[0] == PART == _read(xml, Expat)[0]
