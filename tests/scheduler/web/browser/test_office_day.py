"""The day of an office in one piece, without a terminal: from an empty start to files of the boards that open.

With the keyboard where that is hardest (faults, another mentor), with the mouse where that is the point (drops, drags).
"""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from instances.rosters.read import read_rosters
from scheduler.web.changes import choosing
from scheduler.web.changes.settings import ORDERS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.tasks.held import HeldRoster, held
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.browser.dragging import drag, drag_into_a_conflict, found, open_day
from tests.scheduler.web.browser.test_every_page import faults_of
from tests.scheduler.web.browser.window import field, go_to, tab_to, until
from tests.scheduler.web.intake.conftest import with_cells

FAULTS = {
    "Scholen!C2": "B0l",  # a suggestion is chosen
    "Studenten!D3": "acht",  # a number is typed
    "Studenten!S4": "misschien",  # a word is chosen
}
DROP = """([name, data]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([Uint8Array.from(atob(data), (one) => one.charCodeAt(0))], name));
  return dropped;
}"""
SECONDS = 5  # of each search


def bring_in_by_dropping(page: Page, path: Path) -> None:
    page.fill("form[hx-post='/dossiers'] input[name=name]", "2026-2027 S2")
    page.click("button:has-text('Begin')")
    page.wait_for_url("**/werkboek")
    page.wait_for_load_state("load")
    file = page.evaluate_handle(DROP, [path.name, base64.b64encode(path.read_bytes()).decode()])
    page.dispatch_event(".sleep", "drop", {"dataTransfer": file})
    page.wait_for_selector("#fouten:has-text('3 fouten')")


def correct_with_the_keyboard(page: Page) -> None:
    page.wait_for_selector("#blad table")
    tab_to(page, field("Scholen!C2"))
    tab_to(page, "[data-waarde='B01']")
    page.keyboard.press("Enter")
    assert page.input_value(field("Scholen!C2")) == "B01"
    assert page.evaluate("document.activeElement.name") == "waarde", "the focus is back in the field"
    tab_to(page, field("Studenten!D3"))
    page.wait_for_selector("#blad h3:has-text('Studenten D3')")
    assert "fout" in page.inner_text("#blad td[data-hier]").lower()
    page.keyboard.type("3")
    tab_to(page, field("Studenten!S4"))
    page.keyboard.type("nee")
    tab_to(page, ".opslaan button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".goed:has-text('Geen fouten')")
    page.keyboard.press("Tab")
    for button, shown in (("ongedaan", "#fouten:has-text('3 fouten')"), ("opnieuw", ".goed:has-text('Geen fouten')")):
        tab_to(page, f".stappen button[hx-post*='/{button}?']")
        page.keyboard.press("Enter")
        page.wait_for_selector(shown)


def follow(page: Page) -> None:
    """Wait for the order that runs, and go on from it."""
    page.wait_for_url("**/maken/*")
    page.click("a:has-text('Verder')")
    page.wait_for_load_state("load")


def run(page: Page) -> None:
    page.click("a:has-text('Maak het rooster')")
    page.fill("input[name=seconds]", str(SECONDS))
    page.click("button:has-text('Maak het rooster')")
    page.wait_for_selector("button:has-text('Stop en houd het beste')")
    page.focus("button:has-text('Stop en houd het beste')")
    page.wait_for_selector(".verloop svg")
    told = page.inner_text(".stand")
    until(page, f"document.querySelector('.stand').innerText !== {told!r}")
    assert page.evaluate("document.activeElement.innerText") == "Stop en houd het beste", "news takes no focus away"
    assert faults_of(page, ("svg-img-alt", "aria-progressbar-name", "color-contrast")) == []
    assert "Kosten van het beste rooster" in (page.locator(".verloop svg").first.get_attribute("aria-label") or "")
    follow(page)


def rosters_of(dossier: Dossier) -> HeldRoster:
    now = held(dossier)
    assert now is not None
    return now


def choose_another_mentor(page: Page, dossier: Dossier, row: int, keyboard: bool) -> None:
    """Ask what mentors of a student cost until one can be had, and choose that one."""
    go_to(page, "Plaatsing")
    page.wait_for_selector("#tabel[data-klaar]")
    student = page.locator(".tabulator-row").nth(row).get_attribute("data-student") or ""
    before = rosters_of(dossier).placement[student]
    if keyboard:
        tab_to(page, ".tabulator-row")
        for _ in range(row):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector("#paneel h2:focus")
    else:
        page.click(f".tabulator-row[data-student='{student}']")
    page.wait_for_selector("#keuzes:has-text('Kost')")
    places = page.evaluate(
        "[...document.querySelectorAll('#keuzes > li')]"
        ".flatMap((line, at) => line.hidden || !line.querySelector('button:not(.stil)') ? [] : [at + 1])"
    )
    for place in places:
        page.evaluate("document.querySelector('#prijs').replaceChildren()")
        if keyboard:
            tab_to(page, f"#keuzes li:nth-child({place}) button")
            page.keyboard.press("Enter")
            page.wait_for_selector("#prijs .kaart:focus")
        else:
            page.click(f"#keuzes li:nth-child({place}) button")
            page.wait_for_selector("#prijs .kaart")
        if page.locator("#prijs form[hx-post$='/kies'] button").count():
            break
    if keyboard:
        tab_to(page, "#prijs form button")
        page.keyboard.press("Enter")
    else:
        page.click("#prijs form button")
    follow(page)
    assert rosters_of(dossier).placement[student] != before
    page.click(f".tabulator-row[data-student='{student}']")
    page.wait_for_selector("#paneel >> text=De plek staat vast in het werkboek")


def drag_a_wpa(page: Page, dossier: Dossier) -> None:
    against, free = found(dossier, conflict=True), found(dossier, conflict=False)
    open_day(page, dossier, against)
    drag_into_a_conflict(page, against)
    open_day(page, dossier, free)
    drag(page, free)
    assert "kost" in page.inner_text("#paneel .antwoord > div:first-of-type").lower()
    with page.expect_navigation():
        page.locator("#paneel form[hx-post$='/zet'] button.hoofd").first.click()
    page.wait_for_selector(f".ec-event.vast:has-text('{free.student.name}')")
    assert rosters_of(dossier).assessment[free.student.id] == free.booking


def replan_an_illness(page: Page, dossier: Dossier) -> None:
    now = rosters_of(dossier)
    student, mentor = next((s, m) for s, m in now.placement.items() if s not in now.instance.pin_of)
    go_to(page, "Er is iets gebeurd")
    page.click("a:has-text('Een mentor is ziek of stopt')")
    page.fill("input[name=wie]", mentor)
    page.click("button:has-text('Maak een nieuw rooster')")
    follow(page)
    page.wait_for_selector("h2:has-text('Wie bericht moet krijgen')")
    assert now.instance.students[student].name in page.inner_text("table.bericht")
    page.click("button:has-text('Neem over')")
    page.wait_for_selector("h1:has-text('Nu te doen')")
    assert rosters_of(dossier).placement.get(student) != mentor


def make_final(page: Page) -> None:
    page.click("a:has-text('Maak het definitief')")
    page.click("summary:has-text('Maak definitief')")
    page.click("button:has-text('definitief')")
    page.wait_for_selector("td:nth-child(4):has-text('definitief')")


def send(page: Page, dossier: Dossier, folder: Path) -> None:
    go_to(page, "Versturen")
    boards = rosters_of(dossier).instance.boards
    files = page.locator("section[aria-labelledby='soort-bestuur'] form[action$='/versturen/bestand/0'] button")
    page.wait_for_selector("#soort-bestuur")
    assert 0 < files.count() <= len(boards)
    for number in range(files.count()):
        with page.expect_download() as given:
            files.nth(number).click()
        kept = folder / given.value.suggested_filename
        given.value.save_as(kept)
        assert any(board.name in kept.name for board in boards.values())
        assert "Plaatsing" in load_workbook(kept, read_only=True).sheetnames
    go_to(page, "Nu te doen")
    page.wait_for_selector("h1:has-text('Nu te doen')")
    assert "nog aan niemand gegeven" not in page.inner_text("main")


def test_from_an_empty_start_to_sent_board_files(page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = replace(ORDERS, chosen_seconds=SECONDS, replan_seconds=SECONDS)
    monkeypatch.setattr(choosing, "ORDERS", short)
    write_sample(tmp_path / "heel.xlsx", "bestuur")
    bring_in_by_dropping(page, with_cells(tmp_path / "heel.xlsx", tmp_path / "najaar.xlsx", FAULTS))
    correct_with_the_keyboard(page)
    run(page)
    [listed] = Dossiers(tmp_path / "dossiers").all()
    dossier = Dossiers(tmp_path / "dossiers").open(listed.id)
    assert "Dit rooster is nog een concept." in page.inner_text(".taken")
    choose_another_mentor(page, dossier, row=1, keyboard=True)
    choose_another_mentor(page, dossier, row=4, keyboard=False)
    drag_a_wpa(page, dossier)
    replan_an_illness(page, dossier)
    make_final(page)
    send(page, dossier, tmp_path)
    assert dossier.roster is not None
    assert len(read_rosters(dossier.roster.folder).placement or {}) >= 59
