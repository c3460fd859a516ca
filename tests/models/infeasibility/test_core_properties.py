"""Minimal cores and correction sets of any small system, beside trying every assignment. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule
from models.infeasibility.assumptions import Assumptions
from models.infeasibility.core import Item, NamedConstraints, minimal_core, proven_conflict, smallest_correction_sets
from models.search.control import Control

VALUES = range(3)


@dataclass(frozen=True)
class Row:
    """``coefficients`` times the variables is at most ``limit``."""

    coefficients: tuple[int, ...]
    limit: int

    def holds(self, values: Sequence[int]) -> bool:
        return sum(a * x for a, x in zip(self.coefficients, values, strict=True)) <= self.limit


rows = st.builds(Row, st.tuples(*[st.integers(-2, 2)] * 3), st.integers(-4, 3))
systems = st.lists(rows, min_size=1, max_size=6)


def named(system: Sequence[Row]) -> NamedConstraints:
    model = cp_model.CpModel()
    x = [model.new_int_var(VALUES[0], VALUES[-1], "") for _ in system[0].coefficients]
    assumptions = Assumptions(model, assume=True)
    for item, row in zip(items(system), system, strict=True):
        left = cp_model.LinearExpr.weighted_sum(x, row.coefficients)
        assumptions.of(item[0])(left <= row.limit, item[1])
    return NamedConstraints(model, assumptions.assumptions)


def items(system: Sequence[Row]) -> list[Item]:
    return [(Rule.P2, str(number)) for number in range(len(system))]


def possible(system: Sequence[Row], some: Iterable[Item]) -> bool:
    chosen = [system[int(about)] for _, about in some]
    return any(all(row.holds(values) for row in chosen) for values in product(VALUES, repeat=3))


@given(systems)
def test_a_core_is_impossible_and_needs_every_item(system: list[Row]) -> None:
    core = minimal_core(named(system), Control(60), lambda item: int(item[1]))
    assert (core is None) == possible(system, items(system))
    if core is not None:
        assert core.minimal
        assert not possible(system, core.items)
        assert all(possible(system, set(core.items) - {item}) for item in core.items)


@given(systems, st.sets(st.integers(0, 5)))
def test_a_conflict_is_proven_just_where_there_is_one(system: list[Row], numbers: set[int]) -> None:
    some = [item for item in items(system) if int(item[1]) in numbers]
    assert proven_conflict(named(system), some, Control(60)) == (not possible(system, some))


@given(systems)
def test_dropping_a_correction_set_is_enough_and_the_first_is_the_smallest(system: list[Row]) -> None:
    every = items(system)
    found = [
        set(dropped) for dropped, _ in smallest_correction_sets(named(system), every, Control(60), most=4, least=[])
    ]
    enough = [
        set(some) for size in range(len(every) + 1) for some in combinations(every, size)
        if possible(system, set(every) - set(some))
    ]  # fmt: skip
    assert all(dropped in enough for dropped in found)
    assert not any(one < other for one in found for other in found)
    if enough[0]:
        assert len(found[0]) == len(enough[0])
    else:
        assert found == []
