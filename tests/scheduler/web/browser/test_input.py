"""Input in Chromium that goes wrong: two tabs, a file that is too large, one that is no workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from scheduler.web.server.settings import WEB
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.browser.window import bring_in, field
from tests.scheduler.web.intake.conftest import with_cells


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("fout")
    write_sample(folder / "semester.xlsx", "klein")
    return with_cells(folder / "semester.xlsx", folder / "fout.xlsx", {"Scholen!C2": "B0l", "Studenten!D3": "acht"})


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(page: Page, faulty: Path) -> None:
    bring_in(page, faulty)
    page.wait_for_selector(field("Studenten!D3"))
    two = page.context.new_page()
    two.goto(page.url)
    page.fill(field("Studenten!D3"), "1")
    page.click(".opslaan button")
    page.wait_for_selector("#fouten:has-text('1 fout')")
    two.fill(field("Studenten!D3"), "2")
    two.click(".opslaan button")
    two.wait_for_selector("#melding .let-op")
    assert "Studenten D3 is intussen gewijzigd in “1”" in two.inner_text("#melding")
    assert two.input_value(field("Studenten!D3")) == "2", "what was typed is still there"
    two.reload()
    assert two.locator(field("Studenten!D3")).count() == 0


def test_a_file_that_is_too_large_is_told_before_it_is_sent(page: Page, tmp_path: Path) -> None:
    large = tmp_path / "groot.xlsx"
    with large.open("wb") as stream:
        stream.truncate(WEB.upload_bytes + 1)
    bring_in(page, large)
    page.wait_for_selector("#melding .let-op")
    assert "te groot" in page.inner_text("#melding")
    assert page.locator(".sleep").count() == 1


def test_a_file_that_is_no_workbook_is_told_on_a_page_that_goes_on(page: Page, tmp_path: Path) -> None:
    (tmp_path / "brief.xlsx").write_bytes(b"%PDF-1.7\n1 0 obj\n")
    bring_in(page, tmp_path / "brief.xlsx")
    page.wait_for_selector("#melding .let-op")
    assert "een pdf" in page.inner_text("#melding")
    assert page.evaluate("document.activeElement.closest('#melding') !== null"), "a screen reader is taken there"
