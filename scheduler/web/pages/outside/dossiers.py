"""The first screen: which semesters there are, a new one, removing one for good."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, cast

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from scheduler.web.dossier.dossiers import KEEP_DAYS, Dossiers
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.server.settings import WEB

router = APIRouter()


def _dossiers(request: Request) -> Dossiers:
    return cast("Dossiers", request.app.state.window.dossiers)


@router.get("/")
def first(request: Request) -> Response:
    """Show the dossiers."""
    render = request.app.state.window.render
    dossiers = _dossiers(request)
    found = dossiers.all()
    now = datetime.now().astimezone()  # after the look: nothing in the list was written later
    listed = [(one, one.days_left(now)) for one in found]
    answer = render.page(request, "dossiers.html", dossiers=listed, soon=WEB.soon_days, expired=dossiers.expired())
    return cast("Response", answer)


@router.post("/dossiers/verlopen")
def read(request: Request) -> Response:
    """Tell no more of the dossiers that were removed because their days were over."""
    _dossiers(request).forget_expired()
    return Response(status_code=204, headers={"hx-redirect": "/"})


@router.post("/dossiers")
def create(request: Request, name: Annotated[str, Form(min_length=1, max_length=120)]) -> Response:
    """Make a dossier and go to its workbook."""
    made = _dossiers(request).create(" ".join(name.split()))
    return Response(status_code=204, headers={"hx-redirect": f"/d/{made.id}/werkboek"})


@router.post("/dossiers/{id}/verwijderen")
def delete(request: Request, id: str, name: Annotated[str, Form()]) -> Response:
    """Remove a dossier for good; its name must be typed, so that no slip of the mouse does it."""
    dossiers = _dossiers(request)
    listed = next((listed for listed in dossiers.all() if listed.id == id), None)
    if listed is None or name.strip() != listed.name:
        render = request.app.state.window.render
        answer = render.page(
            request, "melding.html", text="Er is niets verwijderd: de naam is niet precies die van het dossier."
        )
        return cast("Response", answer)
    queue: JobQueue = request.app.state.window.queue
    if listed.readable and not queue.end(dossiers.open(id)):
        render = request.app.state.window.render
        text = "Er loopt nog een opdracht, die haar bestanden aan het schrijven is. Probeer het over een minuut weer."
        return cast("Response", render.page(request, "melding.html", text=text))
    dossiers.delete(id)
    return Response(status_code=204, headers={"hx-redirect": "/"})


@router.post("/dossiers/{id}/bewaren")
def keep(request: Request, id: str, days: Annotated[int, Form(ge=0, le=3650)]) -> Response:
    """Set after how many days without a change a dossier is removed; 0 for never."""
    _dossiers(request).open(id).set_info(KEEP_DAYS, str(days or ""))
    return Response(status_code=204, headers={"hx-redirect": "/"})
