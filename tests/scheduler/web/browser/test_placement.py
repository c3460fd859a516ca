"""The placement in a browser: another mentor by the keyboard alone, filters, the map, and something that happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

PATIENCE = 120_000  # milliseconds; an order runs in a process of its own


def tab_to(page: Page, selector: str, most: int = 80) -> None:
    """Press Tab until something that fits has the focus."""
    for _ in range(most):
        if page.evaluate("selector => document.activeElement?.matches(selector) ?? false", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached with Tab")


def test_another_mentor_is_chosen_with_the_keyboard_alone(page: Page) -> None:
    page.wait_for_selector(".tabulator-row")
    tab_to(page, "#zoek")
    tab_to(page, ".tabulator-row")
    page.keyboard.press("ArrowDown")
    student = page.evaluate("document.activeElement.dataset.student")
    page.keyboard.press("Enter")
    page.wait_for_selector(f"#paneel h2:has-text('{student}')")
    page.wait_for_function("document.activeElement.matches('#paneel h2')")
    page.wait_for_selector("#keuzes:has-text('Kost')", timeout=PATIENCE)
    tab_to(page, "#paneel input[type=search]")
    places = page.evaluate(
        "[...document.querySelectorAll('#keuzes > li')]"
        ".flatMap((line, at) => line.hidden || !line.querySelector('button:not(.stil)') ? [] : [at + 1])"
    )
    for place in places:  # not every mentor can be had; then the next one is asked
        tab_to(page, f"#keuzes li:nth-child({place}) button")
        page.evaluate("document.querySelector('#prijs').replaceChildren()")
        page.keyboard.press("Enter")
        page.wait_for_selector("#prijs .kaart", timeout=PATIENCE)
        page.wait_for_function("document.activeElement.matches('#prijs .kaart')")
        if page.locator("#prijs form[hx-post$='/kies'] button").count():
            break
    tab_to(page, "#prijs form button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/maken/*", timeout=PATIENCE)
    page.wait_for_selector("a:has-text('Verder')", timeout=PATIENCE)
    page.click("a:has-text('Verder')")
    page.wait_for_selector(f".tabulator-row[data-student='{student}']")
    page.click(f".tabulator-row[data-student='{student}']")
    page.wait_for_selector("text=De plek staat vast in het werkboek")
    assert student in page.inner_text("#paneel h2")


def test_search_filters_and_map_show_the_same_students(page: Page) -> None:
    page.wait_for_selector(".tabulator-row")
    page.wait_for_selector("select[data-kolom=schoolnaam] option:nth-child(2)", state="attached")
    school = page.eval_on_selector("select[data-kolom=schoolnaam]", "list => list.options[1].value")
    everyone = page.locator(".tabulator-row").count()
    page.select_option("select[data-kolom=schoolnaam]", school)
    page.wait_for_function("most => document.querySelectorAll('.tabulator-row').length < most", arg=everyone)
    shown = page.locator(".tabulator-row").count()
    assert page.inner_text("#telling").startswith(f"{shown} student")
    assert page.locator("#kaart line:not(.weg)").count() == shown
    assert page.locator("#kaart circle:not(.weg)").count() == 1
    page.click("#wis")
    page.wait_for_function("most => document.querySelectorAll('.tabulator-row').length === most", arg=everyone)


def test_something_happened_is_shown_and_taken(page: Page) -> None:
    page.wait_for_selector(".tabulator-row")
    student = page.locator(".tabulator-row").first.get_attribute("data-student")
    page.click("nav >> text=Er is iets gebeurd")
    page.click("a:has-text('Een student stopt')")
    page.fill("input[name=wie]", student or "")
    page.click("button:has-text('Maak een nieuw rooster')")
    page.wait_for_selector("a:has-text('Verder')", timeout=PATIENCE)
    page.click("a:has-text('Verder')")
    page.wait_for_selector("h2:has-text('Wie bericht moet krijgen')")
    assert student in page.inner_text("main")
    page.click("button:has-text('Neem over')")
    page.wait_for_url("**/d/*")
    page.click("nav >> text=Plaatsing")
    page.wait_for_selector(".tabulator-row")
    assert page.locator(f".tabulator-row[data-student='{student}']").count() == 0


def test_it_can_be_used_at_the_width_of_a_phone(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.reload()
    page.wait_for_selector(".tabulator-row")
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
