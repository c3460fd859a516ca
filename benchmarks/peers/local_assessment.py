"""The WPA problem for Timefold: facts, one planning entity and constraint streams. Knows no time and no file.

As in ``local_placement``: numbers, lists and text of one character per number. No earlier roster, so no V7.
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
    UniConstraintStream,
    constraint_provider,
)

# medium: an unscheduled WPA, and each thing it lacks, so that the construction has something to gain by every choice
NOT_SCHEDULED = 3
ENOUGH_TOGETHER = 3  # V6
WAIT_FREE, QUARTER = 30, 15  # V8, minutes


@dataclass(eq=False)
class Time:
    """A slot; ``moment`` is the same for slots that overlap."""

    number: int
    id: str
    day: int
    begin: int
    end: int
    moment: int


@dataclass(eq=False)
class Assessor:
    """Texts have a character per slot (there, avoided, teaching), school (base, in minutes) or pair of schools."""

    number: int
    id: str
    most: int
    most_a_day: int
    share: int
    own_class: int
    banned: list[int]
    there: str
    avoided: str
    teaching: str
    base: str
    journeys: str


@planning_entity
@dataclass(eq=False)
class Exam:
    id: Annotated[int, PlanningId]
    student: str
    school: int
    schools: int
    at_once: int
    classroom: int
    pinned: bool
    two: bool
    costs: str
    times: Annotated[list[Time], ValueRangeProvider(id="times")]
    fields: Annotated[list[Assessor], ValueRangeProvider(id="fields")]
    institutes: Annotated[list[Assessor], ValueRangeProvider(id="institutes")]
    time: Annotated[Time | None, PlanningVariable(allows_unassigned=True, value_range_provider_refs=["times"])] = field(
        default=None
    )
    werkveld: Annotated[
        Assessor | None, PlanningVariable(allows_unassigned=True, value_range_provider_refs=["fields"])
    ] = field(default=None)
    opleiding: Annotated[
        Assessor | None, PlanningVariable(allows_unassigned=True, value_range_provider_refs=["institutes"])
    ] = field(default=None)

    def lacks(self) -> int:
        missing = 0
        if self.time is None:
            missing += 1
        if self.werkveld is None:
            missing += 1
        if self.two and self.opleiding is None:
            missing += 1
        return missing


@dataclass(eq=False)
class Weights:
    trip: int
    share: int
    avoided: int
    pair: int
    wait: int
    margin: int


@planning_solution
@dataclass(eq=False)
class Scheduling:
    exams: Annotated[list[Exam], PlanningEntityCollectionProperty]
    score: Annotated[HardMediumSoftScore | None, PlanningScore] = field(default=None)


# the assessor of one side; None never reaches what follows a ``seated`` stream
Side = Callable[[Exam], Any]


def constraints_with(weights: Weights) -> Callable[[ConstraintFactory], list[Constraint]]:
    """The constraint provider for these weights."""

    @constraint_provider
    def scheduling_constraints(factory: ConstraintFactory) -> list[Constraint]:
        return [
            *_whole(factory, weights),
            *_side(factory, weights, lambda exam: exam.werkveld, "field"),
            *_side(factory, weights, lambda exam: exam.opleiding, "institute"),
        ]

    return scheduling_constraints


def _whole(factory: ConstraintFactory, weights: Weights) -> list[Constraint]:
    hard, medium, soft = HardMediumSoftScore.ONE_HARD, HardMediumSoftScore.ONE_MEDIUM, HardMediumSoftScore.ONE_SOFT
    pair_weight = weights.pair

    def timed() -> UniConstraintStream[Exam]:
        return factory.for_each_including_unassigned(Exam).filter(lambda exam: exam.time is not None)

    return [
        factory.for_each_including_unassigned(Exam)
        .filter(lambda exam: exam.lacks() > 0)
        .penalize(medium, lambda exam: NOT_SCHEDULED + exam.lacks())
        .as_constraint("not scheduled"),
        factory.for_each_including_unassigned(Exam)
        .filter(lambda exam: exam.pinned and exam.lacks() > 0)
        .penalize(hard)
        .as_constraint("A10"),
        timed()
        .join(
            timed(),
            Joiners.equal(lambda exam: exam.classroom),
            Joiners.equal(lambda exam: exam.time.moment),
            Joiners.less_than(lambda exam: exam.id),
        )
        .penalize(hard)
        .as_constraint("A6 class"),
        timed()
        .group_by(
            lambda exam: exam.school, lambda exam: exam.time.moment, lambda exam: exam.at_once,
            ConstraintCollectors.count(),
        )
        .filter(lambda school, moment, at_once, number: number > at_once)
        .penalize(hard, lambda school, moment, at_once, number: number - at_once)
        .as_constraint("A6 school"),
        factory.for_each_including_unassigned(Exam)
        .filter(lambda exam: exam.werkveld is not None and exam.opleiding is not None)
        .filter(lambda exam: exam.opleiding.number in exam.werkveld.banned)
        .penalize(hard)
        .as_constraint("A9"),
        factory.for_each_including_unassigned(Exam)
        .filter(lambda exam: exam.werkveld is not None and exam.opleiding is not None)
        .group_by(lambda exam: exam.werkveld, lambda exam: exam.opleiding, ConstraintCollectors.count())
        .filter(lambda one, other, number: number > ENOUGH_TOGETHER)
        .penalize(soft, lambda one, other, number: pair_weight * (number - ENOUGH_TOGETHER))
        .as_constraint("V6"),
    ]  # fmt: skip


def _side(factory: ConstraintFactory, weights: Weights, who: Side, name: str) -> list[Constraint]:
    """What one of the two seats adds."""
    return [*_rules(factory, weights.margin, who, name), *_wishes(factory, weights, who, name)]


def _seated(factory: ConstraintFactory, who: Side) -> UniConstraintStream[Exam]:
    return factory.for_each_including_unassigned(Exam).filter(
        lambda exam: exam.time is not None and who(exam) is not None
    )


def _rules(factory: ConstraintFactory, margin: int, who: Side, name: str) -> list[Constraint]:
    hard, count = HardMediumSoftScore.ONE_HARD, ConstraintCollectors.count

    def too_close(one: Exam, other: Exam) -> bool:
        if one.time.begin < other.time.end and other.time.begin < one.time.end:
            return True
        if one.school == other.school:
            return False
        gap = max(one.time.begin - other.time.end, other.time.begin - one.time.end)
        first, second = one.school, other.school
        if other.time.begin < one.time.begin:
            first, second = other.school, one.school
        return gap < ord(who(one).journeys[first * one.schools + second]) + margin

    return [
        _seated(factory, who)
        .filter(lambda exam: who(exam).there[exam.time.number] == "0")
        .penalize(hard)
        .as_constraint("A5 " + name),
        _seated(factory, who)
        .join(
            _seated(factory, who),
            Joiners.equal(lambda exam: who(exam)),
            Joiners.equal(lambda exam: exam.time.day),
            Joiners.less_than(lambda exam: exam.id),
        )
        .filter(lambda one, other: too_close(one, other))
        .penalize(hard)
        .as_constraint("A6, A7 " + name),
        _seated(factory, who)
        .filter(lambda exam: who(exam).own_class >= 0 and who(exam).teaching[exam.time.number] == "1")
        .join(
            factory.for_each_including_unassigned(Exam).filter(lambda exam: exam.time is not None),
            Joiners.equal(lambda exam: who(exam).own_class, lambda exam: exam.classroom),
            Joiners.equal(lambda exam: exam.time.moment, lambda exam: exam.time.moment),
        )
        .penalize(hard)
        .as_constraint("A6 own class " + name),
        _seated(factory, who)
        .group_by(lambda exam: who(exam), lambda exam: exam.time.day, count())
        .filter(lambda trainer, day, number: number > trainer.most_a_day)
        .penalize(hard, lambda trainer, day, number: number - trainer.most_a_day)
        .as_constraint("A8 a day " + name),
        _seated(factory, who)
        .group_by(lambda exam: who(exam), count())
        .filter(lambda trainer, number: number > trainer.most)
        .penalize(hard, lambda trainer, number: number - trainer.most)
        .as_constraint("A8 " + name),
    ]


def _wishes(factory: ConstraintFactory, weights: Weights, who: Side, name: str) -> list[Constraint]:
    soft, count = HardMediumSoftScore.ONE_SOFT, ConstraintCollectors.count
    trip, share, avoided, wait = weights.trip, weights.share, weights.avoided, weights.wait

    def quarters(one: Exam, other: Exam) -> int:
        idle = other.time.begin - one.time.end - WAIT_FREE
        if one.school != other.school:
            idle -= ord(who(one).journeys[one.school * one.schools + other.school])
        return idle // QUARTER

    def between(one: Exam, other: Exam, exam: Exam) -> bool:
        # asked of exams that have just lost their time, too
        if one.time is None or other.time is None or exam.time is None:
            return False
        return one.time.end <= exam.time.begin and exam.time.end <= other.time.begin

    return [
        _seated(factory, who)
        .penalize(soft, lambda exam: ord(exam.costs[who(exam).number]))
        .as_constraint("V3, V4, V5 " + name),
        _seated(factory, who)
        .filter(lambda exam: who(exam).avoided[exam.time.number] == "1")
        .penalize(soft, lambda exam: avoided)
        .as_constraint("V4 time " + name),
        _seated(factory, who)
        .group_by(lambda exam: who(exam), lambda exam: exam.time.day, lambda exam: exam.school)
        .penalize(soft, lambda trainer, day, school: trip * ord(trainer.base[school]))
        .as_constraint("V1 " + name),
        _seated(factory, who)
        .group_by(lambda exam: who(exam), count())
        .filter(lambda trainer, number: number > trainer.share)
        .penalize(soft, lambda trainer, number: share * (number - trainer.share))
        .as_constraint("V2 " + name),
        _seated(factory, who)
        .join(
            _seated(factory, who),
            Joiners.equal(lambda exam: who(exam)),
            Joiners.equal(lambda exam: exam.time.day),
        )
        .filter(lambda one, other: quarters(one, other) > 0)
        .if_not_exists(
            _seated(factory, who),
            Joiners.equal(lambda one, other: who(one), lambda exam: who(exam)),
            Joiners.equal(lambda one, other: one.time.day, lambda exam: exam.time.day),
            Joiners.filtering(lambda one, other, exam: between(one, other, exam)),
        )
        .penalize(soft, lambda one, other: wait * quarters(one, other))
        .as_constraint("V8 " + name),
    ]
