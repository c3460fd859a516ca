"""A WPA is moved with the keyboard alone, from the list that says the same as the timeline."""

from __future__ import annotations

from playwright.sync_api import Page, Route

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.held import held
from tests.scheduler.web.browser.dragging import found, open_day
from tests.scheduler.web.browser.window import tab_to, until


def test_the_keyboard_alone_moves_a_wpa(page: Page, dossier: Dossier) -> None:
    move = found(dossier, conflict=False)
    open_day(page, dossier, move)
    events = page.locator(".ec-event.wpa").count()
    assert page.locator(".wpa-lijst button", has_text="Verplaatsen").count() == events, "each WPA has its button"
    tab_to(page, f".wpa-lijst button[aria-label*='{move.student.name}']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#paneel select[name=slot]")
    page.wait_for_selector("#paneel [data-richt]:focus")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "slot"
    page.select_option("#paneel select[name=slot]", move.booking.slot)
    until(page, "document.querySelector('#beoordelaars select').value !== ''")
    page.locator("#paneel form.verplaats button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#antwoord form[hx-post$='/zet'] button.hoofd")
    tab_to(page, "#antwoord form[hx-post$='/zet'] button.hoofd")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    kept = held(dossier)
    assert kept is not None
    assert kept.assessment[move.student.id] == move.booking
    assert f"{move.student.name} staat nu op" in page.inner_text("[data-gedaan]:focus")


def cut_off(page: Page, selector: str) -> list[str]:
    """The texts of what is wider than its place."""
    found: list[str] = page.eval_on_selector_all(
        selector,
        "all => all.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.textContent.trim())",
    )
    return found


def test_a_day_and_the_workload_are_whole_on_a_plain_screen(page: Page, dossier: Dossier) -> None:
    open_day(page, dossier, found(dossier, conflict=False))
    assert cut_off(page, "#tijdlijn .ec-main, #tijdlijn .ec-slot, .werkdruk .rol") == []
    page.goto(f"{page.url}&periode=week")
    page.wait_for_selector("#tijdlijn[data-klaar]")
    assert page.locator("#tijdlijn .ec-slot").count() > 30
    assert cut_off(page, "#tijdlijn .ec-slot") == []


def test_what_takes_long_says_so_at_once(page: Page, dossier: Dossier) -> None:
    """The server answers only when the words were seen."""
    waiting: list[Route] = []
    move = found(dossier, conflict=False)
    open_day(page, dossier, move)

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/kiezen", hold)
    page.route("**/zet", hold)
    page.locator(".ec-event.wpa", has_text=move.student.name).first.click()
    page.wait_for_selector(f"#paneel >> text={move.student.name}: de tijden worden opgezocht")
    waiting.pop().fallback()
    page.select_option("#paneel select[name=slot]", move.booking.slot)
    until(page, "document.querySelector('#beoordelaars select').value !== ''")
    page.click("#paneel form.verplaats button")
    page.click("#antwoord form[hx-post$='/zet'] button.hoofd")
    page.wait_for_selector("#antwoord >> text=Wordt bewaard")
    page.click("#antwoord form[hx-post$='/zet'] button.hoofd")
    with page.expect_navigation():
        waiting.pop().fallback()
    assert not waiting, "it cannot be asked twice"
    page.wait_for_selector("[data-gedaan]")
