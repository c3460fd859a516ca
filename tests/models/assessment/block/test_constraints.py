"""Every WPA rule bites: without it the checker reports exactly that rule, with it the roster passes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from instances.domain.entities import Day, DayPart, Exclusion, Pin, Role, Separation, Trainer, Willingness, WpaKind
from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_RULES, Rule
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Placement, Status
from models.assessment.block import constraints
from models.assessment.block.constraints import POSTERS
from models.assessment.search.schedule import schedule
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests import builders as b

ONE: Placement = {"ST1": "M1"}
BOTH: Placement = {"ST1": "M1", "ST2": "M2"}
DI, WO = frozenset({Day.DI}), frozenset({Day.WO})
YES, NO, RATHER_NOT = Willingness.YES, Willingness.NO, Willingness.RATHER_NOT
AFTERNOON = b.slot("T2", begin="13:00", end="14:00")


@dataclass(frozen=True)
class RuleCase:
    """``tempting`` invites to break the rule; ``allowed`` is its nearest neighbour where the rule permits it."""

    rule: Rule
    why: str
    tempting: Instance
    allowed: Instance
    placed: Placement = field(default_factory=lambda: ONE)


def _one(*more: object, settings: Settings | None = None) -> Instance:
    """ST1 with M1 at S1, one slot on Tuesday morning, SO8 and IO8 who guide nobody; later records win."""
    return b.semester(
        b.board(), b.school(), b.mentor(), b.student(), b.slot(), b.trainer("SO8"), b.trainer("IO8", Role.IO), *more,
        settings=settings,
    )  # fmt: skip


def _two(*more: object, settings: Settings | None = None) -> Instance:
    """As ``_one``, with ST2 and M2 at S1 too."""
    return _one(b.student("ST2"), b.mentor("M2"), *more, settings=settings)


def _own(*more: object, settings: Settings | None = None) -> Instance:
    """SO8 and IO8 are ST1's own, and ST1 is a first-year."""
    return _one(b.student(year=1), b.tandem(so="SO8", io="IO8"), *more, settings=settings)


def _excluded(other: str, *more: object) -> Instance:
    return _one(b.student(year=1), *more, Exclusion("SO8", other))


def _half_hearted(pin: str) -> Instance:
    """SO8 comes in the morning (T1) and rather not in the afternoon (T2)."""
    answers = (b.answer("SO8", YES, part=DayPart.MORNING), b.answer("SO8", RATHER_NOT, part=DayPart.AFTERNOON))
    return _one(AFTERNOON, *answers, Pin("ST1", slot=pin))


def _near_and_far(pin: Pin) -> Instance:
    """SO9 and IO9 come from further away than SO8 and IO8."""
    far = (b.trainer("SO9"), b.trainer("IO9", Role.IO), b.travel("SO9", "S1", 30), b.travel("IO9", "S1", 30))
    return _one(b.student(year=1), *far, pin)


def _scarce(pinned: str) -> Instance:
    """One slot and one assessor for two students; to S2, where ST2 is, is further."""
    return _two(b.school("S2"), b.mentor("M2", "S2"), b.travel("SO8", "S2", 30), Pin(pinned, slot="T1"))


def _two_schools(begin: str) -> Instance:
    """SO8 needs 5 minutes of travel and 10 of margin between S1 and S2; T1 ends at 10:00."""
    return _two(b.school("S2"), b.mentor("M2", "S2"), b.slot("T2", begin=begin, end="11:30"))


def _touching(begin: str = "10:00") -> tuple[object, ...]:
    return (b.slot("T2", begin=begin, end="11:00"),)


def _second_assessor(**over: Any) -> Trainer:
    return b.trainer("SO9", **over)


ALLOWED = b.rules(own_so=Separation.ALLOWED, own_io=Separation.ALLOWED)
SLB = b.trainer("IO8", Role.IO)
DUO = b.duo(b.mentor(), b.mentor("M2"))
OVERLAPPING, TOUCHING = _touching("09:59"), _touching()

CASES = [
    RuleCase(Rule.A2, "a first-year and nobody of the institute",
         _one(b.student(year=1), b.away("IO8")), _one(b.student(year=2), b.away("IO8"))),
    RuleCase(Rule.A2, "a resit", _one(b.student(wpa_kind=WpaKind.RESIT)), _one()),
    RuleCase(Rule.A2, "a doubtful case before the end of the year",
         _one(b.student(wpa_kind=WpaKind.DOUBTFUL), b.away("IO8"),
              settings=b.rules(semester_number=1, two_assessors_only_at_year_end=True)),
         _one(b.student(year=4), b.away("IO8"),
              settings=b.rules(semester_number=1, two_assessors_only_at_year_end=True))),
    RuleCase(Rule.A3, "a single assessor of the institute",
         _one(b.away("SO8")), _one(b.trainer("SO8", Role.CSO))),
    RuleCase(Rule.A3, "two of the field", _one(b.student(year=1), _second_assessor(), b.away("IO8")),
         _one(b.student(year=1), b.trainer("IO8", Role.CIO))),
    RuleCase(Rule.A4, "own SO and own IO", _own(), _own(settings=ALLOWED)),
    RuleCase(Rule.A4, "the board before the setting", _own(b.board(own_io=Separation.FORBIDDEN), settings=ALLOWED),
         _own(b.board(own_so=Separation.ALLOWED, own_io=Separation.AVOID))),
    RuleCase(Rule.A4, "the SLB'er", _one(b.student(year=1, slb="IO8"), SLB), _one(b.student(year=1, slb="SLB1"), SLB)),
    RuleCase(Rule.A4, "the mentor under another id", _one(b.trainer("SO8", also_mentor="M1")),
         _one(b.mentor("M2"), b.trainer("SO8", also_mentor="M2"))),
    RuleCase(Rule.A4, "the duo mentor", _one(*b.duo(b.mentor(), b.mentor("M2")), b.trainer("SO8", also_mentor="M2")),
         _one(*b.duo(b.mentor(), b.mentor("M2")), b.mentor("M3"), b.trainer("SO8", also_mentor="M3"))),
    RuleCase(Rule.A5, "no internship day", _one(b.student(days=WO)), _one(b.student(days=DI))),
    RuleCase(Rule.A5, "student away", _one(b.away("ST1")), _one(b.away("ST1", b.WEDNESDAY))),
    RuleCase(Rule.A5, "school closed", _one(b.away("S1")), _one(b.away("S1", b.WEDNESDAY))),
    RuleCase(Rule.A5, "mentor away", _one(b.away("M1")), _one(*b.duo(b.mentor(), b.mentor("M2")), b.away("M1"))),
    RuleCase(Rule.A5, "mentor does not work", _one(b.mentor(days=WO)),
         _one(*b.duo(b.mentor(days=WO), b.mentor("M2", days=DI)))),
    RuleCase(Rule.A5, "assessor away", _one(b.away("SO8")), _one(b.away("SO8", b.WEDNESDAY))),
    RuleCase(Rule.A5, "assessor does not work", _one(b.trainer("SO8", days=WO)),
         _one(b.trainer("SO8", days=WO), b.answer("SO8", YES))),
    RuleCase(Rule.A5, "nee goes before ja", _one(b.answer("SO8", YES), b.answer("SO8", NO, part=DayPart.MORNING)),
         _one(b.answer("SO8", YES), b.answer("SO8", NO, part=DayPart.AFTERNOON))),
    RuleCase(Rule.A5, "ja elsewhere", _one(b.answer("SO8", YES, b.WEDNESDAY)), _one(b.answer("SO8", NO, b.WEDNESDAY))),
    RuleCase(Rule.A6, "an assessor", _two(*OVERLAPPING), _two(*TOUCHING), BOTH),
    RuleCase(Rule.A6, "a class", _two(*b.duo(b.mentor(), b.mentor("M2")), _second_assessor()),
         _two(*b.duo(b.mentor(), b.mentor("M2")), _second_assessor(), *TOUCHING), BOTH),
    RuleCase(Rule.A6, "a school", _two(b.school(wpas_at_once=1), _second_assessor()),
         _two(b.school(wpas_at_once=2), _second_assessor()), BOTH),
    RuleCase(Rule.A6, "the mentor assesses elsewhere", _two(_second_assessor(also_mentor="M1")),
         _two(_second_assessor(also_mentor="M1"), *b.duo(b.mentor(), b.mentor("M3"))), BOTH),
    RuleCase(Rule.A6, "the duo mentor is away too",
         _two(_second_assessor(also_mentor="M1"), *b.duo(b.mentor(), b.mentor("M3")), b.away("M3")),
         _two(_second_assessor(also_mentor="M1"), *b.duo(b.mentor(), b.mentor("M3")), b.away("M3", b.WEDNESDAY)), BOTH),
    RuleCase(Rule.A7, "a minute short", _two_schools("10:14"), _two_schools("10:15"), BOTH),
    RuleCase(Rule.A8, "a day", _two(*TOUCHING, b.trainer("SO8", max_wpas_per_day=1)),
         _two(b.student("ST2", days=WO), b.slot("T2", b.WEDNESDAY), b.trainer("SO8", max_wpas_per_day=1)), BOTH),
    RuleCase(Rule.A8, "in all", _two(*TOUCHING, b.trainer("SO8", max_wpas=1)),
         _two(*TOUCHING, b.trainer("SO8", max_wpas=2)), BOTH),
    RuleCase(Rule.A8, "the setting", _two(*TOUCHING, settings=b.rules(max_wpas_per_day=1)),
         _two(*TOUCHING, b.trainer("SO8", max_wpas_per_day=2), settings=b.rules(max_wpas_per_day=1)), BOTH),
    RuleCase(Rule.A8, "zero is none at all", _one(b.trainer("SO8", max_wpas=0)), _one(b.trainer("SO8", max_wpas=1))),
    RuleCase(Rule.A9, "student", _excluded("ST1"), _excluded("ST9")),
    RuleCase(Rule.A9, "mentor", _excluded("M1"), _excluded("M9")),
    RuleCase(Rule.A9, "duo mentor", _excluded("M2", *DUO), _excluded("M2", b.mentor("M2"))),
    RuleCase(Rule.A9, "school", _excluded("S1"), _excluded("S9")),
    RuleCase(Rule.A9, "board", _excluded("B1"), _excluded("B9")),
    RuleCase(Rule.A9, "the mentor as trainer", _excluded("SO9", _second_assessor(also_mentor="M1")),
         _excluded("SO9", _second_assessor(assessor=False))),
    RuleCase(Rule.A9, "the two assessors", _excluded("IO8"), _excluded("IO9", b.trainer("IO9", Role.IO))),
    RuleCase(Rule.A10, "slot", _half_hearted("T2"), _half_hearted("T1")),
    RuleCase(Rule.A10, "assessor of the field", _near_and_far(Pin("ST1", field="SO9")),
         _near_and_far(Pin("ST1", field="SO8"))),
    RuleCase(Rule.A10, "assessor of the institute", _near_and_far(Pin("ST1", institute="IO9")),
         _near_and_far(Pin("ST1", institute="IO8"))),
    RuleCase(Rule.A10, "a pinned WPA is never left out", _scarce("ST2"), _one(Pin("ST1", slot="T1")), BOTH),
    RuleCase(Rule.A11, "before", _one(b.student(wpa_from=b.WEDNESDAY)), _one(b.student(wpa_from=b.TUESDAY))),
    RuleCase(Rule.A11, "after", _one(b.slot(day=b.WEDNESDAY), b.student(days=WO, wpa_until=b.TUESDAY)),
         _one(b.slot(day=b.WEDNESDAY), b.student(days=WO, wpa_until=b.WEDNESDAY))),
    RuleCase(Rule.A12, "school", _one(b.slot(school="S9")), _one(b.slot(school="S1"))),
    RuleCase(Rule.A12, "board", _one(b.slot(board="B9")), _one(b.slot(board="B1"))),
]  # fmt: skip
NAMES = [f"{case.rule}-{case.why}" for case in CASES]


def scheduled(instance: Instance, placed: Placement, without: frozenset[Rule] = frozenset()) -> Assessment:
    found = schedule(instance, placed, Control(20), without=without).assessment
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_without_the_rule_the_checker_reports_exactly_that_rule(case: RuleCase) -> None:
    roster = scheduled(case.tempting, case.placed, frozenset({case.rule}))
    broken = check_assessment(case.tempting, case.placed, roster).violations
    assert {violation.rule for violation in broken} == {case.rule}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_with_the_rule_the_roster_passes(case: RuleCase) -> None:
    roster = scheduled(case.tempting, case.placed)
    assert check_assessment(case.tempting, case.placed, roster).violations == ()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_neighbour_that_the_rule_allows_is_scheduled_whole(case: RuleCase) -> None:
    assert set(scheduled(case.allowed, case.placed)) == set(case.allowed.students)


def test_a1_everyone_due_gets_a_slot_where_there_is_room() -> None:
    assert set(scheduled(_two(*TOUCHING), BOTH)) == {"ST1", "ST2"}


def test_a1_one_without_a_slot_does_not_cost_the_others_theirs() -> None:
    assert set(scheduled(_two(b.student("ST2", days=WO)), BOTH)) == {"ST1"}


def test_a1_tells_how_many_can_be_scheduled_at_most() -> None:
    proof = schedule(_two(), BOTH, Control(20)).proof
    assert (proof.status, proof.count_bound) == (Status.OPTIMAL, 1)


def test_a1_a_student_who_is_not_due_gets_no_wpa() -> None:
    assert set(scheduled(_two(b.student("ST2", wpa=False)), BOTH)) == {"ST1"}


def test_a1_a_student_without_a_placement_gets_no_wpa() -> None:
    assert set(scheduled(_two(*TOUCHING), ONE)) == {"ST1"}


def test_a1_scheduling_one_more_goes_before_every_wish() -> None:
    """Only SO9 has time for the second WPA, an hour and a half away."""
    second = (_second_assessor(), b.travel("SO9", "S1", 90), b.trainer("SO8", max_wpas=1))
    assert set(scheduled(_two(*second), BOTH)) == {"ST1", "ST2"}


@pytest.mark.parametrize(
    ("pin", "more"),
    [
        (Pin("ST1", slot="T1"), b.away("ST1")),
        (Pin("ST1", field="SO8"), b.trainer("SO8", also_mentor="M1")),
        (Pin("ST1", institute="IO8"), b.away("M9")),  # a second-year has one assessor, of the field
    ],
)
def test_a10_a_pin_that_breaks_another_rule_makes_every_roster_impossible(pin: Pin, more: object) -> None:
    result = schedule(_one(pin, more), ONE, Control(20))
    assert (result.assessment, result.proof.status) == (None, Status.INFEASIBLE)


def test_a10_pins_that_clash_make_every_roster_impossible() -> None:
    result = schedule(_two(Pin("ST1", slot="T1"), Pin("ST2", slot="T1")), BOTH, Control(20))
    assert (result.assessment, result.proof.status) == (None, Status.INFEASIBLE)


def test_a10_a_pin_of_who_is_not_placed_stands_in_nobodys_way() -> None:
    assert set(scheduled(_two(Pin("ST2", slot="T1")), ONE)) == {"ST1"}


def test_a6_both_duo_mentors_may_assess_while_both_work_that_day() -> None:
    """The model once asked that one of them stayed, the checker and the agreed reading do not."""
    pair = (b.trainer("SO9", also_mentor="M1"), b.trainer("IO9", Role.IO, also_mentor="M3"), b.away("IO8"))
    instance = _two(*b.duo(b.mentor(), b.mentor("M3")), b.student("ST2", year=1), *pair)
    assert set(scheduled(instance, BOTH)) == {"ST1", "ST2"}


def test_the_table_of_wpa_rules_names_the_functions_that_keep_to_them() -> None:
    rows = [line.strip("| ").split("|") for line in (constraints.__doc__ or "").splitlines() if line.startswith("| A")]
    told = {
        Rule[rule.strip()]: [name for cell in cells for name in cell.replace(",", " ").split()] for rule, *cells in rows
    }
    assert told == {rule: [function.__name__ for function in POSTERS[rule]] for rule in ASSESSMENT_RULES}


def test_every_wpa_rule_is_shown_to_bite() -> None:
    assert {case.rule for case in CASES} | {Rule.A1} == set(ASSESSMENT_RULES)
