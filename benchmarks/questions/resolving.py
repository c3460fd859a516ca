"""The same questions by solving the whole plain model anew (HiGHS, CP-SAT). Knows no product code but the checker."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping

from benchmarks.neutral import search
from benchmarks.neutral.linear import Terms
from benchmarks.neutral.placement import PlacementModel
from benchmarks.prices import SHORT
from benchmarks.questions.asking import Told
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement
from scheduler.checks.placement import check_placement

ABSENT, CHANGED = 500_000, 20_000  # each above all that a rank below can bring, small enough for a solver in decimals


def solvers() -> Mapping[str, search.Minimise]:
    from benchmarks.neutral import cpsat, highs

    return {"highs": highs.minimise, "cp-sat": cpsat.minimise}


def replanned(minimise: search.Minimise, instance: Instance, old: Placement, seconds: float, cores: int) -> Told:
    """As many placed as can be, then the fewest changes, then shortage and wishes."""
    begun = time.monotonic()
    model = PlacementModel(instance)
    goals = [(ABSENT, _absent(model)), (CHANGED, _changed(model, old)), (SHORT, model.shortage), (1, model.cost)]
    left = seconds - (time.monotonic() - begun)
    found = search.solve(minimise, model.linear, goals, left, cores, _silent)
    return _told(model, found, instance, time.monotonic() - begun, old)


def best(minimise: search.Minimise, instance: Instance, seconds: float, cores: int) -> Told:
    """The best placement of an edited semester."""
    begun = time.monotonic()
    model = PlacementModel(instance)
    found = search.solve(minimise, model.linear, model.goals, seconds - (time.monotonic() - begun), cores, _silent)
    return _told(model, found, instance, time.monotonic() - begun)


def _told(
    model: PlacementModel, found: search.NeutralAnswer, instance: Instance, seconds: float, old: Placement | None = None
) -> Told:
    """The figures are the checker's. Raises ValueError for a roster that breaks a rule."""
    if found.values is None:
        return Told(seconds)
    roster = model.roster(found.values)
    verdict = check_placement(instance, roster, old)
    if not verdict.ok:
        raise ValueError(f"a peer's roster breaks {verdict.violations[0].rule}")
    proven = found.cost is not None and found.cost == found.bound
    return Told(seconds, None if old is None else verdict.wishes[Wish.W9].amount, verdict.cost, proven)


def _absent(model: PlacementModel) -> Terms:
    terms = Terms(constant=len(model.instance.students))
    for variable in range(len(model.pairs)):
        terms.add(variable, -1)
    return terms


def _changed(model: PlacementModel, old: Placement) -> Terms:
    """Students of the old roster who are still here and do not have their mentor of then."""
    here = [student for student in old if student in model.instance.students]
    terms = Terms(constant=len(here))
    for variable in _kept(model, old):
        terms.add(variable, -1)
    return terms


def _kept(model: PlacementModel, old: Placement) -> Iterator[int]:
    return (variable for variable, (student, mentor) in enumerate(model.pairs) if old.get(student) == mentor)


def _silent(_: int | None, __: int | None) -> None:
    return None
