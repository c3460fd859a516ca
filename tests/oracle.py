"""Brute force for at most six students: every roster tried, judged by the checker alone. Knows no solver.

What cannot be mended by adding rows is cut off early; every complete roster is judged whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from math import prod
from typing import Generic, TypeVar

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Assessment, Booking, Placement
from instances.domain.verdict import Verdict
from scheduler.checks import assessment, placement
from scheduler.checks.seats import seat_faults, slot_faults, two_needed

MOST_STUDENTS = 6

# more rows never mend these, and never lower these measures
GROWING_P_RULES = (Rule.P2, Rule.P3, Rule.P4, Rule.P7, Rule.P9, Rule.P14)
GROWING_P_WISHES = (Wish.W1, Wish.W2, Wish.W3, Wish.W4, Wish.W5, Wish.W6, Wish.W8)
GROWING_A_RULES = (Rule.A6, Rule.A7, Rule.A8, Rule.A9)
GROWING_A_WISHES = (Wish.V1, Wish.V3, Wish.V4, Wish.V5, Wish.V6)

_Row = TypeVar("_Row", str, Booking)


@dataclass(frozen=True, slots=True)
class Best(Generic[_Row]):
    """The best legal roster and its score; ``score`` orders as the product does, smaller is better."""

    roster: Mapping[str, _Row]
    count: int
    shortage: int
    cost: int

    @property
    def score(self) -> tuple[int, int, int]:
        return -self.count, self.shortage, self.cost


@dataclass(frozen=True)
class _Hunt(Generic[_Row]):
    """Depth first over the students; ``floor`` is a cost that no completion goes under."""

    options: Mapping[str, list[_Row]]
    broken: Callable[[Mapping[str, _Row]], bool]
    floor: Callable[[Mapping[str, _Row]], int]
    judge: Callable[[Mapping[str, _Row]], Verdict]
    without: frozenset[Rule]
    must: frozenset[str]  # who has a row in every legal roster: the pinned

    def best(self) -> Best[_Row] | None:
        if len(self.options) > MOST_STUDENTS:
            raise ValueError(f"the oracle tries at most {MOST_STUDENTS} students, got {len(self.options)}")
        # the cheap ones first: a good roster is found early, and cuts off the more
        sorted_options = {
            student: sorted(rows, key=lambda row: self.floor({student: row})) for student, rows in self.options.items()
        }
        return replace(self, options=sorted_options)._extend({}, list(self.options), None)

    def _extend(self, chosen: dict[str, _Row], left: list[str], best: Best[_Row] | None) -> Best[_Row] | None:
        if best is not None:
            reach = len(chosen) + len(left)
            # a shortage of 0 cannot be improved on, so then only the cost decides
            if reach < best.count or (reach == best.count and not best.shortage and self.floor(chosen) >= best.cost):
                return best
        if not left:
            return self._better(chosen, best)
        student, rest = left[0], left[1:]
        for option in self.options[student]:
            longer = {**chosen, student: option}
            if not self.broken(longer):
                best = self._extend(longer, rest, best)
        return best if student in self.must else self._extend(chosen, rest, best)

    def _better(self, roster: dict[str, _Row], best: Best[_Row] | None) -> Best[_Row] | None:
        verdict = self.judge(roster)
        if any(fault.rule not in self.without for fault in verdict.violations):
            return best
        found = Best(dict(roster), verdict.count, sum(verdict.shortage.values()), verdict.cost)
        return found if best is None or found.score < best.score else best


def best_placement(
    instance: Instance, previous: Placement | None = None, without: frozenset[Rule] = frozenset()
) -> Best[str] | None:
    """The lexicographic best (count, shortage, cost) of all legal placements; None when none is legal.

    ``without``: rules that count for nothing.
    """
    weights = instance.settings.weights
    growing = [rule for rule in GROWING_P_RULES if rule not in without]
    options = {
        student.id: [
            mentor.id
            for mentor in instance.mentors.values()
            if {rule for rule, _ in placement.pair_faults(instance, student, mentor)} <= without
        ]
        for student in instance.students.values()
    }
    return _Hunt[str](
        options,
        lambda part: any(next(placement.CHECKERS[rule](instance, part), None) for rule in growing),
        lambda part: sum(weights[wish] * placement.WISH_MEASURES[wish](instance, part) for wish in GROWING_P_WISHES),
        lambda whole: placement.check_placement(instance, whole, previous),
        without,
        frozenset(pin.student for pin in instance.pins if (pin.school or pin.mentor) and Rule.P13 not in without),
    ).best()


def best_assessment(
    instance: Instance,
    placed: Placement,
    previous: Assessment | None = None,
    without: frozenset[Rule] = frozenset(),
) -> Best[Booking] | None:
    """The lexicographic best (count, cost) of all legal WPA rosters on this placement; None when none is legal.

    ``without``: rules that count for nothing.
    """
    weights, old = instance.settings.weights, previous or {}
    growing = [rule for rule in GROWING_A_RULES if rule not in without]
    due = [student for student, who in instance.students.items() if who.wpa and student in placed]
    return _Hunt[Booking](
        {student: bookings(instance, placed, student, without) for student in due},
        lambda part: any(next(assessment.CHECKERS[rule](instance, placed, part), None) for rule in growing),
        lambda part: (
            sum(weights[wish] * assessment.WISH_MEASURES[wish](instance, placed, part) for wish in GROWING_A_WISHES)
            + weights[Wish.V7] * sum(booking != old.get(student, booking) for student, booking in part.items())
        ),
        lambda whole: assessment.check_assessment(instance, placed, whole, previous),
        without,
        frozenset(
            pin.student for pin in instance.pins if (pin.slot or pin.field or pin.institute) and Rule.A10 not in without
        ),
    ).best()


def size(instance: Instance, placed: Placement, without: frozenset[Rule] = frozenset()) -> int:
    """How many WPA rosters there are, legal or not, that only have bookings which are legal by themselves."""
    due = [student for student, who in instance.students.items() if who.wpa and student in placed]
    return prod(1 + len(bookings(instance, placed, student, without)) for student in due)


def bookings(
    instance: Instance, placed: Placement, student: str, without: frozenset[Rule] = frozenset()
) -> list[Booking]:
    """Every booking that breaks no rule of its own for one student, those ``without`` apart."""
    who, mentor = instance.students[student], instance.mentors[placed[student]]
    found: list[Booking] = []
    for slot in instance.slots.values():
        if not {rule for rule, _ in slot_faults(instance, who, mentor, slot)} <= without:
            continue
        field, institute = (
            [
                trainer.id
                for trainer in instance.trainers.values()
                if {rule for rule, _ in seat_faults(instance, who, mentor, slot, trainer, in_field)} <= without
            ]
            for in_field in (True, False)
        )
        second: list[str | None] = [*institute] if two_needed(instance, who) else [None]
        found += [Booking(slot.id, one, other) for one in field for other in second]
    return found
