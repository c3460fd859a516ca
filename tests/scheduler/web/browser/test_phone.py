"""What is done on a phone: what was asked for comes into sight, and nothing is wider than the screen."""

from __future__ import annotations

import shutil

from playwright.sync_api import Page

from scheduler.web.dossier.dossier import Dossier
from tests.scheduler.web.browser.window import address_of, until

IN_SIGHT = """one => {
  const box = one.getBoundingClientRect();
  const there = document.elementFromPoint(box.left + 5, box.top + 5);
  return box.top >= 0 && box.bottom <= innerHeight && one.contains(there);
}"""


def test_the_panel_of_a_student_opens_in_sight_and_leads_back(page: Page, dossier: Dossier) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address_of(page)}/d/{dossier.id}/plaatsing")
    page.wait_for_selector("#tabel[data-klaar]")
    row = page.locator(".tabulator-row").nth(2)
    student = row.get_attribute("data-student")
    row.click()
    page.wait_for_selector("#paneel h2")
    assert page.eval_on_selector("#paneel h2", IN_SIGHT)
    assert student is not None
    assert student in page.inner_text("#paneel h2")
    assert page.eval_on_selector("body", "body => getComputedStyle(body).overflow") == "hidden"
    page.click("text=Terug naar de lijst")
    until(page, f"document.activeElement.dataset.student === '{student}'")
    assert row.is_visible()
    assert not page.locator("text=Terug naar de lijst").is_visible()
    row.press("Enter")
    page.wait_for_selector("#paneel h2:focus")
    page.keyboard.press("Escape")
    until(page, f"document.activeElement.dataset.student === '{student}'")


def test_versions_with_long_reasons_are_no_wider_than_the_screen(page: Page, dossier: Dossier) -> None:
    workbook, roster = dossier.workbook, dossier.roster
    assert workbook is not None
    assert roster is not None
    again = dossier.new_roster_folder()
    shutil.copytree(roster.folder, again, dirs_exist_ok=True)
    dossier.add_roster(
        again, workbook.id, "", "WPA van iemand: dinsdag 25 mei 2027, 12:50-13:40, met twee beoordelaars"
    )
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address_of(page)}/d/{dossier.id}/versies")
    assert page.locator("select").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_of_the_timeline_some_hours_stand_beside_the_names(page: Page, dossier: Dossier) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address_of(page)}/d/{dossier.id}/wpa")
    page.wait_for_selector("#tijdlijn[data-klaar]")
    hours = page.eval_on_selector_all(
        "#tijdlijn .ec-slot",
        """all => { const begin = document.querySelector("#tijdlijn .ec-row-head").getBoundingClientRect().right;
          return all.filter((one) => { const box = one.getBoundingClientRect();
            return one.textContent.trim() && box.left >= begin - 1 && box.right <= innerWidth - 16; }).length; }""",
    )
    assert hours >= 4
