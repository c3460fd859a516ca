"""One person out of the parts of an Excel file, also where a name is in pieces or a code is a number. Knows XML."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from openpyxl.utils import get_column_letter

from instances.dutch.nearest import folded
from instances.xlsx.book import open_book
from instances.xlsx.parts import PartError, TooLargeError
from scheduler.forget.traces import Traces
from scheduler.forget.who import ID_HEADERS, rows_of

_SHEETS = "/worksheets/"
_NONE: frozenset[str] = frozenset()
_XML = (".xml", ".rels", ".vml")
_HOLDERS = re.compile(r"<((?:\w+:)?(?:si|is|text|p))(?=[\s>])[^>]*>.*?</\1>", re.DOTALL)
"""What holds the pieces of one text: a shared or own text of a cell, a note, a paragraph in a drawing."""
_PIECE = re.compile(r"(<((?:\w+:)?t)(?=[\s>/])[^>]*?)(?:/>|>(.*?)</\2>)", re.DOTALL)
_CELL = re.compile(r"<((?:\w+:)?)c(\s[^>]*)>((?:(?!</\1c>).)*)</\1c>", re.DOTALL)
_NUMBER = re.compile(r"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>")
_LONG = 6  # digits of a code that is no other number by chance: a day has five


def without_person(data: bytes, traces: Traces) -> bytes:
    """Take one person out of an Excel file.

    Args:
        data: The file.
        traces: Of whom, and what comes in the place.

    Returns:
        The file with every part without the person; the very bytes where nothing was found.

    Raises:
        zipfile.BadZipFile: It is no package.
        UnicodeDecodeError: A part is not in UTF-8.
    """
    short = any(id.isdigit() and len(id) < _LONG for id in traces.person.ids)
    columns = _columns_of_codes(data) if short else {}
    changed = False
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = traces.without(whole.comment.decode("utf-8", "replace")).encode()
        changed = archive.comment != whole.comment
        for entry in whole.infolist():
            content = whole.read(entry)
            if entry.filename.lower().endswith(_XML):
                xml = content.decode("utf-8")
                is_sheet = _SHEETS in entry.filename.casefold()
                made = _without(xml, traces, columns.get(entry.filename.casefold(), _NONE) if is_sheet else None)
                changed, content = (True, made.encode()) if made != xml else (changed, content)
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue() if changed else data


def _without(xml: str, traces: Traces, columns: frozenset[str] | None) -> str:
    if columns is not None:
        xml = _CELL.sub(lambda cell: _cell(cell, traces, columns), xml)
    xml = _HOLDERS.sub(lambda holder: _joined(holder[0], traces), xml)
    return traces.without(xml)


def _cell(cell: re.Match[str], traces: Traces, columns: frozenset[str]) -> str:
    """A cell with the code as a number becomes one with a text."""
    prefix, attributes, inside = cell[1], cell[2], cell[3]
    value = _NUMBER.search(inside)
    if value is None or (not re.search(r'\st="n"', attributes) and re.search(r"\st=", attributes)):
        return cell[0]
    try:
        number = float(value[1])
    except ValueError:
        return cell[0]
    ids = [id for id in traces.person.ids if id.isdigit() and float(id) == number]
    letters = re.search(r'\sr="([A-Z]+)', attributes)
    if not ids or not (len(ids[0]) >= _LONG or (letters is not None and letters[1] in columns)):
        return cell[0]
    plain = re.sub(r'\st="n"', "", attributes)
    if f"<{prefix}f" in inside:
        made = inside.replace(value[0], f"<{prefix}v>{escape(traces.code)}</{prefix}v>")
        return f'<{prefix}c{plain} t="str">{made}</{prefix}c>'
    text = f"<{prefix}is><{prefix}t>{escape(traces.code)}</{prefix}t></{prefix}is>"
    return f'<{prefix}c{plain} t="inlineStr">{text}</{prefix}c>'


def _joined(holder: str, traces: Traces) -> str:
    """A text in pieces: where the person is found over more than one of them, all of it comes in the first."""
    pieces = list(_PIECE.finditer(holder))
    if len(pieces) < 2:
        return holder
    whole = "".join(html.unescape(piece[3] or "") for piece in pieces)
    if not traces.in_text(whole):
        return holder
    made, end = [], 0
    for number, piece in enumerate(pieces):
        text = escape(traces.without(whole)) if number == 0 else ""
        made += [holder[end : piece.start()], f"{piece[1]}>{text}</{piece[2]}>"]
        end = piece.end()
    return "".join([*made, holder[end:]])


def _columns_of_codes(data: bytes) -> Mapping[str, frozenset[str]]:
    """Part of a sheet to the letters of its columns with codes of people."""
    try:
        book = open_book(data)
    except (PartError, TooLargeError):
        return {}
    found = {}
    for title, part in book.sheets.items():
        headers: Mapping[str, int] = {}
        for _, _, headers in rows_of(book, title):
            if headers:
                break
        places = [place for header, place in headers.items() if folded(header) in ID_HEADERS]
        found[part.casefold()] = frozenset(get_column_letter(place + 1) for place in places)
    return found
