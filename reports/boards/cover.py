"""The first sheet of a board file: for whom, of when, what is in it and who to ask. Knows the run and one board."""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.entities import Student
from instances.dutch.dates import long_date
from instances.dutch.numbers import count
from instances.rosters import columns as words
from reports.excel.book import Book
from reports.excel.overview_page import Overview
from reports.run.bundle import Run
from reports.run.tours import Wpa

ONLY_THIS_BOARD = "Het gaat alleen over studenten bij uw bestuur. Geef het alleen door aan wie het nodig heeft."
ASK = "Bij het stagebureau van wie u dit bestand kreeg. Klopt er iets niet, laat het weten vóór u het verder geeft."


def board_cover(run: Run, board: str, students: Sequence[Student], wpas: Sequence[Wpa], book: Book) -> None:
    """Write the cover sheet.

    Args:
        run: The finished run.
        board: Id of the board.
        students: Those placed there.
        wpas: Their WPAs.
        book: The file; this is its first sheet.
    """
    name = run.instance.boards[board].name
    page = Overview(book, name, run.semester, words.BOARD_COVER)
    facts = [("Voor", f"{name} ({board})"), ("Semester", run.semester or "niet genoemd in het werkboek")]
    if run.made_on is not None:
        facts.append(("Gemaakt op", long_date(run.made_on)))
    facts += [("Waarover", _about(run, students, wpas)), ("Vertrouwelijk", ONLY_THIS_BOARD), ("Vragen", ASK)]
    page.facts("Over dit bestand", facts)
    page.contents(
        (
            (words.BOARD_PLACEMENT.name, "Wie waar stage loopt, met mentor, tandem en PLG."),
            (words.BOARD_SCHEDULE.name, "De WPA's op volgorde van dag en tijd, met de beoordelaars."),
            (words.BOARD_PER_SCHOOL.name, "Een bladzijde per school, om op te hangen."),
            (words.BOARD_HOURS, "Hoeveel uren uw bestuur levert en ontvangt, en op welke norm dat rust."),
        )
    )
    page.done()


def _about(run: Run, students: Sequence[Student], wpas: Sequence[Wpa]) -> str:
    schools = {run.instance.mentors[run.placement[student.id]].school for student in students}
    placed = f"{count(len(students), 'student', 'studenten')} op {count(len(schools), 'school', 'scholen')}"
    if run.assessment is None:
        return f"{placed}. Het WPA-rooster is nog niet gemaakt."
    held = count(len(wpas), "WPA", "WPA's")
    return f"{placed}, {held} ingepland."
