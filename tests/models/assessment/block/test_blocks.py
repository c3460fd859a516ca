"""Blocks of WPAs beside a fixed part: what is joined, made from columns or given up keeps to A6-A9 to the letter."""

from __future__ import annotations

import random

import pytest
from ortools.sat.python import cp_model

from instances.domain.entities import Exclusion, Pin, Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking, Placement
from instances.sample.generate import generate
from models.assessment.block import slot_assignment
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.model import Block, BlockResult
from models.assessment.column_generation.lagrangian_bound import LagrangianBound, largest_dual_price
from models.assessment.column_generation.pricing import DayBooking, DayBookings
from models.assessment.column_generation.subproblems import SubproblemData, SubproblemWorker
from models.assessment.data.cases import AssessmentData
from models.assessment.data.fair_share import fair_shares, shares_for_seats
from models.assessment.search.greedy import realise
from models.assessment.search.lns import fits_beside
from models.parallel.inline import InlineExecutor
from models.placement.search.place import place
from models.search.control import Control
from models.search.tasks import ParallelTasks
from scheduler.checks.assessment import check_assessment
from tests import builders as b
from tests.models.assessment_cases import random_assessment
from tests.oracle import bookings


def _one_school(number: int, *more: object) -> tuple[Instance, Placement]:
    """ST1.. with classes M1.. at S1 and SO1.. to assess them, all on Tuesday."""
    rows: list[object] = [b.board(), b.school(places=9)]
    for n in range(1, number + 1):
        rows += [b.student(f"ST{n}"), b.mentor(f"M{n}"), b.trainer(f"SO{n}")]
    return b.semester(*rows, *more), {f"ST{n}": f"M{n}" for n in range(1, number + 1)}


def _beside(instance: Instance, placed: Placement, fixed: Assessment) -> BlockResult:
    """Everyone without a fixed booking, solved as one block."""
    data = AssessmentData(instance, placed)
    free = [case for case in data.cases.values() if case.id not in fixed]
    return Block(data, free, fixed, shares_for_seats(data, 9, 0)).solve(Control(10), 10)


def test_one_wpa_does_not_join_a_school_that_is_full() -> None:
    """A block of one WPA was once not counted against the school's number."""
    instance, placed = _one_school(2, b.school(wpas_at_once=1), b.slot("T1"), b.slot("T2", begin="09:30", end="10:30"))
    assert _beside(instance, placed, {"ST1": Booking("T1", "SO1")}).bookings == {}


def test_one_wpa_joins_a_school_that_is_full_only_before() -> None:
    instance, placed = _one_school(2, b.school(wpas_at_once=1), b.slot("T1"), b.slot("T2", begin="10:00", end="11:00"))
    found = _beside(instance, placed, {"ST1": Booking("T1", "SO1")}).bookings or {}
    assert {student: booking.slot for student, booking in found.items()} == {"ST2": "T2"}


def test_a_school_is_counted_by_moment_beside_fixed_wpas() -> None:
    """T1 runs 09:00-10:00, T2 09:30-10:30; two fixed WPAs end at 09:30, so of three at once T1 has room for one.

    The fixed ones overlap T1 but not T2, and were once forgotten where T1 and T2 were looked at together.
    """
    slots = (b.slot("T0", end="09:30"), b.slot("T1"), b.slot("T2", begin="09:30", end="10:30"))
    pins = (Pin("ST3", slot="T1"), Pin("ST4", slot="T1"), Pin("ST5", slot="T2"))
    instance, placed = _one_school(5, b.school(wpas_at_once=3), *slots, *pins)
    fixed = {"ST1": Booking("T0", "SO1"), "ST2": Booking("T0", "SO2")}
    assert _beside(instance, placed, fixed).infeasible


def test_a_block_leaves_the_mentor_of_a_fixed_wpa_in_the_own_class() -> None:
    own = b.trainer("SO2", also_mentor="M1")
    instance, placed = _one_school(2, b.slot("T1"), own)
    assert _beside(instance, placed, {"ST1": Booking("T1", "SO1")}).bookings == {}


def test_a_block_does_not_schedule_a_wpa_whose_mentor_assesses_elsewhere() -> None:
    own = b.trainer("SO2", also_mentor="M1")
    instance, placed = _one_school(2, b.slot("T1"), own)
    assert _beside(instance, placed, {"ST2": Booking("T1", "SO2")}).bookings == {}


@pytest.mark.parametrize("seed", range(9000, 9015))
def test_parts_are_joined_exactly_when_the_checker_allows_it(seed: int) -> None:
    """Two parts solved side by side, each legal by itself, at most break A6, A7 or A8 together."""
    instance, placed, _ = random_assessment(seed, students=5)
    dice = random.Random(seed)
    for _ in range(10):
        kept, part = _legal_part(dice, instance, placed), _legal_part(dice, instance, placed)
        kept = {student: booking for student, booking in kept.items() if student not in part}
        violations = check_assessment(instance, placed, kept | part).violations
        allowed = not any(violation.rule in (Rule.A6, Rule.A7, Rule.A8) for violation in violations)
        assert fits_beside(AssessmentData(instance, placed), kept, part) == allowed


@pytest.mark.parametrize(("number", "expected"), [(1, True), (2, False)])
def test_a_part_is_not_joined_where_a_school_would_be_too_full(number: int, expected: bool) -> None:
    """Two fixed WPAs run till 09:30, of three at once; each of the part fits beside them, two do not."""
    instance, placed = _one_school(4, b.school(wpas_at_once=3), b.slot("T0", end="09:30"), b.slot("T1"))
    kept = {"ST1": Booking("T0", "SO1"), "ST2": Booking("T0", "SO2")}
    part = {f"ST{n}": Booking("T1", f"SO{n}") for n in (3, 4)[:number]}
    assert fits_beside(AssessmentData(instance, placed), kept, part) is expected


def _legal_part(dice: random.Random, instance: Instance, placed: Placement) -> dict[str, Booking]:
    """Some students at random, each added only if it breaks no rule between WPAs."""
    part: dict[str, Booking] = {}
    for student in dice.sample(list(placed), len(placed) * 2 // 3):
        choices = bookings(instance, placed, student) if instance.students[student].wpa else []
        if choices:
            longer = {**part, student: dice.choice(choices)}
            broken = {violation.rule for violation in check_assessment(instance, placed, longer).violations}
            part = part if broken & {Rule.A6, Rule.A7, Rule.A8} else longer
    return part


def test_a_block_without_time_for_slots_claims_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """At the deadline days that were only not solved yet were once forbidden, up to a false `impossible`."""

    def too_late(*_: object, **__: object) -> tuple[cp_model.CpSolver, int]:
        return cp_model.CpSolver(), int(cp_model.UNKNOWN)

    monkeypatch.setattr(slot_assignment, "solve", too_late)
    result = _beside(*_one_school(2, b.slot("T1"), b.slot("T2", begin="10:00", end="11:00")), {})
    assert (result.bookings, result.infeasible, result.count_bound) == (None, False, 2)


def test_a_roster_from_columns_keeps_excluded_assessors_apart() -> None:
    """A column knows no A9 between the two assessors."""
    trainers = (b.trainer("IO1", Role.IO), b.trainer("IO2", Role.IO))
    instance, placed = _one_school(1, b.student("ST1", year=1), b.slot("T1"), *trainers, Exclusion("SO1", "IO1"))
    data = AssessmentData(instance, placed)
    cases = list(data.cases.values())
    shares = fair_shares(data, set(placed))
    shortlist = Shortlist(data, shares, {}, 1)
    wanted: DayBookings = {"ST1": DayBooking(b.TUESDAY, "SO1", "IO1")}
    roster = realise(data, cases, wanted, shares, shortlist, Control(10))
    assert roster == {"ST1": Booking("T1", "SO1", "IO2")}


def test_columns_have_days_and_assessors_for_everyone() -> None:
    instance = generate("klein")
    placement = place(instance, Control(30)).placement
    assert placement is not None
    data = AssessmentData(instance, placement)
    sent = SubproblemData(instance, placement, None, frozenset(), tuple(data.cases), largest_dual_price(data))
    tasks = ParallelTasks(InlineExecutor(), SubproblemWorker.of, sent, Control(30))
    lagrangian = LagrangianBound(data, list(data.cases.values()), len(data.cases), tasks)
    found = lagrangian.bound_at({school: {} for school in lagrangian.schools}, Control(10))
    assert found is not None
    assert {student for column in found.columns.values() for student in column.bookings} == set(data.cases)
