"""Own columns in a browser: any name that an office may give one, also with a dot or as a field of the table."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.versions.own_columns import add_column, set_statuses
from tests.scheduler.web.browser.window import address_of


@pytest.mark.parametrize("title", ["mail.prive", "geplaatst"])
def test_a_note_in_an_own_column_stays_whatever_its_name(page: Page, dossier: Dossier, title: str) -> None:
    page.goto(f"{address_of(page)}/d/{dossier.id}/plaatsing")
    page.wait_for_selector(".tabulator-row")
    students = page.locator(".tabulator-row").count()
    placement = page.url
    page.click("a:has-text('Eigen kolommen')")
    page.fill("form[hx-post$='/kolommen'] input[name=naam]", title)
    page.click("form[hx-post$='/kolommen'] button")
    page.wait_for_selector(f"li:has-text('{title}')")
    page.goto(placement)
    cell = f".tabulator-row >> nth=0 >> [tabulator-field='noot:{title}']"
    page.wait_for_selector(cell, state="attached")
    page.locator(cell).scroll_into_view_if_needed()
    page.click(cell)
    with page.expect_response("**/notitie"):
        page.locator(cell).locator("input").fill("eigen woorden")
        page.keyboard.press("Enter")
    page.reload()
    page.wait_for_selector(cell, state="attached")
    assert page.locator(cell).inner_text() == "eigen woorden"
    assert page.locator(".tabulator-row").count() == students
    assert page.locator(".tabulator-row.zonder-plek").count() == 0


def test_a_name_with_markup_is_shown_as_it_was_typed(page: Page, dossier: Dossier) -> None:
    title = "<i class=scheef>R&D"
    assert add_column(dossier, title, "") == ""
    page.goto(f"{address_of(page)}/d/{dossier.id}/plaatsing")
    page.wait_for_selector(".tabulator-row")
    header = page.locator(f".tabulator-col[tabulator-field='noot:{title}']")
    assert header.inner_text().strip() == title
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".tabulator-print-table th", has_text=title).count() == 1
    assert page.locator("i.scheef").count() == 0


def test_a_status_with_markup_is_offered_as_it_was_typed(page: Page, dossier: Dossier) -> None:
    assert set_statuses(dossier, "<i class=scheef>akkoord", "") == ""
    page.goto(f"{address_of(page)}/d/{dossier.id}/plaatsing")
    cell = ".tabulator-row >> nth=0 >> [tabulator-field='noot:status']"
    page.wait_for_selector(cell, state="attached")
    page.locator(cell).scroll_into_view_if_needed()
    page.click(cell)
    page.locator(cell).locator("input").press_sequentially("akk")
    assert page.locator(".tabulator-edit-list-item").inner_text() == "<i class=scheef>akkoord"
    assert page.locator("i.scheef").count() == 0
