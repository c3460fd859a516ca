"""Files of another kind in the place of a good one. Knows bytes only."""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Mapping

DEEP = 30_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


OTHER_KINDS: dict[str, bytes] = {
    "empty": b"",
    "one byte": b"P",
    "only the first bytes of a zip": b"PK\x03\x04",
    "zeros": bytes(5_000),
    "noise": random.Random(1).randbytes(5_000),
    "csv": b"Student;Naam\n500001;Iris Dam\n",
    "csv in Latin-1": "Student;Naam\n500001;Zoë Çelik\n".encode("latin-1"),
    "csv in UTF-16": "Student\tNaam\n".encode("utf-16"),
    "one line of 3 MB": b"a" * 3_000_000,
    "a web page": b"<html><table><tr><td>Student</td></tr></table></html>",
    "XML of Excel 2003": b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
    "deep XML": b'<?xml version="1.0"?>' + b"<a>" * DEEP + b"</a>" * DEEP,
    "a pdf": b"%PDF-1.7\n1 0 obj\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(100),
    "an old xls": _OLE + "Workbook".encode("utf-16-le") + bytes(512),
    "a workbook with a password": _OLE + "EncryptedPackage".encode("utf-16-le") + bytes(512),
    "an old Word document": _OLE + "WordDocument".encode("utf-16-le") + bytes(512),
    "an OpenDocument": _zip(mimetype=b"application/vnd.oasis.opendocument.spreadsheet", **{"content.xml": b"<a/>"}),
    "a binary workbook": _zip(**{"xl/workbook.bin": b"x", "[Content_Types].xml": b"<a/>"}),
    "an empty zip": _zip(),
    "a zip of something else": _zip(**{"leesmij.txt": b"hallo"}),
    "a zip in a zip": _zip(**{"semester.xlsx": _zip(**{"leesmij.txt": b"hallo"})}),
    "JSON": json.dumps({"invoer": None}).encode(),
    "deep JSON": b"[" * DEEP + b"]" * DEEP,
}
"""Name to the bytes."""


def _always(made: bytes) -> Callable[[bytes], bytes]:
    return lambda good: made


def _flipped(seed: int) -> Callable[[bytes], bytes]:
    def change(good: bytes) -> bytes:
        spoilt, chance = bytearray(good), random.Random(seed)
        for place in chance.sample(range(len(spoilt)), min(20, len(spoilt))):
            spoilt[place] ^= 1 << chance.randrange(8)
        return bytes(spoilt)

    return change


DAMAGED: Mapping[str, Callable[[bytes], bytes]] = {
    **{what: _always(made) for what, made in OTHER_KINDS.items()},
    "its first half": lambda good: good[: len(good) // 2],
    "its last half": lambda good: good[len(good) // 2 :],
    "without its last byte": lambda good: good[:-1],
    "in the middle zeros": lambda good: good[: len(good) // 3] + bytes(len(good) // 3) + good[2 * (len(good) // 3) :],
    "twice behind each other": lambda good: good + good,
    "flipped bits": _flipped(1),
    "other flipped bits": _flipped(2),
}
"""Name to what makes it from the good file."""
