"""The screen of the WPAs: the list does all that the timeline does, a move is kept in one step, nothing is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from instances.domain.instance import Instance
from instances.rosters.columns import RESULT_FILE
from instances.rosters.read import read_rosters
from instances.workbook.read import read
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from scheduler.repairs.run import NOT_YET
from scheduler.web.app import STATIC, create_app
from scheduler.web.dossier.records import FINAL
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.wpa.availability import slot_choices
from scheduler.web.wpa.dragging import Fit
from scheduler.web.wpa.events import WORDS
from scheduler.web.wpa.left_out import offers
from scheduler.web.wpa.moves import WpaMove, move_of
from scheduler.web.wpa.prices import price_as_it_is
from scheduler.web.wpa.seat_choices import seat_choices
from tests.builders import mentor, student
from tests.scheduler.running import run, small
from tests.scheduler.web.wpa.window import HOST, PORT, ROSTERS, TOKEN, WORKBOOK, WpaWindow, solve


@pytest.fixture(scope="module")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return solve(tmp_path_factory.mktemp("klein"))


def with_maximum(wpas: int) -> Instance:
    plain = small(student("ST3"), mentor("M3"))
    return replace(plain, trainers={id: replace(one, max_wpas=wpas) for id, one in plain.trainers.items()})


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three WPAs and an assessor who can take one: others are left out, and a higher maximum would help."""
    return solve(tmp_path_factory.mktemp("vol"), with_maximum(1))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dossiers")


@pytest.fixture(scope="module")
def browser(root: Path) -> Iterator[TestClient]:
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        assert client.get(f"/?{TOKEN_FIELD}={TOKEN}").status_code == 303
        yield client


@pytest.fixture(scope="module")
def looked(browser: TestClient, root: Path, solved: Path) -> WpaWindow:
    """A window in which nothing is changed."""
    return WpaWindow(browser, root, solved)


@pytest.fixture
def window(browser: TestClient, root: Path, solved: Path) -> WpaWindow:
    """A window of its own for each test."""
    return WpaWindow(browser, root, solved)


def moves(window: WpaWindow) -> Iterator[WpaMove]:
    """Every WPA at every time, in order."""
    held = window.held
    for student_id in held.assessment:
        for slot_id in held.instance.slots:
            move = move_of(held, student_id, slot_id)
            if not move.nothing:
                yield move


def free_move(window: WpaWindow) -> WpaMove:
    return next(move for move in moves(window) if not move.conflicts and not move.against_pin)


def fields(move: WpaMove) -> dict[str, str]:
    booking = move.booking
    return {"slot": booking.slot, "field": booking.field, "institute": booking.institute or ""}


def instance_of(window: WpaWindow) -> Instance:
    version = window.dossier.workbook
    assert version is not None
    found = read(version.path).instance
    assert found is not None
    return found


# ---- what is shown ----


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


# ---- asking ----


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


# ---- keeping ----


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


# ---- what is not scheduled ----


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
        assert NOT_YET in window.page(f"/{left}/hulp")
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
