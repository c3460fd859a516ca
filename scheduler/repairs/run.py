"""The proposals of a run, in a bounded time of their own after the search. Knows no rule and no file."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from instances.domain.solution import Proof, Status
from models.placement.minimum_changes.settings import SINGLE_REPAIR_SETTINGS
from models.search.control import Control
from reports.run.bundle import Run
from scheduler.job.job import Job
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.repairs.entered import JustEntered
from scheduler.repairs.placement import PlacementRepairs
from scheduler.repairs.proposals import Proposal, ProposalWords
from scheduler.repairs.settings import REPAIRS
from scheduler.runtime.search_session import SearchSession

NOT_YET = "Nog niet uitgezocht."
NOTHING = "Er is geen wijziging gevonden die helpt."
NOTHING_ELSE = "Er is geen wijziging gevonden die helpt, behalve terugdraaien wat sinds het vorige rooster is ingevuld."


def with_placement_proposals(job: Job, search: SearchSession, run: Run, seconds: float | None = None) -> Run:
    """Look for changes of the workbook that give a place to who has none.

    Args:
        job: The job underway.
        search: Where is searched.
        run: The run with its placement.
        seconds: At most so long, beyond the time for searching; None: what suits the size.

    Returns:
        The run with proposals; as it is when everyone has a place. Where the search was broken off or time is up, it
        says that this was not sought yet.
    """
    if not run.not_placed:
        return run
    left = [student.id for student in run.not_placed]
    if search.stopped:
        return _not_yet(run, left)
    before = None if job.previous is None else job.previous.placement
    entered = JustEntered(job.changes)
    words = ProposalWords(job.instance, job.intake.reading, "geplaatst")

    def ask(control: Control) -> Run:
        repairs = PlacementRepairs(job.instance, run.placement, control, before, _of_wishes(run), search.refused)
        found = repairs.each()
        together = repairs.together(found)
        proposals = _texts(run, words, left, found, entered, repairs.unfinished)
        if together is None or entered.undone_by(together[0].edits):
            return replace(run, proposals=proposals)
        helped = min(together[0].gained, len(left))
        return replace(run, proposals=proposals, place_all=words.together(*together, helped, len(left)))

    large = len(job.instance.students) > SINGLE_REPAIR_SETTINGS.small_semester
    most = seconds or (REPAIRS.seconds_large if large else REPAIRS.seconds)
    return search.run_extra(most, ask, _not_yet(run, left))


def not_yet_sought(run: Run) -> Run:
    """Say of everyone who is left out that what would help was not sought yet.

    Args:
        run: A run for which nobody asked that.

    Returns:
        The run with that as proposals.
    """
    due = [*run.not_placed, *(run.not_scheduled if run.assessment is not None else ())]
    return _not_yet(run, dict.fromkeys(student.id for student in due))


def _not_yet(run: Run, students: Iterable[str]) -> Run:
    return replace(run, proposals={**dict.fromkeys(students, NOT_YET), **run.proposals})


def _of_wishes(run: Run) -> Proof:
    """What is proven of count and wishes: a replanned roster is the best of those with the fewest changes only."""
    return replace(run.placement_proof, status=Status.FEASIBLE) if run.placement_change_count else run.placement_proof


def with_wpa_proposals(job: Job, search: SearchSession, run: Run, seconds: float | None = None) -> Run:
    """Look for changes of the workbook with which the WPAs of placed students that are not scheduled can be held.

    Args:
        job: The job underway.
        search: Where is searched.
        run: The run with its WPA roster, or without.
        seconds: At most so long, beyond the time for searching; None: what is usual.

    Returns:
        The run with proposals; as it is when every WPA is scheduled. Where the search was broken off or time is up, it
        says that this was not sought yet.
    """
    assessment, placed = run.assessment, [s.id for s in run.not_scheduled if s.id in run.placement]
    if assessment is None or not placed:
        return run
    if search.stopped:
        return _not_yet(run, placed)
    before = None if job.previous is None else job.previous.assessment
    entered = JustEntered(job.changes)
    words = ProposalWords(job.instance, job.intake.reading, "ingepland")

    def ask(control: Control) -> Run:
        full = run.assessment_proof is not None and run.assessment_proof.count_bound == len(assessment)
        repairs = AssessmentRepairs(job.instance, run.placement, assessment, control, before, full, search.refused)
        found = repairs.each()
        together = repairs.together(found)
        proposals = _texts(run, words, placed, found, entered, repairs.unfinished)
        if together is None or entered.undone_by(together[0].edits):
            return replace(run, proposals=proposals)
        return replace(run, proposals=proposals, schedule_all=words.together(*together, len(found), len(placed)))

    return search.run_extra(seconds or REPAIRS.seconds, ask, _not_yet(run, placed))


def _texts(
    run: Run,
    words: ProposalWords,
    asked: Iterable[str],
    found: Mapping[str, Sequence[Proposal]],
    entered: JustEntered,
    unfinished: Collection[str],
) -> dict[str, str]:
    """A text for everyone, also for whom nothing was found, or only what would undo what was just entered."""
    left = entered.without(found)
    nothing = {
        student: NOT_YET if student in unfinished else NOTHING_ELSE if student in found else NOTHING
        for student in asked
    }
    return {**run.proposals, **{who: words.several(left[who]) if who in left else nothing[who] for who in nothing}}
