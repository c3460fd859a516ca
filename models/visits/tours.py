"""Tours: what one trainer can do on one day, for every kind of day. Days that are alike for a trainer are one kind.

The tours of a component are complete: whatever a roster has a trainer do on a day is one of them, or does no better.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from instances.visits.roster import VisitWish
from models.visits.data import WEIGHTS, Component, Traveller
from models.visits.day_schedule import DaySchedules, Outcome
from models.visits.settings import VISIT_SETTINGS


class TooManyToursError(Exception):
    """A component has more tours than are enumerated."""


@dataclass(frozen=True, slots=True)
class DayKind:
    """Days on which exactly the same is possible for one trainer; by ``tours_by_kept`` the same was planned as well.

    Attributes:
        trainer: The id of the trainer.
        days: Their numbers.
    """

    trainer: str
    days: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class VisitTour:
    """What a trainer does on one day, beside the WPAs.

    Attributes:
        kind: The number of the kind of day.
        items: Numbers of the items, in order.
        minutes: Of travel (R1).
        other: The weighted cost of R3 and R4, less that of R6 for what of this trainer alone can stay as it was.
        meeting: Number of the first of its items that others come to as well; None without one.
        begins: When that meeting may begin for it to come to so much.
    """

    kind: int
    items: tuple[int, ...]
    minutes: int
    other: int
    meeting: int | None = None
    begins: frozenset[int] = frozenset()


@dataclass(frozen=True)
class VisitTours:
    """All tours of a component.

    Attributes:
        kinds: The kinds of days of all trainers.
        tours: The tours.
    """

    kinds: tuple[DayKind, ...]
    tours: tuple[VisitTour, ...]


def all_tours(component: Component) -> VisitTours:
    """Enumerate the tours of a component.

    Args:
        component: The part.

    Returns:
        Every tour that is not worse than another with the same visits.

    Raises:
        TooManyToursError: There are too many.
        TooManyOrdersError: So there are of one day.
    """
    kinds: list[DayKind] = []
    tours: list[VisitTour] = []
    for traveller in component.travellers.values():
        schedules = DaySchedules(component, traveller)
        for days in _alike(component, traveller).values():
            kind = len(kinds)
            kinds.append(DayKind(traveller.id, days))
            for items in _sets(component, traveller, days[0]):
                tours += _tours(component, schedules, kind, days[0], items)
                if len(tours) > VISIT_SETTINGS.most_tours:
                    raise TooManyToursError
    return VisitTours(tuple(kinds), tuple(tours))


def tours_by_kept(component: Component, every: VisitTours) -> VisitTours:
    """Tell days of the earlier plan from those that are alike otherwise (R6).

    Args:
        component: The part.
        every: All its tours.

    Returns:
        The same tours on more kinds of days, less what they cost less by R6 at best.

    Raises:
        TooManyToursError: There are too many.
    """
    kinds: list[DayKind] = []
    tours: list[VisitTour] = []
    of: dict[int, list[VisitTour]] = {number: [] for number in range(len(every.kinds))}
    for tour in every.tours:
        of[tour.kind].append(tour)
    for number, kind in enumerate(every.kinds):
        for kept, days in _by_kept(component, kind).items():
            tours += (_keeping(component, tour, len(kinds), kept) for tour in of[number])
            kinds.append(DayKind(kind.trainer, days))
            if len(tours) > VISIT_SETTINGS.most_tours:
                raise TooManyToursError
    return VisitTours(tuple(kinds), tuple(tours))


def _by_kept(component: Component, kind: DayKind) -> Mapping[frozenset[int], tuple[int, ...]]:
    """Days that are alike but for what the earlier plan had on them, by the numbers of those items."""
    found: dict[frozenset[int], tuple[int, ...]] = {}
    items = component.of[kind.trainer]
    for day in kind.days:
        kept = frozenset(number for number in items if component.items[number].kept(day) is not None)
        found[kept] = (*found.get(kept, ()), day)
    return found


def _keeping(component: Component, tour: VisitTour, kind: int, kept: frozenset[int]) -> VisitTour:
    """On a day on which these were: at best the visits among them stay at their moment, which costs less."""
    stay = sum(number in kept and len(component.items[number].trainers) == 1 for number in tour.items)
    return replace(tour, kind=kind, other=tour.other - WEIGHTS[VisitWish.R6] * stay)


def _tours(
    component: Component, schedules: DaySchedules, kind: int, day: int, items: tuple[int, ...]
) -> Iterator[VisitTour]:
    """The tours with a set of items; with a meeting each with the moments at which others may count on it."""
    meeting = next((number for number in items if len(component.items[number].trainers) > 1), None)
    if meeting is None:
        yield from (VisitTour(kind, items, *outcome) for outcome in schedules.outcomes(day, items))
        return
    at = {begin: schedules.outcomes(day, items, (meeting, begin)) for begin in component.items[meeting].starts[day]}
    kept: list[tuple[Outcome, frozenset[int]]] = []
    for outcome in sorted({one for found in at.values() for one in found}):
        begins = frozenset(begin for begin, found in at.items() if any(_no_worse(one, outcome) for one in found))
        if not any(_no_worse(better, outcome) and begins <= those for better, those in kept):
            kept.append((outcome, begins))
    yield from (VisitTour(kind, items, *outcome, meeting, begins) for outcome, begins in kept)


def _no_worse(one: Outcome, other: Outcome) -> bool:
    return one[0] <= other[0] and one[1] <= other[1]


def _alike(component: Component, traveller: Traveller) -> Mapping[object, tuple[int, ...]]:
    items = [component.items[number] for number in component.of[traveller.id]]
    found: dict[object, list[int]] = {}
    for day in sorted({day for item in items for day in item.starts}):
        possible = tuple((item.starts.get(day), item.missing.get(day)) for item in items)
        rest = traveller.stops.get(day), traveller.rather_not.get(day), traveller.room(day)
        found.setdefault((possible, rest), []).append(day)
    return {key: tuple(days) for key, days in found.items()}


def _sets(component: Component, traveller: Traveller, day: int) -> Iterator[tuple[int, ...]]:
    """Every set of items that the hours and the maximum of one day may hold; a student at most once."""
    items = [number for number in component.of[traveller.id] if day in component.items[number].starts]
    every = component.items
    last = max(every[number].starts[day][-1] + every[number].minutes for number in items)
    span = last - min(every[number].starts[day][0] for number in items)
    yield from _larger(component, items, (), span, traveller.room(day))


def _larger(
    component: Component, left: Sequence[int], chosen: tuple[int, ...], span: int, room: int
) -> Iterator[tuple[int, ...]]:
    if not room:
        return
    students = {component.items[number].student for number in chosen} - {""}
    for at, number in enumerate(left):
        item = component.items[number]
        if item.minutes <= span and item.student not in students:
            more = (*chosen, number)
            yield more
            yield from _larger(component, left[at + 1 :], more, span - item.minutes, room - 1)
