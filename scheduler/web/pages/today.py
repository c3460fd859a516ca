"""The start of a dossier: what must be done now, each with the place where it is done."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response
from starlette.background import BackgroundTask

from scheduler.web.pages.common import OfDossier
from scheduler.web.tasks.held import prepare
from scheduler.web.tasks.todo import to_do

router = APIRouter()


@router.get("/d/{id}")
def start(asked: OfDossier) -> Response:
    """Show what must be done now; the rosters are read meanwhile."""
    page = asked.page("nu_te_doen.html", todo=to_do(asked.dossier), steps=asked.dossier.steps(most=8))
    page.background = BackgroundTask(prepare, asked.dossier)  # what is looked at next
    return page
