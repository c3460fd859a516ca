"""From what anyone can count a lower bound again: dual prices and the bounds that follow from them. Ids only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Certificate:
    """Dual prices on what students share, from which anyone can count a lower bound on the cost of every placement.

    Whoever uses them counts the bound anew: prices that are wrong or old give a low bound, never a false one.

    Attributes:
        scale: By which the prices are multiplied to be integers.
        prices: Kind of row to ids of the row (joined by ``;``) to dual price, in parts of 1/``scale`` of cost; 0 is
            left out.

    Source: docs/decisions/0013-placement-questions.md.
    """

    scale: int
    prices: Mapping[str, Mapping[str, int]]


NO_CERTIFICATE = Certificate(1, {})
"""Prices of 0: they prove what each student proves alone."""


class Level(StrEnum):
    """Of what a placement is best, in order; the words are those of bewijs.json."""

    COUNT = "aantal"
    SHORTAGE = "tekort"
    COST = "kosten"


@dataclass(frozen=True, slots=True)
class DualBound:
    """What dual prices prove of placements by themselves, without anything a solver enumerated.

    Attributes:
        certificate: The prices.
        value: So many students placed at most, or so much shortage or cost at least; None where nothing is claimed.
        placed: It holds for placements of at least so many students.
        short: And at most so many students short of the boards' minimums; None: any number.
    """

    certificate: Certificate = NO_CERTIFICATE
    value: int | None = None
    placed: int = 0
    short: int | None = None


@dataclass(frozen=True, slots=True)
class SchoolDuals:
    """What the dual prices of assessors' time prove of WPA rosters on one placement, in hundredths of cost.

    A school pays for every WPA of an assessor. What its WPAs then cost at least is its own bound; what all schools can
    pay for one assessor, less the cost of that load, comes off the sum.

    Attributes:
        count: It holds for rosters of exactly so many WPAs.
        value: Such a roster costs at least so much, in units of cost, changes (V7) left aside.
        unscheduled_price: What a school pays for a WPA that is not scheduled.
        bounds: School id to its own bound.
        prices: School id to trainer id to the price of the first, second, ... WPA there; the last one goes on, and
            whoever costs nothing is left out.
    """

    count: int
    value: int
    unscheduled_price: int
    bounds: Mapping[str, int]
    prices: Mapping[str, Mapping[str, tuple[int, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Recheck:
    """What came of the own bounds of all schools of a proof when they were solved again.

    Attributes:
        schools: How many schools there are.
        confirmed: Ids of those whose bound was proven again.
        refuted: Ids of those that can do with less than their bound.
    """

    schools: int
    confirmed: tuple[str, ...]
    refuted: tuple[str, ...]
