"""Pins that cannot stand are found before solving, each with its cell's column and rule."""

from __future__ import annotations

from instances.domain.entities import Day, Exclusion, MentorTraining, Pin, Role, WpaKind
from instances.domain.instance import Instance
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.pins import PinFault, assessment_pin_faults, placement_pin_faults
from tests.builders import board, mentor, rules, school, semester, slot, student, tandem, trainer

WEDNESDAY = frozenset({Day.WO})
STAFF = (trainer("SO1"), trainer("IO1", Role.IO), trainer("SO2"), trainer("IO2", Role.IO))


def world(*records: object, **over: object) -> Instance:
    return semester(
        board(), school(), mentor("M1"), mentor("M2"), tandem(), *STAFF, slot(), student("ST1"), student("ST2"),
        *records, **over,
    )  # fmt: skip


def placing(instance: Instance) -> list[tuple[str, str, str]]:
    return [in_short(fault) for fault in placement_pin_faults(MentorCandidates(instance))]


def assessing(instance: Instance, placement: dict[str, str] | None = None) -> list[tuple[str, str, str]]:
    return [in_short(fault) for fault in assessment_pin_faults(MentorCandidates(instance), placement)]


def in_short(fault: PinFault) -> tuple[str, str, str]:
    return fault.student, fault.column, str(fault.rule)


def test_a_pin_that_fits_is_no_fault() -> None:
    assert placing(world(Pin("ST1", mentor="M1"), Pin("ST2", school="S1"))) == []


def test_a_pin_on_a_mentor_who_may_not_guide() -> None:
    instance = world(mentor("M1", training=MentorTraining.NO), Pin("ST1", mentor="M1"))
    assert placing(instance) == [("ST1", "Mentor", "P6")]


def test_a_pin_on_a_school_where_no_mentor_fits() -> None:
    instance = world(mentor("M1", days=WEDNESDAY), mentor("M2", days=WEDNESDAY), Pin("ST1", school="S1"))
    assert placing(instance) == [("ST1", "School", "P5")]


def test_a_pin_on_a_school_without_mentors() -> None:
    assert placing(world(school("S2"), Pin("ST1", school="S2"))) == [("ST1", "School", "P13")]


def test_a_pin_on_a_school_that_cannot_reach_its_minimum() -> None:
    assert placing(world(school(min_students=3), Pin("ST1", mentor="M1"))) == [("ST1", "Mentor", "P11")]


def test_two_pins_on_a_mentor_of_one() -> None:
    instance = world(Pin("ST1", mentor="M1"), Pin("ST2", mentor="M1"), student("ST2", days=WEDNESDAY))
    assert placing(instance) == [("ST1", "Mentor", "P2"), ("ST2", "Mentor", "P2")]


def test_two_pins_on_a_school_of_one_place() -> None:
    instance = world(school(places=1), Pin("ST1", school="S1"), Pin("ST2", mentor="M2"))
    assert placing(instance) == [("ST1", "School", "P3"), ("ST2", "Mentor", "P3")]


def test_two_pins_above_a_board_maximum() -> None:
    instance = world(board(max_students=1), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2"))
    assert {rule for _, _, rule in placing(instance)} == {"P4"}


def test_two_pins_above_a_tandem_maximum() -> None:
    instance = world(tandem(max_students=1), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2"))
    assert {rule for _, _, rule in placing(instance)} == {"P7"}


def test_two_pins_above_a_plg_maximum() -> None:
    instance = world(Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2"), settings=rules(plg_max=1))
    assert {rule for _, _, rule in placing(instance)} == {"P11"}


def test_two_pinned_care_students_above_the_setting() -> None:
    instance = world(
        student("ST1", care=True), student("ST2", care=True), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2"),
        settings=rules(max_care_per_tandem=1),
    )  # fmt: skip
    assert {rule for _, _, rule in placing(instance)} == {"P14"}


def test_two_pinned_students_who_exclude_each_other() -> None:
    instance = world(Exclusion("ST1", "ST2"), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M2"))
    assert {rule for _, _, rule in placing(instance)} == {"P9"}


def test_a_pinned_school_with_a_mentor_whom_the_student_does_not_meet() -> None:
    assert placing(world(Exclusion("ST1", "M1"), Pin("ST1", school="S1"))) == []


def test_pins_below_a_school_minimum_leave_room_for_others() -> None:
    assert placing(world(school(min_students=2), Pin("ST1", mentor="M1"))) == []


def test_a_pinned_slot_on_another_day() -> None:
    instance = world(student("ST1", days=WEDNESDAY), Pin("ST1", slot="T1"))
    assert assessing(instance) == [("ST1", "Slot", "A5")]


def test_a_pinned_slot_that_fits_is_no_fault() -> None:
    assert assessing(world(Pin("ST1", slot="T1", field="SO2"))) == []


def test_a_pinned_assessor_who_is_the_own_so() -> None:
    assert assessing(world(Pin("ST1", field="SO1"))) == [("ST1", "Beoordelaar werkveld", "A4")]


def test_a_pinned_second_assessor_where_one_is_asked() -> None:
    assert assessing(world(Pin("ST1", institute="IO2"))) == [("ST1", "Beoordelaar opleiding", "A2")]


def test_a_pinned_assessor_who_does_no_wpas() -> None:
    assert assessing(world(trainer("SO2", max_wpas=0), Pin("ST1", field="SO2"))) == [
        ("ST1", "Beoordelaar werkveld", "A8")
    ]


def test_a_pinned_slot_at_which_no_assessor_can_come() -> None:
    instance = world(trainer("SO2", days=WEDNESDAY), Pin("ST1", slot="T1"))
    assert assessing(instance) == [("ST1", "Slot", "A5")]


def test_two_pinned_assessors_who_exclude_each_other() -> None:
    resit = student("ST1", wpa_kind=WpaKind.RESIT)
    instance = world(resit, Exclusion("SO2", "IO2"), Pin("ST1", slot="T1", field="SO2", institute="IO2"))
    assert assessing(instance) == [("ST1", "Beoordelaar opleiding", "A9")]


def test_one_assessor_pinned_twice_at_the_same_time() -> None:
    pins = Pin("ST1", mentor="M1", slot="T1", field="SO2"), Pin("ST2", mentor="M2", slot="T1", field="SO2")
    assert assessing(world(*pins)) == [("ST1", "Slot", "A6"), ("ST2", "Slot", "A6")]


def test_more_pins_on_an_assessor_than_the_maximum() -> None:
    instance = world(trainer("SO2", max_wpas=1), Pin("ST1", field="SO2"), Pin("ST2", field="SO2"))
    assert {rule for _, _, rule in assessing(instance)} == {"A8"}


def test_a_pinned_slot_is_judged_at_the_given_placement() -> None:
    instance = world(school("S2"), mentor("M3", "S2"), slot(school="S2"), Pin("ST1", slot="T1"))
    assert [assessing(instance), assessing(instance, {"ST1": "M1"})] == [[], [("ST1", "Slot", "A12")]]


def test_a_pinned_assessor_where_the_student_has_no_time_at_all() -> None:
    instance = world(student("ST1", days=WEDNESDAY), Pin("ST1", field="SO2"))
    assert assessing(instance) == [("ST1", "Beoordelaar werkveld", "A10")]


def test_a_pinned_assessor_beside_whom_nobody_may_sit() -> None:
    resit = student("ST1", wpa_kind=WpaKind.RESIT)
    instance = world(resit, Exclusion("SO2", "IO2"), Pin("ST1", field="SO2"))
    told = [fault.expected for fault in assessment_pin_faults(MentorCandidates(instance))]
    assert ["uitgesloten paar (A9)" in text for text in told] == [True]
