"""Versions of workbook and rosters, undo and redo, draft and final. Knows the dossier, no roster."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from scheduler.web.dossier.records import FINAL, HEAD_ROSTER, HEAD_WORKBOOK, Step
from scheduler.web.dossier.store import Change, ChangedMeanwhileError, OtherStepError
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.pages.done import Done
from scheduler.web.tasks.held import rules_broken
from scheduler.web.tasks.todo import before_final

router = APIRouter()
Seen = Annotated[int | None, Query(ge=0)]
NOTHING_TO_UNDO = "Er is niets om ongedaan te maken."
NOTHING_TO_REDO = "Er is niets om opnieuw te doen."
MEANWHILE = "Iemand anders heeft intussen iets gewijzigd aan welke versie geldt. Ververs de bladzijde en kijk opnieuw."


@router.get("/d/{id}/versies")
def versions(asked: OfDossier) -> Response:
    """Show all versions."""
    dossier = asked.dossier
    return asked.page(
        "versies.html",
        rosters=dossier.rosters(),
        workbooks=dossier.workbooks(),
        head=dossier.roster,
        final=dossier.value(FINAL),
        seen=dossier.value(HEAD_ROSTER).stamp,
        before_final=before_final(dossier),
    )


@router.post("/d/{id}/versies/rooster/{number}")
def work_in(asked: OfDossier, number: int, gezien: Seen = None) -> Response:
    """Go on in another version of the rosters."""
    dossier = asked.dossier
    roster = next((roster for roster in dossier.rosters() if roster.id == number), None)
    if roster is None:
        return asked.page("melding.html", text="Die versie is er niet.")
    heads = {HEAD_ROSTER: Change(str(number), gezien)}
    now, own = dossier.workbook, dossier.workbook_of(roster)
    # a trial: its workbook is the present one with only the settings that were tried
    if now is not None and own is not None and own.parent == now.id:
        heads[HEAD_WORKBOOK] = Change(str(own.id))
    return _changed(asked, f"Verder gewerkt in rooster {number}", heads)


@router.post("/d/{id}/versies/definitief/{number}")
def make_final(asked: OfDossier, number: int, gezien: Seen = None) -> Response:
    """Make a version of the rosters final; one that breaks a rule never is."""
    roster = next((roster for roster in asked.dossier.rosters() if roster.id == number), None)
    if roster is None:
        return asked.page("melding.html", text="Die versie is er niet.")
    broken = rules_broken(asked.dossier, roster)
    if broken:
        text = f"Een rooster dat een regel breekt ({', '.join(broken)}), kan niet definitief worden."
        return asked.page("melding.html", text=text)
    return _changed(asked, f"Rooster {number} definitief gemaakt", {FINAL: Change(str(number), gezien)})


def _changed(asked: Asked, what: str, changes: Mapping[str, Change]) -> Response:
    try:
        asked.dossier.change(what, asked.by, changes)
    except ChangedMeanwhileError:
        return asked.page("melding.html", text=MEANWHILE)
    return asked.go("/versies")


@router.post("/d/{id}/ongedaan")
def undo(asked: OfDossier, gezien: Seen = None) -> Response:
    """Undo the last step."""
    try:
        done = asked.dossier.undo(gezien)
    except OtherStepError as error:
        return _told(asked, error, "/ongedaan", "Maak die stap ongedaan")
    step = asked.dossier.turns().redo
    return _turned(asked, done, "Ongedaan gemaakt", step, NOTHING_TO_UNDO)


@router.post("/d/{id}/opnieuw")
def redo(asked: OfDossier, gezien: Seen = None) -> Response:
    """Do the step again that was undone last."""
    try:
        done = asked.dossier.redo(gezien)
    except OtherStepError as error:
        return _told(asked, error, "/opnieuw", "Doe die stap opnieuw")
    step = asked.dossier.turns().undo
    return _turned(asked, done, "Opnieuw gedaan", step, NOTHING_TO_REDO)


def _turned(asked: Asked, what: str | None, verb: str, step: Step | None, nothing: str) -> Response:
    if what is None:
        return asked.page("melding.html", text=nothing)
    # where somebody else did something in this very moment, only that is to be turned back, and not from here
    same = step is not None and step.what == what
    return asked.again(Done(f"{verb}: {what}", step.id if step and same else 0, step is not None and step.undone))


def _told(asked: Asked, error: OtherStepError, path: str, verb: str) -> Response:
    """Say that the step is another one than the page showed, with the step that it is now."""
    step = error.step
    who = step.by if step is not None and step.by != asked.by else ""
    return asked.page("andere_stap.html", step=step, who=who, action=path, verb=verb)
