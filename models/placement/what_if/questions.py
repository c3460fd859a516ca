"""What-if questions on a finished placement, each answered by solving again. Knows no file and no words.

An answer is the best roster under the question's condition, with its proof. It is exact when ``proven``; else its
price is one that can be had, and perhaps a better one ("hoogstens").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from instances.domain.certificates import Certificate
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.placement.column_generation.greedy import keeps_rules
from models.placement.column_generation.lagrangian_bound import PlacementDuals, lower_bound
from models.placement.column_generation.stored_duals import stored_duals
from models.placement.data.arrays import Bools, Ints
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score
from models.placement.search.levels import ProvenBounds, ProvenRoster
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.what_if.alternatives import CheapestAlternatives
from models.placement.what_if.answers import Alternatives, PlacementAnswer, answer_of
from models.placement.what_if.close_alternatives import FinishedRoster, close_alternatives
from models.placement.what_if.finished_placement import FinishedPlacement
from models.placement.what_if.local_reoptimise import PlacementReoptimisation
from models.placement.what_if.settings import QUESTION_SETTINGS


class PlacementQuestions(FinishedPlacement):
    """Answers about one finished placement, optimal or not.

    Source: decision 13.
    """

    # -- questions ---------------------------------------------------------------------------------

    def forced(self, student: str, mentor: str) -> PlacementAnswer:
        """The best roster in which this mentor guides this student.

        Args:
            student: Student id.
            mentor: Mentor id.

        Returns:
            The answer; impossible where a rule on the pair forbids it. Unknown ids are a ``KeyError``.
        """
        return self.among(student, [mentor])

    def suitable(self, student: str) -> tuple[str, ...]:
        """The mentors that the rules on one pair leave possible.

        Args:
            student: Student id; an unknown one is a ``KeyError``.

        Returns:
            Mentor ids in the order of the sheet.
        """
        facts, pairs = self._problem.facts, self._problem.pairs
        return tuple(facts.mentors[m] for m in pairs.mentor[self._of(student)].tolist())

    def among(self, student: str, mentors: Collection[str]) -> PlacementAnswer:
        """The best roster in which one of some mentors guides the student.

        Args:
            student: Student id.
            mentors: Ids of the mentors to choose from.

        Returns:
            The answer; impossible where rules on single pairs leave none of them. Unknown ids are a ``KeyError``.
        """
        own = self._of(student)
        asked = own & self._with(mentors)
        found, proven = self._cheapest(asked, 1)
        if proven and found:
            return found[0][1]
        return self._ask(~own | asked, [student])

    def nearby(self, student: str, mentor: str) -> PlacementAnswer:
        """A roster with this pair in which few others move: often more expensive than ``forced``, and never proven.

        Args:
            student: Student id.
            mentor: Mentor id.

        Returns:
            The answer; without a roster also where the best roster of the workbook is not proven. Unknown ids are a
            ``KeyError``.
        """
        asked = np.nonzero(self._of(student) & self._with([mentor]))[0]
        best, problem = self._known_best, self._problem
        if best is None or self._duals is None or not len(asked):
            return PlacementAnswer(None, impossible=not len(asked))
        targets = LevelTargets(best.count, short=best.shortage)
        roster = np.nonzero(problem.held(best.placement or {}))[0]
        bound = lower_bound(problem.facts, problem.pairs, problem.limits, problem.cheapest(targets), self._duals)
        local = PlacementReoptimisation(problem, roster, targets, bound, asked, self.control)
        found = local.best_with(int(asked[0]))
        return answer_of(problem, ProvenRoster(found, None if found is None else problem.worth(found)))

    def forbidden(self, student: str, mentor: str | None = None) -> PlacementAnswer:
        """The best roster in which this mentor does not guide this student.

        Args:
            student: Student id.
            mentor: Mentor id. None: in which nobody guides the student.

        Returns:
            The answer. Unknown ids are a ``KeyError``.
        """
        own = self._of(student)
        return self._ask(~own if mentor is None else ~(own & self._with([mentor])))

    def alternatives(self, student: str, amount: int = 5) -> Alternatives:
        """The cheapest other mentors for a student, each with the best roster that has it.

        Args:
            student: Student id; an unknown one is a ``KeyError``.
            amount: How many at most.

        Returns:
            The mentors, cheapest first.
        """
        own, index = self._of(student), self._problem.facts.mentor_index
        allowed = np.ones(len(own), dtype=bool)
        mentor = self.placement.get(student)
        if mentor in index:
            allowed &= ~(own & self._with([mentor]))
        amount = min(amount, int((own & allowed).sum()))
        if amount == 0:
            return Alternatives((), True)
        answers, complete = self._cheapest(own & allowed, amount)
        if len(answers) == amount:
            return Alternatives(tuple(answers), complete)
        return self._one_by_one(student, allowed, amount)

    def close(
        self,
        student: str,
        amount: int = 5,
        mentors: Collection[str] | None = None,
        tries: int = QUESTION_SETTINGS.close_tries,
    ) -> Alternatives:
        """As ``alternatives``, at once and with few others moving: each answer has a bound and is seldom proven.

        Args:
            student: Student id; an unknown one is a ``KeyError``.
            amount: How many at most.
            mentors: Ids of the mentors to choose from. None: all but the present one.
            tries: How many mentors are tried at most.

        Returns:
            The mentors, cheapest first. None for a student without a place, and in a roster that breaks rules.
        """
        problem, mentor = self._problem, self.placement.get(student)
        if mentor not in problem.facts.mentor_index or self.breaks_rules:
            return Alternatives((), False)
        others = ~self._with([mentor]) if mentors is None else self._with(mentors)
        asked = np.nonzero(self._of(student) & others)[0]
        if not len(asked):
            return Alternatives((), True)
        worth = problem.worth(self._own)
        roster = FinishedRoster(self._own, worth, self._least_cost(worth), self._no_better_levels)
        duals = self._ready_duals
        if duals is None:  # too large to count with, which no duals at all never are
            return Alternatives((), False)
        found = close_alternatives(problem, roster, duals, asked, tries, self.control)
        return Alternatives(tuple(found[:amount]), False)

    def least_costs(self, student: str) -> Mapping[str, int]:
        """What every suitable mentor costs more than the roster, at least: from stored duals, so nothing is solved.

        It holds for every roster with the pair that places as many students as this one, without more shortage: then
        ``forced`` costs no less. One with fewer placed has no price in cost.

        Args:
            student: Student id; an unknown one is a ``KeyError``.

        Returns:
            Mentor id to cost, below 0 where the roster is not proven to be the best. None for a roster that breaks
            rules.
        """
        problem, own = self._problem, np.nonzero(self._of(student))[0]
        duals = None if self.breaks_rules or not len(own) else self._ready_duals
        if duals is None:
            return {}
        worth = problem.worth(self._own)
        goal = problem.cheapest(LevelTargets(worth.count, short=worth.shortage))
        bound = lower_bound(problem.facts, problem.pairs, problem.limits, goal, duals)
        least = np.maximum(self._least_cost(worth), -(-(bound.scaled + bound.reduced[own]) // bound.scale))
        more = (least - worth.cost).tolist()
        return {problem.facts.mentors[m]: cost for m, cost in zip(problem.pairs.mentor[own], more, strict=True)}

    def _least_cost(self, worth: Score) -> int:
        """No roster with as many placed and as little shortage as this one costs less."""
        if self._proven_before:
            return worth.cost
        proven = None if self._proof is None or not self._no_better_levels else self._proof.cost_bound
        return 0 if proven is None else min(proven, worth.cost)

    @property
    def _ready_duals(self) -> PlacementDuals | None:
        """Those that are there, else prices of nothing; None where no bound can be counted."""
        return self._duals or stored_duals(self._problem, Certificate(1, {}))

    def changed(
        self, instance: Instance, start: Placement | None = None, known: ProvenBounds | None = None
    ) -> PlacementAnswer:
        """The best roster of an edited workbook, such as one with a place or a working day more.

        Args:
            instance: The edited semester.
            start: A roster of it to begin from. None: what of this roster is still feasible.
            known: What is proven already of count and shortage in it.

        Returns:
            The answer.

        Raises:
            ValueError: A wish has a weight below 0.
        """
        problem = PlacementProblem.of(instance, self._previous)
        self._have_duals()
        certificate = self.certificate
        duals = None if certificate is None else stored_duals(problem, certificate)
        begin = self._still_feasible(problem, self.placement if start is None else start)
        return answer_of(problem, LexicographicSearch(problem, self.control, duals).best(begin, known))

    @staticmethod
    def _still_feasible(problem: PlacementProblem, placement: Placement) -> Ints | None:
        """The pairs of a roster that may be, where they make a legal roster."""
        left = np.nonzero(problem.held(placement))[0]
        return left if keeps_rules(problem.facts, problem.pairs, problem.limits, left) else None

    # -- solving -----------------------------------------------------------------------------------

    def _of(self, student: str) -> Bools:
        """[pairs] those of one student; an unknown one is a ``KeyError``."""
        own: Bools = self._problem.pairs.student == self._problem.facts.student_index[student]
        return own

    def _with(self, mentors: Collection[str]) -> Bools:
        """[pairs] those with one of these mentors; an unknown one is a ``KeyError``."""
        index = self._problem.facts.mentor_index
        found: Bools = np.isin(self._problem.pairs.mentor, [index[mentor] for mentor in mentors])
        return found

    def _ask(self, allowed: Bools, placed: Iterable[str] = ()) -> PlacementAnswer:
        self._have_duals()
        index = self._problem.facts.student_index
        problem = self._problem.only(allowed, [index[student] for student in placed])
        best = self._known_best
        known = None if best is None else ProvenBounds(best.count, best.shortage)
        return answer_of(problem, LexicographicSearch(problem, self.control, self._duals).best(None, known))

    def _cheapest(self, asked: Bools, amount: int) -> tuple[list[tuple[str, PlacementAnswer]], bool]:
        """The cheapest of one student's pairs that reach what the best roster reaches, and whether that is proven."""
        best, problem = self._known_best, self._problem
        if best is None or self._duals is None or not asked.any():
            return [], False
        roster = np.nonzero(problem.held(best.placement or {}))[0]
        targets = LevelTargets(best.count, short=best.shortage)
        search = CheapestAlternatives(problem, self._duals, targets, roster, asked, self.control)
        found = search.find(amount)
        mentors, index = problem.facts.mentors, problem.pairs.mentor
        return [
            (mentors[index[pair]], answer_of(problem, ProvenRoster(to, problem.worth(to), search.proven)))
            for pair, to in found
        ], search.proven

    def _one_by_one(self, student: str, allowed: Bools, amount: int) -> Alternatives:
        """As ``alternatives``, also where not all of them place as many as the best roster does."""
        own = self._of(student)
        answers: list[tuple[str, PlacementAnswer]] = []
        complete = True
        for _ in range(amount):
            answer = self._ask(allowed, [student])
            complete = complete and (answer.proven or answer.impossible)
            if answer.placement is None:
                break
            found = answer.placement[student]
            answers.append((found, answer))
            allowed &= ~(own & self._with([found]))
        return Alternatives(tuple(sorted(answers, key=lambda pair: pair[1].key)), complete)
