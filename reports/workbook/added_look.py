"""How a sheet looks that is added to a workbook of the office: a heading, widths, a page of paper. Knows XML, no sheet.

The parts of the file that are there stay as they are; only two looks come behind those of its list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from reports.excel.book import DARK

EMPTY_SHEET = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData/></worksheet>'
)
"""A sheet without rows."""

_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"(?! s=)')
_A4 = 9  # of the list of paper sizes of the format
_PADDING = 2.0  # beside the letters of a column, in units
_ARROW = 3  # letters that the arrow of the filter covers
_WIDEST = 60  # letters; a longer text wraps, so that the page stays readable on A4


@dataclass(frozen=True, slots=True)
class AddedLooks:
    """A list of looks with two more.

    Attributes:
        xml: The part.
        header: The number of the look of a heading.
        body: That of a cell below it, in which long text wraps.
    """

    xml: bytes
    header: int
    body: int


def with_looks(styles: bytes) -> AddedLooks | None:
    """Add the looks of a heading and of the cells below it to those of a workbook.

    Args:
        styles: The part of the file with its looks.

    Returns:
        The part with both; None where it is written in another way than is known here.
    """
    bold = '<font><b/><sz val="11"/><color rgb="FFFFFFFF"/><name val="Calibri"/><family val="2"/></font>'
    dark = f'<fill><patternFill patternType="solid"><fgColor rgb="FF{DARK.lstrip("#")}"/></patternFill></fill>'
    font = _longer(styles, "fonts", "font", bold)
    fill = None if font is None else _longer(font[0], "fills", "fill", dark)
    if font is None or fill is None:
        return None
    looks = (
        f'<xf numFmtId="0" fontId="{font[1]}" fillId="{fill[1]}" borderId="0" xfId="0" applyFont="1" applyFill="1" '
        'applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    )
    wrapped = (
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf>'
    )
    header = _longer(fill[0], "cellXfs", "xf", looks)
    body = None if header is None else _longer(header[0], "cellXfs", "xf", wrapped)
    return None if header is None or body is None else AddedLooks(body[0], header[1], body[1])


def _longer(xml: bytes, list_name: str, item: str, entry: str) -> tuple[bytes, int] | None:
    """The part with an entry more in one of its lists, and the number of that entry; None where there is no list."""
    found = re.search(rb"<(\w+:)?%s\b([^>]*)>(.*?)</\1?%s>" % (list_name.encode(), list_name.encode()), xml, re.DOTALL)
    if found is None:
        return None
    prefix = found[1] or b""
    number = len(re.findall(rb"<%s%s\b" % (prefix, item.encode()), found[3]))
    own = re.sub(r"<(/?)(?=\w)", rf"<\1{prefix.decode()}", entry).encode()
    counted = re.sub(rb'\bcount="\d+"', b'count="%d"' % (number + 1), found[2])
    begin = b"<%s%s%s>" % (prefix, list_name.encode(), counted)
    end = b"</%s%s>" % (prefix, list_name.encode())
    return xml[: found.start()] + begin + found[3] + own + end + xml[found.end() :], number


def dressed(
    xml: bytes,
    texts: Sequence[Sequence[str]],
    looks: AddedLooks | None,
    choices: Mapping[int, Sequence[str]],
    widths: Sequence[float] = (),
) -> bytes:
    """Give a sheet its widths, a heading that stays in sight, a filter, drop-downs and a page of A4.

    Args:
        xml: The sheet with its cells in rows from 1, and nothing else.
        texts: What stands in it, by row, the heading first.
        looks: The looks of its cells; None: plain ones.
        choices: Column from 0 to the words that may be chosen there.
        widths: Of the columns, in units; none for what fits the texts.

    Returns:
        The sheet.
    """
    if looks is not None:
        xml = _CELL.sub(lambda c: c[0] + b' s="%d"' % (looks.header if c[2] == b"1" else looks.body), xml)
    columns = max(map(len, texts), default=1)
    last = f"{get_column_letter(columns)}{len(texts)}"
    found = widths or [_fitting(place, texts) for place in range(columns)]
    before = (
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{''.join(map(_column, range(1, columns + 1), found))}</cols>"
    )
    after = (
        f'<autoFilter ref="A1:{last}"/>{_drop_downs(choices, max(len(texts), 2))}'
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="{_A4}" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    )
    xml = xml.replace(b"<sheetData", before.encode() + b"<sheetData", 1)
    return xml.replace(b"</worksheet>", after.encode() + b"</worksheet>")


def _column(number: int, width: float) -> str:
    return f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'


def _fitting(place: int, texts: Sequence[Sequence[str]]) -> float:
    heading, *rows = [len(row[place]) for row in texts if place < len(row)] or [0]
    return max(heading + _ARROW, min(max(rows, default=0), _WIDEST)) + _PADDING


def _drop_downs(choices: Mapping[int, Sequence[str]], rows: int) -> str:
    if not choices:
        return ""
    lists = "".join(
        f'<dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'sqref="{get_column_letter(place + 1)}2:{get_column_letter(place + 1)}{rows}">'
        f"<formula1>{escape(chr(34) + ','.join(words) + chr(34))}</formula1></dataValidation>"
        for place, words in choices.items()
    )
    return f'<dataValidations count="{len(choices)}">{lists}</dataValidations>'
