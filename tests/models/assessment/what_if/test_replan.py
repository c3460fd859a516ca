"""A replanned WPA roster has the fewest changes there can be, on small random semesters and worked out by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement, Status
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.what_if.change_bound import ChangeBound
from models.assessment.what_if.replan import ReplannedWpas, replan_wpas
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests import builders as b
from tests.models.assessment_cases import random_assessment
from tests.oracle import Best, best_assessment

FIRST = 10**6  # at this weight of V7 the cheapest roster is one with the fewest changes


def _weighted(instance: Instance, changes: int) -> Instance:
    weights: Mapping[Wish, int] = {**instance.settings.weights, Wish.V7: changes}
    return replace(instance, settings=replace(instance.settings, weights=weights))


def _changes(instance: Instance, placed: Placement, roster: Assessment, old: Assessment) -> int:
    return check_assessment(instance, placed, roster, old).wishes[Wish.V7].amount


def _expected(instance: Instance, placed: Placement, old: Assessment) -> tuple[int, int, int] | None:
    """Count, changes and cost of the best roster in that order; None when there is none."""
    best: Best[Booking] | None = best_assessment(_weighted(instance, FIRST), placed, old)
    if best is None:
        return None
    verdict = check_assessment(instance, placed, best.roster, old)
    return verdict.count, verdict.wishes[Wish.V7].amount, verdict.cost


def _reached(instance: Instance, placed: Placement, old: Assessment, found: ReplannedWpas) -> tuple[int, int, int]:
    assert found.assessment is not None
    verdict = check_assessment(instance, placed, found.assessment, old)
    assert verdict.violations == ()
    return verdict.count, verdict.wishes[Wish.V7].amount, verdict.cost


@pytest.mark.parametrize("seed", range(7000, 7040))
def test_no_roster_is_better_in_count_changes_and_cost(seed: int) -> None:
    instance, placed, old = random_assessment(seed)
    expected = _expected(instance, placed, old or {})
    found = replan_wpas(instance, placed, old or {}, Control(30))
    if expected is None:
        assert (found.assessment, found.proof.status) == (None, Status.INFEASIBLE)
        return
    assert _reached(instance, placed, old or {}, found) == expected
    assert (found.proof.status, found.proof.count_bound, found.changes) == (Status.OPTIMAL, *expected[:2])
    assert (found.fewest, found.fewest_proven, found.proof.cost_bound) == (expected[1], True, expected[2])


@pytest.mark.parametrize("seed", range(7100, 7140))
def test_what_is_proven_of_a_large_roster_is_true(seed: int) -> None:
    """As if 25 WPAs were many: first what must change, then neighbourhoods."""
    instance, placed, old = random_assessment(seed)
    expected = _expected(instance, placed, old or {})
    found = replan_wpas(instance, placed, old or {}, Control(30), small=0)
    if expected is None:
        assert found.assessment is None
        return
    count, changes, cost = _reached(instance, placed, old or {}, found)
    assert count <= expected[0] <= found.proof.count_bound
    if found.fewest_proven:
        assert (count, changes) == expected[:2]
    if found.proof.status is Status.OPTIMAL:
        assert (count, changes, cost) == expected == (count, changes, found.proof.cost_bound)


def _two_wpas(*more: object) -> tuple[Instance, Placement, dict[str, Booking]]:
    """ST1 at T1 and ST2 at T2, both with SO8, who has no better hour."""
    rows = [b.student("ST1"), b.student("ST2"), b.mentor("M1"), b.mentor("M2"), b.trainer("SO8"), b.trainer("SO9")]
    slots = [b.slot("T1"), b.slot("T2", begin="10:00", end="11:00"), b.slot("T3", begin="11:00", end="12:00")]
    old = {"ST1": Booking("T1", "SO8"), "ST2": Booking("T2", "SO8")}
    return b.semester(b.board(), b.school(), *rows, *slots, *more), {"ST1": "M1", "ST2": "M2"}, old


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_an_unchanged_workbook_changes_nothing(small: int) -> None:
    instance, placed, old = _two_wpas()
    found = replan_wpas(instance, placed, old, Control(10), small=small)
    assert (found.assessment, found.changes, found.fewest_proven) == (old, 0, True)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_only_the_wpas_of_a_lost_assessor_change(small: int) -> None:
    instance, placed, old = _two_wpas(b.trainer("SO8", assessor=False))
    old["ST2"] = Booking("T2", "SO9")
    found = replan_wpas(instance, placed, old, Control(10), small=small)
    assert found.assessment is not None
    assert (found.assessment["ST2"], found.assessment["ST1"].field) == (Booking("T2", "SO9"), "SO9")
    assert (found.changes, found.fewest_proven) == (1, True)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_one_of_two_goes_when_a_maximum_is_lowered(small: int) -> None:
    instance, placed, old = _two_wpas(b.trainer("SO8", max_wpas=1))
    found = replan_wpas(instance, placed, old, Control(10), small=small)
    assert (found.changes, found.fewest_proven, found.proof.status) == (1, True, Status.OPTIMAL)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_a_new_pin_takes_the_place_of_another(small: int) -> None:
    """ST1 must have T2 with SO8, where ST2 is: both change, and that is proven."""
    instance, placed, old = _two_wpas(Pin("ST1", slot="T2", field="SO8"))
    found = replan_wpas(instance, placed, old, Control(10), small=small)
    assert (found.changes, found.fewest_proven) == (2, True)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_a_student_newly_due_is_scheduled_and_counts_as_no_change(small: int) -> None:
    instance, placed, old = _two_wpas(b.student("ST3"), b.mentor("M3"))
    found = replan_wpas(instance, {**placed, "ST3": "M3"}, old, Control(10), small=small)
    assert found.assessment is not None
    assert (len(found.assessment), found.changes) == (3, 0)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_who_has_left_is_no_change(small: int) -> None:
    instance, placed, old = _two_wpas()
    gone = {**old, "vertrokken": Booking("vervallen", "vertrokken")}
    found = replan_wpas(instance, placed, gone, Control(10), small=small)
    assert (found.assessment, found.changes) == (old, 0)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
@pytest.mark.parametrize(("gain", "changes"), [(10, 1), (31, 0)])
def test_a_further_change_must_pay_for_itself(small: int, gain: int, changes: int) -> None:
    """SO8 travels 35 minutes, SO9 5: a WPA that moves over to SO9 saves 30, when SO8 need not come at all."""
    instance, placed, old = _two_wpas(b.travel("SO8", "S1", 35))
    instance = _weighted(replace(instance, students={"ST1": instance.students["ST1"]}), 200)
    found = replan_wpas(instance, placed, {"ST1": old["ST1"]}, Control(10), 1, gain, small=small)
    assert (found.changes, found.fewest) == (changes, 0)


@pytest.mark.parametrize(
    ("staying", "count", "least"),
    [
        (None, 5, 2),  # nothing proven: what must change does
        ((5, 2), 5, 2),
        ((5, 4), 5, 3),  # who lets another WPA give way has one change more than must be
        ((4, 2), 5, 3),  # not all can stay when five are held
        ((-1, 0), 5, 3),
        ((5, 4), 4, 2),  # with fewer WPAs less may have to change
    ],
)
def test_the_floor_under_the_changes(staying: tuple[int, int] | None, count: int, least: int) -> None:
    assert ChangeBound(2, staying).at(count) == least


# -- without time --------------------------------------------------------------------------------


@pytest.fixture
def solves_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Block, "solve", lambda self, *_: BlockResult(None, count_bound=len(self.cases)))


@pytest.mark.usefixtures("solves_nothing")
@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
@pytest.mark.parametrize("seed", range(7200, 7230))
def test_without_any_solve_what_can_stand_does(seed: int, small: int) -> None:
    instance, placed, old = random_assessment(seed)
    found = replan_wpas(instance, placed, old or {}, Control(0), small=small)
    if found.assessment is None:
        assert any(pin.slot or pin.field or pin.institute for pin in instance.pins)
        return
    verdict = check_assessment(instance, placed, found.assessment, old or {})
    assert verdict.violations == ()
    assert found.assessment.items() <= (old or {}).items()
    for student, booking in (old or {}).items():
        if student not in found.assessment:
            assert check_assessment(instance, placed, {**found.assessment, student: booking}).violations
    assert verdict.count <= found.proof.count_bound
    assert found.proof.cost_bound is None or found.proof.status is Status.OPTIMAL


@pytest.mark.usefixtures("solves_nothing")
@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_without_any_solve_an_unchanged_workbook_changes_nothing(small: int) -> None:
    instance, placed, old = _two_wpas()
    found = replan_wpas(instance, placed, old, Control(0), small=small)
    assert (found.assessment, found.changes, found.fewest_proven, found.no_time_for) == (old, 0, True, frozenset())
    assert found.proof.status is Status.FEASIBLE
    assert found.proof.cost_bound is None


@pytest.mark.usefixtures("solves_nothing")
@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_without_any_solve_one_of_two_that_clash_stands(small: int) -> None:
    instance, placed, old = _two_wpas(b.trainer("SO8", max_wpas=1))
    found = replan_wpas(instance, placed, old, Control(0), small=small)
    assert found.assessment == {"ST1": old["ST1"]}
    assert (found.changes, found.fewest_proven, found.no_time_for) == (1, False, frozenset({"ST2"}))


@pytest.mark.usefixtures("solves_nothing")
@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_without_any_solve_the_old_stands_beside_what_is_given_for_a_pin(small: int) -> None:
    """ST1 must have T2 with SO8, where ST2 is."""
    instance, placed, old = _two_wpas(Pin("ST1", slot="T2", field="SO8"))
    assert replan_wpas(instance, placed, old, Control(0), small=small).assessment is None
    given = {"ST1": Booking("T2", "SO8")}
    found = replan_wpas(instance, placed, old, Control(0), small=small, instead=given)
    assert (found.assessment, found.changes) == (given, 2)
