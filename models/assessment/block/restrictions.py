"""Rows that a caller adds to a block: counts, no-good cuts, load vectors, a limit on cost. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ortools.sat.python import cp_model

from instances.domain.rulebook import Wish
from models.assessment.block.variables import BlockVariables, HalfDay
from models.assessment.data.cases import Case

total = cp_model.LinearExpr.sum


class Counts(NamedTuple):
    """WPAs of a block that are scheduled, and how many of those have two assessors."""

    scheduled: int
    two_assessors: int


@dataclass(frozen=True, slots=True)
class NoGoodCut:
    """A half day, with these assessors, at which a WPA may not be; without assessors, with nobody."""

    student: str
    half_day: HalfDay
    assessors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LoadVector:
    """How the WPAs of one school are divided over assessors.

    Attributes:
        loads: Trainer id to WPAs; who is absent has none.
        cost: What trips and seats (V1, V3, V4, V5) of the school cost at least then, in units of cost.
    """

    loads: Mapping[str, int]
    cost: int


@dataclass(frozen=True, slots=True)
class Restrictions:
    """Rows that a caller adds to a block. By default there are none.

    Attributes:
        counts: How many WPAs must be scheduled; None leaves that to the objective.
        load_vectors: School id to the only ways in which its WPAs may be divided, all of which are scheduled then.
        cost_limit: What the block may cost at most, WPAs left out at their big-M penalty included.
        no_good_cuts: Forbidden combinations of half day and assessors.
    """

    counts: Counts | None = None
    load_vectors: Mapping[str, Sequence[LoadVector]] = field(default_factory=dict)
    cost_limit: int | None = None
    no_good_cuts: Sequence[NoGoodCut] = ()


UNRESTRICTED = Restrictions()


def fix_counts(x: BlockVariables, counts: Counts) -> None:
    """Post how many WPAs are scheduled, and how many of those have two assessors."""
    x.model.add(total([x.scheduled(case) for case in x.cases]) == counts.scheduled)
    x.model.add(total([x.scheduled(case) for case in x.cases if case.two]) == counts.two_assessors)


def forbid(x: BlockVariables, cuts: Sequence[NoGoodCut]) -> None:
    """Post no-good cuts; those that no variable of the block could break are passed over."""
    for cut in cuts:
        scheduled = x.scheduled_in.get((cut.student, cut.half_day))
        keys = [(cut.student, cut.half_day, trainer) for trainer in cut.assessors]
        if scheduled is not None and all(key in x.seat for key in keys):
            x.model.add_bool_or([~scheduled, *(~x.seat[key] for key in keys)])


def choose_load_vectors(x: BlockVariables, load_vectors: Mapping[str, Sequence[LoadVector]]) -> None:
    """Post that every school has one of its load vectors. Post the terms of the objective first: V1 makes the trips."""
    for school, vectors in load_vectors.items():
        here = [case for case in x.cases if case.school == school]
        chosen = [x.model.new_bool_var(f"load vector {school}") for _ in vectors]
        x.model.add_exactly_one(chosen)
        for trainer in dict.fromkeys(t for case in here for t in case.eligible):
            taken = [seat for case in here for seat in x.seats_of(case, trainer)]
            wanted = [vector.loads.get(trainer, 0) * one for vector, one in zip(vectors, chosen, strict=True)]
            x.model.add(total(taken) == total(wanted))
        # no news for integers, but it lifts the relaxation to what the schools alone tell
        least = [vector.cost * one for vector, one in zip(vectors, chosen, strict=True)]
        x.model.add(total(_cost_at(x, school, here)) >= total(least))


def _cost_at(x: BlockVariables, school: str, here: Sequence[Case]) -> list[cp_model.LinearExprT]:
    """V1, V3, V4 and V5 of one school."""
    data, weights = x.data, x.data.instance.settings.weights
    terms: list[cp_model.LinearExprT] = [
        weights[Wish.V1] * data.trip_minutes(trainer, school) * trip
        for (trainer, _, where), trip in x.trips.items()
        if where == school
    ]
    by_student = {case.id: case for case in here}
    for (student, half_day, trainer), seat in x.seat.items():
        if student in by_student:
            reluctant = any(slot.id in data.reluctant_slots[trainer] for slot in x.slots[student, half_day])
            terms.append((data.seat_cost(by_student[student], trainer) + weights[Wish.V4] * reluctant) * seat)
    return terms
