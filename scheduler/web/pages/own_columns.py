"""The office's own columns, the list of statuses, and the placement with notes as Excel. Knows notes, no roster."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.pages.common import Asked, OfDossier, as_file
from scheduler.web.tasks.held import NO_ROSTER
from scheduler.web.tasks.versions.own_columns import (
    add_column,
    own_columns,
    placement_with_notes,
    remove_column,
    set_statuses,
    statuses,
)

router = APIRouter()
Text = Annotated[str, Form()]


@router.get("/d/{id}/kolommen")
def columns(asked: OfDossier) -> Response:
    """Show the own columns and the statuses."""
    return asked.page("kolommen.html", columns=own_columns(asked.dossier), statuses=statuses(asked.dossier))


@router.post("/d/{id}/kolommen")
def add(asked: OfDossier, naam: Text = "") -> Response:
    """Add a column."""
    return _told(asked, add_column(asked.dossier, naam, asked.by))


@router.post("/d/{id}/kolommen/weg")
def remove(asked: OfDossier, naam: Text) -> Response:
    """Take a column away."""
    return _told(asked, remove_column(asked.dossier, naam, asked.by))


@router.post("/d/{id}/kolommen/statussen")
def set_list(asked: OfDossier, statussen: Text = "") -> Response:
    """Change the words that a status is chosen from."""
    return _told(asked, set_statuses(asked.dossier, statussen, asked.by))


@router.get("/d/{id}/plaatsing-met-notities.xlsx")
def with_notes(asked: OfDossier) -> Response:
    """Give the placement with the notes as Excel."""
    roster = asked.dossier.roster
    if roster is None:
        return asked.page("melding.html", text=NO_ROSTER)
    try:
        data = placement_with_notes(asked.dossier, roster.folder)
    except ValueError:
        return asked.page("melding.html", text="In dit rooster staat geen plaatsing.xlsx met een blad Plaatsing.")
    return as_file(data, "plaatsing met notities.xlsx")


def _told(asked: Asked, refusal: str) -> Response:
    return asked.page("melding.html", text=refusal) if refusal else asked.go("/kolommen")
