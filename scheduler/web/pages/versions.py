"""Versions of workbook and rosters, undo and redo, draft and final. Knows the dossier, no roster."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from scheduler.web.dossier.records import FINAL, HEAD_ROSTER, HEAD_WORKBOOK
from scheduler.web.dossier.store import Change
from scheduler.web.pages.common import OfDossier
from scheduler.web.tasks.held import rules_broken

router = APIRouter()


@router.get("/d/{id}/versies")
def versions(asked: OfDossier) -> Response:
    """Show all versions."""
    dossier = asked.dossier
    return asked.page(
        "versies.html",
        rosters=dossier.rosters(),
        workbooks=dossier.workbooks(),
        head=dossier.roster,
        final=dossier.value(FINAL).text,
    )


@router.post("/d/{id}/versies/rooster/{number}")
def work_in(asked: OfDossier, number: int) -> Response:
    """Go on in another version of the rosters."""
    dossier = asked.dossier
    roster = next((roster for roster in dossier.rosters() if roster.id == number), None)
    if roster is None:
        return asked.page("melding.html", text="Die versie is er niet.")
    heads = {HEAD_ROSTER: Change(str(number))}
    now, own = dossier.workbook, dossier.workbook_of(roster)
    # a trial: its workbook is the present one with only the settings that were tried
    if now is not None and own is not None and own.parent == now.id:
        heads[HEAD_WORKBOOK] = Change(str(own.id))
    dossier.change(f"Verder gewerkt in rooster {number}", asked.by, heads)
    return asked.go("/versies")


@router.post("/d/{id}/versies/definitief/{number}")
def make_final(asked: OfDossier, number: int) -> Response:
    """Make a version of the rosters final; one that breaks a rule never is."""
    roster = next((roster for roster in asked.dossier.rosters() if roster.id == number), None)
    if roster is None:
        return asked.page("melding.html", text="Die versie is er niet.")
    broken = rules_broken(asked.dossier, roster)
    if broken:
        text = f"Een rooster dat een regel breekt ({', '.join(broken)}), kan niet definitief worden."
        return asked.page("melding.html", text=text)
    asked.dossier.change(f"Rooster {number} definitief gemaakt", asked.by, {FINAL: Change(str(number))})
    return asked.go("/versies")


@router.post("/d/{id}/ongedaan")
def undo(asked: OfDossier) -> Response:
    """Undo the last step."""
    if asked.dossier.undo() is None:
        return asked.page("melding.html", text="Er is niets om ongedaan te maken.")
    return _again(asked)


@router.post("/d/{id}/opnieuw")
def redo(asked: OfDossier) -> Response:
    """Do the step again that was undone last."""
    if asked.dossier.redo() is None:
        return asked.page("melding.html", text="Er is niets om opnieuw te doen.")
    return _again(asked)


def _again(asked: OfDossier) -> Response:
    return Response(status_code=204, headers={"hx-refresh": "true"})
