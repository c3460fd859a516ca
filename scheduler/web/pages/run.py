"""Making rosters: what is asked, how far it is, stopping. Knows the queue, no solver."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import Response, StreamingResponse

from instances.rosters.columns import UNPLACED, UNSCHEDULED
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import JobOutcome
from scheduler.web.dossier.schema import NoDossierError
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import events_file
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.server.settings import WEB
from scheduler.web.tasks.curve import HEIGHT, WIDTH
from scheduler.web.tasks.progress import Progressed, progressed
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.year.questions import list_of

router = APIRouter()
UNDERWAY = frozenset({JobOutcome.WAITING, JobOutcome.RUNNING})
PANELS = {UNPLACED.name: "/plaatsing?zonder", UNSCHEDULED.name: "/wpa"}  # where each student has what would help
WHY = {
    Verb.BOTH: "Nieuw rooster: plaatsing en WPA's",
    Verb.PLACE: "Nieuw rooster: alleen de plaatsing",
    Verb.REPLAN: "Nieuw rooster met zo min mogelijk wijzigingen",
}


@router.get("/d/{id}/maken")
def ask(asked: OfDossier) -> Response:
    """Show what can be asked, and what was asked."""
    version = asked.dossier.workbook
    faults = 0 if version is None else len(look(version.path).faults)
    jobs = [(job, WebOrder.of_json(job.command).why) for job in JobStore(asked.dossier).latest()]
    return asked.page("maken.html", version=version, faults=faults, roster=asked.dossier.roster, jobs=jobs, verbs=WHY)


@router.post("/d/{id}/maken")
def order(
    asked: OfDossier,
    verb: Annotated[Verb, Form()],
    seconds: Annotated[int, Form(ge=1, le=86_400)] = 150,
    seed: Annotated[int, Form(ge=0, lt=2**31)] = 0,  # what the solver takes
) -> Response:
    """Put an order in the queue."""
    version, roster = asked.dossier.workbook, asked.dossier.roster
    if version is None or look(version.path).faults:
        return asked.page("melding.html", text="Verbeter eerst de fouten in het werkboek.")
    if verb not in WHY or (verb is Verb.REPLAN and roster is None):
        return asked.page("melding.html", text="Dat kan pas als er een rooster is.")
    previous = str(roster.folder) if verb is Verb.REPLAN and roster is not None else ""
    folder = asked.dossier.new_roster_folder()
    wanted = WebOrder(verb, str(version.path), str(folder), seconds, seed, previous, why=WHY[verb])
    job = asked.window.queue.ask(asked.dossier, wanted, version.id, asked.by)
    return asked.go(f"/maken/{job}")


@router.get("/d/{id}/maken/{job}")
def follow(asked: OfDossier, job: int) -> Response:
    """Show how far an order is."""
    found = _progressed(asked, job)
    if found is None:
        return asked.page("melding.html", text="Die opdracht is er niet.")
    return asked.page("loopt.html", **_stand(asked, found))


@router.get("/d/{id}/maken/{job}/stand")
async def stream(asked: OfDossier, job: int) -> Response:
    """Send how far an order is, at least once a second, until it has ended."""
    return StreamingResponse(_parts(asked, job), media_type="text/event-stream")


async def _parts(asked: Asked, job: int) -> AsyncIterator[str]:
    while True:
        try:
            found = await asyncio.to_thread(_progressed, asked, job)
        except NoDossierError:  # removed while somebody looks
            found = None
        if found is None:
            yield "event: klaar\ndata: \n\n"
            return
        underway = found.job.outcome in UNDERWAY
        part = asked.page("stand.html", **_stand(asked, found))
        lines = bytes(part.body).decode().splitlines()
        yield "".join(f"data: {line}\n" for line in lines) + "\n"
        if not underway:
            yield "event: klaar\ndata: \n\n"
            return
        await asyncio.sleep(WEB.progress_seconds)


@router.post("/d/{id}/maken/{job}/stop")
def stop(asked: OfDossier, job: int) -> Response:
    """Stop an order; the best so far is kept."""
    asked.window.queue.stop(asked.dossier, job)
    return Response(status_code=204)


def _stand(asked: Asked, found: Progressed) -> dict[str, Any]:
    """What the part with the progress shows, and where it leads afterwards."""
    order, head = WebOrder.of_json(found.job.command), asked.dossier.roster
    onward = f"/wijziging/{found.job.id}" if order.awaits_decision else ("/plaatsing" if order.given else "")
    return {
        "job": found.job,
        "progress": found,
        "underway": found.job.outcome in UNDERWAY,
        "onward": onward,
        "answers": not order.makes_rosters,
        "listed": list_of(order.at(asked.dossier.folder)) is not None,
        "calendars": order.verb is Verb.VISITS,
        "held_back": order.held_back,
        "why": order.why,
        "panels": PANELS if head is not None and head.id == found.job.roster else {},
        "names": _names(asked, found),
        "most_seconds": order.seconds,
        "curve_width": WIDTH,
        "curve_height": HEIGHT,
    }


def _names(asked: Asked, found: Progressed) -> dict[str, str]:
    """Names of students by id, for the tables that name ids."""
    own = next((each for each in asked.dossier.workbooks() if each.id == found.job.workbook), None)
    instance = look(own.path).instance if own is not None and found.tables else None
    return {} if instance is None else {student.id: student.name for student in instance.students.values()}


def _progressed(asked: Asked, job: int) -> Progressed | None:
    record = JobStore(asked.dossier).get(job)
    return None if record is None else progressed(record, events_file(asked.dossier, job))
