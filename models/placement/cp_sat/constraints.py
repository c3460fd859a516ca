"""Every placement rule that weighs choices against each other as constraints, once. Knows no wish and no search.

A poster gets ``post(constraint, about)``, the instance and the variables. What the rules about single pairs forbid
never becomes a variable: those are masks (``PAIR_RULES`` in ``data.pair_rules``) and have no poster. The counting
rules post the rows of their lines in the capacity table; what is left (P1, P13) is written out here.
"""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_RULES, Rule
from instances.tables.capacity import CAPACITY_RULES, COUNTING_RULES, CapacityRow, Sense
from models.infeasibility.assumptions import Post
from models.placement.cp_sat.variables import PlacementVariables

Poster = Callable[[Post, Instance, PlacementVariables], None]


def one_mentor(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P1: at most one mentor for a student."""
    for student in instance.students:
        post(x.of_student(student) <= 1, student)


def pinned_students(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P13: who has a pin is placed; that it is where the pin says is a pair rule."""
    for student, pinned in zip(x.facts.students, x.facts.pinned, strict=True):
        if pinned:
            post(x.of_student(student) == 1, student)


def counting_rows(rule: Rule) -> Poster:
    """The poster of a counting rule.

    Args:
        rule: One of ``COUNTING_RULES``.

    Returns:
        A poster of every row of the rule's lines in the capacity table that could be broken. What a board falls short
        of its minimum (P4) is an objective and no row.
    """

    def post_rows(post: Post, instance: Instance, x: PlacementVariables) -> None:
        for line in (line for line in CAPACITY_RULES if line.rule is rule and line.sense is not Sense.LEAST):
            for row in x.rows(line):
                if line.sense is Sense.MOST and not _fits_always(instance, row):
                    post(x.amount(row) <= row.limit, row.about)
                elif line.sense is Sense.LEAST_IF_USED and row.limit > 1:
                    post(x.amount(row) >= row.limit * x.used(row.group), row.about)

    return post_rows


def _fits_always(instance: Instance, row: CapacityRow) -> bool:
    """Whether all mentors of the class together have no more places than the class may have students on a day (P2)."""
    return row.day is not None and sum(instance.mentors[mentor].max_students for mentor in row.members) <= row.limit


_POSTERS: dict[Rule, Poster] = {
    Rule.P1: one_mentor,
    Rule.P13: pinned_students,
    **{rule: counting_rows(rule) for rule in COUNTING_RULES},
}
POSTERS: dict[Rule, Poster] = {rule: _POSTERS[rule] for rule in PLACEMENT_RULES if rule in _POSTERS}
"""In the order of the rulebook: solvers are sensitive to the order of rows."""
