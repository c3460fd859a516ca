"""Sending: per addressee what is given, as a draft or a file, and what was given to whom. Sends nothing itself."""

from __future__ import annotations

import io
import zipfile
from collections import defaultdict
from datetime import datetime
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form
from fastapi.responses import Response

from scheduler.web.dossier.records import FINAL, SentFile
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.tasks.addressees import Addressee, Reader, addressees, draft, print_of
from scheduler.web.tasks.held import held

router = APIRouter()
BY_DRAFT, BY_FILE, BY_HAND = "concept-mail", "bestand", "zelf gemeld"


@router.get("/d/{id}/versturen")
def send(asked: OfDossier) -> Response:
    """Show who receives what."""
    roster = asked.dossier.roster
    found = _found(asked)
    kinds = {kind: [one for one in found if one.kind is kind] for kind in Reader}
    final = roster is not None and asked.dossier.value(FINAL).text == str(roster.id)
    return asked.page("versturen.html", roster=roster, kinds=kinds, final=final, log=asked.dossier.sent())


@router.get("/d/{id}/versturen/{kind}/{who}.eml")
def one_draft(asked: OfDossier, kind: Reader, who: str) -> Response:
    """Give one e-mail, ready to look at and to send."""
    one = next((one for one in _found(asked) if one.key == f"{kind}/{who}"), None)
    if one is None:
        return asked.page("melding.html", text="Voor deze persoon of school is er niets te versturen.")
    _log(asked, one, BY_DRAFT)
    return _file(draft(one), f"{one.subject} – {one.name}.eml", "message/rfc822")


@router.get("/d/{id}/versturen/{kind}/{who}/bestand")
def one_file(asked: OfDossier, kind: Reader, who: str) -> Response:
    """Give the file of one addressee, under a name that says for whom it is."""
    one = next((one for one in _found(asked) if one.key == f"{kind}/{who}" and one.attachments), None)
    if one is None:
        return asked.page("melding.html", text="Voor deze persoon of school is er geen bestand.")
    _log(asked, one, BY_FILE)
    given = one.attachments[0]
    return _file(given.path.read_bytes(), given.shown, "application/octet-stream")


@router.get("/d/{id}/versturen/{kind}.zip")
def all_drafts(asked: OfDossier, kind: Reader) -> Response:
    """Give all e-mails of one kind of reader in one file."""
    found = [one for one in _found(asked) if one.kind is kind]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for one in found:
            archive.writestr(f"{one.id} {one.name}.eml".replace("/", " "), draft(one))
    for one in found:
        _log(asked, one, BY_DRAFT)
    return _file(packed.getvalue(), f"concept-mails {kind}.zip", "application/zip")


@router.post("/d/{id}/versturen/gemeld")
def told(asked: OfDossier, key: Annotated[str, Form()]) -> Response:
    """Keep that somebody was told by hand."""
    one = next((one for one in _found(asked) if one.key == key), None)
    if one is not None:
        _log(asked, one, BY_HAND)
    return asked.go("/versturen")


def _found(asked: Asked) -> list[Addressee]:
    found, roster = held(asked.dossier), asked.dossier.roster
    if found is None or roster is None:
        return []
    sent: dict[str, list[SentFile]] = defaultdict(list)
    for one in asked.dossier.sent():
        if one.roster == roster.id:
            sent[one.addressee].append(one)
    return addressees(found, {key: tuple(given) for key, given in sent.items()})


def _log(asked: Asked, one: Addressee, how: str) -> None:
    roster = asked.dossier.roster
    if roster is not None:
        names = ", ".join(file.shown for file in one.attachments) or "brief"
        moment = datetime.now().astimezone()
        given = SentFile(moment, asked.by, roster.id, one.key, one.name, one.email, names, print_of(one), how)
        asked.dossier.log_sent(given)


def _file(content: bytes, name: str, media: str) -> Response:
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name)}"}
    return Response(content, media_type=media, headers=headers)
