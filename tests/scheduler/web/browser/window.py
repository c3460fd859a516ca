"""The window served to a real browser that may ask nothing outside and try nothing that the policy refuses."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route

from scheduler.web.app import create_app
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.start import HERE, _listen
from tests.scheduler.web.office import TOKEN

PATIENCE = 120_000  # milliseconds; other tests solve beside this one
MOST_TABS = 200


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve the window on a folder with dossiers; its address."""
    listening = _listen(None)
    port = listening.getsockname()[1]
    app = create_app(root, TOKEN, [f"{HERE}:{port}"], port)
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": 1}
    server = uvicorn.Server(uvicorn.Config(app, **quiet))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < end, "the window does not start"
        time.sleep(0.02)
    yield f"http://{HERE}:{port}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@contextmanager
def let_in(chromium: Browser, address: str, refused: str = "409", **options: Any) -> Iterator[BrowserContext]:
    """Open a browser that was let in; whatever it asks outside, and each fault of a script or the policy, fails.

    Answers with the status ``refused`` are part of what is tried, though the browser's own log calls them errors.
    """
    wrong: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 1000}, **options)
    context.set_default_timeout(PATIENCE)

    def only_here(route: Route) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    def heard(said: ConsoleMessage) -> None:
        if said.type == "error" and f"responded with a status of {refused}" not in said.text:
            wrong.append(f"{said.text} ({said.location['url']})")

    context.route("**/*", only_here)
    context.on("console", heard)
    context.on("weberror", lambda error: wrong.append(str(error.error)))
    page = context.new_page()
    page.on("filechooser", lambda _: None)  # from the start on: asked for later, it may come too late
    page.goto(f"{address}/?{TOKEN_FIELD}={TOKEN}")
    yield context
    context.close()
    assert wrong == []


def address_of(page: Page) -> str:
    """The window that a page is of."""
    scheme, _, rest = page.url.partition("://")
    return f"{scheme}://{rest.partition('/')[0]}"


def go_to(page: Page, tab: str) -> None:
    """Follow a tab and wait until its page is there; what was clicked too early would answer on the page before."""
    with page.expect_navigation():
        page.click(f"nav >> text={tab}")
    page.wait_for_load_state("load")


def until(page: Page, holds: str) -> None:
    """Wait until something holds in the page; the policy forbids the page to ask itself again and again."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(holds):
        assert time.monotonic() < end, f"never held: {holds}"
        page.wait_for_timeout(50)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the focus is there, as who has no mouse."""
    for _ in range(MOST_TABS):
        if page.evaluate("wanted => document.activeElement?.matches(wanted) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"no Tab leads to {selector}")


def field(place: str) -> str:
    """The field of a cell with a fault, found by the words that a screen reader says."""
    sheet, _, cell = place.rpartition("!")
    return f"[name=waarde][aria-label^='Verbetering voor {sheet} {cell},']"


def bring_in(page: Page, path: Path) -> None:
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
