"""A move is kept in one step with its pin, a broken rule stays flagged, and nothing of another tab is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from instances.rosters.columns import RESULT_FILE
from instances.rosters.read import read_rosters
from scheduler.web.dossier.records import FINAL
from tests.scheduler.web.pages.wpa.moving import fields, free_move, instance_of, moves
from tests.scheduler.web.wpa.window import WORKBOOK, WpaWindow


def test_a_move_is_kept_with_its_pin_in_one_step(window: WpaWindow) -> None:
    move = free_move(window)
    before = window.heads
    assert window.post(f"/wpa/{move.student.id}/zet", how="zo", **fields(move)) == ""
    assert window.heads == (before[0] + 1, before[1] + 1)
    assert instance_of(window).pin_of[move.student.id].slot == move.booking.slot
    after = read_rosters(window.roster.folder, instance_of(window))
    assert after.assessment is not None
    assert after.assessment == {**move.held.assessment, move.student.id: move.booking}
    assert not window.roster.breaks
    assert "vast" in window.page(dag=str(move.held.instance.slots[move.booking.slot].date))
    assert window.dossier.undo() is not None
    assert window.heads == before
    assert window.dossier.redo() is not None
    assert window.heads == (before[0] + 1, before[1] + 1)


def test_what_is_kept_proves_itself(window: WpaWindow) -> None:
    """The files are those of the changed workbook, so that the next question about them is answered."""
    move = free_move(window)
    window.post(f"/wpa/{move.student.id}/zet", how="zo", **fields(move))
    result = json.loads((window.roster.folder / RESULT_FILE).read_text(encoding="utf-8"))
    assert result["wpa"]["toewijzing"][move.student.id]["slot"] == move.booking.slot
    assert window.held.wpa_verdict.ok
    assert "Dit WPA staat al zo." in window.page(f"/{move.student.id}/plek", **fields(move))


def test_the_best_roster_that_was_shown_is_the_one_that_is_kept(window: WpaWindow) -> None:
    move = next(move for move in moves(window) if move.conflicts and not move.forbidden and not move.against_pin)
    held = window.held
    if "Zo zetten" not in window.page(f"/{move.student.id}/prijs", **fields(move)):
        pytest.skip("no roster has it")
    [answer] = held.wpa_answers.values()
    assert window.post(f"/wpa/{move.student.id}/zet", how="mee", **fields(move)) == ""
    assert window.held.assessment == getattr(answer, "roster", None)


def test_a_swap_is_kept_for_both(window: WpaWindow) -> None:
    move = next(move for move in moves(window) if move.swap and not move.swap.conflicts)
    swap = move.swap
    assert swap is not None
    assert "Ruilen" in window.page(f"/{move.student.id}/plek", **fields(move))
    assert window.post(f"/wpa/{move.student.id}/zet", how="ruil", **fields(move)) == ""
    assert window.held.assessment == swap.roster
    assert {move.student.id, swap.other} <= instance_of(window).pin_of.keys()


def test_what_breaks_a_rule_is_flagged_and_never_final(window: WpaWindow) -> None:
    move = next(move for move in moves(window) if move.conflicts)
    workbook = window.heads[0]
    path = f"/wpa/{move.student.id}/zet"
    assert "Vink eerst aan" in window.post(path, how="toch", **fields(move))
    assert window.post(path, how="toch", knowingly="ja", reason="kan niet anders", **fields(move)) == ""
    assert set(window.roster.breaks) == {str(conflict.rule) for conflict in move.conflicts}
    assert window.heads[0] == workbook, "no pin in the workbook keeps what breaks a rule"
    assert "Dit rooster breekt regels" in window.page()
    told = window.post(f"/versies/definitief/{window.roster.id}")
    assert "kan niet definitief worden" in told
    assert window.dossier.value(FINAL).text is None


def test_just_doing_it_is_refused_where_a_rule_is_broken(window: WpaWindow) -> None:
    move = next(move for move in moves(window) if move.conflicts)
    before = window.heads
    assert "Dit kan niet zo" in window.post(f"/wpa/{move.student.id}/zet", how="zo", **fields(move))
    assert window.heads == before


def test_the_second_of_two_tabs_is_told_and_overwrites_nothing(window: WpaWindow) -> None:
    move, seen = free_move(window), window.stamp
    assert window.post(f"/wpa/{move.student.id}/zet", how="zo", **fields(move)) == ""
    after = window.heads
    other = free_move(window)
    told = window.post(f"/wpa/{other.student.id}/zet", how="zo", stamp=seen, **fields(other))
    assert "Er is niets overschreven" in told
    assert window.heads == after


def test_with_a_workbook_that_changed_since_nothing_is_kept(window: WpaWindow, solved: Path) -> None:
    move = free_move(window)
    window.dossier.add_workbook(solved / WORKBOOK, WORKBOOK, "", "opnieuw ingebracht", 1)
    before = window.heads
    told = window.post(f"/wpa/{move.student.id}/zet", how="zo", **fields(move))
    assert "Het werkboek is gewijzigd sinds dit rooster" in told
    assert window.heads == before


def test_a_pin_against_the_move_is_replaced(window: WpaWindow) -> None:
    move = free_move(window)
    window.post(f"/wpa/{move.student.id}/zet", how="zo", **fields(move))
    now = move.now
    assert now is not None
    back = {"slot": now.slot, "field": now.field, "institute": now.institute or ""}
    assert "(A10)" in window.page(f"/{move.student.id}/plek", **back)
    assert window.post(f"/wpa/{move.student.id}/zet", how="zo", **back) == ""
    assert instance_of(window).pin_of[move.student.id].slot == now.slot
    assert window.held.wpa_verdict.ok
