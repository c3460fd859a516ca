"""The steps that several workflows share: before the search, judging what it found, and writing. Knows no command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from instances.domain.solution import Assessment, Placement, Proof, Status
from instances.dutch.numbers import count
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT_FILE
from models.search.control import Control
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.conflict.refusal import refuse_clashing_wpas, refuse_impossible
from scheduler.job.job import Job
from scheduler.precheck.pins import PinFault, assessment_pin_faults, placement_pin_faults
from scheduler.precheck.run import precheck
from scheduler.previous.edits_as_pins import as_pins
from scheduler.previous.lost_edits import HandEdits, hand_edits, say_lost_edits
from scheduler.previous.manual_edits import say_kept_price
from scheduler.previous.own_work import not_wholly_carried, say_own_work
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.search_session import SearchSession
from scheduler.runtime.time_plan import TIME
from scheduler.what_if.soundness import require_sound
from scheduler.wording.settings import SHOWN
from scheduler.workflows.summary import say_summary
from scheduler.writing.folder import write_rosters
from scheduler.writing.pseudonyms import discreet

NO_PROOF = "Met codes komt er geen bewijs.json: aan de prijzen daarin is te zien welke code voor wie staat."
NOT_GIVEN = "Staat niet in de opgegeven plaatsing (P1)."


def before_placing(job: Job, wpa: bool) -> None:
    """Refuse pins that cannot stand and show what cannot fit, before anything is solved.

    Args:
        job: The job underway.
        wpa: A WPA roster is made too.

    Raises:
        RefusedError: Pins cannot stand; it names the cells.
    """
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
    """Warn of what cannot fit; of many only the first."""
    for text in texts[: SHOWN.findings]:
        job.screen.warn(text)
    if len(texts) > SHOWN.findings:
        rest = count(len(texts) - SHOWN.findings, "zo'n punt", "zulke punten")
        job.screen.warn(f"Nog {rest}; zie plaatswijzer controleer {job.order.workbook.name}.")


def sound_run(job: Job, placement: Placement, proof: Proof) -> Run:
    """Judge a placement and put it together with its verdict and its reasons.

    Args:
        job: The job underway.
        placement: Student id to mentor id.
        proof: What the search proved of it.

    Returns:
        The run with the placement.

    Raises:
        DefectError: It breaks a rule or beats its own bound.
    """
    run = job.bundle(dict(placement), proof)
    require_sound(run.placement_verdict, proof)
    return run


def as_placed(
    job: Job, search: SearchSession, placement: Placement | None, proof: Proof, wpa_faults: Sequence[PinFault] = ()
) -> Run:
    """Judge a placement that was found.

    Args:
        job: The job underway.
        search: Where was searched.
        placement: The placement; None: none was found.
        proof: What the search proved.
        wpa_faults: Pinned WPAs that the placement had to make possible; without a placement those are the faults.

    Returns:
        The run with the placement.

    Raises:
        RefusedError: There is no placement.
        DefectError: It breaks a rule or beats its own bound.
    """
    if placement is None:
        if proof.status is Status.INFEASIBLE:
            job.intake.refuse_pins(wpa_faults)
            refuse_impossible(job.intake, search)
        raise no_answer("plaatsing", search)
    return sound_run(job, placement, proof)


def as_scheduled(
    job: Job, search: SearchSession, run: Run, roster: Assessment | None, proof: Proof
) -> tuple[Run, ExitCode | None]:
    """Judge a WPA roster that was found.

    Args:
        job: The job underway.
        search: Where was searched.
        run: The run with the placement.
        roster: The WPA roster; None: none was found.
        proof: What the search proved.

    Returns:
        The run with the roster and None; without a roster the run as it is and NO_ANSWER.

    Raises:
        FaultyInputError: Pinned WPAs clash.
        DefectError: The roster breaks a rule or beats its own bound.
    """
    if roster is None:
        if proof.status is Status.INFEASIBLE:
            refuse_clashing_wpas(job.intake, run.placement, search)
        return run, ExitCode.NO_ANSWER
    before = None if job.previous is None else job.previous.assessment
    verdict = check_assessment(job.instance, run.placement, roster, before)
    require_sound(verdict, proof)
    why_unplaced = {student: why for student, why in run.unplaced.items() if why != NOT_GIVEN}
    asked = AssessmentReasons(job.instance, run.placement, roster, why_unplaced)
    if search.stopped:
        reasons = asked.all(Control(TIME.reasons_stopped))
    else:
        reasons = search.run_extra(TIME.reasons_most, asked.all, {})
    scheduled = replace(
        run, assessment=dict(roster), assessment_verdict=verdict, assessment_proof=proof, unscheduled=reasons
    )
    return scheduled, None


def no_answer(what: str, search: SearchSession) -> RefusedError:
    """Make the refusal for a search that ended without a roster and without proof; ``what``: plaatsing."""
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
    more: Mapping[str, Callable[[Path], None]] | None = None,
    variants: Mapping[str, Run] | None = None,
    chosen: bool = False,
) -> ExitCode:
    """Write everything and say what came of it.

    Args:
        job: The job underway.
        search: Where was searched.
        run: What is written.
        code: NO_ANSWER where no WPA roster was found; else None.
        more: Names of further files to their writers.
        variants: Names of folders to other placements, see ``write_rosters``.
        chosen: Somebody chose the placement and saw its price, see ``say_summary``.

    Returns:
        How the command ends.

    Raises:
        RefusedError: The disk refuses; then nothing changed.
    """
    same_elsewhere = run.reproducible and not search.control.wall_limit_hit
    run = replace(run, broken_off=search.control.stopped, reproducible=same_elsewhere)
    others = {**job.edited_copy(), **(more or {})}
    hand = HandEdits() if job.looks_back_at(job.order.folder) else hand_edits(job.order.folder, job.instance)
    shared = discreet(run) if job.order.coded else run
    if variants is not None and job.order.coded:
        variants = {name: discreet(other) for name, other in variants.items()}
    staying = not_wholly_carried(job.sending.own, run)
    sending = replace(job.sending, marked=not job.order.coded, staying=staying)
    written = write_rosters(shared, job.order.folder, sending, others, search.helper, variants)
    say_summary(run, written, job.screen, chosen)
    aside = [kept.now for kept in written.kept if kept.name in (PLACEMENT_FILE, ASSESSMENT_FILE)]
    say_lost_edits(hand, run, job.order.folder, aside, job.screen)
    say_own_work(job.sending.own, run, job.screen)
    if job.manual_edits is not None and as_pins(job.pinned_edits):
        say_kept_price(job.manual_edits, run, job.screen)
    if run.instance.print_key:
        job.screen.say(NO_PROOF)
    if job.order.passwords is not None:
        job.screen.say(f"De bestuursbestanden zijn versleuteld; de wachtwoorden staan in {job.order.passwords}.")
    if code is ExitCode.NO_ANSWER:
        since = "" if job.order.previous is None else f" --vorige {job.order.previous}"
        job.screen.warn(
            "Binnen de tijd is geen WPA-rooster gevonden; alleen de plaatsing is weggeschreven. "
            f"Geef meer tijd: plaatswijzer wpa {job.order.workbook}{since} -o {job.order.folder} --tijd 300"
        )
        return code
    complete = not run.not_placed and not run.not_scheduled and run.placement_verdict.ok
    return ExitCode.DONE if complete else ExitCode.INCOMPLETE
