"""What edits by hand would cost if they were kept: a roster with them, solved and checked, beside the new one.

For edits that count as an earlier roster only. Those that are kept are in the new roster, with its price.
"""

from __future__ import annotations

from collections.abc import Sequence

from instances.domain.instance import Instance
from instances.dutch.numbers import count
from instances.rosters.columns import PLACEMENT, SCHEDULE
from models.search.control import Control
from reports.run.bundle import Run
from scheduler.advice.settings import ADVICE
from scheduler.job.job import Job
from scheduler.previous.edits_as_pins import as_pins
from scheduler.previous.manual_edits import ManualEdit
from scheduler.runtime.search_session import SearchSession
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import NoRoster, PlacementOutcome, WpaOutcome
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import EditedPlacement, EditedWpas
from scheduler.wording.prices import fewer_words, price_words


def say_cost_of_placement_edits(job: Job, search: SearchSession, run: Run) -> None:
    """Say what the best placement costs with the edits kept; nothing where none were made, or they are kept already.

    Args:
        job: The job underway, with the edits found in the previous roster.
        search: Where is searched; nothing is said once it was broken off.
        run: The run with the new placement.
    """
    edits = _edits(job, PLACEMENT.name)
    if not edits or search.stopped:
        return
    before = None if job.previous is None else job.previous.placement

    def ask(control: Control) -> PlacementOutcome | None:
        what_if = PlacementWhatIf(
            run.instance, run.placement, control,
            previous=before, proof=run.placement_proof, verdict=run.placement_verdict,
        )  # fmt: skip
        return what_if.answer(EditedPlacement(tuple(as_pins(edits))))

    outcome = search.run_after(ADVICE.edits_seconds, ask, None)
    if outcome is not None:
        job.screen.say(f"{_if_kept(edits)} {_placement_words(outcome)}")


def say_cost_of_wpa_edits(job: Job, search: SearchSession, run: Run) -> None:
    """Say what the best WPA roster on the same placement costs with the edits kept.

    Args:
        job: The job underway, with the edits found in the previous roster.
        search: Where is searched; nothing is said once it was broken off.
        run: The run with the new WPA roster; nothing is said without one.
    """
    edits, roster = _edits(job, SCHEDULE.name), run.assessment
    if not edits or search.stopped or roster is None:
        return
    before = None if job.previous is None else job.previous.assessment

    def ask(control: Control) -> WpaOutcome | None:
        what_if = WpaWhatIf(
            run.instance, run.placement, roster, control, previous=before, verdict=run.assessment_verdict
        )
        return what_if.answer(EditedWpas(tuple(as_pins(edits))))

    outcome = search.run_after(ADVICE.edits_seconds, ask, None)
    if outcome is not None:
        job.screen.say(f"{_if_kept(edits)} {_wpa_words(outcome)}")


def _edits(job: Job, sheet: str) -> list[ManualEdit]:
    """What could be pinned."""
    if job.manual_edits is None or job.order.keep_edits:
        return []
    pinned = {(edit.student, edit.column) for edit in job.pinned_edits}
    free = (edit for edit in job.manual_edits.edits if (edit.student, edit.column) not in pinned)
    return [edit for edit in free if edit.sheet == sheet and _known(edit, job.instance)]


def _known(edit: ManualEdit, instance: Instance) -> bool:
    codes = (instance.mentors, instance.slots, instance.trainers)
    return edit.student in instance.students and any(edit.new in known for known in codes)


# -- words -------------------------------------------------------------------------------------------


def _if_kept(edits: Sequence[ManualEdit]) -> str:
    changes = count(len(edits), "de wijziging", "wijzigingen").removeprefix("1 ")
    verb = "Blijft" if len(edits) == 1 else "Blijven"
    return f"{verb} {changes} met de hand staan (--vastzetten), dan"


def _placement_words(outcome: PlacementOutcome) -> str:
    if isinstance(outcome, NoRoster) or outcome.fewer_for_lack_of_time:
        return _none("plaatsing", outcome)
    fewer = fewer_words(outcome.base, outcome.verdict)
    if outcome.gained < 0:
        return f"worden er minder geplaatst. {fewer}"
    best = "de beste plaatsing" if outcome.proven else "de beste plaatsing die gevonden is,"
    return f"kost {best} {price_words(outcome.base, outcome.verdict, outcome.proven)}. {fewer}".strip()


def _wpa_words(outcome: WpaOutcome) -> str:
    if isinstance(outcome, NoRoster):
        return _none("WPA-rooster", outcome)
    if outcome.gained < 0:
        most = "" if outcome.proven else "hoogstens "
        verb = "valt" if outcome.gained == -1 else "vallen"
        wpas = count(-outcome.gained, "WPA", "WPA's")
        return f"{verb} er {most}{wpas} af."
    return f"kost het WPA-rooster {price_words(outcome.base, outcome.verdict, outcome.proven)}."


def _none(what: str, outcome: PlacementOutcome | WpaOutcome) -> str:
    if isinstance(outcome, NoRoster) and outcome.impossible:
        return f"is er geen {what} mogelijk."
    return f"is er in de tijd geen {what} gevonden."
