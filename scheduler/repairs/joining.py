"""Proposals in which nobody else moves: found by counting and judged by the checks. Solves nothing.

For a large semester, where solving takes seconds for each student. What a proposal costs is the cost of a roster that
the checks passed, so it is a price at most.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from instances.domain.entities import Day, Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.domain.verdict import Verdict
from instances.edits.edit import Edit, apply, number_of_changes, united
from instances.edits.relaxable import Edits, loosen_pair, loosen_row
from instances.tables.capacity import usage
from instances.tables.columns import PINS, STUDENTS
from scheduler.checks.pairs import pair_faults
from scheduler.checks.placement import check_placement
from scheduler.repairs.proposals import Proposal
from scheduler.repairs.settings import REPAIRS
from scheduler.wording.pair_scores import own_cost

NEVER = frozenset({Rule.P9, Rule.P15})  # rules about pairs that nobody is asked to give up


@dataclass(frozen=True)
class Joining:
    """Students who join a roster as it stands, after edits of the workbook."""

    instance: Instance
    placement: Placement
    previous: Placement | None = None

    @cached_property
    def _base(self) -> Verdict:
        return check_placement(self.instance, self.placement, self.previous)

    def of(self, student: str) -> list[Proposal]:
        """The cheapest with the fewest changes, each with other cells; none where a rule must stand everywhere.

        Who fits as things are needs no change: then that is the only one.
        """
        who = self.instance.students[student]
        found: list[Proposal] = []
        places: set[frozenset[tuple[str, ...]]] = set()
        for edits, mentor in self._candidates(who):
            where = frozenset(edit.place for edit in edits)
            if where in places or (found and number_of_changes(self.instance, edits) > found[0].changes):
                continue
            if len(places) == REPAIRS.joined:
                break
            places.add(where)
            proposal = self._judged(edits, student, mentor)
            if proposal is not None:
                found.append(proposal)
        return found

    def together(self, students: list[str]) -> Proposal | None:
        """All of them, one after the other; None where one of them finds nothing."""
        edits: Edits = ()
        instance, placement = self.instance, dict(self.placement)
        for student in students:
            step = Joining(instance, placement, self.previous).first(student)
            if step is None:
                return None
            more, placement[student] = step
            instance, edits = apply(instance, more), (*edits, *more)
        return self._needed(united(edits), placement)  # a row raised twice is raised once

    def _needed(self, edits: Edits, placement: Placement) -> Proposal | None:
        """Without the changes that a later one made needless, as a school's minimum lowered before it was reached."""
        best = self._with(edits, placement)
        for change in dict.fromkeys(edit.change for edit in edits):
            fewer = self._with(tuple(edit for edit in best.edits if edit.change != change), placement) if best else None
            best = fewer or best
        return best

    def _with(self, edits: Edits, placement: Placement) -> Proposal | None:
        return self._proposal(edits, check_placement(apply(self.instance, edits), placement, self.previous))

    def least(self, students: list[str]) -> int:
        """So many changes are needed at least: those students without a mentor for whom their own row may stand."""
        return sum(not self._fits_as_is(self.instance.students[who]) for who in students)

    def _fits_as_is(self, student: Student) -> bool:
        for mentor in self.instance.mentors.values():
            if self.instance.student_leg(student.id, mentor.school) is not None:
                edits = self._alone(student, mentor)
                own = {(STUDENTS.name, student.id), (PINS.name, student.id)}
                if edits is not None and own.isdisjoint(edit.place[:2] for edit in edits):
                    return True
        return False

    def first(self, student: str) -> tuple[Edits, str] | None:
        """The edits with which the student can join, and the mentor there."""
        for tried, (edits, mentor) in enumerate(self._candidates(self.instance.students[student])):
            if tried == REPAIRS.joined:
                break
            if self._judged(edits, student, mentor) is not None:
                return edits, mentor
        return None

    def _candidates(self, student: Student) -> list[tuple[Edits, str]]:
        """Mentors with the edits each takes, the fewest first, then those that suit the student best."""
        found = []
        for mentor in self.instance.mentors.values():
            edits = self._edits(student, mentor)
            if edits is not None:
                number = number_of_changes(self.instance, edits)
                found.append((number, own_cost(self.instance, student, mentor), mentor.id, edits))
        return [(edits, mentor) for _, _, mentor, edits in sorted(found, key=lambda one: one[:3])]

    def _edits(self, student: Student, mentor: Mentor) -> Edits | None:
        """What must be changed for this pair, beside everyone where they are; None where a rule must stand."""
        if self.instance.student_leg(student.id, mentor.school) is None or self._class_full(student, mentor):
            return None
        alone = self._alone(student, mentor)
        rows = [loosen_row(self.instance, rule, about, needed) for rule, about, needed in self._rows(student, mentor)]
        found = [one for one in rows if one is not None]
        return (
            None if alone is None or len(found) < len(rows) else tuple(edit for one in (alone, *found) for edit in one)
        )

    @cached_property
    def _class_days(self) -> dict[tuple[str, ...], set[Day]]:
        """The days on which a class has a student already (P2)."""
        found: dict[tuple[str, ...], set[Day]] = defaultdict(set)
        for student, mentor in self.placement.items():
            found[self.instance.class_of(mentor)] |= self.instance.students[student].days
        return found

    def _class_full(self, student: Student, mentor: Mentor) -> bool:
        apart = self.instance.settings.one_student_per_class_per_day
        return apart and not student.days.isdisjoint(self._class_days.get(self.instance.class_of(mentor.id), ()))

    def _alone(self, student: Student, mentor: Mentor) -> Edits | None:
        """The same if there were nobody else."""
        found: list[Edit] = []
        for rule in dict.fromkeys(rule for rule, _ in pair_faults(self.instance, student, mentor)):
            edits = None if rule in NEVER else loosen_pair(self.instance, rule, student, mentor)
            if edits is None:
                return None
            found += edits
        return tuple(found)

    @cached_property
    def _used(self) -> dict[tuple[Rule, str], int]:
        return dict(usage(self.instance, self.placement))

    def _rows(self, student: Student, mentor: Mentor) -> Iterator[tuple[Rule, str, int]]:
        """The counting rows that one student more does not fit, with what they must let through."""
        instance = self.instance
        school, tandem = instance.schools[mentor.school], instance.tandem_of(mentor.school)
        board, plg = instance.boards[school.board], instance.plg_by_school[school.id]
        limits = [(Rule.P2, mentor.id, mentor.max_students, 1), (Rule.P3, school.id, school.net_places, 1)]
        limits += [(Rule.P11, plg.key, plg.maximum, 1)]
        if board.max_students is not None:
            limits.append((Rule.P4, board.id, board.max_students, 1))
        if tandem is not None:
            limits.append((Rule.P7, tandem.id, tandem.max_students, 1))
            limits.append((Rule.P14, tandem.id, instance.settings.max_care_per_tandem, int(student.care)))
        for rule, about, most, more in limits:
            needed = self._used.get((rule, about), 0) + more
            if more and needed > most:
                yield rule, about, needed
        count = self._used.get((Rule.P11, school.id), 0) + 1
        if count < school.min_students:
            yield Rule.P11, school.id, count

    def _judged(self, edits: Edits, student: str, mentor: str) -> Proposal | None:
        return self._with(edits, {**self.placement, student: mentor})

    def _proposal(self, edits: Edits, verdict: Verdict) -> Proposal | None:
        """None where the roster still breaks a rule."""
        if set(verdict.violations) - set(self._base.violations):
            return None
        short = sum(verdict.shortage.values()) - sum(self._base.shortage.values())
        changes = number_of_changes(self.instance, edits)
        gained, cost = verdict.count - self._base.count, verdict.cost - self._base.cost
        return Proposal(edits, changes, gained, short, cost, 0, False)
