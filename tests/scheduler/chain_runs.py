"""The chain of placement and WPA roster without files, and every placement tried to compare it with."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import product

from instances.domain.instance import Instance
from instances.domain.solution import Placement, PlacementResult
from models.search.settings import SearchSettings
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement, pair_faults
from scheduler.runtime.screen import Listener, Row, Stage
from scheduler.runtime.search_session import SearchSession
from scheduler.workflows.feedback import schedule_both_ways
from tests.oracle import best_assessment


@dataclass
class Heard:
    """A screen that keeps what is said."""

    lines: list[str] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.lines.append(text)

    def warn(self, text: str) -> None:
        self.lines.append(text)

    def table(self, title: str, headers: Row, rows: list[Row]) -> None:
        self.lines.append(title)

    @contextmanager
    def following(self, stage: Stage) -> Iterator[Listener]:
        yield lambda progress: None


def chain(instance: Instance, screen: Heard | None = None, seconds: float = 30.0) -> tuple[PlacementResult, Run]:
    """The placement as it was found first, and the run that the chain made of it."""
    with SearchSession(SearchSettings(seconds), screen or Heard()) as search:
        first = search.placement(instance, None)
        assert first.placement is not None

        def placed(placement: Placement) -> Run:
            return Run(instance, dict(placement), check_placement(instance, placement), first.proof)

        def schedule(run: Run) -> tuple[Run, None]:
            found = search.assessment(instance, run.placement, None)
            assert found.assessment is not None
            verdict = check_assessment(instance, run.placement, found.assessment)
            left = {student.id: "Reden." for student in run.due if student.id not in found.assessment}
            roster = dict(found.assessment)
            return (
                replace(
                    run, assessment=roster, assessment_verdict=verdict, assessment_proof=found.proof, unscheduled=left
                ),
                None,
            )

        run, _ = schedule_both_ways(instance, search, placed(first.placement), placed, schedule)
        return first, run


def value(instance: Instance, placement: Placement) -> tuple[int, int, int]:
    """Smaller is better."""
    verdict = check_placement(instance, placement)
    return -verdict.count, sum(verdict.shortage.values()), verdict.cost


def most_held(instance: Instance) -> int:
    """The most WPAs on any of the placements that are worth most, all of them tried."""
    options: list[list[str | None]] = [
        [None, *(m.id for m in instance.mentors.values() if not any(pair_faults(instance, student, m)))]
        for student in instance.students.values()
    ]
    tried = [
        {who: mentor for who, mentor in zip(instance.students, mentors, strict=True) if mentor is not None}
        for mentors in product(*options)
    ]
    legal = [placement for placement in tried if check_placement(instance, placement).ok]
    best = min(value(instance, placement) for placement in legal)
    equals = [placement for placement in legal if value(instance, placement) == best]
    found = [best_assessment(instance, placement) for placement in equals]
    return max(roster.count for roster in found if roster is not None)
