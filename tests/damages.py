"""Every way in which a file that somebody names can be no good. Knows paths and bytes, no option. Asserts nothing."""

from __future__ import annotations

import io
import os
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from instances.tables.settings import READER

Damage = Callable[[Path, bytes], Path]
"""Makes the bad file at a path, from the bytes of a good one, and gives what is to be named."""

DEEP = 30_000  # levels; the stack of the usual parsers ends at a thousand
LONG = "x" * 300  # no disk takes a name of more than 255 signs


def _written(content: bytes) -> Damage:
    def damage(path: Path, good: bytes) -> Path:
        path.write_bytes(content)
        return path

    return damage


def _changed(change: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path, good: bytes) -> Path:
        path.write_bytes(change(good))
        return path

    return damage


def _zip(**parts: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def _flipped(good: bytes) -> bytes:
    spoilt = bytearray(good)
    for place in random.Random(3).sample(range(len(spoilt)), 40):
        spoilt[place] ^= 0xFF
    return bytes(spoilt)


# -- what stands in the place of the file ----------------------------------------------------------------


def _missing(path: Path, good: bytes) -> Path:
    return path


def _folder(path: Path, good: bytes) -> Path:
    path.mkdir()
    (path / "iets.txt").write_text("iets")
    return path


def _loop(path: Path, good: bytes) -> Path:
    path.symlink_to(path)
    return path


def _dangling(path: Path, good: bytes) -> Path:
    path.symlink_to(path.with_name("weg"))
    return path


def _pipe(path: Path, good: bytes) -> Path:
    os.mkfifo(path)
    return path


def _device(path: Path, good: bytes) -> Path:
    return Path(os.devnull)


def _endless(path: Path, good: bytes) -> Path:
    return Path("/dev/zero")


def _long_name(path: Path, good: bytes) -> Path:
    return path.with_name(LONG + path.suffix)


def _nul(path: Path, good: bytes) -> Path:
    return path.with_name(f"a\0b{path.suffix}")


def _below_a_file(path: Path, good: bytes) -> Path:
    path.with_name("gewoon.txt").write_text("iets")
    return path.with_name("gewoon.txt") / path.name


def _huge(path: Path, good: bytes) -> Path:
    with path.open("wb") as stream:
        stream.write(b"PK\x03\x04")
        stream.truncate(READER.max_postcode_file + 1)  # takes no room on the disk
    return path


ABSENT: dict[str, Damage] = {
    "missing": _missing,
    "link to nowhere": _dangling,
    "name too long": _long_name,
    "name with a NUL": _nul,
    "below a file": _below_a_file,
    "link to itself": _loop,
}
"""Nothing is there."""

NO_FILE: dict[str, Damage] = {
    "folder": _folder,
    "pipe": _pipe,
    "empty device": _device,
    "endless device": _endless,
}
"""Something is there that is no file."""

BYTES: dict[str, Damage] = {
    "empty": _written(b""),
    "one byte": _written(b"P"),
    "only a zip's first bytes": _written(b"PK"),
    "zeros": _written(bytes(5000)),
    "noise": _written(random.Random(1).randbytes(5000)),
    "text": _written(b"Bestuur\tNaam\nB1\tDe Brug\n"),
    "text of one line without end": _written(b"a" * 3_000_000),
    "text in Latin-1": _written("Café\tZoë\n".encode("latin-1")),
    "text in UTF-16": _written("Café\tZoë\n".encode("utf-16")),
    "JSON": _written(b'{"invoer": null}'),
    "deep JSON": _written(b"[" * DEEP + b"]" * DEEP),
    "deep XML": _written(b'<?xml version="1.0"?>' + b"<a>" * DEEP + b"</a>" * DEEP),
    "web page": _written(b"<html><table><tr><td>1</td></tr></table></html>"),
    "PDF": _written(b"%PDF-1.7\n1 0 obj\n"),
    "old Excel": _written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(512)),
    "with a password": _written(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")),
    "empty zip": _written(_zip()),
    "zip of something else": _written(_zip(**{"leesmij.txt": b"hallo"})),
    "zip of noise": _written(_zip(**{"NL.txt": random.Random(2).randbytes(900), "[Content_Types].xml": b"\xff\xfe"})),
    "huge": _huge,
}
"""A file of another kind."""


def _spoilt(name: str, content: bytes | None) -> Callable[[bytes], bytes]:
    """A workbook with another content in one part; None: without that part."""

    def change(good: bytes) -> bytes:
        made = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(good)) as whole, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            for part in whole.namelist():
                if part != name:
                    archive.writestr(part, whole.read(part))
                elif content is not None:
                    archive.writestr(part, content)
        return made.getvalue()

    return change


def _cut(name: str) -> Callable[[bytes], bytes]:
    def change(good: bytes) -> bytes:
        with zipfile.ZipFile(io.BytesIO(good)) as whole:
            part = whole.read(name)
        return _spoilt(name, part[: len(part) // 2])(good)

    return change


_SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b"<sheetData>%s</sheetData></worksheet>"
)
_SPOILS: dict[str, bytes | None] = {
    "gone": None,
    "empty": b"",
    "no XML": b"geen xml",
    "wrong letters": b'<?xml version="1.0" encoding="UTF-8"?><a>\xff\xfe\xe9</a>',
    "another root": b"<iets/>",
    "deep": b"<a>" * DEEP + b"</a>" * DEEP,
}
_CELLS = {
    "cell without a row": b'<row><c r="A" t="s"><v>0</v></c></row>',
    "cell at no place": b'<row r="1"><c r="??1"><v>1</v></c></row>',
    "row far below": b'<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>',
    "row before the first": b'<row r="-4"><c r="A-4"><v>1</v></c></row>',
    "text that is not there": b'<row r="1"><c r="A1" t="s"><v>987654</v></c></row>',
    "number that is none": b'<row r="1"><c r="A1"><v>acht</v></c></row>',
    "date that is none": b'<row r="1"><c r="A1" t="d"><v>31 mei</v></c></row>',
    "style that is not there": b'<row r="1"><c r="A1" s="98765"><v>1</v></c></row>',
    "kind that is not there": b'<row r="1"><c r="A1" t="zz"><v>1</v></c></row>',
}
NEEDED = ("xl/workbook.xml", "xl/worksheets/sheet1.xml")
"""Parts without which there is no first sheet."""

WORKBOOK: dict[str, Damage] = {
    "half": _changed(lambda good: good[: len(good) // 2]),
    "without its end": _changed(lambda good: good[:-30]),
    "without its start": _changed(lambda good: good[100:]),
    "flipped bytes": _changed(_flipped),
    **{f"{part} {what}": _changed(_spoilt(part, spoil)) for part in NEEDED for what, spoil in _SPOILS.items()},
    **{f"{part} cut": _changed(_cut(part)) for part in NEEDED},
    **{
        f"[Content_Types].xml {what}": _changed(_spoilt("[Content_Types].xml", spoil))
        for what, spoil in _SPOILS.items()
    },
    **{what: _changed(_spoilt("xl/worksheets/sheet1.xml", _SHEET % rows)) for what, rows in _CELLS.items()},
}
"""A workbook with something broken in it."""

OF_FIRST_SHEET = {what for what in WORKBOOK if what in _CELLS or "sheet1" in what}
"""Those of them that break the first sheet alone."""

_SPARED = (
    "xl/_rels/workbook.xml.rels",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
    "docProps/core.xml",
    "docProps/app.xml",
)
BLEMISHED: dict[str, Damage] = {
    f"{part} {what}": _changed(_spoilt(part, spoil)) for part in _SPARED for what, spoil in _SPOILS.items()
}
"""A workbook with something broken that its rows may do without."""


def made(damages: dict[str, Damage], folder: Path, name: str, good: bytes) -> Iterator[tuple[str, Path]]:
    """Make each damage in a folder of its own."""
    for number, (what, damage) in enumerate(damages.items()):
        place = folder / str(number)
        place.mkdir()
        yield what, damage(place / name, good)
