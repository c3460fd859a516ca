"""The same cells in a package without looks, properties and links, for files that a strict reader refuses."""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
import zipfile
from xml.sax.saxutils import quoteattr

from defusedxml.ElementTree import fromstring

from instances.xlsx.book import RawBook
from instances.xlsx.looks import Formats
from instances.xlsx.parts import PartError

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_SHEET_ML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_KEPT = ("cols", "sheetData", "mergeCells")
_STRINGS = "xl/sharedStrings.xml"


def without_looks(book: RawBook) -> bytes:
    """Write the cells of a file in a package of their own.

    Args:
        book: The opened file.

    Returns:
        The bytes of a package with every sheet, its values, formulas, number formats, widths and merged areas, and
        nothing else of the file.

    Raises:
        PartError: A sheet cannot be read.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, part in enumerate(book.sheets.values(), start=1):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", _sheet(book, part))
        archive.writestr("xl/styles.xml", _styles(book.formats))
        archive.writestr(_STRINGS, _strings(book))
        archive.writestr("xl/workbook.xml", _workbook(book))
        count = len(book.sheets)
        archive.writestr("xl/_rels/workbook.xml.rels", _book_relations(count))
        archive.writestr("[Content_Types].xml", _content_types(count))
        relation = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{relation}</Relationships>')
    return stream.getvalue()


def _sheet(book: RawBook, part: str) -> bytes:
    """The part with only what holds cells; the order of the elements stays."""
    try:
        root = fromstring(book.parts.content(part))
    except (ET.ParseError, KeyError, ValueError):
        raise PartError(part) from None
    for child in list(root):
        if child.tag.rpartition("}")[2] not in _KEPT:
            root.remove(child)
    known = len(book.formats.cells)
    for element in root.iter():
        style = element.get("s")
        if style is not None and not (style.isdigit() and int(style) < known):
            del element.attrib["s"]
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _styles(formats: Formats) -> str:
    codes = "".join(
        f"<numFmt numFmtId={quoteattr(number)} formatCode={quoteattr(code)}/>" for number, code in formats.own.items()
    )
    cells = "".join(
        f'<xf numFmtId={quoteattr(number)} fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
        for number, _ in formats.cells or [("0", "0")]
    )
    return (
        f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts>{codes}</numFmts>'
        '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f"<cellXfs>{cells}</cellXfs></styleSheet>"
    )


def _strings(book: RawBook) -> bytes | str:
    if book.strings_part is None:
        return f'{_HEAD}<sst xmlns="{_MAIN}"/>'
    return book.parts.content(book.strings_part)


def _workbook(book: RawBook) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, title in enumerate(book.sheets, start=1)
    )
    date1904 = ' date1904="1"' if book.counts_from_1904 else ""
    inside = f"<workbookPr{date1904}/><sheets>{sheets}</sheets>"
    return f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{inside}</workbook>'


def _book_relations(count: int) -> str:
    parts = [("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, count + 1)]
    parts += [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
    every = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(parts, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_RELATIONS}">{every}</Relationships>'


def _content_types(count: int) -> str:
    parts = {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in range(1, count + 1)}
    parts |= {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles", "/xl/sharedStrings.xml": "sharedStrings"}
    every = "".join(
        f'<Override PartName="{name}" ContentType="{_SHEET_ML}.{kind}+xml"/>' for name, kind in parts.items()
    )
    return (
        f'{_HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{every}</Types>'
    )
