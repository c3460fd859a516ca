"""V2: who counts in the pool that seats are shared over. Each rule alone may leave somebody out."""

from __future__ import annotations

from typing import Any

import pytest

from instances.domain.entities import DayPart, Exclusion, Role, Separation, Willingness
from instances.domain.rulebook import Wish
from instances.domain.solution import Booking
from scheduler.checks.assessment import check_assessment
from scheduler.checks.fair_shares import able_assessors
from tests.builders import WEDNESDAY, answer, away, board, mentor, rules, school, slot, student, tandem, trainer
from tests.checks.judging import MA, PLACED, WO, amount, by, one_wpa

FIELD, INSTITUTE = ["SO8", "SO9"], ["IO8", "IO9"]


def pools(*more: Any, placed: dict[str, str] = PLACED, **over: Any) -> tuple[list[str], list[str]]:
    """The field and the institute; ST1 is a first-year, so there are seats of both."""
    instance = one_wpa(student(year=1), *more, **over)
    field, institute = (able_assessors(instance, placed, in_field) for in_field in (True, False))
    return [who.id for who in field], [who.id for who in institute]


def test_v2_everybody_is_in_the_pool_whom_nothing_keeps_away() -> None:
    assert pools() == (FIELD, INSTITUTE)


OWN = tandem("TA1", "SO9", "IO9")


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([trainer("SO9", assessor=False), trainer("IO9", Role.IO, assessor=False)], id="A3"),
        pytest.param([OWN], id="A4 own trainers"),
        pytest.param([trainer("SO9", also_mentor="M1"), trainer("IO9", Role.IO, days=MA)], id="A4 mentor"),
        pytest.param([trainer("SO9", days=WO), trainer("IO9", Role.IO, days=WO)], id="A5 days"),
        pytest.param([away("SO9"), away("IO9")], id="A5 absence"),
        pytest.param([answer(who, Willingness.YES, part=DayPart.AFTERNOON) for who in ("SO9", "IO9")], id="A5 hours"),
        pytest.param([Exclusion("SO9", "ST1"), Exclusion("IO9", "B1")], id="A9"),
    ],
)  # fmt: skip
def test_v2_who_can_take_no_seat_is_not_in_the_pool(more: list[Any]) -> None:
    assert pools(*more) == (["SO8"], ["IO8"])


@pytest.mark.parametrize("level", [Separation.AVOID, Separation.ALLOWED])
def test_v2_an_own_trainer_counts_where_that_is_not_forbidden(level: Separation) -> None:
    assert pools(OWN, settings=rules(own_so=level, own_io=level)) == (FIELD, INSTITUTE)


def test_v2_a2_leaves_the_institute_without_a_pool_where_one_assessor_is_enough() -> None:
    assert pools(student(year=2)) == (FIELD, [])


@pytest.mark.parametrize(
    "more",
    [
        pytest.param([student(year=1, wpa_from=WEDNESDAY)], id="A11"),
        pytest.param([slot(board="B2"), board("B2")], id="A12 board"),
        pytest.param([slot(school="S2"), school("S2")], id="A12 school"),
        pytest.param([away("S1")], id="A5 school"),
        pytest.param([away("ST1")], id="A5 student"),
        pytest.param([away("M1")], id="A5 class"),
        pytest.param([student(year=1, wpa=False)], id="not due"),
    ],
)
def test_v2_nobody_has_a_share_where_no_wpa_can_be(more: list[Any]) -> None:
    assert pools(*more) == ([], [])


def test_v2_who_is_not_placed_gives_no_seat() -> None:
    assert pools(placed={}) == ([], [])


def test_v2_one_seat_is_enough_also_at_another_time_or_with_another_student() -> None:
    # SO9 is excluded with ST1 and works on Wednesday only, where ST2 can; IO9 has no seat with ST2, who needs one
    more = (student("ST2", days=WO), mentor("M2"), slot("T2", WEDNESDAY))
    apart = (Exclusion("SO9", "ST1"), trainer("SO9", days=WO), Exclusion("IO9", "ST1"))
    assert pools(*more, *apart, placed={**PLACED, "ST2": "M2"}) == (FIELD, ["IO8"])


def test_v2_each_rule_is_asked_of_the_seat_alone() -> None:
    # the only time of SO9 is one at which the others are away, and SO9 may take no WPA: neither keeps out of the pool
    only = (away("SO8"), away("IO8"), away("IO9"), trainer("SO9", max_wpas=0))
    assert pools(*only) == (["SO9"], [])


def test_v2_seats_are_shared_over_the_pool_alone() -> None:
    # two seats: over SO8 and SO9 one each, over SO8 alone both
    times = (student("ST2"), mentor("M2"), slot("T2", begin="11:00", end="12:00"))
    placed = {**PLACED, "ST2": "M2"}
    both = {**by(), "ST2": Booking("T2", "SO8")}
    assert amount(Wish.V2, one_wpa(*times), placed, both) == 1
    assert amount(Wish.V2, one_wpa(*times, away("SO9")), placed, both) == 0


def test_v2_a_seat_taken_from_outside_the_pool_is_shared_and_not_above_a_share() -> None:
    # SO9 is away and has the seat all the same: a broken rule, which A5 tells
    instance = one_wpa(away("SO9"))
    verdict = check_assessment(instance, PLACED, by("SO9"))
    assert (verdict.wishes[Wish.V2].amount, dict(verdict.fair_shares)) == (0, {"SO8": 1})
