"""Where everyone is by the earlier roster and by the new one, each with what its workbook says around it.

Knows no file and no sentence. Where nothing was kept of the earlier workbook, the one of now speaks for both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property

from instances.domain import Day, Slot
from instances.instance import Instance
from instances.solution import Names, Placement, Previous
from instances.surroundings import Surroundings, surroundings_of
from reports.bundle import Run

GONE = "niet meer in het werkboek"


@dataclass(frozen=True, slots=True)
class Place:
    """With everyone concerned, by id; None and nobody where there is no place, or it is not known any more."""

    mentor: str | None = None
    school: str | None = None
    board: str | None = None
    trainers: tuple[str, ...] = ()
    plg: str = ""
    days: frozenset[Day] = frozenset()

    @property
    def on(self) -> str:
        """The days in words."""
        return " en ".join(day.code for day in sorted(self.days))


def _place(placement: Placement, around: Surroundings, student: str) -> Place:
    mentor = placement.get(student)
    if mentor is None:
        return Place()
    days = around.days.get(student, frozenset())
    school = around.mentors.get(mentor)
    ties = None if school is None else around.schools.get(school)
    if ties is None:
        return Place(mentor, school, days=days)
    return Place(mentor, school, ties.board, ties.trainers, ties.plg, days)


class Comparison:
    """The earlier roster beside the new one."""

    def __init__(self, run: Run, before: Previous) -> None:
        self._run = run
        self.before = before
        self.names = Named(run.instance, before.names)

    @cached_property
    def _now(self) -> Surroundings:
        return surroundings_of(self._run.instance)

    @cached_property
    def _then(self) -> Surroundings:
        """With who came into the workbook later: an edit by hand may name them."""
        then, now = self.before.around or self._now, self._now
        return Surroundings(
            {**now.schools, **then.schools},
            {**now.mentors, **then.mentors},
            {**now.slots, **then.slots},
            {**now.days, **then.days},
        )

    def old(self, student: str) -> Place:
        return _place(self.before.placement, self._then, student)

    def new(self, student: str) -> Place:
        return _place(self._run.placement, self._now, student)

    def slid(self, slot: str) -> bool:
        """Is the slot at another time in the workbook of now?"""
        old, new = self._then.slots.get(slot), self._now.slots.get(slot)
        return old is not None and new is not None and _time(old) != _time(new)

    def when(self, slot: str, then: bool, form: str) -> str:
        """When it is, or was ``then``; with the end where only that changed. The id where nobody knows."""
        old, new = self._then.slots.get(slot), self._now.slots.get(slot)
        shown = (old or new) if then else new
        if shown is None:
            return slot
        only_end = old is not None and new is not None and (old.date, old.begin) == (new.date, new.begin)
        end = f" tot {shown.end:%H:%M}" if only_end and self.slid(slot) else ""
        return f"{datetime.combine(shown.date, shown.begin):{form}}{end}"


def _time(slot: Slot) -> tuple[date, time, time]:
    return slot.date, slot.begin, slot.end


class Named:
    """Names for the eye: of the workbook, else of the earlier roster, else the id."""

    def __init__(self, instance: Instance, then: Names) -> None:
        self._instance = instance
        self._then = then

    def student(self, who: str) -> str:
        """With the code, and the year where the workbook tells."""
        known, name = self._instance.students.get(who), self.plain_student(who)
        if known is not None:
            return f"{name} ({who}, jaar {known.year})"
        return f"{name} ({who})" if name else f"Student {who}"

    def plain_student(self, who: str) -> str | None:
        known = self._instance.students.get(who)
        return self._then.students.get(who) if known is None else known.name

    def left(self, mentor: str) -> bool:
        return mentor not in self._instance.mentors

    def mentor(self, who: str) -> str:
        known = self._instance.mentors.get(who)
        return (self._then.mentors.get(who) or who) if known is None else known.name

    def school(self, which: str) -> str:
        known = self._instance.schools.get(which)
        return (self._then.schools.get(which) or which) if known is None else known.name

    def trainer(self, who: str) -> str:
        known = self._instance.trainers.get(who)
        return (self._then.trainers.get(who) or who) if known is None else known.name

    def trainers(self, who: tuple[str, ...] | list[str]) -> str:
        return " en ".join(map(self.trainer, who))
