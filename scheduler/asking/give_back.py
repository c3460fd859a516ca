"""What can be given back: places and WPA times without which the very same roster stands and costs no more.

A roster that stays legal stays as good as it is, so what is given back together is proven by the checks alone. Only the
fair share of each board (W5) follows the places that there are, so each step is priced.
"""

from __future__ import annotations

import time
from collections import Counter, defaultdict
from collections.abc import Sequence

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.edits.edit import CellEdit, Edit, RowEdit
from instances.tables.columns import SCHOOLS
from scheduler.what_if.judge import Judge
from scheduler.what_if.outcome import Roster


def places_to_return(judge: Judge[Placement], seconds: float) -> dict[str, int]:
    """Count the places that nobody has, as far as the roster stays as good without them, together.

    Args:
        judge: The workbook with its roster, which keeps every rule.
        seconds: Of the wall at most; then it is what is known by then.

    Returns:
        School id to a number of places; schools without any are left out.
    """
    instance = judge.instance
    used = Counter(instance.mentors[mentor].school for mentor in judge.present.values())
    idle = {id: school.net_places - used[id] for id, school in instance.schools.items()}
    by_board: defaultdict[str, list[str]] = defaultdict(list)
    for id, number in idle.items():
        if number > 0:
            by_board[instance.schools[id].board].append(id)
    everything = {id: idle[id] for schools in by_board.values() for id in schools}
    if _as_good(judge, everything):
        return everything
    given: dict[str, int] = {}
    ends = time.monotonic() + seconds
    for schools in sorted(by_board.values(), key=lambda schools: -sum(idle[id] for id in schools)):
        whole = {**given, **{id: idle[id] for id in schools}}
        if _as_good(judge, whole):
            given = whole
            continue
        for id in schools:
            if time.monotonic() > ends:
                return given
            given = _most_of_school(judge, given, id, idle[id])
    return given


def _most_of_school(judge: Judge[Placement], given: dict[str, int], school: str, idle: int) -> dict[str, int]:
    for number in range(idle, 0, -1):
        more = {**given, school: number}
        if _as_good(judge, more):
            return more
    return given


def _as_good(judge: Judge[Placement], places: dict[str, int]) -> bool:
    return _stays(judge, place_edits(judge.instance, places))


def place_edits(instance: Instance, places: dict[str, int]) -> tuple[Edit, ...]:
    """The cells of the workbook without those places.

    Args:
        instance: The workbook.
        places: School id to the number of places that go.

    Returns:
        One edit for each school.
    """
    return tuple(
        CellEdit.of(SCHOOLS, id, SCHOOLS.PLACES, instance.schools[id].places - number) for id, number in places.items()
    )


def slots_to_return(judge: Judge[Assessment]) -> tuple[str, ...]:
    """List the WPA times at which no WPA is, as far as the roster stays as good without them.

    Args:
        judge: The workbook with its WPA roster.

    Returns:
        Ids of slots, in the order of the sheet.
    """
    used = {booking.slot for booking in judge.present.values()}
    pinned = {pin.slot for pin in judge.instance.pins}
    idle = [id for id in judge.instance.slots if id not in used and id not in pinned]
    return tuple(idle) if _stays(judge, slot_edits(judge.instance, idle)) else ()


def slot_edits(instance: Instance, slots: Sequence[str]) -> tuple[Edit, ...]:
    """The rows of the workbook that go with some slots."""
    return tuple(RowEdit(instance.slots[id], added=False) for id in slots)


def _stays(judge: Judge[Roster], edits: tuple[Edit, ...]) -> bool:
    """Is the same roster legal after the edits, and no worse?"""
    found = judge.after(edits, judge.present)
    return found.sound and found.gained == 0 and found.shortage <= 0 and found.cost <= 0
