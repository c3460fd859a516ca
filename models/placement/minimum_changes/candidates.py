"""Every pair that may be chosen and the cells that each needs changed, as arrays. Knows no solver.

P candidates (a pair of person and mentor), R persons, C cells. A person is one student, or after ``aggregated`` some
symmetric students: they differ in nothing that a relaxation has to tell apart.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import numpy.typing as npt

from instances.domain.entities import MentorTraining, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import CellEdit
from instances.edits.editable import pair_edits
from models.placement.data.arrays import POPCOUNT, Bools, Ints, PlacementArrays
from models.placement.data.capacity import limits_of
from models.placement.minimum_changes.editable_cells import STANDING, EditableCells
from models.placement.minimum_changes.settings import JOINT_REPAIR_SETTINGS

Floats = npt.NDArray[np.float64]
DEMANDS = ("Vereiste bouw", "Specialisatie", "Vereist profiel")
MENTOR_CELLS = (
    "working days",
    "available",
    "training",
)  # kinds of cells, in the order of the first columns of ``needs``
STUDENT_CELLS = ("pin", "maximum travel time", *DEMANDS)  # the last columns; between them the years of the school


@dataclass(frozen=True)
class RepairCandidates:
    """Sorted by person. -1 in ``needs`` is no cell; a cell that no candidate needs stands in no row."""

    facts: PlacementArrays
    person: Ints  # [P]
    mentor: Ints  # [P]
    needs: Ints  # [P, kinds] cells
    asks: Ints  # [P] how much its cells are changed: minutes, days, else one for each
    most: Ints  # [P] so many of the person may choose it
    size: Ints  # [R] students in a person
    must: Ints  # [R] how many of them must have a place
    alone: Bools  # [R] was left out, so is a person alone, and the place may be missing
    days: Ints  # [R] as bits
    counted: Bools  # [R, lines] in which of Limits.counted a student of the person counts
    mentor_of: Ints  # [C] whose cell it is; -1 not a mentor's
    school_of: Ints  # [C] the same of a school

    def __len__(self) -> int:
        return len(self.person)

    def behind(self, cell: int) -> list[int]:
        """The mentors to whom a mentor's cell gives access: for working days the whole class."""
        mentor, facts = int(self.mentor_of[cell]), self.facts
        if cell >= len(facts.mentors):
            return [mentor]
        return [facts.mentor_index[one] for one in facts.classes[int(facts.class_index[mentor])]]

    def aggregated(self, prices: Floats) -> RepairCandidates:
        """Students whose place has the same price, on the same days, taken together, but for who was left out.

        Whatever roster there is of all students is one of these persons, so a bound that holds for these holds.

        Args:
            prices: [R] dual price of a place for each student.

        Returns:
            The candidates of the persons; what they ask for is 0.
        """
        own = np.where(self.alone, np.arange(len(prices)), -1)
        rounded = np.round(prices * 10**JOINT_REPAIR_SETTINGS.alike_decimals).astype(np.int64)
        kinds = np.column_stack([own, rounded, self.days, self.counted, self.must])
        persons, first, number = np.unique(kinds, axis=0, return_index=True, return_inverse=True)
        number = number.reshape(-1)
        rows = np.column_stack([number[self.person], self.mentor, self.needs])
        candidates, most = np.unique(rows, axis=0, return_counts=True)
        return replace(
            self,
            person=candidates[:, 0],
            mentor=candidates[:, 1],
            needs=candidates[:, 2:],
            asks=np.zeros(len(candidates), dtype=np.int64),  # students taken together have no roster of their own
            most=most.astype(np.int64),
            size=np.bincount(number, minlength=len(persons)),
            must=np.bincount(number, weights=self.must, minlength=len(persons)).astype(np.int64),
            alone=self.alone[first],
            days=self.days[first],
            counted=self.counted[first],
        )


def candidates_of(editable_cells: EditableCells, placement: Placement) -> RepairCandidates:
    """Every pair that can be made possible; of students with a place the own row must stand, but for a pin.

    Args:
        editable_cells: What stands in the way of each pair.
        placement: The finished roster, student id to mentor id.

    Returns:
        The candidates, of which nobody must have a place yet.
    """
    facts = editable_cells.facts
    everyone, mentors, schools = len(facts.students), len(facts.mentors), len(facts.schools)
    s, m = np.arange(everyone)[:, None], np.arange(mentors)[None, :]
    left_out = np.array([student not in placement for student in facts.students], dtype=bool)
    against = {rule: editable_cells.forbidden(rule, s, m) for rule in (Rule.P5, Rule.P8, Rule.P10, Rule.P12, Rule.P13)}
    standing = np.logical_or.reduce([editable_cells.forbidden(rule, s, m) for rule in STANDING])
    own = (against[Rule.P8] | against[Rule.P10]) & ~left_out[:, None]
    out = np.array([not (one.competent and one.available) for one in facts.instance.mentors.values()], dtype=bool)
    person, mentor = np.nonzero(~(own | standing | out[None, :]))
    school = facts.school_of[mentor]
    needs = np.full((len(person), len(MENTOR_CELLS) + 1 + len(STUDENT_CELLS)), -1, dtype=np.int64)
    first_of_class = np.array(
        [facts.mentor_index[facts.classes[c][0]] for c in facts.class_index.tolist()], dtype=np.int64
    )
    needs[:, 0] = np.where(against[Rule.P5][person, mentor], first_of_class[mentor], -1)
    for kind, lacking in enumerate(_lacking(facts.instance), start=1):
        needs[:, kind] = np.where(lacking[mentor], kind * mentors + mentor, -1)
    first = len(MENTOR_CELLS) * mentors
    needs[:, 3] = np.where(against[Rule.P12][person, mentor], first + school, -1)
    first += schools
    of_students = len(STUDENT_CELLS) * everyone
    for kind, rule in enumerate((Rule.P13, Rule.P10)):
        needs[:, 4 + kind] = np.where(against[rule][person, mentor], first + kind * everyone + person, -1)
    demanding = np.nonzero(against[Rule.P8][person, mentor])[0]
    needs[demanding, 6:] = _demands(facts, person[demanding], mentor[demanding], first + 2 * everyone)
    return RepairCandidates(
        facts, person, mentor, needs,
        asks=_asked(facts, person, mentor, needs),
        most=np.ones(len(person), dtype=np.int64),
        size=np.ones(everyone, dtype=np.int64),
        must=np.zeros(everyone, dtype=np.int64),
        alone=left_out,
        days=facts.student_days,
        counted=np.column_stack([rows.counted for rows in limits_of(facts).counted]),
        mentor_of=np.r_[np.tile(np.arange(mentors), len(MENTOR_CELLS)), np.full(schools + of_students, -1)],
        school_of=np.r_[np.full(first - schools, -1), np.arange(schools), np.full(of_students, -1)],
    )  # fmt: skip


def _asked(facts: PlacementArrays, person: Ints, mentor: Ints, needs: Ints) -> Ints:
    """[P] of working days those that are missing, of a maximum travel time the minutes above it."""
    settings = facts.instance.settings
    own = (student.max_travel for student in facts.instance.students.values())
    limit = np.array([settings.max_travel if most is None else most for most in own], dtype=np.int64)
    asked = (needs >= 0).sum(axis=1)
    days = POPCOUNT[facts.student_days[person]]
    least = days if settings.min_shared_days is None else np.minimum(days, settings.min_shared_days)
    lacking = least - POPCOUNT[facts.student_days[person] & facts.class_days[mentor]]
    asked += np.where(needs[:, 0] >= 0, lacking - 1, 0)
    minutes = facts.minutes[person, facts.school_of[mentor]] - limit[person]
    found: Ints = asked + np.where(needs[:, 5] >= 0, minutes - 1, 0)
    return found


def _lacking(instance: Instance) -> tuple[Bools, Bools]:
    """[M] who is not available, and who has no training and is not asked to take it."""
    mentors = instance.mentors.values()
    away = np.array([not mentor.available for mentor in mentors], dtype=bool)
    return away, np.array([mentor.training is MentorTraining.NO for mentor in mentors], dtype=bool)


def _demands(facts: PlacementArrays, person: Ints, mentor: Ints, first: int) -> Ints:
    """[P, 3] the cells of the demands (P8) that these mentors do not meet."""
    instance = facts.instance
    students, mentors = list(instance.students.values()), list(instance.mentors.values())

    @cache
    def columns(student: Student, like: int) -> tuple[str, ...]:
        edits = pair_edits(instance, Rule.P8, student, mentors[like])
        return tuple(edit.column for edit in edits or () if isinstance(edit, CellEdit))

    alike: dict[tuple[object, ...], int] = {}
    like = [
        alike.setdefault((one.groups, frozenset(instance.schools[one.school].profile)), i)
        for i, one in enumerate(mentors)
    ]
    found = np.full((len(person), len(DEMANDS)), -1, dtype=np.int64)
    for place, (s, m) in enumerate(zip(person.tolist(), mentor.tolist(), strict=True)):
        for column in columns(students[s], like[m]):
            kind = DEMANDS.index(column)
            found[place, kind] = first + kind * len(students) + s
    return found
