"""One thing to ask for: so many students more in a row of the capacity table, or a working day. Knows no solver."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.edits.edit import CellEdit, apply, united
from instances.edits.editable import Edits, row_edits
from instances.tables.capacity import CAPACITY_RULES, COUNTED, CapacityRule, Counted, Group, Sense, groups
from instances.tables.columns import MENTORS
from models.placement.data.arrays import PlacementArrays
from models.placement.data.capacity import OF_SCHOOLS, Limits

EVERY_TANDEM = ""
"""The id of a limit that one cell holds for every group."""


class AskKind(StrEnum):
    """What is asked for."""

    MENTOR = "mentor"  # a student more with one mentor
    PLACE = "place"
    BOARD = "board"
    TANDEM = "tandem"
    PLG = "plg"
    CARE = "care"  # a care student more in every tandem
    DAY = "day"  # a working day of a mentor


_ROWS: dict[AskKind, tuple[Group, Counted]] = {
    AskKind.MENTOR: (Group.MENTOR, Counted.ALL),
    AskKind.PLACE: (Group.SCHOOL, Counted.ALL),
    AskKind.BOARD: (Group.BOARD, Counted.ALL),
    AskKind.TANDEM: (Group.TANDEM, Counted.ALL),
    AskKind.PLG: (Group.PLG, Counted.ALL),
    AskKind.CARE: (Group.TANDEM, Counted.CARE),
}


def _line(kind: AskKind) -> CapacityRule:
    group, counted = _ROWS[kind]
    return next(
        line
        for line in CAPACITY_RULES
        if (line.group, line.counted, line.sense) == (group, counted, Sense.MOST) and line.counted in COUNTED
    )


@dataclass(frozen=True, slots=True)
class SingleAsk:
    """One thing to ask for.

    Attributes:
        kind: What.
        id: Of the mentor, school, board, tandem or PLG; of a day the first mentor of the class.
        amount: So many students more; 1 for a day.
        day: The day that is asked for; None for anything else.
    """

    kind: AskKind
    id: str
    amount: int = 1
    day: Day | None = None

    @property
    def cell(self) -> tuple[AskKind, str, Day | None]:
        """What is asked about, whatever the amount."""
        return self.kind, self.id, self.day

    @property
    def next(self) -> SingleAsk | None:
        """One more of the same; None where there is no more."""
        return None if self.kind is AskKind.DAY else replace(self, amount=self.amount + 1)


Asks = tuple[SingleAsk, ...]
"""Asks that are granted together, each about another cell."""


def row_asks(instance: Instance) -> Iterator[SingleAsk]:
    """One student more in every row that somebody can be asked about.

    A school without a place, or with fewer than its minimum, is asked for as many as open it.

    Args:
        instance: The semester.

    Yields:
        The asks, in the order of the capacity table and of the sheets.
    """
    for kind in _ROWS:
        line = _line(kind)
        if line.is_shared:
            yield SingleAsk(kind, EVERY_TANDEM)
            continue
        for id, members in groups(instance, line.group).items():
            limit = line.limit(instance, id)
            if limit is not None and members:
                least = instance.schools[id].min_students - limit if kind is AskKind.PLACE else 1
                yield SingleAsk(kind, id, max(1, least))


def edits_of(instance: Instance, asks: Iterable[SingleAsk]) -> Edits:
    """The cells of the workbook that say what is asked for.

    Args:
        instance: The semester before.
        asks: What is granted together.

    Returns:
        The edits, one for each place.
    """
    return united(edit for ask in asks for edit in _edits(instance, ask))


def _edits(instance: Instance, ask: SingleAsk) -> Edits:
    if ask.day is not None:
        mentor = instance.mentors[ask.id]
        return (CellEdit.of(MENTORS, ask.id, MENTORS.DAYS, mentor.days | {ask.day}),)
    line = _line(ask.kind)
    about = next(iter(instance.tandems), "") if ask.id == EVERY_TANDEM else ask.id
    edits = row_edits(instance, line.rule, about, (line.limit(instance, about) or 0) + ask.amount)
    assert edits is not None  # only rows that may be edited are asked about
    return edits


def row_of(limits: Limits, kind: AskKind) -> int:
    """Where the rows of a kind stand among those that count pairs one by one.

    Args:
        limits: The counting rules in force.
        kind: A student more with a mentor, or a care student more.

    Returns:
        A place in ``limits.counted``.
    """
    return next(i for i, rows in enumerate(limits.counted) if (rows.line.group, rows.line.counted) == _ROWS[kind])


def limits_after(facts: PlacementArrays, limits: Limits, asks: Collection[SingleAsk]) -> Limits:
    """The counting rules once asks are granted, without making the semester anew.

    Args:
        facts: The semester before.
        limits: Its counting rules.
        asks: What is granted together.

    Returns:
        The limits that the semester after them has.
    """
    if all(ask.kind is AskKind.DAY for ask in asks):
        return limits
    counted, places, more = list(limits.counted), limits.places, dict[str, int]()
    targets: dict[str, int] = {}
    for ask in asks:
        if ask.kind in (AskKind.MENTOR, AskKind.CARE):
            at = row_of(limits, ask.kind)
            limit = counted[at].limit.copy()
            limit[facts.mentor_index[ask.id] if ask.kind is AskKind.MENTOR else slice(None)] += ask.amount
            counted[at] = replace(counted[at], limit=limit)
        elif ask.kind is AskKind.PLACE:
            places, school = places.copy(), facts.school_index[ask.id]
            places[school] = min(len(facts.students), int(facts.places[school]) + ask.amount)
        elif ask.kind is not AskKind.DAY:
            more[f"{OF_SCHOOLS[_ROWS[ask.kind][0]]}:{ask.id}"] = ask.amount
    if places is not limits.places:
        granted = edits_of(facts.instance, [ask for ask in asks if ask.kind is AskKind.PLACE])
        shares = PlacementArrays(apply(facts.instance, granted)).board_share
        targets = {
            f"{OF_SCHOOLS[Group.BOARD]}:{id}": share for id, share in zip(facts.instance.boards, shares, strict=True)
        }
    changed = [
        replace(
            group,
            maximum=None if group.maximum is None else group.maximum + more.get(group.name, 0),
            target=targets.get(group.name, group.target),
        )
        if group.name in more or targets.get(group.name, group.target) != group.target
        else group
        for group in limits.groups
    ]
    return replace(limits, groups=changed, counted=tuple(counted), places=places)
