"""A placement that somebody chose, with what follows of it: judged, the WPAs made to fit, and written. Knows no option.

Nothing is searched for the placement. It passes the same checks as one that was found; only rules that the office
knowingly breaks may be broken, and then the rosters are never final.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from instances.domain.solution import Placement, Proof, Status
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT, SCHEDULE
from reports.run.bundle import Run
from scheduler.job.job import Job, Order
from scheduler.precheck.pins import placement_pin_faults
from scheduler.previous.proofs import proof_of
from scheduler.repairs.run import not_yet_sought
from scheduler.runtime.exit import DefectError, ExitCode
from scheduler.runtime.screen import Screen
from scheduler.what_if.soundness import require_sound
from scheduler.workflows.alone import alone_in_folder
from scheduler.workflows.feedback import Scheduled
from scheduler.workflows.replan import rescheduled, say_changes
from scheduler.workflows.steps import finish


@dataclass(frozen=True)
class ChosenPlacement:
    """A placement and what is known of all placements of its workbook.

    Attributes:
        placement: Student id to mentor id.
        most: No placement has more students; None where that is not known.
        least: With so many students, and the least shortage, none costs less; None where that is not known.
        shortage: The least shortage with so many students; it counts where ``least`` is known.
    """

    placement: Placement
    most: int | None = None
    least: int | None = None
    shortage: int = 0


def make_chosen(order: Order, screen: Screen, chosen: ChosenPlacement, breaks: Collection[str] = ()) -> ExitCode:
    """Write rosters with a placement that was chosen; of WPAs as few change as can be.

    Args:
        order: Its workbook, its folder, the time for the WPAs and the folder of the rosters from which changes count.
        screen: Where everything is said.
        chosen: The placement.
        breaks: Ids of the rules that it may break, because the office knows that it does.

    Returns:
        How it ends.

    Raises:
        RefusedError: Something that was read cannot be used, or a pin cannot stand.
        FaultyInputError: The workbook has faults.
        DefectError: It breaks another rule, or beats its own bound; nothing is written.
    """

    @alone_in_folder
    def write(order: Order, screen: Screen) -> ExitCode:
        return _write(order, screen, chosen, frozenset(breaks))

    return write(order, screen)


def _write(order: Order, screen: Screen, chosen: ChosenPlacement, breaks: frozenset[str]) -> ExitCode:
    wpa_before = order.previous is not None and (order.previous / ASSESSMENT_FILE).exists()
    job = Job(order, screen, for_wpa=wpa_before, sheets={PLACEMENT.name, SCHEDULE.name})
    job.refuse_pins(placement_pin_faults(job.candidates))
    wpa = job.previous is not None and bool(job.previous.assessment)
    with job.start() as search:
        both: Scheduled = _judged(job, chosen, breaks), None
        if wpa:
            both = rescheduled(job, search, both[0])
        run, code = both
        code = finish(job, search, not_yet_sought(run), code, chosen=True)
        say_changes(run, wpa, screen)
        return code


def _judged(job: Job, chosen: ChosenPlacement, breaks: frozenset[str]) -> Run:
    """The run with the placement, when it breaks no rule but those."""
    run = job.bundle(dict(chosen.placement), _proof(job, chosen))
    broken = {violation.rule.value for violation in run.placement_verdict.violations}
    if broken - breaks:
        raise DefectError(f"the placement that was chosen breaks {sorted(broken - breaks)}")
    if not broken:
        require_sound(run.placement_verdict, run.placement_proof)
    for violation in run.placement_verdict.violations:
        job.screen.warn(f"De plaatsing breekt regel {violation.rule}: {violation.text}")
    return run


def _proof(job: Job, chosen: ChosenPlacement) -> Proof:
    """What holds of all placements; the dual prices of the earlier rosters, whatever they say now."""
    most = len(job.instance.students) if chosen.most is None else chosen.most
    stored = None if job.provenance is None else proof_of(job.provenance, job.instance, {}).certificate
    return Proof(Status.FEASIBLE, most, chosen.shortage, chosen.least, certificate=stored)
