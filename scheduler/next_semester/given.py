"""What the next semester is made from, and what is found on the way that a person must look at. Data only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from instances.domain.instance import Instance
from instances.domain.school_facts import school_of_now
from instances.edits.file_rows import FileRow
from instances.tables.schema import Sheet
from instances.tables.sheets import Table
from reports.workbook.filled_copy import Filling
from scheduler.next_semester.period import SemesterStep


@dataclass(frozen=True, slots=True)
class PlaceThen:
    """Where a student was.

    Attributes:
        school: The id of the school.
        groups: Of the class.
    """

    school: str
    groups: frozenset[int]


@dataclass(frozen=True)
class SemesterBefore:
    """A semester with its rosters.

    Attributes:
        instance: Its workbook.
        rows: The rows of that workbook by sheet, with their numbers in the file.
        tables: Its sheets as they were read.
        placement: Student id to mentor id; of students and mentors in the workbook only.
        places: Student id to the place, also with a mentor who is not in the workbook any more.
        unscheduled: Ids of students who were due for a WPA and have none in the roster; none without a WPA roster.
        step: To which semester.
        staying: Ids of students who do the same year again.
    """

    instance: Instance
    rows: Mapping[str, tuple[FileRow, ...]]
    tables: Mapping[str, Table]
    placement: Mapping[str, str]
    places: Mapping[str, PlaceThen]
    unscheduled: tuple[str, ...]
    step: SemesterStep
    staying: frozenset[str] = frozenset()

    def of(self, sheet: Sheet) -> tuple[FileRow, ...]:
        """The rows of a sheet, none where the file does not have it."""
        return self.rows.get(sheet.name, ())

    def leaves(self, student: str) -> bool:
        """Whether a student is done: the last year is over."""
        return self.step.new_year and self.instance.students[student].year == LAST_YEAR and student not in self.staying

    def school_now(self, school: str) -> str:
        """The school that is there in the place of another one; itself where it was not succeeded."""
        return school_of_now(self.instance.schools, school)


LAST_YEAR = 4


class Subject(StrEnum):
    """What a line of Nakijken is about; the words are those of the sheet."""

    UNPLACED = "student had geen plaats"
    UNSCHEDULED = "WPA was niet ingepland"
    WPA_KIND = "WPA soort teruggezet"
    WPA_WINDOW = "WPA vanaf of WPA tot leeggemaakt"
    NO_WPA = "student zonder WPA"
    NO_MENTOR_FOR = "leerbehoefte zonder mentor"
    WISH = "wens voor een school waar de student al was"
    PINNED = "vastgezet op de plaats van het vorige semester"
    NOT_PINNED = "plaats niet vastgezet"
    PIN_GONE = "rij van Vastgezet leeggemaakt"
    MENTOR_AWAY = "mentor niet beschikbaar"
    TRAINING = "mentortraining"
    WITHDRAWN = "school doet niet mee"
    SUCCEEDED = "school opgevolgd"
    STARTERS = "plaatsen voor starters"
    ABSENCE = "afwezigheid loopt door"
    SLOTS = "WPA-slots"
    AVAILABILITY = "beschikbaarheid van opleiders"
    NEW_YEAR = "nieuw schooljaar"
    SETTING = "instelling"


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Something that a person must look at before the next semester can be solved with confidence.

    Attributes:
        subject: What it is about.
        sheet: The sheet of the workbook where it can be changed.
        what: A Dutch sentence.
        id: The code of whom or what it is about; '' for no one in particular.
        name: The name that goes with it.
    """

    subject: Subject
    sheet: str
    what: str
    id: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Leaver:
    """A student who was in the last year.

    Attributes:
        id: The code.
        name: The name.
        school: The id of the last school; '' without a place.
        school_name: Its name.
    """

    id: str
    name: str
    school: str = ""
    school_name: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one step does to the workbook.

    Attributes:
        fillings: Cells and rows that change.
        look_again: What must be looked at.
    """

    fillings: tuple[Filling, ...] = ()
    look_again: tuple[LookAgain, ...] = ()
