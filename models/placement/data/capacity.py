"""The capacity table of one semester as arrays: the counting rules in force. Knows no solver and no roster.

A limit that is off, or that a group does not have, never binds. What a rule counts and where its limit stands is in
``instances.tables.capacity``; here its lines become the three forms that solvers need: rows of which every pair is a
member (``CountedRows``), the number of students of a school, and sets of schools that are counted together.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

import numpy as np

from instances.domain.rulebook import Rule, Wish
from instances.tables.capacity import (
    CAPACITY_RULES,
    COUNTED,
    CapacityRule,
    Counted,
    Group,
    Sense,
    capacity_rows,
    groups,
)
from models.placement.data.arrays import Bools, Ints, PlacementArrays

UNLIMITED = int(np.iinfo(np.int64).max)
OF_SCHOOLS = {Group.BOARD: "bestuur", Group.TANDEM: "tandem", Group.PLG: "plg"}
"""Kinds of groups that are sets of schools, in the order of their rows, and what they are called in stored prices."""
ONE_OF = {Counted.DAY: Group.CLASS, Counted.APART: Group.SCHOOL}
"""Students of whom a group has one at most, and its kind: the greedy roster and the linear programs know no other."""
IN_ONE_SCHOOL = frozenset({Group.MENTOR, Group.CLASS, Group.SCHOOL})


@dataclass(frozen=True)
class SchoolGroup:
    """Schools whose students are counted together: a board (P4, W5), a tandem (P7, W5) or a PLG (P11, W7).

    Attributes:
        name: Tells it from other groups, in every workbook that has it.
        schools: Indices of the schools.
        maximum: So many students at most; None for no maximum.
        target: The share that is wished; above this each student costs ``weight``.
        weight: Cost of one student above ``target``.
        minimum: Every student below it is a student short.
    """

    name: str
    schools: Ints
    maximum: int | None
    target: int
    weight: int
    minimum: int = 0


@dataclass(frozen=True)
class CountedRows:
    """The rows of one line that count pairs one by one: of a mentor (P2), or only some students (P14).

    Attributes:
        line: The line of the capacity table.
        names: [R] ids of the groups.
        limit: [R] so many students at most.
        row_of: [M] the row in which the students of a mentor count, -1 for none.
        counted: [S] whether a student counts.
        filled: Indices of the rows whose group has members.
        school: [R] the school in which the group is; None for groups that span schools.
    """

    line: CapacityRule
    names: tuple[str, ...]
    limit: Ints
    row_of: Ints
    counted: Bools
    filled: tuple[int, ...]
    school: Ints | None

    def price_of(self, prices: Ints, s: Ints, m: Ints) -> Ints:
        """What each pair pays under a price for every row.

        Args:
            prices: [R] a price for each row.
            s: [pairs] index of the student.
            m: [pairs] index of the mentor.

        Returns:
            [pairs] the price of the row in which the pair counts, else 0.
        """
        of_mentor: Ints = np.append(prices, 0)[self.row_of]  # row -1 costs nothing
        return of_mentor[m] if self.counted.all() else np.where(self.counted[s], of_mentor[m], 0)


@dataclass(frozen=True)
class Limits:
    """The counting rules in force.

    Attributes:
        groups: Boards, tandems and PLGs, with what the wishes W5 and W7 ask of them.
        counted: The lines of which every pair is counted by itself.
        places: [K] so many students at a school at most, never more than there are (P3).
        minimum: [K] so many at least once there are any; at least 1 (P11).
        one_per_day: A class has at most one student on a weekday (P2).
        apart: Indices of each two students who may not be at one school (P9).
        pinned: [S] must be placed (P13, or demanded).
    """

    groups: list[SchoolGroup]
    counted: tuple[CountedRows, ...]
    places: Ints
    minimum: Ints
    one_per_day: bool
    apart: tuple[tuple[int, int], ...]
    pinned: Bools

    @property
    def mentors(self) -> Ints | None:
        """[M] so many students at a mentor at most (P2); None when nothing limits them."""
        own = [rows.limit for rows in self.counted if _counts_everyone(rows.line, Group.MENTOR)]
        return np.minimum.reduce(own) if own else None


def limits_of(
    facts: PlacementArrays, without: frozenset[Rule] = frozenset(), placed: frozenset[str] = frozenset()
) -> Limits:
    """The capacity table of a semester.

    Args:
        facts: The semester.
        without: Rules that are switched off.
        placed: Students who must be placed beside those with a pin.

    Returns:
        The limits of every line in force.

    Raises:
        ValueError: A line counts students of one weekday elsewhere than in a class, students kept apart elsewhere than
            in a school, or has a limit other than at most 1 in every group: no solver here can count those.
    """
    lines = [line for line in CAPACITY_RULES if line.rule not in without]
    for line in lines:
        _refuse_uncountable(facts, line)
    demanded = np.array([student in placed for student in facts.students], dtype=bool)
    return Limits(
        groups=groups_of(facts, without),
        counted=tuple(_counted_rows(facts, line) for line in lines if _counts_pairs(line)),
        places=np.minimum(len(facts.students), _limit(facts, lines, Group.SCHOOL)),
        minimum=_least_if_used(facts, lines),
        one_per_day=any(
            any(True for _ in capacity_rows(facts.instance, line)) for line in lines if line.counted is Counted.DAY
        ),
        apart=facts.apart if any(line.counted is Counted.APART for line in lines) else (),
        pinned=demanded | (facts.pinned & (Rule.P13 not in without)),
    )


def groups_of(facts: PlacementArrays, without: frozenset[Rule] = frozenset()) -> list[SchoolGroup]:
    """Every board, tandem and PLG with a school, or with a minimum that it can then never reach.

    Args:
        facts: The semester.
        without: Rules that are switched off; a minimum of a board is never.

    Returns:
        The groups, boards first.
    """
    lines = [line for line in CAPACITY_RULES if line.rule not in without]
    found: list[SchoolGroup] = []
    for kind, name in OF_SCHOOLS.items():
        ids, of_school = groups(facts.instance, kind), _of_school(facts, kind)
        maximum = _limit(facts, lines, kind, ids=ids)
        minimum = _limit(facts, CAPACITY_RULES, kind, Sense.LEAST, ids)
        targets, weight = _wished(facts, kind)
        order = np.argsort(of_school, kind="stable")
        starts = np.searchsorted(of_school[order], np.arange(len(ids) + 1))
        for i, id in enumerate(ids):
            schools = order[starts[i] : starts[i + 1]]
            most, least = int(maximum[i]), int(minimum[i])
            if len(schools) or least:
                hard = None if most == UNLIMITED else most
                found.append(SchoolGroup(f"{name}:{id}", schools, hard, targets[i], weight, least))
    return found


def usable_mentors(facts: PlacementArrays, without: frozenset[Rule] = frozenset()) -> Ints:
    """Mentors with room at schools with room for at least their minimum.

    Args:
        facts: The semester.
        without: Rules that are switched off.

    Returns:
        Indices of the mentors, in the order of the sheet.
    """
    lines = [line for line in CAPACITY_RULES if line.rule not in without]
    opens = _limit(facts, lines, Group.SCHOOL) >= _least_if_used(facts, lines)
    return np.nonzero((_limit(facts, lines, Group.MENTOR) > 0) & opens[facts.school_of])[0]


def _refuse_uncountable(facts: PlacementArrays, line: CapacityRule) -> None:
    if line.counted not in ONE_OF:
        return
    kind = ONE_OF[line.counted]
    limits = {line.limit(facts.instance, group) for group in groups(facts.instance, line.group)}
    is_off = line.counted is Counted.DAY and limits == {None}
    if line.group is not kind or line.sense is not Sense.MOST or not (is_off or limits <= {1}):
        found = ", ".join(sorted({str(limit) for limit in limits}))
        raise ValueError(
            f"{line.rule}: a line that counts {line.counted.name} allows at most 1 student in each {kind.value}, "
            f"not {line.sense.value} {found} in each {line.group.value}"
        )


def _counts_everyone(line: CapacityRule, kind: Group) -> bool:
    return line.group is kind and line.counted is Counted.ALL


def _counts_pairs(line: CapacityRule) -> bool:
    """Not the number of students of whole schools, which has a variable of its own."""
    whole = line.counted is Counted.ALL and line.group not in (Group.MENTOR, Group.CLASS)
    return line.sense is Sense.MOST and line.counted in COUNTED and not whole


def _limit(
    facts: PlacementArrays,
    lines: Iterable[CapacityRule],
    kind: Group,
    sense: Sense = Sense.MOST,
    ids: Collection[str] | None = None,
) -> Ints:
    """[groups] the tightest limit on all students of each group of a kind; ``UNLIMITED``, or 0 for a minimum."""
    ids = groups(facts.instance, kind) if ids is None else ids
    found = np.full(len(ids), UNLIMITED if sense is Sense.MOST else 0, dtype=np.int64)
    for line in lines:
        if _counts_everyone(line, kind) and line.sense is sense:
            own = (line.limit(facts.instance, id) for id in ids)
            if sense is Sense.MOST:
                found = np.minimum(found, [UNLIMITED if limit is None else limit for limit in own])
            else:
                found = np.maximum(found, [limit or 0 for limit in own])
    return found


def _least_if_used(facts: PlacementArrays, lines: Iterable[CapacityRule]) -> Ints:
    """[K] a school with students has one at least."""
    found: Ints = np.maximum(1, _limit(facts, lines, Group.SCHOOL, Sense.LEAST_IF_USED))
    return found


def _counted_rows(facts: PlacementArrays, line: CapacityRule) -> CountedRows:
    members = groups(facts.instance, line.group)
    limits = (line.limit(facts.instance, id) for id in members)
    row_of = _of_mentor(facts, line.group)
    school: Ints | None = None
    if line.group in IN_ONE_SCHOOL:
        school = np.zeros(len(members), dtype=np.int64)
        school[row_of] = facts.school_of
    return CountedRows(
        line=line,
        names=tuple(members),
        limit=np.array([len(facts.students) if limit is None else limit for limit in limits], dtype=np.int64),
        row_of=row_of,
        counted=np.array([COUNTED[line.counted](one) for one in facts.instance.students.values()], dtype=bool),
        filled=tuple(i for i, inside in enumerate(members.values()) if inside),
        school=school,
    )


def _of_mentor(facts: PlacementArrays, kind: Group) -> Ints:
    """[M] the index of the group of a mentor, -1 without."""
    if kind is Group.MENTOR:
        return np.arange(len(facts.mentors))
    return facts.class_index if kind is Group.CLASS else _of_school(facts, kind)[facts.school_of]


def _of_school(facts: PlacementArrays, kind: Group) -> Ints:
    """[K] the index of the group of a school, -1 without."""
    found = {Group.BOARD: facts.board_of, Group.TANDEM: facts.tandem_of, Group.PLG: facts.plg_of}
    return found[kind] if kind in found else np.arange(len(facts.schools))


def _wished(facts: PlacementArrays, kind: Group) -> tuple[list[int], int]:
    """What W5 and W7 ask: per group the number of students above which each costs, and what one costs."""
    instance, weights = facts.instance, facts.instance.settings.weights
    if kind is Group.BOARD:
        return [*facts.board_share], weights.get(Wish.W5, 0)
    if kind is Group.TANDEM:
        return [tandem.norm for tandem in instance.tandems.values()], weights.get(Wish.W5, 0)
    return [instance.settings.plg_target] * len(facts.plgs), weights.get(Wish.W7, 0)
