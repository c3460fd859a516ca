"""A mentor, school or tandem drops out: the fewest students who must change, and a roster in which no more do.

Whoever had the mentor must change, so that many is a bound. Mostly they can all go elsewhere while everybody else
stays; that is tried first, on counts that are kept. Only where it fails is the edited workbook replanned. Source:
decision 40.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.placement.data.problem import PlacementProblem
from models.placement.what_if.quick_repair import QuickRepair
from models.placement.what_if.replan import replan
from models.search.control import Control


@dataclass(frozen=True, slots=True)
class RepairedPlacement:
    """A placement after somebody dropped out.

    Attributes:
        placement: Student id to mentor id; None when none was found.
        changes: Students who had a place and have another mentor, or none (W9).
        least: No roster that places as many has fewer changes.
        full: As many are placed as before, or it is proven that no roster places more.
    """

    placement: Placement | None
    changes: int
    least: int
    full: bool

    @property
    def proven(self) -> bool:
        """Are these the fewest changes, with as many placed as before or as can be?"""
        return self.placement is not None and self.full and self.changes == self.least


class DropOuts:
    """One roster, asked about one drop-out after another."""

    def __init__(self, instance: Instance, placement: Placement) -> None:
        """Prepare once what all questions share.

        Args:
            instance: The workbook as it is.
            placement: The roster; keeps every rule.
        """
        self.instance, self.placement = instance, placement
        self.problem = PlacementProblem.of(instance)
        self.quick = QuickRepair(self.problem, placement)

    def without(self, edited: Instance, gone: Collection[str], control: Control) -> RepairedPlacement:
        """The fewest changes once some mentors guide nobody any more.

        Args:
            edited: The workbook in which that is so, with pins freed that only held with them.
            gone: Ids of those mentors.
            control: Time for a search, where one is needed.

        Returns:
            The roster with its changes, and what is proven of them.
        """
        hit = [student for student, mentor in self.placement.items() if mentor in gone]
        facts = self.problem.facts
        closed = np.isin(np.array(facts.mentors), list(gone))
        indices = [facts.student_index[student] for student in hit]
        found = self.quick.without(closed, indices)
        if found is None and len(hit) == 1 and not self._is_pinned(hit[0]):
            found = self.quick.with_one_other(closed, indices[0])
        if found is not None:
            pairs = self.problem.pairs
            moved = {facts.students[s]: facts.mentors[int(pairs.mentor[p])] for s, p in found.items()}
            return RepairedPlacement({**self.placement, **moved}, len(moved), len(moved), True)
        searched = replan(edited, self.placement, control)
        least = max(len(hit), searched.fewest if searched.fewest_proven else 0)
        if searched.placement is None:
            return RepairedPlacement(None, len(hit), len(hit), False)
        placed = len(searched.placement)
        full = placed >= len(self.placement) or placed == searched.proof.count_bound
        return RepairedPlacement(searched.placement, searched.changes, min(least, searched.changes), full)

    def _is_pinned(self, student: str) -> bool:
        """A pin may be freed by the drop-out, which opens pairs that are not among those here."""
        return student in self.instance.pin_of
