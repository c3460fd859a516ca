"""Looks for bytes in every file of a folder, in the names, and in every member of every package. Knows no product."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path


def left_in(folder: Path, *wanted: str) -> list[str]:
    """Where any of some texts still stands: the file, or the file and its member."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        found += [f"{name} is named {text}" for text in wanted if text.casefold() in path.name.casefold()]
        if path.is_file():
            for place, content in _members(name, path.read_bytes()):
                found += [f"{place}: {text}" for text in wanted if text.encode() in content]
    return found


def _members(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    yield name, data
    if data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for entry in package.infolist():
                yield from _members(f"{name}!{entry.filename}", package.read(entry))
