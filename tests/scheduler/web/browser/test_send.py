"""HandOut in a browser: a file comes under its human name, the page says so at once, and a refusal is read."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

from tests.scheduler.web.browser.window import address_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from scheduler.web.dossier.dossier import Dossier


def test_a_file_and_all_drafts_come_down_and_the_page_says_so(page: Page, dossier: Dossier, tmp_path: Path) -> None:
    page.goto(f"{address_of(page)}/d/{dossier.id}/versturen")
    row = page.locator("section[aria-labelledby=soort-bestuur] tbody tr").first
    name = row.locator("td").first.inner_text()
    board, code = name.rsplit(" ", 1)
    button = row.locator("button:has-text('Bestand')")
    button.focus()
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename.startswith(f"{code} {board} ")
    assert coming.value.suggested_filename.endswith(".xlsx")
    row.locator("td:has-text(', bestand opgehaald')").wait_for()
    assert page.evaluate("document.activeElement?.textContent ?? ''").startswith("Bestand")
    with page.expect_download() as coming:
        page.click("button:text-is('Alle concept-mails in één bestand')")
    coming.value.save_as(tmp_path / "alles.zip")
    with zipfile.ZipFile(tmp_path / "alles.zip") as archive:
        assert any(entry.startswith(f"Besturen/{code} {board} ") for entry in archive.namelist())
    page.wait_for_selector("td:has-text(', concept-mail')")


def test_a_refusal_is_read_where_the_keyboard_is(page: Page, dossier: Dossier) -> None:
    page.goto(f"{address_of(page)}/d/{dossier.id}/versturen")
    page.wait_for_selector("section[aria-labelledby=soort-bestuur]")
    page.evaluate("document.querySelector('[data-ophalen] input[name=key]').value = 'bestuur/weg'")
    page.locator("[data-ophalen]:has(input[value='bestuur/weg']) button").first.click()
    page.wait_for_selector("#melding:has-text('er niets te versturen')")
    assert page.evaluate("document.activeElement?.className") == "let-op"
