"""What a form is: its sheets, and the hidden ones that say whose it is and what stood in it. Knows no file.

Names of files and the order of rows mean nothing: a form is known by its hidden sheet, a row by its code.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from instances.domain.entities import Willingness
from instances.domain.school_facts import Promise
from instances.dutch.numbers import figure
from instances.edits.fields import FieldValue, as_cell
from instances.tables.columns import MENTORS, SCHOOLS
from instances.tables.schema import Column, Kind, Sheet, choice

VERSION = "1"
NEW = "nieuw"
"""In the column Code: this really is another person than the one with the same name."""


class FormKind(StrEnum):
    """Who fills a form in."""

    BOARD = "bestuur"
    TRAINER = "opleider"


class StartSheet(Sheet):
    """Begin hier: below the explanation what is asked of whoever fills the form in."""

    QUESTION = Column("Vraag", Kind.TEXT, "")
    ANSWER = Column("Antwoord", Kind.TEXT, "")


START = StartSheet.of_columns("Begin hier", "")


class Question(StrEnum):
    """The rows of Begin hier."""

    BY = "Ingevuld door"
    COMPLETE = "Klopt het zo? Kies ja als u klaar bent"
    REMARK = "Opmerking voor het stagebureau"


def _optional(column: Column) -> Column:
    return replace(column, required=False)


class SchoolForm(Sheet):
    """Scholen: what a board says of each of its schools."""

    NAME = Column("Schoolnaam", Kind.TEXT, "")
    ANSWER = Column(
        "Antwoord", Kind.CHOICE, "Neemt deze school dit semester studenten? Kies ja, misschien of nee.",
        choices=tuple(Promise),
    )  # fmt: skip
    PLACES = _optional(SCHOOLS.PLACES)
    TAKEN = SCHOOLS.TAKEN
    MIN_STUDENTS = SCHOOLS.MIN_STUDENTS
    YEARS = SCHOOLS.YEARS
    REASON = SCHOOLS.PROMISE_REASON
    CODE = Column("Code", Kind.ID, "Laat deze code staan: daaraan herkent het stagebureau de rij.")


SCHOOL_FORM = SchoolForm.of_columns("Scholen", "")
SCHOOL_FIELDS = (SchoolForm.PLACES, SchoolForm.TAKEN, SchoolForm.MIN_STUDENTS, SchoolForm.YEARS)
"""What is prefilled of a school."""


class MentorForm(Sheet):
    """Mentoren: one row for each mentor, and free rows for new ones."""

    NAME = _optional(MENTORS.NAME)
    SCHOOL = Column("School", Kind.TEXT, "Kies de school uit de lijst.")
    GROUPS = _optional(MENTORS.GROUPS)
    DAYS = _optional(MENTORS.DAYS)
    MAX_STUDENTS = MENTORS.MAX_STUDENTS
    TRAINING = MENTORS.TRAINING
    STRENGTHS = MENTORS.STRENGTHS
    AVAILABLE = MENTORS.AVAILABLE
    TO_COME = Column(
        "Mentor volgt", Kind.YES_NO, "ja: de plek is er, de naam komt later. Laat Naam dan leeg.", default=False
    )
    CODE = Column(
        "Code", Kind.ID, f"Laat deze code staan. Bij een nieuwe mentor blijft de cel leeg, of vult u {NEW} in."
    )


MENTOR_FORM = MentorForm.of_columns("Mentoren", "")
MENTOR_FIELDS = (
    MentorForm.NAME, MentorForm.SCHOOL, MentorForm.GROUPS, MentorForm.DAYS, MentorForm.MAX_STUDENTS,
    MentorForm.TRAINING, MentorForm.STRENGTHS, MentorForm.AVAILABLE, MentorForm.TO_COME,
)  # fmt: skip
"""What is prefilled of a mentor: everything but the code."""


class PeriodForm(Sheet):
    """Beschikbaarheid: one row for each day with times for WPAs."""

    DATE = Column("Datum", Kind.DATE, "")
    MORNING = choice("Ochtend", Willingness, "Kies ja, liever niet of nee. Ochtend: het WPA begint voor 12.00 uur.")
    AFTERNOON = choice(
        "Middag", Willingness, "Kies ja, liever niet of nee. Middag: het WPA begint om 12.00 uur of later."
    )


PERIOD_FORM = PeriodForm.of_columns("Beschikbaarheid", "")


class IdentitySheet(Sheet):
    """Plaatswijzer, hidden: whose form it is."""

    FACT = Column("Gegeven", Kind.TEXT, "")
    VALUE = Column("Waarde", Kind.TEXT, "")


IDENTITY = IdentitySheet.of_columns("Plaatswijzer", "")


class AskedSheet(Sheet):
    """Uitgevraagd, hidden: what stood in each cell when the form went out."""

    SHEET = Column("Blad", Kind.TEXT, "")
    CODE = Column("Rij", Kind.TEXT, "")
    COLUMN = Column("Kolom", Kind.TEXT, "")
    VALUE = Column("Waarde", Kind.TEXT, "")


ASKED = AskedSheet.of_columns("Uitgevraagd", "")
FORM_SHEETS: tuple[Sheet, ...] = (START, SCHOOL_FORM, MENTOR_FORM, PERIOD_FORM, IDENTITY, ASKED)
BEFORE_VALUE = ":"
"""Stands before what is kept in Uitgevraagd, so that no word there reads as an empty cell."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whose form it is, and of when.

    Attributes:
        kind: Who fills it in.
        who: The id of the board or trainer.
        semester: As the setting of the workbook had it.
        version: Of the form itself.
    """

    kind: FormKind
    who: str
    semester: str
    version: str = VERSION

    def facts(self) -> tuple[tuple[str, str], ...]:
        """Say what stands in the hidden sheet.

        Returns:
            Its rows; values with a sign before them, as in Uitgevraagd.
        """
        found = (("Soort", self.kind), ("Wie", self.who), ("Semester", self.semester), ("Versie", self.version))
        return tuple((fact, f"{BEFORE_VALUE}{value}") for fact, value in found)

    @classmethod
    def of_facts(cls, facts: dict[str, str]) -> Identity | None:
        """Make it of what stands in the hidden sheet.

        Args:
            facts: Fact to value, as ``facts`` gives them.

        Returns:
            Whose form it is; None where that is no form of ours.
        """
        found = {fact: value.removeprefix(BEFORE_VALUE) for fact, value in facts.items()}
        if found.get("Soort") not in set(FormKind) or not found.get("Wie"):
            return None
        return cls(FormKind(found["Soort"]), found["Wie"], found.get("Semester", ""), found.get("Versie", ""))


AskedKey = tuple[str, str, str]
"""Sheet, code of the row and header."""


def in_words(value: FieldValue) -> str:
    """Say what a cell holds, so that two cells that mean the same have the same words.

    Args:
        value: As it was read.

    Returns:
        The words of the workbook; '' for an empty cell.
    """
    cell = as_cell(value)
    if isinstance(cell, float):
        return figure(cell)
    return "" if cell is None else str(cell)


def school_label(id: str, name: str) -> str:
    """Name a school as the form does, for people who do not know codes."""
    return f"{name} ({id})"
