"""What changes a placement: another mentor, a rule broken knowingly, a proposal taken. Knows no rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from instances.edits.editable import free_pin
from scheduler.web.changes.choosing import change_and_replan, choose_forbidden, choose_mentor
from scheduler.web.changes.settings import ORDERS
from scheduler.web.changes.unplaced import offers, take_offer
from scheduler.web.pages.common import Asked, OfDossier, broken_knowingly
from scheduler.web.pages.placement import of_student
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

router = APIRouter()
NO_MENTOR = "Die mentor staat niet in dit werkboek."


@router.post("/d/{id}/plaatsing/{student:code}/kies")
def choose(
    asked: OfDossier,
    student: str,
    mentor: Annotated[str, Form()],
    roster: Annotated[int, Form()],
    mark: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Let another mentor guide the student."""
    queue = asked.window.queue
    return _ordered(
        asked,
        student,
        lambda found: choose_mentor(asked.dossier, queue, found, student, mentor, roster, asked.by, mark),
        mentor,
    )


@router.post("/d/{id}/plaatsing/{student:code}/toch")
def anyway(
    asked: OfDossier,
    student: str,
    mentor: Annotated[str, Form()],
    roster: Annotated[int, Form()],
    knowingly: Annotated[str, Form()] = "",
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Put the student where a rule forbids it, when who asks may do so, says to know that, and says why."""
    refused = broken_knowingly(asked, knowingly, reason)
    if refused:
        return asked.page("melding.html", text=refused)
    queue = asked.window.queue
    return _ordered(
        asked,
        student,
        lambda found: choose_forbidden(asked.dossier, queue, found, student, mentor, roster, asked.by, reason),
        mentor,
    )


@router.post("/d/{id}/plaatsing/{student:code}/vrij")
def free(asked: OfDossier, student: str) -> Response:
    """Let go what is fixed of the student's place."""

    def order(found: HeldRoster) -> int:
        if student not in found.instance.pin_of:
            raise ChangeRefusedError("Van deze student staat niets vast.")
        why = f"{found.instance.students[student].name} ({student}) niet langer vastgezet"
        edits = free_pin(found.instance, student)
        return change_and_replan(asked.dossier, asked.window.queue, edits, asked.by, why, at_head=True)

    return _ordered(asked, student, order)


@router.get("/d/{id}/plaatsing/{student:code}/voorstellen")
def proposals(asked: OfDossier, student: str) -> Response:
    """Show what would give the student a place."""
    found = of_student(asked, student)
    if isinstance(found, Response):
        return found
    known = offers(asked.dossier, found, student)
    return asked.page("voorstellen.html", student=student, offers=known, seconds=ORDERS.proposal_seconds)


@router.post("/d/{id}/plaatsing/{student:code}/voorstel")
def take(asked: OfDossier, student: str, number: Annotated[int, Form()], text: Annotated[str, Form()]) -> Response:
    """Write a proposal in the workbook and make new rosters."""
    queue = asked.window.queue
    return _ordered(
        asked, student, lambda found: take_offer(asked.dossier, queue, found, student, number, text, asked.by)
    )


def _ordered(asked: Asked, student: str, order: Callable[[HeldRoster], int], mentor: str = "") -> Response:
    """Follow the order, or say why there is none."""
    found = of_student(asked, student)
    if isinstance(found, Response):
        return found
    if mentor and mentor not in found.instance.mentors:
        return asked.page("melding.html", text=NO_MENTOR)
    try:
        job = order(found)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return asked.go(f"/maken/{job}")
