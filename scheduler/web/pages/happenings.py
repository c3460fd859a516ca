"""Something happened: a form for each kind, and what came of it to accept or drop. Knows no rule."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from scheduler.web.changes.choosing import change_and_replan
from scheduler.web.changes.forms import people
from scheduler.web.changes.happenings import HAPPENINGS
from scheduler.web.changes.outcome import decide, outcome_of
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import DECIDED, JobRecord
from scheduler.web.dossier.store import ChangedMeanwhileError
from scheduler.web.jobs.order import WebOrder
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.pages.run import UNDERWAY
from scheduler.web.tasks.edited_workbook import semester_of
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

router = APIRouter()


@router.get("/d/{id}/wijziging")
def what(asked: OfDossier) -> Response:
    """Show what can have happened, and what did."""
    decided = asked.dossier.values(DECIDED)
    told = [(job, WebOrder.of_json(job.command)) for job in JobStore(asked.dossier).latest(200)]
    past = [
        (job, order.why, "" if str(job.id) not in decided else decided[str(job.id)].text or "")
        for job, order in told
        if order.awaits_decision
    ]
    return asked.page("wijziging.html", roster=asked.dossier.roster, happenings=HAPPENINGS.values(), past=past)


@router.get("/d/{id}/wijziging/nieuw/{kind}")
def form(asked: OfDossier, kind: str) -> Response:
    """Show the form of one kind."""
    if kind not in HAPPENINGS:
        return asked.page("melding.html", text="Zo'n formulier is er niet.")
    try:
        instance = semester_of(asked.dossier).instance
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    happening = HAPPENINGS[kind]
    return asked.page("gebeurtenis.html", one=happening, people=people(instance, happening))


@router.post("/d/{id}/wijziging/nieuw/{kind}")
async def happened(asked: OfDossier, request: Request, kind: str) -> Response:
    """Take in what happened and order new rosters; nothing that is worked in changes yet."""
    if kind not in HAPPENINGS:
        return asked.page("melding.html", text="Zo'n formulier is er niet.")
    given = await request.form()
    answers = {name: ";".join(str(value) for value in given.getlist(name)) for name in given}
    return await run_in_threadpool(_order, asked, kind, answers)


def _order(asked: Asked, kind: str, answers: dict[str, str]) -> Response:
    try:
        now = semester_of(asked.dossier)
        found = HAPPENINGS[kind].edits(now.instance, look(now.version.path).reading, answers)
        job = change_and_replan(asked.dossier, asked.window.queue, found.edits, asked.by, found.why, at_head=False)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return asked.go(f"/maken/{job}")


@router.get("/d/{id}/wijziging/{job}")
def came_of_it(asked: OfDossier, job: int) -> Response:
    """Show the new rosters beside the old ones."""
    record = _job(asked, job)
    if record is None:
        return asked.page("melding.html", text="Die opdracht is er niet.")
    if record.outcome in UNDERWAY:
        return asked.go(f"/maken/{job}")
    return asked.page("uitkomst.html", found=outcome_of(asked.dossier, record))


@router.post("/d/{id}/wijziging/{job}/overnemen")
def accept(asked: OfDossier, job: int) -> Response:
    """Go on in the new rosters."""
    return _decided(asked, job, take=True)


@router.post("/d/{id}/wijziging/{job}/vervallen")
def drop(asked: OfDossier, job: int) -> Response:
    """Leave everything as it was."""
    return _decided(asked, job, take=False)


def _decided(asked: Asked, job: int, take: bool) -> Response:
    record = _job(asked, job)
    if record is None or record.outcome in UNDERWAY:
        return asked.page("melding.html", text="Daar is nog niets van gekomen.")
    try:
        decide(asked.dossier, outcome_of(asked.dossier, record), take, asked.by)
    except (ChangeRefusedError, ChangedMeanwhileError) as error:
        said = (
            str(error)
            if isinstance(error, ChangeRefusedError)
            else "Iemand anders besloot intussen. Ververs de bladzijde."
        )
        return asked.page("melding.html", text=said)
    return asked.go("" if take else "/wijziging")


def _job(asked: Asked, job: int) -> JobRecord | None:
    record = JobStore(asked.dossier).get(job)
    return record if record is not None and WebOrder.of_json(record.command).awaits_decision else None
