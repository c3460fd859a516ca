"""Pins that no placement can keep: the model of them with every rule under a name. Knows no wish.

Only pins demand anything of a placement: every other student and school can be left out of a roster without
breaking a rule. So the model holds the schools with a pin, and besides the pinned students those who could
join them at a school with a minimum. Pairs that a rule forbids are there too, forbidden under that rule: of a
pinned student under the student, of all others under the school (it takes many of them to be in the way).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import numpy as np
from ortools.sat.python import cp_model

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import apply
from instances.edits.editable import PAIR_EDITS, Edits, free_pin, pair_edits, row_edits
from instances.tables.capacity import COUNTING_RULES, line_about, usage
from models.infeasibility.assumptions import Assumptions
from models.infeasibility.core import (
    Core,
    Item,
    NamedConstraints,
    minimal_core,
    proven_conflict,
    smallest_correction_sets,
)
from models.placement.cp_sat.constraints import POSTERS
from models.placement.cp_sat.variables import PlacementVariables
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.pair_rules import PAIR_RULES, PairMasks
from models.placement.data.pairs import CandidatePairs
from models.placement.minimum_changes.settings import PIN_CONFLICT_SETTINGS
from models.search.control import Control


class PinConflict:
    """Why the pins of a semester cannot all stand.

    Source: decision 15.
    """

    def __init__(self, instance: Instance) -> None:
        """Prepare the model; nothing is solved yet.

        Args:
            instance: The semester.
        """
        self.instance, self.facts = instance, PlacementArrays(instance)

    @cached_property
    def named(self) -> NamedConstraints:
        """Every rule and pin under its item."""
        return self._named()

    def minimal_core(self, control: Control) -> Core | None:
        """Rules and pins that cannot hold together, each of them needed (an irreducible infeasible subset).

        Counting rows are left out first: a contradiction of pins with as few of them as can be is the plainest.

        Args:
            control: Time for the search.

        Returns:
            The core, checked once more by itself. None when the pins can stand, or when it could not be checked.
        """
        core = minimal_core(self.named, control, _order)
        if core is None or not proven_conflict(self._named(), core.items, control):
            return None
        return core

    def with_one_row(self, core: Core, control: Control) -> Core | None:
        """A core, this one or another, with at most one row that limits how many go together.

        Args:
            core: A core.
            control: Time for the search.

        Returns:
            The core; None when none was found.
        """
        if sum(self.is_limit(item) for item in core.items) <= 1:
            return core
        literals = self.named.literals
        plain = [item for item in literals if not self.is_limit(item)]
        for rule in COUNTING_RULES:
            limits = [item for item in literals if self.is_limit(item) and item[0] is rule]
            if self.named.core([*plain, *limits], control) is None:
                continue  # not with all of them, so not with one
            for asked in [[*plain, row] for row in limits] or [plain]:
                found = minimal_core(
                    NamedConstraints(self.named.model, {i: literals[i] for i in asked}), control, _order
                )
                if found is not None and proven_conflict(self._named(), found.items, control):
                    return found
        return None

    def is_limit(self, item: Item) -> bool:
        """Whether an item limits how many students go together; a school's minimum asks for students, as a pin does.

        Args:
            item: A rule and what it is about.

        Returns:
            True for a maximum.
        """
        return is_row(item) and not (item[0] is Rule.P11 and item[1] in self.instance.schools)

    def ways_out(self, control: Control, most: int = PIN_CONFLICT_SETTINGS.ways_out) -> list[Edits]:
        """Changes of the workbook after which every pin left can stand.

        Args:
            control: Time for the search.
            most: How many at most.

        Returns:
            The edits of each, which were tried; those that drop the fewest items first.
        """
        named, x = self._model(everything=False)
        droppable = [item for item in named.literals if self._is_editable(item)]
        found: list[Edits] = []
        for dropped, solver in smallest_correction_sets(named, droppable, control, most=most, least=x.literals):
            placed = x.chosen(solver)
            edits = tuple(dict.fromkeys(e for item in dropped for e in self._edits_of(item, placed)))
            if edits and self._stand_after(edits, control):
                found.append(edits)
        return found

    def _stand_after(self, edits: Edits, control: Control) -> bool:
        """Can every pin that the edits leave stand?"""
        named, _ = PinConflict(apply(self.instance, edits))._model(everything=False)
        return named.check(named.literals, control) is True

    def _is_editable(self, item: Item) -> bool:
        rule, about = item
        if is_row(item):
            line = line_about(self.instance, rule, about)  # no line: two students who are kept apart
            return line is not None and line.editable
        return rule in PAIR_EDITS and about in self.facts.student_index

    def _edits_of(self, item: Item, placed: Placement) -> Edits:
        """The edits for what was dropped, as far as this placement needs them."""
        rule, about = item
        if is_row(item):
            return row_edits(self.instance, rule, about, usage(self.instance, placed)[item]) or ()
        if rule is Rule.P13:
            return free_pin(self.instance, about)
        student, mentor = self.instance.students[about], self.instance.mentors[placed[about]]
        return pair_edits(self.instance, rule, student, mentor) or ()

    # -- the model ---------------------------------------------------------------------------------

    def _named(self) -> NamedConstraints:
        return self._model()[0]

    def _model(self, everything: bool = True) -> tuple[NamedConstraints, PlacementVariables]:
        """Every rule and pin; without ``everything`` no forbidden pairs of students who are not pinned."""
        model = cp_model.CpModel()
        masks = PairMasks(self.facts)
        pairs = self._pairs()
        if not everything:
            company = ~self.facts.pinned[pairs.student]
            for mask in PAIR_RULES.values():
                pairs = pairs.take(~(company & mask(masks, pairs.student, pairs.mentor)))
                company = ~self.facts.pinned[pairs.student]
        x = PlacementVariables(model, self.facts, pairs)
        posting = Assumptions(model, assume=True)
        for rule, poster in POSTERS.items():
            if rule is Rule.P1:
                poster(Assumptions(model).of(rule), self.instance, x)  # the least that a placement is
            elif rule is not Rule.P13:  # pins are posted beside the masks
                poster(posting.of(rule), self.instance, x)
        self._forbid(posting, x)
        return NamedConstraints(model, posting.assumptions), x

    def _forbid(self, posting: Assumptions, x: PlacementVariables) -> None:
        pairs, facts, masks = x.pairs, self.facts, PairMasks(self.facts)
        for rule, mask in PAIR_RULES.items():
            post = posting.of(rule)
            for i in np.nonzero(mask(masks, pairs.student, pairs.mentor))[0].tolist():
                s, k = int(pairs.student[i]), int(facts.school_of[pairs.mentor[i]])
                post(x.literals[i] == 0, facts.students[s] if facts.pinned[s] else facts.schools[k])
        post = posting.of(Rule.P13)
        for s in np.nonzero(facts.pinned)[0].tolist():
            post(x.of_student(facts.students[s]) == 1, facts.students[s])

    def _pairs(self) -> CandidatePairs:
        found = np.array(list(self._positions()), dtype=np.int64).reshape(-1, 2)
        return CandidatePairs(found[:, 0], found[:, 1], np.zeros(len(found), dtype=np.int64))

    def _positions(self) -> Iterator[tuple[int, int]]:
        """Student and mentor: the pinned where they are pinned, and everyone where company is needed."""
        facts = self.facts
        schools = facts.school_of
        allowed = [(s, self._allowed(s)) for s in np.nonzero(facts.pinned)[0].tolist()]
        there = np.unique(np.concatenate([schools[mentors] for _, mentors in allowed])) if allowed else schools[:0]
        company = np.isin(schools, there[facts.minimum[there] > 1])
        everywhere = np.nonzero(company)[0].tolist()
        for s, mentors in allowed:
            yield from ((s, m) for m in sorted({*mentors.tolist(), *everywhere}))
        for s in np.nonzero(~facts.pinned)[0].tolist():
            yield from ((s, m) for m in everywhere)

    def _allowed(self, student: int) -> Ints:
        """The mentors that the student's pin leaves."""
        mentors = np.arange(len(self.facts.mentors))
        found: Ints = mentors[~PairMasks(self.facts).not_as_pinned(np.array([student]), mentors)]
        return found


def is_row(item: Item) -> bool:
    """A row that weighs students against each other, and not a rule about one student or a pin?"""
    rule, about = item
    return rule in COUNTING_RULES and (rule is not Rule.P9 or ";" in about)


def _order(item: Item) -> int:
    """Left out first: counting rows, then what is about one student, last the pins."""
    return 0 if is_row(item) else 2 if item[0] is Rule.P13 else 1
