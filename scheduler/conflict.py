"""When no roster exists: which pins make it so. Asks the solver again with fewer pins; knows no rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NoReturn

from instances.domain import Pin
from instances.instance import Instance
from instances.rulebook import Rule
from instances.solution import Placement, Status
from scheduler.intake import Intake
from scheduler.outcome import ExitCode, RefusedError
from scheduler.pins import FIELD, INSTITUTE, MENTOR, SCHOOL, SLOT, PinFault
from scheduler.solving import Search
from scheduler.texts import listing

SECONDS_PER_TRY = 10.0  # feasibility alone; the full search took longer only because it also looks for the best
MOST_SECONDS = 90.0


def refuse_impossible(intake: Intake, search: Search) -> NoReturn:
    """Name the fewest pins found that clash (exit 2), or say that no roster exists (exit 3)."""
    instance = intake.instance
    pins = [pin for pin in instance.pins if pin.school is not None or pin.mentor is not None]
    if pins and not search.run(lambda: _impossible(instance, [], search)):
        core = search.run(lambda: _core(pins, lambda fewer: _impossible(instance, fewer, search), search))
        intake.refuse_pins([_fault(pin, core) for pin in core])
    raise RefusedError(
        ExitCode.IMPOSSIBLE,
        "Er bestaat geen plaatsing die alle harde regels volgt, ook niet zonder wat is vastgezet (P13). "
        "Er is niets weggeschreven.",
    )


def refuse_clashing_wpas(intake: Intake, placement: Placement, search: Search) -> NoReturn:
    """As ``refuse_impossible``, for the pinned WPAs on this placement: without pins there is always a roster."""
    instance = intake.instance
    due = {student.id for student in instance.students.values() if student.wpa and student.id in placement}
    pins = [pin for pin in instance.pins if pin.student in due and (pin.slot or pin.field or pin.institute)]
    core = search.run(lambda: _core(pins, lambda fewer: _clash(instance, placement, fewer, search), search))
    intake.refuse_pins([_wpa_fault(pin, core) for pin in core])
    raise AssertionError("only pinned WPAs make a WPA roster impossible")


def _core(pins: list[Pin], impossible: Callable[[Sequence[Pin]], bool], search: Search) -> list[Pin]:
    """Pins that clash together; leaving out ever smaller parts keeps what is needed for the clash."""
    core = list(pins)
    size = max(1, len(core) // 2)
    started = search.control.elapsed
    while size >= 1:
        place = 0
        while place < len(core) and not search.stopped and search.control.elapsed - started < MOST_SECONDS:
            fewer = core[:place] + core[place + size :]
            if fewer and impossible(fewer):
                core = fewer
            else:
                place += size
        size //= 2
    return core


def _impossible(instance: Instance, pins: Sequence[Pin], search: Search) -> bool:
    """Proven, within the time of one try, that no roster keeps these pins."""
    from models.placement.model import place
    from models.search import Progress

    def first_is_enough(progress: Progress) -> None:
        if progress.rosters > 0:
            control.stop()

    control = search.control.apart(SECONDS_PER_TRY, first_is_enough)
    result = place(replace(instance, pins=tuple(pins)), control)
    search.control.charge(control.elapsed)
    return result.proof.status is Status.INFEASIBLE


def _clash(instance: Instance, placement: Placement, pins: Sequence[Pin], search: Search) -> bool:
    from models.assessment.pinned import pins_clash

    control = search.control.apart(SECONDS_PER_TRY)
    clash = pins_clash(instance, placement, pins, control)
    search.control.charge(control.elapsed)
    return clash


def _fault(pin: Pin, core: list[Pin]) -> PinFault:
    others = listing([other.student for other in core if other is not pin], 8)
    text = (
        f"Deze vaste plaats gaat niet samen met die van {others}: er is geen plaatsing die ze allemaal houdt."
        if others
        else "Er is geen plaatsing die deze vaste plaats houdt."
    )
    column = SCHOOL if pin.mentor is None else MENTOR
    return PinFault(pin.student, column, pin.mentor or pin.school or "", Rule.P13, text)


def _wpa_fault(pin: Pin, core: list[Pin]) -> PinFault:
    others = listing([other.student for other in core if other is not pin], 8)
    text = "Op deze plaatsing kan dit vaste WPA niet"
    text += f" samen met dat van {others}. Maak bij een van hen iets vrij." if others else ". Maak iets vrij."
    column, value = next((c, v) for c, v in ((SLOT, pin.slot), (FIELD, pin.field), (INSTITUTE, pin.institute)) if v)
    return PinFault(pin.student, column, value, Rule.A10, text)
