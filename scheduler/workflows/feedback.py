"""The placement and the WPA roster in step: placing again where a WPA would be lost for nothing. Knows no rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from models.assessment.feasibility.pins import pin_cuts
from models.coupling.loop import FeedbackLoop
from models.infeasibility.placement_cuts import NO_CUTS, PlacementCuts
from reports.run.bundle import Run
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.search_session import SearchSession
from scheduler.workflows.settings import WORKFLOWS

NONE_BETTER = (
    "Geen even goede plaatsing (evenveel studenten, dezelfde kosten) laat meer WPA's toe; de plaatsing gaat voor."
)
MOVED = (
    "De plaatsing is vervangen door een minstens even goede (evenveel studenten, niet duurder) "
    "waarbij meer WPA's kunnen."
)
NONE_FOUND = "Een even goede plaatsing waarbij meer WPA's kunnen, is niet gevonden; de plaatsing gaat voor."

Scheduled = tuple[Run, ExitCode | None]


def schedule_both_ways(
    instance: Instance,
    search: SearchSession,
    run: Run,
    placed: Callable[[Placement], Run],
    schedule: Callable[[Run], Scheduled],
) -> Scheduled:
    """Make the WPA roster, on this placement or on one worth the same on which more WPAs can be held.

    Source: decision 0008.

    Args:
        instance: The workbook.
        search: Where is searched.
        run: The run with the first placement.
        placed: Makes a run of another placement.
        schedule: Adds a WPA roster to a run.

    Returns:
        The run with the most WPAs, the first of equals, and NO_ANSWER where there is no WPA roster; else None.
    """
    if search.alternative_optima is None:
        return schedule(run)
    loop = FeedbackLoop(instance, search.alternative_optima)
    first = run
    run = _moved(
        run,
        search.run(lambda: loop.improve(run.placement, search.control.sub_budget(WORKFLOWS.counting_part))),
        placed,
    )
    best, code = schedule(run)
    current = best
    for _ in range(WORKFLOWS.rounds):
        out = len(current.not_scheduled)
        if code is not None or out <= (loop.least or 0) or search.control.remaining <= 0:
            break
        better = search.run(lambda: _learned(loop, current, search))  # noqa: B023
        if better is None:
            break
        current, failed = schedule(placed(better))
        if failed is not None:
            break
        if len(current.not_scheduled) < len(best.not_scheduled):
            best = current
    if best.placement != first.placement:
        search.screen.say(MOVED)
    return _explained(best, loop), code


def _moved(run: Run, placement: Placement, placed: Callable[[Placement], Run]) -> Run:
    return run if placement == run.placement else placed(placement)


def _learned(loop: FeedbackLoop, run: Run, search: SearchSession) -> Placement | None:
    """A placement that avoids why students were left out; None when nothing is learned or nothing avoids it."""
    control = search.control.sub_budget(WORKFLOWS.learning_part)
    if not loop.learn(run.placement, run.assessment or {}, control):
        return None
    better = loop.improve(run.placement, control)
    return None if better == run.placement else better


def _explained(run: Run, loop: FeedbackLoop) -> Run:
    """Tell those without a WPA that no other placement of this value helps, where that is why."""
    out = len(run.not_scheduled)
    if not out or loop.lost(run.placement) < out:
        return run
    why = NONE_BETTER if loop.least is not None and loop.least >= out else NONE_FOUND
    texts = {
        student: f"{text} {why}" if student in run.placement else text for student, text in run.unscheduled.items()
    }
    return replace(run, unscheduled=texts)


def keep_pins_together(
    instance: Instance, search: SearchSession, run: Run, again: Callable[[PlacementCuts], Run | None]
) -> Run:
    """Look for a placement on which pinned WPAs that are possible alone are also possible together (A10).

    Args:
        instance: The workbook.
        search: Where is searched.
        run: The run with the first placement.
        again: Places with cuts; None: there is no such placement, or no time.

    Returns:
        The run with such a placement; the same where none was found.
    """
    cuts, now, optima = NO_CUTS, run, search.alternative_optima
    for _ in range(WORKFLOWS.pin_rounds):
        asked = search.run(lambda: pin_cuts(instance, now.placement, search.control, cuts))  # noqa: B023
        if asked is None:
            return now
        cuts = asked
        other = again(cuts)
        if other is None:
            break
        now = other
    search.restore(optima)  # of the placement that stays, not of the last that was tried
    return run
