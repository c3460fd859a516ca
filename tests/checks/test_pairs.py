"""P5, P6, P8, P9, P10, P12 and P15: each holds, is broken alone, and leaves its neighbour allowed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from instances.domain.entities import Day, Exclusion, MentorTraining, Role
from instances.domain.rulebook import Rule
from instances.domain.school_groups import Bouw, Specialisation
from instances.domain.settings import Continuity
from scheduler.checks.pairs import PAIR_CHECKS, PairChecks, pair_faults
from tests.builders import duo, mentor, past, rules, school, student, tandem, trainer, travel
from tests.checks.judging import DI, MA, PLACED, WO, broken, faults, one_pair

MA_DI = MA | DI


def test_p5_holds_when_the_mentor_works_on_all_internship_days() -> None:
    assert broken(one_pair(mentor(days=MA_DI), student(days=MA_DI)), PLACED) == []


def test_p5_is_broken_when_the_mentor_misses_an_internship_day() -> None:
    assert broken(one_pair(mentor(days=MA), student(days=MA_DI)), PLACED) == [Rule.P5]


def test_p5_names_the_days_and_the_number_needed() -> None:
    (fault,) = faults(one_pair(mentor(days=MA), student(days=MA_DI)), PLACED)
    assert fault.text == "Student ST1 bij mentor M1: M1 werkt op ma van de stagedagen ma en di, nodig 2 dagen."


def test_p5_leaves_days_that_only_the_duo_mentor_works() -> None:
    pair = duo(mentor(days=MA), mentor("M2", days=DI))
    assert broken(one_pair(*pair, student(days=MA_DI)), PLACED) == []


def test_p5_does_not_count_a_colleague_of_another_class() -> None:
    assert broken(one_pair(mentor(days=MA), mentor("M2", days=DI), student(days=MA_DI)), PLACED) == [Rule.P5]


def test_p5_leaves_one_shared_day_where_the_setting_asks_one() -> None:
    instance = one_pair(mentor(days=MA), student(days=MA_DI), settings=rules(min_shared_days=1))
    assert broken(instance, PLACED) == []


def test_p5_asks_no_more_days_than_the_student_has() -> None:
    assert broken(one_pair(mentor(days=DI), student(days=DI), settings=rules(min_shared_days=3)), PLACED) == []


def test_p5_is_broken_below_the_number_of_the_setting() -> None:
    instance = one_pair(mentor(days=MA), student(days=MA_DI | WO), settings=rules(min_shared_days=2))
    assert broken(instance, PLACED) == [Rule.P5]


@pytest.mark.parametrize("training", [MentorTraining.DONE, MentorTraining.STARTED, MentorTraining.WILLING])
def test_p6_holds_for_training_done_started_or_willing(training: MentorTraining) -> None:
    assert broken(one_pair(mentor(training=training)), PLACED) == []


@pytest.mark.parametrize("lack", [{"available": False}, {"competent": False}, {"training": MentorTraining.NO}])
def test_p6_is_broken_by_each_lack(lack: dict[str, Any]) -> None:
    assert broken(one_pair(mentor(**lack)), PLACED) == [Rule.P6]


def test_p6_leaves_an_unavailable_duo_mentor() -> None:
    assert broken(one_pair(*duo(mentor(), mentor("M2", available=False))), PLACED) == []


@pytest.mark.parametrize(
    ("groups", "wanted"),
    [
        ({2, 3}, {"required_bouw": Bouw.MIDDEN}),  # group 3 fits
        ({5}, {"required_bouw": Bouw.MIDDEN}),
        ({4, 5}, {"specialisation": Specialisation.JK}),  # group 4 fits
        ({5}, {"specialisation": Specialisation.OK}),
        ({2, 5}, {"required_bouw": Bouw.MIDDEN, "specialisation": Specialisation.JK}),  # 5 and 2
    ],
)
def test_p8_holds_when_one_group_fits(groups: set[int], wanted: dict[str, Any]) -> None:
    assert broken(one_pair(mentor(groups=frozenset(groups)), student(**wanted)), PLACED) == []


@pytest.mark.parametrize(
    ("groups", "wanted"),
    [
        ({1, 2}, {"required_bouw": Bouw.MIDDEN}),
        ({6}, {"required_bouw": Bouw.MIDDEN}),
        ({5}, {"specialisation": Specialisation.JK}),
        ({4}, {"specialisation": Specialisation.OK}),
    ],
)
def test_p8_is_broken_when_no_group_fits(groups: set[int], wanted: dict[str, Any]) -> None:
    assert broken(one_pair(mentor(groups=frozenset(groups)), student(**wanted)), PLACED) == [Rule.P8]


def test_p8_looks_at_the_mentor_of_record_not_at_the_duo_mentor() -> None:
    pair = duo(mentor(groups=frozenset({2})), mentor("M2", groups=frozenset({2, 3})))
    assert broken(one_pair(*pair, student(required_bouw=Bouw.MIDDEN)), PLACED) == [Rule.P8]


def test_p8_holds_at_a_school_with_the_profile() -> None:
    instance = one_pair(school(profile=frozenset({"montessori", "groen"})), student(required_profile="montessori"))
    assert broken(instance, PLACED) == []


def test_p8_is_broken_at_a_school_without_the_profile() -> None:
    assert broken(one_pair(student(required_profile="montessori")), PLACED) == [Rule.P8]


@pytest.mark.parametrize("who", ["M1", "M2", "S1", "B1", "SO1", "IO1"])
def test_p9_keeps_a_student_from_everyone_to_be_met(who: str) -> None:
    team = (*duo(mentor(), mentor("M2")), trainer("SO1"), trainer("IO1", Role.IO), tandem())
    assert broken(one_pair(*team, Exclusion(who, "ST1")), PLACED) == [Rule.P9]


@pytest.mark.parametrize("who", ["M3", "S2", "B2", "SO2"])
def test_p9_leaves_those_who_are_not_met(who: str) -> None:
    assert broken(one_pair(mentor("M3"), trainer("SO2"), Exclusion("ST1", who)), PLACED) == []


def test_p9_knows_the_trainer_behind_an_excluded_mentor() -> None:
    elsewhere = (school("S2"), mentor("M9", "S2"))
    instance = one_pair(*elsewhere, trainer("SO1", also_mentor="M9"), trainer("IO1", Role.IO), tandem())
    assert broken(replace(instance, exclusions=(Exclusion("ST1", "M9"),)), PLACED) == [Rule.P9]


def test_p10_holds_at_exactly_the_maximum() -> None:
    assert broken(one_pair(travel("ST1", "S1", 90)), PLACED) == []


def test_p10_is_broken_one_minute_above_and_says_so() -> None:
    (fault,) = faults(one_pair(travel("ST1", "S1", 91)), PLACED)
    assert (fault.rule, fault.text) == (Rule.P10, "Student ST1 bij mentor M1: 91 minuten reizen, hoogstens 90.")


def test_p10_puts_a_shorter_own_maximum_first() -> None:
    assert broken(one_pair(travel("ST1", "S1", 31), student(max_travel=30)), PLACED) == [Rule.P10]


def test_p10_leaves_a_longer_own_maximum() -> None:
    assert broken(one_pair(travel("ST1", "S1", 120), student(max_travel=120)), PLACED) == []


def test_p10_respects_an_own_maximum_of_nothing() -> None:
    assert broken(one_pair(travel("ST1", "S1", 1), student(max_travel=0)), PLACED) == [Rule.P10]


def test_p12_holds_for_an_accepted_year() -> None:
    assert broken(one_pair(school(years=frozenset({2, 3}))), PLACED) == []


def test_p12_is_broken_for_another_year() -> None:
    assert broken(one_pair(school(years=frozenset({1, 3}))), PLACED) == [Rule.P12]


def test_p12_leaves_another_school_of_the_board_that_takes_the_year() -> None:
    instance = one_pair(school(years=frozenset({1})), school("S2"), mentor("M2", "S2"))
    assert broken(instance, {"ST1": "M2"}) == []


TWO_BACK_AND_LAST = (past("ST1", "S1"), past("ST1", "S2"))
SCHOOLS = (school("S2"), school("S3"), mentor("M2", "S2"), mentor("M3", "S3"))


@pytest.mark.parametrize(
    ("continuity", "number", "refused"),
    [
        (Continuity.NO, 2, {"M1", "M2"}),
        (Continuity.MAY, 2, {"M1"}),
        (Continuity.MUST, 2, {"M1", "M3"}),
        (Continuity.MUST, 1, {"M1"}),  # moet outside semester 2 reads as mag
    ],
)
@pytest.mark.parametrize("where", ["M1", "M2", "M3"])
def test_p15_by_setting_and_semester(continuity: Continuity, number: int, refused: set[str], where: str) -> None:
    settings = rules(continuity=continuity, semester_number=number)
    instance = one_pair(*SCHOOLS, *TWO_BACK_AND_LAST, settings=settings)
    assert broken(instance, {"ST1": where}) == ([Rule.P15] if where in refused else [])


def test_p15_leaves_a_student_without_history_free_under_moet() -> None:
    assert broken(one_pair(settings=rules(continuity=Continuity.MUST)), PLACED) == []


def test_p15_leaves_a_school_of_somebody_else() -> None:
    assert broken(one_pair(student("ST2"), past("ST2", "S1")), PLACED) == []


def test_pair_faults_names_every_rule_in_the_way() -> None:
    instance = one_pair(mentor(available=False, days=MA), school(years=frozenset({1})), travel("ST1", "S1", 91))
    found = {rule for rule, _ in pair_faults(instance, instance.students["ST1"], instance.mentors["M1"])}
    assert found == {Rule.P5, Rule.P6, Rule.P10, Rule.P12}


def test_pairs_says_the_same_as_pair_faults_for_every_pair() -> None:
    instance = one_pair(
        school("S2", years=frozenset({1, 2})),
        mentor("M2", "S2", days=frozenset({Day.VR})), mentor("M3", available=False),
        student("ST2", year=1), student("ST3", year=3), past("ST3", "S1"), Exclusion("ST2", "M1"),
        travel("ST2", "S2", 91),
    )  # fmt: skip
    pairs = PairChecks(instance)
    for who in instance.students.values():
        for where in instance.mentors.values():
            assert set(pairs.faults(who, where)) == set(pair_faults(instance, who, where))


def test_pair_checks_are_exactly_the_rules_of_a_pair() -> None:
    assert set(PAIR_CHECKS) == {Rule.P5, Rule.P6, Rule.P8, Rule.P9, Rule.P10, Rule.P12, Rule.P15}
