"""Texts that no cell of a workbook shows any more, taken out of its list of shared texts. Knows XML, no sheet by name.

Excel keeps the text of a cell in a list beside the sheets. A cell that is emptied leaves it there, for anyone to read.
"""

from __future__ import annotations

import io
import re
import zipfile

_TEXT = re.compile(rb"<((?:\w+:)?)si(?:\s[^>]*)?(?:/>|>.*?</\1si>)", re.DOTALL)
_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?t=[\"']s[\"'][^>]*>.*?<(?:\w+:)?v>\s*(\d+)\s*</", re.DOTALL)
_SHARED = "sharedstrings.xml"


def without_unused_texts(data: bytes) -> bytes:
    """Empty the shared texts that no cell refers to; every other part stays as it is.

    Args:
        data: The bytes of an Excel file.

    Returns:
        The file; the very bytes where there is nothing to empty.

    Raises:
        zipfile.BadZipFile: It is no package.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as whole:
        parts = {entry: whole.read(entry) for entry in whole.infolist()}
    used = {
        int(number)
        for entry, content in parts.items()
        if entry.filename.casefold().endswith(".xml")
        for number in _CELL.findall(content)
    }
    changed = False
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in parts.items():
            if entry.filename.casefold().endswith(_SHARED):
                made = _emptied(content, used)
                changed, content = changed or made != content, made
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED)
    return stream.getvalue() if changed else data


def _emptied(xml: bytes, used: set[int]) -> bytes:
    made, end = [], 0
    for number, text in enumerate(_TEXT.finditer(xml)):
        if number not in used:
            prefix = text[1]
            made += [xml[end : text.start()], b"<%ssi><%st/></%ssi>" % (prefix, prefix, prefix)]
            end = text.end()
    return b"".join([*made, xml[end:]])
