"""Minimal sets of WPAs that cannot all be scheduled, and the cuts that follow. Knows no wish and no placement.

A set is made minimal by a deletion filter (an irreducible infeasible subset) and then as general as a relaxed copy
proves: the cut on placements holds for every choice of mentors that is in the same difficulty (combinatorial Benders
cuts, Codato and Fischetti 2006). Source: docs/decisions/0008-two-way-chain.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from models.assessment.block.model import Block
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.assessment.feasibility.settings import INFEASIBLE_SUBSET_SETTINGS
from models.infeasibility.placement_cuts import PlacementCut
from models.search.control import Control

COPY = "#"


def without_wishes(instance: Instance, without: frozenset[Rule] = frozenset()) -> AssessmentData:
    """The data of the question what is possible: every weight is 0, and nobody is placed.

    Args:
        instance: The semester.
        without: Hard rules to leave out.

    Returns:
        Data without cases; ask ``AssessmentData.case`` for those of a placement.
    """
    settings = replace(instance.settings, weights=dict.fromkeys(Wish, 0))
    return AssessmentData(replace(instance, settings=settings), {}, without=without)


def proven_infeasible(data: AssessmentData, cases: Sequence[Case], control: Control) -> bool:
    """Whether it is proven that these WPAs cannot all be scheduled, even when there are no others.

    Args:
        data: What the cases are of.
        cases: WPAs that all must be scheduled, pinned or not.
        control: The time there is; one question takes a few seconds at most.

    Returns:
        False also when there was no time to find out.
    """
    if any(not data.has_seat(case) for case in cases):
        return True
    demanded = [replace(case, pinned=True) for case in cases]
    block = Block(data, demanded, {}, fair_shares(data, set()), presolve=False)
    return block.solve(control, min(INFEASIBLE_SUBSET_SETTINGS.seconds, control.remaining)).infeasible


def minimal_infeasible_subset(data: AssessmentData, cases: Sequence[Case], control: Control) -> list[Case] | None:
    """Some of the WPAs that cannot all be scheduled, by a deletion filter.

    Args:
        data: What the cases are of.
        cases: WPAs, in the order in which they are tried to leave out.
        control: The time there is; what is not tried any more stays in.

    Returns:
        A subset that is proven infeasible, and minimal as far as there was time to prove; None when that is not proven
        of all ``cases`` together.
    """
    if not proven_infeasible(data, cases, control):
        return None
    core = list(cases)
    for case in cases:
        fewer = [other for other in core if other is not case]
        if fewer and control.remaining > 0 and proven_infeasible(data, fewer, control):
            core = fewer
    return core


def likely_conflicts(data: AssessmentData, case: Case, others: Iterable[Case]) -> list[list[Case]]:
    """Sets of WPAs in which one that was left out may be in conflict.

    Args:
        data: What the cases are of.
        case: The WPA that was left out.
        others: WPAs that are scheduled, or could be.

    Returns:
        The WPA with those at its school, and with those that share assessors with it, the nearest first; each set of
        limited size.
    """
    most = INFEASIBLE_SUBSET_SETTINGS.max_wpas - 1
    rest = [other for other in others if other.id != case.id]
    here = [other for other in rest if other.school == case.school][:most]

    def distance(other: Case) -> tuple[bool, int]:
        shared = len(set(case.field) & set(other.field)) + len(set(case.institute) & set(other.institute))
        return other.school != case.school, len(other.eligible) - shared

    sharing = [other for other in rest if set(case.eligible) & set(other.eligible)]
    return [[case, *here], [case, *sorted(sharing, key=distance)[:most]]]


def generalised_cut(
    data: AssessmentData, core: Sequence[Case], choices: Mapping[str, Iterable[str]], control: Control
) -> PlacementCut:
    """The cut on placements that follows from an infeasible set of WPAs, as general as can be proven.

    Args:
        data: What the cases are of.
        core: WPAs that are proven not to be possible all at once.
        choices: Student id to the mentors with whom the student could be placed; others than those of the core too.
        control: The time there is; without it the cut holds for the mentors of the core alone.

    Returns:
        All choices for which the same is proven: one too many of them is one WPA too many.
    """
    chosen = {case.id: frozenset({case.mentor}) for case in core}
    limit = len(core) - 1
    if any(_assesses(data, case) for case in core):
        return PlacementCut(chosen, limit)
    apart = [replace(case, classroom=(case.id,)) for case in core]
    schools = {case.school for case in core}
    if len(core) > 1 and not proven_infeasible(data, apart, control):
        return PlacementCut(chosen, limit)
    relaxed = _relaxed(core)
    if len(schools) == 1 and proven_infeasible(data, [_copy(relaxed, i) for i in range(len(core))], control):
        inside = {student: _within(data, student, mentors, relaxed) for student, mentors in choices.items()}
    else:
        inside = {case.id: _within(data, case.id, choices.get(case.id, ()), case) for case in core}
    for student, mentors in inside.items():
        chosen[student] = chosen.get(student, frozenset()) | mentors
    return PlacementCut({student: mentors for student, mentors in chosen.items() if mentors}, limit)


def _assesses(data: AssessmentData, case: Case) -> bool:
    """Whether a teacher of the class is an assessor: then other classes are not as hard to schedule."""
    return not set(case.classroom).isdisjoint(data.trainer_as_mentor.values())


def _relaxed(core: Sequence[Case]) -> Case:
    """A WPA that can be scheduled wherever and with whomever one of these can."""
    slots = {slot.id: slot for case in core for slot in case.slots}
    return replace(
        core[0],
        two=all(case.two for case in core),
        slots=tuple(slots.values()),
        field=tuple(dict.fromkeys(t for case in core for t in case.field)),
        institute=tuple(dict.fromkeys(t for case in core for t in case.institute)),
        pinned=False,
    )


def _copy(case: Case, number: int) -> Case:
    name = f"{case.id}{COPY}{number}"
    return replace(case, student=replace(case.student, id=name), classroom=(name,))


def _within(data: AssessmentData, student_id: str, mentors: Iterable[str], relaxed: Case) -> frozenset[str]:
    """The mentors with whom the student's WPA has no possibility that ``relaxed`` lacks."""
    instance = data.instance
    student = instance.students[student_id]
    if not student.wpa:
        return frozenset()
    slots, field, institute = {s.id for s in relaxed.slots}, set(relaxed.field), set(relaxed.institute)
    found: set[str] = set()
    for mentor in mentors:
        if instance.mentors[mentor].school != relaxed.school:
            continue
        case = data.case(student, mentor)
        two_as_well = not relaxed.two or (case.two and set(case.institute) <= institute)
        if two_as_well and {s.id for s in case.slots} <= slots and set(case.field) <= field:
            found.add(mentor)
    return frozenset(found)
