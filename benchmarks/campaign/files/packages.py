"""Workbooks with something broken or odd in a part of the package, as other programs and bad disks make them."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

from benchmarks.campaign.files.draft import STRINGS, Part, package, part_of, replacing

Making = Callable[[bytes], bytes]
STYLES, BOOK, CORE, APP = "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml", "docProps/app.xml"
RELATIONS, TYPES, THEME = "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/theme/theme1.xml"
ROOT = "_rels/.rels"
DEEP = 30_000  # levels; the stack of the usual parsers ends at a thousand
_MB = 1_000_000

SPOILS: dict[str, Part] = {
    "gone": lambda part: None,
    "empty": lambda part: b"",
    "no XML": lambda part: b"geen xml",
    "cut": lambda part: part[: len(part) // 2],
    "wrong letters": lambda part: part.replace(b">", b">\xff\xfe", 3),
    "other root": lambda part: b"<iets/>",
    "deep": lambda part: b"<a>" * DEEP + b"</a>" * DEEP,
    "in UTF-16": lambda part: part.decode().replace("UTF-8", "UTF-16").encode("utf-16"),
    "with an entity bomb": lambda part: _bomb(part),
    "with a file from outside": lambda part: _outside(part),
}
"""What becomes of any part."""
PARTS = (TYPES, ROOT, BOOK, RELATIONS, STYLES, STRINGS, CORE, APP, THEME)


def _bomb(part: bytes) -> bytes:
    levels = "".join(f'<!ENTITY a{n} "' + f"&a{n - 1};" * 10 + '">' for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">' + levels.encode() + b"]><a>&a9;</a>"


def _outside(part: bytes) -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'


ODD_PARTS: dict[str, dict[str, Part]] = {
    "an empty fill": {STYLES: replacing(b'<fill><patternFill patternType="none"/></fill>', b"<fill/>")},
    "a font family of 34": {STYLES: replacing(b'<family val="2"/>', b'<family val="34"/>')},
    "an extension in a fill": {
        STYLES: replacing(
            b'<patternFill patternType="none"/>', b'<patternFill><extLst><ext uri="x"/></extLst></patternFill>'
        )
    },
    "a colour by its name": {STYLES: replacing(b'<color theme="1"/>', b'<color rgb="blue"/>')},
    "a theme colour of 99": {STYLES: replacing(b'<color theme="1"/>', b'<color theme="99"/>')},
    "no formats of cells": {STYLES: lambda part: re.sub(rb"<cellXfs.*?</cellXfs>", b"", part, flags=re.S)},
    "a format without a code": {STYLES: lambda part: re.sub(rb' formatCode="[^"]*"', b"", part, count=1)},
    "a format with a number that is none": {STYLES: replacing(b'numFmtId="166"', b'numFmtId="x"')},
    "a letter size of none": {STYLES: lambda part: re.sub(rb'<sz val="\d+"/>', b'<sz val="groot"/>', part, count=1)},
    "a date that is none in the properties": {CORE: lambda part: re.sub(rb"\d{4}-\d\d-\d\dT[^<]*", b"gisteren", part)},
    "two creators": {CORE: lambda part: re.sub(rb"(<dc:creator>.*?</dc:creator>)", rb"\1\1", part)},
    "a name that refers to nothing": {
        BOOK: replacing(
            b"<calcPr",
            b'<definedNames><definedName name="_xlnm.Print_Titles" localSheetId="99">#REF!</definedName>'
            b"</definedNames><calcPr",
        )
    },
    "a link to another file that is not there": {
        RELATIONS: replacing(
            b"</Relationships>",
            b'<Relationship Id="rId99" Type="http://x/relationships/externalLink" '
            b'Target="externalLinks/externalLink1.xml"/></Relationships>',
        ),
        BOOK: replacing(
            b"<calcPr", b'<externalReferences><externalReference r:id="rId99"/></externalReferences><calcPr'
        ),
    },
    "shared strings in other capitals": {RELATIONS: replacing(b"sharedStrings.xml", b"SharedStrings.xml")},
    "a sheet that is not there": {RELATIONS: replacing(b"worksheets/sheet5.xml", b"worksheets/sheet99.xml")},
    "a sheet outside the package": {RELATIONS: replacing(b"worksheets/sheet5.xml", b"../../../etc/passwd")},
    "a sheet that is another": {RELATIONS: replacing(b"worksheets/sheet5.xml", b"worksheets/sheet4.xml")},
    "relations without sheets": {RELATIONS: lambda part: re.sub(rb"<Relationship [^>]*sheet[^>]*/>", b"", part)},
    "a sheet without a name": {BOOK: replacing(b'name="Studenten"', b'name=""')},
    "two sheets of one name": {BOOK: replacing(b'name="Mentoren"', b'name="Studenten"')},
    "shared strings half as many": {STRINGS: lambda part: part[: part.rfind(b"<si>", 0, len(part) // 2)] + b"</sst>"},
    "shared strings of nothing": {STRINGS: lambda part: re.sub(rb"<si>.*</si>", b"", part, flags=re.S)},
    "macros": {TYPES: replacing(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")},
    "a template": {TYPES: replacing(b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml")},
    "strict": {BOOK: lambda part: part.replace(b"schemas.openxmlformats.org/spreadsheetml", b"purl.oclc.org/ooxml")},
    "a text file": {TYPES: lambda part: part.replace(b"spreadsheetml", b"wordprocessingml")},
}
"""Parts that are odd in one place."""


def _row(content: str) -> Part:
    def change(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", content.encode() + b"</sheetData>", 1)

    return change


def _after(content: str) -> Part:
    def change(part: bytes) -> bytes:
        return part.replace(b"</sheetData>", b"</sheetData>" + content.encode(), 1)

    return change


ODD_CELLS: dict[str, Part] = {
    "cell without a row number": _row('<row><c r="A" t="s"><v>0</v></c></row>'),
    "cell at no place": _row('<row r="90"><c r="??1"><v>1</v></c></row>'),
    "cell beyond the last column": _row('<row r="90"><c r="ZZZZ90"><v>1</v></c></row>'),
    "row far below": _row('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>'),
    "row at the very end": _row('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    "row before the first": _row('<row r="-4"><c r="A-4"><v>1</v></c></row>'),
    "the same row again": _row('<row r="2"><c r="A2"><v>77</v></c></row>'),
    "text that is not there": _row('<row r="90"><c r="A90" t="s"><v>987654</v></c></row>'),
    "text number that is none": _row('<row r="90"><c r="A90" t="s"><v>drie</v></c></row>'),
    "text number below zero": _row('<row r="90"><c r="A90" t="s"><v>-1</v></c></row>'),
    "number that is none": _row('<row r="90"><c r="A90"><v>acht</v></c></row>'),
    "number that is not finite": _row('<row r="90"><c r="A90"><v>1e999</v></c><c r="D90"><v>NaN</v></c></row>'),
    "date that is none": _row('<row r="90"><c r="A90" t="d"><v>31 mei</v></c></row>'),
    "truth that is none": _row('<row r="90"><c r="A90" t="b"><v>misschien</v></c></row>'),
    "style that is not there": _row('<row r="90"><c r="A90" s="98765"><v>1</v></c></row>'),
    "style that is none": _row('<row r="90"><c r="A90" s="mooi"><v>1</v></c></row>'),
    "kind that is not there": _row('<row r="90"><c r="A90" t="zz"><v>1</v></c></row>'),
    "text inside the cell": _row('<row r="90"><c r="A90" t="inlineStr"><is><t>x</t></is></c></row>'),
    "two values in a cell": _row('<row r="90"><c r="A90"><v>1</v><v>2</v></c></row>'),
    "array formula over everything": _row(
        '<row r="90"><c r="A90"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>'
    ),
    "shared formula without a master": _row('<row r="90"><c r="A90"><f t="shared" si="9"/><v>1</v></c></row>'),
    "a million empty cells": _row(f'<row r="90">{"<c/>" * _MB}</row>'),
    "a hundred thousand empty rows": _row("<row/>" * 100_000),
    "merge that is none": _after('<mergeCells><mergeCell ref="hier:daar"/></mergeCells>'),
    "merge backwards": _after('<mergeCells><mergeCell ref="D9:A2"/></mergeCells>'),
    "merge of the whole sheet": _after('<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
    "merge over full columns": _after('<mergeCells><mergeCell ref="L1:M1048576"/></mergeCells>'),
    "merge over full rows": _after('<mergeCells><mergeCell ref="A40:XFD41"/></mergeCells>'),
    "100,000 merges": _after(
        "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(100, 100_100)) + "</mergeCells>"
    ),
    "merges over each other": _after('<mergeCells><mergeCell ref="A2:D4"/><mergeCell ref="B3:F5"/></mergeCells>'),
    "drop-down of an unknown kind": _after(
        '<dataValidations count="1"><dataValidation operator="nogal" sqref="A1"/></dataValidations>'
    ),
    "hyperlink without a place": _after('<hyperlinks><hyperlink display="x"/></hyperlinks>'),
    "filter that is none": _after('<autoFilter ref="overal"/>'),
    "drawing that is not there": _after(
        '<drawing xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="rId77"/>'
    ),
    "conditional format without a rule": _after('<conditionalFormatting sqref="A1:A9"/>'),
    "conditional format of an unknown kind": _after(
        '<conditionalFormatting sqref="A1"><cfRule type="raar" priority="x"/></conditionalFormatting>'
    ),
    "page breaks that are none": _after('<rowBreaks count="x"><brk id="y"/></rowBreaks>'),
    "no data at all": lambda part: re.sub(rb"<sheetData>.*</sheetData>", b"", part, flags=re.S),
    "wrong size": lambda part: re.sub(rb"<dimension[^>]*/>", b'<dimension ref="A1:XFD1048576"/>', part),
    "size that is none": lambda part: re.sub(rb"<dimension[^>]*/>", b'<dimension ref="alles"/>', part),
    "columns by the billion": lambda part: part.replace(
        b"<sheetData>", b'<cols><col min="1" max="2000000000" width="9" hidden="1"/></cols><sheetData>', 1
    ),
}
"""The sheet Studenten, odd in one place."""


def _repacked(method: int) -> Making:
    def change(good: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as whole, zipfile.ZipFile(made, "w", method) as archive:
            for name in whole.namelist():
                archive.writestr(name, whole.read(name))
        return made.getvalue()

    return change


def _twice(good: bytes) -> bytes:
    made = io.BytesIO(good)
    with zipfile.ZipFile(made, "a") as archive:
        archive.fp.seek(0, 2)  # type: ignore[union-attr]
        info = zipfile.ZipInfo("xl/workbook.xml")
        archive.writestr(info, b"<workbook/>")
    return made.getvalue()


def _sizes_that_lie(good: bytes) -> bytes:
    """Says in the directory that each part is nothing, as a bomb does."""
    spoilt = bytearray(good)
    at = spoilt.find(b"PK\x01\x02")
    while at >= 0:
        spoilt[at + 24 : at + 28] = struct.pack("<I", 10)
        at = spoilt.find(b"PK\x01\x02", at + 4)
    return bytes(spoilt)


def _encrypted(good: bytes) -> bytes:
    spoilt = bytearray(good)
    for sign, at_flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = spoilt.find(sign)
        while at >= 0:
            spoilt[at + at_flag] |= 1
            at = spoilt.find(sign, at + 4)
    return bytes(spoilt)


def _large_part(name: str, size: int) -> Making:
    return lambda good: package(good, {}, {name: b"<a>" + b" " * size + b"</a>"})


def _many_parts(good: bytes) -> bytes:
    return package(good, {}, {f"xl/media/beeld{number}.png": b"x" for number in range(20_000)})


ODD_PACKAGES: dict[str, Making] = {
    "not packed": _repacked(zipfile.ZIP_STORED),
    "packed with bzip2": _repacked(zipfile.ZIP_BZIP2),
    "packed with lzma": _repacked(zipfile.ZIP_LZMA),
    "bytes before the zip": lambda good: b"#!/bin/sh\n" + good,
    "bytes after the zip": lambda good: good + bytes(500),
    "a part twice": _twice,
    "sizes that lie": _sizes_that_lie,
    "a zip with a password": _encrypted,
    "half": lambda good: good[: len(good) // 2],
    "without its end": lambda good: good[:-30],
    "without its start": lambda good: good[100:],
    "bomb in a part that nobody reads": _large_part("xl/media/beeld1.png", 500 * _MB),
    "bomb of 90 MB in XML": _large_part("xl/worksheets/sheet99.xml", 90 * _MB),
    "20,000 pictures": _many_parts,
    "a path out of the package": lambda good: package(good, {}, {"../../../tmp/kwaad.xml": b"<a/>"}),
    "a name of 60,000 signs": lambda good: package(good, {}, {"a" * 60_000: b"x"}),
}
"""The package itself."""


def _with_parts(good: bytes, changes: Mapping[str, Part]) -> bytes:
    return package(good, changes)


def _with_cell(good: bytes, change: Part) -> bytes:
    return package(good, {part_of(good, "Studenten"): change})


CASES: Mapping[str, Making] = {
    **{
        f"{part} {what}": partial(_with_parts, changes={part: spoil})
        for part in PARTS
        for what, spoil in SPOILS.items()
    },
    **{f"sheet Studenten {what}": partial(_with_cell, change=spoil) for what, spoil in SPOILS.items()},
    **{what: partial(_with_parts, changes=changes) for what, changes in ODD_PARTS.items()},
    **{what: partial(_with_cell, change=change) for what, change in ODD_CELLS.items()},
    **ODD_PACKAGES,
}
"""Name of the case to what makes the file."""
