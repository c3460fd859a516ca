"""Proposals in which nobody else moves: found by counting and judged by the checks. Solves nothing.

For a large semester, where solving takes seconds for each student. What a proposal costs is the cost of a roster that
the checks passed, so it is a price at most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from instances.domain.entities import Day, Mentor, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import Edit, apply, number_of_changes, united
from instances.edits.editable import Edits, pair_edits, row_edits
from instances.tables.capacity import (
    CAPACITY_RULES,
    COUNTED,
    Counted,
    Group,
    Sense,
    class_key,
    group_of,
    tightest,
    usage,
)
from instances.tables.columns import PINS, STUDENTS
from scheduler.checks.pairs import pair_faults
from scheduler.repairs.proposals import Proposal
from scheduler.repairs.settings import REPAIRS
from scheduler.what_if.judge import Judge
from scheduler.wording.pair_scores import own_cost

LINES = tuple(line for line in CAPACITY_RULES if line.counted in COUNTED and line.sense is not Sense.LEAST)


@dataclass(frozen=True)
class Joining:
    """Students who join a roster while nobody else moves, after edits of the workbook.

    Attributes:
        judge: The workbook with the present placement, and what the checks say of others; what the present one breaks
            already is not held against a proposal.
    """

    judge: Judge[Placement]

    @property
    def instance(self) -> Instance:
        """The workbook as it is."""
        return self.judge.instance

    @property
    def placement(self) -> Placement:
        """The present placement."""
        return self.judge.present

    def of(self, student: str) -> list[Proposal]:
        """Find the cheapest proposals with the fewest changes for one student, each with other cells.

        Args:
            student: Id of a student without a place.

        Returns:
            The proposals; one without edits for who fits as things are; none where no rule in the way may be relaxed.
        """
        found: list[Proposal] = []
        places: set[frozenset[tuple[str, ...]]] = set()
        for edits, mentor in self._candidates(self.instance.students[student]):
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
        """Let students join one after the other, each in the workbook that results.

        Args:
            students: Ids of students without a place, in this order.

        Returns:
            One proposal for all, without changes that a later one made needless; None where one of them finds nothing.
        """
        edits: Edits = ()
        instance, placement = self.instance, dict(self.placement)
        for student in students:
            step = Joining(self.judge.instead(instance, placement)).first(student)
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
        """None where the roster breaks a rule."""
        found = self.judge.after(edits, placement)
        return Proposal.of(edits, number_of_changes(self.instance, edits), found) if found.sound else None

    def least(self, students: list[str]) -> int:
        """Bound the number of changes from below: who has no mentor unless the own row changes needs one each.

        Args:
            students: Ids of students without a place.

        Returns:
            So many changes are needed at least.
        """
        return sum(not self._fits_as_is(self.instance.students[student]) for student in students)

    def _fits_as_is(self, student: Student) -> bool:
        for mentor in self.instance.mentors.values():
            if self.instance.student_leg(student.id, mentor.school) is not None:
                edits = self._alone(student, mentor)
                own = {(STUDENTS.name, student.id), (PINS.name, student.id)}
                if edits is not None and own.isdisjoint(edit.place[:2] for edit in edits):
                    return True
        return False

    def first(self, student: str) -> tuple[Edits, str] | None:
        """Find the edits with which the student can join, and the mentor there; None where there are none."""
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
                changes = number_of_changes(self.instance, edits)
                found.append((changes, own_cost(self.instance, student, mentor), mentor.id, edits))
        return [(edits, mentor) for _, _, mentor, edits in sorted(found, key=lambda row: row[:3])]

    def _edits(self, student: Student, mentor: Mentor) -> Edits | None:
        """What must be changed for this pair, beside everyone where they are; None where a rule must stand."""
        if self.instance.student_leg(student.id, mentor.school) is None or self._class_full(student, mentor):
            return None
        alone = self._alone(student, mentor)
        rows = [row_edits(self.instance, rule, about, needed) for rule, about, needed in self._rows(student, mentor)]
        found = [edits for edits in rows if edits is not None]
        if alone is None or len(found) < len(rows):
            return None
        return tuple(edit for part in (alone, *found) for edit in part)

    @cached_property
    def _full_days(self) -> dict[str, set[Day]]:
        """The days on which a class has as many students as it may have (P2)."""
        present: Counter[tuple[str, Day]] = Counter()
        for student, mentor in self.placement.items():
            group = class_key(self.instance.class_of(mentor))
            present.update((group, day) for day in self.instance.students[student].days)
        most = tightest(self.instance, Group.CLASS, Sense.MOST, Counted.DAY)
        return {group: {day for day in Day if present[group, day] >= limit} for group, limit in most.items()}

    def _class_full(self, student: Student, mentor: Mentor) -> bool:
        return not student.days.isdisjoint(self._full_days.get(class_key(self.instance.class_of(mentor.id)), ()))

    def _alone(self, student: Student, mentor: Mentor) -> Edits | None:
        """The same if there were nobody else."""
        found: list[Edit] = []
        for rule in dict.fromkeys(rule for rule, _ in pair_faults(self.instance, student, mentor)):
            edits = pair_edits(self.instance, rule, student, mentor)
            if edits is None:
                return None
            found += edits
        return tuple(found)

    @cached_property
    def _used(self) -> dict[tuple[Rule, str], int]:
        return dict(usage(self.instance, self.placement))

    def _rows(self, student: Student, mentor: Mentor) -> Iterator[tuple[Rule, str, int]]:
        """The counting rows that one student more does not fit, with what they must let through."""
        for line in LINES:
            group = group_of(self.instance, line.group, mentor.id)
            limit = None if group is None else line.limit(self.instance, group)
            if group is not None and limit is not None and COUNTED[line.counted](student):
                needed = self._used.get((line.rule, group), 0) + 1
                if needed > limit if line.sense is Sense.MOST else needed < limit:
                    yield line.rule, group, needed

    def _judged(self, edits: Edits, student: str, mentor: str) -> Proposal | None:
        return self._with(edits, {**self.placement, student: mentor})
