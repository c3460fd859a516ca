"""V1-V8 but the waiting of V8 and the pool of V2: the arithmetic of every measure, by hand."""

from __future__ import annotations

import pytest

from instances.domain.entities import Exclusion, Role, Separation, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import Specialisation
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking
from scheduler.checks.assessment import check_assessment
from tests.builders import WEDNESDAY, answer, board, duo, mentor, rules, school, slot, student, tandem, trainer, travel
from tests.checks.judging import PLACED, WO, amount, by, one_wpa
from tests.checks.test_assessment_rules import AT_S1, BOTH, book, two_wpas

JK, OK = frozenset({Specialisation.JK}), frozenset({Specialisation.OK})


def test_v1_counts_one_trip_for_two_wpas_at_a_school_on_a_day() -> None:
    instance = two_wpas(AT_S1, travel("SO8", "S1", 30))
    assert amount(Wish.V1, instance, BOTH, book(("T1", "SO8"), ("T2", "SO8"))) == 30


def test_v1_counts_a_trip_per_school() -> None:
    # 30 to S1, 20 to S2, each from the base
    instance = two_wpas(travel("SO8", "S1", 30), travel("SO8", "S2", 20))
    assert amount(Wish.V1, instance, BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == 50


def test_v1_counts_a_trip_per_day_and_per_assessor() -> None:
    # SO8 to S1 on Tuesday and again on Wednesday, IO8 once: 30 + 30 + 7
    people = (student(year=1), student("ST2", days=WO), AT_S1, slot("T2", WEDNESDAY))
    instance = two_wpas(*people, travel("SO8", "S1", 30), travel("IO8", "S1", 7))
    assert amount(Wish.V1, instance, BOTH, book(("T1", "SO8", "IO8"), ("T2", "SO8"))) == 67


def test_v1_takes_the_norm_of_15_where_nothing_gives_the_time() -> None:
    assert amount(Wish.V1, one_wpa(trainer("SO8", point=None)), PLACED, by()) == 15


def numbered(count: int, *more: object, settings: Settings | None = None) -> Instance:
    """ST1.. each with a class of their own at S1, slots T1.. an hour apart from 08:00; first-years."""
    rows: list[object] = [school(places=9, wpas_at_once=9)]
    for n in range(1, count + 1):
        rows += [student(f"ST{n}", 1), mentor(f"M{n}"), slot(f"T{n}", begin=f"{7 + n:02}:00", end=f"{8 + n:02}:00")]
    return one_wpa(*rows, *more, settings=settings)


def placed(count: int) -> dict[str, str]:
    return {f"ST{n}": f"M{n}" for n in range(1, count + 1)}


def taken(*assessors: tuple[str, str]) -> Assessment:
    return {f"ST{n}": Booking(f"T{n}", field, institute) for n, (field, institute) in enumerate(assessors, start=1)}


def test_v2_counts_above_the_share_of_each_pool() -> None:
    # field: 3 seats, SO8 may 10 and SO9 may 20 of 30: shares 1 and 2; SO8 has 3: 2 above
    # institute: 3 seats, 20 and 20 of 40: shares ceil(1.5) = 2; IO8 has 2, IO9 1: 0 above
    instance = numbered(3, trainer("SO8", max_wpas=10))
    wpas = taken(("SO8", "IO8"), ("SO8", "IO8"), ("SO8", "IO9"))
    assert amount(Wish.V2, instance, placed(3), wpas) == 2


def test_v2_counts_idle_members_of_the_pool_but_not_who_does_not_assess() -> None:
    # 2 field seats, both SO8's; pool SO8, SO9 (SO7 does not assess): share ceil(2 x 20 / 40) = 1: 1 above
    instance = numbered(2, trainer("SO7", assessor=False))
    assert amount(Wish.V2, instance, placed(2), taken(("SO8", "IO8"), ("SO8", "IO9"))) == 1


def test_v2_uses_the_maximum_of_the_setting_where_none_is_own() -> None:
    # 2 field seats; SO8 may 3 (setting), SO9 may 1: shares ceil(2 x 3 / 4) = 2 and ceil(2 x 1 / 4) = 1
    instance = numbered(2, trainer("SO9", max_wpas=1), settings=rules(max_wpas=3))
    assert amount(Wish.V2, instance, placed(2), taken(("SO8", "IO8"), ("SO8", "IO9"))) == 0


@pytest.mark.parametrize(
    ("expertise", "groups", "expected"),
    [(JK, {3}, 0), (OK, {3}, 1), (frozenset(), {3}, 0), (OK, {4, 5}, 0), (JK | OK, {8}, 0), (JK, {5}, 1)],
)
def test_v3_counts_seats_of_unfit_expertise(
    expertise: frozenset[Specialisation], groups: set[int], expected: int
) -> None:
    instance = one_wpa(mentor(groups=frozenset(groups)), trainer("SO8", expertise=expertise))
    assert amount(Wish.V3, instance, PLACED, by()) == expected


def test_v3_looks_at_the_whole_class_of_mentor_and_duo_mentor() -> None:
    # mentor 4;5 (JK, OK) would do; mentor 4 with duo mentor 4;5 is the same class
    both = duo(mentor(groups=frozenset({4})), mentor("M2", groups=frozenset({4, 5})))
    instance = one_wpa(*both, trainer("SO8", expertise=frozenset({Specialisation.OK})))
    assert amount(Wish.V3, instance, PLACED, by()) == 0


def test_v3_counts_both_seats() -> None:
    instance = one_wpa(student(year=1), trainer("SO8", expertise=OK), trainer("IO8", Role.IO, expertise=OK))
    assert amount(Wish.V3, instance, PLACED, by("SO8", "IO8")) == 2


OWN = (tandem(so="SO8", io="IO8"), student(year=1))
AVOID_BOTH = rules(own_so=Separation.AVOID, own_io=Separation.AVOID)


def test_v4_counts_the_own_so_and_the_own_io_under_liever_niet() -> None:
    assert amount(Wish.V4, one_wpa(*OWN, settings=AVOID_BOTH), PLACED, by("SO8", "IO8")) == 2


def test_v4_counts_nothing_where_it_is_toegestaan() -> None:
    settings = rules(own_so=Separation.ALLOWED, own_io=Separation.ALLOWED)
    assert amount(Wish.V4, one_wpa(*OWN, settings=settings), PLACED, by("SO8", "IO8")) == 0


def test_v4_puts_the_board_before_the_setting() -> None:
    instance = one_wpa(*OWN, board(own_so=Separation.ALLOWED), settings=AVOID_BOTH)
    assert amount(Wish.V4, instance, PLACED, by("SO8", "IO8")) == 1


def test_v4_counts_a_seat_at_a_time_marked_so() -> None:
    assert amount(Wish.V4, one_wpa(answer("SO8", Willingness.RATHER_NOT)), PLACED, by()) == 1


def test_v4_counts_one_seat_twice_for_the_own_so_at_such_a_time() -> None:
    instance = one_wpa(*OWN, answer("SO8", Willingness.RATHER_NOT), settings=AVOID_BOTH)
    assert amount(Wish.V4, instance, PLACED, by("SO8", "IO9")) == 2


def test_v5_counts_seats_of_another_board_only_where_the_board_is_filled() -> None:
    # SO8 is of B2, IO8 of no board
    instance = one_wpa(student(year=1), board("B2"), trainer("SO8", board="B2"))
    assert amount(Wish.V5, instance, PLACED, by("SO8", "IO8")) == 1


def test_v5_counts_nothing_for_the_same_board() -> None:
    assert amount(Wish.V5, one_wpa(trainer("SO8", board="B1")), PLACED, by()) == 0


def test_v6_counts_a_pair_above_three() -> None:
    # SO8 with IO8 five times: 2 above 3; SO9 with IO9 once
    wpas = taken(*[("SO8", "IO8")] * 5, ("SO9", "IO9"))
    assert amount(Wish.V6, numbered(6), placed(6), wpas) == 2


def test_v6_counts_each_pair_by_itself() -> None:
    # SO8 six times, but three with IO8 and three with IO9
    assert amount(Wish.V6, numbered(6), placed(6), taken(*[("SO8", "IO8")] * 3, *[("SO8", "IO9")] * 3)) == 0


@pytest.mark.parametrize(
    ("old", "expected"),
    [
        (Booking("T1", "SO8", "IO8"), 0),
        (Booking("T2", "SO8", "IO8"), 1),
        (Booking("T1", "SO9", "IO8"), 1),
        (Booking("T1", "SO8", "IO9"), 1),
        (Booking("T2", "SO9", "IO9"), 1),  # one per student
    ],
)
def test_v7_counts_another_slot_or_assessor_once(old: Booking, expected: int) -> None:
    verdict = check_assessment(numbered(2), placed(1), taken(("SO8", "IO8")), {"ST1": old})
    assert verdict.wishes[Wish.V7].amount == expected


def test_v7_counts_who_is_due_and_no_longer_scheduled() -> None:
    # ST1 is due and lost the WPA, ST2 is not due any more, ST9 left the workbook
    instance = numbered(2, student("ST2", wpa=False))
    previous = {who: Booking("T1", "SO8", "IO8") for who in ("ST1", "ST2", "ST9")}
    assert check_assessment(instance, placed(2), {}, previous).wishes[Wish.V7].amount == 1


def test_wishes_do_not_notice_rules() -> None:
    # an excluded assessor still makes the trip of 5 minutes
    assert amount(Wish.V1, one_wpa(Exclusion("SO8", "ST1")), PLACED, by()) == 5
