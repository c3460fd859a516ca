"""Asking what to ask for, what breaks and when visits are: orders in the queue, followed as every order is."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.dossier.jobs import JobStore
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.pages.common import Asked, OfDossier, as_file
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.tasks.year.questions import calendars_of, list_of, question

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


@router.post("/d/{id}/maken/bezoeken")
def visits(asked: OfDossier, seconds: Seconds = 120) -> Response:
    """Plan lesson visits and meetings of PLGs."""
    return _ordered(asked, Verb.VISITS, seconds)


@router.get("/d/{id}/maken/{job}/lijst.xlsx")
def listing(asked: OfDossier, job: int) -> Response:
    """Give the list that came of an order as an Excel file."""
    order = _order(asked, job)
    path = None if order is None else list_of(order)
    if path is None:
        return asked.page("melding.html", text="Bij deze opdracht is geen lijst.")
    return as_file(path.read_bytes(), path.name)


@router.get("/d/{id}/maken/{job}/agendas.zip")
def calendars(asked: OfDossier, job: int) -> Response:
    """Give the calendars that came of an order for visits."""
    order = _order(asked, job)
    found = None if order is None else calendars_of(order)
    if found is None:
        return asked.page("melding.html", text="Bij deze opdracht zijn geen agenda's.")
    return as_file(found.content, found.name, found.media)


def _order(asked: Asked, job: int) -> WebOrder | None:
    """The order with whole paths; None where there is none."""
    record = JobStore(asked.dossier).get(job)
    return None if record is None else WebOrder.of_json(record.command).at(asked.dossier.folder)


def _ordered(asked: Asked, verb: Verb, seconds: int) -> Response:
    try:
        order, workbook = question(asked.dossier, verb, seconds)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    job = asked.window.queue.ask(asked.dossier, order, workbook, asked.by)
    return asked.go(f"/maken/{job}")
