"""The next semester: making its dossier, and what must be looked at in it."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.pages.common import OfDossier
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.tasks.year.next_semester import begin_next, is_of_another_version, to_look_at

router = APIRouter()


@router.get("/d/{id}/volgend")
def next_semester(asked: OfDossier) -> Response:
    """Show what must be looked at, and offer to go on to the next semester."""
    points = to_look_at(asked.dossier)
    subjects = {
        subject: [one for one in points if one.subject == subject] for subject in {p.subject: 0 for p in points}
    }
    other = is_of_another_version(asked.dossier)
    return asked.page("jaar/volgend.html", roster=asked.dossier.roster, subjects=subjects, other_version=other)


@router.post("/d/{id}/volgend")
def begin(
    asked: OfDossier,
    first: Annotated[date | None, Form()] = None,
    closed: Annotated[str, Form()] = "",
    anyway: Annotated[bool, Form()] = False,
) -> Response:
    """Make the dossier of the next semester."""
    try:
        made = begin_next(asked.dossier, asked.window.dossiers, asked.by, first, closed, anyway)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return asked.elsewhere(f"/d/{made.id}/volgend")
