"""What is counted as impossible for WPAs is impossible, and single pairs are judged as the roster judges them."""

from __future__ import annotations

import random

import pytest

from instances.domain.entities import Exclusion, Pin, Role
from instances.domain.instance import Instance
from models.assessment.data.cases import AssessmentData
from models.assessment.feasibility.screening import Screening
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.models.assessment_cases import random_assessment
from tests.oracle import best_assessment, bookings


def _choices(instance: Instance) -> dict[str, list[str]]:
    return {student: [*instance.mentors] for student in instance.students}


@pytest.mark.parametrize("seed", range(40))
def test_a_single_wpa_is_judged_as_the_checker_judges_it(seed: int) -> None:
    instance, _, _ = random_assessment(seed)
    screening = Screening(instance)
    free = [each for each in instance.students if each not in instance.pin_of]
    pairs = [(student_id, mentor_id) for student_id in free for mentor_id in instance.mentors]
    judged = {pair: bool(screening.times(*pair)) for pair in pairs}
    right = {(student_id, mentor_id): any(_legal(instance, student_id, mentor_id)) for student_id, mentor_id in pairs}
    assert judged == right


def _legal(instance: Instance, student_id: str, mentor_id: str) -> list[bool]:
    """Bookings of which the two assessors may meet: the rest the oracle looks at one seat at a time."""
    able = AssessmentData(instance, {}).assessors
    return [
        (booking.field, booking.institute) not in instance.excluded_pairs
        for booking in bookings(instance, {student_id: mentor_id}, student_id)
        if set(booking.assessors) <= able.keys()
    ]


@pytest.mark.parametrize("seed", range(60))
def test_no_cut_takes_away_a_wpa_that_can_be_scheduled(seed: int) -> None:
    instance, _, _ = random_assessment(seed, students=4)
    dice = random.Random(seed)
    placed = {each: dice.choice([*instance.mentors]) for each in instance.students}
    best = best_assessment(instance, placed)
    if best is not None:
        due = sum(each.wpa for each in instance.students.values())
        cuts = Screening(instance).placement_cuts(placed, _choices(instance))
        assert max((cut.violation(placed) for cut in cuts), default=0) <= due - best.count


def test_a6_school_with_one_slot_gives_a_cut_on_everyone_there() -> None:
    instance = semester(
        board(), school(wpas_at_once=1), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"),
        trainer("SO1"), trainer("SO2"), slot(),
    )  # fmt: skip
    (cut,) = Screening(instance).placement_cuts({"ST1": "M1", "ST2": "M2"}, _choices(instance))
    assert (cut.limit, sorted(cut.choices)) == (1, ["ST1", "ST2"])
    assert cut.choices["ST1"] == {"M1", "M2"}


def test_a8_assessors_who_are_too_few_give_a_cut_on_the_region_that_needs_them() -> None:
    instance = semester(
        board(), school("S1"), school("S2"), school("S3"), mentor("M1", "S1"), mentor("M2", "S2"), mentor("M3", "S3"),
        student("ST1"), student("ST2"), trainer("SO1", max_wpas=1), trainer("SO2"),
        tandem("TA1", so="SO2", schools=("S1", "S2")), trainer("IO1", Role.IO),
        slot("T1"), slot("T2", begin="14:00", end="15:00"),
    )  # fmt: skip
    (cut,) = Screening(instance).placement_cuts({"ST1": "M1", "ST2": "M2"}, _choices(instance))
    assert (cut.limit, cut.choices["ST1"]) == (1, {"M1", "M2"})


def test_a9_two_assessors_who_may_not_meet_leave_no_time() -> None:
    instance = semester(
        board(), school(), mentor(), student(year=1), trainer("SO1"), trainer("IO1", Role.IO), slot(),
        Exclusion("SO1", "IO1"),
    )  # fmt: skip
    assert Screening(instance).times("ST1", "M1") == 0


def test_a10_a_pin_is_passed_over() -> None:
    instance = semester(
        board(), school(), mentor(), student(), trainer("SO1"), slot("T1"), slot("T2"), Pin("ST1", slot="T1")
    )
    assert Screening(instance).times("ST1", "M1") == 0b11


def test_nothing_is_found_where_everything_can_be_scheduled() -> None:
    instance = semester(board(), school(), mentor(), student(), trainer("SO1"), slot())
    assert Screening(instance).placement_cuts({"ST1": "M1"}, _choices(instance)) == []
