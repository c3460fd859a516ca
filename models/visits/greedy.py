"""A first roster of one component: one visit after another where it costs least now. Proves nothing."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from instances.visits.roster import PlgMeeting, VisitWish
from models.visits.data import NOON, WEIGHTS, Component, FixedWpa, Item, Plan, Traveller, quarters


def greedy_plan(component: Component, keeping: bool = False) -> Plan:
    """Plan what fits, meetings first, then what has the fewest days.

    Args:
        component: The part.
        keeping: Before all that, what was in the earlier plan and still fits there.

    Returns:
        A plan that keeps every rule; what found no moment is not in it.
    """
    filling = _Filling(component)
    if keeping:
        before = ((item.was, number) for number, item in enumerate(component.items) if item.was is not None)
        for _, number in sorted(before):
            filling.put_back(number)
    order = sorted(
        range(len(component.items)),
        key=lambda number: (
            not isinstance(component.items[number].due, PlgMeeting),
            len(component.items[number].starts),
            number,
        ),
    )
    for number in order:
        if number not in filling.plan:
            filling.put(number)
    return filling.plan


class _Filling:
    """Days that fill up."""

    def __init__(self, component: Component) -> None:
        self.plan: dict[int, tuple[int, int]] = {}
        self._component = component
        self._days: dict[tuple[str, int], list[FixedWpa]] = {
            (traveller.id, day): list(stops)
            for traveller in component.travellers.values()
            for day, stops in traveller.stops.items()
        }
        self._added: defaultdict[tuple[str, int], int] = defaultdict(int)
        self._student_on: set[tuple[str, int]] = set()

    def put_back(self, number: int) -> None:
        """At the moment of the earlier plan, where that still can be."""
        item = self._component.items[number]
        days = {day: (start,) for day in item.starts if (start := item.kept(day)) is not None}
        self._put_best(number, days)

    def put(self, number: int) -> None:
        """At the moment where it costs least now."""
        self._put_best(number, self._component.items[number].starts)

    def _put_best(self, number: int, moments: Mapping[int, tuple[int, ...]]) -> None:
        item = self._component.items[number]
        best = min(self._possible(item, moments), default=None)
        if best is None:
            return
        _, day, start = best
        self.plan[number] = (day, start)
        self._student_on.add((item.student, day))
        for trainer in item.trainers:
            here = self._days.setdefault((trainer, day), [])
            stop = FixedWpa(start, start + item.minutes, item.school)
            here.insert(bisect_left(here, stop), stop)
            self._added[trainer, day] += 1

    def _possible(self, item: Item, moments: Mapping[int, tuple[int, ...]]) -> Iterator[tuple[int, int, int]]:
        """Cost, day and begin of every one of some moments that fits; of empty days that are alike only the first."""
        alike: set[object] = set()
        travellers = [self._component.travellers[trainer] for trainer in item.trainers]
        for day, starts in moments.items():
            if item.student and (item.student, day) in self._student_on:
                continue
            if any(self._added[one.id, day] >= one.room(day) for one in travellers):
                continue
            if not any((one.id, day) in self._days for one in travellers):
                kind = (starts, item.missing.get(day), tuple(one.rather_not.get(day) for one in travellers))
                if kind in alike:
                    continue
                alike.add(kind)
            for start in starts:
                added = [self._added_cost(one, day, start, item) for one in travellers]
                if None not in added and self._class_is_free(item, day, start):
                    missing = WEIGHTS[VisitWish.R2] * item.missing.get(day, 0)
                    yield sum(cost or 0 for cost in added) + missing, day, start

    def _added_cost(self, traveller: Traveller, day: int, start: int, item: Item) -> int | None:
        """What it adds to the day of one trainer; None where it does not fit."""
        here, end = self._days.get((traveller.id, day), []), start + item.minutes
        at = bisect_left(here, start, key=lambda stop: stop.begin)
        before, after = here[at - 1] if at else None, here[at] if at < len(here) else None
        gap = self._component.gap
        if before is not None and start < before.end + gap(traveller.id, before.school, item.school):
            return None
        if after is not None and after.begin < end + gap(traveller.id, item.school, after.school):
            return None
        there = traveller.base[item.school] if before is None else traveller.minutes(before.school, item.school)
        on = traveller.base[item.school] if after is None else traveller.minutes(item.school, after.school)
        waits = 0 if before is None else quarters(start - before.end - there)
        waits += 0 if after is None else quarters(after.begin - end - on)
        skipped = 0
        if before is not None and after is not None:
            skipped = traveller.minutes(before.school, after.school)
            waits -= quarters(after.begin - before.end - skipped)
        elif before is not None or after is not None:
            skipped = traveller.base[(before or after or here[0]).school]
        disliked = traveller.rather_not.get(day, (False, False))[start >= NOON]
        return (
            WEIGHTS[VisitWish.R1] * (there + on - skipped)
            + WEIGHTS[VisitWish.R4] * waits
            + WEIGHTS[VisitWish.R3] * disliked
        )

    def _class_is_free(self, item: Item, day: int, start: int) -> bool:
        """B6 for the class, and B5 for who is also a mentor."""
        items = self._component.items
        then = [
            items[other]
            for other, (other_day, other_start) in self.plan.items()
            if other_day == day and other_start < start + item.minutes and start < other_start + items[other].minutes
        ]
        if item.classroom and any(other.classroom == item.classroom for other in then):
            return False
        return not any(
            day in also.days and _leaves_alone(also.trainer, also.classroom, one, two)
            for also in self._component.also_mentors
            for other in then
            for one, two in ((item, other), (other, item))
        )


def _leaves_alone(trainer: str, classroom: tuple[str, ...], away: Item, visited: Item) -> bool:
    """Whether the trainer is at the one while the own class is visited by somebody else."""
    return (
        visited.classroom == classroom
        and trainer not in visited.trainers
        and trainer in away.trainers
        and away.classroom != classroom
    )
