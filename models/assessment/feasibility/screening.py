"""Necessary conditions for WPAs under a placement, counted without making a roster. Knows the rules of one seat.

Sets of slots and of trainers are integers used as bit sets, so that thousands of pairs of student and mentor take no
time. What is said to be impossible is; what seems possible may still not fit.
Source: docs/decisions/0008-two-way-chain.md.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from ortools.graph.python import max_flow

from instances.domain.concerned import ConcernedTrainers
from instances.domain.entities import Day, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from models.assessment.data.cases import AssessmentData
from models.assessment.data.intervals import packing
from models.assessment.data.presence import is_absent
from models.assessment.data.seat_rules import SEAT_RULES, everyone_there, in_window, serves_school
from models.assessment.feasibility.settings import SCREENING_SETTINGS
from models.infeasibility.placement_cuts import PlacementCut

ANYONE = Student("", "", 2, frozenset(Day))  # there every day and excluded from nobody

Choices = Mapping[str, Iterable[str]]
"""Student id to mentor ids."""


class Screening:
    """Answers about one semester. Pins are passed over, so the conditions are necessary, not sufficient.

    Attributes:
        data: The trainers and their slots; has no cases.
    """

    def __init__(self, instance: Instance) -> None:
        """Number the slots and trainers; everything else is found out at the first question.

        Args:
            instance: The semester.
        """
        self.data = AssessmentData(instance, {})
        self._instance = instance
        self._slots = list(instance.slots.values())
        self._on: dict[date, int] = defaultdict(int)
        for i, slot in enumerate(self._slots):
            self._on[slot.date] |= 1 << i
        self._trainers = list(self.data.assessors)
        self._of_student: dict[str, tuple[int, int]] = {}
        self._of_school: dict[str, int] = {}
        self._of_class: dict[str, tuple[int, int, int]] = {}
        self._seated: dict[tuple[int, int], int] = {}
        self._workers: dict[int, int] = {}

    # -- one pair ----------------------------------------------------------------------------------

    def times(self, student: str, mentor: str) -> int:
        """The slots at which the student's WPA could be in that mentor's class, with the assessors it needs.

        Args:
            student: Id of a student, due or not.
            mentor: Id of any mentor.

        Returns:
            A bit per slot, in the order of the instance; 0 when the WPA is impossible there.
        """
        own, banned = self._student(student)
        there, field, institute = self._class(mentor)
        times, field, institute = own & there, field & ~banned, institute & ~banned
        if not times or not self._instance.needs_two(self._instance.students[student]):
            return times & self._open(field)
        times &= self._open(field) & self._open(institute)
        return times & self._met(field, institute) if times and self._excluded else times

    def seats(self, student: str, mentor: str, in_field: bool) -> int:
        """The trainers who could take the seat at one of those slots.

        Args:
            student: Id of a student.
            mentor: Id of any mentor.
            in_field: Whether it is the field seat, or that of the institute.

        Returns:
            A bit per assessor.
        """
        pool = self._class(mentor)[1 if in_field else 2] & ~self._student(student)[1]
        return pool & self._working(self.times(student, mentor))

    def _working(self, times: int) -> int:
        """The trainers who can work at one of the slots."""
        if times not in self._workers:
            self._workers[times] = _mask(bool(opens & times) for opens in self._opens)
        return self._workers[times]

    def _student(self, student_id: str) -> tuple[int, int]:
        """Slots that suit the student, and trainers who may not assess them anywhere."""
        if student_id not in self._of_student:
            instance = self._instance
            student = instance.students[student_id]
            times = sum(
                there
                for day, there in self._on.items()
                if day.weekday() in student.days
                and not is_absent(instance, student_id, day)
                and in_window(instance, student, "", self._slots[_low(there)])
            )
            against = self._concerned.of_student(student_id, student.slb)
            banned = sum(1 << self._place[trainer] for trainer in against if trainer in self._place)
            self._of_student[student_id] = times, banned
        return self._of_student[student_id]

    def _class(self, mentor: str) -> tuple[int, int, int]:
        """Slots at which class and school can, and who may assess there: of the field, of the institute."""
        if mentor not in self._of_class:
            school = self._instance.mentors[mentor].school
            if school not in self._of_school:
                self._of_school[school] = _mask(serves_school(self._instance, ANYONE, mentor, s) for s in self._slots)
            days = self._on.items()
            here = (
                there for _, there in days if everyone_there(self._instance, ANYONE, mentor, self._slots[_low(there)])
            )
            times = self._of_school[school] & sum(here)
            # against nearly all trainers no rule can speak: asking each for every class took minutes at national size
            concerned = [id for id in self._concerned.of(mentor) if id in self._place]
            field, institute = (
                everyone & ~sum(1 << self._place[id] for id in concerned if not self._may(mentor, id, pool))
                for everyone, pool in zip(self._everyone, self._pools, strict=True)
            )
            self._of_class[mentor] = times, field, institute
        return self._of_class[mentor]

    @cached_property
    def _pools(self) -> tuple[frozenset[str], frozenset[str]]:
        field, institute = (
            frozenset(t.id for t in pool) for pool in (self._instance.field_pool, self._instance.institute_pool)
        )
        return field, institute

    @cached_property
    def _concerned(self) -> ConcernedTrainers:
        return ConcernedTrainers(self._instance)

    @cached_property
    def _place(self) -> dict[str, int]:
        return {trainer: place for place, trainer in enumerate(self._trainers)}

    @cached_property
    def _everyone(self) -> tuple[int, int]:
        """The trainers of each pool."""
        field, institute = (_mask(trainer in pool for trainer in self._trainers) for pool in self._pools)
        return field, institute

    def _may(self, mentor: str, trainer_id: str, pool: frozenset[str]) -> bool:
        if trainer_id not in pool:
            return False
        trainer, in_field = self.data.assessors[trainer_id], pool is self._pools[0]
        return all(SEAT_RULES[rule](self._instance, ANYONE, mentor, trainer, in_field) for rule in (Rule.A4, Rule.A9))

    @cached_property
    def _opens(self) -> list[int]:
        """Per trainer the slots at which they can work."""
        opens = self.data.open_slots
        return [_mask(slot.id in opens[trainer] for slot in self._slots) for trainer in self._trainers]

    @cached_property
    def _excluded(self) -> frozenset[tuple[str, str]]:
        return self._instance.excluded_pairs & {(a, b) for a in self._trainers for b in self._trainers}

    def _open(self, pool: int) -> int:
        """The slots at which somebody of the pool can work."""
        return self._met(pool, 0)

    def _met(self, field: int, institute: int) -> int:
        """The slots at which two who may meet can work; without ``institute`` those of the field alone."""
        key = field, institute
        if key not in self._seated:
            found = 0
            for i in _bits(field):
                if not institute:
                    found |= self._opens[i]
                for j in _bits(institute):
                    if (self._trainers[i], self._trainers[j]) not in self._excluded:
                        found |= self._opens[i] & self._opens[j]
            self._seated[key] = found
        return self._seated[key]

    # -- everyone together -------------------------------------------------------------------------

    def due(self, placement: Placement) -> Iterator[tuple[str, str]]:
        """Placed students who are due, with their mentor."""
        return ((student, m) for student, m in placement.items() if self._instance.students[student].wpa)

    def placement_cuts(self, placement: Placement, choices: Choices) -> list[PlacementCut]:
        """Why some WPAs are impossible under this placement.

        Args:
            placement: Student id to mentor id.
            choices: Student id to the mentors with whom the student could be placed.

        Returns:
            Cuts that the placement breaks, each with all ``choices`` that are in the same difficulty; empty when
            counting finds no reason.
        """
        due = dict(self.due(placement))
        choices = {student: mentors for student, mentors in choices.items() if self._instance.students[student].wpa}
        able = {student: mentor for student, mentor in due.items() if self.times(student, mentor)}
        found: list[PlacementCut] = []
        if len(able) < len(due):
            for student, mentors in choices.items():
                hopeless = frozenset(m for m in mentors if not self.times(student, m))
                if hopeless:
                    found.append(PlacementCut({student: hopeless}))
        found += self._full_schools(able, choices)
        for in_field in (True, False):
            found += self._scarce(able, choices, in_field)
        return found

    def _full_schools(self, able: Placement, choices: Choices) -> Iterator[PlacementCut]:
        """Schools with more WPAs than fit in the slots at which they can be (A6)."""
        schools: dict[str, list[int]] = defaultdict(list)
        for student, mentor in able.items():
            schools[self._instance.mentors[mentor].school].append(self.times(student, mentor))
        for school, needs in schools.items():
            if len(needs) <= self._instance.schools[school].wpas_at_once:
                continue  # any one slot will do for all
            worst = max(_unions(needs), key=lambda times: self._excess(school, needs, times))
            if self._excess(school, needs, worst) > 0:
                here = {m.id for m in self._instance.mentors_at[school]}
                inside = _inside(choices, lambda student, m: m in here and self.times(student, m), worst)  # noqa: B023
                yield PlacementCut(inside, self._capacity_of(school, worst))

    def _excess(self, school: str, needs: list[int], times: int) -> int:
        return sum(not need & ~times for need in needs) - self._capacity_of(school, times)

    def _capacity_of(self, school: str, times: int) -> int:
        """WPAs that fit at the school in these slots."""
        days = ([self._slots[i] for i in _bits(times & on)] for on in self._on.values())
        return self._instance.schools[school].wpas_at_once * sum(len(packing(day)) for day in days)

    def _scarce(self, able: Placement, choices: Choices, in_field: bool) -> Iterator[PlacementCut]:
        """Assessors who are asked for more WPAs than their maximum and their days leave (A8)."""
        students = self._instance.students
        if not in_field:
            two = {student.id for student in students.values() if self._instance.needs_two(student)}
            able = {student: mentor for student, mentor in able.items() if student in two}
            choices = {student: mentors for student, mentors in choices.items() if student in two}
        short = _short([self.seats(student, m, in_field) for student, m in able.items()], self._capacity)
        if short:
            inside = _inside(choices, lambda student, m: self.seats(student, m, in_field), short)
            yield PlacementCut(inside, sum(self._capacity[i] for i in _bits(short)))

    @cached_property
    def _capacity(self) -> list[int]:
        """Per assessor the WPAs that maximum and days leave."""
        data, days = self.data, self._on
        return [
            min(self._instance.max_wpas(trainer), sum(data.fits_on(trainer, day) for day in days))
            for trainer in self._trainers
        ]


def _inside(choices: Choices, value: Callable[[str, str], int], limit: int) -> dict[str, frozenset[str]]:
    """The choices whose set is not empty and lies within ``limit``."""
    found: dict[str, frozenset[str]] = {}
    for student, mentors in choices.items():
        own = frozenset(m for m in mentors if (bits := value(student, m)) and not bits & ~limit)
        if own:
            found[student] = own
    return found


def _unions(sets: Iterable[int]) -> list[int]:
    """The different sets, and unions of them until there are many; the union of all among them."""
    found: list[int] = []
    for one in dict.fromkeys(sets):
        few = len(found) < SCREENING_SETTINGS.max_unions
        found += [one, *(one | other for other in found)] if few else [one | found[-1]]
    return list(dict.fromkeys(found))


def _short(wanted: list[int], capacity: list[int]) -> int:
    """A set of trainers who are too few for the WPAs that can have nobody else; 0 where every WPA has one.

    A maximum flow from WPAs to trainers leaves a minimum cut; the trainers on its near side lack capacity (Hall's
    theorem).
    """
    alike = Counter(wanted)
    if _all_served(alike, capacity):
        return 0
    flow, end = max_flow.SimpleMaxFlow(), len(wanted) + len(capacity) + 1
    for n, bits in enumerate(wanted):
        flow.add_arc_with_capacity(0, n + 1, 1)
        for i in _bits(bits):
            flow.add_arc_with_capacity(n + 1, len(wanted) + 1 + i, 1)
    for i, limit in enumerate(capacity):
        flow.add_arc_with_capacity(len(wanted) + 1 + i, end, limit)
    if flow.solve(0, end) != flow.OPTIMAL or flow.optimal_flow() == len(wanted):
        return 0
    near = set(flow.get_source_side_min_cut())
    return sum(1 << i for i in range(len(capacity)) if len(wanted) + 1 + i in near)


def _all_served(wanted: Mapping[int, int], capacity: Sequence[int]) -> bool:
    """Whether all find somebody when each takes the first with room, those with the least choice first.

    Then nobody is short; False says nothing. The flow has millions of arcs at the size of a country.
    """
    left = list(capacity)
    for bits in sorted(wanted, key=int.bit_count):
        need = wanted[bits]
        for i in _bits(bits):
            taken = min(need, left[i])
            left[i] -= taken
            need -= taken
            if not need:
                break
        if need:
            return False
    return True


def _mask(flags: Iterable[bool]) -> int:
    return sum(1 << i for i, flag in enumerate(flags) if flag)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield _low(mask)
        mask &= mask - 1


def _low(mask: int) -> int:
    """The number of the lowest bit."""
    return (mask & -mask).bit_length() - 1
