"""One finished placement: what it is worth, the best beside it and the duals that prove it. Knows no question."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from typing import Self

import numpy as np

from instances.domain.certificates import Certificate
from instances.domain.instance import Instance
from instances.domain.solution import Placement, Proof, Status
from models.placement.column_generation.greedy import keeps_rules
from models.placement.column_generation.stored_duals import certificate_of, stored_duals
from models.placement.data.arrays import Ints
from models.placement.data.problem import PlacementProblem
from models.placement.data.score import Score, score
from models.placement.search.levels import ProvenRoster
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.what_if.answers import PlacementAnswer, PriceDifference, answer_of
from models.placement.what_if.settings import QUESTION_SETTINGS
from models.search.control import Control


class FinishedPlacement:
    """A finished placement, optimal or not; legal or not."""

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        control: Control,
        previous: Placement | None = None,
        proof: Proof | None = None,
    ) -> None:
        """Nothing is solved yet.

        Args:
            instance: The semester; no weight may be below 0.
            placement: The finished roster, student id to mentor id. May break rules and name people who left.
            control: Time for everything that is solved.
            previous: The old roster that W9 counts from. None: there is none.
            proof: What an earlier run proved, of this roster or of one like it: it saves making duals and proving
                again. None: whatever needs them first does that.

        Raises:
            ValueError: A wish has a weight below 0.
        """
        self.instance, self.placement, self.control, self._previous = instance, placement, control, previous
        self._problem = PlacementProblem.of(instance, previous)
        self._proof = proof
        stored = None if proof is None else proof.certificate
        self._duals = None if stored is None else stored_duals(self._problem, stored)
        self._found: ProvenRoster | None = None  # the best roster of the workbook, once it was searched

    @contextmanager
    def within(self, control: Control) -> Iterator[Self]:
        """Solve in the time of another control until the block ends; what is found out meanwhile is kept.

        Args:
            control: The time for what is asked inside the block.

        Yields:
            This same object.
        """
        own, self.control = self.control, control
        try:
            yield self
        finally:
            self.control = own

    @cached_property
    def _own(self) -> Ints:
        """Positions of the roster's pairs; those that break a single-pair rule have none."""
        return np.nonzero(self._problem.held(self.placement))[0]

    @cached_property
    def breaks_rules(self) -> bool:
        """Does the roster break a hard rule, as after an edit by hand? Then a price against it is no fair one."""
        problem = self._problem
        if len(self._own) < len(self.placement):
            return True
        return not keeps_rules(problem.facts, problem.pairs, problem.limits, self._own)

    @cached_property
    def base(self) -> PlacementAnswer:
        """The roster itself, rows of people who left the workbook aside; ``proven`` when none is better."""
        present = {
            student: mentor
            for student, mentor in self.placement.items()
            if student in self.instance.students and mentor in self.instance.mentors
        }
        worth = score(self._problem.facts, self._problem.measures, present)
        proven = not self.breaks_rules and self.best.proven and self.best.key[1:] == worth.key
        return PlacementAnswer(present, worth.count, worth.shortage, worth.cost, proven)

    @cached_property
    def best(self) -> PlacementAnswer:
        """The best roster of the workbook: the base itself when that is optimal."""
        if self._proven_before:
            worth = score(self._problem.facts, self._problem.measures, self.placement)
            return PlacementAnswer(self.placement, worth.count, worth.shortage, worth.cost, True)
        return answer_of(self._problem, self._searched())

    @cached_property
    def _proven_before(self) -> bool:
        """Did the run that made this roster prove it optimal?"""
        proof = self._proof
        if proof is None or proof.status is not Status.OPTIMAL or self.breaks_rules:
            return False
        worth = score(self._problem.facts, self._problem.measures, self.placement)
        return worth == Score(proof.count_bound, proof.shortage_bound, proof.cost_bound or 0)

    @cached_property
    def _no_better_levels(self) -> bool:
        """Is it proven that no roster places more students, nor as many with less shortage?"""
        worth, proof = self._problem.worth(self._own), self._proof
        most = len(self.instance.students) if proof is None else proof.count_bound
        return (worth.count, worth.shortage) == (most, 0 if proof is None else proof.shortage_bound)

    def _searched(self) -> ProvenRoster:
        """The best roster of the workbook, searched once."""
        if self._found is None:
            control = self.control.sub_budget(QUESTION_SETTINGS.best_share)
            start = None if self.breaks_rules else self._own
            self._found = LexicographicSearch(self._problem, control, self._duals).best(start)
            self._duals = self._found.duals or self._duals
        return self._found

    @property
    def certificate(self) -> Certificate | None:
        """The dual prices that the answers rest on, to be stored; None where there are none."""
        if self._duals is None:
            return None
        return certificate_of(self._problem.facts, self._problem.limits, self._duals)

    def _have_duals(self) -> None:
        """Duals for every question; the first one pays for them where none were given."""
        if self._duals is None:
            self._searched()

    @property
    def _known_best(self) -> PlacementAnswer | None:
        """The best roster of the workbook, where that is proven already or had to be searched for its duals."""
        self._have_duals()
        if not self._proven_before and self._found is None:
            return None
        return self.best if self.best.proven else None

    # -- what an answer means ----------------------------------------------------------------------

    def price(self, answer: PlacementAnswer) -> PriceDifference:
        """What an answer costs against the roster itself.

        Args:
            answer: An answer with a roster.

        Returns:
            The differences; below 0 is a gain.
        """
        base = self.base
        return PriceDifference(base.count - answer.count, answer.shortage - base.shortage, answer.cost - base.cost)

    def moved(
        self, answer: PlacementAnswer, besides: Iterable[str] = ()
    ) -> Mapping[str, tuple[str | None, str | None]]:
        """Who changes mentor between the roster itself and an answer.

        Args:
            answer: An answer with a roster.
            besides: Ids of students to leave out.

        Returns:
            Student id to old and new mentor id (None: not placed), in the order of the workbook.
        """
        new, old = answer.placement or {}, self.placement
        everyone = dict.fromkeys([*self.instance.students, *new])
        changed = {student: (old.get(student), new.get(student)) for student in everyone if student not in set(besides)}
        return {student: pair for student, pair in changed.items() if pair[0] != pair[1]}
