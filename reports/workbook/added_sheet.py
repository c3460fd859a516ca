"""How a sheet looks that a copy has more than its workbook: widths, headers, paper. Knows XML, no sheet."""

from __future__ import annotations

import re
from collections.abc import Sequence

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FORMATS = re.compile(rb"<((?:\w+:)?)cellXfs\b[^>]*>(.*?)</(?:\w+:)?cellXfs>", re.DOTALL)
_FORMAT = re.compile(rb"<(?:\w+:)?xf\b")
_COUNT = re.compile(rb'count="\d+"')
_CELL = re.compile(rb'<c r="([A-Z]+)(\d+)" t=')


def empty_sheet(widths: Sequence[float]) -> bytes:
    """Make a sheet without rows, one page wide on landscape A4, with the first row in sight and on each page.

    Args:
        widths: Of its columns, in units; none for the usual ones.

    Returns:
        The part.
    """
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, start=1)
    )
    shape = (
        '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f"<cols>{columns}</cols>"
    )
    paper = (
        '<pageMargins left="0.3" right="0.3" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>'
    )
    before, after = (shape, paper) if widths else ("", "")
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{_MAIN}">{before}<sheetData/>{after}</worksheet>'
    return text.encode()


def with_wrapping(styles: bytes) -> tuple[bytes, str]:
    """Add a cell format in which text wraps.

    Args:
        styles: The part with the formats of a workbook.

    Returns:
        The part with one format more, and its number; the part as it was and '' where it has no list of formats.
    """
    found = _FORMATS.search(styles)
    if found is None:
        return styles, ""
    prefix, formats = found[1], found[2]
    number = len(_FORMAT.findall(formats))
    added = b'<%bxf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">' % prefix
    added += b'<%balignment vertical="top" wrapText="1"/></%bxf>' % (prefix, prefix)
    whole = _COUNT.sub(b'count="%d"' % (number + 1), found[0], count=1)
    end = whole.rindex(b"</")
    return styles[: found.start()] + whole[:end] + added + whole[end:] + styles[found.end() :], str(number)


def styled(sheet: bytes, header: str, body: str) -> bytes:
    """Give the cells of a new sheet of texts a format.

    Args:
        sheet: The part, as ``patched`` filled it.
        header: The number of the format of the first row; '' for none.
        body: That of all other rows.

    Returns:
        The part.
    """

    def with_format(found: re.Match[bytes]) -> bytes:
        style = header if found[2] == b"1" else body
        return b'<c r="%b%b"%b t=' % (found[1], found[2], f' s="{style}"'.encode() if style else b"")

    return _CELL.sub(with_format, sheet)
