"""Brute force for at most five students: every roster tried, judged by the checker alone. Knows no solver.

What cannot be mended by adding rows is cut off early; every complete roster is judged whole.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Assessment, Booking, Placement
from instances.domain.verdict import Verdict
from scheduler.checks import assessment, placement
from scheduler.checks.seats import seat_faults, slot_faults, two_needed

MOST_STUDENTS = 5

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

    def best(self) -> Best[_Row] | None:
        if len(self.options) > MOST_STUDENTS:
            raise ValueError(f"the oracle tries at most {MOST_STUDENTS} students, got {len(self.options)}")
        return self._extend({}, list(self.options), None)

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
        return self._extend(chosen, rest, best)

    def _better(self, roster: dict[str, _Row], best: Best[_Row] | None) -> Best[_Row] | None:
        verdict = self.judge(roster)
        if not verdict.ok:
            return best
        found = Best(dict(roster), verdict.count, sum(verdict.shortage.values()), verdict.cost)
        return found if best is None or found.score < best.score else best


def best_placement(instance: Instance, previous: Placement | None = None) -> Best[str] | None:
    """The lexicographic best (count, shortage, cost) of all legal placements; None when none is legal."""
    weights = instance.settings.weights
    options = {
        student.id: [m.id for m in instance.mentors.values() if not any(placement.pair_faults(instance, student, m))]
        for student in instance.students.values()
    }
    return _Hunt[str](
        options,
        lambda part: any(next(placement.CHECKERS[rule](instance, part), None) for rule in GROWING_P_RULES),
        lambda part: sum(weights[wish] * placement.WISH_MEASURES[wish](instance, part) for wish in GROWING_P_WISHES),
        lambda whole: placement.check_placement(instance, whole, previous),
    ).best()


def best_assessment(instance: Instance, placed: Placement, previous: Assessment | None = None) -> Best[Booking] | None:
    """The lexicographic best (count, cost) of all legal WPA rosters on this placement; None when none is legal."""
    weights, old = instance.settings.weights, previous or {}
    due = [student for student, who in instance.students.items() if who.wpa and student in placed]
    return _Hunt[Booking](
        {student: bookings(instance, placed, student) for student in due},
        lambda part: any(next(assessment.CHECKERS[rule](instance, placed, part), None) for rule in GROWING_A_RULES),
        lambda part: (
            sum(weights[wish] * assessment.WISH_MEASURES[wish](instance, placed, part) for wish in GROWING_A_WISHES)
            + weights[Wish.V7] * sum(booking != old.get(student, booking) for student, booking in part.items())
        ),
        lambda whole: assessment.check_assessment(instance, placed, whole, previous),
    ).best()


def bookings(instance: Instance, placed: Placement, student: str) -> list[Booking]:
    """Every booking that breaks no rule of its own for one student."""
    who, mentor = instance.students[student], instance.mentors[placed[student]]
    found: list[Booking] = []
    for slot in instance.slots.values():
        if any(slot_faults(instance, who, mentor, slot)):
            continue
        field, institute = (
            [
                trainer.id
                for trainer in instance.trainers.values()
                if not any(seat_faults(instance, who, mentor, slot, trainer, in_field))
            ]
            for in_field in (True, False)
        )
        second: list[str | None] = [*institute] if two_needed(instance, who) else [None]
        found += [Booking(slot.id, one, other) for one in field for other in second]
    return found
