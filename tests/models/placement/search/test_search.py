"""How the placement search behaves: pins that cannot hold, little time, the stop button, the same seed."""

from __future__ import annotations

import numpy as np
import pytest
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from instances.domain.entities import Day, Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Status
from instances.sample.generate import generate
from models.infeasibility.assumptions import Assumptions
from models.journeys.matrix import student_minutes
from models.placement.column_generation.candidate_pairs import cheapest_pairs
from models.placement.column_generation.restricted_master import PlacementMaster
from models.placement.cp_sat.constraints import POSTERS
from models.placement.cp_sat.variables import PlacementVariables
from models.placement.data.arrays import PlacementArrays
from models.placement.data.capacity import limits_of
from models.placement.data.objective import LevelObjective
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import CandidatePairs, all_pairs
from models.placement.search import cp_sat_step
from models.placement.search.place import place
from models.placement.search.settings import CpSatStepSettings
from models.search.control import Control, Progress
from models.search.settings import SearchSettings
from scheduler.checks.placement import check_placement
from tests import builders as b


def _clash() -> Instance:
    """Two students pinned to a mentor with one place."""
    pins = (Pin("ST1", mentor="M1"), Pin("ST2", mentor="M1"))
    return b.semester(b.board(), b.school(), b.mentor(), b.student("ST1"), b.student("ST2"), *pins)


def test_pins_that_clash_make_every_roster_impossible() -> None:
    result = place(_clash(), Control(10))
    assert (result.placement, result.proof.status) == (None, Status.INFEASIBLE)


def test_a_pin_that_breaks_a_rule_makes_every_roster_impossible() -> None:
    instance = b.semester(b.board(), b.school(), b.mentor(available=False), b.student(), Pin("ST1", mentor="M1"))
    assert place(instance, Control(10)).proof.status is Status.INFEASIBLE


def test_a_semester_without_students_has_the_empty_roster() -> None:
    result = place(b.semester(b.board(), b.school(), b.mentor()), Control(10))
    assert (result.placement, result.proof.status) == ({}, Status.OPTIMAL)


def test_a_semester_without_mentors_leaves_everyone_unplaced() -> None:
    result = place(b.semester(b.board(min_students=2), b.school(), b.student()), Control(10))
    assert (result.placement, result.proof.shortage_bound) == ({}, 2)


def test_a_stopped_search_still_gives_a_roster_that_breaks_no_rule() -> None:
    instance, control = generate("bestuur"), Control(30)
    control.stop()
    result = place(instance, control)
    assert result.placement is not None
    assert check_placement(instance, result.placement).violations == ()


def test_a_stopped_search_claims_no_proof() -> None:
    control = Control(30)
    control.stop()
    proof = place(generate("bestuur"), control).proof
    assert (proof.status, proof.cost_bound) == (Status.FEASIBLE, None)


def test_the_same_seed_gives_the_same_roster() -> None:
    instance = generate("bestuur")
    seeded = SearchSettings(seed=3)
    assert place(instance, Control(30, seeded)).placement == place(instance, Control(30, seeded)).placement


def test_the_board_sample_is_proven_optimal() -> None:
    assert place(generate("bestuur"), Control(30)).proof.status is Status.OPTIMAL


def test_the_cost_proven_is_the_cost_the_checker_counts() -> None:
    instance = generate("bestuur")
    result = place(instance, Control(30))
    assert result.placement is not None
    assert result.proof.cost_bound == check_placement(instance, result.placement).cost


def test_progress_is_told_with_every_better_roster() -> None:
    told: list[Progress] = []
    place(generate("klein"), Control(30, listener=told.append))
    assert [line.rosters for line in told] == sorted(line.rosters for line in told)


def test_short_lists_grow_to_the_same_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    instance = generate("bestuur")
    best = place(instance, Control(30)).proof.cost_bound
    monkeypatch.setattr(cp_sat_step, "CP_SAT_STEP_SETTINGS", CpSatStepSettings(list_sizes=(1,)))
    assert place(instance, Control(30)).proof.cost_bound == best


def test_travel_minutes_at_once_equal_those_one_by_one() -> None:
    instance = generate("bestuur")
    one_by_one = [[instance.travel_minutes(s, k) for k in instance.schools] for s in instance.students]
    assert np.array_equal(student_minutes(instance), np.array(one_by_one))


def test_a_measured_journey_by_postcode_wins_from_coordinates() -> None:
    instance = b.semester(
        b.board(), b.school(postcode="1823"), b.student(postcode="1811"), b.travel("1823", "1811", 42)
    )
    assert student_minutes(instance).tolist() == [[42]]


@pytest.mark.parametrize(("origin", "destination"), [("1811", "S1"), ("ST1", "1823"), ("1811", "1823")])
def test_a_measured_journey_by_the_four_digits_of_a_postcode_wins_too(origin: str, destination: str) -> None:
    instance = b.semester(
        b.board(), b.school(postcode="1823CD"), b.student(postcode="1811AB"), b.travel(origin, destination, 42)
    )
    assert student_minutes(instance).tolist() == [[42]]


def test_a_relaxation_cut_short_in_its_second_round_keeps_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that time ends before it has any values once broke the search off."""
    rounds = iter((True, False))
    run = PlacementMaster._run

    def cut_short(master: PlacementMaster, control: Control) -> bool:
        if next(rounds):
            return run(master, control)
        master.result = mathopt.SolveResult(termination=mathopt.Termination())
        return False

    monkeypatch.setattr(PlacementMaster, "_run", cut_short)
    instance = generate("bestuur")
    facts = PlacementArrays(instance)
    pairs, limits = all_pairs(facts, PairCosts(facts)), limits_of(facts)
    goal = LevelObjective(pair_cost=pairs.cost, alone=20, above=True)
    relaxed = PlacementMaster(facts, pairs, limits).solve(goal, cheapest_pairs(pairs, 2), Control(30))
    assert relaxed is not None


def test_assumptions_name_the_rules_that_cannot_hold_together() -> None:
    """Two students are pinned (P13) to one mentor, who has one place (P2): the core names both pins and the mentor."""
    pinned = [b.student("ST1"), b.student("ST2", days=frozenset({Day.MA}))]
    instance = b.semester(b.board(), b.school(), b.mentor(), *pinned, Pin("ST1", mentor="M1"), Pin("ST2", mentor="M1"))
    facts = PlacementArrays(instance)
    core = _core(facts, all_pairs(facts, PairCosts(facts)))
    assert core == {(Rule.P2, "M1"), (Rule.P13, "ST1"), (Rule.P13, "ST2")}


def _core(facts: PlacementArrays, pairs: CandidatePairs) -> set[tuple[Rule, str]]:
    cp = cp_model.CpModel()
    posting = Assumptions(cp, assume=True)
    x = PlacementVariables(cp, facts, pairs)
    for rule, poster in POSTERS.items():
        poster(posting.of(rule), facts.instance, x)
    cp.add_assumptions(list(posting.assumptions.values()))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    assert solver.solve(cp) == cp_model.INFEASIBLE
    core = set(solver.sufficient_assumptions_for_infeasibility())
    return {key for key, literal in posting.assumptions.items() if literal.index in core}
