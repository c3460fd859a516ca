"""What-if questions on a finished placement, each answered by solving again. Knows no file and no words.

An answer is the best roster under the question's condition, with its proof. It is exact when ``proven``; else its
price is one that can be had, and perhaps a better one ("hoogstens").
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property

import numpy as np

from instances.domain.instance import Instance
from instances.domain.solution import Certificate, Placement, Proof, Status
from models.placement.column_generation.greedy import keeps_rules
from models.placement.column_generation.lagrangian_bound import lower_bound
from models.placement.column_generation.stored_duals import certificate_of, stored_duals
from models.placement.data.arrays import Bools, Ints
from models.placement.data.problem import LevelTargets, PlacementProblem
from models.placement.data.score import Score, score
from models.placement.search.lexicographic import KnownBounds, LexicographicSearch, ProvenRoster
from models.placement.what_if.alternatives import CheapestAlternatives
from models.placement.what_if.answers import Alternatives, PlacementAnswer, PriceDifference
from models.placement.what_if.local_reoptimise import LocalReoptimisation, promising
from models.search.control import Control

MOST_OPEN = 22  # mentors at whose schools others may move to make room for those alternatives
MOST_CLOSE = 15  # mentors tried for alternatives close by: each takes some 80 ms in a semester of 600


class PlacementQuestions:
    """Answers about one finished placement, optimal or not.

    ``proof`` is what an earlier run proved, of this roster or of one like it: it saves making prices and proving
    again; without one the first question does. ``previous`` is the old roster that W9 counts from.
    """

    def __init__(
        self,
        instance: Instance,
        placement: Placement,
        control: Control,
        previous: Placement | None = None,
        proof: Proof | None = None,
    ) -> None:
        self.instance, self.placement, self.control, self._previous = instance, placement, control, previous
        self._problem = PlacementProblem.of(instance, previous)
        self._proof = proof
        told = None if proof is None else proof.certificate
        self._prices = None if told is None else stored_duals(self._problem, told)

    @contextmanager
    def within(self, control: Control) -> Iterator[PlacementQuestions]:
        """Answer in the time of another control until the block ends; what is found out meanwhile is kept.

        Args:
            control: The time for the questions asked inside the block.

        Yields:
            These same questions.
        """
        own, self.control = self.control, control
        try:
            yield self
        finally:
            self.control = own

    # -- the roster itself -------------------------------------------------------------------------

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
        known = {
            student: mentor
            for student, mentor in self.placement.items()
            if student in self.instance.students and mentor in self.instance.mentors
        }
        worth = score(self._problem.facts, self._problem.measures, known)
        proven = not self.breaks_rules and self.best.proven and self.best.key[1:] == worth.key
        return PlacementAnswer(known, worth.count, worth.shortage, worth.cost, proven)

    @cached_property
    def best(self) -> PlacementAnswer:
        """The best roster of the workbook: the base itself when that is optimal."""
        worth = score(self._problem.facts, self._problem.measures, self.placement) if self._told else None
        if worth is not None:
            return PlacementAnswer(self.placement, worth.count, worth.shortage, worth.cost, True)
        return self._answer(self._problem, self._solved)

    @cached_property
    def _told(self) -> bool:
        """Did the run that made this roster prove it optimal?"""
        proof = self._proof
        if proof is None or proof.status is not Status.OPTIMAL or self.breaks_rules:
            return False
        worth = score(self._problem.facts, self._problem.measures, self.placement)
        return worth == Score(proof.count_bound, proof.shortage_bound, proof.cost_bound or 0)

    @cached_property
    def _most(self) -> bool:
        """Is it proven that no roster places more students, nor as many with less shortage?"""
        worth, proof = self._problem.worth(self._own), self._proof
        most = len(self.instance.students) if proof is None else proof.count_bound
        return (worth.count, worth.shortage) == (most, 0 if proof is None else proof.shortage_bound)

    @cached_property
    def _solved(self) -> ProvenRoster:
        found = LexicographicSearch(self._problem, self.control.sub_budget(0.5), self._prices).best(self._start)
        self._prices = found.prices or self._prices
        return found

    @property
    def _start(self) -> Ints | None:
        return None if self.breaks_rules else self._own

    @property
    def certificate(self) -> Certificate | None:
        """The prices that the answers rest on, to be stored; None where there are none."""
        if self._prices is None:
            return None
        return certificate_of(self._problem.facts, self._problem.limits, self._prices)

    # -- questions ---------------------------------------------------------------------------------

    def forced(self, student: str, mentor: str) -> PlacementAnswer:
        """The best roster in which this mentor guides this student; impossible where a rule on the pair forbids it."""
        return self.among(student, [mentor])

    def suitable(self, student: str) -> tuple[str, ...]:
        """The mentors that the rules on one pair leave possible for a student."""
        facts, pairs = self._problem.facts, self._problem.pairs
        return tuple(facts.mentors[m] for m in pairs.mentor[self._of(student)].tolist())

    def among(self, student: str, mentors: Collection[str]) -> PlacementAnswer:
        """The best roster in which one of these mentors guides the student."""
        own = self._of(student)
        asked = own & self._with_any(mentors)
        found, proven = self._chosen(asked, 1)
        if proven and found:
            return found[0][1]
        return self._ask(~own | asked, [student])

    def nearby(self, student: str, mentor: str) -> PlacementAnswer:
        """A roster with this pair in which few others move: often dearer than ``forced``, and never proven."""
        asked = np.nonzero(self._of(student) & self._with(mentor))[0]
        best, problem = self._known_best, self._problem
        if best is None or self._prices is None or not len(asked):
            return PlacementAnswer(None, impossible=not len(asked))
        need = LevelTargets(best.count, short=best.shortage)
        roster = np.nonzero(problem.held(best.placement or {}))[0]
        bound = lower_bound(problem.facts, problem.pairs, problem.limits, problem.cheapest(need), self._prices)
        found = LocalReoptimisation(problem, roster, need, bound, asked, self.control).best_with(int(asked[0]))
        return self._answer(problem, ProvenRoster(found, None if found is None else problem.worth(found)))

    def forbidden(self, student: str, mentor: str | None = None) -> PlacementAnswer:
        """The best roster in which this mentor does not guide this student; None: in which nobody does."""
        own = self._of(student)
        return self._ask(~own if mentor is None else ~(own & self._with(mentor)))

    def alternatives(self, student: str, amount: int = 5) -> Alternatives:
        """The cheapest other mentors for a student, each with the best roster that has it."""
        own, index = self._of(student), self._problem.facts.mentor_index
        allowed = np.ones(len(own), dtype=bool)
        mentor = self.placement.get(student)
        if mentor in index:
            allowed &= ~(own & self._with(mentor))
        amount = min(amount, int((own & allowed).sum()))
        if amount == 0:
            return Alternatives((), True)
        answers, complete = self._chosen(own & allowed, amount)
        if len(answers) == amount:
            return Alternatives(tuple(answers), complete)
        return self._one_by_one(student, allowed, amount)

    def close(
        self, student: str, amount: int = 5, mentors: Collection[str] | None = None, tries: int = MOST_CLOSE
    ) -> Alternatives:
        """As ``alternatives``, at once and with few others moving: each answer has a floor and is seldom proven.

        With ``mentors`` only those; so many mentors are tried at most. Nothing for a student without a place, and in
        a roster that breaks rules.
        """
        problem, index = self._problem, self._problem.facts.mentor_index
        mentor = self.placement.get(student)
        if mentor not in index or self.breaks_rules:
            return Alternatives((), False)
        others = ~self._with(mentor) if mentors is None else self._with_any(mentors)
        asked = np.nonzero(self._of(student) & others)[0]
        if not len(asked):
            return Alternatives((), True)
        worth = problem.worth(self._own)
        need = LevelTargets(worth.count, short=worth.shortage)
        prices = self._prices or stored_duals(problem, Certificate(1, {}))
        assert prices is not None  # a scale of 1 can always be counted with
        bound = lower_bound(problem.facts, problem.pairs, problem.limits, problem.cheapest(need), prices)
        least = worth.cost if self._told else 0
        floors = np.maximum(least, -(-(bound.scaled + bound.reduced[asked]) // bound.scale))
        likely = promising(problem.pairs, asked, self._own, bound.reduced[asked], tries)
        wide = np.union1d(likely, np.argsort(bound.reduced[asked], kind="stable")[:MOST_OPEN])
        near = LocalReoptimisation(problem, self._own, need, bound, asked[wide], self.control)
        found: list[tuple[str, PlacementAnswer]] = []
        for n in likely:
            if self.control.remaining <= 0:
                break
            roster = near.best_with(int(asked[n]))
            if roster is not None:
                answer = self._answer(problem, ProvenRoster(roster, problem.worth(roster)))
                proven = self._most and answer.key[1:] == (-worth.count, worth.shortage, int(floors[n]))
                name = problem.facts.mentors[problem.pairs.mentor[asked[n]]]
                found.append((name, replace(answer, floor=int(floors[n]), proven=proven)))
                found.sort(key=lambda pair: pair[1].key)
        return Alternatives(tuple(found[:amount]), False)

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
            allowed &= ~(own & self._with(found))
        return Alternatives(tuple(sorted(answers, key=lambda pair: pair[1].key)), complete)

    def changed(self, instance: Instance, start: Placement | None = None) -> PlacementAnswer:
        """The best roster of an edited workbook, such as one with a place or a working day more.

        ``start`` is a roster of that workbook to begin from, else what of this one may stand.
        """
        problem = PlacementProblem.of(instance, self._previous)
        self._ready()
        certificate = self.certificate
        prices = None if certificate is None else stored_duals(problem, certificate)
        begin = self._kept(problem, self.placement if start is None else start)
        return self._answer(problem, LexicographicSearch(problem, self.control, prices).best(begin))

    @staticmethod
    def _kept(problem: PlacementProblem, placement: Placement) -> Ints | None:
        """The pairs of a roster that may be, where they make a legal roster."""
        left = np.nonzero(problem.held(placement))[0]
        return left if keeps_rules(problem.facts, problem.pairs, problem.limits, left) else None

    # -- what an answer means ----------------------------------------------------------------------

    def price(self, answer: PlacementAnswer) -> PriceDifference:
        """What it costs against the roster itself."""
        base = self.base
        return PriceDifference(base.count - answer.count, answer.shortage - base.shortage, answer.cost - base.cost)

    def moved(
        self, answer: PlacementAnswer, besides: Iterable[str] = ()
    ) -> Mapping[str, tuple[str | None, str | None]]:
        """Student id to old and new mentor (None: not placed), for all who change; ``besides`` are left out."""
        new, old = answer.placement or {}, self.placement
        everyone = dict.fromkeys([*self.instance.students, *new])
        changed = {who: (old.get(who), new.get(who)) for who in everyone if who not in set(besides)}
        return {who: pair for who, pair in changed.items() if pair[0] != pair[1]}

    # -- solving -----------------------------------------------------------------------------------

    def _of(self, student: str) -> Bools:
        """[pairs] those of one student. Raises KeyError for an unknown one."""
        mine: Bools = self._problem.pairs.student == self._problem.facts.student_index[student]
        return mine

    def _with(self, mentor: str) -> Bools:
        """[pairs] those with one mentor. Raises KeyError for an unknown one."""
        theirs: Bools = self._problem.pairs.mentor == self._problem.facts.mentor_index[mentor]
        return theirs

    def _with_any(self, mentors: Collection[str]) -> Bools:
        """[pairs] those with one of these mentors."""
        index = self._problem.facts.mentor_index
        theirs: Bools = np.isin(self._problem.pairs.mentor, [index[mentor] for mentor in mentors])
        return theirs

    def _ready(self) -> None:
        """Prices for every question; the first one pays for them where none were given."""
        if self._prices is None:
            self._prices = self._solved.prices

    def _ask(self, allowed: Bools, placed: Iterable[str] = ()) -> PlacementAnswer:
        self._ready()
        problem = self._problem.only(allowed, [self._problem.facts.student_index[who] for who in placed])
        best = self._known_best
        known = None if best is None else KnownBounds(best.count, best.shortage)
        return self._answer(problem, LexicographicSearch(problem, self.control, self._prices).best(None, known))

    def _chosen(self, asked: Bools, amount: int) -> tuple[list[tuple[str, PlacementAnswer]], bool]:
        """The cheapest of one student's pairs that reach what the best roster reaches, and whether that is proven."""
        best, problem = self._known_best, self._problem
        if best is None or self._prices is None or not asked.any():
            return [], False
        roster = np.nonzero(problem.held(best.placement or {}))[0]
        need = LevelTargets(best.count, short=best.shortage)
        choices = CheapestAlternatives(problem, self._prices, need, roster, asked, self.control)
        found = choices.find(amount)
        mentors, index = self._problem.facts.mentors, problem.pairs.mentor
        return [
            (mentors[index[pair]], self._answer(problem, ProvenRoster(to, problem.worth(to), choices.proven)))
            for pair, to in found
        ], choices.proven

    @property
    def _known_best(self) -> PlacementAnswer | None:
        """The best roster of the workbook, where that is proven already or has to be found for its prices."""
        self._ready()
        if not self._told and "_solved" not in self.__dict__:
            return None
        return self.best if self.best.proven else None

    @staticmethod
    def _answer(problem: PlacementProblem, found: ProvenRoster) -> PlacementAnswer:
        if found.positions is None or found.score is None:
            return PlacementAnswer(None, impossible=found.impossible)
        worth = found.score
        return PlacementAnswer(
            problem.placement(found.positions), worth.count, worth.shortage, worth.cost, found.proven
        )
