"""Dual prices of one relaxation by the ids of their rows, so that they outlive a run and an edit. Knows no solver."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from instances.domain.certificates import Certificate
from instances.tables.capacity import Counted, Group
from models.placement.column_generation.lagrangian_bound import PlacementDuals, largest_sum
from models.placement.column_generation.settings import STORED_DUAL_SETTINGS
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.capacity import CountedRows, Limits
from models.placement.data.problem import PlacementProblem

CLASS_DAY, SCHOOL, LINK = "klas en dag", "school", "plek"
COUNTED_NAMES = {(Group.MENTOR, Counted.ALL): "mentor", (Group.TANDEM, Counted.CARE): "zorg"}
MAXIMUM, LIMIT, MINIMUM, WHOLE = "maximum", "grens", "minimum", "geheel"
PLACED, SHORT = "geplaatst", "tekort"
ROOM = 1 << 62


def certificate_of(facts: PlacementArrays, limits: Limits, prices: PlacementDuals) -> Certificate:
    """The prices by id.

    Args:
        facts: The semester.
        limits: The counting rules that the prices are of.
        prices: Dual prices of a relaxation.

    Returns:
        What is kept beside a roster; a row that costs nothing is left out.
    """
    names = [group.name for group in limits.groups]
    links = {
        ";".join([*(facts.students[s] for s in students), facts.schools[k]]): price
        for (students, k), price in prices.link.items()
    }
    days = {
        f"{facts.classes[c][0]};{day}": int(prices.class_day[c, day])
        for c, day in zip(*np.nonzero(prices.class_day), strict=True)
    }
    return Certificate(
        prices.scale,
        {
            **{
                _name(rows): _named(rows.names, price)
                for rows, price in zip(limits.counted, prices.counted, strict=True)
            },
            CLASS_DAY: days,
            SCHOOL: _named(facts.schools, prices.school),
            LINK: links,
            MAXIMUM: _named(names, prices.maximum),
            LIMIT: _named(names, prices.target),
            MINIMUM: _named(names, prices.minimum),
            WHOLE: {name: price for name, price in ((PLACED, prices.placed), (SHORT, prices.short)) if price},
        },
    )


def stored_duals(problem: PlacementProblem, certificate: Certificate) -> PlacementDuals | None:
    """The stored prices as far as they fit a problem.

    Args:
        problem: The problem that is asked about now.
        certificate: What was kept beside a roster.

    Returns:
        Dual prices; None where no bound can be counted with them.
    """
    largest_cost = int(np.abs(problem.pairs.cost).max(initial=1))
    return duals_from(problem.facts, problem.limits, largest_cost, certificate)


def duals_from(
    facts: PlacementArrays, limits: Limits, largest_cost: int, certificate: Certificate
) -> PlacementDuals | None:
    """The prices for a semester: rows that are gone are dropped, new ones cost nothing, wrong signs are cut off.

    Args:
        facts: The semester.
        limits: The counting rules in force.
        largest_cost: The cost of the most expensive pair.
        certificate: What was kept beside a roster.

    Returns:
        Dual prices; None for a scale with which the bound could not be counted in 64 bits.
    """
    groups = [group.name for group in limits.groups]
    if not 0 < certificate.scale < ROOM // largest_sum(len(facts.students), largest_cost):
        return None
    most = STORED_DUAL_SETTINGS.largest * (10 + largest_cost) * certificate.scale

    def of(kind: str) -> dict[str, int]:
        return {ids: max(-most, min(most, price)) for ids, price in certificate.prices.get(kind, {}).items()}

    class_day = np.zeros((len(facts.classes), 5), dtype=np.int64)
    for ids, price in of(CLASS_DAY).items():
        mentor, _, day = ids.rpartition(";")
        if mentor in facts.mentor_index and day in tuple("01234"):
            class_day[facts.class_index[facts.mentor_index[mentor]], int(day)] = min(0, price)
    link: dict[tuple[tuple[int, ...], int], int] = {}
    for ids, price in of(LINK).items():
        *students, school = ids.split(";")
        key = tuple(sorted(facts.student_index[one] for one in students if one in facts.student_index))
        known = school in facts.school_index and len(key) == len(students)
        if known and (len(key) == 1 or key in facts.apart):
            link[key, facts.school_index[school]] = min(0, price)
    whole = of(WHOLE)
    return PlacementDuals(
        scale=certificate.scale,
        counted=tuple(np.minimum(0, _listed(rows.names, of(_name(rows)))) for rows in limits.counted),
        class_day=class_day if limits.one_per_day else class_day * 0,
        school=_listed(facts.schools, of(SCHOOL)),
        link=link,
        maximum=np.minimum(0, _listed(groups, of(MAXIMUM)))
        * np.array([group.maximum is not None for group in limits.groups], dtype=np.int64),
        target=np.minimum(0, _listed(groups, of(LIMIT))),
        minimum=np.maximum(0, _listed(groups, of(MINIMUM))),
        placed=max(0, whole.get(PLACED, 0)),
        short=min(0, whole.get(SHORT, 0)),
    )


def _name(rows: CountedRows) -> str:
    """What the prices of a line of the capacity table are called."""
    return COUNTED_NAMES.get((rows.line.group, rows.line.counted), f"{rows.line.rule}:{rows.line.group}")


def _named(ids: tuple[str, ...] | list[str], prices: Ints) -> dict[str, int]:
    return {one: price for one, price in zip(ids, prices.tolist(), strict=False) if price}


def _listed(ids: tuple[str, ...] | list[str], prices: Mapping[str, int]) -> Ints:
    return np.array([prices.get(one, 0) for one in ids], dtype=np.int64)
