"""Logging in at a server of the office, in a real browser: what it sends along is not what a test would."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from scheduler.web.app import create_office_app
from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.sessions import Sessions
from scheduler.web.server.users import Users
from tests.scheduler.web.browser.window import PATIENCE
from tests.scheduler.web.listening import listening
from tests.scheduler.web.server.colleagues import PASSWORDS, users_in

AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[str]:
    """The address of a server with two colleagues."""
    sessions = Sessions(Users(users_in(tmp_path)))
    log = AccessLog(tmp_path / "logboek")
    with listening(
        lambda port: create_office_app(tmp_path / "dossiers", sessions, [f"127.0.0.1:{port}"], 1, log)
    ) as port:
        yield f"http://127.0.0.1:{port}"


@pytest.fixture
def page(chromium: Browser, office: str) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


def fill(page: Page, name: str, password: str) -> None:
    page.get_by_label("Naam").fill(name)
    page.get_by_label("Wachtwoord").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_colleague_comes_in_where_she_wanted_to_be_and_goes_out(page: Page, office: str) -> None:
    page.goto(f"{office}/bestaat-niet")
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible(timeout=PATIENCE)
    fill(page, "Ans", "een verkeerd wachtwoord")
    expect(page.get_by_role("alert")).to_contain_text("niet bekend", timeout=PATIENCE)
    fill(page, "Ans", PASSWORDS["ans"])
    expect(page).to_have_url(f"{office}/bestaat-niet", timeout=PATIENCE)
    page.goto(office)
    page.get_by_label("Nieuw semester").fill("2026-2027 S2")
    page.get_by_role("button", name="Begin").click()
    expect(page).to_have_url(re.compile(r"/d/[0-9a-z]{12}/werkboek$"), timeout=PATIENCE)
    page.get_by_role("button", name="Uitloggen").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible(timeout=PATIENCE)
    page.goto(office)
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible(timeout=PATIENCE)


def test_who_is_out_by_now_is_led_to_the_page_for_logging_in(page: Page, office: str) -> None:
    page.goto(office)
    fill(page, "bo", PASSWORDS["bo"])
    page.get_by_label("Nieuw semester").fill("2026-2027 S2")
    page.context.clear_cookies()
    page.get_by_role("button", name="Begin").click()
    expect(page.get_by_role("heading", name="Inloggen")).to_be_visible(timeout=PATIENCE)


def test_the_page_for_logging_in_is_for_everyone(page: Page, office: str) -> None:
    page.goto(office)
    page.evaluate(AXE)
    found = page.evaluate("axe.run()")
    assert [one["id"] for one in found["violations"] if one["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
