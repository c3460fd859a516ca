"""The cells of the workbook in the way of a pair of student and mentor. Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import Edit
from instances.edits.editable import PAIR_EDITS, Edits, pair_edits, row_edits
from instances.tables.capacity import CAPACITY_RULES, Sense, capacity_rows, usage
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.pair_rules import PAIR_RULES, PairMasks

EDITABLE = tuple(rule for rule in PAIR_RULES if rule in PAIR_EDITS)
STANDING = tuple(rule for rule in PAIR_RULES if rule not in PAIR_EDITS)


class EditableCells:
    """What stands in the way of each pair, and how the workbook reads when it no longer does."""

    def __init__(self, facts: PlacementArrays) -> None:
        self.facts, self.instance = facts, facts.instance
        self.masks = PairMasks(facts)

    def forbidden(self, rule: Rule, students: Ints, mentors: Ints) -> Bools:
        """Where a rule forbids the pair.

        Args:
            rule: A rule on single pairs.
            students: Indices of students.
            mentors: Indices of mentors, which broadcast with those.

        Returns:
            A mask of the shape to which both broadcast.
        """
        shape = np.broadcast_shapes(students.shape, mentors.shape)
        return np.broadcast_to(PAIR_RULES[rule](self.masks, students, mentors), shape)

    def edits(self, s: int, m: int, rules: Iterable[Rule] | None = None) -> Edits | None:
        """What must be changed for one pair.

        Args:
            s: Index of the student.
            m: Index of the mentor.
            rules: The rules in its way, if known.

        Returns:
            The edits; None where a rule must stand.
        """
        if rules is None:
            pair = np.array([s]), np.array([m])
            rules = [rule for rule in PAIR_RULES if self.forbidden(rule, *pair)[0]]
        student = self.instance.students[self.facts.students[s]]
        mentor = self.instance.mentors[self.facts.mentors[m]]
        found: list[Edit] = []
        for rule in rules:
            edits = pair_edits(self.instance, rule, student, mentor)
            if edits is None:
                return None
            found += edits
        return tuple(found)


def rows_changed(instance: Instance, placement: Placement) -> Edits:
    """The counting rows that a roster does not fit, changed so that it does.

    Args:
        instance: The semester.
        placement: Student id to mentor id.

    Returns:
        The edits, in the order of the capacity table.
    """
    used = usage(instance, placement)
    found: list[Edit] = []
    for line in CAPACITY_RULES:
        if line.editable and line.sense is not Sense.LEAST:
            rows = [(row, used[row.line.rule, row.about]) for row in capacity_rows(instance, line)]
            short = [(row, amount) for row, amount in rows if row.lacks(amount)]
            if line.is_shared:  # one cell for all of them
                short = [max(short, key=lambda row_amount: row_amount[1])] if short else []
            for row, amount in short:
                found += row_edits(instance, line.rule, row.about, amount) or ()
    return tuple(found)
