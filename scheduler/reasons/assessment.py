"""Why a WPA is not scheduled: the rules against the best attempts, tried on the checker. Solves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date

from instances.domain.entities import Mentor, Slot, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking, Placement
from instances.domain.verdict import Violation
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from models.search.control import Control
from scheduler.checks.assessment import CHECKERS
from scheduler.checks.words import moment
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.reasons.placement import NOT_FOUND, NOT_SOUGHT, has_time
from scheduler.reasons.settings import REASONS
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import NEAREST


@dataclass(frozen=True, slots=True)
class _Attempt:
    slot: Slot
    booking: Booking
    broken: tuple[Violation, ...]


class AssessmentReasons:
    """Reasons for the due students that a WPA roster leaves out."""

    def __init__(
        self, instance: Instance, placement: Placement, assessment: Assessment, unplaced: Mapping[str, str]
    ) -> None:
        """Sort the bookings by day and by assessor.

        Args:
            instance: The workbook.
            placement: The placement that the roster rests on.
            assessment: The WPA roster that leaves students out.
            unplaced: Student id to why the student has no place, where that is known.
        """
        self._instance = instance
        self._placement = placement
        self._assessment = assessment
        self._unplaced = unplaced
        self._options = WpaOptions(instance)
        self._beside: dict[tuple[date, str], dict[str, Booking]] = defaultdict(dict)
        self._of_trainer: dict[str, dict[str, Booking]] = defaultdict(dict)
        for student, booking in assessment.items():
            day = instance.slots[booking.slot].date
            for who in self._met(student, booking):
                self._beside[day, who][student] = booking
            for trainer in booking.assessors:
                self._of_trainer[trainer][student] = booking
        self._freest_first: dict[tuple[str, bool], list[tuple[int, str]]] = {}

    def _met(self, student: str, booking: Booking) -> Iterator[str]:
        """By whom and what one WPA is in the way of another: everyone who is there under every id, and the school."""
        mentor = self._placement.get(student)
        here = () if mentor is None else (*self._instance.class_of(mentor), self._instance.mentors[mentor].school)
        for who in (student, *here, *booking.assessors):
            yield from self._instance.identities(who)

    def all(self, control: Control | None = None) -> dict[str, str]:
        """Give the reason for everyone due who has no WPA.

        Args:
            control: The time for all; None: as long as it takes.

        Returns:
            Student id to the Dutch reason, or to the words that time was up.
        """
        left = (s for s in self._instance.students.values() if s.wpa and s.id not in self._assessment)
        return {s.id: self.reason(s) if has_time(control) else NOT_SOUGHT for s in left}

    def reason(self, student: Student) -> str:
        """Say in Dutch which rules are in the way, with the nearest attempts.

        Args:
            student: A student whom the roster leaves out.

        Returns:
            Whole sentences.
        """
        mentor_id = self._placement.get(student.id)
        if mentor_id is None:
            why = self._unplaced.get(student.id)
            return "Niet geplaatst (A1)." + (f" {why}" if why else "")
        mentor = self._instance.mentors[mentor_id]
        if not self._options.possible(student, mentor):
            return self._options.refusal(student, mentor)[1]
        likely = self._likely(student, mentor)
        tried = self._tried(student, likely)
        if tried and not tried[-1].broken:
            return f"{NOT_FOUND} Zo kan het: {self._clause(tried[-1])}."
        best = sorted(tried, key=lambda attempt: len(attempt.broken))[: SHOWN.attempts]
        fits = "past" if len(likely) == 1 else "passen"
        times = count(len(self._instance.slots), "tijd", "tijden")
        opening = f"{len(likely)} van {times} {fits} op zich, maar niet naast de rest."
        return f"{opening} {NEAREST} {'; '.join(map(self._clause, best))}."

    def fits(self, student: Student) -> bool:
        """Is there a time at which nothing is in the way as the others are booked now, among those tried?"""
        mentor = self._instance.mentors[self._placement[student.id]]
        if not self._options.possible(student, mentor):
            return False
        tried = self._tried(student, self._likely(student, mentor))
        return bool(tried) and not tried[-1].broken

    def _tried(self, student: Student, likely: list[Booking]) -> list[_Attempt]:
        """Up to the first that breaks nothing."""
        tried: list[_Attempt] = []
        for booking in likely[: REASONS.bookings]:
            tried.append(self._try(student, booking))
            if not tried[-1].broken:
                break
        return tried

    def _likely(self, student: Student, mentor: Mentor) -> list[Booking]:
        """For each slot the assessors who seem freest, the best slots first. A guess: the checker decides."""
        two = self._instance.needs_two(student)
        not_field = self._options.barred(student, mentor, True)
        not_institute = self._options.barred(student, mentor, False) if two else set[str]()
        found: list[tuple[int, str, Booking]] = []
        for slot in self._options.slots(student, mentor):
            field = self._freest(slot, True, not_field, None)
            institute = self._freest(slot, False, not_institute, field[1]) if field is not None and two else None
            others = not_field
            while field is not None and two and institute is None:  # excluded from everyone who is there (A9)
                others = {*others, field[1]}
                field = self._freest(slot, True, others, None)
                institute = None if field is None else self._freest(slot, False, not_institute, field[1])
            if field is None or (two and institute is None):
                continue
            booking = Booking(slot.id, field[1], None if institute is None else institute[1])
            busy = field[0] + (0 if institute is None else institute[0]) + self._at_school(slot, mentor.school)
            found.append((busy, slot.id, booking))
        return [booking for _, _, booking in sorted(found, key=lambda row: row[:2])]

    def _freest(self, slot: Slot, in_field: bool, barred: Set[str], beside: str | None) -> tuple[int, str] | None:
        """The trainer, available at the slot, with the least against them, and how much that is."""
        banned = self._instance.excluded_pairs
        return next(
            (
                (against, trainer)
                for against, trainer in self._at(slot, in_field)
                if trainer not in barred and (beside is None or (trainer, beside) not in banned)
            ),
            None,
        )

    def _at(self, slot: Slot, in_field: bool) -> list[tuple[int, str]]:
        """Everyone of a pool who is available at a slot, the freest first: one table for all students."""
        key = slot.id, in_field
        if key not in self._freest_first:
            there = (t for t in self._options.working[in_field] if slot.id in self._options.open_at(t))
            self._freest_first[key] = sorted((self._against(trainer.id, slot), trainer.id) for trainer in there)
        return self._freest_first[key]

    def _against(self, trainer: str, slot: Slot) -> int:
        bookings = self._of_trainer.get(trainer)
        if not bookings:
            return 0
        slots = [self._instance.slots[booking.slot] for booking in bookings.values()]
        today = [other for other in slots if other.date == slot.date]
        return (
            sum(other.begin < slot.end and slot.begin < other.end for other in today)
            + (len(today) >= self._instance.max_wpas_per_day(trainer))
            + (len(slots) >= self._instance.max_wpas(trainer))
        )

    def _at_school(self, slot: Slot, school: str) -> int:
        """1 when the school already has all the WPAs at that time that it can have."""
        there = 0
        for booking in self._beside.get((slot.date, school), {}).values():
            other = self._instance.slots[booking.slot]
            there += other.begin < slot.end and slot.begin < other.end
        return int(there >= self._instance.schools[school].wpas_at_once)

    def _try(self, student: Student, booking: Booking) -> _Attempt:
        """Every checker, beside what meets it that day and all WPAs of these assessors: no rule looks further."""
        slot = self._instance.slots[booking.slot]
        near: dict[str, Booking] = {}
        for who in self._met(student.id, booking):
            near.update(self._beside.get((slot.date, who), {}))
        for trainer in booking.assessors:
            near.update(self._of_trainer.get(trainer, {}))
        tried = {**near, student.id: booking}
        found = [v for check in CHECKERS.values() for v in check(self._instance, self._placement, tried)]
        return _Attempt(slot, booking, tuple(v for v in found if self._concerns(v, student.id, booking)))

    @staticmethod
    def _concerns(violation: Violation, student: str, booking: Booking) -> bool:
        """About this student, or (the total of A8 names no student) about one of these assessors alone."""
        return student in violation.about or (
            violation.rule is Rule.A8 and len(violation.about) == 1 and violation.about[0] in booking.assessors
        )

    def _clause(self, attempt: _Attempt) -> str:
        trainers = self._instance.trainers
        assessors = listed_at_most(f"{trainers[id].name} ({id})" for id in attempt.booking.assessors)
        if not attempt.broken:
            return f"{moment(attempt.slot)} met {assessors}: geen regel in de weg"
        reasons = " ".join(f"{v.rule} {v.text}" for v in attempt.broken)
        return f"{moment(attempt.slot)} met {assessors}: {reasons.rstrip('.')}"
