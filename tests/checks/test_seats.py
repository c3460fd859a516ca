"""A3, A4, A5, A9, A11 and A12: each holds, is broken alone, and leaves its neighbour allowed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from instances.domain.entities import DayPart, Exclusion, Mentor, Role, Separation, Willingness
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from scheduler.checks.seats import seat_faults, slot_faults
from tests.builders import (
    TUESDAY,
    WEDNESDAY,
    answer,
    away,
    board,
    duo,
    mentor,
    rules,
    school,
    slot,
    student,
    tandem,
    trainer,
)
from tests.checks.judging import DI, MA, PLACED, WO, broken, by, faults, one_wpa

TEAM = (trainer("SO1"), trainer("IO1", Role.IO), tandem())
FIRST_YEAR = student(year=1)
YES, RATHER_NOT, NO = Willingness.YES, Willingness.RATHER_NOT, Willingness.NO


@pytest.mark.parametrize("role", [Role.SO, Role.CSO])
def test_a3_holds_for_a_single_assessor_from_the_field(role: Role) -> None:
    assert broken(one_wpa(trainer("SO8", role)), PLACED, by("SO8")) == []


@pytest.mark.parametrize("role", [Role.IO, Role.CIO])
def test_a3_holds_for_one_from_the_field_and_one_from_the_institute(role: Role) -> None:
    assert broken(one_wpa(FIRST_YEAR, trainer("IO8", role)), PLACED, by("SO8", "IO8")) == []


def test_a3_is_broken_by_a_single_assessor_from_the_institute() -> None:
    assert broken(one_wpa(), PLACED, by("IO8")) == [Rule.A3]


def test_a3_is_broken_by_two_assessors_from_the_field() -> None:
    (fault,) = faults(one_wpa(FIRST_YEAR), PLACED, by("SO8", "SO9"))
    assert (fault.rule, fault.text) == (Rule.A3, "WPA van student ST1: SO9 is SO, opleiding vraagt een IO of CIO.")


def test_a3_is_broken_by_two_assessors_from_the_institute() -> None:
    assert broken(one_wpa(FIRST_YEAR), PLACED, by("IO8", "IO9")) == [Rule.A3]


def test_a3_is_broken_by_an_empty_field_seat() -> None:
    assert broken(one_wpa(), PLACED, {"ST1": Booking("T1", "", "IO8")}) == [Rule.A3]


def test_a3_is_broken_by_who_does_not_assess() -> None:
    assert broken(one_wpa(trainer("SO8", assessor=False)), PLACED, by("SO8")) == [Rule.A3]


def test_a4_keeps_the_slb_er_from_the_own_student() -> None:
    assert broken(one_wpa(student(slb="SO8")), PLACED, by("SO8")) == [Rule.A4]


def test_a4_leaves_the_slb_er_of_another_student() -> None:
    assert broken(one_wpa(student("ST2", slb="SO8")), PLACED, by("SO8")) == []


def test_a4_leaves_everybody_but_the_slb_er() -> None:
    assert broken(one_wpa(student(slb="SO9")), PLACED, by("SO8")) == []


@pytest.mark.parametrize("teacher", ["M1", "M2"])
def test_a4_keeps_a_trainer_who_is_the_mentor_or_duo_mentor(teacher: str) -> None:
    instance = one_wpa(*duo(mentor(), mentor("M2")), trainer("SO8", also_mentor=teacher))
    assert broken(instance, PLACED, by("SO8")) == [Rule.A4]


def test_a4_leaves_a_trainer_who_is_mentor_of_another_class_of_the_school() -> None:
    assert broken(one_wpa(mentor("M2"), trainer("SO8", also_mentor="M2")), PLACED, by("SO8")) == []


@pytest.mark.parametrize(("field", "institute"), [("SO1", "IO8"), ("SO8", "IO1")])
def test_a4_keeps_the_own_so_and_io_by_default(field: str, institute: str) -> None:
    assert broken(one_wpa(*TEAM, FIRST_YEAR), PLACED, by(field, institute)) == [Rule.A4]


@pytest.mark.parametrize(
    ("seats", "own"), [(("SO1", "IO8"), "SO1 is de eigen SO"), (("SO8", "IO1"), "IO1 is de eigen IO")]
)
def test_a4_says_whose_own_the_assessor_is(seats: tuple[str, str], own: str) -> None:
    (fault,) = faults(one_wpa(*TEAM, FIRST_YEAR), PLACED, by(*seats))
    assert fault.text == f"WPA van student ST1: {own} van ST1, dat is hier verboden."


@pytest.mark.parametrize("level", [Separation.AVOID, Separation.ALLOWED])
@pytest.mark.parametrize(("field", "institute", "setting"), [("SO1", "IO8", "own_so"), ("SO8", "IO1", "own_io")])
def test_a4_leaves_the_own_so_or_io_where_the_setting_lets(
    level: Separation, field: str, institute: str, setting: str
) -> None:
    over: dict[str, Any] = {setting: level}
    assert broken(one_wpa(*TEAM, FIRST_YEAR, settings=rules(**over)), PLACED, by(field, institute)) == []


def test_a4_has_a_setting_for_each_of_so_and_io() -> None:
    instance = one_wpa(*TEAM, FIRST_YEAR, settings=rules(own_so=Separation.ALLOWED))
    assert broken(instance, PLACED, by("SO1", "IO1")) == [Rule.A4]


def test_a4_puts_the_board_before_the_setting() -> None:
    instance = one_wpa(*TEAM, board(own_so=Separation.FORBIDDEN), settings=rules(own_so=Separation.ALLOWED))
    assert broken(instance, PLACED, by("SO1")) == [Rule.A4]


def test_a4_keeps_the_mentor_even_where_the_own_so_is_allowed() -> None:
    so_and_mentor = trainer("SO1", also_mentor="M1")
    instance = one_wpa(*TEAM, so_and_mentor, settings=rules(own_so=Separation.ALLOWED))
    assert broken(instance, PLACED, by("SO1")) == [Rule.A4]


def test_a5_holds_on_an_internship_day() -> None:
    assert broken(one_wpa(), PLACED, by()) == []


def test_a5_is_broken_on_another_day() -> None:
    (fault,) = faults(one_wpa(slot(day=WEDNESDAY)), PLACED, by())
    assert (fault.rule, fault.text) == (Rule.A5, "WPA van student ST1: wo 2 juni 2027 is geen stagedag (di).")


def test_a5_is_broken_in_the_weekend() -> None:
    assert set(broken(one_wpa(slot(day=date(2027, 6, 5))), PLACED, by())) == {Rule.A5}


@pytest.mark.parametrize("who", ["ST1", "M1", "S1", "SO8"])
def test_a5_is_broken_when_somebody_needed_is_away(who: str) -> None:
    assert broken(one_wpa(away(who, date(2027, 5, 25), TUESDAY)), PLACED, by()) == [Rule.A5]


@pytest.mark.parametrize("who", ["ST1", "M1", "S1", "SO8"])
def test_a5_leaves_the_day_after_an_absence(who: str) -> None:
    assert broken(one_wpa(away(who, date(2027, 5, 25), date(2027, 5, 31))), PLACED, by()) == []


def test_a5_is_broken_when_the_class_mentor_does_not_work_that_day() -> None:
    pair = (mentor(days=MA), student(days=MA | DI))
    assert broken(one_wpa(*pair), PLACED, by()) == [Rule.A5]


@pytest.mark.parametrize(
    ("teachers", "words"),
    [((mentor(),), "M1 is er niet op di 1 juni 2027"), (duo(mentor(), mentor("M2")), "M1 en M2 zijn er niet op")],
)
def test_a5_names_the_teachers_who_are_away(teachers: tuple[Mentor, ...], words: str) -> None:
    (fault,) = faults(one_wpa(*teachers, away("M1"), away("M2")), PLACED, by())
    assert words in fault.text


def test_a5_leaves_an_absent_mentor_with_the_duo_mentor_there() -> None:
    assert broken(one_wpa(*duo(mentor(), mentor("M2")), away("M1")), PLACED, by()) == []


def test_a5_is_broken_when_the_duo_mentor_does_not_work_that_day_either() -> None:
    assert broken(one_wpa(*duo(mentor(), mentor("M2", days=WO)), away("M1")), PLACED, by()) == [Rule.A5]


def test_a5_knows_an_absence_under_the_mentor_id_of_an_assessor() -> None:
    instance = one_wpa(mentor("M2"), trainer("SO8", also_mentor="M2"), away("M2"))
    assert broken(instance, PLACED, by()) == [Rule.A5]


MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON


@pytest.mark.parametrize(
    ("days", "rows", "available"),
    [
        (DI, (), True),
        (MA, (), False),
        (DI, (answer("SO8", NO),), False),
        (DI, (answer("SO8", NO, part=AFTERNOON),), True),
        (DI, (answer("SO8", NO, WEDNESDAY),), True),  # only nee rows: Werkdagen still count
        (MA, (answer("SO8", YES),), True),  # ja outside Werkdagen counts
        (MA, (answer("SO8", RATHER_NOT, part=MORNING),), True),
        (DI, (answer("SO8", YES, WEDNESDAY),), False),  # any ja: only there
        (DI, (answer("SO8", RATHER_NOT, WEDNESDAY),), False),
        (DI, (answer("SO8", YES, part=AFTERNOON),), False),
        (DI, (answer("SO8", YES), answer("SO8", NO, part=MORNING)), False),  # nee wins
    ],
)
def test_a5_reads_the_availability_of_the_assessor(
    days: frozenset[Any], rows: tuple[Any, ...], available: bool
) -> None:
    instance = one_wpa(trainer("SO8", days=days), *rows)
    assert broken(instance, PLACED, by()) == ([] if available else [Rule.A5])


@pytest.mark.parametrize(("begin", "part"), [("11:59", MORNING), ("12:00", AFTERNOON)])
def test_a5_calls_a_slot_that_begins_before_noon_morning(begin: str, part: DayPart) -> None:
    instance = one_wpa(slot(begin=begin, end="13:00"), answer("SO8", YES, part=part))
    assert broken(instance, PLACED, by()) == []


@pytest.mark.parametrize("who", ["ST1", "M1", "M2", "S1", "B1"])
def test_a9_keeps_an_assessor_from_everyone_to_be_met(who: str) -> None:
    assert broken(one_wpa(*duo(mentor(), mentor("M2")), Exclusion(who, "SO8")), PLACED, by()) == [Rule.A9]


def test_a9_keeps_two_assessors_apart() -> None:
    instance = one_wpa(FIRST_YEAR, Exclusion("IO8", "SO8"))
    assert broken(instance, PLACED, by("SO8", "IO8")) == [Rule.A9]


def test_a9_leaves_two_excluded_assessors_at_different_students() -> None:
    assert broken(one_wpa(FIRST_YEAR, Exclusion("IO8", "SO8")), PLACED, by("SO8", "IO9")) == []


@pytest.mark.parametrize("who", ["M3", "S2", "ST2"])
def test_a9_leaves_those_who_are_not_met(who: str) -> None:
    instance = one_wpa(mentor("M3"), school("S2"), student("ST2"), Exclusion("SO8", who))
    assert broken(instance, PLACED, by()) == []


def test_a9_knows_the_mentor_behind_an_assessor() -> None:
    instance = one_wpa(mentor("M2"), trainer("SO8", also_mentor="M2"), Exclusion("ST1", "M2"))
    assert broken(instance, PLACED, by()) == [Rule.A9]


@pytest.mark.parametrize("window", [{"wpa_from": TUESDAY}, {"wpa_until": TUESDAY}, {}])
def test_a11_holds_on_the_first_and_last_day(window: dict[str, Any]) -> None:
    assert broken(one_wpa(student(**window)), PLACED, by()) == []


@pytest.mark.parametrize("window", [{"wpa_from": WEDNESDAY}, {"wpa_until": date(2027, 5, 31)}])
def test_a11_is_broken_outside_the_window(window: dict[str, Any]) -> None:
    assert broken(one_wpa(student(**window)), PLACED, by()) == [Rule.A11]


def test_a11_leaves_the_window_of_another_student() -> None:
    assert broken(one_wpa(student("ST2", wpa_from=WEDNESDAY)), PLACED, by()) == []


@pytest.mark.parametrize("bound", [{"school": "S1"}, {"board": "B1"}, {"school": "S1", "board": "B1"}])
def test_a12_holds_for_the_own_school_or_board(bound: dict[str, Any]) -> None:
    assert broken(one_wpa(slot(**bound)), PLACED, by()) == []


@pytest.mark.parametrize("bound", [{"school": "S2"}, {"board": "B2"}])
def test_a12_is_broken_for_another_school_or_board(bound: dict[str, Any]) -> None:
    assert broken(one_wpa(school("S2"), board("B2"), slot(**bound)), PLACED, by()) == [Rule.A12]


def test_a12_leaves_every_school_of_a_bound_board() -> None:
    instance = one_wpa(school("S2"), mentor("M2", "S2"), slot(board="B1"))
    assert broken(instance, {"ST1": "M2"}, by()) == []


def test_slot_and_seat_faults_find_nothing_in_a_good_wpa() -> None:
    instance = one_wpa()
    who, where, when = instance.students["ST1"], instance.mentors["M1"], instance.slots["T1"]
    found = [
        *slot_faults(instance, who, where, when),
        *seat_faults(instance, who, where, when, instance.trainers["SO8"], True),
    ]
    assert found == []
