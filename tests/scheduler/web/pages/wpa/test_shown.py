"""The screen of the WPAs: every view, on paper too, and the list does all that the timeline does."""

from __future__ import annotations

import re

import pytest

from scheduler.web.app import STATIC
from scheduler.web.wpa.dragging import Fit
from scheduler.web.wpa.events import WORDS
from tests.scheduler.web.wpa.window import WpaWindow


def test_the_first_day_is_a_list_with_a_button_for_each_wpa(looked: WpaWindow) -> None:
    page = looked.page()
    shown = set(re.findall(r"/wpa/(\d+)/kiezen", page))
    events = {one["extendedProps"].get("student") for one in looked.data("/tijdlijn")["events"]} - {None}
    assert shown == events != set()
    assert len(shown) < len(looked.held.assessment), "only what is shown goes to the browser"


def test_the_tab_is_there_and_marked(looked: WpaWindow) -> None:
    assert re.search(r'/wpa" aria-current="page">WPA', looked.page())


@pytest.mark.parametrize("fit", list(Fit))
def test_the_legend_shows_each_colour_with_the_word_that_stands_in_it(looked: WpaWindow, fit: Fit) -> None:
    assert f'<span class="staal {fit.value}">{WORDS[fit]}</span>' in looked.page()
    assert f"#tijdlijn .{fit.value}, .staal.{fit.value} {{" in (STATIC / "wpa.css").read_text(encoding="utf-8")


@pytest.mark.parametrize("rows", ["beoordelaar", "school", "lijst"])
@pytest.mark.parametrize("period", ["dag", "week"])
def test_every_view_shows(looked: WpaWindow, rows: str, period: str) -> None:
    page = looked.page(beeld=rows, periode=period)
    assert "Werkdruk" in page
    assert "Verplaatsen" in page


@pytest.mark.parametrize("rows", ["beoordelaar", "school", "lijst"])
def test_on_paper_is_every_wpa(looked: WpaWindow, rows: str) -> None:
    page = looked.page("/afdruk", beeld=rows)
    students = looked.held.instance.students
    assert all(students[id].name in page for id in looked.held.assessment)
    assert "<button" not in page.partition("<main")[2]


def test_without_rosters_it_says_so(window: WpaWindow) -> None:
    window.dossier.undo()
    assert "Er is nog geen rooster" in window.page()
    assert window.data("/tijdlijn") == {}
