"""What answers change in a workbook, as values that a command writes and a screen can show. Knows no file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from instances.domain.entities import Availability
from instances.edits.fields import FieldValue
from instances.supply.read_forms import FileFault


class NewsKind(StrEnum):
    """What a line of the sheet Ingelezen tells, in the order in which the office wants to see them."""

    CONFLICT = "botsing"  # the workbook was changed since the form went out, and the form says something else
    REMARK = "let op"
    ADDED = "nieuw"
    CHANGED = "gewijzigd"
    ANSWERED = "antwoord"  # who answered for the first time; a later reading knows it by this line


AnsweredBy = tuple[str, str]
"""The name of a sheet of the workbook and the code of the school or trainer who answered."""


@dataclass(frozen=True, slots=True)
class FormPlace:
    """Where in a form something stands.

    Attributes:
        file: The name of the form within the folder of answers.
        sheet: Of the form, '' for the whole file.
        cell: The address, '' for a row that is not there.
    """

    file: str
    sheet: str
    cell: str = ""


@dataclass(frozen=True, slots=True)
class News:
    """One line of the sheet Ingelezen.

    Attributes:
        kind: What became of the answer.
        sheet: Of the workbook.
        id: The row: the code of a school, mentor or trainer.
        name: Of whom or what the row is.
        field: The header of the column, or the half-day.
        old: What the workbook has.
        new: What was answered.
        place: Where.
        by: Who filled the form in, as they wrote it.
        text: Dutch, what the office must know beside it; '' for nothing.
    """

    kind: NewsKind
    sheet: str
    id: str
    name: str
    field: str
    old: str
    new: str
    place: FormPlace
    by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A board or trainer of whom something is still awaited.

    Attributes:
        kind: ``bestuur`` or ``opleider``.
        id: The code.
        name: As the workbook has it.
        email: '' when unknown.
        missing: Dutch, what is awaited: names of schools, or all of it.
        nothing: No answer at all came.
        blank: The form that came back with nothing filled in; '' without one.
    """

    kind: str
    id: str
    name: str
    email: str
    missing: tuple[str, ...]
    nothing: bool
    blank: str = ""


@dataclass(frozen=True, slots=True)
class AddedMentor:
    """A mentor who was not in the workbook.

    Attributes:
        id: The new code.
        cells: By header, the code among them.
    """

    id: str
    cells: Mapping[str, FieldValue]


@dataclass(frozen=True, slots=True)
class TimesOf:
    """The rows of Beschikbaarheid of a trainer that go and come.

    Attributes:
        trainer: The id.
        gone: The rows that go.
        added: The rows that come.
        place: The form or calendar that says so.
        by: Who filled the form in; '' for a calendar.
    """

    trainer: str
    gone: tuple[Availability, ...]
    added: tuple[Availability, ...]
    place: FormPlace
    by: str = ""


@dataclass
class Merged:
    """Everything that the answers in a folder change.

    Attributes:
        cells: By sheet and id of a row the cells that get another value, by header.
        mentors: The rows that are added to Mentoren.
        times: What changes in Beschikbaarheid.
        news: Every change, conflict and remark.
        unanswered: Of whom something is awaited.
        faults: What must be corrected before anything is merged.
        files: How many files with an answer were read.
        blank: Forms that came back with nothing filled in, of whom no other form came.
    """

    cells: dict[tuple[str, str], dict[str, FieldValue]] = field(default_factory=dict)
    mentors: list[AddedMentor] = field(default_factory=list)
    times: list[TimesOf] = field(default_factory=list)
    news: list[News] = field(default_factory=list)
    unanswered: list[Unanswered] = field(default_factory=list)
    faults: list[FileFault] = field(default_factory=list)
    files: int = 0
    blank: list[str] = field(default_factory=list)

    @property
    def changes_nothing(self) -> bool:
        """Whether no row of the workbook gets another value."""
        return not (self.cells or self.mentors or self.times)

    def of(self, kind: NewsKind) -> tuple[News, ...]:
        """Pick the news of one kind.

        Args:
            kind: What became of the answers.

        Returns:
            The news, in the order in which it was found.
        """
        return tuple(one for one in self.news if one.kind is kind)
