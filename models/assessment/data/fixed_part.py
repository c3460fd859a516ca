"""The part of a WPA roster that stays as it is while a block of WPAs is solved. Knows no solver."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.intervals import overlap
from models.assessment.data.presence import class_mentors_present


class FixedPart:
    """What fixed bookings use, and what they therefore forbid. Without bookings nothing is forbidden.

    Attributes:
        data: What the bookings are of.
        bookings: Student id to booking.
        total: Trainer id to WPAs taken.
        on_day: Trainer id and day to WPAs taken.
        pairs: Field and institute assessor to WPAs taken together (V6).
        trips: Trainer id, day and school id of every trip that is made anyhow (V1).
    """

    def __init__(self, data: AssessmentData, bookings: Assessment) -> None:
        """Count what the bookings use.

        Args:
            data: What the bookings are of.
            bookings: Bookings that keep to the rules together, each of a student with a WPA in ``data``.
        """
        self.data = data
        self.bookings: dict[str, Booking] = {}
        self.total: Counter[str] = Counter()
        self.on_day: Counter[tuple[str, date]] = Counter()
        self.pairs: Counter[tuple[str, str]] = Counter()
        self.trips: set[tuple[str, date, str]] = set()
        self._of_trainer: dict[tuple[str, date], list[tuple[str, Slot]]] = defaultdict(list)
        self._at_school: dict[tuple[str, date], list[tuple[Slot, tuple[str, ...]]]] = defaultdict(list)
        self.add(bookings)

    def add(self, bookings: Assessment) -> None:
        """Fix more WPAs.

        Args:
            bookings: Of students who are not in it yet; they keep to the rules together with what is fixed.
        """
        for student, booking in bookings.items():
            self.bookings[student] = booking
            self._add(self.data.cases[student], booking)

    def _add(self, case: Case, booking: Booking) -> None:
        slot = self.data.instance.slots[booking.slot]
        for trainer in booking.assessors:
            self.total[trainer] += 1
            self.on_day[trainer, slot.date] += 1
            self.trips.add((trainer, slot.date, case.school))
            self._of_trainer[trainer, slot.date].append((case.school, slot))
        if booking.institute is not None:
            self.pairs[booking.field, booking.institute] += 1
        self._at_school[case.school, slot.date].append((slot, case.classroom))

    def slot_free(self, case: Case, slot: Slot) -> bool:
        """Whether school and class are free (A6), and its only mentor of that day is not away assessing."""
        if Rule.A6 in self.data.without:
            return True
        there = [taken for taken in self._at_school.get((case.school, slot.date), ()) if overlap(slot, taken[0])]
        if any(classroom == case.classroom for _, classroom in there):
            return False
        busiest = max((self._running(slot, other, there) for other, _ in there), default=0)
        if busiest >= self.data.instance.schools[case.school].wpas_at_once:
            return False
        present = class_mentors_present(self.data.instance, case.mentor, slot.date)
        return len(present) != 1 or not self._assessing(present[0], slot)

    @staticmethod
    def _running(slot: Slot, start: Slot, there: list[tuple[Slot, tuple[str, ...]]]) -> int:
        """How many run at the begin of ``start``, or of ``slot`` where that is later."""
        begin = max(slot.begin_minute, start.begin_minute)
        return sum(other.begin_minute <= begin < other.end_minute for other, _ in there)

    def _assessing(self, mentor: str, slot: Slot) -> bool:
        """Whether the trainer who is also this mentor is assessing at that time."""
        taken = self._of_trainer
        return any(
            overlap(slot, other)
            for trainer, own in self.data.trainer_as_mentor.items()
            if own == mentor
            for _, other in taken.get((trainer, slot.date), ())
        )

    def slots_at(self, school: str, day: date) -> list[Slot]:
        """The slot of every fixed WPA at the school that day, as often as it is taken."""
        return [slot for slot, _ in self._at_school.get((school, day), ())]

    def visits(self, trainer: str, day: date) -> list[tuple[str, Slot]]:
        """School id and slot of every fixed WPA of the trainer that day."""
        return self._of_trainer.get((trainer, day), [])

    def trainer_free(self, trainer: str, school: str, slot: Slot) -> bool:
        """Whether the trainer may assess at that school and slot beside the fixed WPAs (A6, A7, own class)."""
        for other_school, other in self._of_trainer.get((trainer, slot.date), ()):
            if self.data.clash(trainer, school, slot, other_school, other):
                return False
        return not self._own_class_needs(trainer, slot)

    def can_assess(self, trainer: str, school: str, slot: Slot) -> bool:
        """Whether the slot is open to the trainer (A5) and free beside the fixed WPAs (A6, A7, own class)."""
        return slot.id in self.data.open_slots[trainer] and self.trainer_free(trainer, school, slot)

    def _own_class_needs(self, trainer: str, slot: Slot) -> bool:
        mentor = self.data.trainer_as_mentor.get(trainer)
        if mentor is None or Rule.A6 in self.data.without:
            return False
        if class_mentors_present(self.data.instance, mentor, slot.date) != (mentor,):
            return False
        school = self.data.instance.mentors[mentor].school
        return any(
            mentor in classroom and overlap(slot, other)
            for other, classroom in self._at_school.get((school, slot.date), ())
        )

    def room_total(self, trainer: str) -> int:
        """WPAs that the trainer may still take in all (A8); 0 or less when there is no room."""
        return self.data.instance.max_wpas(trainer) - self.total[trainer]

    def room_on(self, trainer: str, day: date) -> int:
        """WPAs that the trainer may still take that day (A8); 0 or less when there is no room."""
        return self.data.instance.max_wpas_per_day(trainer) - self.on_day[trainer, day]


def outside(bookings: Mapping[str, Booking], block: Iterable[str]) -> dict[str, Booking]:
    """The bookings of everyone who is not in the block.

    Args:
        bookings: Student id to booking.
        block: Student ids, also of students without a booking.

    Returns:
        A new dictionary in the same order.
    """
    inside = set(block)
    return {student: booking for student, booking in bookings.items() if student not in inside}
