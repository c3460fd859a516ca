"""From an order to checked rosters on disk, one function per command. Knows no option of the command line."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from instances.domain.solution import Assessment, Placement, Previous, Proof, Status
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT, PLACEMENT_FILE, SCHEDULE, VARIANTS_FILE, Head
from models.infeasibility.placement_cuts import PlacementCuts
from reports.changes.change_rows import placement_changes
from reports.placement.variants import write_variants
from reports.run.bundle import Run
from scheduler.advice.cost_of_edits import say_cost_of_placement_edits, say_cost_of_wpa_edits
from scheduler.advice.worst_off import with_assessment_advice, with_placement_advice
from scheduler.checks.assessment import check_assessment
from scheduler.conflict.refusal import refuse_clashing_wpas, refuse_impossible
from scheduler.job.job import Job, Order
from scheduler.precheck.pins import PinFault, assessment_pin_faults, placement_pin_faults
from scheduler.precheck.run import precheck
from scheduler.previous.earlier import Earlier
from scheduler.previous.edits_as_pins import as_pins
from scheduler.previous.manual_edits import say_kept_price
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import given_placement
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.repairs.run import with_placement_proposals, with_wpa_proposals
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession
from scheduler.what_if.soundness import require_sound
from scheduler.wording.texts import count
from scheduler.workflows.feedback import keep_pins_together, schedule_both_ways
from scheduler.workflows.summary import say_summary
from scheduler.workflows.variants import find_variants, say_choices, step_aside, write_choices
from scheduler.writing.folder import write_rosters

MOST_FINDINGS = 15
VARIANTS_AFTER = 0.5  # of the time, for the best roster when others are asked for too
NOT_GIVEN = "Staat niet in de opgegeven plaatsing (P1)."


def make_placement(order: Order, screen: Screen) -> ExitCode:
    """``plaats``: plaatsing.xlsx, besturen/ and resultaat.json."""
    job = Job(order, screen, for_wpa=False, sheets={PLACEMENT.name})
    before_placing(job, wpa=False)
    with job.start() as search:
        run = _place(job, search, VARIANTS_AFTER if order.variants else 1.0)
        if not order.variants:
            code = finish(job, search, _with_placement_answers(job, search, run))
            say_cost_of_placement_edits(job, search, run)
            step_aside(order.folder)
            return code
        choices = find_variants(job, search, run)
        write_choices(job, choices, search.helper)
        run = _with_placement_answers(job, search, run)
        code = finish(job, search, run, more={VARIANTS_FILE: lambda path: write_variants(choices, path)})
        say_choices(job, choices)
        return code


def make_both(order: Order, screen: Screen) -> ExitCode:
    """``rooster``: placement and WPA roster in one chain, all files."""
    job = Job(order, screen, for_wpa=True, sheets={PLACEMENT.name, SCHEDULE.name})
    before_placing(job, wpa=True)
    with job.start() as search:
        run = _keeping_wpa_pins(job, search, _place(job, search, job.order.search.placement_share))

        def placed(placement: Placement) -> Run:
            other = job.bundle(dict(placement), run.placement_proof)
            require_sound(other.placement_verdict, other.placement_proof)
            return other

        run, code = schedule_both_ways(job.instance, search, run, placed, lambda one: _schedule(job, search, one))
        run = _with_wpa_answers(job, search, _with_placement_answers(job, search, run))
        code = finish(job, search, run, code)
        say_cost_of_placement_edits(job, search, run)
        step_aside(order.folder)
        return code


def _keeping_wpa_pins(job: Job, search: SearchSession, run: Run) -> Run:
    """A placement with which pinned WPAs stand (A10); what was proven without them remains the bound."""
    bound, share = run.placement_proof, job.order.search.placement_share

    def as_proven(kept: Run) -> Run:
        equal = (kept.placement_verdict.count, kept.placement_verdict.cost) == (bound.count_bound, bound.cost_bound)
        status = bound.status if equal else Status.FEASIBLE
        return replace(kept, placement_proof=replace(bound, status=status, seconds=kept.placement_proof.seconds))

    def again(demands: PlacementCuts) -> Run | None:
        result = search.placement(job.instance, job.previous, share, keep_wpa_pins=True, demands=demands)
        if result.placement is None:
            return None
        kept = job.bundle(dict(result.placement), result.proof)
        require_sound(kept.placement_verdict, result.proof)
        return as_proven(kept)

    faults = assessment_pin_faults(job.candidates, run.placement)
    if faults:
        # a pinned WPA is impossible where this placement puts the student
        run = as_proven(_place(job, search, share, faults))
    return keep_pins_together(job.instance, search, run, again)


def make_assessment(order: Order, screen: Screen) -> ExitCode:
    """``wpa``: the WPA roster on the placement in the folder, else on the sheet Plaatsing."""
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
        code = finish(job, search, _with_wpa_answers(job, search, run), code, keep_edits=True)
        say_cost_of_wpa_edits(job, search, run)
        return code


def _with_known_before(job: Job, provenance: Provenance, run: Run) -> Run:
    """The run with what people were told of the placement in the folder, where something around it changed since.

    With an earlier roster to compare with, that is what they were told. It is kept until there is one: a second run
    tells the same, but for the names of who left the workbook, of whom the sheets do not tell any more.
    """
    if job.previous is not None or provenance.around is None or not (provenance.folder / PLACEMENT_FILE).exists():
        return run
    told = replace(run, sent_placement=Earlier.of(provenance, job.instance).completed(Previous(run.placement)))
    changed = len({row[Head.STUDENT] for row in placement_changes(told)})
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
    return told


def _with_placement_answers(job: Job, search: SearchSession, run: Run) -> Run:
    """What would give a place to who has none, and what it costs to help who is worst off."""
    return with_placement_advice(job, search, with_placement_proposals(job, search, run))


def _with_wpa_answers(job: Job, search: SearchSession, run: Run) -> Run:
    return with_assessment_advice(job, search, with_wpa_proposals(job, search, run))


def before_placing(job: Job, wpa: bool) -> None:
    if job.instance.given_placement:
        job.screen.warn(
            "Het blad Plaatsing telt hier niet mee: alleen plaatswijzer wpa gebruikt het. Zet in Vastgezet wat moet "
            "blijven, of geef het vorige rooster met --vorige."
        )
    faults = placement_pin_faults(job.candidates)
    if wpa:
        faults += assessment_pin_faults(job.candidates)
    job.refuse_pins(faults)
    show_findings(job, [finding.text for finding in precheck(job.instance, wpa=wpa)])


def show_findings(job: Job, texts: list[str]) -> None:
    for text in texts[:MOST_FINDINGS]:
        job.screen.warn(text)
    if len(texts) > MOST_FINDINGS:
        rest = count(len(texts) - MOST_FINDINGS, "zo'n punt", "zulke punten")
        job.screen.warn(f"Nog {rest}; zie plaatswijzer controleer {job.order.workbook.name}.")


def _place(job: Job, search: SearchSession, share: float, wpa_faults: Sequence[PinFault] = ()) -> Run:
    """``wpa_faults`` are pinned WPAs that another placement must make possible; without one those are the faults."""
    result = search.placement(job.instance, job.previous, share, keep_wpa_pins=bool(wpa_faults))
    return as_placed(job, search, result.placement, result.proof, wpa_faults)


def as_placed(
    job: Job, search: SearchSession, placement: Placement | None, proof: Proof, wpa_faults: Sequence[PinFault] = ()
) -> Run:
    """The run of a placement that was found. Raises RefusedError when there is none."""
    if placement is None:
        if proof.status is Status.INFEASIBLE:
            job.intake.refuse_pins(wpa_faults)
            refuse_impossible(job.intake, search)
        raise no_answer("plaatsing", search)
    run = job.bundle(dict(placement), proof)
    require_sound(run.placement_verdict, proof)
    return run


def _schedule(job: Job, search: SearchSession, run: Run) -> tuple[Run, ExitCode | None]:
    """The run with its WPA roster; without one in time the placement alone, and NO_ANSWER."""
    job.refuse_pins(assessment_pin_faults(job.candidates, run.placement))
    result = search.assessment(job.instance, run.placement, job.previous)
    return as_scheduled(job, search, run, result.assessment, result.proof)


def as_scheduled(
    job: Job, search: SearchSession, run: Run, roster: Assessment | None, proof: Proof
) -> tuple[Run, ExitCode | None]:
    """As ``_schedule``, with a roster that was found."""
    if roster is None:
        if proof.status is Status.INFEASIBLE:
            refuse_clashing_wpas(job.intake, run.placement, search)
        return run, ExitCode.NO_ANSWER
    before = None if job.previous is None else job.previous.assessment
    verdict = check_assessment(job.instance, run.placement, roster, before)
    require_sound(verdict, proof)
    why_unplaced = {who: why for who, why in run.unplaced.items() if why != NOT_GIVEN}
    reasons = AssessmentReasons(job.instance, run.placement, roster, why_unplaced).all()
    whole = replace(
        run, assessment=dict(roster), assessment_verdict=verdict, assessment_proof=proof, unscheduled=reasons
    )
    return whole, None


def no_answer(what: str, search: SearchSession) -> RefusedError:
    if search.stopped:
        text = f"Gestopt voordat er een {what} was gevonden. Er is niets weggeschreven."
    else:
        text = f"Binnen de tijd is geen {what} gevonden. Geef meer tijd met --tijd. Er is niets weggeschreven."
    return RefusedError(ExitCode.NO_ANSWER, text)


def finish(
    job: Job,
    search: SearchSession,
    run: Run,
    code: ExitCode | None = None,
    keep_edits: bool = False,
    more: Mapping[str, Callable[[Path], None]] | None = None,
) -> ExitCode:
    """Write everything and the files in ``more``, tell what came of it, and give the exit code."""
    same_elsewhere = run.reproducible and not search.control.wall_limit_hit
    run = replace(run, broken_off=search.control.stopped, reproducible=same_elsewhere)
    others = {**job.edited_copy(), **(more or {})}
    written = write_rosters(run, job.order.folder, keep_edits, job.sending, others, search.helper)
    say_summary(run, written, job.screen)
    if job.manual_edits is not None and as_pins(job.pinned_edits):
        say_kept_price(job.manual_edits, run, job.screen)
    if job.order.passwords is not None:
        job.screen.say(f"De bestuursbestanden zijn versleuteld; de wachtwoorden staan in {job.order.passwords}.")
    if code is ExitCode.NO_ANSWER:
        job.screen.warn(
            "Binnen de tijd is geen WPA-rooster gevonden; alleen de plaatsing is weggeschreven. "
            f"Geef meer tijd: plaatswijzer wpa {job.order.workbook} -o {job.order.folder} --tijd 300"
        )
        return code
    complete = not run.not_placed and not run.not_scheduled and run.placement_verdict.ok
    return ExitCode.DONE if complete else ExitCode.INCOMPLETE
