"""V8 and the pool of V2 in the plain linear model: every roster tried finds the same cost, for both solvers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.neutral import cpsat, highs, search
from benchmarks.neutral.assessment import AssessmentModel
from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Booking, Placement
from scheduler.checks.assessment import check_assessment
from tests.builders import away, mentor, rules, school, semester, slot, student, trainer, travel
from tests.builders import board as board_of
from tests.models.assessment_cases import random_assessment
from tests.oracle import best_assessment

SOLVERS = pytest.mark.parametrize("minimise", [highs.minimise, cpsat.minimise], ids=["highs", "cp-sat"])
NOTHING = dict.fromkeys(Wish, 0)


def optimum(minimise: search.Minimise, instance: Instance, placed: Placement) -> tuple[int, dict[str, Booking]]:
    """The cost that the model claims, and its roster."""
    model = AssessmentModel(instance, placed)
    # HiGHS refuses another number of threads than the first in a process: that of test_neutral
    found = search.solve(minimise, model.linear, model.goals, 20, 2, lambda _, __: None)
    assert found.values is not None
    assert found.cost is not None
    return found.cost, dict(model.roster(found.values))


def day_of(*times: tuple[str, str, str], weight: int = 1, **over: object) -> tuple[Instance, Placement]:
    """ST1.. with one assessor, SO8, each bound to the own slot by the hours: the school, the begin and the end."""
    rows: list[object] = [board_of(), trainer("SO8", max_wpas_per_day=9), travel("S1", "S2", 40)]
    for n, (where, begin, end) in enumerate(times, start=1):
        own = f"S{where[1:]}"
        rows += [school(own), mentor(f"M{n}", own), student(f"ST{n}"), slot(f"T{n}", begin=begin, end=end, school=own)]
    settings = rules({**NOTHING, Wish.V8: weight})
    return semester(*rows, settings=settings, **over), {f"ST{n}": f"M{n}" for n in range(1, len(times) + 1)}


@SOLVERS
@pytest.mark.parametrize(
    ("times", "cost"),
    [
        ([("S1", "09:00", "10:00"), ("S1", "10:44", "11:44")], 0),
        ([("S1", "09:00", "10:00"), ("S1", "10:45", "11:45")], 1),
        ([("S1", "09:00", "10:00"), ("S2", "11:24", "12:24")], 0),
        ([("S1", "09:00", "10:00"), ("S2", "11:40", "12:40")], 2),
        ([("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"), ("S1", "13:00", "14:00")], 4),
        ([("S1", "09:00", "10:00"), ("S2", "11:00", "12:00"), ("S1", "14:00", "15:00")], 3),
    ],
)
def test_what_must_be_waited_is_what_the_checker_finds(
    minimise: search.Minimise, times: list[tuple[str, str, str]], cost: int
) -> None:
    instance, placed = day_of(*times)
    claimed, roster = optimum(minimise, instance, placed)
    assert (claimed, len(roster), check_assessment(instance, placed, roster).cost) == (cost, len(times), cost)


@SOLVERS
def test_the_times_are_chosen_that_follow_each_other(minimise: search.Minimise) -> None:
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "13:00", "14:00"))
    near = replace(instance, slots={**instance.slots, "T3": slot("T3", begin="10:15", end="11:15")})
    claimed, roster = optimum(minimise, near, placed)
    assert (claimed, {booking.slot for booking in roster.values()}) == (0, {"T1", "T3"})


def test_at_weight_0_there_are_no_rows() -> None:
    times = (("S1", "09:00", "10:00"), ("S2", "13:00", "14:00"))
    on, off = (AssessmentModel(*day_of(*times, weight=weight)).linear for weight in (1, 0))
    assert (len(on.low) - len(off.low), len(on.upper) - len(off.upper)) == (1, 1)


@SOLVERS
def test_seats_are_shared_over_those_who_can_take_one(minimise: search.Minimise) -> None:
    # both seats are pinned to SO8; with SO9 there one of them is above the share
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"))
    trainers = {**instance.trainers, "SO9": trainer("SO9")}
    pins = tuple(Pin(student, field="SO8") for student in placed)
    shared = replace(instance, trainers=trainers, pins=pins, settings=rules({**NOTHING, Wish.V2: 1}))
    assert optimum(minimise, shared, placed)[0] == 1
    assert optimum(minimise, replace(shared, absences=(away("SO9"),)), placed)[0] == 0


@SOLVERS
@pytest.mark.parametrize("seed", range(10, 21))
def test_small_semesters_cost_what_trying_every_roster_finds(minimise: search.Minimise, seed: int) -> None:
    instance, placed, _ = random_assessment(seed)
    weights = {**instance.settings.weights, Wish.V8: 30 if seed % 2 else 5}
    instance = replace(instance, settings=replace(instance.settings, weights=weights))
    best = best_assessment(instance, placed)
    assert best is not None
    claimed, roster = optimum(minimise, instance, placed)
    verdict = check_assessment(instance, placed, roster)
    assert (claimed, verdict.ok, verdict.count, verdict.cost) == (best.cost, True, best.count, best.cost)
