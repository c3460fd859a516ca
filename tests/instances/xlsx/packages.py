"""Workbooks changed part by part, as other programs write them. Knows no reader."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

Change = Callable[[bytes], bytes]


def rewritten(path: Path, changes: Mapping[str, Change | None], added: Mapping[str, bytes] | None = None) -> Path:
    """The same package with some parts changed (None: left out) and others added."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            change = changes.get(name, lambda same: same)
            if change is not None:
                archive.writestr(name, change(content))
        for name, content in (added or {}).items():
            archive.writestr(name, content)
    return path


def replacing(before: bytes, after: bytes) -> Change:
    """A change that must bite."""

    def change(content: bytes) -> bytes:
        assert before in content, content[:500]
        return content.replace(before, after)

    return change


def sheet_part(path: Path, title: str) -> str:
    """The part of a sheet in a workbook that XlsxWriter or openpyxl wrote."""
    with zipfile.ZipFile(path) as archive:
        book = archive.read("xl/workbook.xml").decode()
    titles = [piece.split('"')[0] for piece in book.split('<sheet name="')[1:]]
    titles = titles or [piece.split('name="')[1].split('"')[0] for piece in book.split("<sheet ")[1:]]
    return f"xl/worksheets/sheet{titles.index(title) + 1}.xml"
