"""WPAs that a test drags: which one, to where, and the movements of the mouse."""

from __future__ import annotations

from playwright.sync_api import Page

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.held import held
from scheduler.web.wpa.moves import WpaMove, move_of
from tests.scheduler.web.browser.window import address_of


def found(dossier: Dossier, conflict: bool) -> WpaMove:
    """A WPA at another time of its own day, in or out of the way of others."""
    rosters = held(dossier)
    assert rosters is not None
    slots = rosters.instance.slots
    for student, booking in rosters.assessment.items():
        for slot in slots.values():
            if slot.date == slots[booking.slot].date:
                move = move_of(rosters, student, slot.id)
                if not move.nothing and not move.against_pin and bool(move.conflicts) is conflict:
                    return move
    raise AssertionError("the sample has no such move")


def open_day(page: Page, dossier: Dossier, move: WpaMove) -> None:
    """Show the timeline of the day of a WPA."""
    day = move.held.instance.slots[move.booking.slot].date
    page.set_viewport_size({"width": 1280, "height": 1400})
    page.goto(f"{address_of(page)}/d/{dossier.id}/wpa?dag={day}")
    page.wait_for_selector("#tijdlijn[data-klaar]")


def drag(page: Page, move: WpaMove) -> None:
    """Take the WPA up at its middle and put it down so that it begins where the slot does."""
    assert move.now is not None
    slots = move.held.instance.slots
    event = page.locator(".ec-event.wpa", has_text=move.student.name).first
    event.scroll_into_view_if_needed()
    box = event.bounding_box()
    assert box is not None
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


def drag_into_a_conflict(page: Page, move: WpaMove) -> None:
    """Drop a WPA where a rule forbids it: the rule is named, and the WPA goes back."""
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
    assert before is not None
    assert after is not None
    assert abs(after["x"] - before["x"]) < 2
