"""What an ask is worth at most: never less than what solving the edited workbook from nothing gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import pytest

from instances.domain.certificates import Level
from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.domain.solution import Proof
from instances.edits.edit import apply
from models.placement.asking.ask_bounds import AskBounds
from models.placement.asking.asks import AskKind, Asks, SingleAsk, edits_of, limits_after, row_asks
from models.placement.asking.opened_pairs import OpenedPairs
from models.placement.asking.pairs_of_asks import pairs_of_asks
from models.placement.column_generation.stored_duals import stored_duals
from models.placement.data.objective import LevelKind
from models.placement.data.problem import PlacementProblem
from models.placement.search.place import place
from models.search.control import Control
from tests.builders import board, mentor, school, semester, student
from tests.campaign.semesters import drawn
from tests.oracle import best_placement

LEVELS = {Level.COUNT: LevelKind.COUNT, Level.SHORTAGE: LevelKind.SHORTAGE, Level.COST: LevelKind.COST}
SEEDS = range(24)


def solvable(seed: int) -> tuple[Instance, Proof] | None:
    instance = drawn(seed, 5).instance
    found = place(instance, Control(20))
    return None if found.placement is None or not found.placement else (instance, found.proof)


def bounds_of(instance: Instance, proof: Proof) -> tuple[AskBounds, list[SingleAsk]]:
    problem = PlacementProblem.of(instance)
    opened = OpenedPairs.of(problem)
    prices = {}
    for level, kind in LEVELS.items():
        found = stored_duals(problem, proof.derived[level].certificate) if level in proof.derived else None
        prices[kind] = found or stored_duals(problem, next(iter(proof.derived.values())).certificate)
    assert all(price is not None for price in prices.values())
    bounds = AskBounds(problem, opened, {kind: price for kind, price in prices.items() if price is not None})
    return bounds, [*row_asks(instance), *opened.days]


def cases() -> Iterator[tuple[Instance, AskBounds, list[SingleAsk]]]:
    for seed in SEEDS:
        found = solvable(seed)
        if found is not None:
            bounds, asks = bounds_of(*found)
            yield found[0], bounds, asks


@pytest.fixture(scope="module")
def semesters() -> list[tuple[Instance, AskBounds, list[SingleAsk]]]:
    return list(cases())


def as_edited(instance: Instance, asks: Asks) -> PlacementProblem:
    return PlacementProblem.of(apply(instance, edits_of(instance, asks)))


def test_the_limits_and_pairs_are_those_of_the_edited_workbook(
    semesters: list[tuple[Instance, AskBounds, list[SingleAsk]]],
) -> None:
    seen = set()
    for instance, bounds, asks in semesters:
        for ask in asks:
            seen.add(ask.kind)
            edited, problem = as_edited(instance, (ask,)), bounds.problem
            limits = limits_after(problem.facts, problem.limits, (ask,))
            told = [(group.name, group.maximum, group.target, group.minimum) for group in limits.groups]
            assert told == [(g.name, g.maximum, g.target, g.minimum) for g in edited.limits.groups], ask
            assert limits.places.tolist() == edited.limits.places.tolist(), ask
            counted = zip(limits.counted, edited.limits.counted, strict=True)
            assert all(one.limit.tolist() == other.limit.tolist() for one, other in counted), ask
            opened = sum(len(positions) for positions, _ in bounds.opened.by((ask,)))
            assert len(edited.pairs) == len(problem.pairs) + opened, ask
    assert seen == {*AskKind}


def test_no_roster_of_the_edited_workbook_is_better_than_the_bound(
    semesters: list[tuple[Instance, AskBounds, list[SingleAsk]]],
) -> None:
    tight = 0
    for instance, bounds, asks in semesters[:5]:
        for ask in asks:
            best = best_placement(apply(instance, edits_of(instance, (ask,))))
            assert best is not None
            bound = bounds.least((ask,))
            assert bound <= best.score, ask
            tight += bound[:2] == best.score[:2]
    assert tight > 30  # a bound that says nothing would pass as well


def test_nor_than_that_of_two_asks(semesters: list[tuple[Instance, AskBounds, list[SingleAsk]]]) -> None:
    for instance, bounds, asks in semesters[:5]:
        for two in islice(pairs_of_asks(instance, asks, bounds.opened), 0, 60, 4):
            best = best_placement(apply(instance, edits_of(instance, two)))
            assert best is not None
            assert bounds.least(two) <= best.score, two
            assert bounds.count(two) == bounds.least(two)[0]


def test_prices_of_another_workbook_only_make_a_bound_sharper(
    semesters: list[tuple[Instance, AskBounds, list[SingleAsk]]],
) -> None:
    for instance, bounds, asks in semesters[10:12]:
        before = {ask: bounds.least((ask,)) for ask in asks}
        edited = apply(instance, edits_of(instance, (asks[0],)))
        proof = place(edited, Control(20)).proof
        for level, bound in proof.derived.items():
            prices = stored_duals(bounds.problem, bound.certificate)
            assert prices is not None
            bounds.learn(LEVELS[level], prices)
        for ask in asks[:12]:
            best = best_placement(apply(instance, edits_of(instance, (ask,))))
            assert best is not None
            assert before[ask] <= bounds.least((ask,)) <= best.score, ask


def test_a_closed_school_is_asked_for_its_minimum() -> None:
    instance = semester(board(), school(places=1, min_students=3), mentor(), student())
    assert [ask.amount for ask in row_asks(instance) if ask.kind is AskKind.PLACE] == [2]


def test_a_day_is_asked_of_one_of_a_class_and_only_where_it_lets_somebody_in() -> None:
    instance = semester(
        board(), school(), mentor("M1", days=frozenset({Day.MA})), mentor("M2"), student("ST1"), student("ST2")
    )
    opened = OpenedPairs.of(PlacementProblem.of(instance))
    assert opened.days == [SingleAsk(AskKind.DAY, "M1", 1, Day.DI)]
