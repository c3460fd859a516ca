"""Splits what is due into parts that share no trainer, class or student (``Component``). Plans nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from instances.visits.due import travel_norm
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitRoster
from models.visits.data import AlsoMentor, Component, Item, Traveller
from models.visits.moments import VisitMoments


@dataclass(frozen=True, slots=True)
class SplitVisits:
    """What is due, split.

    Attributes:
        components: The parts, by the first that is due.
        never: What no day leaves a moment, even when nothing else is planned.
    """

    components: tuple[Component, ...]
    never: tuple[LessonVisit | PlgMeeting, ...]


def components(moments: VisitMoments, previous: VisitRoster | None = None) -> SplitVisits:
    """Split what is due.

    Args:
        moments: When each may be.
        previous: The earlier plan from which changes count (R6); None: they do not count.

    Returns:
        The parts.
    """
    items: list[Item] = []
    never: list[LessonVisit | PlgMeeting] = []
    for due in moments.due.times:
        item = _item(moments, due, None if previous is None else previous.moment(due))
        if item.starts:
            items.append(item)
        else:
            never.append(due)
    groups = _Groups()
    for item in items:
        groups.join((f"trainer {who}" for who in item.trainers), f"class {item.classroom}", f"student {item.student}")
    for also in _also_mentors(moments):
        if groups.knows(f"trainer {also.trainer}") and groups.knows(f"class {also.classroom}"):
            groups.join((f"trainer {also.trainer}",), f"class {also.classroom}", "student ")
    by_group: dict[str, list[Item]] = {}
    for item in items:
        by_group.setdefault(groups.of(f"trainer {item.trainers[0]}"), []).append(item)
    return SplitVisits(tuple(_component(moments, part) for part in by_group.values()), tuple(never))


class _Groups:
    """Union-find over trainers, classes and students; a meeting has no class and no student."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def knows(self, name: str) -> bool:
        return name in self._parent

    def of(self, name: str) -> str:
        root = self._parent.setdefault(name, name)
        while root != self._parent[root]:
            root = self._parent[root]
        return root

    def join(self, trainers: Iterable[str], classroom: str, student: str) -> None:
        names = [*trainers, *(name for name in (classroom, student) if name not in ("class ()", "student "))]
        for name in names:
            self._parent[self.of(name)] = self.of(names[0])


def _item(moments: VisitMoments, due: LessonVisit | PlgMeeting, was: Moment | None) -> Item:
    starts: dict[int, tuple[int, ...]] = {}
    missing: dict[int, int] = {}
    for number, day in enumerate(moments.days):
        if found := moments.starts(due, number):
            starts[number] = found
            if isinstance(due, PlgMeeting) and (units := moments.missing(due, day)):
                missing[number] = units
    return Item(
        due,
        moments.trainers(due),
        moments.school(due),
        moments.minutes(due),
        moments.classroom(due),
        starts,
        missing,
        None if was is None else (moments.number_of.get(was.day, -1), was.begin),
    )


def _also_mentors(moments: VisitMoments) -> Iterator[AlsoMentor]:
    for trainer in moments.instance.trainers.values():
        own = trainer.also_mentor
        if own is not None and own in moments.instance.mentors:
            lonely = frozenset(number for number, day in enumerate(moments.days) if moments.lonely(own, day))
            if lonely:
                yield AlsoMentor(trainer.id, moments.instance.class_of(own), lonely)


def _component(moments: VisitMoments, items: list[Item]) -> Component:
    concerned = dict.fromkeys(who for item in items for who in item.trainers)
    visited = {item.classroom for item in items}
    travellers = {who: _traveller(moments, who, [item for item in items if who in item.trainers]) for who in concerned}
    also = (one for one in _also_mentors(moments) if one.trainer in travellers and one.classroom in visited)
    return Component(tuple(items), travellers, tuple(also), moments.instance.settings.wpa_margin)


def _traveller(moments: VisitMoments, who: str, items: list[Item]) -> Traveller:
    instance = moments.instance
    possible = {number for item in items for number in item.starts}
    days: Mapping[int, tuple[bool, bool]] = {
        number: moments.rather_not(who, moments.days[number]) for number in sorted(possible)
    }
    stops = {number: moments.stops(who, moments.days[number]) for number in sorted(possible)}
    schools = sorted({item.school for item in items} | {stop.school for found in stops.values() for stop in found})
    return Traveller(
        who,
        travel_norm(instance, who),
        {school: instance.base_leg(who, school).minutes for school in schools},
        {(one, other): moments.leg(who, one, other) for one in schools for other in schools if one != other},
        {number: found for number, found in stops.items() if found},
        {number: halves for number, halves in days.items() if any(halves)},
        {number: moments.room(who, moments.days[number]) for number, found in stops.items() if found},
        instance.settings.max_visits_per_day,
    )
