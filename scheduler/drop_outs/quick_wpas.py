"""A few WPAs that cannot stay, booked again while all others stay: tried by the checks, the likeliest first.

Each that breaks a rule by itself must change, so a roster in which no other does has the fewest changes. Finding none
proves nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date
from itertools import islice

from instances.domain.entities import Slot
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement
from scheduler.checks.assessment import broken_by_assessment
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.drop_outs.settings import DROP_OUTS


class QuickWpas:
    """One workbook with its rosters, asked about one drop-out after another."""

    def __init__(self, instance: Instance) -> None:
        """Keep what is worked out of trainers and times for all questions.

        Args:
            instance: The workbook as it is.
        """
        self._options = WpaOptions(instance)

    def must_change(
        self, edited: Instance, placement: Placement, due: Assessment, touched: Collection[str]
    ) -> list[str]:
        """Find the bookings that break a rule by themselves.

        Args:
            edited: The workbook after the drop-out.
            placement: The new placement.
            due: The bookings of everyone who has a place.
            touched: Ids of students whose booking may no longer be allowed.

        Returns:
            Ids of students.
        """
        return [
            student
            for student in touched
            if student in due and broken_by_assessment(edited, placement, {student: due[student]})
        ]

    def rebooked(
        self,
        edited: Instance,
        placement: Placement,
        due: Assessment,
        students: Collection[str],
        gone: Collection[str],
    ) -> Assessment | None:
        """Give a few students another booking.

        Args:
            edited: The workbook after the drop-out.
            placement: The new placement.
            due: The bookings of everyone who has a place.
            students: Ids of those who need another one.
            gone: Ids of trainers who take no seat any more.

        Returns:
            A whole roster that the checks pass; None where none of the few that are tried is one.
        """
        if not 0 < len(students) <= DROP_OUTS.few_wpas:
            return None
        roster = {student: booking for student, booking in due.items() if student not in students}
        for student in students:
            tries = self._bookings(edited, placement, roster, student, due[student], gone)
            for booking in islice(tries, DROP_OUTS.bookings_tried):
                tried = {**roster, student: booking}
                if not broken_by_assessment(edited, placement, tried):
                    roster = tried
                    break
            else:
                return None
        return roster

    def _bookings(
        self,
        edited: Instance,
        placement: Placement,
        roster: Assessment,
        student: str,
        old: Booking,
        gone: Collection[str],
    ) -> Iterator[Booking]:
        """Those near the old one first: its time, then its assessors; nobody comes twice on a day."""
        who, mentor = edited.students[student], edited.mentors[placement[student]]
        days: defaultdict[date, set[str]] = defaultdict(set)
        for booking in roster.values():
            days[edited.slots[booking.slot].date].update(booking.assessors)
        slots = sorted(self._options.slots(who, mentor), key=lambda slot: slot.id != old.slot)
        for slot in slots:
            field = self._free(slot, student, placement, edited, True, days[slot.date] | set(gone), old.field)
            if not edited.needs_two(who):
                yield from (Booking(slot.id, one) for one in field)
                continue
            other = list(
                self._free(slot, student, placement, edited, False, days[slot.date] | set(gone), old.institute)
            )
            yield from (Booking(slot.id, one, two) for one in field for two in other[:2] if one != two)

    def _free(
        self,
        slot: Slot,
        student: str,
        placement: Placement,
        edited: Instance,
        in_field: bool,
        busy: Collection[str],
        first: str | None,
    ) -> Iterator[str]:
        who, mentor = edited.students[student], edited.mentors[placement[student]]
        able = [
            trainer.id
            for trainer in self._options.assessors(who, mentor, in_field)
            if trainer.id not in busy and slot.id in self._options.open_at(trainer)
        ]
        return iter(sorted(able, key=lambda id: id != first))
