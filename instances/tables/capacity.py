"""The counting rules as one table: who is counted, in which group, up to which limit, in which cell that limit stands.

One line for each kind of row that weighs students against each other (P2, P3, P4, P7, P9, P11, P14). CP-SAT, the linear
programs, the greedy roster, the flow, repairs, edits and explanations all take their rows from here; a line more
is a rule more for each of them. Only the checks do not: they are written from the rules' own text (decisions 3 and 22).
Solves nothing and decides nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from instances.domain.entities import Day, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.tables.columns import BOARDS, EXCLUSIONS, MENTORS, SCHOOLS, TANDEMS
from instances.tables.setting_rows import SETTINGS_SHEET

CLASS = "klas:"


class Group(StrEnum):
    """In what students are counted together; a mentor is in at most one group of each kind."""

    MENTOR = "mentor"
    CLASS = "class"
    SCHOOL = "school"
    BOARD = "board"
    TANDEM = "tandem"
    PLG = "plg"


class Counted(StrEnum):
    """Which students of the group are counted."""

    ALL = "all"
    CARE = "care"
    DAY = "day"  # who comes on one weekday: a row for each weekday
    APART = "apart"  # two students who may not meet: a row for each such pair


class Sense(StrEnum):
    """What the limit is."""

    MOST = "most"
    LEAST = "least"  # what a roster falls short of it is minimised
    LEAST_IF_USED = "least if used"  # or nobody at all


@dataclass(frozen=True, slots=True)
class CapacityRule:
    """One line of the table.

    Attributes:
        rule: The id under which it is broken.
        group: In what students are counted together.
        counted: Which of the students there are counted.
        sense: Whether the limit is a maximum or a minimum.
        limit: The number of students for one group by its id; None where that group has no limit.
        sheet: The sheet that holds the limit; for a limit that is the rule's own, the sheet that says who is counted.
            On Instellingen one cell is the limit of every group.
        column: Its column (the name of a setting), "" where rows and not cells say it.
        editable: An office may be asked to change the cell; otherwise the row must stand.
    """

    rule: Rule
    group: Group
    counted: Counted
    sense: Sense
    limit: Callable[[Instance, str], int | None]
    sheet: str
    column: str
    editable: bool = True

    @property
    def is_shared(self) -> bool:
        """One cell holds the limit of every group."""
        return self.sheet == SETTINGS_SHEET.name


def _one_per_day(instance: Instance, _: str) -> int | None:
    return 1 if instance.settings.one_student_per_class_per_day else None


CAPACITY_RULES: tuple[CapacityRule, ...] = (
    CapacityRule(Rule.P2, Group.MENTOR, Counted.ALL, Sense.MOST,
                 lambda given, mentor: given.mentors[mentor].max_students, MENTORS.name, MENTORS.MAX_STUDENTS.header),
    CapacityRule(Rule.P2, Group.CLASS, Counted.DAY, Sense.MOST,
                 _one_per_day, SETTINGS_SHEET.name, "Eén student per mentor per dag", editable=False),
    CapacityRule(Rule.P3, Group.SCHOOL, Counted.ALL, Sense.MOST,
                 lambda given, school: given.schools[school].net_places, SCHOOLS.name, SCHOOLS.PLACES.header),
    CapacityRule(Rule.P4, Group.BOARD, Counted.ALL, Sense.MOST,
                 lambda given, board: given.boards[board].max_students, BOARDS.name, BOARDS.MAX_STUDENTS.header),
    CapacityRule(Rule.P4, Group.BOARD, Counted.ALL, Sense.LEAST,
                 lambda given, board: given.boards[board].min_students, BOARDS.name, BOARDS.MIN_STUDENTS.header),
    CapacityRule(Rule.P7, Group.TANDEM, Counted.ALL, Sense.MOST,
                 lambda given, tandem: given.tandems[tandem].max_students, TANDEMS.name, TANDEMS.MAX_STUDENTS.header),
    CapacityRule(Rule.P9, Group.SCHOOL, Counted.APART, Sense.MOST,
                 lambda given, school: 1, EXCLUSIONS.name, "", editable=False),
    CapacityRule(Rule.P11, Group.PLG, Counted.ALL, Sense.MOST,
                 lambda given, plg: given.plgs[plg].maximum, SCHOOLS.name, SCHOOLS.MAX_PLG.header),
    CapacityRule(Rule.P11, Group.SCHOOL, Counted.ALL, Sense.LEAST_IF_USED,
                 lambda given, school: given.schools[school].min_students, SCHOOLS.name, SCHOOLS.MIN_STUDENTS.header),
    CapacityRule(Rule.P14, Group.TANDEM, Counted.CARE, Sense.MOST,
                 lambda given, tandem: given.settings.max_care_per_tandem,
                 SETTINGS_SHEET.name, "Max zorgstudenten per tandem"),
)  # fmt: skip

COUNTING_RULES: tuple[Rule, ...] = tuple(dict.fromkeys(line.rule for line in CAPACITY_RULES))

COUNTED: dict[Counted, Callable[[Student], bool]] = {
    Counted.ALL: lambda student: True,
    Counted.CARE: lambda student: student.care,
}
"""Whether a student counts, for the lines where that is a matter of the student alone."""


@dataclass(frozen=True, slots=True)
class CapacityRow:
    """One line for one group: the counted students there against the limit.

    Attributes:
        line: The line of the table.
        group: The id of the group.
        about: What the row is called in conflicts and proposals: the group, or the two students who are kept apart.
        limit: So many students at most or at least.
        members: The ids of the mentors (of a mentor or class) or else of the schools that make up the group.
        day: The weekday whose students are counted, for ``Counted.DAY``.
        students: The two students, for ``Counted.APART``.
    """

    line: CapacityRule
    group: str
    about: str
    limit: int
    members: tuple[str, ...]
    day: Day | None = None
    students: tuple[str, ...] = ()

    def counts(self, student: Student) -> bool:
        """Whether a student of the group is counted.

        Args:
            student: A student at one of the members.

        Returns:
            True when the student takes up room in this row.
        """
        if self.day is not None:
            return self.day in student.days
        if self.students:
            return student.id in self.students
        return COUNTED[self.line.counted](student)

    def lacks(self, amount: int) -> int:
        """How many students too many or too few an amount is.

        Args:
            amount: So many students are counted.

        Returns:
            By how much the limit would have to give way; 0 where the amount fits.
        """
        if self.line.sense is Sense.MOST:
            return max(0, amount - self.limit)
        if self.line.sense is Sense.LEAST_IF_USED and amount == 0:
            return 0
        return max(0, self.limit - amount)


def class_key(mentors: Iterable[str]) -> str:
    """The id of a class among groups; the id of a mentor is the group of that mentor alone.

    Args:
        mentors: The ids of its mentors.

    Returns:
        A key that no code of the workbook has.
    """
    return CLASS + ";".join(mentors)


def groups(instance: Instance, kind: Group) -> Mapping[str, tuple[str, ...]]:
    """Every group of a kind, in the order of the sheets.

    Args:
        instance: The semester.
        kind: The kind of group.

    Returns:
        Group id to its mentors (mentor, class) or its schools (all other kinds); a group may have none.
    """
    if kind is Group.MENTOR:
        return {mentor: (mentor,) for mentor in instance.mentors}
    if kind is Group.CLASS:
        return {class_key(ids): ids for ids in dict.fromkeys(instance.class_of(mentor) for mentor in instance.mentors)}
    if kind is Group.SCHOOL:
        return {school: (school,) for school in instance.schools}
    if kind is Group.TANDEM:
        return {tandem.id: tandem.schools for tandem in instance.tandems.values()}
    if kind is Group.BOARD:
        found: dict[str, list[str]] = {board: [] for board in instance.boards}
        for school in instance.schools.values():
            found[school.board].append(school.id)
    else:
        found = {plg: [] for plg in instance.plgs}
        for id, plg in instance.plg_by_school.items():
            found[plg.key].append(id)
    return {group: tuple(schools) for group, schools in found.items()}


def group_of(instance: Instance, kind: Group, mentor: str) -> str | None:
    """The group of a kind in which a mentor's students are counted.

    Args:
        instance: The semester.
        kind: The kind of group.
        mentor: The id of a mentor of the semester.

    Returns:
        The id of the group; None at a school without a tandem.
    """
    if kind is Group.MENTOR:
        return mentor
    if kind is Group.CLASS:
        return class_key(instance.class_of(mentor))
    school = instance.mentors[mentor].school
    if kind is Group.SCHOOL:
        return school
    if kind is Group.BOARD:
        return instance.schools[school].board
    if kind is Group.TANDEM:
        tandem = instance.tandem_of(school)
        return None if tandem is None else tandem.id
    return instance.plg_by_school[school].key


def capacity_rows(instance: Instance, line: CapacityRule) -> Iterator[CapacityRow]:
    """The rows of one line, in the order of the sheets.

    Args:
        instance: The semester.
        line: A line of ``CAPACITY_RULES``.

    Yields:
        A row for each group with a limit; for ``Counted.DAY`` one for each weekday as well, for ``Counted.APART`` one
        for each two students who may not meet.
    """
    of_kind = groups(instance, line.group)
    if line.counted is Counted.APART:
        for pair in apart(instance):
            for group, members in of_kind.items():
                yield CapacityRow(line, group, ";".join(pair), line.limit(instance, group) or 0, members, students=pair)
        return
    for group, members in of_kind.items():
        limit = line.limit(instance, group)
        if limit is not None:
            for day in Day if line.counted is Counted.DAY else (None,):
                yield CapacityRow(line, group, group, limit, members, day)


def tightest(instance: Instance, kind: Group, sense: Sense, counted: Counted = Counted.ALL) -> dict[str, int]:
    """The limit of each group of a kind, over all lines that count the same students.

    Args:
        instance: The semester.
        kind: The kind of group.
        sense: Which limit: the smallest maximum or the largest minimum.
        counted: Which students of the group are counted; for ``Counted.DAY`` the limit of each weekday.

    Returns:
        Group id to its limit, only of groups that have one, in the order of the sheets.
    """
    found: dict[str, int] = {}
    for line in CAPACITY_RULES:
        if (line.group, line.sense, line.counted) == (kind, sense, counted):
            for row in capacity_rows(instance, line):
                limits = (row.limit, found.get(row.group, row.limit))
                found[row.group] = min(limits) if sense is Sense.MOST else max(limits)
    return found


def apart(instance: Instance) -> tuple[tuple[str, str], ...]:
    """Pairs of students who may not be at one school (P9), in the order of the sheet.

    Args:
        instance: The semester.

    Returns:
        The ids of each two, the first in the sheet first.
    """
    place = {student: i for i, student in enumerate(instance.students)}
    known = [(place[a], place[b]) for a, b in instance.excluded_pairs if a in place and b in place and a != b]
    ids = tuple(place)
    return tuple((ids[a], ids[b]) for a, b in sorted({(min(pair), max(pair)) for pair in known}))


def line_about(instance: Instance, rule: Rule, about: str) -> CapacityRule | None:
    """The line of a hard row by its name.

    Args:
        instance: The semester.
        rule: The rule of the row.
        about: What the row is called: the id of its group.

    Returns:
        The line; None for another rule, and for two students who are kept apart.
    """
    for line in CAPACITY_RULES:
        is_on_group = line.sense is not Sense.LEAST and line.counted is not Counted.APART
        if line.rule is rule and is_on_group and about in _ids(instance, line.group):
            return line
    return None


def _ids(instance: Instance, kind: Group) -> Iterable[str]:
    stores: dict[Group, Iterable[str]] = {
        Group.MENTOR: instance.mentors,
        Group.SCHOOL: instance.schools,
        Group.BOARD: instance.boards,
        Group.TANDEM: instance.tandems,
        Group.PLG: instance.plgs,
    }
    return stores[kind] if kind in stores else groups(instance, kind)


def usage(instance: Instance, placement: Placement) -> Counter[tuple[Rule, str]]:
    """How much of every row on a group this placement takes: what the row would have to allow.

    Args:
        instance: The semester.
        placement: Student id to mentor id, all of this semester.

    Returns:
        Rule and group id to the number of students counted there; days and pairs kept apart are not in it.
    """
    lines = dict.fromkeys((line.rule, line.group, line.counted) for line in CAPACITY_RULES if line.counted in COUNTED)
    found: Counter[tuple[Rule, str]] = Counter()
    for student, mentor in placement.items():
        for rule, kind, counted in lines:
            group = group_of(instance, kind, mentor)
            if group is not None and COUNTED[counted](instance.students[student]):
                found[rule, group] += 1
    return found
