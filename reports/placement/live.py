"""What makes the sheet Plaatsing answer: mentors to choose, names that follow, red for what cannot be. Knows the run.

The codes, dates and figures in the sheet stay values, for every program that reads them; only names are formulas.
What no longer belongs to the mentor in the row turns yellow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from instances.domain.entities import Mentor
from instances.rosters.columns import PLACEMENT, Head
from instances.rosters.helper_sheets import MADE_PLACEMENT, MENTOR_CHOICES
from instances.rosters.meaning import entry
from reports.excel.book import Book, Row
from reports.excel.hidden import write_calculated, write_hidden
from reports.excel.lights import Tone, When
from reports.excel.live import (
    Calculated,
    HiddenList,
    Live,
    barred,
    letter,
    pick,
    rows_found,
    typed,
    typed_columns,
    yes_or_no,
)
from reports.run.bundle import Run
from reports.run.wording import group_list

CALCULATED = "Rekenen"
PIN_MESSAGE = "Met ja blijft deze rij staan als u deze map opgeeft als vorig rooster."
_LOOKED_UP = (Head.SCHOOL, Head.BOARD, Head.GROUP, Head.TANDEM, Head.SO, Head.IO, Head.PLG)
_MEASURED = (Head.TRAVEL, Head.NEEDS_MET)
_WAYS = (Head.MENTOR, Head.CHOICE, Head.KNOWN_BY)  # the ways to say who is meant
_ROW, _MADE = "Rij mentor", "Rij gemaakt"


def live_placement(run: Run, length: int) -> Live:
    """Say what makes Plaatsing answer.

    Args:
        run: The finished run.
        length: How many rows the sheet has.

    Returns:
        Drop-downs, formulas and colours; they need the sheets of ``write_behind``.
    """
    choices, made = _lists(run, length)
    calculated = Calculated(CALCULATED, tuple(_columns(choices, made)), length)
    here, then = calculated.here(_ROW), calculated.here(_MADE)
    used = f"COUNTIF({calculated.column(_ROW)},{here})>{choices.at(here, Head.MAXIMUM)}"
    impossible = f"IF({here}=0,TRUE,IFERROR({barred(made.at(then, Head.BARRED), here)},TRUE))"
    moved = f"=IF(N({here})>0,IFERROR({choices.at(here, Head.MENTOR)}<>{made.at(then, Head.MENTOR)},FALSE),FALSE)"

    def is_other(head: Head) -> str:
        return f'=IF(N({here})>0,{choices.at(here, head)}&""<>${letter(PLACEMENT, head)}2&"",FALSE)'

    def name(head: Head) -> str:
        return f'=IF(N({here})>0,{choices.at(here, head)}&"","")'

    return Live(
        {head: name(head) for head in (Head.MENTOR_NAME, Head.SCHOOL_NAME)},
        {Head.MENTOR: pick(choices, "een mentor"), Head.PINNED: yes_or_no(PIN_MESSAGE)},
        (
            When(Head.MENTOR, Tone.RED, f'=IF({here}="",FALSE,OR({impossible},IFERROR({used},FALSE)))'),
            *(When(head, Tone.YELLOW, is_other(head)) for head in _LOOKED_UP),
            *(When(head, Tone.YELLOW, moved) for head in _MEASURED),
        ),
    )


def write_behind(run: Run, book: Book, rows: Sequence[Row], barred_mentors: Mapping[str, str]) -> None:
    """Write the hidden sheets behind Plaatsing.

    Args:
        run: The finished run.
        book: The workbook.
        rows: Of the sheet Plaatsing.
        barred_mentors: Student id to a sign for each mentor of the workbook; empty where that would be too much.
    """
    choices, made = _lists(run, len(rows))
    write_hidden(book, MENTOR_CHOICES, mentor_choices(run))
    made_rows = [{**row, Head.BARRED: barred_mentors.get(str(row[Head.STUDENT]))} for row in rows]
    write_hidden(book, MADE_PLACEMENT, made_rows, secret=True)
    at = rows_found(list(run.instance.mentors))
    given = [(at[str(row[Head.MENTOR])], number) for number, row in enumerate(rows, 1)]
    book.define(typed_columns(PLACEMENT, (Head.STUDENT, Head.MENTOR)))
    write_calculated(book, CALCULATED, _columns(choices, made), given)


def _lists(run: Run, length: int) -> tuple[HiddenList, HiddenList]:
    return HiddenList(MENTOR_CHOICES, len(run.instance.mentors)), HiddenList(MADE_PLACEMENT, length)


def _columns(choices: HiddenList, made: HiddenList) -> dict[str, str]:
    """For each row: which mentor is meant ('' for an empty cell, 0 for nobody), and where the row was made."""
    mentor = typed(PLACEMENT, Head.MENTOR)
    return {
        _ROW: f'=IF({mentor}="","",IFERROR({choices.find(mentor, *_WAYS)},0))',
        _MADE: f"=IFERROR({made.find(typed(PLACEMENT, Head.STUDENT), Head.STUDENT)},0)",
    }


def mentor_choices(run: Run) -> list[Row]:
    """A row for each mentor of the workbook, in its order, with all that follows from the choice."""
    instance = run.instance
    names = Counter(mentor.name for mentor in instance.mentors.values())
    return [_choice(run, mentor, names[mentor.name] == 1) for mentor in instance.mentors.values()]


def _choice(run: Run, mentor: Mentor, known_by_name: bool) -> Row:
    instance, school = run.instance, run.instance.schools[mentor.school]
    tandem = instance.tandem_of(school.id)
    return {
        Head.CHOICE: entry(mentor.id, mentor.name),
        Head.MENTOR: mentor.id,
        Head.KNOWN_BY: mentor.name if known_by_name else None,
        Head.MENTOR_NAME: mentor.name,
        Head.SCHOOL: school.id,
        Head.SCHOOL_NAME: school.name,
        Head.BOARD: school.board,
        Head.GROUP: group_list(mentor.groups),
        Head.TANDEM: tandem.id if tandem else None,
        Head.SO: tandem.so if tandem else None,
        Head.IO: tandem.io if tandem else None,
        Head.PLG: instance.plg_by_school[school.id].name,
        Head.MAXIMUM: mentor.max_students if mentor.may_guide else 0,
    }
