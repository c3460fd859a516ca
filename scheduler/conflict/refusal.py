"""When no roster exists: what cannot hold together, re-solved before it is shown, and the ways out. Knows no rule.

Pins that clash with one limit are faults of the input, at their cells (exit 2); a contradiction that takes several
limits means that no roster can exist (exit 3). Decision 0015 says where the line is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NoReturn

from instances.domain.entities import Pin
from instances.domain.rulebook import RULES, Rule
from instances.domain.solution import Placement
from instances.dutch.lists import listed_at_most
from instances.edits.edit import Edit
from instances.edits.wording import edits_in_words
from models.assessment.feasibility.pins import pins_clash
from models.infeasibility.core import Core
from models.placement.minimum_changes.pins_conflict import PinConflict
from scheduler.conflict.settings import CONFLICT
from scheduler.conflict.wording import ConflictWords
from scheduler.input.read_workbook import Intake
from scheduler.precheck.pins import FIELD, INSTITUTE, MENTOR, SCHOOL, SLOT, PinFault
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.search_session import SearchSession
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import sentence

LIMITS = (Rule.A6, Rule.A7, Rule.A8, Rule.A9)  # what WPAs can have against each other
NOTHING_WRITTEN = "Er is niets weggeschreven."


def refuse_impossible(intake: Intake, search: SearchSession) -> NoReturn:
    """Name the pins that clash with one limit (exit 2), or what cannot hold together in a workbook (exit 3).

    Args:
        intake: The workbook, for which a search proved that no placement exists.
        search: Where is solved again; its stop button is not used.

    Raises:
        FaultyInputError: Pins clash with one limit; it names their cells.
        RefusedError: Several limits contradict each other, or in time was not found what does.
    """
    control = search.control.detached(CONFLICT.seconds)
    conflict = PinConflict(intake.instance)
    core = search.run(lambda: conflict.minimal_core(control))
    if core is None:
        raise RefusedError(
            ExitCode.NO_ANSWER,
            "Er is geen plaatsing gevonden die alles houdt wat is vastgezet (P13), en binnen de tijd ook niet wat er "
            f"niet samengaat. Maak iets vrij in Vastgezet of geef meer tijd met --tijd. {NOTHING_WRITTEN}",
        )
    with_one_limit = search.run(lambda: conflict.with_one_row(core, control))
    if with_one_limit is not None:
        intake.refuse_pins(_faults(intake, conflict, with_one_limit))
    ways = search.run(lambda: conflict.ways_out(control))
    raise RefusedError(ExitCode.IMPOSSIBLE, _conflict_words(intake, core, ways))


def _conflict_words(intake: Intake, core: Core, ways: Sequence[Sequence[Edit]]) -> str:
    """The conflict and the ways out as lines for the screen."""
    words = ConflictWords(intake.instance, intake.reading)
    lines = ["Er bestaat geen plaatsing die alle harde regels volgt. Dit gaat niet samen:"]
    lines += [f"  {number}. {words.sentence(item)}" for number, item in enumerate(core.items, start=1)]
    if core.minimal:
        lines.append("Elk van deze punten telt: laat u er één weg, dan gaan de andere samen (nagerekend).")
    if ways:
        lines.append("Zo kan het wel (nagerekend):")
        lines += [f"  - {way_out(intake, edits)}" for edits in ways]
    return "\n".join([*lines, NOTHING_WRITTEN])


def way_out(intake: Intake, edits: Sequence[Edit]) -> str:
    """Write edits as one sentence, each with its cell."""
    return sentence("; ".join(edits_in_words(intake.instance, intake.reading, edits)))


def _faults(intake: Intake, conflict: PinConflict, core: Core) -> list[PinFault]:
    """The pins of a core as faults, each naming the others and the rows that they clash with."""
    words = ConflictWords(intake.instance, intake.reading)
    pinned = [about for rule, about in core.items if rule is Rule.P13 and about in intake.instance.pin_of]
    rest = " ".join(words.sentence(item) for item in core.items if item[0] is not Rule.P13)
    limits = [rule for rule, about in core.items if conflict.is_limit((rule, about))]
    return [_fault(intake.instance.pin_of[student], pinned, rest, (limits or [Rule.P13])[0]) for student in pinned]


def _fault(pin: Pin, pinned: Sequence[str], rest: str, rule: Rule) -> PinFault:
    others = listed_at_most([other for other in pinned if other != pin.student], SHOWN.clashing)
    text = (
        f"Deze vaste plaats gaat niet samen met die van {others}: er is geen plaatsing die ze allemaal houdt."
        if others
        else "Er is geen plaatsing die deze vaste plaats houdt."
    )
    column = SCHOOL if pin.mentor is None else MENTOR
    return PinFault(pin.student, column, pin.mentor or pin.school or "", rule, f"{text} {rest}".rstrip())


def refuse_clashing_wpas(intake: Intake, placement: Placement, search: SearchSession) -> None:
    """Name the pinned WPAs that clash on this placement: without pins there is always a roster.

    Where solving again shows that they go together, nothing is said of them.

    Args:
        intake: The workbook.
        placement: The placement on which no WPA roster was found.
        search: Where is solved again.

    Raises:
        FaultyInputError: WPAs are pinned that clash; it names their cells.
    """
    instance = intake.instance
    due = {student.id for student in instance.students.values() if student.wpa and student.id in placement}
    pins = [pin for pin in instance.pins if pin.student in due and (pin.slot or pin.field or pin.institute)]
    # the search may have needed longer than one try to find that they clash
    again = max(CONFLICT.seconds_per_try, min(search.control.elapsed, CONFLICT.most_seconds))

    def clash(
        some: Sequence[Pin], without: frozenset[Rule] = frozenset(), seconds: float = CONFLICT.seconds_per_try
    ) -> bool | None:
        return search.run_after(seconds, lambda control: pins_clash(instance, placement, some, control, without), None)

    found = _core(pins, clash(pins, seconds=again), clash, search)
    if found is None:
        return
    core, smallest = found
    rules = [rule for rule in LIMITS if clash(core, frozenset({rule})) is False]
    intake.refuse_pins([_wpa_fault(pin, core, rules, smallest) for pin in core])


def _core(
    pins: list[Pin], together: bool | None, clash: Callable[[Sequence[Pin]], bool | None], search: SearchSession
) -> tuple[list[Pin], bool] | None:
    """Pins that clash together, and whether each was shown to be needed for that; None where all go together.

    ``together``: what solving again said of all; leaving out ever smaller parts keeps what is needed.
    """
    if together is False:
        return None
    core, smallest = list(pins), True
    size = max(1, len(core) // 2)
    started = search.control.elapsed
    while size >= 1:
        place = 0
        while place < len(core) and len(core) > 1:
            if search.stopped or search.control.elapsed - started > CONFLICT.most_seconds:
                return core, False
            fewer = core[:place] + core[place + size :]
            answer = clash(fewer) if fewer else False
            if answer:
                core = fewer
            else:
                smallest = smallest and (size > 1 or answer is False)
                place += size
        size //= 2
    return core, smallest


def _wpa_fault(pin: Pin, core: list[Pin], rules: Sequence[Rule], smallest: bool) -> PinFault:
    """``rules`` are those without which these WPAs would go together; ``smallest``: each of them matters."""
    others = listed_at_most([other.student for other in core if other is not pin], SHOWN.clashing)
    causes = listed_at_most([f"{rule}, {RULES[rule].name[0].lower()}{RULES[rule].name[1:]}" for rule in rules])
    text = "Op deze plaatsing kan dit vaste WPA niet"
    text += f" samen met dat van {others}" if others else ""
    text += f" (door {causes})" if causes else ""
    text += ". Maak bij een van hen iets vrij." if others else ". Maak iets vrij."
    if not smallest:
        text += " Misschien tellen zij niet allemaal mee: dat was in de tijd niet na te gaan."
    column, value = next((c, v) for c, v in ((SLOT, pin.slot), (FIELD, pin.field), (INSTITUTE, pin.institute)) if v)
    return PinFault(pin.student, column, value, Rule.A10, text)
