"""An opened file: its sheets by title and the rows of each. Asks nothing of looks, properties or links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

from instances.xlsx.looks import Formats, read_formats
from instances.xlsx.parts import Attributes, PartError, Parts, Relation
from instances.xlsx.rows import Row, RowReader, Seen, stream_rows
from instances.xlsx.strings import Strings, read_strings

_ON = ("1", "true")
_CHART = ("chartsheet", "dialogsheet", "xlMacrosheet")


@dataclass(frozen=True)
class RawBook:
    """A file whose sheets can be read.

    Attributes:
        parts: Of the file.
        sheets: The part of each sheet by its title, in the order of the tabs; charts are no sheets.
        strings: The shared texts.
        strings_part: The part that they stand in; None where the file has none.
        formats: The cell formats.
        counts_from_1904: Its dates count from 1904, as on old Macs, not from 1900.
    """

    parts: Parts
    sheets: dict[str, str]
    strings: Strings
    strings_part: str | None
    formats: Formats
    counts_from_1904: bool

    @property
    def epoch(self) -> datetime:
        """The day that its dates count from."""
        return CALENDAR_MAC_1904 if self.counts_from_1904 else CALENDAR_WINDOWS_1900

    def rows(self, title: str, seen: Seen) -> Iterator[Row]:
        """Read the rows of a sheet.

        Args:
            title: Of the sheet.
            seen: Is filled with what is known only after the last row.

        Yields:
            Each row with a value, in the order of the file.

        Raises:
            PartError: The part of the sheet cannot be read.
            TooLargeError: There is more in it than is safe to read.
        """
        reader = RowReader(self.strings, self.formats.looks, self.epoch, seen)
        yield from stream_rows(self.parts, self.sheets[title], reader)


def open_book(data: bytes) -> RawBook:
    """Open a file.

    Args:
        data: The bytes of a package that was found safe to open.

    Returns:
        The file, of which no sheet is read yet.

    Raises:
        PartError: The part that lists the sheets or the one with shared texts cannot be read.
        TooLargeError: There is more in it than is safe to read.
    """
    parts = Parts(data)
    name = parts.workbook()
    found: list[tuple[str, str]] = []
    properties: Attributes = {}

    def start(tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            id = next((value for key, value in attributes.items() if key.rpartition(":")[2] == "id"), "")
            found.append((attributes.get("name", ""), id))
        elif tag == "workbookPr":
            properties.update(attributes)

    parts.read(name, start, lambda tag: None)
    if not found:
        raise PartError(name)
    relations = parts.relations(name)
    sheets: dict[str, str] = {}
    for number, (title, id) in enumerate(found, start=1):
        relation = relations.get(id, Relation("worksheet", f"xl/worksheets/sheet{number}.xml"))
        if relation.kind not in _CHART:
            sheets.setdefault(title, relation.target)
    formats = read_formats(parts, _of_kind(relations, "styles") or "xl/styles.xml")
    shared = _of_kind(relations, "sharedStrings") or "xl/sharedStrings.xml"
    from_1904 = properties.get("date1904") in _ON
    return RawBook(
        parts, sheets, read_strings(parts, shared), shared if parts.has(shared) else None, formats, from_1904
    )


def _of_kind(relations: Mapping[str, Relation], kind: str) -> str | None:
    return next((relation.target for relation in relations.values() if relation.kind == kind), None)
