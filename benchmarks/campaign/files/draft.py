"""A workbook changed as an office would, and saved as bytes; packages changed part by part. Knows no case."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

Part = Callable[[bytes], bytes | None]
"""What becomes of a part of a package; None: it is left out."""
STRINGS = "xl/sharedStrings.xml"


@dataclass(frozen=True)
class Raw:
    """A text as it stands in the package, for what openpyxl would not write.

    Attributes:
        xml: Between ``<is>`` and ``</is>``.
    """

    xml: str


class Draft:
    """A workbook underway."""

    def __init__(self, good: bytes) -> None:
        """Open a workbook.

        Args:
            good: Its bytes; they stay as they are.
        """
        self.book: Workbook = load_workbook(io.BytesIO(good))
        self._raw: list[str] = []

    def sheet(self, name: str) -> Worksheet:
        """Give a sheet."""
        return cast(Worksheet, self.book[name])

    def column(self, sheet: str, header: str) -> int:
        """Give the number of a column, from 1."""
        headers = [cell.value for cell in self.sheet(sheet)[1]]
        return headers.index(header) + 1

    def cell(self, sheet: str, header: str, row: int = 2) -> Cell:
        """Give a cell; row 2 is the first below the headers."""
        return cast(Cell, self.sheet(sheet).cell(row, self.column(sheet, header)))

    def put(self, sheet: str, header: str, value: Any, row: int = 2) -> None:
        """Put a value in a cell, as somebody types or pastes it."""
        if isinstance(value, Raw):
            self._raw.append(value.xml)
            value = _token(len(self._raw))
        self.cell(sheet, header, row).value = value

    def fill(self, sheet: str, header: str, value: Any) -> None:
        """Put a value in every row of a column."""
        for row in range(2, self.sheet(sheet).max_row + 1):
            self.put(sheet, header, value, row)

    def bytes(self) -> bytes:
        """Save it."""
        made = io.BytesIO()
        self.book.save(made)
        if not self._raw:
            return made.getvalue()
        with zipfile.ZipFile(made) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for number, xml in enumerate(self._raw, start=1):
            plain = f"<is><t>{_token(number)}</t></is>".encode()
            name = next(name for name, part in parts.items() if plain in part)
            parts[name] = parts[name].replace(plain, f"<is>{xml}</is>".encode(), 1)
        return package(made.getvalue(), {name: _always(part) for name, part in parts.items()})


def _always(part: bytes) -> Part:
    return lambda before: part


def _token(number: int) -> str:
    return f"hier komt {number}"


def package(good: bytes, changes: Mapping[str, Part], added: Mapping[str, bytes] | None = None) -> bytes:
    """Change parts of a package.

    Args:
        good: The package.
        changes: What becomes of parts.
        added: Further parts.

    Returns:
        The changed package.
    """
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert set(changes) <= set(parts), set(changes) - set(parts)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            kept = changes[name](content) if name in changes else content
            if kept is not None:
                archive.writestr(name, kept)
        for name, content in (added or {}).items():
            archive.writestr(name, content)
    return made.getvalue()


def replacing(before: bytes, after: bytes) -> Part:
    """Make a change that must bite.

    Args:
        before: What must be there.
        after: What comes in its place, once.

    Returns:
        The change.
    """

    def change(content: bytes) -> bytes:
        assert before in content, (before, content[:300])
        return content.replace(before, after, 1)

    return change


def part_of(good: bytes, sheet: str) -> str:
    """Give the part in which a sheet is.

    Args:
        good: A workbook as openpyxl or XlsxWriter saves it: sheets in order.
        sheet: Its name.

    Returns:
        The name of the part.
    """
    return f"xl/worksheets/sheet{load_workbook(io.BytesIO(good), read_only=True).sheetnames.index(sheet) + 1}.xml"
