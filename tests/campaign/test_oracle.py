"""Whole small semesters against brute force: number, then shortage, then cost, and everything that is called proven."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from instances.domain.rulebook import ASSESSMENT_RULES, PLACEMENT_RULES, Rule
from instances.domain.solution import AssessmentResult, Placement, PlacementResult, Status
from models.assessment.block.settings import BlockSettings
from models.assessment.search import schedule as wpa_search
from models.assessment.search.schedule import schedule
from models.placement.data.problem import PlacementProblem
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.search.place import place
from models.search.control import Control
from models.search.settings import SearchSettings
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from tests.campaign.examples import ASKED, counted, examples
from tests.campaign.semesters import SmallSemester, semesters
from tests.oracle import best_assessment, best_placement, size

SECONDS = 60.0
MOST_ROSTERS = 2_000 if ASKED is None else 20_000  # WPA rosters to try; one in a hundred semesters has more
# a student with two mentors or two WPAs is no roster at all, so these cannot be left out of one
LEFT_OUT_P = [rule for rule in PLACEMENT_RULES if rule is not Rule.P1]
# and without A3 the models still take nobody who does no WPAs, whom the checker names under A3
LEFT_OUT_A = [rule for rule in ASSESSMENT_RULES if rule not in (Rule.A1, Rule.A2, Rule.A3)]


def placement_figures(case: SmallSemester, result: PlacementResult) -> tuple[int, int, int]:
    """What the checker counts, smaller is better; no rule may be broken."""
    assert result.placement is not None
    verdict = check_placement(case.instance, result.placement, case.old_placement)
    assert verdict.violations == ()
    return -verdict.count, sum(verdict.shortage.values()), verdict.cost


def assert_best_placement(case: SmallSemester, result: PlacementResult) -> None:
    best = best_placement(case.instance, case.old_placement)
    proof = result.proof
    if best is None:
        assert (result.placement, proof.status) == (None, Status.INFEASIBLE)
        return
    assert placement_figures(case, result) == best.score
    assert proof.status is Status.OPTIMAL
    assert (-proof.count_bound, proof.shortage_bound, proof.cost_bound) == best.score


def placed_best(case: SmallSemester) -> Placement:
    """The placement on which the WPAs are; a semester without one, or with too many WPA rosters to try, is skipped."""
    best = best_placement(case.instance, case.old_placement)
    assume(best is not None)
    assert best is not None
    assume(size(case.instance, best.roster) <= MOST_ROSTERS)
    return best.roster


def assert_best_wpas(case: SmallSemester, placed: Placement, result: AssessmentResult) -> None:
    best = best_assessment(case.instance, placed, case.old_wpas)
    proof = result.proof
    if best is None:
        assert (result.assessment, proof.status) == (None, Status.INFEASIBLE)
        return
    assert result.assessment is not None
    verdict = check_assessment(case.instance, placed, result.assessment, case.old_wpas)
    assert verdict.violations == ()
    assert (verdict.count, verdict.cost) == (best.count, best.cost)
    assert (proof.status, proof.count_bound, proof.cost_bound) == (Status.OPTIMAL, best.count, best.cost)


@examples(30)
@given(semesters())
@counted
def test_no_placement_is_better_than_the_one_found(case: SmallSemester) -> None:
    assert_best_placement(case, place(case.instance, Control(SECONDS), case.old_placement))


@examples(10)
@given(semesters())
@counted
def test_the_search_of_questions_finds_the_same(case: SmallSemester) -> None:
    best = best_placement(case.instance, case.old_placement)
    found = LexicographicSearch(PlacementProblem.of(case.instance, case.old_placement), Control(SECONDS)).best()
    if best is None:
        assert found.impossible
        return
    assert found.score is not None
    assert found.bounds is not None
    assert (found.score.key, found.bounds.cost, found.proven) == (best.score, best.cost, True)


@examples(25)
@given(semesters(most_students=5, most_slots=6))
@counted
def test_no_wpa_roster_is_better_than_the_one_found(case: SmallSemester) -> None:
    placed = placed_best(case)
    assert_best_wpas(case, placed, schedule(case.instance, placed, Control(SECONDS), case.old_wpas))


@examples(10)
@given(semesters(most_students=5), st.sampled_from([0.0, 0.01, 0.03, 0.1]), st.booleans())
@counted
def test_what_is_called_proven_in_too_little_time_is_true(
    case: SmallSemester, seconds: float, reproducible: bool
) -> None:
    best = best_placement(case.instance, case.old_placement)
    control = Control(seconds, SearchSettings(reproducible=reproducible))
    result = place(case.instance, control, case.old_placement)
    proof = result.proof
    if best is None:
        assert result.placement is None
        assert proof.status in (Status.INFEASIBLE, Status.UNKNOWN)
        return
    assert proof.status is not Status.INFEASIBLE
    assert proof.count_bound >= best.count
    if result.placement is None:
        assert proof.status is Status.UNKNOWN
        return
    figures = placement_figures(case, result)
    assert figures >= best.score
    assert (proof.status is Status.OPTIMAL) <= (figures == best.score)
    if proof.count_bound == best.count:
        assert proof.shortage_bound <= best.shortage
        if (-figures[0], figures[1]) == (best.count, best.shortage) and proof.cost_bound is not None:
            assert proof.cost_bound <= best.cost


@examples(10)
@given(semesters(most_students=5, most_slots=6), st.sampled_from([0.0, 0.01, 0.05, 0.5]), st.booleans(), st.booleans())
@counted
def test_what_is_called_proven_of_wpas_in_too_little_time_is_true(
    case: SmallSemester, seconds: float, reproducible: bool, whole: bool
) -> None:
    placed = placed_best(case)
    best = best_assessment(case.instance, placed, case.old_wpas)
    control = Control(seconds, SearchSettings(reproducible=reproducible))
    with pytest.MonkeyPatch.context() as patch:
        if not whole:  # columns, bound and neighbourhoods, which small semesters are spared
            patch.setattr(wpa_search, "BLOCK_SETTINGS", BlockSettings(exact_wpas=0))
        result = schedule(case.instance, placed, control, case.old_wpas)
    proof = result.proof
    if best is None:
        assert result.assessment is None
        assert proof.status in (Status.INFEASIBLE, Status.UNKNOWN)
        return
    assert proof.status is not Status.INFEASIBLE
    if result.assessment is None:
        assert proof.status is Status.UNKNOWN
        return
    verdict = check_assessment(case.instance, placed, result.assessment, case.old_wpas)
    assert verdict.violations == ()
    figures, best_figures = (-verdict.count, verdict.cost), (-best.count, best.cost)
    assert figures >= best_figures
    assert proof.count_bound >= best.count
    assert (proof.status is Status.OPTIMAL) <= (figures == best_figures)
    if verdict.count == best.count and proof.cost_bound is not None:
        assert proof.cost_bound <= best.cost


@examples(20)
@given(semesters(), st.sampled_from(LEFT_OUT_P))
@counted
def test_without_a_rule_the_placement_is_the_best_without_it(case: SmallSemester, rule: Rule) -> None:
    best = best_placement(case.instance, case.old_placement, frozenset({rule}))
    result = place(case.instance, Control(SECONDS), case.old_placement, without=frozenset({rule}))
    if best is None:
        assert (result.placement, result.proof.status) == (None, Status.INFEASIBLE)
        return
    assert result.placement is not None
    verdict = check_placement(case.instance, result.placement, case.old_placement)
    assert {fault.rule for fault in verdict.violations} <= {rule}
    assert (-verdict.count, sum(verdict.shortage.values()), verdict.cost) == best.score
    assert result.proof.status is Status.OPTIMAL


@examples(20)
@given(semesters(most_students=4, most_slots=5), st.sampled_from(LEFT_OUT_A))
@counted
def test_without_a_rule_the_wpa_roster_is_the_best_without_it(case: SmallSemester, rule: Rule) -> None:
    placed = placed_best(case)
    best = best_assessment(case.instance, placed, case.old_wpas, frozenset({rule}))
    result = schedule(case.instance, placed, Control(SECONDS), case.old_wpas, frozenset({rule}))
    if best is None:
        assert (result.assessment, result.proof.status) == (None, Status.INFEASIBLE)
        return
    assert result.assessment is not None
    verdict = check_assessment(case.instance, placed, result.assessment, case.old_wpas)
    assert {fault.rule for fault in verdict.violations} <= {rule}
    assert (verdict.count, verdict.cost) == (best.count, best.cost)
    assert result.proof.status is Status.OPTIMAL
