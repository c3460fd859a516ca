"""Timefold's local search on both rosters, one thread (more is not in the open edition). Knows no rule.

Settings are Timefold's defaults, but for the WPAs: the construction takes slot, field and institute assessor in turn
(the default tries every combination), and a move may change all three at once.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from typing import TypeVar

from timefold.solver import BestSolutionChangedEvent, Solver, SolverFactory
from timefold.solver.config import EnvironmentMode, ScoreDirectorFactoryConfig, SolverConfig
from timefold.solver.score import Constraint, HardMediumSoftScore

from benchmarks.answer import PLACING, SCHEDULING, AnswerStore, PeerAnswer, PeerClaim
from benchmarks.child import ChildClock, ChildTask, read_instance
from benchmarks.peers.local_assessment import NOT_SCHEDULED, Exam, Scheduling, constraints_with
from benchmarks.peers.local_facts import placing
from benchmarks.peers.local_placement import ONE_PLACE, Placing, Pupil, placing_constraints
from benchmarks.peers.local_wpa_facts import scheduling, weights
from benchmarks.prices import UNPLACED, UNSCHEDULED
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement

Plan = TypeVar("Plan", Placing, Scheduling)
VARIABLES = ("time", "werkveld", "opleiding")


def _changes(exam: str) -> str:
    """A change of each variable of the exam that another selector chose."""
    return "".join(
        f"""<changeMoveSelector>
        <entitySelector mimicSelectorRef="{exam}"/><valueSelector variableName="{name}"/>
        </changeMoveSelector>"""
        for name in VARIABLES
    )


IN_TURN = f"""<solver xmlns="https://timefold.ai/xsd/solver">
  <constructionHeuristic><queuedEntityPlacer>
    <entitySelector id="exam"><cacheType>PHASE</cacheType></entitySelector>
    {_changes("exam")}
  </queuedEntityPlacer></constructionHeuristic>
  <localSearch><unionMoveSelector>
    <changeMoveSelector/>
    <swapMoveSelector/>
    <cartesianProductMoveSelector>
      <changeMoveSelector><entitySelector id="all"/><valueSelector variableName="time"/></changeMoveSelector>
      {_changes("all").split("</changeMoveSelector>", 1)[1]}
    </cartesianProductMoveSelector>
  </unionMoveSelector></localSearch>
</solver>"""


def work(task: ChildTask, store: AnswerStore) -> None:
    """Hand in the placement, then both rosters. Translating the constraints to Java is before the clock."""
    instance, answer = read_instance(task), PeerAnswer()
    placer, scheduler = _placer(task.seed), _scheduler(instance, task.seed)
    clock = ChildClock(task.seconds)
    end = clock.left - clock.for_placement
    floor = sum(board.min_students for board in instance.boards.values())

    def placed(score: HardMediumSoftScore) -> int:
        return int(-score.soft_score + UNPLACED // ONE_PLACE * (floor - score.medium_score))

    plan = _search(placer, placing(instance), lambda: clock.left - end, _listener(store, PLACING, placed))
    answer.placement = legal(instance, plan)
    answer.claims[PLACING] = _claim(plan.score)
    store.put(answer)
    facts = scheduling(instance, answer.placement)
    waiting = sum(student.wpa for student in instance.students.values()) - len(facts.exams)

    def scheduled(score: HardMediumSoftScore) -> int:
        # a WPA that lacks anything counts 4 to 6
        return int(-score.soft_score + UNSCHEDULED * (waiting - score.medium_score // (NOT_SCHEDULED + 1)))

    roster = _search(scheduler, facts, lambda: clock.left, _listener(store, SCHEDULING, scheduled))
    answer.assessment = complete(roster)
    answer.claims[SCHEDULING] = _claim(roster.score)
    store.put(answer)


def _placer(seed: int) -> Solver[Placing]:
    return _solver(Placing, Pupil, placing_constraints, seed)


def _scheduler(instance: Instance, seed: int) -> Solver[Scheduling]:
    return _solver(Scheduling, Exam, constraints_with(weights(instance)), seed, IN_TURN)


def _solver(
    solution: type[Plan],
    entity: type,
    constraints: Callable[..., list[Constraint]],
    seed: int,
    moves: str | None = None,
) -> Solver[Plan]:
    config: SolverConfig[Plan] = SolverConfig(
        solution_class=solution,
        entity_class_list=[entity],
        score_director_factory_config=ScoreDirectorFactoryConfig(constraint_provider_function=constraints),
        environment_mode=EnvironmentMode.NO_ASSERT,
        random_seed=seed,
        xml_source_text=moves,
    )
    return SolverFactory.create(config).build_solver()


def _claim(score: HardMediumSoftScore | None) -> PeerClaim:
    return PeerClaim(None if score is None else -score.soft_score)


def _listener(store: AnswerStore, part: str, cost: Callable[[HardMediumSoftScore], int]) -> Callable[..., None]:
    def better(event: BestSolutionChangedEvent[Plan]) -> None:
        if event.new_best_score.hard_score == 0:
            store.note_progress(part, cost(event.new_best_score), None)

    return better


def _search(solver: Solver[Plan], plan: Plan, left: Callable[[], float], better: Callable[..., None]) -> Plan:
    """Stopped by the clock from outside: Timefold's own begins only after the facts are handed to Java."""
    solver.add_event_listener(better)
    over = threading.Event()
    threading.Thread(target=_stop, args=(solver, time.monotonic() + left(), over), daemon=True).start()
    try:
        found: Plan = solver.solve(plan)
    finally:
        over.set()
    return found


def _stop(solver: Solver[Plan], end: float, over: threading.Event) -> None:
    """Press stop until the search has ended: a stop before it has begun would be lost."""
    while not over.wait(0.1):
        if time.monotonic() >= end:
            solver.terminate_early()


def legal(instance: Instance, plan: Placing) -> Placement:
    """Who is at a school below its minimum is sent away (P11): that was a price in the search, not a rule."""
    placement = {pupil.student: pupil.option.mentor for pupil in plan.pupils if pupil.option is not None}
    heads = Counter(instance.mentors[mentor].school for mentor in placement.values())
    return {
        student: mentor
        for student, mentor in placement.items()
        if heads[instance.mentors[mentor].school] >= instance.school_of(mentor).min_students
    }


def complete(plan: Scheduling) -> Assessment:
    """WPAs with a slot and all their assessors."""
    return {
        exam.student: Booking(exam.time.id, exam.werkveld.id, exam.opleiding.id if exam.opleiding else None)
        for exam in plan.exams
        if exam.time is not None and exam.werkveld is not None and (exam.opleiding is not None or not exam.two)
    }
