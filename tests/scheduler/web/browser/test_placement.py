"""The placement in a browser: filters, the map and the list say the same, and on paper stands everybody."""

from __future__ import annotations

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
