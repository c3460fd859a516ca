"""Supply against demand: per year, bouw, day and board. Counts upper bounds; places nobody.

Every supply is at least what any roster can use, so a shortage found here is certain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from functools import cached_property

from instances.domain.entities import Day, Mentor, School, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.school_groups import Bouw, Specialisation, bouwen, specialisations
from instances.dutch.dates import DAY_NAMES
from instances.dutch.numbers import count
from instances.tables.capacity import (
    CAPACITY_RULES,
    CapacityRow,
    Counted,
    Group,
    Sense,
    capacity_rows,
    class_key,
    tightest,
)
from scheduler.diagnosis.binding_rules import usable_mentors
from scheduler.precheck.finding import Finding

MentorTest = Callable[[Mentor], bool]
SchoolTest = Callable[[School], bool]


class Supply:
    """Places of one semester under the counting rules, for any choice of schools and mentors."""

    def __init__(self, instance: Instance) -> None:
        """Nothing is counted before it is asked.

        Args:
            instance: The workbook.
        """
        self.instance = instance
        self._everyone = len(instance.students)
        self._at_mentor = tightest(instance, Group.MENTOR, Sense.MOST)
        self._at_school = tightest(instance, Group.SCHOOL, Sense.MOST)
        self._in_class = tightest(instance, Group.CLASS, Sense.MOST, Counted.DAY)
        self.minimum = tightest(instance, Group.SCHOOL, Sense.LEAST_IF_USED)

    @cached_property
    def usable(self) -> frozenset[str]:
        """Mentors that P6 lets guide anyone."""
        return usable_mentors(self.instance)

    def at_school(self, school: School, fits: MentorTest = lambda _: True) -> int:
        """Count the students that can be at a school, with mentors that fit (P2, P3)."""
        mentors = (m for m in self.instance.mentors_at[school.id] if m.id in self.usable and fits(m))
        return min(self._places(school), sum(self._of_mentor(m) for m in mentors))

    def _places(self, school: School) -> int:
        return self._at_school.get(school.id, self._everyone)

    def _of_mentor(self, mentor: Mentor) -> int:
        return self._at_mentor.get(mentor.id, self._everyone)

    def opens(self, school: School) -> bool:
        """Whether the school can reach its own minimum (P11)."""
        return self.at_school(school) >= self.minimum.get(school.id, 0)

    def total(self, takes: SchoolTest = lambda _: True, fits: MentorTest = lambda _: True) -> tuple[int, Rule]:
        """Find the smallest upper bound over the boards, tandems and PLGs, and the rule that gives it."""
        places = {s.id: self.at_school(s, fits) for s in self.instance.schools.values() if takes(s) and self.opens(s)}
        free = sum(places.values()), Rule.P3
        capped = ((self._capped(places, row_of), rule) for rule, row_of in self._maxima)
        return min([free, *capped], key=lambda found: found[0])

    @cached_property
    def _maxima(self) -> list[tuple[Rule, dict[str, CapacityRow]]]:
        """For each line of the capacity table about several schools its rule, and each school's row."""
        lines = [line for line in CAPACITY_RULES if line.counted is Counted.ALL and line.sense is Sense.MOST]
        return [
            (line.rule, {school: row for row in capacity_rows(self.instance, line) for school in row.members})
            for line in lines
            if line.group in (Group.BOARD, Group.TANDEM, Group.PLG)
        ]

    @staticmethod
    def _capped(places: dict[str, int], row_of: dict[str, CapacityRow]) -> int:
        """Places of these schools together, as far as every row lets them be filled."""
        totals: dict[str, int] = defaultdict(int)
        for school, amount in places.items():
            totals[row_of[school].group if school in row_of else ""] += amount
        most = {row.group: row.limit for row in row_of.values()}
        return sum(min(amount, most.get(group, amount)) for group, amount in totals.items())

    def on_day(self, day: Day) -> int:
        """Count the students that can be in a class on one weekday (P2, P5)."""
        return sum(self._school_on_day(school, day) for school in self.instance.schools.values() if self.opens(school))

    def _school_on_day(self, school: School, day: Day) -> int:
        every_day = self.instance.settings.min_shared_days is None
        room: dict[tuple[str, ...], int] = defaultdict(int)
        for mentor in self.instance.mentors_at[school.id]:
            pair = self.instance.class_of(mentor.id)
            works = any(day in self.instance.mentors[teacher].days for teacher in pair)
            if mentor.id in self.usable and (works or not every_day):
                room[pair] += self._of_mentor(mentor)
        in_class = (min(places, self._in_class.get(class_key(pair), places)) for pair, places in room.items())
        return min(self._places(school), sum(in_class))


def findings(instance: Instance) -> Iterator[Finding]:
    """List everything of which more is asked than there can be."""
    supply = Supply(instance)
    students = instance.students.values()
    yield from _short("alle studenten samen", students, *supply.total(), (Rule.P2,))
    for year in (1, 2, 3, 4):
        of_year = [s for s in students if s.year == year]
        room, rule = supply.total(_accepting(year))
        yield from _short(f"leerjaar {year}", of_year, room, rule, (Rule.P12,))
    yield from _by_group(supply, students)
    for day in Day:
        of_day = [s for s in students if day in s.days]
        yield from _short(f"stagedag {DAY_NAMES[day]}", of_day, supply.on_day(day), Rule.P2, (Rule.P5,))
    yield from _care(instance, supply)
    yield from _boards(supply)
    yield from _schools(supply)
    yield from _profiles(instance)


def _accepting(year: int) -> SchoolTest:
    return lambda school: school.successor is None and year in school.years


def _of_board(board: str) -> SchoolTest:
    return lambda school: school.board == board


def _of_bouw(bouw: Bouw) -> MentorTest:
    return lambda mentor: bouw in bouwen(mentor.groups)


def _of_kind(kind: Specialisation) -> MentorTest:
    return lambda mentor: kind in specialisations(mentor.groups)


def _by_group(supply: Supply, students: Collection[Student]) -> Iterator[Finding]:
    for bouw in Bouw:
        asking = [s for s in students if s.required_bouw is bouw]
        room, rule = supply.total(fits=_of_bouw(bouw))
        yield from _short(f"vereiste bouw {bouw}", asking, room, rule, (Rule.P8,))
    for kind in Specialisation:
        asking = [s for s in students if s.specialisation is kind]
        room, rule = supply.total(fits=_of_kind(kind))
        yield from _short(f"specialisatie {kind}", asking, room, rule, (Rule.P8,))


def _short(
    subject: str, students: Collection[Student], room: int, rule: Rule, others: tuple[Rule, ...]
) -> Iterator[Finding]:
    left = len(students) - room
    if left > 0:
        rules = tuple(dict.fromkeys((*others, rule)))
        people = count(len(students), "student", "studenten")
        yield Finding(
            subject,
            rules,
            f"Voor {subject} zijn er {people} en hoogstens {count(room, 'plaats', 'plaatsen')}: "
            f"minstens {count(left, 'student blijft', 'studenten blijven')} over ({', '.join(rules)}).",
        )


def _care(instance: Instance, supply: Supply) -> Iterator[Finding]:
    for line in (line for line in CAPACITY_RULES if line.counted is Counted.CARE and line.sense is Sense.MOST):
        rows = [*capacity_rows(instance, line)]
        limited = {school for row in rows for school in row.members}
        outside = sum(supply.at_school(s) for s in instance.schools.values() if s.id not in limited)
        care = [student for student in instance.students.values() if student.care]
        yield from _short("zorgstudenten", care, sum(row.limit for row in rows) + outside, line.rule, ())


def _boards(supply: Supply) -> Iterator[Finding]:
    instance = supply.instance
    minima = tightest(instance, Group.BOARD, Sense.LEAST)
    for board, minimum in minima.items():
        room, rule = supply.total(_of_board(board))
        if minimum > room:
            yield Finding(
                board,
                (Rule.P4,),
                f"Bestuur {board} vraagt minstens {count(minimum, 'student', 'studenten')}, maar heeft "
                f"hoogstens {count(room, 'plaats', 'plaatsen')}: het minimum is niet te halen (P4, {rule}).",
                (board,),
            )
    asked = sum(minima.values())
    if asked > len(instance.students):
        yield Finding(
            "alle besturen samen",
            (Rule.P4,),
            f"De besturen vragen samen minstens {count(asked, 'student', 'studenten')}; er zijn er "
            f"{len(instance.students)}. Niet elk minimum is te halen (P4).",
        )


def _schools(supply: Supply) -> Iterator[Finding]:
    for school in supply.instance.schools.values():
        if not supply.opens(school):
            minimum = supply.minimum[school.id]
            yield Finding(
                school.id,
                (Rule.P11,),
                f"School {school.id} wil minstens {count(minimum, 'student', 'studenten')}, maar heeft "
                f"hoogstens {count(supply.at_school(school), 'plaats', 'plaatsen')} (P2, P3, P6) en krijgt dus "
                "niemand (P11).",
                (school.id,),
            )


def _profiles(instance: Instance) -> Iterator[Finding]:
    known = {tag for school in instance.schools.values() for tag in school.profile}
    for student in instance.students.values():
        profile = student.required_profile
        if profile is not None and profile not in known:
            yield Finding(
                student.id,
                (Rule.P8,),
                f"Student {student.id} moet naar een school met profiel {profile}; geen enkele school heeft dat (P8).",
                (student.id,),
            )
