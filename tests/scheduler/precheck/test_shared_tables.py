"""Tables that all students share say what is asked of the checker one by one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.entities import Exclusion, Role
from instances.domain.instance import Instance
from instances.sample.generate import generate
from scheduler.checks.availability import trainer_fault
from scheduler.checks.seats import assessor_faults
from scheduler.diagnosis.wpa_options import WpaOptions
from scheduler.precheck.candidates import MentorCandidates
from tests import builders as b


def _tangled() -> Instance:
    """Two trainers who are also the same mentor, an own SO, coaches who are trainers, and all kinds of exclusions."""
    people = (
        b.board("B1"), b.board("B2"), b.school("S1"), b.school("S2", "B2"), b.mentor("M1"), b.mentor("M2", "S2"),
        b.student("ST1", slb="IO2"), b.student("ST2", year=1, slb="IO1"), b.student("ST3"),
        b.trainer("SO1", also_mentor="M1"), b.trainer("SO2", also_mentor="M1"), b.trainer("SO3"),
        b.trainer("SO4", max_wpas=0), b.trainer("SO5"), b.trainer("IO1", Role.IO), b.trainer("IO2", Role.IO),
        b.trainer("IO3", Role.IO, also_mentor="M2"), b.tandem(), b.tandem("TA2", "SO3", "IO3", ("S2",)), b.slot("T1"),
        Exclusion("ST3", "SO5", ""), Exclusion("B2", "IO1", ""), Exclusion("M1", "IO2", ""), Exclusion("S1", "SO3", ""),
    )  # fmt: skip
    return b.semester(*people)


@pytest.mark.parametrize(
    "instance", [_tangled(), generate("klein", 3), generate("bestuur", 2)], ids=("tangled", "klein", "bestuur")
)
def test_who_may_take_a_seat_is_what_the_checker_says(instance: Instance) -> None:
    options = WpaOptions(instance)
    mentors = list(instance.mentors.values())[:25]
    barred = 0
    for student in list(instance.students.values())[:25]:
        for mentor in mentors:
            for in_field in (True, False):
                able = [
                    trainer
                    for trainer in options.pool(in_field)
                    if options.may_work(trainer)
                    and not any(assessor_faults(instance, student, mentor, trainer, in_field))
                ]
                assert list(options.assessors(student, mentor, in_field)) == able
                barred += len(options.working[in_field]) - len(able)
    assert barred


def test_where_a_trainer_is_open_is_what_the_checker_says() -> None:
    instance = generate("klein", 3)
    options = WpaOptions(instance)
    for trainer in instance.trainers.values():
        there = {slot.id for slot in instance.slots.values() if trainer_fault(instance, trainer, slot) is None}
        assert options.open_at(trainer) == (there if options.may_work(trainer) else frozenset())


@pytest.mark.parametrize("placed", [True, False])
def test_near_mentors_are_the_same_mentors(placed: bool) -> None:
    instance = generate("klein", 3)
    if not placed:  # nobody is on the map: an order is all that is lost
        students = {id: replace(student, point=None) for id, student in instance.students.items()}
        schools = {id: replace(school, point=None) for id, school in instance.schools.items()}
        candidates = MentorCandidates(replace(instance, students=students, schools=schools))
        assert candidates._nearest(next(iter(students.values()))) == list(schools)
        return
    candidates = MentorCandidates(instance)
    for student in instance.students.values():
        assert {m.id for m in candidates.near(student)} == {m.id for m in candidates.of(student)}
