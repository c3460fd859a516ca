"""The round of asking: forms and drafts to fetch, answers to bring in, who is silent, taking answers over."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import Response

from instances.supply.outcome import NewsKind
from scheduler.web.pages.common import Asked, OfDossier, as_file
from scheduler.web.pages.done import Done
from scheduler.web.pages.intake.upload import received, shown_name, upload_limits
from scheduler.web.tasks.sending.hand_out import Given
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.tasks.year.supply import SupplyRound

router = APIRouter()
SCREEN = "/uitvraag"


@router.get("/d/{id}/uitvraag")
def supply(asked: OfDossier) -> Response:
    """Show who is asked, who answered and what the answers change."""
    try:
        of_round = SupplyRound(asked.dossier)
    except ChangeRefusedError as error:
        return asked.page("jaar/uitvraag.html", refusal=str(error))
    merged = of_round.merged
    values = {
        "answers": of_round.answers.names,
        "mark": of_round.mark,
        "merged": merged,
        "news": {kind: merged.of(kind) for kind in NewsKind},
        "people": of_round.asked(),
    }
    return asked.page("jaar/uitvraag.html", refusal="", **upload_limits(), **values)


@router.post("/d/{id}/uitvraag/formulieren")
def forms(asked: OfDossier) -> Response:
    """Give all forms in one file."""
    return _given(asked, lambda of_round: of_round.forms(asked.by))


@router.post("/d/{id}/uitvraag/mails")
def drafts(asked: OfDossier) -> Response:
    """Give all e-mails that ask for the first time in one file."""
    return _given(asked, lambda of_round: of_round.form_drafts(remind=False, by=asked.by))


@router.post("/d/{id}/uitvraag/herinneringen")
def reminders(asked: OfDossier) -> Response:
    """Give all e-mails that remind in one file."""
    return _given(asked, lambda of_round: of_round.form_drafts(remind=True, by=asked.by))


@router.post("/d/{id}/uitvraag/concept")
def one_draft(asked: OfDossier, key: Annotated[str, Form()]) -> Response:
    """Give one e-mail with its form, which asks for the first time."""
    return _given(asked, lambda of_round: of_round.form_draft(key, remind=False, by=asked.by))


@router.post("/d/{id}/uitvraag/herinnering")
def one_reminder(asked: OfDossier, key: Annotated[str, Form()]) -> Response:
    """Give one e-mail with its form, which reminds."""
    return _given(asked, lambda of_round: of_round.form_draft(key, remind=True, by=asked.by))


@router.post("/d/{id}/uitvraag/antwoorden")
async def bring_in(asked: OfDossier, files: list[UploadFile]) -> Response:
    """Keep answers; what is none is named, and the others are kept all the same."""
    refused = []
    for file in files:
        shown = shown_name(file.filename or "", "antwoord.xlsx")
        try:
            of_round = SupplyRound(asked.dossier)
        except ChangeRefusedError as error:
            return asked.page("melding.html", text=str(error))
        why = await received(file, asked.dossier.folder, "antwoord", lambda path: of_round.answers.keep(path, shown))  # noqa: B023
        refused += [f"{shown}: {why}"] if why else []
    if refused:
        return asked.page("melding.html", text=" ".join(refused))
    return asked.go(SCREEN)


@router.post("/d/{id}/uitvraag/weg")
def remove(asked: OfDossier, answer: Annotated[str, Form()]) -> Response:
    """Take an answer away."""
    return _done(asked, lambda of_round: of_round.answers.remove(answer), Done(f"{answer} is weggehaald", link=""))


@router.post("/d/{id}/uitvraag/overnemen")
def take_over(asked: OfDossier, gezien: Annotated[str, Form()] = "") -> Response:
    """Take the answers over in a new version of the workbook."""
    return _done(asked, lambda of_round: of_round.take_over(asked.by, gezien), None)


def _done(asked: Asked, change: Callable[[SupplyRound], object], told: Done | None) -> Response:
    try:
        change(SupplyRound(asked.dossier))
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    if told is None:
        step = asked.dossier.turns().undo
        told = Done(step.what if step else "", step=step.id if step else 0)
    return asked.go(SCREEN, told)


def _given(asked: Asked, give: Callable[[SupplyRound], Given]) -> Response:
    try:
        given = give(SupplyRound(asked.dossier))
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return as_file(given.content, given.name, given.media)
