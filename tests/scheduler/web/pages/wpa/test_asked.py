"""What a move would be is asked before it is kept: what forbids it, who can, and what it costs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scheduler.web.wpa.availability import slot_choices
from scheduler.web.wpa.prices import price_as_it_is
from scheduler.web.wpa.seat_choices import seat_choices
from tests.scheduler.running import run
from tests.scheduler.web.pages.wpa.moving import fields, free_move, moves
from tests.scheduler.web.wpa.window import ROSTERS, WORKBOOK, WpaWindow


def test_a_wpa_can_be_moved_without_a_mouse(looked: WpaWindow) -> None:
    move = free_move(looked)
    panel = looked.page(f"/{move.student.id}/kiezen")
    assert f'<option value="{move.booking.slot}">' in panel
    assert 'name="field"' in looked.page(f"/{move.student.id}/beoordelaars", slot=move.booking.slot)
    answer = looked.page(f"/{move.student.id}/plek", **fields(move))
    assert "Zo zetten" in answer
    assert "kost" in answer


def test_a_drop_is_the_same_question(looked: WpaWindow) -> None:
    move = free_move(looked)
    slot = looked.held.instance.slots[move.booking.slot]
    dropped = looked.page(f"/{move.student.id}/neer", moment=f"{slot.date}T{slot.begin:%H:%M}")
    assert dropped == looked.page(f"/{move.student.id}/plek", **fields(move))


def test_a_conflict_is_named_with_its_rule_and_no_button_to_just_do_it(looked: WpaWindow) -> None:
    move = next(move for move in moves(looked) if move.conflicts)
    answer = looked.page(f"/{move.student.id}/plek", **fields(move))
    for conflict in move.conflicts:
        assert f"<strong>{conflict.rule}</strong>" in answer
    assert ">Zo zetten<" not in answer
    assert "Toch zo (breekt" in answer


def test_what_cannot_be_is_offered_only_when_asked(looked: WpaWindow) -> None:
    held = looked.held
    of_each = {id: slot_choices(held, held.instance.students[id]) for id in held.assessment}
    code = next(id for id, choices in of_each.items() if any(one.against for one in choices))
    slots = {one.slot: bool(one.against) for one in of_each[code]}
    few, every = looked.page(f"/{code}/kiezen"), looked.page(f"/{code}/kiezen", alles="ja")
    for id, against in slots.items():
        assert (f'<option value="{id}"' in few) is not against
        assert f'<option value="{id}"' in every
    assert "kan niet:" not in few
    assert not re.search(r"kan niet: A\d", every), "the rule is told in words"
    assert f"({sum(slots.values())} tij" in few


def test_at_another_time_an_assessor_who_can_is_chosen(looked: WpaWindow) -> None:
    held, seen = looked.held, 0
    for code, now in held.assessment.items():
        who = held.instance.students[code]
        for slot in held.instance.slots.values():
            choices = {one.trainer: one for one in seat_choices(held, who, slot, True)}
            if slot.id != now.slot and not choices[now.field].free and any(one.free for one in choices.values()):
                page = looked.page(f"/{code}/beoordelaars", slot=slot.id)
                field = page[: page.index("</select>")]
                [chosen] = re.findall(r'value="([^"]*)" selected', field)
                assert choices[chosen].free
                assert set(re.findall(r'value="([^"]+)"', field)) == {id for id, one in choices.items() if one.free}
                seen += 1
    assert seen


def test_what_can_be_is_not_shown_as_a_warning(looked: WpaWindow) -> None:
    dear = next(
        move for move in moves(looked) if not move.conflicts and price_as_it_is(looked.held, move.roster).dearer
    )
    answer = looked.page(f"/{dear.student.id}/plek", **fields(dear))
    assert "✓ Kan, en er verschuift niemand; het kost wel meer" in answer
    assert "blok-geel" not in answer


def test_another_school_is_refused_in_words(looked: WpaWindow) -> None:
    move = free_move(looked)
    own = looked.held.instance.mentors[looked.held.placement[move.student.id]].school
    other = next(id for id in looked.held.instance.schools if id != own)
    slot = looked.held.instance.slots[move.booking.slot]
    told = looked.page(f"/{move.student.id}/neer", moment=f"{slot.date}T{slot.begin:%H:%M}", school=other)
    assert "Een WPA is op de school van de student" in told


def test_the_price_is_that_of_the_command(looked: WpaWindow, solved: Path) -> None:
    move = free_move(looked)
    asked = ("verklaar", solved / WORKBOOK, solved / ROSTERS, move.student.id, "--waarom-niet", move.booking.slot)
    said = " ".join(run(*asked).output.split())
    told = re.search(r"kost (?:hoogstens |minstens )?(?:evenveel als nu|[\d.]+ punten? \w+ \([^)]*\))", said)
    assert told is not None, said
    shown = " ".join(looked.page(f"/{move.student.id}/prijs", **fields(move)).split())
    if "Er is niets goedkopers gevonden" in shown:
        # nobody moves along: the price is that of the answer above it, and is not told twice
        assert " punt" not in shown
        shown = " ".join(looked.page(f"/{move.student.id}/plek", **fields(move)).split())
    assert told[0].replace("hoogstens ", "") in shown


@pytest.mark.parametrize("path", ["/999999/kiezen", "/999999/plek", "/999999/prijs", "/999999/hulp"])
def test_an_unknown_student_is_told(looked: WpaWindow, path: str) -> None:
    assert "999999 is geen student in dit werkboek." in looked.page(path)
