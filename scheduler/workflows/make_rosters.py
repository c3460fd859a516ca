"""From an order to checked rosters on disk, one function per command. Knows no option of the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from instances.domain.solution import Placement, Previous, Status
from instances.dutch.numbers import count
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT, PLACEMENT_FILE, SCHEDULE, VARIANTS_FILE, Head
from models.infeasibility.placement_cuts import PlacementCuts
from reports.changes.change_rows import placement_changes
from reports.placement.variants import write_variants
from reports.run.bundle import Run
from scheduler.advice.cost_of_edits import say_cost_of_placement_edits, say_cost_of_wpa_edits
from scheduler.advice.worst_off import with_assessment_advice, with_placement_advice
from scheduler.job.job import Job, Order
from scheduler.precheck.pins import PinFault, assessment_pin_faults
from scheduler.precheck.run import precheck
from scheduler.previous.earlier import Earlier
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import given_placement
from scheduler.repairs.run import with_placement_proposals, with_wpa_proposals
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession
from scheduler.workflows.alone import alone_in_folder
from scheduler.workflows.feedback import keep_pins_together, schedule_both_ways
from scheduler.workflows.settings import WORKFLOWS
from scheduler.workflows.steps import (
    NOT_GIVEN,
    as_placed,
    as_scheduled,
    before_placing,
    finish,
    show_findings,
    sound_run,
)
from scheduler.workflows.variants import find_variants, say_choices


@alone_in_folder
def make_placement(order: Order, screen: Screen) -> ExitCode:
    """Make a placement and write its files (``plaats``).

    Args:
        order: What was asked.
        screen: Where everything is said.

    Returns:
        How the command ends.

    Raises:
        RefusedError: Something that was read cannot be used, or no roster exists or was found.
        FaultyInputError: The workbook has faults.
        DefectError: A roster breaks a rule or beats its own bound; nothing is written.
    """
    job = Job(order, screen, for_wpa=False, sheets={PLACEMENT.name})
    before_placing(job, wpa=False)
    with job.start() as search:
        run = _place(job, search, WORKFLOWS.best_part if order.variants else 1.0)
        if not order.variants:
            code = finish(job, search, _with_placement_answers(job, search, run), variants={})
            say_cost_of_placement_edits(job, search, run)
            return code
        choices = find_variants(job, search, run)
        run = _with_placement_answers(job, search, run)
        figures = {VARIANTS_FILE: lambda path: write_variants(choices, path)}
        code = finish(job, search, run, more=figures, variants={choice.name: choice.run for choice in choices[1:]})
        say_choices(job, choices)
        return code


@alone_in_folder
def make_both(order: Order, screen: Screen) -> ExitCode:
    """Make placement and WPA roster in step and write all files (``rooster``).

    Args:
        order: What was asked.
        screen: Where everything is said.

    Returns:
        How the command ends.

    Raises:
        RefusedError: Something that was read cannot be used, or no roster exists or was found.
        FaultyInputError: The workbook has faults.
        DefectError: A roster breaks a rule or beats its own bound; nothing is written.
    """
    job = Job(order, screen, for_wpa=True, sheets={PLACEMENT.name, SCHEDULE.name})
    before_placing(job, wpa=True)
    with job.start() as search:
        run = _keeping_wpa_pins(job, search, _place(job, search, job.order.search.placement_share))

        def placed(placement: Placement) -> Run:
            return sound_run(job, placement, run.placement_proof)

        run, code = schedule_both_ways(job.instance, search, run, placed, lambda given: _schedule(job, search, given))
        run = _with_wpa_answers(job, search, _with_placement_answers(job, search, run))
        code = finish(job, search, run, code, variants={})
        say_cost_of_placement_edits(job, search, run)
        return code


def _keeping_wpa_pins(job: Job, search: SearchSession, run: Run) -> Run:
    """A placement with which pinned WPAs stand (A10); what was proven without them remains the bound."""
    bound, share = run.placement_proof, job.order.search.placement_share

    def as_proven(other: Run) -> Run:
        equal = (other.placement_verdict.count, other.placement_verdict.cost) == (bound.count_bound, bound.cost_bound)
        status = bound.status if equal else Status.FEASIBLE
        return replace(other, placement_proof=replace(bound, status=status, seconds=other.placement_proof.seconds))

    def again(demands: PlacementCuts) -> Run | None:
        result = search.placement(job.instance, job.previous, share, keep_wpa_pins=True, demands=demands)
        if result.placement is None:
            return None
        return as_proven(sound_run(job, result.placement, result.proof))

    faults = assessment_pin_faults(job.candidates, run.placement)
    if faults:
        # a pinned WPA is impossible where this placement puts the student
        run = as_proven(_place(job, search, share, faults))
    return keep_pins_together(job.instance, search, run, again)


@alone_in_folder
def make_assessment(order: Order, screen: Screen) -> ExitCode:
    """Make a WPA roster on the placement in the folder, else on the sheet Plaatsing (``wpa``).

    Args:
        order: What was asked.
        screen: Where everything is said.

    Returns:
        How the command ends.

    Raises:
        RefusedError: Something that was read cannot be used, or no roster exists or was found.
        FaultyInputError: The workbook has faults.
        DefectError: A roster breaks a rule or beats its own bound; nothing is written.
    """
    job = Job(order, screen, for_wpa=True, sheets={SCHEDULE.name})
    provenance = Provenance(order.folder)
    placement, proof = given_placement(provenance, job.intake.instance, screen)  # proven without pins on WPAs
    run = _with_known_before(job, provenance, job.bundle(placement, proof, NOT_GIVEN))
    if proof.status is Status.OPTIMAL and proof.cost_bound != run.placement_verdict.cost:
        # proven before there was an earlier roster to count changes against (W9)
        run = replace(run, placement_proof=replace(proof, status=Status.FEASIBLE))
    for violation in run.placement_verdict.violations:
        screen.warn(f"De plaatsing breekt regel {violation.rule}: {violation.text}")
    show_findings(job, [f.text for f in precheck(job.instance, placement)])
    with job.start() as search:
        run, code = _schedule(job, search, run)
        code = finish(job, search, _with_wpa_answers(job, search, run), code)
        say_cost_of_wpa_edits(job, search, run)
        return code


def _with_known_before(job: Job, provenance: Provenance, run: Run) -> Run:
    """The run with what people were told of the placement in the folder, where something around it changed since.

    With an earlier roster to compare with, that is what they were told. It is kept until there is one: a second run
    tells the same, but for the names of who left the workbook, of whom the sheets do not tell any more.
    """
    if job.previous is not None or provenance.around is None or not (provenance.folder / PLACEMENT_FILE).exists():
        return run
    with_sent = replace(run, sent_placement=Earlier.of(provenance, job.instance).completed(Previous(run.placement)))
    changed = len({row[Head.STUDENT] for row in placement_changes(with_sent)})
    if not changed:
        return run
    people = count(changed, "student", "studenten")
    job.screen.warn(
        f"Sinds de plaatsing is in het werkboek iets veranderd voor {people}. Wie dat moet weten, staat in "
        f"{PLACEMENT_FILE} op Wie te berichten."
    )
    if (provenance.folder / ASSESSMENT_FILE).exists():
        job.screen.say(
            f"Was het WPA-rooster in {provenance.folder} al verstuurd, geef dan ook --vorige {provenance.folder}: dan "
            f"staat in {ASSESSMENT_FILE} wie van welk WPA bericht moet krijgen."
        )
    return with_sent


def _with_placement_answers(job: Job, search: SearchSession, run: Run) -> Run:
    """What would give a place to who has none, and what it costs to help who is worst off."""
    return with_placement_advice(job, search, with_placement_proposals(job, search, run))


def _with_wpa_answers(job: Job, search: SearchSession, run: Run) -> Run:
    return with_assessment_advice(job, search, with_wpa_proposals(job, search, run))


def _place(job: Job, search: SearchSession, share: float, wpa_faults: Sequence[PinFault] = ()) -> Run:
    """``wpa_faults`` are pinned WPAs that another placement must make possible; without one those are the faults."""
    result = search.placement(job.instance, job.previous, share, keep_wpa_pins=bool(wpa_faults))
    return as_placed(job, search, result.placement, result.proof, wpa_faults)


def _schedule(job: Job, search: SearchSession, run: Run) -> tuple[Run, ExitCode | None]:
    """The run with its WPA roster; without one in time the placement alone, and NO_ANSWER."""
    job.refuse_pins(assessment_pin_faults(job.candidates, run.placement))
    result = search.assessment(job.instance, run.placement, job.previous)
    return as_scheduled(job, search, run, result.assessment, result.proof)
