"""The placement for Timefold: facts, one planning entity and constraint streams. Knows no time and no file.

Timefold translates classes and constraints to Java, so both stay plain: numbers, lists, no inheritance. Rules about
one student and one mentor are in each student's own list of options; there is no earlier roster, so no W9.
"""

# no postponed annotations here: Timefold reads the types when a class is made
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Annotated, Any

from timefold.solver.domain import (
    PlanningEntityCollectionProperty,
    PlanningId,
    PlanningScore,
    PlanningVariable,
    ValueRangeProvider,
    planning_entity,
    planning_solution,
)
from timefold.solver.score import (
    Constraint,
    ConstraintCollectors,
    ConstraintFactory,
    HardMediumSoftScore,
    Joiners,
    constraint_provider,
)

ONE_PLACE = 5  # medium: a student without a place weighs as much as five that boards fall short of (prices.py)
# medium, for each student a school falls short of its minimum: as a hard rule it keeps such schools shut, because the
# search must pass through one student to reach two; who is at such a school in the end is sent away
TOO_FEW = 3


@dataclass(eq=False)
class LocalGroup:
    """A school, board, tandem or PLG: the most it takes, the least, and where its wishes begin and what they weigh."""

    most: int
    least: int
    target: int
    weight: int
    alone: int


@dataclass(eq=False)
class Option:
    """A mentor. ``tandem`` is a group without limits where there is none."""

    number: int
    mentor: str
    most: int
    classroom: int
    school: LocalGroup
    board: LocalGroup
    tandem: LocalGroup
    plg: LocalGroup


@planning_entity
@dataclass(eq=False)
class Pupil:
    id: Annotated[int, PlanningId]
    student: str
    days: int
    care: int
    pinned: bool
    banned: list[int]
    costs: str
    options: Annotated[list[Option], ValueRangeProvider]
    option: Annotated[Option | None, PlanningVariable(allows_unassigned=True)] = field(default=None)


@planning_solution
@dataclass(eq=False)
class Placing:
    pupils: Annotated[list[Pupil], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore | None, PlanningScore] = field(default=None)


@constraint_provider
def placing_constraints(factory: ConstraintFactory) -> list[Constraint]:
    return [
        *_of_students(factory),
        *_of_groups(factory),
        _most(factory, lambda pupil: pupil.option, "P2 mentor"),
        _most(factory, lambda pupil: pupil.option.school, "P3"),
        _most(factory, lambda pupil: pupil.option.board, "P4"),
        _most(factory, lambda pupil: pupil.option.tandem, "P7"),
        _most(factory, lambda pupil: pupil.option.plg, "P11 PLG"),
        _target(factory, lambda pupil: pupil.option.board, "W5 boards"),
        _target(factory, lambda pupil: pupil.option.tandem, "W5 tandems"),
        _target(factory, lambda pupil: pupil.option.plg, "W7 PLG"),
    ]


def _most(factory: ConstraintFactory, group: Callable[[Pupil], Any], name: str) -> Constraint:
    return (
        factory.for_each(Pupil)
        .group_by(group, ConstraintCollectors.count())
        .filter(lambda group, number: number > group.most)
        .penalize(HardMediumSoftScore.ONE_HARD, lambda group, number: number - group.most)
        .as_constraint(name)
    )


def _target(factory: ConstraintFactory, group: Callable[[Pupil], Any], name: str) -> Constraint:
    return (
        factory.for_each(Pupil)
        .group_by(group, ConstraintCollectors.count())
        .filter(lambda group, number: number > group.target)
        .penalize(HardMediumSoftScore.ONE_SOFT, lambda group, number: group.weight * (number - group.target))
        .as_constraint(name)
    )


def _of_students(factory: ConstraintFactory) -> list[Constraint]:
    """What one student or two have."""
    hard, medium, soft = HardMediumSoftScore.ONE_HARD, HardMediumSoftScore.ONE_MEDIUM, HardMediumSoftScore.ONE_SOFT
    return [
        factory.for_each_including_unassigned(Pupil)
        .filter(lambda pupil: pupil.option is None)
        .penalize(medium, lambda pupil: ONE_PLACE)
        .as_constraint("not placed"),
        factory.for_each_including_unassigned(Pupil)
        .filter(lambda pupil: pupil.option is None and pupil.pinned)
        .penalize(hard)
        .as_constraint("P13"),
        factory.for_each(Pupil)
        .penalize(soft, lambda pupil: ord(pupil.costs[pupil.option.number]))
        .as_constraint("W1-W4, W6, W8"),
        factory.for_each_unique_pair(Pupil, Joiners.equal(lambda pupil: pupil.option.classroom))
        .filter(lambda one, other: (one.days & other.days) != 0)
        .penalize(hard)
        .as_constraint("P2 class"),
        factory.for_each_unique_pair(Pupil, Joiners.equal(lambda pupil: pupil.option.school))
        .filter(lambda one, other: other.id in one.banned)
        .penalize(hard)
        .as_constraint("P9"),
    ]


def _of_groups(factory: ConstraintFactory) -> list[Constraint]:
    """What schools, boards and tandems have besides a most and a target."""
    hard, medium, soft = HardMediumSoftScore.ONE_HARD, HardMediumSoftScore.ONE_MEDIUM, HardMediumSoftScore.ONE_SOFT
    count = ConstraintCollectors.count
    return [
        factory.for_each(Pupil)
        .group_by(lambda pupil: pupil.option.school, count())
        .filter(lambda group, number: number < group.least)
        .penalize(medium, lambda group, number: TOO_FEW * (group.least - number))
        .as_constraint("P11"),
        factory.for_each(Pupil)
        .group_by(lambda pupil: pupil.option.school, count())
        .filter(lambda group, number: number == 1)
        .penalize(soft, lambda group, number: group.alone)
        .as_constraint("W7 alone"),
        factory.for_each(Pupil)
        .group_by(lambda pupil: pupil.option.board, count())
        .reward(medium, lambda group, number: min(number, group.least))
        .as_constraint("P4 shortage"),
        factory.for_each(Pupil)
        .filter(lambda pupil: pupil.care > 0)
        .group_by(lambda pupil: pupil.option.tandem, count())
        .filter(lambda group, number: number > group.least)
        .penalize(hard, lambda group, number: number - group.least)
        .as_constraint("P14"),
    ]
