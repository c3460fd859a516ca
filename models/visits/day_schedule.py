"""One trainer on one day: the cheapest ways to hold some visits beside the WPAs, by travel and other costs.

Other trainers are not looked at, so what comes out is a bound on any roster and exact for this trainer alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from instances.visits.roster import VisitWish
from models.visits.data import NOON, WEIGHTS, Component, FixedWpa, Traveller, quarters
from models.visits.settings import VISIT_SETTINGS

Call = tuple[str, int, tuple[int, ...]]
"""What of a visit decides the day: school id, minutes, and the moments at which it may begin."""

Outcome = tuple[int, int]
"""Minutes of travel (R1), and the weighted cost of R3 and R4."""


class TooManyOrdersError(Exception):
    """One set of visits can be held in more orders than are tried."""


@dataclass
class DaySchedules:
    """Answers about the days of one trainer, and remembers them: most days are alike.

    Attributes:
        component: The part that the trainer belongs to.
        traveller: The trainer.
    """

    component: Component
    traveller: Traveller
    _known: dict[tuple[object, ...], tuple[Outcome, ...]] = field(default_factory=dict)

    def outcomes(self, day: int, items: Sequence[int], fixed: tuple[int, int] | None = None) -> tuple[Outcome, ...]:
        """Find what a set of visits on one day can come to.

        Args:
            day: Number of the day.
            items: Numbers of items that may be on it.
            fixed: Number of one of them and when it begins; None: all are free.

        Returns:
            Every pair of travel and other costs of which no other is as good in both; empty where it cannot be.

        Raises:
            TooManyOrdersError: There are too many orders.
        """
        every = self.component.items
        starts = {item: every[item].starts[day] for item in items} | ({} if fixed is None else {fixed[0]: (fixed[1],)})
        calls = sorted((every[item].school, every[item].minutes, starts[item]) for item in items)
        stops, halves = self.traveller.stops.get(day, ()), self.traveller.rather_not.get(day, (False, False))
        key = (stops, halves, tuple(calls))
        if key not in self._known:
            self._known[key] = self._find(day, calls, stops, halves)
        return self._known[key]

    def _find(
        self, day: int, calls: Sequence[Call], stops: tuple[FixedWpa, ...], halves: tuple[bool, bool]
    ) -> tuple[Outcome, ...]:
        base = self.traveller.fixed_minutes(day)
        waiting = WEIGHTS[VisitWish.R4] * self.traveller.fixed_waiting(day)
        best: dict[int, int] = {}
        orders = _Orders(self.component, self.traveller, stops, halves).of(tuple(calls))
        for tried, (minutes, other) in enumerate(orders, 1):
            best[minutes] = min(other, best.get(minutes, other))
            if tried > VISIT_SETTINGS.most_sequences:
                raise TooManyOrdersError
        found: list[Outcome] = []
        for minutes in sorted(best):
            if not found or best[minutes] - waiting < found[-1][1]:
                found.append((minutes - base, best[minutes] - waiting))
        return tuple(found)


@dataclass(frozen=True)
class _Orders:
    """Every order of visits around the fixed WPAs of a day, with its travel and its least other costs."""

    component: Component
    traveller: Traveller
    stops: tuple[FixedWpa, ...]
    halves: tuple[bool, bool]

    def of(self, calls: tuple[Call, ...]) -> Iterator[Outcome]:
        yield from self._after(None, 0, {0: 0}, calls, 0)

    def _after(
        self, at: str | None, travelled: int, front: Mapping[int, int], left: tuple[Call, ...], stop: int
    ) -> Iterator[Outcome]:
        """Go on from a school; ``front``: when the last one ended, to the least other costs so far."""
        if not left and stop == len(self.stops):
            yield travelled + (0 if at is None else self.traveller.base[at]), min(front.values())
            return
        if stop < len(self.stops):
            fixed = self.stops[stop]
            then = self._front(at, front, fixed.school, fixed.end - fixed.begin, (fixed.begin,), (False, False))
            if then:
                yield from self._after(fixed.school, travelled + self._leg(at, fixed.school), then, left, stop + 1)
        for number, (school, minutes, starts) in enumerate(left):
            if number and left[number - 1] == left[number]:
                continue  # the same visit as the one before, for this trainer
            then = self._front(at, front, school, minutes, starts, self.halves)
            if then:
                rest = left[:number] + left[number + 1 :]
                yield from self._after(school, travelled + self._leg(at, school), then, rest, stop)

    def _leg(self, at: str | None, school: str) -> int:
        return self.traveller.base[school] if at is None else self.traveller.minutes(at, school)

    def _front(
        self,
        at: str | None,
        front: Mapping[int, int],
        school: str,
        minutes: int,
        starts: tuple[int, ...],
        halves: tuple[bool, bool],
    ) -> dict[int, int]:
        """When the next one can end, to the least other costs up to then."""
        disliked = WEIGHTS[VisitWish.R3]
        if at is None:
            return {start + minutes: disliked * halves[start >= NOON] for start in starts}
        gap = self.component.gap(self.traveller.id, at, school)
        leg = self.traveller.minutes(at, school)
        found: dict[int, int] = {}
        for start in starts:
            costs = [
                cost + WEIGHTS[VisitWish.R4] * quarters(start - end - leg)
                for end, cost in front.items()
                if end + gap <= start
            ]
            if costs:
                found[start + minutes] = min(costs) + disliked * halves[start >= NOON]
        return found
