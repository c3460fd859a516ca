"""What is possible for each WPA on a given placement, and what each seat costs. Solves nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from instances.domain.entities import Separation, Slot, Student, Trainer, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.school_groups import specialisations
from instances.domain.solution import Assessment, Booking, Placement
from models.assessment.data.intervals import overlap, packing
from models.assessment.data.seat_rules import SEAT_RULES, SLOT_RULES


@dataclass(frozen=True, slots=True)
class Case:
    """One WPA to schedule. ``slots`` and the two pools hold what the rules of one seat leave possible."""

    student: Student
    school: str
    mentor: str
    classroom: tuple[str, ...]
    two: bool
    slots: tuple[Slot, ...]
    field: tuple[str, ...]
    institute: tuple[str, ...]
    pinned: bool

    @property
    def id(self) -> str:
        return self.student.id

    @property
    def seats(self) -> tuple[str, ...]:
        """Everyone who may assess this WPA at some slot."""
        return self.field + self.institute


class AssessmentData:
    """The cases of one placement, and what each trainer can do. ``without`` leaves hard rules out."""

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        previous: Assessment | None = None,
        without: frozenset[Rule] = frozenset(),
    ) -> None:
        self.instance = instance
        self.placement = placement
        self.previous: Assessment = {} if previous is None else previous
        self.replanning = previous is not None
        self.without = without
        self._measures: dict[tuple[str, frozenset[int], str], dict[Wish, int]] = {}
        self._fits: dict[tuple[str, date], int] = {}
        self.cases: dict[str, Case] = {
            student.id: self.case(student, placement[student.id])
            for student in instance.students.values()
            if student.wpa and student.id in placement
        }

    # -- trainers ----------------------------------------------------------------------------------

    @cached_property
    def assessors(self) -> Mapping[str, Trainer]:
        pools = self.instance.field_pool + self.instance.institute_pool
        return {t.id: t for t in pools if self._may_work(t.id)}

    def _may_work(self, trainer: str) -> bool:
        if Rule.A8 in self.without:
            return True
        return self.instance.max_wpas(trainer) > 0 and self.instance.max_wpas_per_day(trainer) > 0

    @cached_property
    def open_slots(self) -> Mapping[str, frozenset[str]]:
        """Trainer id to the slots at which the trainer can work (A5)."""
        slots = self.instance.slots.values()
        if Rule.A5 in self.without:
            return {trainer: frozenset(self.instance.slots) for trainer in self.assessors}
        return {
            trainer: frozenset(slot.id for slot in slots if self._works(self.assessors[trainer], slot))
            for trainer in self.assessors
        }

    def _works(self, trainer: Trainer, slot: Slot) -> bool:
        if self.is_absent(trainer.id, slot.date):
            return False
        rows = self.instance.availability_of.get(trainer.id, ())
        said = {row.answer for row in rows if row.date == slot.date and row.part in (None, slot.part)}
        if Willingness.NO in said:
            return False
        if any(row.answer is not Willingness.NO for row in rows):
            return bool(said)
        return slot.date.weekday() in trainer.days

    @cached_property
    def reluctant_slots(self) -> Mapping[str, frozenset[str]]:
        """Trainer id to the slots marked ``liever niet`` (V4)."""
        found: dict[str, frozenset[str]] = {}
        for trainer in self.assessors:
            rows = [
                row for row in self.instance.availability_of.get(trainer, ()) if row.answer is Willingness.RATHER_NOT
            ]
            found[trainer] = frozenset(
                slot.id
                for slot in self.instance.slots.values()
                if any(row.date == slot.date and row.part in (None, slot.part) for row in rows)
            )
        return found

    def is_absent(self, who: str, day: date) -> bool:
        return any(row.start <= day <= row.end for row in self.instance.absences_of.get(who, ()))

    def class_mentors_present(self, case_mentor: str, day: date) -> tuple[str, ...]:
        """The mentors of the class who work that day and are not absent."""
        return tuple(
            mentor
            for mentor in self.instance.class_of(case_mentor)
            if day.weekday() in self.instance.mentors[mentor].days and not self.is_absent(mentor, day)
        )

    @cached_property
    def trainer_as_mentor(self) -> Mapping[str, str]:
        """Trainer id to the mentor id of the same person."""
        return {t.id: t.also_mentor for t in self.assessors.values() if t.also_mentor is not None}

    # -- cases -------------------------------------------------------------------------------------

    def case(self, student: Student, mentor: str) -> Case:
        """What is possible for the student's WPA in the class of that mentor."""
        school = self.instance.mentors[mentor].school
        two = Rule.A2 not in self.without and self.instance.needs_two(student)
        slots = tuple(
            slot
            for slot in self.instance.slots.values()
            if all(rule in self.without or allows(self, student, mentor, slot) for rule, allows in SLOT_RULES.items())
        )
        field = self._pool(student, mentor, slots, in_field=True)
        institute = self._pool(student, mentor, slots, in_field=False) if two else ()
        pin = self.instance.pin_of.get(student.id)
        pinned = pin is not None and (pin.slot or pin.field or pin.institute) is not None
        return Case(
            student, school, mentor, self.instance.class_of(mentor), two, slots, field, institute,
            pinned and Rule.A10 not in self.without,
        )  # fmt: skip

    def _pool(self, student: Student, mentor: str, slots: Iterable[Slot], in_field: bool) -> tuple[str, ...]:
        times = {slot.id for slot in slots}
        return tuple(
            trainer.id
            for trainer in self.assessors.values()
            if not self.open_slots[trainer.id].isdisjoint(times)
            and all(
                rule in self.without or allows(self, student, mentor, trainer, in_field)
                for rule, allows in SEAT_RULES.items()
            )
        )

    def has_seat(self, case: Case) -> bool:
        """Is there one slot with the assessors that the WPA needs?"""
        pools = (case.field, case.institute) if case.two else (case.field,)
        return any(
            all(any(slot.id in self.open_slots[trainer] for trainer in pool) for pool in pools) for slot in case.slots
        )

    def may_have(self, case: Case, booking: Booking) -> bool:
        """Do the rules of one seat allow the booking? Its slot and assessors may be in the workbook no more."""
        if all(slot.id != booking.slot for slot in case.slots) or (booking.institute is not None) != case.two:
            return False
        if booking.field not in case.field or (
            booking.institute is not None and booking.institute not in case.institute
        ):
            return False
        together = booking.assessors not in self.instance.excluded_pairs or Rule.A9 in self.without
        return together and all(booking.slot in self.open_slots[trainer] for trainer in booking.assessors)

    # -- costs of one seat -------------------------------------------------------------------------

    def seat_measures(self, case: Case, trainer: str) -> dict[Wish, int]:
        """V3, V4 (own trainer only) and V5 of one seat, unweighted, at any slot."""
        groups = self.instance.class_groups(case.mentor)
        key = (case.school, groups, trainer)
        if key not in self._measures:
            self._measures[key] = self._measure(case.school, groups, trainer)
        return self._measures[key]

    def _measure(self, school: str, groups: frozenset[int], trainer: str) -> dict[Wish, int]:
        who = self.assessors[trainer]
        board = self.instance.schools[school].board
        own = self.instance.own_trainers(school).get(trainer)
        return {
            Wish.V3: int(bool(who.expertise) and who.expertise.isdisjoint(specialisations(groups))),
            Wish.V4: int(own is Separation.AVOID),
            Wish.V5: int(who.board is not None and who.board != board),
        }

    def seat_cost(self, case: Case, trainer: str) -> int:
        """Weighted V3, V4 (own trainer) and V5 of one seat."""
        weights = self.instance.settings.weights
        return sum(weights[wish] * amount for wish, amount in self.seat_measures(case, trainer).items())

    def day_cost(self, case: Case, trainer: str, usable: Collection[str]) -> int:
        """As ``seat_cost``, with V4 for a day on which the trainer would rather not be at any of the usable slots."""
        late = all(slot in self.reluctant_slots[trainer] for slot in usable)
        return self.seat_cost(case, trainer) + self.instance.settings.weights[Wish.V4] * late

    def trip_minutes(self, trainer: str, school: str) -> int:
        return self.instance.base_leg(trainer, school).minutes

    def fits_on(self, trainer: str, day: date) -> int:
        """WPAs the trainer can do that day at one school: the maximum, and what fits in time."""
        key = (trainer, day)
        if key not in self._fits:
            fits = self.in_time(trainer, day)
            if Rule.A8 not in self.without:
                fits = min(fits, self.instance.max_wpas_per_day(trainer), self.instance.max_wpas(trainer))
            self._fits[key] = fits
        return self._fits[key]

    def in_time(self, trainer: str, day: date) -> int:
        """WPAs for which the trainer has time that day at one school, whatever the maximum."""
        free = [self.instance.slots[slot] for slot in self.open_slots[trainer]]
        free = [slot for slot in free if slot.date == day]
        return len(free) if Rule.A6 in self.without else len(packing(free))

    # -- time --------------------------------------------------------------------------------------

    def clash(self, trainer: str, school: str, slot: Slot, other_school: str, other: Slot) -> bool:
        """Can the trainer not do both WPAs? Overlap (A6), or too little time to travel (A7)."""
        if slot.date != other.date:
            return False
        if overlap(slot, other):
            return Rule.A6 not in self.without
        if school == other_school or Rule.A7 in self.without:
            return False
        if other.begin_minute < slot.begin_minute:
            school, slot, other_school, other = other_school, other, school, slot
        vehicle = self.assessors[trainer].vehicle
        needed = self.instance.school_minutes(school, other_school, vehicle) + self.instance.settings.wpa_margin
        return other.begin_minute - slot.end_minute < needed
