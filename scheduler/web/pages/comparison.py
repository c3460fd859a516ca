"""Two versions of the rosters beside each other. Knows no roster itself."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import Response

from scheduler.web.pages.common import OfDossier
from scheduler.web.tasks.held import held_version
from scheduler.web.tasks.versions.compare import compare

router = APIRouter()


@router.get("/d/{id}/versies/vergelijk")
def beside(asked: OfDossier, een: Annotated[int, Query()], ander: Annotated[int, Query()]) -> Response:
    """Show what two versions are worth and who moves."""
    known = {roster.id: roster for roster in asked.dossier.rosters()}
    if een not in known or ander not in known:
        return asked.page("niet_te_vergelijken.html", text="Die versie is er niet.")
    one, other = (held_version(asked.dossier, known[number]) for number in (een, ander))
    if one is None or other is None:
        return asked.page("niet_te_vergelijken.html", text="Het werkboek van een van beide versies is niet te lezen.")
    return asked.page("vergelijk.html", one=known[een], other=known[ander], compared=compare(one, other))
