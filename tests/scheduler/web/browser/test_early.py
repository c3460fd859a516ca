"""What is pressed while a page is still being read is done once it is; nothing leaves by itself and nothing is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Route

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.jobs import JobStore
from tests.scheduler.web.browser.window import address_of

EARLY = "performance.getEntriesByType('navigation')[0].domContentLoadedEventStart === 0"


@contextmanager
def half_read(page: Page, path: str) -> Iterator[None]:
    """A page whose last script is kept back while the block runs, however long that takes: htmx has not read it yet."""
    kept: list[Route] = []
    page.route("**/static/venster.js", lambda route: kept.append(route))
    page.goto(f"{address_of(page)}{path}", wait_until="commit")
    yield
    for route in kept:
        route.continue_()
    page.unroute("**/static/venster.js")


def changes_asked(page: Page) -> list[str]:
    """The addresses of what is asked from now on, but for pages."""
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if one.method == "POST" else None)
    return asked


def test_a_form_that_is_sent_too_early_is_sent_once(page: Page, dossier: Dossier) -> None:
    asked = changes_asked(page)
    with half_read(page, f"/d/{dossier.id}/maken"):
        page.locator("button:has-text('Maak het rooster')").click(no_wait_after=True)
        assert page.evaluate(EARLY)
    page.wait_for_url("**/maken/2")
    assert [address.rpartition("/")[2] for address in asked] == ["maken"]


def test_a_form_that_is_sent_twice_too_early_is_sent_once(page: Page, dossier: Dossier) -> None:
    asked = changes_asked(page)
    with half_read(page, f"/d/{dossier.id}/maken"):
        page.locator("button:has-text('Maak het rooster')").dblclick(no_wait_after=True)
        assert page.evaluate(EARLY)
    page.wait_for_url("**/maken/2")
    assert [address.rpartition("/")[2] for address in asked] == ["maken"]


def test_a_button_that_is_pressed_too_early_is_pressed_once(page: Page, dossier: Dossier) -> None:
    asked = changes_asked(page)
    with half_read(page, f"/d/{dossier.id}/kolommen"):
        page.locator(".stappen button:has-text('Ongedaan')").click(no_wait_after=True)
        assert page.evaluate(EARLY)
    page.wait_for_selector("button:has-text('Opnieuw doen'):not([disabled])")
    assert [address.rpartition("/")[2].partition("?")[0] for address in asked] == ["ongedaan"]


def test_a_button_that_is_pressed_twice_orders_once(page: Page, dossier: Dossier) -> None:
    """The second press comes before the answer to the first."""
    page.goto(f"{address_of(page)}/d/{dossier.id}/maken")
    asked: list[str] = []

    def late(route: Route) -> None:
        if route.request.method == "POST":
            asked.append(route.request.url)
            time.sleep(0.5)
        route.continue_()

    page.route("**/maken", late)
    page.locator("button:has-text('Maak het rooster')").dblclick(no_wait_after=True)
    page.wait_for_url("**/maken/2")
    page.wait_for_selector("a:has-text('Verder')")
    assert len(asked) == 1
    assert JobStore(dossier).get(3) is None
