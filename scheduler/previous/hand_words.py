"""What a hand changed beside the codes of a roster, told on the screen: one line for each kind. Knows no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count, thousands
from instances.rosters.columns import Head
from instances.rosters.differences import Difference, Fate
from instances.tables.columns import MENTORS, PINS, SCHOOLS, SLOTS, STUDENTS, TANDEMS, TRAINERS, TRAVEL
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN

_DECIDED_BY = {
    **dict.fromkeys((Head.NAME, Head.YEAR, Head.DAYS, Head.KIND, Head.NEEDS_ASKED), STUDENTS.name),
    **dict.fromkeys((Head.BOARD, Head.SCHOOL, Head.SCHOOL_NAME, Head.PLG), SCHOOLS.name),
    **dict.fromkeys((Head.GROUP, Head.MENTOR_NAME), MENTORS.name),
    **dict.fromkeys((Head.TANDEM, Head.SO, Head.IO), TANDEMS.name),
    **dict.fromkeys((Head.FIELD_NAME, Head.INSTITUTE_NAME), TRAINERS.name),
    **dict.fromkeys((Head.DATE, Head.BEGIN, Head.END), SLOTS.name),
    Head.TRAVEL: TRAVEL.name,
    Head.PINNED: PINS.name,
}
"""The sheet of the workbook that says what a roster only shows; what is not here is counted."""


def say_meant(differences: Iterable[Difference], screen: Screen) -> None:
    """Say which code each cell stands for in which a hand typed something else than a code."""
    meant = [one for one in differences if one.fate is Fate.MEANT]
    for one in meant[: SHOWN.manual_edits]:
        screen.say(f"{one.sheet} {one.cell}: {one.head} “{one.now}” is gelezen als {one.code}.")
    if len(meant) > SHOWN.manual_edits:
        screen.say(f"Nog {thousands(len(meant) - SHOWN.manual_edits)} cellen zijn zo gelezen.")


def say_pinned(differences: Iterable[Difference], made: Collection[str], screen: Screen) -> None:
    """Say which rows stay because a hand typed ja in Vastgezet.

    Args:
        differences: Changed cells.
        made: The sheets that are made now; rows of others are not pinned.
        screen: Where it is said.
    """
    by_sheet: dict[str, list[str]] = defaultdict(list)
    for one in differences:
        if one.fate is Fate.PINNED:
            by_sheet[one.sheet].append(one.student)
    for sheet, students in by_sheet.items():
        rows = f"{sheet}: {Head.PINNED} is ja gemaakt bij {listed_at_most(students, SHOWN.alike_students)}"
        if sheet in made:
            screen.say(f"{rows}; {'die rij blijft' if len(students) == 1 else 'die rijen blijven'} staan.")
        else:
            screen.warn(f"{rows}; dat blad wordt nu niet gemaakt, dus hier telt het niet.")


def say_elsewhere(differences: Iterable[Difference], screen: Screen) -> None:
    """Say which changed cells do not count, and where the office can make the change."""
    by_column: dict[tuple[str, Head], list[str]] = defaultdict(list)
    for one in differences:
        if one.fate is Fate.ELSEWHERE:
            by_column[one.sheet, one.head].append(one.cell)
    for (sheet, head), cells in by_column.items():
        where = _DECIDED_BY.get(head)
        advice = "dat wordt uitgerekend" if where is None else f"wijzig het in het werkboek, blad {where}"
        many = f"{count(len(cells), 'cel', 'cellen')} met de hand gewijzigd"
        which = listed_at_most(cells, SHOWN.changed_rows)
        screen.warn(
            f"{sheet}, kolom {head}: {many} ({which}). Dat telt niet mee en komt niet in een nieuw rooster: {advice}."
        )
