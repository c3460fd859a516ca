"""Every WPA wish pulls the right way, and the optimum is the one worked out by hand."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from instances.domain.entities import Day, DayPart, Role, Separation, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_WISHES, Wish
from instances.domain.school_groups import Specialisation
from instances.domain.solution import Assessment, AssessmentResult, Booking, Placement, Status
from models.assessment.block.objective import WISH_TERMS
from models.assessment.search.schedule import schedule
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests import builders as b

WEIGHT = 10
JK, OK = frozenset({Specialisation.JK}), frozenset({Specialisation.OK})
MORNING, AFTERNOON = DayPart.MORNING, DayPart.AFTERNOON
YES, RATHER_NOT = Willingness.YES, Willingness.RATHER_NOT
TWO_DAYS = frozenset({Day.DI, Day.WO})


@dataclass(frozen=True)
class WishCase:
    """``amount`` is the least of this wish that a whole roster can have."""

    wish: Wish
    why: str
    instance: Instance
    amount: int
    previous: Assessment | None = None


def _only(weights: dict[Wish, int]) -> dict[Wish, int]:
    return {**dict.fromkeys(ASSESSMENT_WISHES, 0), **weights}


def _semester(number: int, *more: object, weights: dict[Wish, int], year: int = 2, **settings: object) -> Instance:
    """ST1.. with a class of their own at S1; T1.. an hour each on Tuesday from 08:00; SO8 and IO8 guide nobody."""
    rows: list[object] = [b.board(), b.school(places=9), b.trainer("SO8", max_wpas_per_day=9)]
    rows.append(b.trainer("IO8", Role.IO, max_wpas_per_day=9))
    for n in range(1, number + 1):
        rows += [b.student(f"ST{n}", year), b.mentor(f"M{n}")]
        rows.append(b.slot(f"T{n}", begin=f"{7 + n:02}:00", end=f"{8 + n:02}:00"))
    return b.semester(*rows, *more, settings=b.rules(_only(weights), **settings))


def _case(
    wish: Wish,
    why: str,
    number: int,
    *more: object,
    amount: int,
    previous: Assessment | None = None,
    year: int = 2,
    **settings: object,
) -> WishCase:
    return WishCase(
        wish, why, _semester(number, *more, weights={wish: WEIGHT}, year=year, **settings), amount, previous
    )


def placed(instance: Instance) -> Placement:
    return {student: student.replace("ST", "M") for student in instance.students}


WEDNESDAY = b.slot("T1", b.WEDNESDAY)
SO9_ONCE = b.trainer("SO9", max_wpas=1)
LATE = b.slot("T2", begin="11:00", end="12:00")
OWN_SO = b.tandem(so="SO8", io="IO9")

CASES = [
    # both on Tuesday by SO8: one trip of 30; with T1 on Wednesday it would be 60
    _case(Wish.V1, "one trip for two WPAs", 2, b.slot("T3", begin="11:00", end="12:00"), WEDNESDAY,
          b.student("ST1", days=TWO_DAYS), b.travel("SO8", "S1", 30), amount=30),
    # SO9 lives 12 minutes away, SO8 30
    _case(Wish.V1, "the nearest assessor", 1, b.trainer("SO9"), b.travel("SO8", "S1", 30), b.travel("SO9", "S1", 12),
          amount=12),
    # SO8 to S1 30, to S2 20; SO9 to S1 40, to S2 5: 30 + 5 is less than 30 + 20, 40 + 5 and 40 + 20
    _case(Wish.V1, "each school its nearest", 2, b.school("S2"), b.mentor("M2", "S2"), b.trainer("SO9"),
          b.travel("SO8", "S1", 30), b.travel("SO8", "S2", 20), b.travel("SO9", "S1", 40), b.travel("SO9", "S2", 5),
          amount=35),
    # two assessors: SO8 30 and IO8 7
    _case(Wish.V1, "both assessors travel", 1, b.travel("SO8", "S1", 30), b.travel("IO8", "S1", 7), year=1, amount=37),
    # nobody knows where SO8 lives: 15
    _case(Wish.V1, "the norm", 1, b.trainer("SO8", point=None), amount=15),
    # 4 seats, maxima 10 and 20 of 30: shares ceil(40 / 30) = 2 and ceil(80 / 30) = 3; 2 + 2 is within both
    _case(Wish.V2, "within the shares", 4, b.trainer("SO8", max_wpas=10), b.trainer("SO9"), amount=0),
    # SO9 can only at 08:00: SO8 does 3 of 4, share ceil(4 x 20 / 40) = 2
    _case(Wish.V2, "one above the share", 4, b.trainer("SO9", max_wpas_per_day=1), amount=1),
    # the same, but of SO9 one WPA can be asked at most: shares ceil(4 x 20 / 21) = 4 and 1
    _case(Wish.V2, "the maximum makes the share", 4, SO9_ONCE, b.trainer("SO8"), amount=0),
    # SO9 can only at 08:00 and has one of 4: SO8 does 3, share 2; IO8 and IO9 2 of 4 each
    _case(Wish.V2, "per pool", 4, b.trainer("SO9", max_wpas_per_day=1), b.trainer("IO9", Role.IO), year=1, amount=1),
    # SO9 can take no seat and has no share: SO8's is 2 of 2
    _case(Wish.V2, "who can take no seat has no share", 2, b.trainer("SO9"), b.away("SO9"), amount=0),
    # SO9 fits group 3 but has one WPA; SO8 does the other
    _case(Wish.V3, "who fits goes first", 2, b.trainer("SO8", expertise=OK), b.trainer("SO9", expertise=JK, max_wpas=1),
          amount=1),
    # no expertise filled is no misfit
    _case(Wish.V3, "nothing filled fits all", 2, b.trainer("SO9", expertise=OK), amount=0),
    # both seats of the one WPA
    _case(Wish.V3, "both seats", 1, b.trainer("SO8", expertise=OK), b.trainer("IO8", Role.IO, expertise=OK), year=1,
          amount=2),
    # SO9 takes one, the own SO the other
    _case(Wish.V4, "the own SO last", 2, SO9_ONCE, OWN_SO, b.trainer("IO9", Role.IO), own_so=Separation.AVOID,
          amount=1),
    # T1 in the morning, T2 in the afternoon rather not; each has a WPA
    _case(Wish.V4, "the time rather not", 2, b.slot("T2", begin="13:00", end="14:00"),
          b.answer("SO8", YES, part=MORNING), b.answer("SO8", RATHER_NOT, part=AFTERNOON), amount=1),
    # the own SO at such a time: twice
    _case(Wish.V4, "one seat twice", 1, OWN_SO, b.trainer("IO9", Role.IO), b.answer("SO8", RATHER_NOT),
          own_so=Separation.AVOID, amount=2),
    # SO9 is of S1's board but has one WPA; SO8 of B2 does the other
    _case(Wish.V5, "the own board first", 2, b.board("B2"), b.trainer("SO8", board="B2"),
          b.trainer("SO9", board="B1", max_wpas=1), amount=1),
    # IO9 has one WPA: SO8 and IO8 meet 4 times, one above 3
    _case(Wish.V6, "a pair above three", 5, b.trainer("IO9", Role.IO, max_wpas=1), year=1, amount=1),
    # 3 + 2
    _case(Wish.V6, "varied pairs", 5, b.trainer("IO9", Role.IO, max_wpas=2), year=1, amount=0),
    # both had T1 with SO8: one keeps it
    _case(Wish.V7, "one of two stays", 2, amount=1, previous=dict.fromkeys(("ST1", "ST2"), Booking("T1", "SO8"))),
    # the old slot has left the workbook
    _case(Wish.V7, "a slot that is no more", 2, amount=1,
          previous={"ST1": Booking("T9", "SO8"), "ST2": Booking("T2", "SO8")}),
    # the old assessor too
    _case(Wish.V7, "an assessor who is no more", 1, amount=1, previous={"ST1": Booking("T1", "SO7")}),
    # ST1 had one assessor and needs two
    _case(Wish.V7, "a second assessor is a change", 1, year=1, amount=1, previous={"ST1": Booking("T1", "SO8")}),
    # both keep slot and assessor, ST9 left
    _case(Wish.V7, "nothing changes", 2, b.trainer("SO9"), amount=0,
          previous={"ST1": Booking("T2", "SO9"), "ST2": Booking("T1", "SO8"), "ST9": Booking("T1", "SO9")}),
    # ST1 cannot be scheduled any more and still counts
    _case(Wish.V7, "who lost the WPA", 2, b.away("ST1"), amount=1, previous={"ST1": Booking("T1", "SO8")}),
    # 08:00-09:00 and 11:00-12:00: 120 minutes, 90 above half an hour
    _case(Wish.V8, "a gap", 2, LATE, amount=6),
    # 11:00 and 12:00 instead
    _case(Wish.V8, "slots that follow each other", 2, LATE, b.slot("T3", begin="12:00", end="13:00"), amount=0),
    # both assessors wait
    _case(Wish.V8, "two who wait", 2, LATE, year=1, amount=12),
    # 44 minutes are no whole quarter above half an hour; 45 are one
    _case(Wish.V8, "just free", 2, b.slot("T2", begin="09:44", end="10:44"), amount=0),
    _case(Wish.V8, "just a quarter", 2, b.slot("T2", begin="09:45", end="10:45"), amount=1),
    # of the 120 minutes 60 are travelled
    _case(Wish.V8, "travel is no waiting", 2, LATE, b.school("S2"), b.mentor("M2", "S2"), b.travel("S1", "S2", 60),
          b.travel("S2", "S1", 60), amount=2),
    # the other goes on Wednesday, or SO9 takes it
    _case(Wish.V8, "another day", 2, LATE, b.slot("T3", b.WEDNESDAY), b.student("ST1", days=TWO_DAYS), amount=0),
    _case(Wish.V8, "another assessor", 2, LATE, b.trainer("SO9"), amount=0),
    # 08:00, 09:30 and 11:00: 30 minutes twice, where 08:00 and 11:00 alone would be 120
    _case(Wish.V8, "one in between", 3, LATE, b.slot("T3", begin="09:30", end="10:30"), amount=0),
    # T1 in the morning and T2 at 16:00, each the only slot of its half day
    _case(Wish.V8, "over two half days", 2, b.slot("T2", begin="16:00", end="17:00"), amount=26),
    # 08:00-09:00 and 13:00-14:00 may be one after the other in the afternoon
    _case(Wish.V8, "from one half day to the other", 2, b.slot("T2", begin="13:00", end="14:00"),
          b.slot("T3", begin="14:00", end="15:00"), amount=0),
]  # fmt: skip
NAMES = [f"{case.wish}-{case.why}" for case in CASES]


def solved(case: WishCase) -> tuple[AssessmentResult, Assessment]:
    result = schedule(case.instance, placed(case.instance), Control(20), case.previous)
    assert result.assessment is not None
    return result, result.assessment


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_optimum_is_the_one_worked_out_by_hand(case: WishCase) -> None:
    _, roster = solved(case)
    verdict = check_assessment(case.instance, placed(case.instance), roster, case.previous)
    assert (verdict.violations, verdict.wishes[case.wish].amount) == ((), case.amount)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_proof_costs_weight_times_measure(case: WishCase) -> None:
    proof = solved(case)[0].proof
    assert (proof.status, proof.cost_bound) == (Status.OPTIMAL, WEIGHT * case.amount)


@pytest.mark.parametrize(("overload", "expected"), [(10, 30), (30, 45)])
def test_v1_and_v2_are_weighed_against_each_other(overload: int, expected: int) -> None:
    # SO8 20 minutes, SO9 25; shares 1 and 1. SO8 alone: 20 + overload. Both: 20 + 25 = 45
    instance = _semester(
        2, b.trainer("SO9"), b.travel("SO8", "S1", 20), b.travel("SO9", "S1", 25),
        weights={Wish.V1: 1, Wish.V2: overload},
    )  # fmt: skip
    assert schedule(instance, placed(instance), Control(20)).proof.cost_bound == expected


def test_v7_gives_way_to_one_more_wpa() -> None:
    # ST1 held T1, the only slot that ST2 can have
    instance = _semester(2, b.slot("T2", b.WEDNESDAY), b.student("ST1", days=TWO_DAYS), weights={Wish.V7: 1000})
    roster = schedule(instance, placed(instance), Control(20), {"ST1": Booking("T1", "SO8")}).assessment
    assert roster == {"ST1": Booking("T2", "SO8"), "ST2": Booking("T1", "SO8")}


def test_without_an_old_roster_v7_costs_nothing() -> None:
    instance = _semester(1, weights={Wish.V7: 1000})
    assert schedule(instance, placed(instance), Control(20)).proof.cost_bound == 0


def test_an_empty_old_roster_costs_nothing_either() -> None:
    instance = _semester(1, weights={Wish.V7: 1000})
    assert schedule(instance, placed(instance), Control(20), {}).proof.cost_bound == 0


def test_every_wpa_wish_has_a_term() -> None:
    assert tuple(WISH_TERMS) == ASSESSMENT_WISHES


def test_every_wpa_wish_is_shown_to_pull() -> None:
    assert {case.wish for case in CASES} == set(ASSESSMENT_WISHES)
