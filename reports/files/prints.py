"""By what a file is known again: a print of its bytes, or a seal in a workbook. Knows no folder and no roster.

A workbook that stands alone carries its own print in its properties (identifier). Whoever saves it, in whatever
program, writes its parts anew: the seal does not fit any more, and the file is the office's from then on.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path

from reports.files.settings import TAKE_OVER_SETTINGS

NO_PRINT = "0" * 64
"""Stands in the place of a print while that print is taken."""

_CORE = "docProps/core.xml"
_SEAL = re.compile(rb'<dc:identifier xmlns:dc="[^"]*">plaatswijzer:([0-9a-f]{64})</dc:identifier>')
_ANY_SEAL = re.compile(rb"<(?:\w+:)?identifier(?: [^>]*)?>plaatswijzer:[^<]*</(?:\w+:)?identifier>")


def print_of(path: Path) -> str:
    """Take the print of a file.

    Args:
        path: A file that is there.

    Returns:
        SHA-256 of its bytes, in hexadecimal.

    Raises:
        OSError: It cannot be read.
    """
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(TAKE_OVER_SETTINGS.block):
            found.update(block)
    return found.hexdigest()


def is_plain(path: Path) -> bool:
    """Say whether something is a file with bytes of its own.

    Args:
        path: Anything, also what is not there.

    Returns:
        False for a folder, link, pipe or device.
    """
    try:
        return stat.S_ISREG(os.lstat(path).st_mode)
    except OSError:
        return False


def is_unchanged(path: Path, known: str | None) -> bool:
    """Say whether a file is still the one that had a print.

    Args:
        path: The file; need not be there.
        known: The print; None: there is none.

    Returns:
        True for a plain file with that print; False also for one that cannot be read.
    """
    try:
        return known is not None and is_plain(path) and print_of(path) == known
    except OSError:
        return False


def seal(path: Path) -> None:
    """Put the print of a workbook in its own properties.

    Args:
        path: A workbook just written; one without properties stays as it is and is nobody's.

    Raises:
        OSError: It cannot be written.
    """
    parts, order = _parts(path)
    core = _ANY_SEAL.sub(b"", parts.get(_CORE, b""))
    end = core.rfind(b"</")
    if end < 0:
        return
    parts[_CORE] = core[:end] + _element(NO_PRINT) + core[end:]
    parts[_CORE] = core[:end] + _element(_print(parts)) + core[end:]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for info in order:
            archive.writestr(info, parts[info.filename], compress_type=zipfile.ZIP_DEFLATED)


def is_sealed(path: Path) -> bool:
    """Say whether a workbook is as it was when it was sealed.

    Args:
        path: The file; need not be there.

    Returns:
        False where it was changed, saved again, never sealed or cannot be read.
    """
    if not is_plain(path):
        return False
    try:
        parts, _ = _parts(path)
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return False
    core = parts.get(_CORE, b"")
    found = _SEAL.findall(core)
    if len(found) != 1:
        return False
    told: bytes = found[0]
    return _print({**parts, _CORE: _SEAL.sub(_element(NO_PRINT), core)}) == told.decode()


def _element(told: str) -> bytes:
    return f'<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">plaatswijzer:{told}</dc:identifier>'.encode()


def _parts(path: Path) -> tuple[dict[str, bytes], list[zipfile.ZipInfo]]:
    with zipfile.ZipFile(path) as archive:
        order = archive.infolist()
        if sum(info.file_size for info in order) > TAKE_OVER_SETTINGS.largest_sealed:
            raise ValueError(f"{path.name} is larger than what is sealed")
        return {info.filename: archive.read(info) for info in order}, order


def _print(parts: Mapping[str, bytes]) -> str:
    found = hashlib.sha256()
    for name, content in sorted(parts.items()):
        found.update(f"{name}\0{len(content)}\0".encode())
        found.update(content)
    return found.hexdigest()
