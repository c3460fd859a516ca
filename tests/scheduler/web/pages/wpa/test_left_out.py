"""A WPA that is not scheduled says why, and what is offered helps and undoes nothing just entered."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from scheduler.repairs.run import NOT_YET
from scheduler.web.wpa.left_out import offers
from tests.scheduler.web.pages.wpa.moving import with_maximum
from tests.scheduler.web.wpa.window import WpaWindow, solve


def test_a_wpa_that_is_left_out_says_why_and_what_helps(browser: TestClient, root: Path, crowded: Path) -> None:
    window = WpaWindow(browser, root, crowded)
    held = window.held
    left = held.run.not_scheduled[0].id
    page = window.page()
    assert "Niet ingepland" in page
    assert held.rosters.unscheduled[left] in re.sub(r"&#39;", "'", page)
    assert "Doe dit" in window.page(f"/{left}/hulp")
    before = window.heads
    assert window.post(f"/wpa/{left}/hulp/0") == ""
    assert window.heads == (before[0] + 1, before[1] + 1)
    after = window.held
    assert left in after.assessment
    assert not check_assessment(after.instance, after.placement, after.assessment).violations


def test_who_asks_again_after_time_was_up_is_helped(
    browser: TestClient, root: Path, crowded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = WpaWindow(browser, root, crowded)
    left = window.held.run.not_scheduled[0].id
    with monkeypatch.context() as no_time:
        no_time.setattr("scheduler.web.wpa.left_out.control", lambda _: Control(0.0))
        told = window.page(f"/{left}/hulp")
        assert (NOT_YET in told, "Zoek opnieuw" in told) == (True, True)
    assert "Doe dit" in window.page(f"/{left}/hulp")


def test_an_offer_that_is_not_there_is_told(browser: TestClient, root: Path, crowded: Path) -> None:
    window = WpaWindow(browser, root, crowded)
    left = window.held.run.not_scheduled[0].id
    assert "Dit voorstel geldt niet meer" in window.post(f"/wpa/{left}/hulp/99")


def test_no_offer_undoes_what_was_just_entered(browser: TestClient, root: Path, crowded: Path, tmp_path: Path) -> None:
    """The office has just lowered every maximum from 2 to 1."""
    solve(tmp_path, with_maximum(2))
    window, before = WpaWindow(browser, root, tmp_path, crowded), WpaWindow(browser, root, crowded)
    left = before.held.run.not_scheduled[0].id
    assert any("Opleiders" in one.what for one in offers(before.dossier, before.held, left).offers)
    assert not any("Opleiders" in one.what for one in offers(window.dossier, window.held, left).offers)
