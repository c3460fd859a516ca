"""The lexicographic search: its levels, and that every solver of its integer steps proves the same."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.placement.column_generation.lagrangian_bound import FAR
from models.placement.column_generation.restricted_master import PlacementMaster
from models.placement.cp_sat.model import PlacementModel
from models.placement.data.arrays import Ints
from models.placement.data.objective import LevelKind, LevelObjective
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.search.cp_sat_step import CpSatStep
from models.placement.search.levels import LevelState
from models.placement.search.lexicographic import LexicographicSearch
from models.search.control import Control
from tests.models.placement_cases import random_semester

ROSTERS: dict[int, tuple[int, int]] = {0: (5, 1), 1: (4, 9), 2: (4, 2)}  # value of the level, then of the next one


def _level() -> LevelState:
    """A level on which a roster is one position in ``ROSTERS``."""
    return LevelState(
        LevelKind.SHORTAGE,
        LevelTargets(),
        LevelObjective(pair_cost=np.zeros(0, dtype=np.int64)),
        value=lambda positions: ROSTERS[int(positions[0])][0],
        order=lambda positions: ROSTERS[int(positions[0])],
    )


def _roster(number: int) -> Ints:
    return np.array([number], dtype=np.int64)


def test_of_rosters_equal_on_a_level_the_next_level_decides() -> None:
    level = _level()
    for number in (0, 1, 2, 1):
        level.offer(_roster(number))
    assert level.best is not None
    assert (level.best.tolist(), level.reached) == ([2], 4)


def test_a_level_without_a_roster_reaches_nothing_and_is_not_settled() -> None:
    level = _level()
    level.prove(FAR)
    assert (level.reached, level.settled) == (FAR, False)


def test_no_bound_is_above_what_the_best_roster_has() -> None:
    level = _level()
    level.offer(_roster(0))
    level.prove(7)
    assert (level.bound, level.settled) == (5, True)


def test_a_tightened_level_keeps_what_is_known() -> None:
    level = _level()
    level.offer(_roster(1))
    level.prove(3)
    stricter = level.tightened(LevelTargets(2), level.goal)
    assert (stricter.targets.placed, stricter.reached, stricter.bound) == (2, 4, 3)


def _problem(seed: int) -> tuple[Instance, Placement | None, PlacementProblem]:
    instance, old = random_semester(seed)
    return instance, old, PlacementProblem.of(instance, old)


@pytest.mark.parametrize("seed", range(8000, 8030))
def test_both_solvers_of_the_integer_steps_prove_the_same(seed: int) -> None:
    _, _, problem = _problem(seed)
    model = PlacementModel(problem.facts, problem.measures, frozenset())
    by_cp_sat = LexicographicSearch(problem, Control(30), step=CpSatStep(model, problem.pairs, Control(30))).best()
    by_highs = LexicographicSearch(problem, Control(30)).best()
    assert (by_cp_sat.score, by_cp_sat.proven, by_cp_sat.bounds) == (by_highs.score, by_highs.proven, by_highs.bounds)


@pytest.mark.parametrize("seed", range(8000, 8030))
def test_what_is_proven_of_all_is_what_the_best_roster_reaches(seed: int) -> None:
    _, _, problem = _problem(seed)
    best = LexicographicSearch(problem, Control(30)).best()
    if best.score is None:
        assert best.impossible
    else:
        assert best.bounds is not None
        assert (best.bounds.count, best.bounds.shortage, best.bounds.cost) == (
            best.score.count, best.score.shortage, best.score.cost,
        )  # fmt: skip


def test_a_search_with_other_costs_leaves_the_first_as_it_was() -> None:
    """The fields of a search were once overwritten from outside, so that its next answer was to another question."""
    _, _, problem = _problem(8000)
    search = LexicographicSearch(problem, Control(30))
    best = search.best()
    assert best.score is not None
    assert best.duals is not None
    other = search.with_costs(problem.pairs.cost * 3 + 1, best.duals).cost(LevelTargets(best.score.count))
    assert other.best is not None
    assert (search.problem, search.best().score) == (problem, best.score)


def test_a_master_has_no_time_of_its_own() -> None:
    """Who solves gives the time with it: a master that kept a control had it overwritten before every solve."""
    _, _, problem = _problem(8000)
    master = PlacementMaster(problem.facts, problem.pairs, problem.limits)
    goal = problem.cheapest(LevelTargets())
    stopped = Control(30)
    stopped.stop()
    every = np.arange(len(problem.pairs))
    assert master.solve(goal, every, stopped) is None
    assert master.solve(goal, every, Control(30)) is not None


def test_a_start_that_misses_the_targets_is_passed_by() -> None:
    _, _, problem = _problem(8001)
    search = LexicographicSearch(problem, Control(30))
    nobody = np.zeros(0, dtype=np.int64)
    level = search.cost(replace(LevelTargets(), placed=len(problem.facts.students) + 1), nobody)
    assert level.best is None
