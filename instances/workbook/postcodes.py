"""Postcodes, and the GeoNames postal file that gives them coordinates. Knows no workbook."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from instances.domain.entities import Point
from instances.tables.settings import READER

ADDRESS = "https://download.geonames.org/export/zip/NL.zip"
"""Where an office finds the file; nothing here goes there by itself."""

_CODE, _LATITUDE, _LONGITUDE = 1, 9, 10  # readme.txt beside that file
_POLE = 90  # degrees
_EXPECTED = "een GeoNames-postcodebestand (NL.txt of NL.zip), gescheiden door tabs"
_POSTCODE = re.compile(r"[1-9]\d{3}([A-Z]{2})?")


class PostcodeFileError(ValueError):
    """The postcode file cannot be used; the message says in Dutch what was expected."""


def normal_postcode(text: str) -> str:
    """Upper case without spaces: '1012 ab' is 1012AB."""
    return "".join(text.split()).upper()


def looks_like_postcode(text: str) -> bool:
    """Whether a text is a postcode.

    Args:
        text: As somebody typed it.

    Returns:
        True for four digits, with or without two letters.
    """
    return _POSTCODE.fullmatch(normal_postcode(text)) is not None


def several_postcodes(text: str) -> bool:
    """Whether a text is a list of postcodes."""
    parts = [part for part in re.split(r"[;,/&+|]|\ben\b|\bof\b", text) if part.strip()]
    return len(parts) > 1 and all(looks_like_postcode(part) for part in parts)


def point_of(postcode: str, points: Mapping[str, Point]) -> Point | None:
    """Where a normal postcode is, by its first four digits."""
    return points.get(postcode[:4]) if looks_like_postcode(postcode) else None


def _table(archive: zipfile.ZipFile) -> zipfile.ZipInfo:
    """The largest .txt in a zip that is not the readme."""
    parts = [part for part in archive.infolist() if part.filename.lower().endswith(".txt")]
    parts = [part for part in parts if not part.filename.lower().endswith("readme.txt")]
    largest = max(parts, key=lambda part: part.file_size, default=None)
    if largest is None or largest.file_size > READER.max_postcode_file:
        raise PostcodeFileError(f"{_EXPECTED}; in deze zip staat geen tekstbestand van gewone grootte")
    return largest


def is_zip(path: Path) -> bool:
    """Say whether a file is packed, whatever its name.

    Args:
        path: A file that is there.

    Returns:
        Whether it begins as a zip does.
    """
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[str]]:
    with ExitStack() as stack:
        if is_zip(path):
            archive = stack.enter_context(zipfile.ZipFile(path))
            packed = stack.enter_context(archive.open(_table(archive)))
            yield io.TextIOWrapper(packed, encoding="utf-8-sig", newline="\n")
        else:
            yield stack.enter_context(path.open(encoding="utf-8-sig", newline="\n"))


def read_postcodes(path: Path) -> dict[str, Point]:
    """Read a file with postcodes.

    Args:
        path: GeoNames' NL.txt (tab separated, no header), plain or in a zip as it was downloaded.

    Returns:
        Four-digit postcode to coordinates, those of the first row of each.

    Raises:
        PostcodeFileError: It is another file, damaged, or cannot be read.
    """
    try:
        if path.exists() and not path.is_file():  # a pipe would wait for ever
            raise PostcodeFileError(f"{_EXPECTED}; dit is geen gewoon bestand")
        if path.stat().st_size > READER.max_postcode_file:
            raise PostcodeFileError(f"{_EXPECTED}; dit bestand is te groot")
        with _lines(path) as lines:
            points = _points(lines)
    except PostcodeFileError:
        raise
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, IndexError) as error:
        # RuntimeError: a zip with a password; NotImplementedError, one of its kinds: a strange way of packing;
        # IndexError and ValueError: other columns, no figures, other characters
        raise PostcodeFileError(_EXPECTED) from error
    except OSError as error:
        damaged = "is beschadigd" if error.errno is None else "kan niet gelezen worden"
        raise PostcodeFileError(f"{_EXPECTED}; dit bestand {damaged}") from error
    if not points:
        raise PostcodeFileError(f"{_EXPECTED}, met Nederlandse postcodes (land NL)")
    return points


def _points(lines: Iterator[str]) -> dict[str, Point]:
    points: dict[str, Point] = {}
    for line in lines:
        if len(line) > READER.max_postcode_line:
            raise PostcodeFileError(_EXPECTED)
        if not line.startswith("NL\t"):
            continue
        cells = line.split("\t")
        pc4 = normal_postcode(cells[_CODE])[:4]
        if pc4 not in points and re.fullmatch(r"[0-9]{4}", pc4):
            point = _point(cells[_LATITUDE], cells[_LONGITUDE])
            if point is None:
                raise PostcodeFileError(f"{_EXPECTED}; bij postcode {cells[_CODE]} staan geen coördinaten")
            points[pc4] = point
    return points


def _point(latitude: str, longitude: str) -> Point | None:
    try:
        north, east = float(latitude), float(longitude)
    except ValueError:
        return None
    return Point(north, east) if abs(north) <= _POLE and abs(east) <= 2 * _POLE else None  # not for nan


def file_date(path: Path) -> date:
    """Tell from which day a file with postcodes is.

    Args:
        path: A file that was read.

    Returns:
        The day that a zip gives, else that of the file itself.
    """
    if is_zip(path):
        with zipfile.ZipFile(path) as archive:
            year, month, day = _table(archive).date_time[:3]
        try:
            return date(year, month, day)
        except ValueError:  # a zip may hold month 0
            pass
    return date.fromtimestamp(path.stat().st_mtime)
