"""Small sets of WPAs that cannot all be held, made as general as can be proven. Knows no wish and no placement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from models.assessment.block.model import Block
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import fair_shares
from models.infeasibility.placement_cuts import PlacementCut
from models.search.control import Control

SECONDS = 3.0  # for the question whether some WPAs go together
MOST = 30  # WPAs looked at together
COPY = "#"


def without_wishes(instance: Instance) -> AssessmentData:
    """Options without a wish: only the question what is possible."""
    settings = replace(instance.settings, weights=dict.fromkeys(Wish, 0))
    return AssessmentData(replace(instance, settings=settings), {})


def proven_infeasible(data: AssessmentData, cases: Sequence[Case], control: Control) -> bool:
    """Proven that these WPAs cannot all be held, even when there are no others."""
    if any(not data.has_seat(case) for case in cases):
        return True
    demanded = [replace(case, pinned=True) for case in cases]
    block = Block(data, demanded, {}, fair_shares(data, set()), presolve=False)
    return block.solve(control, min(SECONDS, control.remaining)).infeasible


def smallest_infeasible(data: AssessmentData, cases: Sequence[Case], control: Control) -> list[Case] | None:
    """Some of the cases that cannot all be held, of which every one is needed for that; None when all can."""
    if not proven_infeasible(data, cases, control):
        return None
    core = list(cases)
    for case in cases:
        fewer = [other for other in core if other is not case]
        if fewer and control.remaining > 0 and proven_infeasible(data, fewer, control):
            core = fewer
    return core


def likely_conflicts(data: AssessmentData, case: Case, others: Iterable[Case]) -> list[list[Case]]:
    """The WPA with those it may be in conflict with: at its school, then those with the same assessors."""
    rest = [other for other in others if other.id != case.id]
    here = [other for other in rest if other.school == case.school][: MOST - 1]

    def far(other: Case) -> tuple[bool, int]:
        shared = len(set(case.field) & set(other.field)) + len(set(case.institute) & set(other.institute))
        return other.school != case.school, len(other.seats) - shared

    kin = [other for other in rest if set(case.seats) & set(other.seats)]
    return [[case, *here], [case, *sorted(kin, key=far)[: MOST - 1]]]


def generalised_cut(
    data: AssessmentData, core: Sequence[Case], choices: Mapping[str, Iterable[str]], control: Control
) -> PlacementCut:
    """All choices of which what holds for the core is proven: one too many of them is one WPA too many."""
    chosen = {case.id: frozenset({case.mentor}) for case in core}
    room = len(core) - 1
    if any(_assesses(data, case) for case in core):
        return PlacementCut(chosen, room)
    apart = [replace(case, classroom=(case.id,)) for case in core]
    schools = {case.school for case in core}
    if len(core) > 1 and not proven_infeasible(data, apart, control):
        return PlacementCut(chosen, room)
    widest = _widest(core)
    if len(schools) == 1 and proven_infeasible(data, [_copy(widest, i) for i in range(len(core))], control):
        inside = {who: _within(data, who, mentors, widest) for who, mentors in choices.items()}
    else:
        inside = {case.id: _within(data, case.id, choices.get(case.id, ()), case) for case in core}
    for who, mentors in inside.items():
        chosen[who] = chosen.get(who, frozenset()) | mentors
    return PlacementCut({who: mentors for who, mentors in chosen.items() if mentors}, room)


def _assesses(data: AssessmentData, case: Case) -> bool:
    """Is a teacher of the class an assessor? Then other classes are not as hard to schedule."""
    return not set(case.classroom).isdisjoint(data.trainer_as_mentor.values())


def _widest(core: Sequence[Case]) -> Case:
    """A WPA that can be held wherever and with whomever one of these can."""
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


def _within(data: AssessmentData, student: str, mentors: Iterable[str], widest: Case) -> frozenset[str]:
    """The mentors with whom the student's WPA has no possibility that ``widest`` lacks."""
    instance = data.instance
    who = instance.students[student]
    if not who.wpa:
        return frozenset()
    slots, field, institute = {s.id for s in widest.slots}, set(widest.field), set(widest.institute)
    found: set[str] = set()
    for mentor in mentors:
        if instance.mentors[mentor].school != widest.school:
            continue
        case = data.case(who, mentor)
        two_as_well = not widest.two or (case.two and set(case.institute) <= institute)
        if two_as_well and {s.id for s in case.slots} <= slots and set(case.field) <= field:
            found.add(mentor)
    return frozenset(found)
