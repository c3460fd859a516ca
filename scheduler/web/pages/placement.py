"""The placement: a table of all students; for one student why here, what else and another mentor. Knows no rule."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, Response
from starlette.background import BackgroundTask

from scheduler.web.changes.unplaced import why_not_placed
from scheduler.web.dossier.store import Change, ChangedMeanwhileError
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.tasks.held import LIST_SECONDS, NO_ROSTER, HeldRoster, held
from scheduler.web.tasks.mentor_choice import least_costs, mentor_choices, needs_here
from scheduler.web.tasks.placement_map import placement_map
from scheduler.web.tasks.placement_table import placement_table
from scheduler.web.tasks.prices import any_other, other_mentors, prices_of, why_here
from scheduler.web.tasks.versions.own_columns import ANSWERED, NOTES, note_columns, own_columns, statuses

router = APIRouter()


@router.get("/d/{id}/plaatsing")
def placement(asked: OfDossier) -> Response:
    """Show the table."""
    found = held(asked.dossier)
    drawing = None if found is None else placement_map(found)
    columns, words = own_columns(asked.dossier), statuses(asked.dossier)
    roster = asked.dossier.roster
    shown = {"roster": roster, "drawing": drawing, "own_columns": columns, "statuses": words}
    return asked.page("plaatsing.html", **shown, answered=sorted(ANSWERED))


@router.get("/d/{id}/plaatsing/rijen")
def rows(asked: OfDossier) -> Response:
    """Give the rows of the table; the questions that follow are prepared meanwhile."""
    found = held(asked.dossier)
    if found is None:
        return JSONResponse([])
    table = placement_table(found, asked.dossier.values(NOTES), note_columns(asked.dossier))
    return JSONResponse(table, background=BackgroundTask(found.warm))


@router.get("/d/{id}/plaatsing/{student:code}")
def student(asked: OfDossier, student: str) -> Response:
    """Show one student: why here, and every mentor to choose from."""
    found = of_student(asked, student)
    if isinstance(found, Response):
        return found
    return asked.page(
        "student.html",
        student=found.instance.students[student],
        here=why_here(found, student),
        needs=needs_here(found, student),
        choices=mentor_choices(found, student),
        why_not="" if student in found.placement else why_not_placed(found, student),
        pinned=_pinned(found, student),
    )


@router.get("/d/{id}/plaatsing/{student:code}/keuzes")
def choices(asked: OfDossier, student: str) -> Response:
    """Show every mentor to choose from with what it costs at least, the cheapest first."""
    found = of_student(asked, student)
    if isinstance(found, Response):
        return found
    known = mentor_choices(found, student, least_costs(found, student))
    return asked.page("keuzes.html", student=found.instance.students[student], choices=known)


@router.get("/d/{id}/plaatsing/{student:code}/andere")
def others(asked: OfDossier, student: str) -> Response:
    """Show the best other mentors, each with its price."""
    found = of_student(asked, student)
    if isinstance(found, Response):
        return found
    prices = other_mentors(found, student)
    more = bool(prices) or any_other(found, student)
    return asked.page(
        "andere.html", student=student, others=prices, any_other=more, seconds=LIST_SECONDS, seen=seen(asked)
    )


@router.get("/d/{id}/plaatsing/{student:code}/prijs")
def price(asked: OfDossier, student: str, mentor: str) -> Response:
    """Show what another mentor costs, and who moves along."""
    found = of_student(asked, student)
    if isinstance(found, Response):
        return found
    if mentor not in found.instance.mentors:
        return asked.page("melding.html", text=f"{mentor} is geen mentor in dit werkboek.")
    return asked.page(
        "prijs.html", student=student, mentor=mentor, prices=prices_of(found, student, mentor), seen=seen(asked)
    )


@router.post("/d/{id}/notitie")
def note(
    asked: OfDossier,
    student: Annotated[str, Form()],
    column: Annotated[str, Form()],
    text: Annotated[str, Form(max_length=2000)] = "",
    stamp: Annotated[int, Form()] = 0,
) -> Response:
    """Keep a note; who changed it meanwhile goes before, and is told."""
    if column not in note_columns(asked.dossier):
        return JSONResponse({"melding": "Die kolom is er niet."}, 400)
    name = f"{NOTES}{student}/{column}"
    try:
        number = asked.dossier.change(
            f"{column.capitalize()} van {student}: {text or 'leeg'}", asked.by, {name: Change(text or None, stamp)}
        )
    except ChangedMeanwhileError as error:
        said = error.now.text or "leeg"
        told = f"Iemand anders heeft dit intussen gewijzigd in: {said}. Er is niets overschreven."
        return JSONResponse({"melding": told, "tekst": error.now.text or "", "stempel": error.now.stamp}, 409)
    return JSONResponse({"stempel": number})


def _pinned(found: HeldRoster, student: str) -> bool:
    pin = found.instance.pin_of.get(student)
    return pin is not None and (pin.school is not None or pin.mentor is not None)


def seen(asked: Asked) -> int:
    """The version of the rosters that a page shows; who changes something tells it."""
    roster = asked.dossier.roster
    return 0 if roster is None else roster.id


def of_student(asked: Asked, student: str) -> HeldRoster | Response:
    """The rosters that are worked in, when the student is in them; else a page that says what is missing."""
    found = held(asked.dossier)
    if found is None:
        return asked.page("melding.html", text=NO_ROSTER)
    if student not in found.instance.students:
        return asked.page("melding.html", text=f"{student} is geen student in dit werkboek.")
    return found
