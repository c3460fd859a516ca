"""WPAs in Chromium: dragged into a conflict, dragged at a price, and moved with the keyboard alone.

The browser may ask only the window itself. Nothing that the content-security policy refuses may be tried: that
event-calendar and tabulator set styles through the CSSOM alone, which ``style-src 'self'`` allows, is held here.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from scheduler.web.app import create_app
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.start import HERE, _listen
from scheduler.web.tasks.held import held
from scheduler.web.wpa.moves import WpaMove, move_of
from tests.scheduler.web.wpa.window import ROSTERS, TOKEN, WORKBOOK, solve

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("PLAATSWIJZER_CHROMIUM", "/usr/bin/chromium")
PATIENCE = 60_000  # milliseconds; other tests solve beside this one
pytestmark = pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no chromium")


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return solve(tmp_path_factory.mktemp("klein"))


@pytest.fixture
def dossiers(tmp_path: Path, solved: Path) -> Dossiers:
    made = Dossiers(tmp_path / "dossiers")
    dossier = made.create("2026-2027 S2")
    number = dossier.add_workbook(solved / WORKBOOK, WORKBOOK, "", "ingebracht")
    folder = dossier.new_roster_folder()
    folder.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(solved / ROSTERS, folder, dirs_exist_ok=True)
    dossier.add_roster(folder, number, "", "gemaakt")
    return made


@pytest.fixture
def address(dossiers: Dossiers, tmp_path: Path) -> Iterator[str]:
    listening = _listen(None)
    port = listening.getsockname()[1]
    app = create_app(tmp_path / "dossiers", TOKEN, [f"{HERE}:{port}"], port)
    quiet: dict[str, Any] = {"log_config": None, "access_log": False, "timeout_graceful_shutdown": 1}
    server = uvicorn.Server(uvicorn.Config(app, **quiet))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://{HERE}:{port}"
    server.should_exit = True
    thread.join(10)
    listening.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def page(address: str, chromium: Any) -> Iterator[Any]:
    """A page that was let in; what it asks elsewhere or tries against the policy fails the test."""
    wrong: list[str] = []
    context = chromium.new_context(viewport={"width": 1280, "height": 1400})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)

    def only_here(route: Any) -> None:
        if route.request.url.startswith(address):
            route.continue_()
        else:
            wrong.append(route.request.url)
            route.abort()

    page.route("**/*", only_here)
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(f"{address}/?{TOKEN_FIELD}={TOKEN}")
    yield page
    context.close()
    assert wrong == []


def found(dossiers: Dossiers, conflict: bool) -> WpaMove:
    """A WPA at another time of its own day, in or out of the way of others."""
    [listed] = dossiers.all()
    rosters = held(dossiers.open(listed.id))
    assert rosters is not None
    slots = rosters.instance.slots
    for student, booking in rosters.assessment.items():
        for slot in slots.values():
            if slot.date == slots[booking.slot].date:
                move = move_of(rosters, student, slot.id)
                if not move.nothing and not move.against_pin and bool(move.conflicts) is conflict:
                    return move
    raise AssertionError("the sample has no such move")


def open_day(page: Any, dossiers: Dossiers, move: WpaMove) -> None:
    [listed] = dossiers.all()
    day = move.held.instance.slots[move.booking.slot].date
    page.goto(f"{page.url.partition('/?')[0].rstrip('/')}/d/{listed.id}/wpa?dag={day}")
    page.wait_for_selector("#tijdlijn[data-klaar]")


def drag(page: Any, move: WpaMove) -> None:
    """Take the WPA up at its middle and put it down so that it begins where the slot does."""
    assert move.now is not None
    slots = move.held.instance.slots
    event = page.locator(".ec-event.wpa", has_text=move.student.name).first
    box = event.bounding_box()
    now, then = slots[move.now.slot], slots[move.booking.slot]
    per_minute = box["width"] / (now.end_minute - now.begin_minute)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 6, y, steps=3)
    page.mouse.move(x + (then.begin_minute - now.begin_minute) * per_minute, y, steps=12)
    page.wait_for_selector("#tijdlijn .achter.kan, #tijdlijn .achter.vol", state="attached")
    page.mouse.up()
    page.wait_for_selector("#paneel [data-antwoord]")


def test_a_drag_into_a_conflict_names_the_rule_and_goes_back(page: Any, dossiers: Dossiers) -> None:
    move = found(dossiers, conflict=True)
    open_day(page, dossiers, move)
    before = page.locator(".ec-event.wpa", has_text=move.student.name).first.bounding_box()
    drag(page, move)
    told = page.inner_text("#paneel")
    for conflict in move.conflicts:
        assert f"{conflict.rule} {conflict.name}" in told
    assert "Toch zo (breekt" in told
    page.click("[data-laat-maar]")
    page.wait_for_selector("#paneel [data-antwoord]", state="detached")
    page.wait_for_selector("#tijdlijn .achter.kan", state="detached")
    after = page.locator(".ec-event.wpa", has_text=move.student.name).first.bounding_box()
    assert abs(after["x"] - before["x"]) < 2


def test_a_drag_at_a_price_is_kept(page: Any, dossiers: Dossiers) -> None:
    move = found(dossiers, conflict=False)
    open_day(page, dossiers, move)
    drag(page, move)
    assert "kost" in page.inner_text("#paneel .antwoord > div:first-of-type")
    page.wait_for_selector("#paneel .blok-vlak")
    with page.expect_navigation():
        page.locator("#paneel button", has_text=re.compile("^Zo zetten$")).first.click()
    page.wait_for_selector("#tijdlijn[data-klaar]")
    [listed] = dossiers.all()
    kept = held(dossiers.open(listed.id))
    assert kept is not None
    assert kept.assessment[move.student.id] == move.booking
    assert page.locator(".ec-event.vast", has_text=move.student.name).count()


def test_the_keyboard_alone_moves_a_wpa(page: Any, dossiers: Dossiers) -> None:
    move = found(dossiers, conflict=False)
    open_day(page, dossiers, move)
    page.locator(".wpa-lijst button", has_text="Verplaatsen").and_(
        page.locator(f"[aria-label*='{move.student.name}']")
    ).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#paneel select[name=slot]")
    assert page.evaluate("document.activeElement.matches('#paneel [data-richt]')"), "the focus goes to the panel"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "slot"
    page.select_option("#paneel select[name=slot]", move.booking.slot)
    page.wait_for_function("document.querySelector('#beoordelaars select').value !== ''")
    page.locator("#paneel form.verplaats button").focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#antwoord [data-antwoord]")
    assert "Zo zetten" in page.inner_text("#antwoord")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("rows", ["beoordelaar", "school", "lijst"])
def test_nothing_is_wider_than_the_page(page: Any, dossiers: Dossiers, width: int, rows: str) -> None:
    [listed] = dossiers.all()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{page.url.partition('/?')[0].rstrip('/')}/d/{listed.id}/wpa?beeld={rows}&periode=week")
    if rows != "lijst":
        page.wait_for_selector("#tijdlijn[data-klaar]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
