"""Sets of schools that are counted together: boards, tandems and PLGs, all with the same four figures."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from instances.domain.rulebook import Rule, Wish
from models.placement.data.arrays import Bools, Ints, PlacementArrays


@dataclass(frozen=True)
class SchoolGroup:
    """``name`` tells it from others in every workbook.

    ``maximum`` is hard (None: none), above ``limit`` costs ``weight`` each, below ``minimum`` is shortage.
    """

    name: str
    schools: Ints
    maximum: int | None
    limit: int
    weight: int
    minimum: int = 0


def groups_of(facts: PlacementArrays, without: frozenset[Rule] = frozenset()) -> list[SchoolGroup]:
    """Every board (P4, W5), tandem (P7, W5) and PLG (P11, W7) with a school. ``without``: rules switched off."""
    instance, weights = facts.instance, facts.instance.settings.weights
    balance, company = weights.get(Wish.W5, 0), weights.get(Wish.W7, 0)
    found: list[SchoolGroup] = []

    def add(
        name: str, of: Ints, index: int, rule: Rule, maximum: int | None, limit: int, weight: int, minimum: int = 0
    ) -> None:
        schools = np.nonzero(of == index)[0]
        if len(schools) or minimum:  # a board without schools can never reach its minimum
            found.append(SchoolGroup(name, schools, None if rule in without else maximum, limit, weight, minimum))

    for i, (board, share) in enumerate(zip(instance.boards.values(), facts.board_share, strict=True)):
        add(f"bestuur:{board.id}", facts.board_of, i, Rule.P4, board.max_students, share, balance, board.min_students)
    for i, tandem in enumerate(instance.tandems.values()):
        add(f"tandem:{tandem.id}", facts.tandem_of, i, Rule.P7, tandem.max_students, tandem.norm, balance)
    for i, plg in enumerate(facts.plgs):
        add(f"plg:{plg.key}", facts.plg_of, i, Rule.P11, plg.maximum, instance.settings.plg_target, company)
    return found


@dataclass(frozen=True)
class Limits:
    """The counting rules in force, as figures; a rule that is off has a limit that never binds."""

    groups: list[SchoolGroup]
    capacity: Ints | None  # [M]
    places: Ints  # [K]
    minimum: Ints  # [K] at least 1
    one_per_day: bool
    most_care: int | None
    apart: tuple[tuple[int, int], ...]
    pinned: Bools  # [S]


def limits_of(
    facts: PlacementArrays, without: frozenset[Rule] = frozenset(), placed: frozenset[str] = frozenset()
) -> Limits:
    """``placed``: students who must be placed beside those with a pin."""
    settings, everyone = facts.instance.settings, len(facts.students)
    demanded = np.array([who in placed for who in facts.students], dtype=bool)
    return Limits(
        groups=groups_of(facts, without),
        capacity=None if Rule.P2 in without else facts.capacity,
        places=np.minimum(everyone, facts.places) if Rule.P3 not in without else np.full(len(facts.schools), everyone),
        minimum=np.maximum(1, facts.minimum) if Rule.P11 not in without else np.ones(len(facts.schools), np.int64),
        one_per_day=settings.one_student_per_class_per_day and Rule.P2 not in without,
        most_care=None if Rule.P14 in without else settings.max_care_per_tandem,
        apart=() if Rule.P9 in without else facts.apart,
        pinned=demanded | (facts.pinned & (Rule.P13 not in without)),
    )
