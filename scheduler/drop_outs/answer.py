"""What ``kwetsbaar`` answers, as values: every drop-out with its repair, worst first. Shows nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from instances.edits.edit import apply, number_of_changes
from instances.edits.editable import Edits
from instances.tables.columns import PINS, STUDENTS
from models.parallel.executor import Executor
from models.search.control import Control
from models.search.settings import SearchSettings
from models.search.tasks import ParallelTasks
from scheduler.drop_outs.cases import DropOut, drop_outs
from scheduler.drop_outs.repair import DropOutQuestion, DropOutWorker, FinishedRosters, Repaired, repair
from scheduler.drop_outs.settings import DROP_OUTS
from scheduler.repairs.joining import Joining
from scheduler.runtime.exit import DefectError
from scheduler.what_if.judge import placement_judge


@dataclass(frozen=True, slots=True)
class Fragility:
    """One drop-out and what it comes to.

    Attributes:
        drop_out: Who drops out, and whom that hits.
        repaired: The repair; None where there was no time for it.
    """

    drop_out: DropOut
    repaired: Repaired | None

    @property
    def hits(self) -> int:
        """Students and WPAs that are hit."""
        return len(self.drop_out.students) + len(self.drop_out.wpas)

    @property
    def rank(self) -> tuple[int, int, int, int]:
        """Worst first: who is lost, then what must change, then who is hit; what is not known goes before nothing."""
        found = self.repaired
        if found is None or found.placement is None:
            return 0, -self.hits, -self.hits, 0
        lost = len(found.lost) + len(found.lost_wpas)
        return -lost, -(found.changes + found.wpa_changes), -self.hits, 1


@dataclass(frozen=True, slots=True)
class Fragilities:
    """The whole answer.

    Attributes:
        cases: Every drop-out, worst first.
        relief: One change of the workbook after which the worst that loses a place loses one fewer; empty where
            nothing is lost, or nothing was found.
        relieved: The drop-out that it is about; None without one.
    """

    cases: tuple[Fragility, ...]
    relief: Edits = ()
    relieved: DropOut | None = None

    @property
    def unknown(self) -> int:
        """How many there was no time for."""
        return sum(one.repaired is None or one.repaired.placement is None for one in self.cases)


def fragilities(
    rosters: FinishedRosters, control: Control, executor: Executor, refused: Callable[[DefectError], None]
) -> Fragilities:
    """Repair every drop-out that hits somebody; what those that hit few leave of the time is for those that hit many.

    Args:
        rosters: The rosters; both keep every rule.
        control: Time for all of it; what is known when it ends is the answer.
        executor: Who solves; it is not closed here.
        refused: Is told of a repair that the checks refuse.

    Returns:
        Every drop-out, worst first.
    """
    every = drop_outs(rosters.instance, rosters.placement, rosters.assessment or {})
    hitting = sorted((one for one in every if one.students or one.wpas), key=_weight)
    found = _repaired(rosters, hitting, control, executor)
    for drop_out, repaired in found.items():
        if repaired.refused:
            refused(DefectError(f"repair of {drop_out.kind} {drop_out.id} breaks {', '.join(repaired.refused)}"))
    untouched = Repaired(rosters.placement, rosters.assessment, proven=True, wpas_proven=True)
    cases = [Fragility(one, found.get(one) if one.students or one.wpas else untouched) for one in every]
    cases.sort(key=lambda one: one.rank)
    return Fragilities(tuple(cases), *_relief(rosters, cases))


def _weight(drop_out: DropOut) -> int:
    return len(drop_out.students) + len(drop_out.wpas)


def _repaired(
    rosters: FinishedRosters, hitting: list[DropOut], control: Control, executor: Executor
) -> dict[DropOut, Repaired]:
    tasks = ParallelTasks(executor, DropOutWorker, rosters, control)

    def ask(one: DropOut, settings: SearchSettings) -> Future[Repaired]:
        return tasks.ask(repair, DropOutQuestion(one, settings))

    try:
        return dict(tasks.in_shares(hitting, ask, (DROP_OUTS.least_seconds, DROP_OUTS.most_seconds), control))
    finally:
        tasks.close()


def _relief(rosters: FinishedRosters, cases: list[Fragility]) -> tuple[Edits, DropOut | None]:
    """The fewest changes with which the first student whom the worst costs a place has one; nobody else moves."""
    for one in cases[: DROP_OUTS.relieved]:
        repaired = one.repaired
        if repaired is None or repaired.placement is None or not repaired.lost or not repaired.proven:
            continue
        edited = apply(rosters.instance, one.drop_out.edits)
        joining = Joining(placement_judge(edited, repaired.placement))
        found = [
            proposal.edits
            for proposal in joining.of(repaired.lost[0])
            if proposal.edits
            and not {STUDENTS.name, PINS.name}.intersection(edit.sheet for edit in proposal.edits)
            and not {edit.place for edit in proposal.edits}.intersection(edit.place for edit in one.drop_out.edits)
        ]
        if found:
            return min(found, key=lambda edits: number_of_changes(edited, edits)), one.drop_out
    return (), None
