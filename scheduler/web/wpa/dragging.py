"""Where a WPA that is dragged may be dropped: each time of each row with what is in the way. Knows no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from instances.domain.entities import Mentor, Slot, Student, Trainer, Willingness
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.domain.verdict import Violation
from scheduler.checks.assessment import assessor_faults, seat_faults, slot_faults
from scheduler.checks.assessment_rows import due_and_placed
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.availability import assessors, can_at, named
from scheduler.web.wpa.conflicts import clashes_of
from scheduler.web.wpa.names import with_names
from scheduler.web.wpa.seat_choices import wpas_of_each

OTHER_SEAT = (Rule.A3, "deze beoordelaar hoort bij de andere kant")


class Fit(StrEnum):
    """How a drop fits; the words are the names of its colour."""

    CAN = "kan"
    BUSY = "bezet"  # another WPA, or the trip to or from it, is in the way
    FULL = "vol"  # the school or an assessor has as many as can be
    NEVER = "kan-niet"  # whatever else is booked


@dataclass(frozen=True, slots=True)
class Chance:
    """One time of one row.

    Attributes:
        row: Id of the assessor or school of the row.
        day: The day.
        slot: The slot; None: the whole day.
        fit: How a drop there fits.
        why: What is in the way, in Dutch; '' where nothing is.
    """

    row: str
    day: date
    slot: Slot | None
    fit: Fit
    why: str = ""


class Dragging:
    """One WPA of the roster that is taken up."""

    def __init__(self, held: HeldRoster, student: Student, mentor: Mentor, now: Booking) -> None:
        """Take a WPA up.

        Args:
            held: The rosters.
            student: Whose WPA.
            mentor: The mentor of the student.
            now: The present booking.
        """
        self.held, self.student, self.mentor, self.now = held, student, mentor, now

    @classmethod
    def of(cls, held: HeldRoster, student_id: str) -> Dragging | None:
        """Take up the WPA of a student; None where it is not in the roster."""
        mentor, now = due_and_placed(held.instance, held.placement, student_id), held.assessment.get(student_id)
        return None if mentor is None or now is None else cls(held, held.instance.students[student_id], mentor, now)

    def at_school(self, days: Iterable[date]) -> Iterator[Chance]:
        """Tell the times in the row of the school, with the present assessors."""
        for slot in self._slots(days):
            yield from self._chance(self.mentor.school, replace(self.now, slot=slot.id))

    def at_assessors(self, days: Iterable[date], taken_up: str) -> Iterator[Chance]:
        """Tell the times in the row of every assessor.

        Args:
            days: The days that are shown.
            taken_up: Id of the assessor whose seat changes hands.

        Yields:
            The whole day where the assessor never can have it or is full; else each time at which the assessor can.
        """
        instance, days = self.held.instance, tuple(days)
        in_field, load = self.now.institute != taken_up, wpas_of_each(self.held)
        mine = {who.id for who in (instance.field_pool if in_field else instance.institute_pool)}
        slots = self._slots(days)
        for who in assessors(instance):
            never = [OTHER_SEAT]
            if who.id in mine:
                never = list(assessor_faults(instance, self.student, self.mentor, who, in_field))
            has, most = load.get(who.id, 0), instance.max_wpas(who.id)
            if never:
                why = "; ".join(named(instance, never))
                yield from (Chance(who.id, day, None, Fit.NEVER, why) for day in days)
            elif who.id not in self.now.assessors and has >= most:
                yield from (Chance(who.id, day, None, Fit.FULL, f"heeft er {has} van {most}") for day in days)
            else:
                yield from self._of_row(who, slots, in_field)

    def _of_row(self, who: Trainer, slots: Iterable[Slot], in_field: bool) -> Iterator[Chance]:
        for slot in slots:
            # where the assessor cannot, the row says so already
            if can_at(self.held.instance, who, slot)[0] is not Willingness.NO:
                seat = {"field": who.id} if in_field else {"institute": who.id}
                yield from self._chance(who.id, replace(self.now, slot=slot.id, **seat))

    def _slots(self, days: Iterable[date]) -> list[Slot]:
        """One slot for each begin, the one that a drop there means: see ``nearest_slot``."""
        wanted = frozenset(days)
        found: dict[tuple[date, int], Slot] = {}
        for slot in sorted(self.held.instance.slots.values(), key=lambda slot: (any(self._against(slot)), slot.id)):
            if slot.date in wanted:
                found.setdefault((slot.date, slot.begin_minute), slot)
        return [found[moment] for moment in sorted(found)]

    def _against(self, slot: Slot) -> Iterator[tuple[Rule, str]]:
        return slot_faults(self.held.instance, self.student, self.mentor, slot)

    def _chance(self, row: str, booking: Booking) -> Iterator[Chance]:
        """Say how a drop fits; nothing for where the WPA is now."""
        if booking == self.now:
            return
        instance = self.held.instance
        slot = instance.slots[booking.slot]
        never = list(self._against(slot))
        for id, in_field in ((booking.field, True), (booking.institute, False)):
            if id is not None:
                never += seat_faults(instance, self.student, self.mentor, slot, instance.trainers[id], in_field)
        if (booking.field, booking.institute) in instance.excluded_pairs:
            never.append((Rule.A9, "deze beoordelaars zijn uitgesloten met elkaar"))
        if never:
            yield Chance(row, slot.date, slot, Fit.NEVER, "; ".join(named(instance, never)))
            return
        clashes = clashes_of(self.held, self.student.id, booking)
        fit = Fit.CAN if not clashes else Fit.FULL if all(map(self._is_full, clashes)) else Fit.BUSY
        why = " ".join(with_names(instance, f"{clash.rule} {clash.text}") for clash in clashes)
        yield Chance(row, slot.date, slot, fit, why)

    def _is_full(self, clash: Violation) -> bool:
        return clash.rule is Rule.A8 or clash.about[0] == self.mentor.school
