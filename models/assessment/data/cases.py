"""What is possible for each WPA on a given placement, and what each seat costs. Solves nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from instances.domain.entities import Separation, Slot, Student, Trainer, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.school_groups import Specialisation, specialisations
from instances.domain.solution import Assessment, Booking, Placement
from models.assessment.data.intervals import overlap, packing
from models.assessment.data.presence import class_mentors_present, is_absent
from models.assessment.data.seat_options import SeatOptions
from models.journeys.matrix import trainer_minutes


@dataclass(frozen=True, slots=True)
class Case:
    """One WPA to schedule, with what the rules of one slot and one seat leave possible.

    Attributes:
        student: Whose WPA it is.
        school: Id of the school of the class.
        mentor: Id of the mentor with whom the student is placed.
        classroom: Ids of the mentors of the class: ``mentor`` and the duo mentor. Equal for WPAs in one class.
        two: Whether it takes two assessors (A2).
        slots: The slots at which it may be (A5, A10-A12).
        field: Trainer ids for the field seat, each with one of those slots open.
        institute: The same for the seat of the institute; empty unless ``two``.
        pinned: Whether a slot or an assessor is pinned, so that it must be scheduled (A10).
    """

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
        """The student id: a student has one WPA."""
        return self.student.id

    @property
    def eligible(self) -> tuple[str, ...]:
        """Everyone who may assess this WPA at some slot."""
        return self.field + self.institute

    def among(self, trainers: Collection[str]) -> Case:
        """The same WPA with only those assessors."""
        field, institute = (tuple(t for t in pool if t in trainers) for pool in (self.field, self.institute))
        return replace(self, field=field, institute=institute)


@dataclass(frozen=True, slots=True)
class SeatKind:
    """What decides the cost of a seat, apart from the trip and the time: the school and the groups of the class.

    Attributes:
        board: Id of the board of the school.
        fit: The specialisations for which the groups are fit.
        own: The school's own SO and IO with the separation that holds there.
        costs: Trainer id to the weighted cost, as far as it was asked.
    """

    board: str
    fit: frozenset[Specialisation]
    own: Mapping[str, Separation]
    costs: dict[str, int] = field(default_factory=dict)

    def measures(self, trainer: Trainer) -> dict[Wish, int]:
        """V3, V4 (own trainer only) and V5, unweighted."""
        return {
            Wish.V3: int(bool(trainer.expertise) and trainer.expertise.isdisjoint(self.fit)),
            Wish.V4: int(self.own.get(trainer.id) is Separation.AVOID),
            Wish.V5: int(trainer.board is not None and trainer.board != self.board),
        }


class AssessmentData:
    """The WPAs of one placement, what each trainer can do, and what each seat costs: all that the models need.

    Attributes:
        instance: The semester.
        placement: Student id to mentor id.
        previous: The roster that is replanned; empty when there is none.
        replanning: Whether there is a previous roster, so that changes cost something (V7).
        without: Rules that are left out.
        cases: Student id to WPA, for every placed student who is due.
        least_between: What ``data/waiting.py`` remembers: trainer, day and two schools to quarters, None for never.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        previous: Assessment | None = None,
        without: frozenset[Rule] = frozenset(),
    ) -> None:
        """Find out what is possible for every WPA of the placement.

        Args:
            instance: The semester.
            placement: Student id to mentor id; may be empty, and then there are no cases.
            previous: The roster to replan, None when there is none.
            without: Hard rules to leave out, to tell what follows from them.
        """
        self.instance = instance
        self.placement = placement
        self.previous: Assessment = {} if previous is None else previous
        self.replanning = previous is not None
        self.without = without
        self._fits: dict[tuple[str, date], int] = {}
        self.least_between: dict[tuple[str, date, str, str], int | None] = {}
        self._kinds: dict[tuple[str, frozenset[Specialisation]], SeatKind] = {}
        self._kind_of: dict[str, SeatKind] = {}
        self.cases: dict[str, Case] = {
            student.id: self.case(student, placement[student.id])
            for student in instance.students.values()
            if student.wpa and student.id in placement
        }

    # -- trainers ----------------------------------------------------------------------------------

    @cached_property
    def assessors(self) -> Mapping[str, Trainer]:
        """Trainer id to everyone of either pool who may do a WPA at all (A8)."""
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
        if is_absent(self.instance, trainer.id, slot.date):
            return False
        rows = self.instance.availability_of.get(trainer.id, ())
        answers = {row.answer for row in rows if row.date == slot.date and row.part in (None, slot.part)}
        if Willingness.NO in answers:
            return False
        if any(row.answer is not Willingness.NO for row in rows):
            return bool(answers)
        return slot.date.weekday() in trainer.days

    @cached_property
    def open_on(self) -> Mapping[tuple[str, date], tuple[Slot, ...]]:
        """Trainer id and day to the slots at which the trainer can work (A5), in the order of the workbook."""
        found: dict[tuple[str, date], list[Slot]] = {}
        for trainer, slots in self.open_slots.items():
            for slot in self.instance.slots.values():
                if slot.id in slots:
                    found.setdefault((trainer, slot.date), []).append(slot)
        return {key: tuple(slots) for key, slots in found.items()}

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

    @cached_property
    def trainer_as_mentor(self) -> Mapping[str, str]:
        """Trainer id to the mentor id of the same person."""
        return {t.id: t.also_mentor for t in self.assessors.values() if t.also_mentor is not None}

    @cached_property
    def could_take_seat(self) -> frozenset[str]:
        """Ids of everyone who could take a seat of one of the WPAs, and so has a fair share (V2); pins do not count."""
        free = AssessmentData(self.instance, {}, without=self.without | {Rule.A10})
        cases = (free.case(case.student, case.mentor) if case.pinned else case for case in self.cases.values())
        return frozenset[str]().union(*{pool for case in cases for pool in (case.field, case.institute)})

    def takes_class_mentor(self, case: Case, day: date, assessors: Iterable[str]) -> bool:
        """Whether one of the assessors is the only mentor who is in the class that day (A6)."""
        present = class_mentors_present(self.instance, case.mentor, day)
        return len(present) == 1 and present[0] in {self.trainer_as_mentor.get(trainer) for trainer in assessors}

    # -- cases -------------------------------------------------------------------------------------

    def case(self, student: Student, mentor: str) -> Case:
        """What is possible for the student's WPA in the class of that mentor.

        Args:
            student: Someone who is due, placed or not.
            mentor: Id of the mentor in whose class the WPA would be.

        Returns:
            The WPA; its slots and pools may be empty.
        """
        instance = self.instance
        school = instance.mentors[mentor].school
        two = Rule.A2 not in self.without and instance.needs_two(student)
        slots = self._options.slots(student, mentor)
        field = self._options.pool(student, mentor, slots, in_field=True)
        institute = self._options.pool(student, mentor, slots, in_field=False) if two else ()
        pin = instance.pin_of.get(student.id)
        pinned = pin is not None and (pin.slot or pin.field or pin.institute) is not None
        must = pinned and Rule.A10 not in self.without
        classroom = instance.class_of(mentor)
        return Case(student, school, mentor, classroom, two, slots, field, institute, must)

    @cached_property
    def _options(self) -> SeatOptions:
        return SeatOptions(self.instance, self.assessors, self.open_slots, self.without)

    def has_seat(self, case: Case) -> bool:
        """Whether there is one slot with the assessors that the WPA needs, all other WPAs left aside."""
        pools = (case.field, case.institute) if case.two else (case.field,)
        return any(
            all(any(slot.id in self.open_slots[trainer] for trainer in pool) for pool in pools) for slot in case.slots
        )

    def may_have(self, case: Case, booking: Booking) -> bool:
        """Whether the rules of one seat allow the booking.

        Args:
            case: A WPA.
            booking: May name a slot and assessors that are in the workbook no more: those are not allowed.

        Returns:
            Whether the booking may stand when there are no other WPAs.
        """
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
        return self._kind(case).measures(self.assessors[trainer])

    def seat_cost(self, case: Case, trainer: str) -> int:
        """Weighted V3, V4 (own trainer) and V5 of one seat."""
        costs = self._kind(case).costs
        cost = costs.get(trainer)
        if cost is None:
            weights = self.instance.settings.weights
            cost = sum(count * weights[wish] for wish, count in self.seat_measures(case, trainer).items())
            costs[trainer] = cost
        return cost

    def _kind(self, case: Case) -> SeatKind:
        """What a seat costs is the same in all classes of a kind at a school."""
        kind = self._kind_of.get(case.mentor)
        if kind is None:
            fit = specialisations(self.instance.class_groups(case.mentor))
            key = (case.school, fit)
            if key not in self._kinds:
                board = self.instance.schools[case.school].board
                self._kinds[key] = SeatKind(board, fit, self.instance.own_trainers(case.school))
            kind = self._kind_of[case.mentor] = self._kinds[key]
        return kind

    def day_cost(self, case: Case, trainer: str, usable: Set[str]) -> int:
        """As ``seat_cost``, with V4 for a day on which the trainer would rather not be at any of the usable slots."""
        reluctant = usable <= self.reluctant_slots[trainer]
        return self.seat_cost(case, trainer) + self.instance.settings.weights[Wish.V4] * reluctant

    def trip_minutes(self, trainer: str, school: str) -> int:
        """Minutes from the base of the trainer to the school: what a trip there costs (V1), times its weight."""
        return self._trips[trainer][self._school_index[school]]

    @cached_property
    def _trips(self) -> Mapping[str, list[int]]:
        """Trainer id to the minutes of a trip to each school."""
        rows = trainer_minutes(self.instance, list(self.assessors.values())).tolist()
        return dict(zip(self.assessors, rows, strict=True))

    @cached_property
    def _school_index(self) -> Mapping[str, int]:
        return {school: i for i, school in enumerate(self.instance.schools)}

    def fits_on(self, trainer: str, day: date) -> int:
        """WPAs that the trainer can do that day at one school: what fits in time (A6), within the maxima (A8)."""
        key = (trainer, day)
        if key not in self._fits:
            fits = self.in_time(trainer, day)
            if Rule.A8 not in self.without:
                fits = min(fits, self.instance.max_wpas_per_day(trainer), self.instance.max_wpas(trainer))
            self._fits[key] = fits
        return self._fits[key]

    def in_time(self, trainer: str, day: date) -> int:
        """WPAs that fit in the time of the trainer that day at one school (A6), whatever the maxima."""
        free = self.open_on.get((trainer, day), ())
        return len(free) if Rule.A6 in self.without else len(packing(free))

    # -- time --------------------------------------------------------------------------------------

    def clash(self, trainer: str, school: str, slot: Slot, other_school: str, other: Slot) -> bool:
        """Whether the trainer cannot do both WPAs: they overlap (A6), or leave too little time to travel (A7).

        Args:
            trainer: Trainer id.
            school: Where the one WPA is.
            slot: When it is.
            other_school: Where the other WPA is.
            other: When that is.

        Returns:
            False for slots on different days.
        """
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
