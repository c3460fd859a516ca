"""Asking what to ask for and what breaks: orders in the queue, followed as every order is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.jobs.order import Verb
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.tasks.year.questions import question

router = APIRouter()
Seconds = Annotated[int, Form(ge=1, le=86_400)]


@router.post("/d/{id}/uitvraag/tekort")
def asks(asked: OfDossier, seconds: Seconds = 120) -> Response:
    """Ask what to ask boards for."""
    return _ordered(asked, Verb.ASKS, seconds)


@router.post("/d/{id}/wijziging/kwetsbaar")
def drop_outs(asked: OfDossier, seconds: Seconds = 300) -> Response:
    """Ask what breaks when somebody drops out."""
    return _ordered(asked, Verb.DROP_OUTS, seconds)


def _ordered(asked: Asked, verb: Verb, seconds: int) -> Response:
    try:
        order, workbook = question(asked.dossier, verb, seconds)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    job = asked.window.queue.ask(asked.dossier, order, workbook, asked.by)
    return asked.go(f"/maken/{job}")
