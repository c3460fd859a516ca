"""HandOut: per addressee what is given, as a draft or a file, and what was given to whom. Sends nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.pages.common import Asked, OfDossier, as_file
from scheduler.web.tasks.sending.addressees import Reader
from scheduler.web.tasks.sending.hand_out import Given, HandOut
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

router = APIRouter()
Key = Annotated[str, Form()]


@router.get("/d/{id}/versturen")
def send(asked: OfDossier) -> Response:
    """Show who receives what."""
    log = asked.dossier.sent()
    try:
        sending = HandOut(asked.dossier)
    except ChangeRefusedError:
        return asked.page("versturen.html", sending=None, log=log, kinds={})
    kinds = {kind: [one for one in sending.found if one.kind is kind] for kind in Reader}
    return asked.page("versturen.html", sending=sending, kinds=kinds, log=log)


@router.post("/d/{id}/versturen/concept")
def one_draft(asked: OfDossier, key: Key) -> Response:
    """Give one e-mail, ready to look at and to send."""
    return _given(asked, lambda sending: sending.draft(key, asked.by))


@router.post("/d/{id}/versturen/bestand/{number}")
def one_file(asked: OfDossier, number: int, key: Key) -> Response:
    """Give a file of one addressee."""
    return _given(asked, lambda sending: sending.file(key, asked.by, number))


@router.post("/d/{id}/versturen/alles")
def all_drafts(asked: OfDossier, kind: Annotated[Reader | None, Form()] = None) -> Response:
    """Give all e-mails, or those to one kind of reader, in one file."""
    return _given(asked, lambda sending: sending.drafts(kind, asked.by))


@router.post("/d/{id}/versturen/lijst")
def whole_list(asked: OfDossier) -> Response:
    """Give the list of who receives what."""
    return _given(asked, lambda sending: sending.listing())


@router.post("/d/{id}/versturen/gemeld")
def told(asked: OfDossier, key: Annotated[str, Form()] = "", kind: Annotated[Reader | None, Form()] = None) -> Response:
    """Keep that somebody was told, or that all that was fetched for a kind was sent."""
    try:
        sending = HandOut(asked.dossier)
        if kind is None:
            sending.told(key, asked.by)
        else:
            sending.told_all(kind, asked.by)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return asked.go("/versturen")


def _given(asked: Asked, give: Callable[[HandOut], Given]) -> Response:
    """A file, or a page part that says why there is none."""
    try:
        given = give(HandOut(asked.dossier))
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return as_file(given.content, given.name, given.media)
