"""The variables of a placement model and the questions asked of them. Knows no rule and no wish.

Everything is asked by id. Sums over nothing are the expression 0.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ortools.sat.python import cp_model

from instances.tables.capacity import CapacityRow, CapacityRule, Counted, Group, capacity_rows
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.pairs import CandidatePairs

Expression = cp_model.LinearExpr
total = cp_model.LinearExpr.sum


class PlacementVariables:
    """One Boolean per pair: this mentor guides this student.

    Attributes:
        model: The model that the variables are in.
        facts: The semester.
        pairs: The pairs that may be chosen.
        literals: The variable of each pair.
    """

    def __init__(self, model: cp_model.CpModel, facts: PlacementArrays, pairs: CandidatePairs) -> None:
        self.model, self.facts, self.pairs = model, facts, pairs
        self.literals = [model.new_bool_var("") for _ in range(len(pairs))]
        self._by_student: dict[str, list[int]] = defaultdict(list)
        self._by_mentor: dict[str, list[int]] = defaultdict(list)
        self._by_school: dict[str, list[int]] = defaultdict(list)
        self._at: dict[tuple[str, str], list[int]] = defaultdict(list)
        schools = facts.school_of[pairs.mentor].tolist()
        for i, (s, m, k) in enumerate(zip(pairs.student.tolist(), pairs.mentor.tolist(), schools, strict=True)):
            self._by_student[facts.students[s]].append(i)
            self._by_mentor[facts.mentors[m]].append(i)
            self._by_school[facts.schools[k]].append(i)
            self._at[facts.students[s], facts.schools[k]].append(i)
        self._counts: dict[str, cp_model.IntVar] = {}
        self._used: dict[str, cp_model.IntVar] = {}

    def _sum(self, positions: Iterable[int]) -> Expression:
        return total([self.literals[i] for i in positions])

    def _student_of(self, position: int) -> str:
        return self.facts.students[int(self.pairs.student[position])]

    # -- sums --------------------------------------------------------------------------------------

    def of_student(self, student: str) -> Expression:
        """1 when placed."""
        return self._sum(self._by_student.get(student, ()))

    def at(self, student: str, school: str) -> Expression:
        """1 when this student is at this school."""
        return self._sum(self._at.get((student, school), ()))

    def count(self, school: str) -> cp_model.IntVar:
        """Students at a school, as one variable: boards, tandems and PLGs add these up."""
        if school not in self._counts:
            positions = self._by_school.get(school, ())
            count = self.model.new_int_var(0, len(positions), "")
            self.model.add(count == self._sum(positions))
            self._counts[school] = count
        return self._counts[school]

    def count_all(self, schools: Iterable[str]) -> Expression:
        return total([self.count(school) for school in schools])

    def rows(self, line: CapacityRule) -> Iterator[CapacityRow]:
        """The rows of a line of the capacity table; of two who are kept apart only where both could be."""
        for row in capacity_rows(self.facts.instance, line):
            if all((student, row.group) in self._at for student in row.students):
                yield row

    def amount(self, row: CapacityRow) -> Expression:
        """The students that a row of the capacity table counts."""
        line = row.line
        if line.counted is Counted.APART:
            return total([self.at(student, row.group) for student in row.students])
        of_mentors = line.group in (Group.MENTOR, Group.CLASS)
        if line.counted is Counted.ALL and not of_mentors:
            return self.count_all(row.members)
        by_member = self._by_mentor if of_mentors else self._by_school
        positions = (i for member in row.members for i in by_member.get(member, ()))
        students = self.facts.instance.students
        return self._sum(i for i in positions if row.counts(students[self._student_of(i)]))

    @property
    def placed(self) -> Expression:
        return total(self.literals)

    def weighted(self, amounts: Ints) -> Expression:
        """The sum over pairs of amount times chosen."""
        kept = [(literal, amount) for literal, amount in zip(self.literals, amounts.tolist(), strict=True) if amount]
        return cp_model.LinearExpr.weighted_sum([literal for literal, _ in kept], [amount for _, amount in kept])

    def where(self, mask: Iterable[bool]) -> Iterator[tuple[str, cp_model.IntVar]]:
        """Student and literal of every pair where the mask is set."""
        for i, (literal, chosen) in enumerate(zip(self.literals, mask, strict=True)):
            if chosen:
                yield self._student_of(i), literal

    def chosen(self, solver: cp_model.CpSolver) -> dict[str, str]:
        """The placement of a solved model."""
        facts = self.facts
        return {
            facts.students[s]: facts.mentors[m]
            for s, m, literal in zip(
                self.pairs.student.tolist(), self.pairs.mentor.tolist(), self.literals, strict=True
            )
            if solver.boolean_value(literal)
        }

    # -- helpers whose value is exact ----------------------------------------------------------------

    def used(self, school: str) -> cp_model.IntVar:
        """1 exactly when the school has a student."""
        if school not in self._used:
            used, count = self.model.new_bool_var(""), self.count(school)
            positions = self._by_school.get(school, ())
            for i in positions:
                self.model.add_implication(self.literals[i], used)
            self.model.add(count >= used)
            self.model.add(count <= len(positions) * used)
            self._used[school] = used
        return self._used[school]

    def alone(self, school: str) -> cp_model.IntVar:
        """1 exactly when the school has one student."""
        used, count, alone = self.used(school), self.count(school), self.model.new_bool_var("")
        self.model.add(alone + count >= 2 * used)
        self.model.add(alone <= used)
        self.model.add(count <= 1).only_enforce_if(alone)
        return alone

    def above(self, amount: Expression, target: int) -> cp_model.IntVar:
        """max(0, amount - target) exactly."""
        above = self.model.new_int_var(0, len(self.facts.students), "")
        self.model.add_max_equality(above, [0, amount - target])
        self.model.add(above >= amount - target)  # the same in the linear relaxation
        return above

    def short(self, amount: Expression, minimum: int) -> cp_model.IntVar:
        """max(0, minimum - amount) exactly."""
        short = self.model.new_int_var(0, minimum, "")
        self.model.add_max_equality(short, [0, minimum - amount])
        self.model.add(short >= minimum - amount)
        return short
