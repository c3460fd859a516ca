"""W1-W9: the arithmetic of every measure, by hand."""

from __future__ import annotations

import pytest

from instances.domain.entities import SchoolKind
from instances.domain.rulebook import Wish
from scheduler.checks.placement import check_placement
from scheduler.checks.placement_wishes import board_shares
from tests.builders import board, duo, mentor, past, rules, school, student, tandem, travel
from tests.checks.judging import PLACED, amount, one_pair
from tests.checks.test_placement_rules import crowd, each_own

NEEDY = student(needs=(("rekenen", 3), ("taal", 1), ("orde", 2)))


def test_w1_adds_the_weights_of_needs_the_mentor_lacks() -> None:
    # rekenen 3 is covered; taal 1 + orde 2 are not
    assert amount(Wish.W1, one_pair(NEEDY, mentor(strengths=frozenset({"rekenen"}))), PLACED) == 3


def test_w1_does_not_count_the_strengths_of_the_duo_mentor() -> None:
    pair = duo(mentor(), mentor("M2", strengths=frozenset({"rekenen", "taal", "orde"})))
    assert amount(Wish.W1, one_pair(NEEDY, *pair), PLACED) == 6


def test_w1_counts_placed_students_only() -> None:
    assert amount(Wish.W1, one_pair(NEEDY), {}) == 0


@pytest.mark.parametrize(
    ("minutes", "suffered", "expected"),
    [
        (45, None, 45),  # at the target: 45 + 0
        (60, None, 75),  # 60 + 15 above the target
        (60, 45, 75),  # an earlier journey at the target is no long one
        (60, 46, 150),  # (60 + 15) x 2
        (30, 80, 60),  # (30 + 0) x 2
    ],
)
def test_w2_counts_minutes_above_the_target_twice_and_doubles_after_a_long_journey(
    minutes: int, suffered: int | None, expected: int
) -> None:
    instance = one_pair(travel("ST1", "S1", minutes), past("ST1", "S9", travel=suffered))
    assert amount(Wish.W2, instance, PLACED) == expected


def test_w2_looks_at_every_earlier_journey_not_only_the_last() -> None:
    instance = one_pair(travel("ST1", "S1", 30), past("ST1", "S8", travel=90), past("ST1", "S9", travel=10))
    assert amount(Wish.W2, instance, PLACED) == 60  # 30 x 2


@pytest.mark.parametrize(
    ("experience", "advanced", "who", "expected"),
    [
        (2.9, False, student(), 2),  # 1 + 1
        (3, False, student(), 1),
        (None, True, student(), 0),  # unknown experience is not counted
        (0, True, student(), 1),
        (2, False, student(year=4), 4),  # (1 + 1) x 2
        (2, True, student(care=True), 2),  # 1 x 2
        (2, False, student(year=4, care=True), 4),  # doubled once
    ],
)
def test_w3_scores_the_mentor(experience: float | None, advanced: bool, who: object, expected: int) -> None:
    instance = one_pair(mentor(experience=experience, advanced=advanced), who)
    assert amount(Wish.W3, instance, PLACED) == expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [((), 0), (("S1", "S2"), 0), (("S3", "S2", "S1"), 2), (("S2", "S3"), 2)],  # not listed: the number of wishes
)
def test_w4_is_the_rank_of_the_school(wishes: tuple[str, ...], expected: int) -> None:
    instance = one_pair(school("S2"), school("S3"), student(wishes=wishes))
    assert amount(Wish.W4, instance, PLACED) == expected


def test_w5_adds_what_is_above_the_norm_of_a_tandem() -> None:
    # 3 students, norm 1: 2 above; the only board's share is all 3
    assert amount(Wish.W5, crowd(3, tandem(norm=1)), each_own(3)) == 2


def test_w5_adds_what_is_above_the_share_of_a_board() -> None:
    # net places 10 and 5; shares ceil(4 x 10 / 15) = 3 and ceil(4 x 5 / 15) = 2; B1 has 4: 1 above
    assert amount(Wish.W5, crowd(4, board("B2"), school("S2", "B2", places=5)), each_own(4)) == 1


def test_w5_gives_nothing_back_for_a_board_below_its_share() -> None:
    # shares ceil(5 x 10 / 15) = 4 and ceil(5 x 5 / 15) = 2; B1 has its 4 and B2 one of its 2
    instance = crowd(5, board("B2"), school("S2", "B2", places=5), mentor("M5", "S2"))
    assert amount(Wish.W5, instance, each_own(5)) == 0


def test_w5_shares_count_students_who_are_not_placed() -> None:
    # 4 students in the workbook, 3 placed at B1 whose share is 3
    assert amount(Wish.W5, crowd(4, board("B2"), school("S2", "B2", places=5)), each_own(3)) == 0


def test_w5_shares_never_count_a_school_below_zero() -> None:
    # S2 has 1 place and 5 taken: 0, not -4; so B2 has no share and B1 has all 3 students
    assert board_shares(crowd(3, board("B2"), school("S2", "B2", places=1, taken=5))) == {"B1": 3, "B2": 0}


def test_w5_shares_are_nothing_where_no_school_has_a_place() -> None:
    assert board_shares(one_pair(school(places=0))) == {"B1": 0}


@pytest.mark.parametrize(
    ("groups", "earlier", "expected"),
    [
        ({3}, {4}, 1),  # both middenbouw
        ({3}, {2}, 0),  # onderbouw and middenbouw
        ({2, 3}, {1, 8}, 1),  # any bouw in common
        ({3}, set(), 0),
    ],
)
def test_w6_counts_a_bouw_the_student_had(groups: set[int], earlier: set[int], expected: int) -> None:
    instance = one_pair(mentor(groups=frozenset(groups)), past("ST1", "S9", frozenset(earlier)))
    assert amount(Wish.W6, instance, PLACED) == expected


def test_w6_looks_at_the_whole_class_of_mentor_and_duo_mentor() -> None:
    # mentor 5 (midden), duo mentor 5;6 (midden, boven): the class has a bovenbouw group, as group 7 was
    both = duo(mentor(groups=frozenset({5})), mentor("M2", groups=frozenset({5, 6})))
    assert amount(Wish.W6, one_pair(*both, past("ST1", "S9", frozenset({7}))), PLACED) == 1


def test_w6_counts_a_profile_tag_of_an_earlier_school() -> None:
    tags = frozenset({"dalton", "groen"})
    instance = one_pair(school(profile=tags), school("S2", profile=frozenset({"dalton"})), past("ST1", "S2"))
    assert amount(Wish.W6, instance, PLACED) == 1


def test_w6_counts_bouw_and_profile_of_different_semesters_once_each() -> None:
    dalton = frozenset({"dalton"})
    # group 3 was had twice, dalton once: 1 + 1
    rows = (past("ST1", "S9", frozenset({3})), past("ST1", "S2", frozenset({4})))
    assert amount(Wish.W6, one_pair(school(profile=dalton), school("S2", profile=dalton), *rows), PLACED) == 2


def test_w6_forgets_the_profile_of_a_school_that_left_the_workbook() -> None:
    assert amount(Wish.W6, one_pair(school(profile=frozenset({"dalton"})), past("ST1", "S9")), PLACED) == 0


def test_w7_counts_schools_with_one_student() -> None:
    # S1 has 2, S2 has 1
    assert amount(Wish.W7, crowd(3, school("S2"), mentor("M3", "S2")), each_own(3)) == 1


def test_w7_adds_students_above_the_plg_target() -> None:
    # 3 students in the tandem's PLG, target 1: 2 above; nobody alone
    assert amount(Wish.W7, crowd(3, settings=rules(plg_target=1)), each_own(3)) == 2


def test_w8_counts_students_at_a_stageschool() -> None:
    other = (school("S2", kind=SchoolKind.OTHER), mentor("M2", "S2"), mentor("M3", "S2"))
    assert amount(Wish.W8, crowd(3, *other), each_own(3)) == 2


def test_w9_counts_who_moved_or_lost_the_place() -> None:
    previous = {"ST1": "M1", "ST2": "M3", "ST3": "M2", "ST9": "M1"}
    placement = {"ST1": "M1", "ST2": "M2", "ST4": "M4"}
    # ST1 stays, ST2 moved, ST3 lost the place, ST9 left the workbook, ST4 is new
    assert check_placement(crowd(4), placement, previous).wishes[Wish.W9].amount == 2


def test_w9_counts_a_mentor_who_left_the_workbook_as_a_change() -> None:
    assert check_placement(one_pair(), PLACED, {"ST1": "M9"}).wishes[Wish.W9].amount == 1


def test_w9_is_part_of_the_cost_when_there_was_a_roster() -> None:
    # W2 5 x 1 and W7 (alone) 1 x 20 either way; W9 1 x 1000
    costs = [check_placement(one_pair(), PLACED, old).cost for old in (None, {"ST1": "M9"})]
    assert costs == [25, 1025]


def test_w8_cost_is_weight_times_amount() -> None:
    instance = one_pair(school(kind=SchoolKind.OTHER), settings=rules({Wish.W8: 7}))
    assert check_placement(instance, PLACED).wishes[Wish.W8].cost == 7
