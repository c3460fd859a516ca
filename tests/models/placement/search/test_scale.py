"""What lets a placement grow to the whole country: bounds from a flow, good first pairs, large relaxations."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from instances.domain.instance import Instance
from instances.sample.generate import generate
from models.placement.column_generation import flow_bound as flow
from models.placement.column_generation import restricted_master as master
from models.placement.column_generation.candidate_pairs import starting_pairs
from models.placement.column_generation.flow_bound import FlowBound, flow_bound
from models.placement.column_generation.lagrangian_bound import PlacementDuals, lower_bound
from models.placement.column_generation.restricted_master import PlacementMaster
from models.placement.data.arrays import PlacementArrays
from models.placement.data.capacity import limits_of
from models.placement.data.objective import LevelObjective
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import CandidatePairs, all_pairs
from models.placement.search import lexicographic
from models.placement.search.place import place
from models.search.control import Control
from tests import builders as b
from tests.models.placement.search.test_oracle import assert_as_good_as_brute_force


def _flow_bound(instance: Instance) -> FlowBound | None:
    facts = PlacementArrays(instance)
    return flow_bound(facts, all_pairs(facts, PairCosts(facts)), limits_of(facts))


def _crowded(*boards: object) -> Instance:
    """Three students, one mentor at each of two schools."""
    return b.semester(
        *boards, b.school("S1", "B1"), b.school("S2", "B2"), b.mentor("M1", "S1"), b.mentor("M2", "S2"),
        *(b.student(f"ST{i}") for i in range(3)),
    )  # fmt: skip


def test_the_flow_places_no_more_than_there_is_room() -> None:
    assert _flow_bound(_crowded(b.board("B1"), b.board("B2"))) == FlowBound(2, 0)


def test_the_flow_keeps_to_the_maximum_of_a_board() -> None:
    assert _flow_bound(_crowded(b.board("B1", max_students=0), b.board("B2"))) == FlowBound(1, 0)


def test_the_flow_knows_how_short_a_board_must_stay() -> None:
    assert _flow_bound(_crowded(b.board("B1", min_students=3), b.board("B2", min_students=1))) == FlowBound(2, 2)


def test_a_board_without_schools_stays_short_of_all_it_asks() -> None:
    assert _flow_bound(_crowded(b.board("B1"), b.board("B2"), b.board("B3", min_students=4))) == FlowBound(2, 4)


@pytest.mark.parametrize("seed", range(5000, 5020))
def test_a_flow_that_promises_too_little_shortage_does_no_harm(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """As at national size, where one board cannot reach its minimum because of the weekdays."""

    def rosier(*given: object) -> FlowBound | None:
        found = flow_bound(*given)  # type: ignore[arg-type]
        return None if found is None else FlowBound(found.count, 0)

    monkeypatch.setattr(lexicographic, "flow_bound", rosier)
    assert_as_good_as_brute_force(seed)


@pytest.mark.parametrize("seed", range(6000, 6020))
def test_students_with_many_pairs_may_pass_their_mentors_by(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flow, "FLOW_SETTINGS", replace(flow.FLOW_SETTINGS, few_pairs=1))
    assert_as_good_as_brute_force(seed)


@pytest.mark.parametrize("seed", range(7000, 7020))
def test_an_interior_point_proves_the_same(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(master, "MASTER_SETTINGS", replace(master.MASTER_SETTINGS, many_rows=0))
    assert_as_good_as_brute_force(seed)


def test_the_first_pairs_hold_some_of_every_mentor() -> None:
    pairs = _sample_pairs(generate("bestuur"))[1]
    chosen = pairs.take(starting_pairs(pairs, 2))
    assert set(chosen.mentor.tolist()) == set(pairs.mentor.tolist())


def test_the_first_pairs_hold_the_cheapest_of_every_student() -> None:
    pairs = _sample_pairs(generate("bestuur"))[1]
    chosen = pairs.take(starting_pairs(pairs, 1))
    for student in np.unique(pairs.student):
        assert chosen.cost[chosen.student == student].min() == pairs.cost[pairs.student == student].min()


def _sample_pairs(instance: Instance) -> tuple[PlacementArrays, CandidatePairs]:
    facts = PlacementArrays(instance)
    return facts, all_pairs(facts, PairCosts(facts))


def test_a_relaxation_that_ends_early_still_bounds_every_roster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond ``many_students`` the last rounds are left out; what is proven is less, not wrong."""
    instance = generate("bestuur")
    best = place(instance, Control(30)).proof.cost_bound
    monkeypatch.setattr(master, "MASTER_SETTINGS", replace(master.MASTER_SETTINGS, many_students=0, enough_part=0.05))
    bound = place(instance, Control(30)).proof.cost_bound
    assert best is not None
    assert bound is not None
    assert bound <= best


def test_prices_of_links_count_once_for_the_school_and_for_every_pair_there() -> None:
    instance = generate("klein")
    facts, pairs = _sample_pairs(instance)
    goal, limits = LevelObjective(pair_cost=pairs.cost, alone=20, above=True), limits_of(facts)
    relaxation = PlacementMaster(facts, pairs, limits)
    assert relaxation.solve(goal, starting_pairs(pairs, 6), Control(30)) is not None
    plain = relaxation._prices()
    link = ((int(pairs.student[0]),), int(facts.school_of[pairs.mentor[0]]))
    priced = lower_bound(facts, pairs, limits, goal, _with_link(plain, link, -5))
    here = (pairs.student == link[0][0]) & (facts.school_of[pairs.mentor] == link[1])
    difference = priced.net - lower_bound(facts, pairs, limits, goal, _with_link(plain, link, 0)).net
    assert np.array_equal(difference, np.where(here, 5, 0))


def _with_link(prices: PlacementDuals, link: tuple[tuple[int, ...], int], price: int) -> PlacementDuals:
    return replace(prices, link={**prices.link, link: price})
