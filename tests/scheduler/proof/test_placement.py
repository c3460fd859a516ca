"""The bound of a placement counted again: as told, never above brute force, and never too high whatever the prices."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.certificates import Certificate, DualBound, Level
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.placement.data.problem import PlacementProblem
from models.placement.search.place import place
from models.search.control import Control
from scheduler.proof import placement
from scheduler.proof.placement import PlacementRecount
from tests import builders as b
from tests.models.placement_cases import random_semester
from tests.oracle import Best, best_placement

SEEDS = range(5000, 5040)


@dataclass(frozen=True)
class Case:
    """A semester small enough to try every roster, with what a run told of it."""

    instance: Instance
    previous: Placement | None
    best: Best[str]
    derived: dict[Level, DualBound]

    @property
    def recount(self) -> PlacementRecount:
        return PlacementRecount(self.instance, self.previous)

    def holds(self, level: Level, value: int) -> bool:
        """Whether a bound on this level contradicts no roster."""
        if level is Level.COUNT:
            return value >= self.best.count
        return value <= (self.best.shortage if level is Level.SHORTAGE else self.best.cost)


@cache
def case_of(seed: int) -> Case | None:
    instance, previous = random_semester(seed)
    best = best_placement(instance, previous)
    if best is None:
        return None
    return Case(instance, previous, best, dict(place(instance, Control(30), previous).proof.derived))


def cases() -> Iterator[Case]:
    yield from filter(None, map(case_of, SEEDS))


@pytest.mark.parametrize("seed", SEEDS)
def test_what_was_told_is_what_is_counted_and_no_roster_betters_it(seed: int) -> None:
    case = case_of(seed)
    if case is None:
        pytest.skip("no roster exists")
    assert {Level.COUNT, Level.SHORTAGE} <= case.derived.keys()
    for level, proof in case.derived.items():
        assert case.recount.bound(level, proof, proof.placed, proof.short) == proof.value
        assert proof.value is not None
        assert case.holds(level, proof.value)


def test_the_prices_prove_nearly_all_there_is_to_prove() -> None:
    found = list(cases())
    exact = dict.fromkeys(Level, 0)
    for case in found:
        for level, proof in case.derived.items():
            reached = {Level.COUNT: case.best.count, Level.SHORTAGE: case.best.shortage, Level.COST: case.best.cost}
            exact[level] += proof.value == reached[level]
    assert len(found) >= 25
    assert min(exact.values()) >= 0.6 * len(found)


def test_the_pairs_and_what_they_cost_are_those_of_the_search() -> None:
    for case in cases():
        problem = PlacementProblem.under(case.instance)
        mine = {(student, mentor.id): cost for student, pairs in case.recount.pairs.items() for mentor, cost in pairs}
        facts, pairs = problem.facts, problem.pairs
        theirs = {
            (facts.students[s], facts.mentors[m]): cost
            for s, m, cost in zip(pairs.student.tolist(), pairs.mentor.tolist(), pairs.cost.tolist(), strict=True)
        }
        assert mine == theirs


def names(instance: Instance) -> dict[str, list[str]]:
    """Rows of every kind, also some that are not there."""
    students, schools, classes = list(instance.students), list(instance.schools), list(instance.mentors)
    groups = [f"bestuur:{one}" for one in instance.boards] + [f"tandem:{one}" for one in instance.tandems]
    groups += [f"plg:{key}" for key in instance.plgs] + ["plg:weg"]
    return {
        "mentor": [*classes, "M99"],
        "zorg": [*instance.tandems, "TA9"],
        "klas en dag": [f"{one};{day}" for one in classes for day in range(6)],
        "school": [*schools, "S9"],
        "plek": [f"{one};{school}" for one in students for school in schools]
        + [f"{one};{other};{school}" for one in students for other in students for school in schools],
        "maximum": groups,
        "grens": groups,
        "minimum": groups,
        "geheel": ["geplaatst", "tekort", "iets"],
    }


def drawn_prices(dice: random.Random, case: Case, start: Certificate) -> Certificate:
    """Prices of any sign and size, beside those that were told or instead of them."""
    prices = {kind: dict(rows) for kind, rows in start.prices.items()} if dice.random() < 0.6 else {}
    for kind, rows in names(case.instance).items():
        for name in dice.sample(rows, min(len(rows), dice.choice([0, 1, 3, 20]))):
            size = dice.choice([1, 10, 200, 10**9]) * start.scale
            prices.setdefault(kind, {})[name] = dice.randint(-size, size)
    return Certificate(dice.choice([start.scale, start.scale, 1, 7]), prices)


@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.sampled_from(list(Level)))
def test_whatever_the_prices_no_roster_betters_the_bound(seed: int, chance: int, level: Level) -> None:
    case = case_of(seed)
    if case is None:
        return
    told = case.derived.get(level, DualBound())
    tried = replace(told, certificate=drawn_prices(random.Random(chance), case, told.certificate))
    short = case.best.shortage if level is Level.COST else None
    assert case.holds(level, case.recount.bound(level, tried, case.best.count, short))


def test_days_care_and_students_kept_apart_are_rows_with_prices_of_their_own() -> None:
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1", max_students=3), b.tandem(), b.trainer("SO1"),
        *(b.student(f"ST{n}") for n in (1, 2, 3)),
    )  # fmt: skip
    recount, free = PlacementRecount(instance), DualBound()
    day = Certificate(1, {"klas en dag": {f"M1;{day}": -1 for day in instance.students["ST1"].days}})
    assert recount.bound(Level.COUNT, free, 0, None) == 3
    one_day = Certificate(1, {"klas en dag": dict([next(iter(day.prices["klas en dag"].items()))])})
    assert recount.bound(Level.COUNT, DualBound(one_day), 0, None) == 1
    mentor = DualBound(Certificate(1, {"mentor": {"M1": -1}}))
    assert recount.bound(Level.COUNT, mentor, 0, None) == 3


def test_the_checker_is_short_and_loads_no_solver_and_no_model() -> None:
    lines = Path(placement.__file__).read_text(encoding="utf-8").splitlines()
    asked = "import sys, scheduler.proof.placement, scheduler.proof.assessment; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout.split()
    assert len(lines) < 200
    assert not {"ortools", "highspy", "numpy", "pandas", "models", "reports"} & set(loaded)


@pytest.mark.parametrize("scale", [0, -4])
def test_a_scale_that_cannot_be_is_refused(scale: int) -> None:
    instance, _ = random_semester(5001)
    with pytest.raises(ValueError, match="scale"):
        PlacementRecount(instance).bound(Level.COST, DualBound(Certificate(scale, {})), 0, 0)
