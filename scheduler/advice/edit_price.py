"""What edits by hand would cost if they were kept: a roster with them, solved and checked, beside the new one.

For edits that count as an earlier roster only. Those that are kept are in the new roster, with its price.
"""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.instance import Instance
from instances.edits.edit import apply
from instances.rosters.columns import PLACEMENT, SCHEDULE
from models.assessment.what_if.questions import WpaQuestions
from models.placement.what_if.questions import PlacementQuestions
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.job.job import Job
from scheduler.previous.edits_as_pins import as_pins
from scheduler.previous.manual_edits import ManualEdit
from scheduler.runtime.exit import DefectError
from scheduler.runtime.search_session import SearchSession
from scheduler.wording.prices import fewer_words, no_price, price_words
from scheduler.wording.texts import count

SECONDS = 5.0  # beyond the time for searching
IMPOSSIBLE = "is er geen {what} mogelijk."
NOT_FOUND = "is er in de tijd geen {what} gevonden."


def say_placement_price(work: Job, search: SearchSession, run: Run) -> None:
    """The best placement with the edits kept; nothing where none were made, or they are kept already."""
    edits = _edits(work, PLACEMENT.name)
    if not edits or search.stopped:
        return
    edited, before = apply(run.instance, as_pins(edits)), work.previous.placement if work.previous else None
    control = search.control.extra_budget(SECONDS)
    questions = PlacementQuestions(run.instance, run.placement, control, before, run.placement_proof)
    answer = search.run(lambda: questions.changed(edited))
    if answer.placement is None or (answer.count < run.placement_verdict.count and not answer.proven):
        told = IMPOSSIBLE if answer.impossible else NOT_FOUND
        work.screen.say(f"{_if_kept(edits)} {told.format(what='plaatsing')}")
        return
    verdict = check_placement(edited, answer.placement, before)
    if not verdict.ok:
        raise DefectError("a placement with edits kept breaks a rule")
    base = run.placement_verdict
    if no_price(base, verdict):
        work.screen.say(f"{_if_kept(edits)} worden er minder geplaatst. {fewer_words(base, verdict)}")
        return
    best = "de beste plaatsing" if answer.proven else "de beste plaatsing die gevonden is,"
    told = f"kost {best} {price_words(base, verdict, answer.proven)}. {fewer_words(base, verdict)}"
    work.screen.say(f"{_if_kept(edits)} {told.strip()}")


def say_wpa_price(work: Job, search: SearchSession, run: Run) -> None:
    """The same for a WPA roster on the same placement."""
    edits = _edits(work, SCHEDULE.name)
    if not edits or search.stopped or run.assessment is None or run.assessment_verdict is None:
        return
    edited, before = apply(run.instance, as_pins(edits)), work.previous.assessment if work.previous else None
    control = search.control.extra_budget(SECONDS)
    questions = WpaQuestions(run.instance, run.placement, run.assessment, control, before)
    answer = search.run(lambda: questions.changed(edited))
    if answer.assessment is None:
        told = IMPOSSIBLE if answer.impossible else NOT_FOUND
        work.screen.say(f"{_if_kept(edits)} {told.format(what='WPA-rooster')}")
        return
    verdict = check_assessment(edited, run.placement, answer.assessment, before)
    if not verdict.ok:
        raise DefectError("a WPA roster with edits kept breaks a rule")
    if no_price(run.assessment_verdict, verdict):
        fewer = run.assessment_verdict.count - verdict.count
        most = "" if answer.proven else "hoogstens "
        work.screen.say(f"{_if_kept(edits)} {'valt' if fewer == 1 else 'vallen'} er {most}{_wpas(fewer)} af.")
        return
    told = f"kost het WPA-rooster {price_words(run.assessment_verdict, verdict, answer.proven)}"
    work.screen.say(f"{_if_kept(edits)} {told}.")


def _edits(work: Job, sheet: str) -> list[ManualEdit]:
    """What could be pinned."""
    if work.handwork is None or work.kept:
        return []
    return [edit for edit in work.handwork.edits if edit.sheet == sheet and _known(edit, work.instance)]


def _known(edit: ManualEdit, instance: Instance) -> bool:
    codes = (instance.mentors, instance.slots, instance.trainers)
    return edit.student in instance.students and any(edit.new in known for known in codes)


def _wpas(number: int) -> str:
    return count(number, "WPA", "WPA's")


def _if_kept(edits: Sequence[ManualEdit]) -> str:
    changes = count(len(edits), "de wijziging", "wijzigingen").removeprefix("1 ")
    verb = "Blijft" if len(edits) == 1 else "Blijven"
    return f"{verb} {changes} met de hand staan (--vastzetten), dan"
