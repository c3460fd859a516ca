"""The part of a WPA roster that stays as it is while a block of WPAs is solved. Knows no solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from instances.domain import Slot
from instances.rulebook import Rule
from instances.solution import Assessment, Booking
from models.assessment.options import Case, Options, overlap


class Context:
    """What fixed bookings use, and what they therefore forbid. Empty bookings forbid nothing."""

    def __init__(self, options: Options, bookings: Assessment) -> None:
        self.options = options
        self.bookings = bookings
        self.total: Counter[str] = Counter()
        self.on_day: Counter[tuple[str, date]] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.trips: set[tuple[str, date, str]] = set()
        self._of_trainer: dict[tuple[str, date], list[tuple[str, Slot]]] = defaultdict(list)
        self._at_school: dict[tuple[str, date], list[tuple[Slot, tuple[str, ...]]]] = defaultdict(list)
        for student, booking in bookings.items():
            self._add(options.cases[student], booking)

    def _add(self, case: Case, booking: Booking) -> None:
        slot = self.options.instance.slots[booking.slot]
        for trainer in booking.assessors:
            self.total[trainer] += 1
            self.on_day[trainer, slot.date] += 1
            self.trips.add((trainer, slot.date, case.school))
            self._of_trainer[trainer, slot.date].append((case.school, slot))
        if booking.institute is not None:
            self.pairs[booking.field, booking.institute] += 1
        self._at_school[case.school, slot.date].append((slot, case.classroom))

    def slot_free(self, case: Case, slot: Slot) -> bool:
        """Is the class free (A6), and are its mentors not all away assessing?"""
        if Rule.A6 in self.options.without:
            return True
        for other, classroom in self._at_school.get((case.school, slot.date), ()):
            if classroom == case.classroom and overlap(slot, other):
                return False
        present = self.options.class_mentors_present(case.mentor, slot.date)
        return not present or not all(self._assessing(mentor, slot) for mentor in present)

    def _assessing(self, mentor: str, slot: Slot) -> bool:
        """Is the trainer who is also this mentor assessing at that time?"""
        for trainer, own in self.options.trainer_as_mentor.items():
            if own == mentor and any(overlap(slot, u) for _, u in self._of_trainer.get((trainer, slot.date), ())):
                return True
        return False

    def school_load(self, school: str, slots: Iterable[Slot]) -> int:
        """Fixed WPAs at the school that overlap all of the slots (a clique)."""
        members = tuple(slots)
        fixed = self._at_school.get((school, members[0].date), ())
        return sum(all(overlap(u, slot) for slot in members) for u, _ in fixed)

    def trainer_free(self, trainer: str, school: str, slot: Slot) -> bool:
        """May the trainer assess at that school and slot beside the fixed WPAs? (A6, A7, own class)"""
        for other_school, other in self._of_trainer.get((trainer, slot.date), ()):
            if self.options.clash(trainer, school, slot, other_school, other):
                return False
        return not self._own_class_needs(trainer, slot)

    def _own_class_needs(self, trainer: str, slot: Slot) -> bool:
        mentor = self.options.trainer_as_mentor.get(trainer)
        if mentor is None or Rule.A6 in self.options.without:
            return False
        if self.options.class_mentors_present(mentor, slot.date) != (mentor,):
            return False
        school = self.options.instance.mentors[mentor].school
        return any(
            mentor in classroom and overlap(slot, other)
            for other, classroom in self._at_school.get((school, slot.date), ())
        )

    def room_total(self, trainer: str) -> int:
        """WPAs the trainer may still take in all (A8)."""
        return self.options.instance.max_wpas(trainer) - self.total[trainer]

    def room_on(self, trainer: str, day: date) -> int:
        """WPAs the trainer may still take that day (A8)."""
        return self.options.instance.max_wpas_per_day(trainer) - self.on_day[trainer, day]


def outside(bookings: Mapping[str, Booking], block: Iterable[str]) -> dict[str, Booking]:
    """The bookings of everyone who is not in the block."""
    inside = set(block)
    return {student: booking for student, booking in bookings.items() if student not in inside}
