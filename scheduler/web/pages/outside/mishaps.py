"""What is shown where a page cannot be: a dossier that is gone, a disk that refuses, a defect. Knows no screen."""

from __future__ import annotations

import errno
import sqlite3

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response

from scheduler.runtime import defects
from scheduler.web.dossier.schema import NoDossierError
from scheduler.web.server.render import Renderer

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
GONE = "Dit semester is er niet (meer): het is verwijderd, of zijn map is weg. Er is niets bewaard."
DISK = (
    "De schijf weigert: misschien is hij vol. Er is niets bewaard en niets veranderd. Maak ruimte en probeer het weer."
)
NOT_UNDERSTOOD = "Wat is ingevuld, is hier niet te begrijpen of is te lang. Er is niets bewaard; ververs de bladzijde."
DAMAGED = (
    "Dit semester is niet te lezen: zijn bestand is beschadigd, of gemaakt met een latere versie van Plaatswijzer. Er "
    "is niets veranderd. De werkboeken en roosters staan nog in de map van het semester; vraag de beheerder."
)
UNSAID = "De bijzonderheden konden niet worden bewaard; meld dit aan de beheerder met wat u deed."


def told_of_mishaps(app: FastAPI, render: Renderer) -> None:
    """Let an application answer in words whatever goes wrong.

    Args:
        app: The application.
        render: Makes pages.
    """

    def told(request: Request, template: str, status: int, words: str) -> Response:
        """A part of a page that asked gets a line, a page a page."""
        if request.headers.get("hx-request"):
            return render.page(request, "melding.html", status=status, text=words)
        return render.page(request, template, status=status, words=words)

    def gone(request: Request) -> Response:
        return told(request, "geen_dossier.html", 404, GONE)

    @app.exception_handler(NoDossierError)
    async def no_dossier(request: Request, _: Exception) -> Response:
        return gone(request)

    @app.exception_handler(404)
    async def not_there(request: Request, _: Exception) -> Response:
        return render.page(request, "niet_gevonden.html", status=404)

    @app.exception_handler(RequestValidationError)
    async def not_understood(request: Request, _: Exception) -> Response:
        return told(request, "defect.html", 422, NOT_UNDERSTOOD)

    @app.exception_handler(sqlite3.Error)
    @app.exception_handler(OSError)
    async def disk(request: Request, error: Exception) -> Response:
        if _is_gone(request):
            return gone(request)
        if isinstance(error, sqlite3.OperationalError) or getattr(error, "errno", None) in FULL:
            return told(request, "schijf.html", 507, DISK)
        if type(error) is sqlite3.DatabaseError:  # what we ask wrongly has a kind of its own
            return told(request, "defect.html", 409, DAMAGED)
        raise error

    @app.exception_handler(Exception)
    async def defect(request: Request, error: Exception) -> Response:
        try:
            words = defects.apology(defects.save(error, "web"))
        except OSError:
            words = UNSAID
        return told(request, "defect.html", 500, words)


def _is_gone(request: Request) -> bool:
    """Whether the dossier of the address was removed while it was asked for."""
    id = request.path_params.get("id")
    try:
        if id is not None:
            request.app.state.window.dossiers.open(id)
    except NoDossierError:
        return True
    return False
