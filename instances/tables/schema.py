"""What a sheet is: its columns, what their cells hold, and what an empty cell means. Knows no sheet by name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import ClassVar, Self

from instances.tables.values import Value


class Kind(StrEnum):
    """What a cell holds; the reader has one parser for each, the template one input check."""

    ID = "id"
    TEXT = "text"
    INTEGER = "integer"  # at least 0
    NUMBER = "number"  # may have a fraction, at least 0
    LATITUDE = "latitude"  # degrees
    LONGITUDE = "longitude"  # degrees
    YES_NO = "yes_no"
    DATE = "date"
    TIME = "time"
    CHOICE = "choice"
    CHOICES = "choices"  # list of choices, separated by ;
    DAYS = "days"
    TAGS = "tags"
    NEEDS = "needs"  # tag or tag:weight, separated by ;
    IDS = "ids"
    GROUPS = "groups"
    YEARS = "years"
    BRIN = "brin"  # two digits and two letters
    SITE = "site"  # two digits, that of a vestiging


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet; as text it is its header.

    Attributes:
        header: The Dutch header, exactly as the template writes it.
        kind: What a cell holds.
        help: Dutch, shown to the office when a cell is selected; at most 255 characters.
        required: The file must have the column, and every row a value in it.
        choices: The words that a cell may hold, of the kinds CHOICE and CHOICES.
        blank: Of a required column: a cell may be empty all the same.
        default: What an empty cell means, as a parser would give it; None where it means that there is nothing, or
            where it depends on other cells.
        read: Whether the reader looks at it; a column that is not read is for the eye.
        expected: Dutch, what a fault of an integer asks; '' for the words of the kind.
    """

    header: str
    kind: Kind
    help: str
    required: bool = False
    choices: tuple[str, ...] = ()
    blank: bool = False
    default: Value | None = None
    read: bool = True
    expected: str = ""

    def __str__(self) -> str:
        return self.header


def words(enum: type[StrEnum]) -> tuple[str, ...]:
    """List what a cell may say.

    Args:
        enum: Of which the values are the words of the workbook.

    Returns:
        The words, in the order of the enum.
    """
    return tuple(member.value for member in enum)


def choice(header: str, enum: type[StrEnum], help: str, required: bool = False, default: str | None = None) -> Column:
    """Make a column of which a cell holds one word of an enum.

    Args:
        header: The Dutch header.
        enum: Of which the values are the words of the workbook.
        help: Dutch, shown to the office.
        required: The file must have the column, and every row a word in it.
        default: The word that an empty cell means, if any.

    Returns:
        The column.
    """
    return Column(header, Kind.CHOICE, help, required, words(enum), default=default)


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    The columns are attributes of a subclass for each sheet, so that one that is not there is an error.

    Attributes:
        name: The Dutch name, exactly as the template writes it.
        columns: In the order in which they are written; the first is what a row is about.
        help: Dutch, shown to the office in the explanation of the template.
        required: A workbook without it has a fault.
        required_for_wpa: So has a workbook of which the WPAs are asked.
    """

    name: str
    columns: tuple[Column, ...]
    help: str
    required: bool = False
    required_for_wpa: bool = False

    @classmethod
    def of_columns(cls, name: str, help: str, *, required: bool = False, required_for_wpa: bool = False) -> Self:
        """Make the sheet of a class of which the columns are attributes, in their order there.

        Args:
            name: The Dutch name.
            help: Dutch, shown to the office.
            required: A workbook without it has a fault.
            required_for_wpa: So has a workbook of which the WPAs are asked.

        Returns:
            The only sheet of the class.
        """
        columns = tuple(value for value in vars(cls).values() if isinstance(value, Column))
        return cls(name, columns, help, required, required_for_wpa)

    @property
    def key(self) -> Column:
        """The first column: the id of an entity, the student of a pin, the name of a setting."""
        return self.columns[0]

    @cached_property
    def _by_header(self) -> Mapping[str, Column]:
        return {column.header: column for column in self.columns}

    def column(self, column: Column | str) -> Column:
        """Find a column of this sheet.

        Args:
            column: The column, or its header.

        Returns:
            The column as the sheet has it.

        Raises:
            KeyError: The sheet has no such column; a column of another sheet with the same header is another column.
        """
        found = self._by_header.get(column.header if isinstance(column, Column) else str(column))
        if found is column:  # asked a million times: to compare every attribute takes most of the reading of a sheet
            return found
        if found is None or (isinstance(column, Column) and found != column):
            raise KeyError(f"{self.name} has no column {column}")
        return found


class LocatedSheet(Sheet):
    """A sheet of which every row is somewhere: a postcode or coordinates."""

    POSTCODE: ClassVar[Column]
    LATITUDE: ClassVar[Column]
    LONGITUDE: ClassVar[Column]
