"""An instance as Timefold's facts for the WPA roster. Knows no constraint."""

from __future__ import annotations

from collections.abc import Iterable

from benchmarks.neutral.assessment_wishes import seat_cost
from benchmarks.peers.local_assessment import Assessor, Exam, Scheduling, Time, Weights
from instances.domain.entities import Mentor, Pin, Slot, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement
from scheduler.checks.availability import mentor_present, rather_not, trainer_fault
from scheduler.checks.fair_shares import able_assessors
from scheduler.checks.seats import assessor_faults, slot_faults

NEAREST = 20  # cheapest assessors per seat


def scheduling(instance: Instance, placement: Placement) -> Scheduling:
    due = [student for student in instance.students.values() if student.wpa and student.id in placement]
    times = _times(instance)
    used = dict.fromkeys(instance.mentors[placement[student.id]].school for student in due)
    schools = {school: number for number, school in enumerate(used)}
    classes: dict[tuple[str, ...], int] = {}
    for student in due:
        classes.setdefault(instance.class_of(placement[student.id]), len(classes))
    assessors = _Assessors(instance, placement, times, schools, classes, due)
    exams = []
    for number, student in enumerate(due):
        mentor, pin = instance.mentors[placement[student.id]], instance.pin_of.get(student.id, Pin(student.id))
        two = instance.needs_two(student)
        exams.append(
            Exam(
                id=number,
                student=student.id,
                school=schools[mentor.school],
                schools=len(schools),
                at_once=instance.schools[mentor.school].wpas_at_once,
                classroom=classes[instance.class_of(mentor.id)],
                pinned=bool(pin.slot or pin.field or pin.institute),
                two=two,
                costs=assessors.costs(mentor),
                times=[
                    time
                    for time, slot in zip(times, instance.slots.values(), strict=True)
                    if pin.slot in (None, slot.id) and not any(slot_faults(instance, student, mentor, slot))
                ],
                fields=assessors.fit(student, mentor, True, pin.field),
                institutes=assessors.fit(student, mentor, False, pin.institute) if two else [],
            )
        )
    return Scheduling(sorted(exams, key=lambda exam: not exam.pinned))


def weights(instance: Instance) -> Weights:
    of = instance.settings.weights
    return Weights(
        trip=of[Wish.V1],
        share=of[Wish.V2],
        avoided=of[Wish.V4],
        pair=of[Wish.V6],
        wait=of[Wish.V8],
        margin=instance.settings.wpa_margin,
    )


def _times(instance: Instance) -> list[Time]:
    """Slots with one number for all that overlap, directly or through others: stricter than A6 where slots differ."""
    moments: dict[str, int] = {}
    day, end = None, 0
    for slot in sorted(instance.slots.values(), key=lambda slot: (slot.date, slot.begin)):
        if slot.date != day or slot.begin_minute >= end:
            moments[slot.id], end = len(moments), slot.end_minute
        else:
            moments[slot.id], end = moments[list(moments)[-1]], max(end, slot.end_minute)
        day = slot.date
    return [
        Time(number, slot.id, slot.date.toordinal(), slot.begin_minute, slot.end_minute, moments[slot.id])
        for number, slot in enumerate(instance.slots.values())
    ]


class _Assessors:
    """Both pools as facts, and who may sit where."""

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        times: list[Time],
        schools: dict[str, int],
        classes: dict[tuple[str, ...], int],
        due: list[Student],
    ) -> None:
        self.instance = instance
        self.pool = [*instance.field_pool, *instance.institute_pool]
        self.number = {trainer.id: number for number, trainer in enumerate(self.pool)}
        self.journeys = {
            vehicle: "".join(chr(instance.school_minutes(a, b, vehicle)) for a in schools for b in schools)
            for vehicle in {trainer.vehicle for trainer in self.pool}
        }
        self.room = {
            in_field: sum(instance.max_wpas(trainer.id) for trainer in able_assessors(instance, placement, in_field))
            for in_field in (True, False)
        }
        seats = {True: len(due), False: sum(instance.needs_two(student) for student in due)}
        self.facts = {
            trainer.id: self._fact(trainer, times, schools, classes, seats[trainer.role.in_field])
            for trainer in self.pool
        }

    def fit(self, student: Student, mentor: Mentor, in_field: bool, pinned: str | None) -> list[Assessor]:
        instance = self.instance
        found = sorted(
            (instance.base_leg(trainer.id, mentor.school).minutes + seat_cost(instance, mentor, trainer), trainer.id)
            for trainer in (instance.field_pool if in_field else instance.institute_pool)
            if pinned in (None, trainer.id) and not any(assessor_faults(instance, student, mentor, trainer, in_field))
        )
        return [self.facts[trainer] for _, trainer in found[:NEAREST]]

    def costs(self, mentor: Mentor) -> str:
        return "".join(chr(seat_cost(self.instance, mentor, trainer)) for trainer in self.pool)

    def _fact(
        self,
        trainer: Trainer,
        times: list[Time],
        schools: dict[str, int],
        classes: dict[tuple[str, ...], int],
        seats: int,
    ) -> Assessor:
        instance, slots = self.instance, self.instance.slots.values()
        whole = self.room[trainer.role.in_field]
        most = instance.max_wpas(trainer.id)
        own = trainer.also_mentor if trainer.also_mentor in instance.mentors else None
        return Assessor(
            number=self.number[trainer.id],
            id=trainer.id,
            most=most,
            most_a_day=instance.max_wpas_per_day(trainer.id),
            # every WPA is taken as scheduled; the checker counts those that are
            share=-(-seats * most // whole) if whole else 0,
            own_class=-1 if own is None else classes.get(instance.class_of(own), -1),
            banned=[self.number[b] for a, b in instance.excluded_pairs if a == trainer.id and b in self.number],
            there=_flags(trainer_fault(instance, trainer, slot) is None for slot in slots),
            avoided=_flags(rather_not(instance, trainer.id, slot) for slot in slots),
            teaching=_flags(own is not None and self._teaches(own, slot) for slot in slots),
            base="".join(chr(instance.base_leg(trainer.id, school).minutes) for school in schools),
            journeys=self.journeys[trainer.vehicle],
        )

    def _teaches(self, own: str, slot: Slot) -> bool:
        duo = self.instance.mentors[own].duo
        return duo is None or not mentor_present(self.instance, duo, slot.date)


def _flags(answers: Iterable[bool]) -> str:
    return "".join("1" if answer else "0" for answer in answers)
