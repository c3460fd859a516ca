"""The rows of a workbook as they stand in its file: each with its number and its values. For who edits row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from instances.dutch.semesters import school_year_and_half
from instances.tables.faults import Findings
from instances.tables.records import read_records
from instances.tables.schema import Column, Sheet
from instances.tables.values import Value
from instances.workbook.read import Reading
from instances.workbook.same_ids import with_known_ids


@dataclass(frozen=True, slots=True)
class FileRow:
    """One row of a sheet that is known.

    Attributes:
        sheet: The sheet.
        number: Of the row in the file, 1 for the first.
        values: By header the cells that are filled; ids as they stand in their own sheets.
    """

    sheet: Sheet
    number: int
    values: Mapping[str, Value]

    @property
    def key(self) -> str:
        """The text of the sheet's first column: the id of an entity, the student of a pin; '' when empty."""
        return self.text(self.sheet.key)

    def text(self, column: Column) -> str:
        """Give the text of a cell.

        Args:
            column: A column of the sheet.

        Returns:
            The text; '' for an empty cell, or one that holds something else.
        """
        found = self.values.get(column.header)
        return found if isinstance(found, str) else ""

    def day(self, column: Column) -> date | None:
        """Give the date of a cell.

        Args:
            column: A column of the sheet.

        Returns:
            The date; None for an empty cell, or one that holds something else.
        """
        found = self.values.get(column.header)
        return found if isinstance(found, date) else None


def file_rows(reading: Reading) -> dict[str, tuple[FileRow, ...]]:
    """Give the rows of a workbook without faults.

    Args:
        reading: The workbook as it was read.

    Returns:
        The rows by the name of their sheet, in the order of the file; not those of the sheets with fixed names.
    """
    semester = "" if reading.instance is None else reading.instance.settings.semester
    year = school_year_and_half(semester)
    records = with_known_ids(read_records(reading.tables, Findings(), None if year is None else year[0]))
    return {
        name: tuple(FileRow(table.sheet, record.number, record.values) for record in records.of(table.sheet))
        for name, table in reading.tables.items()
    }
