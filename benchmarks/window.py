"""How fast the window is on a finished semester, as somebody sees it in a browser. Needs Chromium.

    python -m benchmarks.window [--size partnerschap] [--seconds 60]

The sample is solved first. Then a real server is started, and every step is timed from the click until what was asked
for is on the screen. Beside each figure stands what was asked.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from playwright.sync_api import Page, sync_playwright

from benchmarks.pictures.__main__ import CHROMIUM
from scheduler.runtime.user_folder import DATA_FOLDER
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.tasks.samples import write_sample

MEGABYTE = 1024 * 1024
TABS = 20
COMMAND = (sys.executable, "-c", "from scheduler.cli import main; main()", "web", "--geen-browser")
ROWS, PRICED = "#tabel[data-klaar] .tabulator-row", "#keuzes:has-text('Kost')"


def _dossier(root: Path, size: str, seconds: int) -> str:
    """A dossier with rosters; its id."""
    root.mkdir(parents=True)
    write_sample(root.parent / "semester.xlsx", size)
    dossiers = Dossiers(root)
    made = dossiers.create("2026-2027 S2")
    number = made.add_workbook(root.parent / "semester.xlsx", "semester.xlsx", "", "ingebracht")
    version = made.workbook
    if version is None:
        raise RuntimeError("the workbook was just added")
    queue = JobQueue(dossiers, adopt)
    queue.start()
    order = WebOrder(Verb.BOTH, str(version.path), str(made.new_roster_folder()), seconds, why="gemaakt")
    job = queue.ask(made, order, number, "")
    while (found := JobStore(made).get(job)) is None or found.ended_at is None:
        time.sleep(0.2)
    queue.close()
    return made.id


@contextmanager
def _server(data: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The address with its key, and the process."""
    environment = {**os.environ, DATA_FOLDER: str(data)}
    process = subprocess.Popen(COMMAND, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        said = "" if process.stdout is None else process.stdout.readline()
        address = re.search(r"http://\S+", said)
        if address is None:
            raise RuntimeError(f"no address: {said}")
        yield address[0], psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(20)


def _told(what: str, asked: str, step: Callable[[], object]) -> None:
    began = time.monotonic()
    step()
    print(f"{what:58}{time.monotonic() - began:7.2f} s   {asked}", flush=True)


def _steps(page: Page, base: str) -> None:
    def shown(path: str, ready: str) -> Callable[[], object]:
        return lambda: (page.goto(base + path), page.wait_for_selector(ready, state="attached"))

    def searched(student: str) -> Callable[[], object]:
        def search() -> None:
            page.fill("input[type=search]", student)
            while page.locator(".tabulator-row").count() > 1:
                pass

        return search

    def chosen(row: int) -> Callable[[], object]:
        def choose() -> None:
            page.evaluate("document.querySelector('#keuzes')?.remove()")
            page.locator(".tabulator-row").nth(row).click()
            page.wait_for_selector(PRICED, timeout=60_000)

        return choose

    _told("what must be done", "1 s", shown("", ".taken"))
    _told("the table of all students, usable", "2 s", shown("/plaatsing", ROWS))
    some = page.locator(".tabulator-row").nth(4).get_attribute("data-student") or ""
    _told("searching in it", "0.2 s", searched(some))
    page.goto(f"{base}/plaatsing")
    page.wait_for_selector(ROWS)
    _told("the first student, with prices of others", "5 s", chosen(1))
    for row in (3, 5):
        _told("another student, with prices of others", "1 s for a bound, 5 s exact", chosen(row))
    _told("the timeline of a day", "2 s", shown("/wpa", "#tijdlijn[data-klaar]"))
    _told("who receives what", "2 s", shown("/versturen", "h1"))


def main() -> int:
    """Measure, and print one line for each step."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="partnerschap")
    parser.add_argument("--seconds", type=int, default=60)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        data = Path(place)
        id = _dossier(data / "dossiers", asked.size, asked.seconds)
        began = time.monotonic()
        with _server(data) as (address, process):
            print(f"{'until the server listens':58}{time.monotonic() - began:7.2f} s", flush=True)
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            context = browser.new_context()
            page = context.new_page()
            _told("the first page", "1 s", lambda: (page.goto(address), page.wait_for_selector("h1")))
            base = f"{address.partition('/?')[0]}/d/{id}"
            _steps(page, base)
            others = [context.new_page() for _ in range(TABS)]
            for other in others:
                other.goto(f"{base}/plaatsing")
            _told(f"what must be done, with {TABS} tabs open", "1 s", lambda: page.goto(base))
            print(f"{'memory of the server':58}{process.memory_info().rss / MEGABYTE:7.0f} MB  1,000 MB")
            browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
