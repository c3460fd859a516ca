"""What was done is told once, to the browser that did it, with the step that can be turned back."""

from __future__ import annotations

import html
import re

import pytest

from scheduler.web.dossier.records import HEAD_ROSTER
from scheduler.web.pages.done import COOKIE
from scheduler.web.wpa.moves import WpaMove, move_of
from tests.scheduler.web.office import Office


def free_move(office: Office) -> WpaMove:
    held = office.held
    moves = (move_of(held, student, slot) for student in held.assessment for slot in held.instance.slots)
    return next(move for move in moves if not (move.nothing or move.conflicts or move.against_pin))


def set_so(office: Office, move: WpaMove) -> None:
    booking = move.booking
    office.post(
        f"/wpa/{move.student.id}/zet",
        how="zo",
        stamp=office.dossier.value(HEAD_ROSTER).stamp,
        slot=booking.slot,
        field=booking.field,
        institute=booking.institute or "",
    )


def told(office: Office, path: str = "/wpa") -> str:
    """The words of what was done; '' where nothing is told."""
    found = re.search(r'<div class="gedaan".*?</div>', html.unescape(office.page(path)), re.DOTALL)
    return "" if found is None else " ".join(found[0].split())


def test_a_moved_wpa_is_told_with_its_day_and_the_way_back(office_with_wpas: Office) -> None:
    office = office_with_wpas
    move, before = free_move(office), office.heads
    set_so(office, move)
    said = told(office)
    assert f"{move.student.name} staat nu op {move.words}" in said
    day = office.held.instance.slots[move.booking.slot].date
    assert f'href="/d/{office.dossier.id}/wpa?beeld=beoordelaar&dag={day}">Toon die dag' in said
    assert move.student.name in office.page(f"/wpa?beeld=beoordelaar&dag={day}")
    assert told(office) == "", "it is told once"
    back = re.search(r'hx-post="/d/\w+(/ongedaan\?gezien=\d+)"', said)
    assert back is not None, said
    office.post(back[1])
    assert office.heads == before


def test_undo_and_redo_name_the_step_before_and_after(office_with_wpas: Office) -> None:
    office = office_with_wpas
    office.post("/instellingen", naam=["Max reistijd"], waarde=["75"], gezien=["90"])
    said = told(office, "/instellingen")
    assert "Opgeslagen: Max reistijd 75 in plaats van 90" in said
    assert "Ongedaan maken</button>" in said
    assert 'title="Ongedaan maken: Max reistijd 75 in plaats van 90"' in office.page("/versies")
    office.post("/ongedaan")
    said = told(office, "/instellingen")
    assert "Ongedaan gemaakt: Max reistijd 75 in plaats van 90" in said
    assert "Opnieuw doen</button>" in said
    assert 'title="Opnieuw doen: Max reistijd 75 in plaats van 90"' in office.page("/versies")
    office.post("/opnieuw")
    assert "Opnieuw gedaan: Max reistijd 75 in plaats van 90" in told(office, "/instellingen")


def test_a_part_of_a_page_does_not_use_it_up(office_with_wpas: Office) -> None:
    office = office_with_wpas
    move = free_move(office)
    set_so(office, move)
    path = f"/d/{office.dossier.id}/wpa/{move.student.id}/kiezen"
    assert "staat nu op" not in office.client.get(path, headers={"hx-request": "true"}).text
    assert "staat nu op" in told(office)


@pytest.mark.parametrize("key", ["", "zelf-bedacht", "<b>"])
def test_no_words_come_from_the_browser(office_with_wpas: Office, key: str) -> None:
    office = office_with_wpas
    office.client.cookies.set(COOKIE, key)
    assert told(office) == ""


def test_another_browser_is_told_nothing(office_with_wpas: Office) -> None:
    office = office_with_wpas
    set_so(office, free_move(office))
    office.client.cookies.delete(COOKIE)
    assert told(office) == ""
