"""The first sheet of a file that is sent: for whom, of when, what is in it and who to ask. Knows the run."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from instances.domain.entities import Student
from instances.dutch.dates import long_date
from instances.dutch.numbers import count
from instances.rosters import columns as words
from reports.excel.book import Book
from reports.excel.overview_page import Overview
from reports.run.bundle import Run
from reports.run.tours import Wpa

ONLY_FOR_IT = "Geef het alleen door aan wie het nodig heeft."
ASK = "Bij het stagebureau van wie u dit bestand kreeg. Klopt er iets niet, laat het weten vóór u het verder geeft."
PLACED = (words.BOARD_PLACEMENT.name, "Wie waar stage loopt, met mentor, tandem en PLG.")
SCHEDULE = (words.BOARD_SCHEDULE.name, "De WPA's op volgorde van dag en tijd, met de beoordelaars.")
FOR_THE_WALL = (words.BOARD_PER_SCHOOL.name, "Een bladzijde per school, om op te hangen.")


@dataclass(frozen=True, slots=True)
class CoverReader:
    """For whom a file is.

    Attributes:
        name: Of the board, school or tandem.
        id: Its id.
        only: A Dutch sentence on whom the file is about.
        sheets: Name of each other sheet, with what is in it.
        where: Name and address of the schools that it is about.
    """

    name: str
    id: str
    only: str
    sheets: Sequence[tuple[str, str]]
    where: Sequence[tuple[str, str]] = ()


def cover(run: Run, reader: CoverReader, students: Sequence[Student], wpas: Sequence[Wpa], book: Book) -> None:
    """Write the cover sheet.

    Args:
        run: The finished run.
        reader: For whom the file is.
        students: The placed students that it is about.
        wpas: Their WPAs.
        book: The file; this is its first sheet.
    """
    page = Overview(book, reader.name, run.semester, words.BOARD_COVER)
    facts = [("Voor", f"{reader.name} ({reader.id})"), ("Semester", run.semester or "niet genoemd in het werkboek")]
    facts += reader.where
    if run.made_on is not None:
        facts.append(("Gemaakt op", long_date(run.made_on)))
    only = f"{reader.only} {ONLY_FOR_IT}"
    facts += [("Waarover", _about(run, students, wpas)), ("Vertrouwelijk", only), ("Vragen", ASK)]
    page.facts("Over dit bestand", facts)
    page.contents(reader.sheets)
    page.done()


def _about(run: Run, students: Sequence[Student], wpas: Sequence[Wpa]) -> str:
    schools = {run.instance.mentors[run.placement[student.id]].school for student in students}
    placed = f"{count(len(students), 'student', 'studenten')} op {count(len(schools), 'school', 'scholen')}"
    if run.assessment is None:
        return f"{placed}. Het WPA-rooster is nog niet gemaakt."
    held = count(len(wpas), "WPA", "WPA's")
    return f"{placed}, {held} ingepland."
