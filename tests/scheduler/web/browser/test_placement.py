"""The placement in a browser: filters, the map and the list say the same, and on paper stands everybody."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from scheduler.web.dossier.dossier import Dossier
from tests.scheduler.web.browser.window import address_of, until


def test_search_filters_map_and_paper_show_the_same_students(page: Page, dossier: Dossier) -> None:
    page.goto(f"{address_of(page)}/d/{dossier.id}/plaatsing")
    page.wait_for_selector(".tabulator-row")
    page.wait_for_selector("select[data-kolom=schoolnaam] option:nth-child(2)", state="attached")
    school = page.eval_on_selector("select[data-kolom=schoolnaam]", "list => list.options[1].value")
    everyone = page.locator(".tabulator-row").count()
    page.select_option("select[data-kolom=schoolnaam]", school)
    until(page, f"document.querySelectorAll('.tabulator-row').length < {everyone}")
    shown = page.locator(".tabulator-row").count()
    assert page.inner_text("#telling").startswith(f"{shown} student")
    assert page.locator("#kaart line:not(.weg)").count() == shown
    assert page.locator("#kaart circle:not(.weg)").count() == 1
    page.click("#wis")
    until(page, f"document.querySelectorAll('.tabulator-row').length === {everyone}")
    page.set_viewport_size({"width": 1280, "height": 500})
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator(".tabulator-print-table tbody tr").count() == everyone == 20
    assert not page.locator(".zoekregel").is_visible()
    assert page.locator(".tabulator-print-table tbody tr").first.is_visible()


GONE = "Promise.reject(new TypeError('weg'))"
FULL = "Promise.resolve(new Response('<p>', {status: 507}))"


def from_now_on(page: Page, answer: str) -> None:
    """Let the server answer so from now on; what htmx then writes in the browser's log is no fault of ours."""
    page.evaluate(f"void (console.error = () => {{}}, window.fetch = () => {answer})")


@pytest.mark.parametrize("answer", [GONE, FULL])
def test_a_note_that_was_not_kept_is_told_and_stays_in_sight(page: Page, dossier: Dossier, answer: str) -> None:
    page.goto(f"{address_of(page)}/d/{dossier.id}/plaatsing")
    cell = ".tabulator-row >> nth=0 >> [tabulator-field='noot:notitie']"
    page.wait_for_selector(cell, state="attached")
    page.locator(cell).scroll_into_view_if_needed()
    from_now_on(page, answer)
    page.click(cell)
    page.locator(cell).locator("input").fill("gebeld")
    page.keyboard.press("Enter")
    page.wait_for_selector("#melding >> text=Dit is niet bewaard")
    assert page.locator(cell).inner_text() == "gebeld"


def test_a_button_whose_server_is_gone_says_so(page: Page, dossier: Dossier) -> None:
    page.goto(f"{address_of(page)}/d/{dossier.id}/versies")
    from_now_on(page, GONE)
    before, undo = dossier.steps(), page.locator("button[hx-post*='/ongedaan']").first
    undo.click()
    page.wait_for_selector("#melding >> text=Plaatswijzer antwoordt niet")
    assert undo.is_enabled(), "who sees that it runs again presses once more"
    assert dossier.steps() == before
