"""Rows that a caller adds to a block: counts, load vectors, a limit on cost, no-good cuts. Knows no rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.assessment.block.variables import HalfDay


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
