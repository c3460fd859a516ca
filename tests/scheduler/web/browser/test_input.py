"""Input in Chromium: from an empty start to a workbook without faults with the keyboard alone; two tabs; large files.

The browser may ask only the window itself, and nothing that the content-security policy refuses may be tried.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from scheduler.web.app import create_app
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.server.settings import WEB
from scheduler.web.start import HERE, _listen
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.intake.conftest import with_cells

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("PLAATSWIJZER_CHROMIUM", "/usr/bin/chromium")
TOKEN = "een-sleutel-van-deze-start"
PATIENCE = 60_000  # milliseconds; other tests solve beside this one
MOST_TABS = 200
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium")

FAULTS = {
    "Scholen!C2": "B0l",  # a suggestion is chosen
    "Mentoren!C5": "de school",  # a code is typed
    "Studenten!D3": "acht",  # a number is typed
    "Studenten!S4": "misschien",  # a word is chosen
}


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fout")
    write_sample(folder / "semester.xlsx", "klein")
    return with_cells(folder / "semester.xlsx", folder / "fout.xlsx", FAULTS)


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("PLAATSWIJZER_DATA", str(tmp_path / "gegevens"))
    listening = _listen(None)
    port = listening.getsockname()[1]
    app = create_app(tmp_path / "dossiers", TOKEN, [f"{HERE}:{port}"], port)
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": 1}
    server = uvicorn.Server(uvicorn.Config(app, **quiet))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://{HERE}:{port}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture
def browser_context(address: str) -> Iterator[Any]:
    """Pages that were let in; what they ask elsewhere or try against the policy fails the test."""
    wrong: list[str] = []
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        context.set_default_timeout(PATIENCE)

        def only_here(route: Any) -> None:
            if route.request.url.startswith(address):
                route.continue_()
            else:
                wrong.append(route.request.url)
                route.abort()

        context.route("**/*", only_here)
        context.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
        context.on("weberror", lambda error: wrong.append(str(error.error)))
        page = context.new_page()
        page.on("filechooser", lambda _: None)  # from the start on: asked for later, it may come too late
        page.goto(f"{address}/?{TOKEN_FIELD}={TOKEN}")
        yield context
        browser.close()
    assert wrong == []


def tab_to(page: Any, selector: str) -> None:
    """Press Tab until the focus is there, as who has no mouse."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


def bring_in(page: Any, path: Path) -> None:
    """Name a semester, choose the file, send it: with the keyboard."""
    tab_to(page, "form[hx-post='/dossiers'] input[name=name]")
    page.keyboard.type("2026-2027 S2")
    page.keyboard.press("Enter")
    page.wait_for_url("**/werkboek")
    page.wait_for_load_state("load")
    tab_to(page, ".sleep input[type=file]")
    with page.expect_file_chooser() as chosen:
        page.keyboard.press("Enter")
    chosen.value.set_files(str(path))
    tab_to(page, ".sleep button")
    page.keyboard.press("Enter")


def field(place: str) -> str:
    """The field of a cell, found by the words that a screen reader says."""
    sheet, _, cell = place.rpartition("!")
    return f"[name=waarde][aria-label^='Verbetering voor {sheet} {cell},']"


def test_from_an_empty_start_to_no_faults_with_the_keyboard_alone(browser_context: Any, faulty: Path) -> None:
    page = browser_context.pages[0]
    bring_in(page, faulty)
    page.wait_for_selector("#blad table")
    assert page.inner_text("#fouten") == "4 fouten"
    tab_to(page, field("Scholen!C2"))
    tab_to(page, "[data-waarde='B02']")
    page.keyboard.press("Enter")
    assert page.input_value(field("Scholen!C2")) == "B02"
    assert page.evaluate("document.activeElement.name") == "waarde", "the focus is back in the field"
    tab_to(page, field("Mentoren!C5"))
    page.wait_for_selector("#blad h3:has-text('Mentoren C5')")
    assert "fout" in page.inner_text("#blad td[data-hier]").lower()
    page.keyboard.type("S001")
    tab_to(page, field("Studenten!D3"))
    page.keyboard.type("1")
    tab_to(page, field("Studenten!S4"))
    page.keyboard.type("nee")
    tab_to(page, ".opslaan button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".goed")
    assert "Geen fouten" in page.inner_text(".goed")
    page.keyboard.press("Tab")
    tab_to(page, ".stappen button")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fouten")
    assert page.inner_text("#fouten") == "4 fouten"


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(browser_context: Any, faulty: Path) -> None:
    one = browser_context.pages[0]
    bring_in(one, faulty)
    one.wait_for_selector(field("Studenten!D3"))
    two = browser_context.new_page()
    two.goto(one.url)
    one.fill(field("Studenten!D3"), "1")
    one.click(".opslaan button")
    one.wait_for_selector("#fouten:has-text('3 fouten')")
    two.fill(field("Studenten!D3"), "2")
    two.click(".opslaan button")
    two.wait_for_selector("#melding .let-op")
    assert "Studenten D3 is intussen gewijzigd in “1”" in two.inner_text("#melding")
    assert two.input_value(field("Studenten!D3")) == "2", "what was typed is still there"
    two.reload()
    assert two.locator(field("Studenten!D3")).count() == 0


def test_a_file_that_is_too_large_is_told_before_it_is_sent(browser_context: Any, tmp_path: Path) -> None:
    page = browser_context.pages[0]
    large = tmp_path / "groot.xlsx"
    with large.open("wb") as stream:
        stream.truncate(WEB.upload_bytes + 1)
    bring_in(page, large)
    page.wait_for_selector("#melding .let-op")
    assert "te groot" in page.inner_text("#melding")
    assert page.locator(".sleep").count() == 1


def test_a_file_that_is_no_workbook_is_told_on_a_page_that_goes_on(browser_context: Any, tmp_path: Path) -> None:
    page = browser_context.pages[0]
    (tmp_path / "brief.xlsx").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    bring_in(page, tmp_path / "brief.xlsx")
    page.wait_for_selector("#melding .let-op")
    assert "een pdf" in page.inner_text("#melding")
    assert page.evaluate("document.activeElement.closest('#melding') !== null"), "a screen reader is taken there"


@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_no_page_is_wider_than_its_screen(browser_context: Any, faulty: Path, width: int) -> None:
    page = browser_context.pages[0]
    page.set_viewport_size({"width": width, "height": 900})
    bring_in(page, faulty)
    page.wait_for_selector("#blad table")
    base = page.url.removesuffix("/werkboek")
    for path in ("/werkboek", "/instellingen", "/versies", "/kolommen", ""):
        page.goto(base + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
