"""The proposals of a run, in a bounded time of their own after the search. Knows no rule and no file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from instances.domain.solution import Proof, Status
from models.placement.minimum_changes.single import SMALL
from reports.run.bundle import Run
from scheduler.job.job import Job
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.repairs.placement import PlacementRepairs
from scheduler.repairs.proposals import Proposal, ProposalWords
from scheduler.runtime.search_session import SearchSession

SECONDS = 8.0  # at most, beyond the time for searching
LARGE_SECONDS = 60.0  # the same for the placement of a large semester; used only where fewer changes may do
NOTHING = "Er is geen wijziging gevonden die helpt."
REPLANNED_SECONDS = 1.5  # the same where an answer is wanted at once


def with_placement_proposals(work: Job, search: SearchSession, run: Run, seconds: float | None = None) -> Run:
    """The run with proposals for who has no place; as it is when everyone has one or the search was broken off.

    ``seconds`` at most, and without those what suits the size.
    """
    if not run.not_placed or search.stopped:
        return run
    before = None if work.previous is None else work.previous.placement
    words = ProposalWords(work.instance, work.intake.reading, "geplaatst")

    def solve() -> Run:
        large = len(work.instance.students) > SMALL
        control = search.control.extra_budget(seconds or (LARGE_SECONDS if large else SECONDS))
        repairs = PlacementRepairs(work.instance, run.placement, control, before, _of_wishes(run))
        found = repairs.each()
        together = repairs.together(found)
        search.control.charge(control.elapsed)
        proposals = _told(run, words, [student.id for student in run.not_placed], found)
        if together is None:
            return replace(run, proposals=proposals)
        helped, left = min(together[0].gained, len(run.not_placed)), len(run.not_placed)
        return replace(run, proposals=proposals, place_all=words.together(*together, helped, left))

    return search.run(solve)


def _of_wishes(run: Run) -> Proof:
    """What is proven of count and wishes: a replanned roster is the best of those with the fewest changes only."""
    return replace(run.placement_proof, status=Status.FEASIBLE) if run.placement_change_count else run.placement_proof


def with_wpa_proposals(work: Job, search: SearchSession, run: Run, seconds: float = SECONDS) -> Run:
    """As ``with_placement_proposals``, for the WPAs of placed students that are not scheduled."""
    assessment, placed = run.assessment, [s for s in run.not_scheduled if s.id in run.placement]
    if assessment is None or not placed or search.stopped:
        return run
    before = None if work.previous is None else work.previous.assessment
    words = ProposalWords(work.instance, work.intake.reading, "ingepland")

    def solve() -> Run:
        control = search.control.extra_budget(seconds)
        full = run.assessment_proof is not None and run.assessment_proof.count_bound == len(assessment)
        repairs = AssessmentRepairs(work.instance, run.placement, assessment, control, before, full)
        found = repairs.each()
        together = repairs.together(found)
        search.control.charge(control.elapsed)
        proposals = _told(run, words, [student.id for student in placed], found)
        if together is None:
            return replace(run, proposals=proposals)
        return replace(run, proposals=proposals, schedule_all=words.together(*together, len(found), len(placed)))

    return search.run(solve)


def _told(
    run: Run, words: ProposalWords, asked: Iterable[str], found: Mapping[str, Sequence[Proposal]]
) -> dict[str, str]:
    """A text for everyone, also for whom nothing was found."""
    texts = {who: words.several(found[who]) if who in found else NOTHING for who in asked}
    return {**run.proposals, **texts}
