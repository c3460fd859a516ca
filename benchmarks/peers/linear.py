"""A solver on the plain linear models: CP-SAT, HiGHS, and HiGHS on narrowed models. Knows no rule."""

from __future__ import annotations

from benchmarks.answer import PLACING, SCHEDULING, AnswerStore, PeerAnswer, PeerClaim
from benchmarks.child import ChildClock, ChildTask, read_instance
from benchmarks.neutral import search
from benchmarks.neutral.assessment import AssessmentModel
from benchmarks.neutral.placement import PlacementModel

NARROW = 60, 8  # mentors per student, assessors per seat


def work(task: ChildTask, store: AnswerStore) -> None:
    """Hand in the placement, then both rosters. A bound on a narrowed model is none on the workbook."""
    minimise = _solver(task.peer)
    mentors, assessors = NARROW if task.peer == "highs-narrow" else (None, None)
    instance, answer = read_instance(task), PeerAnswer()
    clock = ChildClock(task.seconds)

    def solve(model: PlacementModel | AssessmentModel, part: str, seconds: float) -> search.NeutralAnswer:
        def listen(cost: int | None, bound: int | None) -> None:
            store.note_progress(part, cost, None if mentors else bound)

        found = search.solve(minimise, model.linear, model.goals, seconds, task.cores, listen)
        answer.claims[part] = PeerClaim(found.cost, None if mentors else found.bound)
        return found

    end = clock.left - clock.for_placement
    placing = PlacementModel(instance, mentors)
    values = solve(placing, PLACING, clock.left - end).values
    if values is None:  # without students placed there is no WPA to hold: all that is left is for placing
        values = solve(placing, PLACING, clock.left).values
    if values is None:
        return
    answer.placement = placing.roster(values)
    store.put(answer)
    scheduling = AssessmentModel(instance, answer.placement, assessors)
    values = solve(scheduling, SCHEDULING, clock.left).values
    if values is not None:
        answer.assessment = scheduling.roster(values)
        store.put(answer)


def _solver(peer: str) -> search.Minimise:
    """Imported only when asked: a process has one solver."""
    if peer == "cp-sat":
        from benchmarks.neutral.cpsat import minimise

        return minimise
    from benchmarks.neutral.highs import minimise as by_highs

    return by_highs
