"""The workbook: bringing it in, what is in it, what changed between two versions. Knows files, no rule."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, Query, UploadFile
from fastapi.responses import FileResponse, Response

from reports.workbook.marked_copy import write_marked
from scheduler.web.dossier.records import HEAD_WORKBOOK
from scheduler.web.pages.common import OfDossier, as_file
from scheduler.web.pages.done import own_step
from scheduler.web.pages.intake.upload import received, shown_name, upload_limits
from scheduler.web.tasks.intake.differences import differences
from scheduler.web.tasks.intake.faults import fault_lines, shared_lists
from scheduler.web.tasks.intake.lights import lights
from scheduler.web.tasks.intake.notices import notices_by_kind
from scheduler.web.tasks.intake.postcodes import postcode_state
from scheduler.web.tasks.intake.settings import INTAKE
from scheduler.web.tasks.intake.take_in import take_in_file
from scheduler.web.tasks.media_types import XLSX
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.samples import SAMPLES, write_sample, write_template
from scheduler.web.tasks.workbook_copy import DISK

router = APIRouter()
NO_VERSION = "Die versie van het werkboek is er niet."


@router.get("/d/{id}/werkboek")
def workbook(asked: OfDossier, vanaf: Annotated[int, Query(ge=0)] = 0, bij: str = "") -> Response:
    """Show the workbook: bring it in, or what is wrong with it."""
    version = asked.dossier.workbook
    shared = {
        "samples": SAMPLES,
        **upload_limits(),
        "version": version,
        "seen": asked.dossier.value(HEAD_WORKBOOK).stamp,
    }
    if version is None:
        return asked.page("werkboek/geen.html", **shared)
    looked = look(version.path)
    per_page = INTAKE.faults_per_page
    first = min(vanaf, max(0, len(looked.faults) - 1)) // per_page * per_page
    lines = fault_lines(looked, first, per_page)
    lists, datalists = shared_lists(lines)
    return asked.page(
        "werkboek/werkboek.html",
        **shared,
        bij=bij,
        looked=looked,
        lines=lines,
        lists=lists,
        datalists=datalists,
        first=first,
        per_page=per_page,
        lights=lights(looked),
        notices=notices_by_kind(looked),
        most_notices=INTAKE.notice_lines,
        postcodes=postcode_state(looked),
    )


@router.post("/d/{id}/werkboek")
async def bring_in(asked: OfDossier, file: UploadFile, gezien: Annotated[int | None, Form()] = None) -> Response:
    """Take in a workbook; what is no workbook at all is refused and not kept."""
    shown = shown_name(file.filename or "", "werkboek.xlsx")

    def take(path: Path) -> str:
        return take_in_file(asked.dossier, path, shown, asked.by, gezien)

    refusal = await received(file, asked.dossier.folder, "werkboek.xlsx", take)
    if refusal:
        return asked.page("melding.html", text=f"{shown}: {refusal}")
    version = asked.dossier.workbook
    changed = version is not None and version.parent is not None
    return asked.go(f"/werkboek/verschil/{version.parent}/{version.id}" if version and changed else "/werkboek")


@router.post("/d/{id}/werkboek/voorbeeld")
def sample(asked: OfDossier, size: Annotated[str, Form()]) -> Response:
    """Begin with a sample or with the empty workbook."""
    if size != "sjabloon" and size not in SAMPLES:
        return asked.page("melding.html", text="Zo'n voorbeeld is er niet.")
    try:
        with tempfile.TemporaryDirectory(dir=asked.dossier.folder) as folder:
            path = Path(folder) / "werkboek.xlsx"
            if size == "sjabloon":
                write_template(path)
                asked.dossier.add_workbook(path, "sjabloon.xlsx", asked.by, "Begonnen met een leeg werkboek")
            else:
                write_sample(path, size)
                why = f"Begonnen met het voorbeeld {size}"
                asked.dossier.add_workbook(path, f"voorbeeld-{size}.xlsx", asked.by, why)
    except OSError:
        return asked.page("melding.html", text=DISK)
    return asked.go("/werkboek")


@router.get("/d/{id}/werkboek/{number}.xlsx")
def download(asked: OfDossier, number: int) -> Response:
    """Give a version of the workbook as a file."""
    version = asked.dossier.workbook_version(number)
    if version is None or not version.path.is_file():
        return asked.page("melding.html", text=NO_VERSION)
    return FileResponse(version.path, media_type=XLSX, filename=version.shown_name)


@router.get("/d/{id}/werkboek/{number}/fouten.xlsx")
def marked(asked: OfDossier, number: int) -> Response:
    """Give a version with every fault marked in it: red cells with a comment."""
    version = asked.dossier.workbook_version(number)
    if version is None:
        return asked.page("melding.html", text=NO_VERSION)
    with tempfile.TemporaryDirectory(dir=asked.dossier.folder) as folder:
        path = Path(folder) / "fouten.xlsx"
        write_marked(version.path, look(version.path).faults, path)
        data = path.read_bytes()
    stem = version.shown_name.rpartition(".")[0] or "werkboek"
    return as_file(data, f"{stem}-fouten.xlsx")


@router.get("/d/{id}/werkboek/verschil/{before}/{after}")
def difference(asked: OfDossier, before: int, after: int) -> Response:
    """Show what changed between two versions."""
    one, other = asked.dossier.workbook_version(before), asked.dossier.workbook_version(after)
    if one is None or other is None:
        return asked.page("melding.html", text=NO_VERSION)
    was, now = look(one.path), look(other.path)
    return asked.page(
        "werkboek/verschil.html",
        back=own_step(asked.dossier, other.why, other.made_by) if asked.dossier.workbook == other else None,
        before=one,
        after=other,
        sheets=differences(was, now),
        most=INTAKE.differences,
        faults=(len(was.faults), len(now.faults)),
    )
