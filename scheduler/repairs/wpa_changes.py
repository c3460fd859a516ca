"""What could be changed in the workbook for a WPA that was not scheduled. Asks the checks; solves nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import islice
from typing import TypeVar

from instances.domain.entities import Availability, Day, Mentor, Separation, Slot, Student, Trainer, Willingness
from instances.domain.instance import Instance
from instances.domain.solution import Assessment
from instances.edits.edit import CellEdit, RowEdit, apply
from instances.edits.editable import Edits
from instances.tables.columns import BOARDS, MENTORS, SCHOOLS, STUDENTS, TRAINERS
from models.search.control import Control
from scheduler.checks.availability import absent, trainer_fault
from scheduler.checks.seats import own_separation
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.repairs.settings import REPAIRS

T = TypeVar("T")


def _in_turns(kinds: Sequence[Iterator[T]]) -> Iterator[T]:
    """The first of each, then the second of each, until all are through."""
    left = list(kinds)
    while left:
        for kind in list(left):
            try:
                yield next(kind)
            except StopIteration:
                left.remove(kind)


@dataclass(frozen=True)
class WpaChanges:
    """Changes of the workbook beside the present roster, the most promising of each kind first.

    Attributes:
        instance: The workbook as it is.
        assessment: The present WPA roster; tells who is busy.
        control: The time for finding changes; when it is up, or at Ctrl-C, no more come.
    """

    instance: Instance
    assessment: Assessment
    control: Control

    def of(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """Find changes after which the WPA would be possible if it were the only one; kinds take turns.

        Args:
            student: A student whose WPA is not scheduled.
            mentor: The student's mentor.

        Yields:
            Single changes; where there are none, two after each other.
        """
        found = False
        for edits in self._helping(student, mentor):
            found = True
            yield edits
        if not found:
            yield from self._in_pairs(student, mentor)

    def _helping(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        for edits in self._any(student, mentor):
            if self.control.remaining <= 0:
                return
            after = apply(self.instance, edits)
            if WpaOptions(after).possible(after.students[student.id], after.mentors[mentor.id]):
                yield edits

    def _in_pairs(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        for first in islice(self._any(student, mentor), REPAIRS.first_changes):
            if self.control.remaining <= 0:
                return
            after = apply(self.instance, first)
            next_ = WpaChanges(after, self.assessment, self.control)._helping(
                after.students[student.id], after.mentors[mentor.id]
            )
            yield from ((*first, *second) for second in islice(next_, REPAIRS.second_changes))

    def _any(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """Each change once, whether it helps by itself or not."""
        tried: set[Edits] = set()
        for edits in _in_turns(self._kinds(student, mentor)):
            if edits not in tried:
                tried.add(edits)
                yield edits

    def _kinds(self, student: Student, mentor: Mentor) -> list[Iterator[Edits]]:
        return [
            self._more_work(student, mentor), self._own_trainers(student, mentor), self._availability(student, mentor),
            self._at_once(mentor), self._window(student, mentor), self._class_days(student, mentor),
        ]  # fmt: skip

    def _seats(self, student: Student) -> tuple[bool, ...]:
        return (True, False) if self.instance.needs_two(student) else (True,)

    def _able(self, student: Student, mentor: Mentor) -> Iterator[Trainer]:
        """Who may take a seat, the least busy first (A3, A4, A9)."""
        for in_field in self._seats(student):
            barred = self._options.barred(student, mentor, in_field)
            yield from (trainer for trainer in self._least_busy[in_field] if trainer.id not in barred)

    @cached_property
    def _options(self) -> WpaOptions:
        return WpaOptions(self.instance)

    @cached_property
    def _least_busy(self) -> dict[bool, list[Trainer]]:
        pools = {True: self.instance.field_pool, False: self.instance.institute_pool}
        return {in_field: sorted(pool, key=lambda t: self._load[t.id]) for in_field, pool in pools.items()}

    @cached_property
    def _load(self) -> Counter[str]:
        """WPAs of each assessor."""
        return Counter(id for booking in self.assessment.values() for id in booking.assessors)

    @cached_property
    def _days(self) -> Counter[tuple[str, date]]:
        """WPAs of each assessor on each day."""
        slots = self.instance.slots
        return Counter(
            (id, slots[booking.slot].date) for booking in self.assessment.values() for id in booking.assessors
        )

    def _slots(self, student: Student, mentor: Mentor) -> Sequence[Slot]:
        return self._options.slots(student, mentor)

    def _is_away(self, trainer: Trainer, slot: Slot) -> bool:
        key = trainer.id, slot.id
        if key not in self._away:
            self._away[key] = trainer_fault(self.instance, trainer, slot) is not None
        return self._away[key]

    @cached_property
    def _away(self) -> dict[tuple[str, str], bool]:
        return {}

    def _more_work(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """One WPA more on a day or in all, for who is at the maximum (A8)."""
        load, days = self._load, self._days
        slots = self._slots(student, mentor)
        for trainer in self._able(student, mentor):
            there = [slot for slot in slots if not self._is_away(trainer, slot)]
            most, a_day = self.instance.max_wpas(trainer.id), self.instance.max_wpas_per_day(trainer.id)
            if there and load[trainer.id] >= most:
                yield (CellEdit(TRAINERS.name, trainer.id, "Max WPA's", load[trainer.id] + 1),)
            if any(days[trainer.id, slot.date] >= a_day for slot in there):
                yield (CellEdit(TRAINERS.name, trainer.id, "Max WPA's per dag", a_day + 1),)

    def _own_trainers(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """The own SO or IO where the board would rather not (A4)."""
        board = self.instance.schools[mentor.school].board
        for trainer in self.instance.trainers.values():
            seat = trainer.role.in_field in self._seats(student)
            if seat and own_separation(self.instance, mentor, trainer) is Separation.FORBIDDEN:
                column = "Scheiding eigen SO" if trainer.role.in_field else "Scheiding eigen IO"
                yield (CellEdit(BOARDS.name, board, column, Separation.AVOID),)

    def _availability(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """An assessor who comes on a half day, or works on a day, more (A5)."""
        slots = self._slots(student, mentor)
        for trainer in self._able(student, mentor):
            for slot in slots:
                if self._is_away(trainer, slot):
                    edits = self._available(trainer, slot)
                    if edits is not None:
                        yield edits

    def _available(self, trainer: Trainer, slot: Slot) -> Edits | None:
        """The one row or cell that lets the trainer come; None where it takes more, or the trainer is away."""
        if absent(self.instance, trainer.id, slot.date):
            return None
        rows = self.instance.availability_of.get(trainer.id, ())
        here = [row for row in rows if row.date == slot.date and row.part in (None, slot.part)]
        refusals = [row for row in here if row.answer is Willingness.NO]
        if len(refusals) == 1:
            return (RowEdit(refusals[0], False),)
        if refusals:
            return None
        if any(row.answer is not Willingness.NO for row in rows):
            return (RowEdit(Availability(trainer.id, slot.date, slot.part, Willingness.YES), True),)
        return (CellEdit(TRAINERS.name, trainer.id, "Werkdagen", trainer.days | {Day(slot.date.weekday())}),)

    def _at_once(self, mentor: Mentor) -> Iterator[Edits]:
        """One WPA more at the same time (A6)."""
        school = self.instance.schools[mentor.school]
        yield (CellEdit(SCHOOLS.name, school.id, "WPA's tegelijk", school.wpas_at_once + 1),)

    def _window(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """An earlier or later day than the student's own window (A11)."""
        dates = sorted({slot.date for slot in self.instance.slots.values()})
        if student.wpa_from is not None:
            for day in reversed([day for day in dates if day < student.wpa_from]):
                yield (CellEdit(STUDENTS.name, student.id, "WPA vanaf", day),)
        if student.wpa_until is not None:
            for day in [day for day in dates if day > student.wpa_until]:
                yield (CellEdit(STUDENTS.name, student.id, "WPA tot", day),)

    def _class_days(self, student: Student, mentor: Mentor) -> Iterator[Edits]:
        """A mentor who works on an internship day of the student more (A5)."""
        for day in sorted(student.days - mentor.days):
            yield (CellEdit(MENTORS.name, mentor.id, "Werkdagen", mentor.days | {day}),)
