"""What a hand changed in a folder that is written anew without being asked as the earlier roster. Knows no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import Previous
from instances.dutch.lists import listed, listed_at_most
from instances.dutch.numbers import count
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT, PLACEMENT_FILE, SCHEDULE, Head
from instances.rosters.differences import Difference, Fate
from instances.rosters.read import read_rosters
from instances.tables.columns import PINS
from reports.run.bundle import Run
from scheduler.previous.hand_words import say_elsewhere
from scheduler.previous.manual_edits import SEATS, ManualEdit, find_manual_edits, pinned_rows
from scheduler.previous.provenance import Provenance
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN

_SHEETS = (PLACEMENT.name, SCHEDULE.name)


@dataclass(frozen=True, slots=True)
class HandEdits:
    """What a hand changed in the rosters of a folder.

    Attributes:
        edits: Changed codes.
        pins: Codes of the rows in which a hand typed ja in Vastgezet.
        differences: Other changed cells.
        unclear: Changed cells of which it is not clear what they mean, and rows that name no student: sheet, column
            and cell of each.
    """

    edits: tuple[ManualEdit, ...] = ()
    pins: tuple[ManualEdit, ...] = ()
    differences: tuple[Difference, ...] = ()
    unclear: tuple[tuple[str, str, str], ...] = ()


def hand_edits(folder: Path, now: Instance) -> HandEdits:
    """Look, before a folder is written anew, for what a hand changed in its rosters.

    Args:
        folder: Where the new rosters come; need not be there.
        now: The workbook.

    Returns:
        What was changed; nothing where there is no roster.
    """
    if not any((folder / name).exists() for name in (PLACEMENT_FILE, ASSESSMENT_FILE)):
        return HandEdits()
    found = read_rosters(folder, now=now)
    edits = find_manual_edits(Provenance(folder), found)
    issued = Previous() if edits is None else edits.issued
    faulty = tuple((one.sheet, one.column, one.cell) for one in found.faults if one.cell and one.sheet in _SHEETS)
    known = {*now.students, *issued.placement, *issued.assessment, *found.unplaced, *found.unscheduled}
    strays = tuple(
        (sheet, head, cell)
        for (sheet, student, head), cell in found.cells.items()
        if edits is not None and head is Head.STUDENT and student not in known
    )
    return HandEdits(
        () if edits is None else edits.edits, pinned_rows(issued, found), found.differences, (*faulty, *strays)
    )


def say_lost_edits(hand: HandEdits, run: Run, folder: Path, aside: Sequence[str], screen: Screen) -> None:
    """Say which changes by hand the new rosters do not have, kind by kind, and where they still are.

    Args:
        hand: What was changed in the folder before.
        run: What was written there now.
        folder: The folder.
        aside: Names of the files that were put aside.
        screen: Where it is said.
    """
    lost: dict[tuple[str, str], list[str]] = defaultdict(list)
    # a time or a name may stand for a code: the office looks in the column where it typed
    typed = {(one.sheet, one.cell): one.head for one in hand.differences if one.fate is Fate.MEANT}
    unclear = {(sheet, cell) for sheet, _, cell in hand.unclear}
    for edit in hand.edits:
        if not _kept(edit, run) and (edit.sheet, edit.cell) not in unclear:
            column = typed.get((edit.sheet, edit.cell), edit.column)
            if edit.cell not in lost[edit.sheet, column] or not edit.cell:
                lost[edit.sheet, column].append(edit.cell or edit.student)
    for sheet, head, cell in dict.fromkeys(hand.unclear):
        lost[sheet, head].append(cell)
    for edit in hand.pins:
        if edit.student not in run.instance.pin_of and edit.cell not in lost[edit.sheet, Head.PINNED]:
            lost[edit.sheet, Head.PINNED].append(edit.cell)
    kinds = [
        f"{sheet}, kolom {head}: {count(len(cells), 'cel', 'cellen')} ({listed_at_most(cells, SHOWN.changed_rows)})"
        for (sheet, head), cells in lost.items()
        if cells
    ]
    if kinds:
        where = f" Zij staan nog in {listed(aside)}." if aside else ""
        screen.warn(
            f"Met de hand gewijzigd in {folder} en niet in het nieuwe rooster: {'; '.join(kinds)}.{where} Zet wat "
            f"daarvan moet blijven op het blad {PINS.name} van het werkboek en maak het rooster opnieuw. Een "
            f"volgende keer blijven zulke wijzigingen staan als u meteen --vorige {folder} --vastzetten geeft; "
            "nu helpt dat niet meer, want in die map staat het nieuwe rooster."
        )
    say_elsewhere(hand.differences, screen)


def _kept(edit: ManualEdit, run: Run) -> bool:
    if edit.column is Head.MENTOR:
        return run.placement.get(edit.student) == edit.new
    booking = (run.assessment or {}).get(edit.student)
    return getattr(booking, SEATS[edit.column], None) == edit.new
