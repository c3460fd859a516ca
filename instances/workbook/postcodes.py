"""Postcodes, and the GeoNames postal file that gives them coordinates. Knows no workbook."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import IO

from instances.domain.entities import Point
from instances.tables.settings import READER

_COUNTRY, _CODE, _LATITUDE, _LONGITUDE = 0, 1, 9, 10  # readme.txt of download.geonames.org/export/zip
_POSTCODE = re.compile(r"[1-9]\d{3}([A-Z]{2})?")


class PostcodeFileError(ValueError):
    """The postcode file cannot be used; the message says in Dutch what was expected."""


def normal_postcode(text: str) -> str:
    """Upper case without spaces: '1012 ab' is 1012AB."""
    return "".join(text.split()).upper()


def looks_like_postcode(text: str) -> bool:
    """Four digits, with or without two letters."""
    return _POSTCODE.fullmatch(normal_postcode(text)) is not None


def several_postcodes(text: str) -> bool:
    """Whether a text is a list of postcodes."""
    parts = [part for part in re.split(r"[;,/&+|]|\ben\b|\bof\b", text) if part.strip()]
    return len(parts) > 1 and all(looks_like_postcode(part) for part in parts)


def point_of(postcode: str, points: Mapping[str, Point]) -> Point | None:
    """Where a normal postcode is, by its first four digits."""
    return points.get(postcode[:4]) if looks_like_postcode(postcode) else None


def _opened(path: Path) -> IO[bytes]:
    """The text of the file; of a zip its largest .txt that is not the readme."""
    with path.open("rb") as stream:
        packed = stream.read(2) == b"PK"
    if not packed:
        return path.open("rb")
    with zipfile.ZipFile(path) as archive:
        parts = [part for part in archive.infolist() if part.filename.lower().endswith(".txt")]
        parts = [part for part in parts if not part.filename.lower().endswith("readme.txt")]
        largest = max(parts, key=lambda part: part.file_size, default=None)
        if largest is None or largest.file_size > READER.max_postcode_file:
            raise PostcodeFileError("een zip met een tekstbestand van GeoNames (NL.txt)")
        return io.BytesIO(archive.read(largest))


def read_postcodes(path: Path) -> dict[str, Point]:
    """Four-digit postcode to coordinates, the first row of each. Raises PostcodeFileError.

    The file is GeoNames' NL.txt: tab separated, no header, plain or in a zip.
    """
    import pandas as pd  # 1.7 s, only for those who have such a file

    expected = "een GeoNames-postcodebestand (NL.txt of NL.zip), gescheiden door tabs"
    try:
        if path.stat().st_size > READER.max_postcode_file:
            raise PostcodeFileError(f"{expected}; dit bestand is te groot")
        with _opened(path) as stream:
            frame = pd.read_csv(
                stream, sep="\t", header=None, dtype=str, keep_default_na=False, na_filter=False, quoting=3,
                usecols=[_COUNTRY, _CODE, _LATITUDE, _LONGITUDE], encoding="utf-8-sig", engine="c",
            )  # fmt: skip
    except PostcodeFileError:
        raise
    except OSError as error:
        raise PostcodeFileError(f"{expected}; dit bestand kan niet gelezen worden") from error
    except (ValueError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as error:
        raise PostcodeFileError(expected) from error
    points: dict[str, Point] = {}
    for country, code, latitude, longitude in frame.itertuples(index=False, name=None):
        pc4 = normal_postcode(code)[:4]
        if country != "NL" or pc4 in points or not re.fullmatch(r"\d{4}", pc4):
            continue
        try:
            points[pc4] = Point(float(latitude), float(longitude))
        except ValueError:
            raise PostcodeFileError(f"{expected}; bij postcode {code} staan geen coördinaten") from None
    if not points:
        raise PostcodeFileError(f"{expected}, met Nederlandse postcodes (land NL)")
    return points
