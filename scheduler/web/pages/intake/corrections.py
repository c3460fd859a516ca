"""Correcting faults in the window: one cell or more, a row, a column or a sheet, each as one step. Knows no rule."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import Response

from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.pages.intake.upload import received
from scheduler.web.tasks.intake.corrections import Corrected, Correction, add_column, add_sheet, correct, empty_row
from scheduler.web.tasks.intake.faults import sheet_view
from scheduler.web.tasks.intake.notices import mark_seen
from scheduler.web.tasks.intake.postcodes import keep_given
from scheduler.web.tasks.reading import look

router = APIRouter()
Text = Annotated[str, Form()]
Texts = Annotated[list[str], Form()]
LATER = "Dit is niet de versie waarin nu gewerkt wordt. Ververs de bladzijde."


@router.get("/d/{id}/werkboek/{number}/fout/{place}")
def around(asked: OfDossier, number: int, place: int) -> Response:
    """Show the rows around a fault."""
    version = asked.dossier.workbook
    if version is None or version.id != number:
        return asked.page("melding.html", text=LATER)
    looked = look(version.path)
    if not 0 <= place < len(looked.faults):
        return asked.page("melding.html", text="Die fout is er niet meer.")
    fault, view = looked.faults[place], sheet_view(looked, place)
    return asked.page("werkboek/blad.html", view=view, fault=fault, here=fault.cell)


@router.post("/d/{id}/werkboek/verbeteren")
def corrections(asked: OfDossier, plek: Texts, gezien: Texts, waarde: Texts) -> Response:
    """Write what was filled in, together as one step; what stayed empty stays as it is."""
    given = []
    for place, seen, text in zip(plek, gezien, waarde, strict=False):
        sheet, _, cell = place.rpartition("!")
        if text.strip():
            given.append(Correction(sheet, cell, text, seen))
    return _answer(asked, correct(asked.dossier, given, asked.by))


@router.post("/d/{id}/werkboek/rij-leeg")
def row(asked: OfDossier, blad: Text, rij: Annotated[int, Form()], merk: Text) -> Response:
    """Empty a row."""
    return _answer(asked, empty_row(asked.dossier, blad, rij, merk, asked.by))


@router.post("/d/{id}/werkboek/kolom")
def column(asked: OfDossier, blad: Text, kolom: Text, cel: Text = "") -> Response:
    """Give a column that is missing."""
    return _answer(asked, add_column(asked.dossier, blad, kolom, cel, asked.by))


@router.post("/d/{id}/werkboek/blad")
def sheet(asked: OfDossier, blad: Text) -> Response:
    """Add a sheet that is missing."""
    return _answer(asked, add_sheet(asked.dossier, blad, asked.by))


@router.post("/d/{id}/werkboek/gezien")
def seen(asked: OfDossier, merk: Annotated[list[str] | None, Form()] = None, soort: Text = "") -> Response:
    """Add notices to Gezien."""
    return _answer(asked, mark_seen(asked.dossier, merk or [], soort, asked.by), "?bij=meldingen")


@router.post("/d/{id}/werkboek/postcodes")
async def postcodes(asked: OfDossier, file: UploadFile) -> Response:
    """Keep a file with postcodes for every semester."""
    refusal = await received(file, asked.dossier.folder, "postcodes", keep_given)
    if refusal:
        return asked.page("melding.html", text=refusal)
    return asked.go("/werkboek")


def _answer(asked: Asked, done: Corrected, where: str = "") -> Response:
    if done.version is None:
        return asked.page("meldingen.html", texts=done.refusals)
    return asked.go(f"/werkboek{where}")
