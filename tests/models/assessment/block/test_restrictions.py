"""What a caller adds to a block holds, and nothing more: counts, no-good cuts, load vectors, a limit on cost."""

from __future__ import annotations

from instances.domain.entities import DayPart, Role
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.restrictions import Counts, LoadVector, NoGoodCut, Restrictions
from models.assessment.block.variables import HalfDay
from models.assessment.data.cases import AssessmentData
from models.search.control import Control
from tests import builders as b

MORNING = HalfDay(b.TUESDAY, DayPart.MORNING)


def _solved(restrictions: Restrictions) -> BlockResult:
    """ST1 (a first-year, so with two assessors) and ST2 with a class each at S1; SO1 is near, SO2 is not."""
    semester = b.semester(
        b.board(), b.school(places=9), b.student("ST1", year=1), b.student("ST2"), b.mentor("M1"), b.mentor("M2"),
        b.trainer("SO1"), b.trainer("SO2"), b.trainer("IO1", Role.IO), b.travel("SO2", "S1", 60),
        b.slot("T1"), b.slot("T2", begin="10:00", end="11:00"), b.slot("T3", begin="13:00", end="14:00"),
    )  # fmt: skip
    data = AssessmentData(semester, {"ST1": "M1", "ST2": "M2"})
    block = Block(data, list(data.cases.values()), {}, {"SO1": 9, "SO2": 9, "IO1": 9}, restrictions=restrictions)
    return block.solve(Control(20), 20)


def test_without_restrictions_everyone_is_scheduled_with_the_near_assessor() -> None:
    bookings = _solved(Restrictions()).bookings or {}
    assert {student: booking.field for student, booking in bookings.items()} == {"ST1": "SO1", "ST2": "SO1"}


def test_counts_fix_how_many_are_scheduled_and_how_many_with_two_assessors() -> None:
    assert list(_solved(Restrictions(counts=Counts(1, 0))).bookings or {}) == ["ST2"]
    assert list(_solved(Restrictions(counts=Counts(1, 1))).bookings or {}) == ["ST1"]
    assert _solved(Restrictions(counts=Counts(1, 2))).infeasible


def test_a_no_good_cut_without_assessors_forbids_the_half_day() -> None:
    bookings = _solved(Restrictions(no_good_cuts=[NoGoodCut("ST1", MORNING)])).bookings or {}
    assert bookings["ST1"].slot == "T3"


def test_a_no_good_cut_with_assessors_leaves_the_half_day_to_others() -> None:
    cuts = [NoGoodCut("ST2", MORNING, ("SO1",)), NoGoodCut("ST2", HalfDay(b.TUESDAY, DayPart.AFTERNOON))]
    bookings = _solved(Restrictions(no_good_cuts=cuts)).bookings or {}
    assert (bookings["ST2"].field, bookings["ST2"].slot in ("T1", "T2")) == ("SO2", True)


def test_a_no_good_cut_on_who_is_not_in_the_block_is_passed_over() -> None:
    assert len(_solved(Restrictions(no_good_cuts=[NoGoodCut("ST9", MORNING)])).bookings or {}) == 2


def test_one_of_the_load_vectors_is_chosen() -> None:
    vectors = {"S1": [LoadVector({"SO2": 2, "IO1": 1}, 0), LoadVector({"SO1": 1, "SO2": 1, "IO1": 1}, 0)]}
    bookings = _solved(Restrictions(load_vectors=vectors)).bookings or {}
    assert {booking.field for booking in bookings.values()} == {"SO2"}


def test_a_limit_on_cost_below_the_optimum_leaves_nothing() -> None:
    best = _solved(Restrictions()).value
    assert _solved(Restrictions(cost_limit=best)).value == best
    assert _solved(Restrictions(cost_limit=best - 1)).infeasible
