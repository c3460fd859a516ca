"""P1-P4, P7, P9 between students, P11, P13 and P14: holds, broken alone, and the neighbour that stays allowed."""

from __future__ import annotations

import pytest

from instances.domain.entities import Day, Exclusion, Pin, Role, SchoolKind
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_WISHES, Rule, Wish
from instances.domain.settings import Settings
from scheduler.checks.placement import check_placement
from tests.builders import board, duo, mentor, rules, school, semester, student, tandem, trainer
from tests.checks.judging import DI, MA, PLACED, broken, faults, one_pair

DAYS = tuple(Day)


def crowd(number: int, *more: object, settings: Settings | None = None) -> Instance:
    """ST1.. with M1.. of their own, one pair for each number; all at S1 with room for ten, tandem TA1."""
    people = [who for n in range(1, number + 1) for who in (student(f"ST{n}"), mentor(f"M{n}"))]
    team = (trainer("SO1"), trainer("IO1", Role.IO), tandem())
    return semester(board(), school(places=10), *team, *people, *more, settings=settings)


def each_own(number: int) -> dict[str, str]:
    return {f"ST{n}": f"M{n}" for n in range(1, number + 1)}


def test_p1_holds_for_known_ids() -> None:
    assert broken(one_pair(), PLACED) == []


def test_p1_holds_for_a_student_who_is_not_placed() -> None:
    assert broken(one_pair(), {}) == []


def test_p1_is_broken_by_an_unknown_student() -> None:
    assert broken(one_pair(), {"ST9": "M1"}) == [Rule.P1]


def test_p1_is_broken_by_an_unknown_mentor() -> None:
    (fault,) = faults(one_pair(), {"ST1": "M9"})
    assert fault.text == "Student ST1 is geplaatst bij mentor M9, die niet in het werkboek staat."


def test_p2_holds_for_two_students_on_different_days_where_two_may_come() -> None:
    instance = one_pair(mentor(max_students=2), student(days=MA), student("ST2", days=DI))
    assert broken(instance, {"ST1": "M1", "ST2": "M1"}) == []


def test_p2_is_broken_by_one_student_too_many() -> None:
    instance = one_pair(student(days=MA), student("ST2", days=DI))
    assert broken(instance, {"ST1": "M1", "ST2": "M1"}) == [Rule.P2]


def test_p2_is_broken_by_two_students_of_a_class_on_one_day() -> None:
    instance = one_pair(*duo(mentor(), mentor("M2")), student(days=MA | DI), student("ST2", days=DI))
    assert broken(instance, {"ST1": "M1", "ST2": "M2"}) == [Rule.P2]


def test_p2_leaves_two_students_of_a_class_on_one_day_where_the_setting_is_nee() -> None:
    settings = rules(one_student_per_class_per_day=False)
    instance = one_pair(*duo(mentor(), mentor("M2")), student("ST2"), settings=settings)
    assert broken(instance, {"ST1": "M1", "ST2": "M2"}) == []


def test_p2_leaves_two_classes_of_one_school_on_one_day() -> None:
    assert broken(crowd(2), each_own(2)) == []


def test_p3_holds_for_a_full_school() -> None:
    assert broken(crowd(2, school(places=3, taken=1)), each_own(2)) == []


def test_p3_is_broken_when_starters_took_the_place() -> None:
    assert broken(crowd(2, school(places=3, taken=2)), each_own(2)) == [Rule.P3]


def test_p3_reads_more_taken_than_places_as_no_places() -> None:
    (fault,) = faults(one_pair(school(places=1, taken=3)), PLACED)
    assert fault.text == "School S1 krijgt 1 student, hoogstens 0 (1 plaats, 3 bezet)."


def test_p4_holds_at_the_maximum() -> None:
    assert broken(crowd(2, board(max_students=2)), each_own(2)) == []


def test_p4_is_broken_above_the_maximum() -> None:
    assert broken(crowd(2, board(max_students=1)), each_own(2)) == [Rule.P4]


def test_p4_leaves_a_board_without_maximum() -> None:
    assert broken(crowd(3), each_own(3)) == []


def test_p4_reports_a_shortage_without_calling_it_a_violation() -> None:
    # B1 asks 3 and gets 2: short 1; B2 asks nothing
    verdict = check_placement(crowd(2, board(min_students=3), board("B2")), each_own(2))
    assert (verdict.ok, verdict.shortage) == (True, {"B1": 1})


def test_p7_holds_at_the_maximum() -> None:
    assert broken(crowd(2, tandem(max_students=2)), each_own(2)) == []


def test_p7_is_broken_above_the_maximum_over_all_schools_of_the_tandem() -> None:
    two = (school("S2"), mentor("M2", "S2"), tandem(schools=("S1", "S2"), max_students=1))
    assert broken(crowd(2, *two), each_own(2)) == [Rule.P7]


def test_p7_leaves_students_at_a_school_of_another_tandem() -> None:
    two = (school("S2"), mentor("M2", "S2"), tandem(max_students=1), tandem("TA2", schools=("S2",), max_students=1))
    assert broken(crowd(2, *two), each_own(2)) == []


def test_p9_keeps_two_students_from_one_school() -> None:
    assert broken(crowd(2, Exclusion("ST2", "ST1")), each_own(2)) == [Rule.P9]


def test_p9_leaves_two_students_at_two_schools() -> None:
    instance = crowd(2, school("S2"), mentor("M2", "S2"), Exclusion("ST1", "ST2"))
    assert broken(instance, each_own(2)) == []


def test_p11_holds_for_a_full_plg() -> None:
    assert broken(crowd(2, school(max_plg=2)), each_own(2)) == []


def test_p11_is_broken_above_the_maximum_of_the_setting() -> None:
    assert broken(crowd(2, settings=rules(plg_max=1)), each_own(2)) == [Rule.P11]


def test_p11_counts_a_named_plg_over_tandems() -> None:
    one, other = school(plg="West", max_plg=1), school("S2", plg="West")
    instance = crowd(2, one, other, mentor("M2", "S2"), tandem(), tandem("TA2", schools=("S2",)))
    assert broken(instance, each_own(2)) == [Rule.P11]


def test_p11_leaves_a_plg_beside_the_one_of_the_tandem() -> None:
    other = school("S2", plg="West")
    instance = crowd(2, other, mentor("M2", "S2"), tandem(schools=("S1", "S2")), settings=rules(plg_max=1))
    assert broken(instance, each_own(2)) == []


def test_p11_counts_a_school_without_tandem_by_itself() -> None:
    others = [school(f"S{n}", kind=SchoolKind.OTHER) for n in (2, 3)]
    instance = crowd(2, *others, mentor("M1", "S2"), mentor("M2", "S3"), settings=rules(plg_max=1))
    assert broken(instance, each_own(2)) == []


def test_p11_is_broken_below_the_minimum_of_a_school() -> None:
    assert broken(one_pair(school(min_students=2)), PLACED) == [Rule.P11]


def test_p11_holds_at_the_minimum_of_a_school() -> None:
    assert broken(crowd(2, school(min_students=2)), each_own(2)) == []


def test_p11_leaves_a_school_that_takes_nobody() -> None:
    assert broken(one_pair(school(min_students=2)), {}) == []


@pytest.mark.parametrize("pin", [Pin("ST1", school="S1"), Pin("ST1", mentor="M1"), Pin("ST1", "S1", "M1")])
def test_p13_holds_at_the_pinned_place(pin: Pin) -> None:
    assert broken(one_pair(pin), PLACED) == []


@pytest.mark.parametrize("pin", [Pin("ST1", school="S2"), Pin("ST1", mentor="M2"), Pin("ST1", "S2", "M2")])
def test_p13_is_broken_elsewhere(pin: Pin) -> None:
    assert broken(one_pair(school("S2"), mentor("M2", "S2"), pin), PLACED) == [Rule.P13]


def test_p13_is_broken_when_a_pinned_student_is_not_placed() -> None:
    (fault,) = faults(one_pair(Pin("ST1", mentor="M1")), {})
    assert (fault.rule, fault.text) == (Rule.P13, "Student ST1 is niet geplaatst, maar vastgezet op mentor M1.")


def test_p13_leaves_any_mentor_of_the_pinned_school() -> None:
    assert broken(one_pair(mentor("M2"), Pin("ST1", school="S1")), {"ST1": "M2"}) == []


def test_p13_leaves_a_pin_on_the_wpa_alone() -> None:
    assert broken(one_pair(Pin("ST1", slot="T1")), {}) == []


def test_p14_holds_at_the_maximum() -> None:
    assert broken(crowd(2, student("ST1", care=True), student("ST2", care=True)), each_own(2)) == []


def test_p14_is_broken_by_one_care_student_too_many() -> None:
    cared = [student(f"ST{n}", care=True) for n in (1, 2)]
    assert broken(crowd(2, *cared, settings=rules(max_care_per_tandem=1)), each_own(2)) == [Rule.P14]


def test_p14_leaves_other_students_of_the_tandem() -> None:
    assert broken(crowd(3, student(care=True), settings=rules(max_care_per_tandem=1)), each_own(3)) == []


def test_every_wish_but_w9_is_listed_without_a_previous_roster() -> None:
    assert set(check_placement(one_pair(), PLACED).wishes) == set(PLACEMENT_WISHES) - {Wish.W9}


def test_only_known_rows_are_counted() -> None:
    assert check_placement(one_pair(), {"ST1": "M1", "ST9": "M1"}).count == 1


def test_the_checker_does_not_stop_at_the_first_violation() -> None:
    instance = crowd(2, board(max_students=1), school(places=1))
    assert broken(instance, {**each_own(2), "ST9": "M1"}) == [Rule.P1, Rule.P3, Rule.P4]
