"""What an instance says of a rule, for models and reports, is what the checker says apart from it."""

from __future__ import annotations

from itertools import product

import pytest

from instances.domain.entities import MentorTraining, Role, WpaKind
from instances.domain.rulebook import Rule, Wish
from instances.domain.shares import board_shares, pool_shares
from instances.domain.solution import Booking
from instances.sample.generate import generate
from scheduler.checks import placement_wishes
from scheduler.checks.pairs import pair_faults
from scheduler.checks.seats import two_needed
from tests.builders import board, mentor, rules, school, semester, slot, student, trainer
from tests.checks.judging import PLACED, amount, broken, one_pair


@pytest.mark.parametrize(
    ("available", "competent", "training"), list(product((True, False), (True, False), MentorTraining))
)
def test_p6_a_mentor_who_may_guide_is_one_the_checker_has_nothing_against(
    available: bool, competent: bool, training: MentorTraining
) -> None:
    who = mentor(available=available, competent=competent, training=training)
    faults = pair_faults(one_pair(who), student(), who)
    assert who.may_guide is (Rule.P6 not in {rule for rule, _ in faults})


@pytest.mark.parametrize(
    ("year", "kind", "number", "only_at_end"),
    list(product((1, 2, 3, 4), WpaKind, (1, 2), (True, False))),
)
def test_a2_who_needs_two_assessors_is_one_of_whom_the_checker_says_so(
    year: int, kind: WpaKind, number: int, only_at_end: bool
) -> None:
    who = student(year=year, wpa_kind=kind)
    instance = one_pair(who, settings=rules(semester_number=number, two_assessors_only_at_year_end=only_at_end))
    assert instance.needs_two(who) is two_needed(instance, who)


def test_w5_the_shares_of_boards_are_those_the_checker_counts() -> None:
    instance = generate("klein")
    assert board_shares(instance) == placement_wishes.board_shares(instance)


def test_w5_a_board_at_its_share_costs_nothing_and_one_more_costs_one() -> None:
    # seven students; four of six places are at B1: 7 x 4/6 = 4.67, so 5
    students = [student(f"ST{number}") for number in range(1, 8)]
    instance = semester(
        board("B1"), board("B2"), school("S1", "B1", places=6, taken=2), school("S2", "B2", places=2),
        mentor("M1", "S1", max_students=9), mentor("M2", "S2", max_students=9), *students,
    )  # fmt: skip
    assert board_shares(instance) == {"B1": 5, "B2": 3}
    for placed, above in ((5, 0), (6, 1)):
        roster = {one.id: "M1" for one in students[:placed]}
        assert amount(Wish.W5, instance, roster) == above


def test_v2_an_assessor_at_the_share_costs_nothing_and_one_more_costs_one() -> None:
    # three seats; 4 of the pool's 24 are SO2's: 3 x 4/24 = 0.5, so 1
    instance = semester(
        board(), school(), mentor(max_students=3), student("ST1"), student("ST2"), student("ST3"),
        trainer("SO1", max_wpas=20), trainer("SO2", max_wpas=4), trainer("IO1", Role.IO), slot("T1"), slot("T2"),
        slot("T3"),
    )  # fmt: skip
    assert pool_shares(instance, instance.field_pool, 3) == {"SO1": 3, "SO2": 1}
    placed = {"ST1": "M1", "ST2": "M1", "ST3": "M1"}
    for second, above in (("SO1", 0), ("SO2", 1)):
        roster = {"ST1": Booking("T1", "SO2"), "ST2": Booking("T2", second), "ST3": Booking("T3", "SO1")}
        assert amount(Wish.V2, instance, placed, roster) == above


def test_v2_nobody_has_a_share_in_a_pool_that_may_take_no_wpa() -> None:
    instance = semester(board(), trainer("SO1", max_wpas=0))
    assert pool_shares(instance, instance.field_pool, 0) == {"SO1": 0}


def test_p3_the_places_left_of_a_school_are_those_the_checker_allows() -> None:
    full = one_pair(school(places=1, taken=3))
    assert full.schools["S1"].net_places == 0
    assert broken(full, PLACED) == [Rule.P3]
