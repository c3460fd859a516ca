"""Make the pictures of the window in the manual again (``make pictures``; needs Chromium, takes a minute).

A sample of a board is solved, the window is served on it, and its screens are taken as the office sees them. Look at
them before they are kept: a picture that shows something ugly shows what must be mended.
"""

from __future__ import annotations

import os
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import uvicorn
from openpyxl import load_workbook
from PIL import Image
from playwright.sync_api import Page, sync_playwright

from scheduler.web.app import create_app
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.tasks.samples import write_sample

IMAGES = Path(__file__).parents[2] / "docs" / "images"
CHROMIUM = os.environ.get("PLAATSWIJZER_CHROMIUM", "/usr/bin/chromium")
TOKEN, SECONDS = "plaatjes", 20
COLOURS = 200
FAULTS = (("Scholen", "C2", "B0l"), ("Mentoren", "C5", "de school"), ("Studenten", "D3", "acht"))


@dataclass(frozen=True, slots=True)
class Picture:
    """One screen.

    Attributes:
        name: Of the file.
        path: What follows the dossier in the address.
        ready: What must be there.
        click: What is clicked before that; '' for nothing.
        faulty: Of the workbook with faults.
        size: Of the screen, in pixels.
        scheme: Light or dark.
        part: Of the screen; '' for all that is in sight.
    """

    name: str
    path: str
    ready: str
    click: str = ""
    faulty: bool = False
    size: tuple[int, int] = (1280, 760)
    scheme: Literal["light", "dark"] = "light"
    part: str = ""


PICTURES = (
    Picture("venster-nu-te-doen", "", ".taken", size=(1280, 560)),
    Picture("venster-fouten", "/werkboek", "#blad table", faulty=True),
    Picture("venster-maken", "/maken/1", ".verloop svg", part=".zoek >> nth=0"),
    Picture("venster-plaatsing", "/plaatsing", "#keuzes:has-text('Kost')", ".tabulator-row:nth-child(4)"),
    Picture("venster-wpa", "/wpa?dag=vol", "#tijdlijn[data-klaar]", scheme="dark", part=".tijdlijn-blok"),
    Picture("venster-telefoon", "", ".taken", size=(390, 760)),
    Picture("venster-uitvraag", "/uitvraag", "h1", size=(1280, 900)),
    Picture("venster-bezoeken", "/maken", "#bezoeken", size=(1280, 900)),
)


def make() -> None:
    """Write every picture."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch) / "dossiers"
        os.environ["PLAATSWIJZER_DATA"] = str(Path(scratch) / "gegevens")
        whole, faulty = _dossiers(root)
        with _served(root) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for picture in PICTURES:
                context = browser.new_context(
                    viewport={"width": picture.size[0], "height": picture.size[1]}, color_scheme=picture.scheme
                )
                page = context.new_page()
                page.goto(f"{address}/?{TOKEN_FIELD}={TOKEN}")
                _take(page, f"{address}/d/{(faulty if picture.faulty else whole).id}", picture)
                context.close()
            browser.close()


def _take(page: Page, base: str, picture: Picture) -> None:
    page.goto(base + picture.path.partition("?")[0])
    if picture.path.endswith("?dag=vol"):  # the day with most WPAs
        days = page.eval_on_selector_all("select[name=dag] option", "all => all.map(one => [one.value, one.innerText])")
        fullest = max(days, key=lambda day: int(day[1].rpartition("· ")[2].split()[0]))
        page.goto(f"{base}/wpa?dag={fullest[0]}")
    if picture.click:
        page.click(picture.click)
    page.wait_for_selector(picture.ready, state="attached")
    page.wait_for_timeout(500)
    path = IMAGES / f"{picture.name}.png"
    if picture.part:
        page.locator(picture.part).screenshot(path=path)
    else:
        page.screenshot(path=path)
    _with_few_colours(path)
    print(picture.name)


def _with_few_colours(path: Path) -> None:
    """A screen has few: a palette holds them in half the bytes."""
    with Image.open(path) as shot:
        few = shot.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)


def _dossiers(root: Path) -> tuple[Dossier, Dossier]:
    """One dossier with rosters, and one with faults in its workbook."""
    root.mkdir()
    workbook = root.parent / "semester.xlsx"
    write_sample(workbook, "bestuur")
    dossiers = Dossiers(root)
    whole, faulty = dossiers.create("2026-2027 S2"), dossiers.create("2027-2028 S1")
    number = whole.add_workbook(workbook, "semester.xlsx", "", "Werkboek semester.xlsx ingebracht")
    book = load_workbook(workbook)
    for sheet, cell, value in FAULTS:
        book[sheet][cell] = value
    book.save(root.parent / "najaar.xlsx")
    faulty.add_workbook(root.parent / "najaar.xlsx", "najaar.xlsx", "", "Werkboek najaar.xlsx ingebracht")
    queue = JobQueue(dossiers, adopt)
    queue.start()
    version = whole.workbook
    if version is None:
        raise RuntimeError("the workbook was just added")
    why = "Nieuw rooster: plaatsing en WPA's"
    order = WebOrder(Verb.BOTH, str(version.path), str(whole.new_roster_folder()), SECONDS, why=why)
    job = queue.ask(whole, order, number, "")
    while (found := JobStore(whole).get(job)) is None or found.ended_at is None:
        time.sleep(0.2)
    queue.close()
    return whole, faulty


@contextmanager
def _served(root: Path) -> Iterator[str]:
    config = uvicorn.Config(create_app(root, TOKEN, ["127.0.0.1:8127"], 8127), port=8127, log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield "http://127.0.0.1:8127"
    server.should_exit = True
    thread.join(10)


if __name__ == "__main__":
    make()
