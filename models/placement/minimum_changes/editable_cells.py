"""The cells of the workbook in the way of a pair of student and mentor. Knows no roster and no solver."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import Edit
from instances.edits.relaxable import Edits, loosen_pair, loosen_row
from models.placement.data.arrays import Bools, Ints, PlacementArrays
from models.placement.data.pair_rules import PAIR_RULES, PairMasks
from models.placement.minimum_changes.pins_conflict import usage

HARD = frozenset({Rule.P9, Rule.P15})  # rules about pairs that nobody is asked to give up
LOOSE = tuple(rule for rule in PAIR_RULES if rule not in HARD)


class EditableCells:
    """What stands in the way of each pair, and how the workbook reads when it no longer does."""

    def __init__(self, facts: PlacementArrays) -> None:
        self.facts, self.instance = facts, facts.instance
        self.masks = PairMasks(facts)

    def forbidden(self, rule: Rule, students: Ints, mentors: Ints) -> Bools:
        """A mask of the shape to which both broadcast."""
        shape = np.broadcast_shapes(students.shape, mentors.shape)
        return np.broadcast_to(PAIR_RULES[rule](self.masks, students, mentors), shape)

    def edits(self, s: int, m: int, rules: Iterable[Rule] | None = None) -> Edits | None:
        """What must be changed for this pair; None where a rule must stand. ``rules``: those in its way, if known."""
        if rules is None:
            one = np.array([s]), np.array([m])
            rules = [rule for rule in PAIR_RULES if self.forbidden(rule, *one)[0]]
        student = self.instance.students[self.facts.students[s]]
        mentor = self.instance.mentors[self.facts.mentors[m]]
        found: list[Edit] = []
        for rule in rules:
            edits = loosen_pair(self.instance, rule, student, mentor)
            if edits is None:
                return None
            found += edits
        return tuple(found)


def rows_changed(instance: Instance, placement: Placement) -> Edits:
    """The counting rows that this roster does not fit, changed so that it does."""
    used = usage(instance, placement)
    maxima = [(Rule.P2, mentor.id, mentor.max_students) for mentor in instance.mentors.values()]
    maxima += [(Rule.P3, school.id, school.net_places) for school in instance.schools.values()]
    maxima += [(Rule.P4, one.id, one.max_students) for one in instance.boards.values() if one.max_students is not None]
    maxima += [(Rule.P7, tandem.id, tandem.max_students) for tandem in instance.tandems.values()]
    plgs = {plg.key: plg for plg in instance.plg_by_school.values()}
    maxima += [(Rule.P11, plg.key, plg.maximum) for plg in plgs.values()]
    short = [(rule, about, used[rule, about]) for rule, about, most in maxima if used[rule, about] > most]
    care = max((used[Rule.P14, tandem] for tandem in instance.tandems), default=0)
    if care > instance.settings.max_care_per_tandem:
        short.append((Rule.P14, next(iter(instance.tandems)), care))  # one setting for all of them
    counts = {school.id: used[Rule.P11, school.id] for school in instance.schools.values()}
    short += [(Rule.P11, school, count) for school, count in counts.items()
              if 0 < count < instance.schools[school].min_students]  # fmt: skip
    return tuple(edit for row in short for edit in loosen_row(instance, *row) or ())
