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

ROUNDS = 6
COUNTING_SHARE = 0.15  # of the time left, before there is a WPA roster
LEARNING_SHARE = 0.3  # of the time left, for why WPAs were left out and a placement without that
MOST_CLASHES = 12
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
    """The WPA roster, on this placement or on one worth the same on which more WPAs can be held.

    ``placed`` makes a run of such a placement, ``schedule`` adds the roster. The first is kept when none is better.
    """
    if search.equals is None:
        return schedule(run)
    chain = FeedbackLoop(instance, search.equals)
    first = run
    run = _moved(
        run, search.run(lambda: chain.improve(run.placement, search.control.sub_budget(COUNTING_SHARE))), placed
    )
    best, code = schedule(run)
    current = best
    for _ in range(ROUNDS):
        out = len(current.not_scheduled)
        if code is not None or out <= (chain.least or 0) or search.control.remaining <= 0:
            break
        better = search.run(lambda: _learned(chain, current, search))  # noqa: B023
        if better is None:
            break
        current, failed = schedule(placed(better))
        if failed is not None:
            break
        if len(current.not_scheduled) < len(best.not_scheduled):
            best = current
    if best.placement != first.placement:
        search.screen.say(MOVED)
    return _explained(best, chain), code


def _moved(run: Run, placement: Placement, placed: Callable[[Placement], Run]) -> Run:
    return run if placement == run.placement else placed(placement)


def _learned(chain: FeedbackLoop, run: Run, search: SearchSession) -> Placement | None:
    """A placement that avoids why students were left out; None when nothing is learned or nothing avoids it."""
    control = search.control.sub_budget(LEARNING_SHARE)
    if not chain.learn(run.placement, run.assessment or {}, control):
        return None
    better = chain.improve(run.placement, control)
    return None if better == run.placement else better


def _explained(run: Run, chain: FeedbackLoop) -> Run:
    """Tell those without a WPA that no other placement of this value helps, where that is why."""
    out = len(run.not_scheduled)
    if not out or chain.lost(run.placement) < out:
        return run
    why = NONE_BETTER if chain.least is not None and chain.least >= out else NONE_FOUND
    told = {s: f"{text} {why}" if s in run.placement else text for s, text in run.unscheduled.items()}
    return replace(run, unscheduled=told)


def keep_pins_together(
    instance: Instance, search: SearchSession, run: Run, again: Callable[[PlacementCuts], Run | None]
) -> Run:
    """A placement on which pinned WPAs that stand alone also stand together (A10); the same when there is none.

    ``again`` places with demands; None: there is no such placement, or no time.
    """
    demands, now, equals = NO_CUTS, run, search.equals
    for _ in range(MOST_CLASHES):
        asked = search.run(lambda: pin_cuts(instance, now.placement, search.control, demands))  # noqa: B023
        if asked is None:
            return now
        demands = asked
        kept = again(demands)
        if kept is None:
            break
        now = kept
    search.equals = equals  # of the placement that is kept, not of the last that was tried
    return run
