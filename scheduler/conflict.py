"""When no placement exists: which pins make it so. Asks the solver again with fewer pins; knows no rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NoReturn

from instances.domain import Pin
from instances.instance import Instance
from instances.rulebook import Rule
from instances.solution import Status
from scheduler.intake import Intake
from scheduler.outcome import ExitCode, RefusedError
from scheduler.pins import MENTOR, SCHOOL, PinFault
from scheduler.solving import Search
from scheduler.texts import listing

SECONDS_PER_TRY = 10.0  # feasibility alone; the full search took longer only because it also looks for the best
MOST_SECONDS = 90.0


def refuse_impossible(intake: Intake, search: Search) -> NoReturn:
    """Name the fewest pins found that clash (exit 2), or say that no roster exists (exit 3)."""
    instance = intake.instance
    pins = [pin for pin in instance.pins if pin.school is not None or pin.mentor is not None]
    if pins and not search.run(lambda: _impossible(instance, [], search)):
        core = search.run(lambda: _core(instance, pins, search))
        intake.refuse_pins([_fault(pin, core) for pin in core])
    raise RefusedError(
        ExitCode.IMPOSSIBLE,
        "Er bestaat geen plaatsing die alle harde regels volgt, ook niet zonder wat is vastgezet (P13). "
        "Er is niets weggeschreven.",
    )


def _core(instance: Instance, pins: list[Pin], search: Search) -> list[Pin]:
    """Pins that clash together; leaving out ever smaller parts keeps what is needed for the clash."""
    core = list(pins)
    size = max(1, len(core) // 2)
    started = search.control.elapsed
    while size >= 1:
        place = 0
        while place < len(core) and not search.stopped and search.control.elapsed - started < MOST_SECONDS:
            fewer = core[:place] + core[place + size :]
            if fewer and _impossible(instance, fewer, search):
                core = fewer
            else:
                place += size
        size //= 2
    return core


def _impossible(instance: Instance, pins: Sequence[Pin], search: Search) -> bool:
    """Proven, within the time of one try, that no roster keeps these pins."""
    from models.placement.model import place
    from models.search import Control, Progress

    def first_is_enough(progress: Progress) -> None:
        if progress.rosters > 0:
            control.stop()

    control = Control(SECONDS_PER_TRY, search.control.seed, search.control.workers, first_is_enough)
    result = place(replace(instance, pins=tuple(pins)), control)
    return result.proof.status is Status.INFEASIBLE


def _fault(pin: Pin, core: list[Pin]) -> PinFault:
    others = listing([other.student for other in core if other is not pin], 8)
    text = (
        f"Deze vaste plaats gaat niet samen met die van {others}: er is geen plaatsing die ze allemaal houdt."
        if others
        else "Er is geen plaatsing die deze vaste plaats houdt."
    )
    column = SCHOOL if pin.mentor is None else MENTOR
    return PinFault(pin.student, column, pin.mentor or pin.school or "", Rule.P13, text)
