"""Why a WPA is not scheduled: the rules against the best attempts, tried on the checker. Solves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from instances.domain import Mentor, Slot, Student, Trainer
from instances.instance import Instance
from instances.rulebook import Rule
from instances.solution import Assessment, Booking, Placement
from instances.verdict import Violation
from scheduler.checks.assessment import CHECKERS
from scheduler.checks.words import moment
from scheduler.texts import listing
from scheduler.wpa_options import WpaOptions

SHOWN = 3
# the rules between WPAs; the others were tried on the slot and the seat
BETWEEN = (Rule.A6, Rule.A7, Rule.A8)


@dataclass(frozen=True, slots=True)
class _Attempt:
    slot: Slot
    booking: Booking
    broken: tuple[Violation, ...]


class AssessmentReasons:
    """Reasons for the due students that a WPA roster leaves out; ``unplaced`` says why some have no place."""

    def __init__(
        self, instance: Instance, placement: Placement, assessment: Assessment, unplaced: Mapping[str, str]
    ) -> None:
        self._instance = instance
        self._placement = placement
        self._assessment = assessment
        self._unplaced = unplaced
        self._options = WpaOptions(instance)
        self._on_day: dict[object, dict[str, Booking]] = defaultdict(dict)
        self._of_trainer: dict[str, dict[str, Booking]] = defaultdict(dict)
        for student, booking in assessment.items():
            self._on_day[instance.slots[booking.slot].date][student] = booking
            for trainer in booking.assessors:
                self._of_trainer[trainer][student] = booking

    def all(self) -> dict[str, str]:
        """Student id to the Dutch reason, for everyone due who has no WPA."""
        due = (s for s in self._instance.students.values() if s.wpa)
        return {s.id: self.reason(s) for s in due if s.id not in self._assessment}

    def reason(self, student: Student) -> str:
        mentor_id = self._placement.get(student.id)
        if mentor_id is None:
            why = self._unplaced.get(student.id)
            return "Niet geplaatst (A1)." + (f" {why}" if why else "")
        mentor = self._instance.mentors[mentor_id]
        if not self._options.possible(student, mentor):
            return self._options.refusal(student, mentor)[1]
        ranked = sorted(self._attempts(student, mentor), key=lambda a: (len(a.broken), a.slot.date, a.slot.begin))
        best = [self._confirmed(student, attempt) for attempt in ranked[:SHOWN]]
        opening = (
            f"Op {len(ranked)} van de {len(self._instance.slots)} tijden kan dit WPA op zich, maar niet naast de rest."
        )
        if any(not attempt.broken for attempt in best):
            opening = "Niet gevonden binnen de tijd; met meer zoektijd (--tijd) kan het wel."
        return f"{opening} Het dichtst bij: {'; '.join(map(self._clause, best))}."

    def _attempts(self, student: Student, mentor: Mentor) -> Iterator[_Attempt]:
        """For each slot the assessors who break the least."""
        field_pool = tuple(self._options.assessors(student, mentor, True))
        two = self._instance.needs_two(student)
        institute_pool = tuple(self._options.assessors(student, mentor, False)) if two else ()
        for slot in self._options.slots(student, mentor):
            field = self._least(student, slot, field_pool, None)
            if field is None:
                continue
            booking = Booking(slot.id, field.id)
            if two:
                institute = self._least(student, slot, institute_pool, field)
                if institute is None:
                    continue
                booking = Booking(slot.id, field.id, institute.id)
            yield _Attempt(slot, booking, self._broken(student, booking, self._near(slot, booking)))

    def _least(self, student: Student, slot: Slot, pool: tuple[Trainer, ...], beside: Trainer | None) -> Trainer | None:
        """The trainer, available at the slot, against whom the checker has the least."""
        best: tuple[int, Trainer] | None = None
        for trainer in pool:
            if slot.id not in self._options.open_slots[trainer.id]:
                continue
            if beside is not None and (trainer.id, beside.id) in self._instance.excluded_pairs:
                continue
            booking = Booking(slot.id, trainer.id)
            broken = len(self._broken(student, booking, self._near(slot, booking)))
            if best is None or broken < best[0]:
                best = broken, trainer
            if broken == 0:
                break
        return None if best is None else best[1]

    def _near(self, slot: Slot, booking: Booking) -> Assessment:
        """All WPAs of that day and all of these assessors: the rules between WPAs look no further."""
        near = dict(self._on_day.get(slot.date, {}))
        for trainer in booking.assessors:
            near.update(self._of_trainer.get(trainer, {}))
        return near

    def _confirmed(self, student: Student, attempt: _Attempt) -> _Attempt:
        """The same attempt on the whole roster and on every rule."""
        tried = {**self._assessment, student.id: attempt.booking}
        found = [v for check in CHECKERS.values() for v in check(self._instance, self._placement, tried)]
        ours = tuple(v for v in found if self._concerns(v, student.id, attempt.booking))
        return _Attempt(attempt.slot, attempt.booking, ours)

    def _broken(self, student: Student, booking: Booking, beside: Assessment) -> tuple[Violation, ...]:
        tried = {**beside, student.id: booking}
        found = (v for rule in BETWEEN for v in CHECKERS[rule](self._instance, self._placement, tried))
        return tuple(v for v in found if self._concerns(v, student.id, booking))

    @staticmethod
    def _concerns(violation: Violation, student: str, booking: Booking) -> bool:
        """About this student, or (the total of A8 names no student) about one of these assessors alone."""
        return student in violation.about or (
            violation.rule is Rule.A8 and len(violation.about) == 1 and violation.about[0] in booking.assessors
        )

    def _clause(self, attempt: _Attempt) -> str:
        who = listing(attempt.booking.assessors)
        if not attempt.broken:
            return f"{moment(attempt.slot)} met {who}: geen regel in de weg"
        told = " ".join(f"{v.rule} {v.text}" for v in attempt.broken)
        return f"{moment(attempt.slot)} met {who}: {told.rstrip('.')}"
