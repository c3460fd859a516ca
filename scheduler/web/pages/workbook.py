"""The workbook: bringing it in, its faults, and what cannot fit. Knows files, no rule."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import FileResponse, Response
from starlette.concurrency import run_in_threadpool

from instances.tables.preflight import Refusal, inspect
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.pages.common import OfDossier
from scheduler.web.server.settings import WEB
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.samples import SAMPLES, write_sample, write_template

router = APIRouter()
PIECE = 1 << 20
UPLOAD_MB = WEB.upload_bytes // 1_000_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/d/{id}/werkboek")
def workbook(asked: OfDossier) -> Response:
    """Show the workbook: bring it in, or what is wrong with it."""
    version = asked.dossier.workbook
    looked = None if version is None else look(version.path)
    return asked.page("werkboek.html", version=version, looked=looked, samples=SAMPLES, upload_mb=UPLOAD_MB)


@router.post("/d/{id}/werkboek")
async def bring_in(asked: OfDossier, file: UploadFile) -> Response:
    """Take in a workbook; what is no workbook at all is refused and not kept."""
    with tempfile.TemporaryDirectory(dir=asked.dossier.folder) as folder:
        path = Path(folder) / "werkboek.xlsx"
        with path.open("wb") as stream:
            while piece := await file.read(PIECE):
                stream.write(piece)
        shown = _shown_name(file.filename or "")
        refusal = await run_in_threadpool(_take, asked.dossier, path, shown, asked.by)
    if refusal:
        return asked.page("melding.html", text=f"{shown}: {refusal}")
    return asked.go("/werkboek")


def _take(dossier: Dossier, path: Path, shown: str, by: str) -> str:
    """'' when the workbook was kept, else why not."""
    package = inspect(path)
    if isinstance(package, Refusal):
        return f"{package.found}. {package.expected}"
    before = dossier.workbook
    dossier.add_workbook(path, shown, by, f"Werkboek {shown} ingebracht", before.id if before else None)
    return ""


def _shown_name(given: str) -> str:
    """The name of a file without its folders; only shown, never used as a path."""
    name = "".join(letter for letter in given.replace("\\", "/").rpartition("/")[2] if letter.isprintable())
    return name[-120:] or "werkboek.xlsx"


@router.post("/d/{id}/werkboek/voorbeeld")
def sample(asked: OfDossier, size: Annotated[str, Form()]) -> Response:
    """Begin with a sample or with the empty workbook."""
    with tempfile.TemporaryDirectory(dir=asked.dossier.folder) as folder:
        path = Path(folder) / "werkboek.xlsx"
        if size == "sjabloon":
            write_template(path)
            asked.dossier.add_workbook(path, "sjabloon.xlsx", asked.by, "Begonnen met een leeg werkboek")
        elif size in SAMPLES:
            write_sample(path, size)
            asked.dossier.add_workbook(path, f"voorbeeld-{size}.xlsx", asked.by, f"Begonnen met het voorbeeld {size}")
        else:
            return asked.page("melding.html", text="Zo'n voorbeeld is er niet.")
    return asked.go("/werkboek")


@router.get("/d/{id}/werkboek/{number}.xlsx")
def download(asked: OfDossier, number: int) -> Response:
    """Give a version of the workbook as a file."""
    version = next((version for version in asked.dossier.workbooks() if version.id == number), None)
    if version is None:
        return asked.page("melding.html", text="Die versie van het werkboek is er niet.")
    return FileResponse(version.path, media_type=XLSX, filename=version.shown_name)
