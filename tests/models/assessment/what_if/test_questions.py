"""Questions about a finished WPA roster: answers are legal, priced by the checker and, where proven, the best."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from instances.domain.entities import Pin, Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Booking, Placement, Proof, Status
from instances.domain.travel import NORM_MINUTES
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.variables import half_day_of
from models.assessment.search.schedule import schedule
from models.assessment.what_if.questions import WpaAnswer, WpaQuestions
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests import builders as b
from tests.models.assessment_cases import random_assessment
from tests.oracle import best_assessment

Semester = tuple[Instance, Placement, Assessment]


def _finished(seed: int) -> Semester | None:
    """A random semester with its best roster; None without one, or when someone is pinned."""
    instance, placed, _ = random_assessment(seed)
    instance = replace(instance, pins=())
    found = schedule(instance, placed, Control(20)).assessment
    return None if not found else (instance, placed, found)


def _expected(instance: Instance, placed: Placement, now: Assessment) -> tuple[int, int] | None:
    """Count, and cost with each move at a trip of the norm, of the best roster."""
    weights = dict(instance.settings.weights)
    weights[Wish.V7] = max(1, weights[Wish.V1] * NORM_MINUTES)
    moves = replace(instance, settings=replace(instance.settings, weights=weights))
    best = best_assessment(moves, placed, now)
    return None if best is None else (best.count, best.cost)


def _reached(instance: Instance, placed: Placement, now: Assessment, answer: WpaAnswer) -> tuple[int, int]:
    assert answer.assessment is not None
    verdict = check_assessment(instance, placed, answer.assessment, now)
    assert verdict.violations == ()
    moves = verdict.wishes[Wish.V7]
    assert (answer.count, answer.cost) == (verdict.count, verdict.cost - moves.cost)
    price = max(1, instance.settings.weights[Wish.V1] * NORM_MINUTES)
    return answer.count, answer.cost + price * moves.amount


def _condition(dice: random.Random, instance: Instance) -> tuple[str | None, str | None]:
    """A slot, an assessor or both."""
    slot, assessor = dice.choice([*instance.slots]), dice.choice([*instance.trainers])
    return dice.choice([(slot, None), (None, assessor), (slot, assessor)])


def _pinned(instance: Instance, student: str, slot: str | None, assessor: str | None) -> Instance:
    in_field = assessor is not None and instance.trainers[assessor].role.in_field
    pin = Pin(student, slot=slot, field=assessor if in_field else None, institute=None if in_field else assessor)
    return replace(instance, pins=(pin,))


@pytest.mark.parametrize("seed", range(7200, 7240))
def test_no_roster_under_the_condition_is_better(seed: int) -> None:
    semester = _finished(seed)
    if semester is None:
        assert schedule(*random_assessment(seed)[:2], Control(20)).proof.count_bound == 0
        return
    instance, placed, now = semester
    dice = random.Random(seed)
    student, (slot, assessor) = dice.choice([*now]), _condition(dice, instance)
    answer = WpaQuestions(instance, placed, now, Control(20)).forced(student, slot=slot, assessor=assessor)
    expected = _expected(_pinned(instance, student, slot, assessor), placed, now)
    if expected is None:
        assert (answer.assessment, answer.impossible) == (None, True)
        return
    assert (_reached(instance, placed, now, answer), answer.proven) == (expected, True)
    least = best_assessment(_pinned(instance, student, slot, assessor), placed)
    assert least is not None
    assert answer.exact == ((answer.count, answer.cost) == (least.count, least.cost))


@pytest.mark.parametrize("seed", range(7300, 7330))
def test_an_answer_from_neighbourhoods_is_legal_and_never_better_than_the_best(seed: int) -> None:
    semester = _finished(seed) or _finished(7301)
    assert semester is not None
    instance, placed, now = semester
    dice = random.Random(seed)
    student, (slot, assessor) = dice.choice([*now]), _condition(dice, instance)
    answer = WpaQuestions(instance, placed, now, Control(20), small=0).forced(student, slot=slot, assessor=assessor)
    expected = _expected(_pinned(instance, student, slot, assessor), placed, now)
    if answer.assessment is None:
        assert expected is None or not answer.impossible
        return
    count, cost = _reached(instance, placed, now, answer)
    assert expected is not None
    assert (-count, cost) >= (-expected[0], expected[1])


def _one_school(*more: object) -> Semester:
    """Two WPAs at S1 on one morning, one after the other, both with SO8 who stands next door; SO9 comes from afar."""
    rows = [b.student("ST1"), b.student("ST2"), b.mentor("M1"), b.mentor("M2"), b.trainer("SO8"), b.trainer("SO9")]
    slots = [b.slot("T1"), b.slot("T2", begin="10:00", end="11:00"), b.slot("T3", begin="13:00", end="14:00")]
    instance = b.semester(b.board(), b.school(), *rows, *slots, b.travel("SO9", "S1", 25), *more)
    return instance, {"ST1": "M1", "ST2": "M2"}, {"ST1": Booking("T1", "SO8"), "ST2": Booking("T2", "SO8")}


def test_the_base_is_what_the_checker_says() -> None:
    instance, placed, now = _one_school()
    base = WpaQuestions(instance, placed, now, Control(10)).base
    verdict = check_assessment(instance, placed, now)
    assert (base.assessment, base.count, base.cost) == (now, verdict.count, verdict.cost)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_a_taken_slot_makes_the_other_give_way_at_no_cost(small: int) -> None:
    """Both are in the class hours of SO8's one visit, so that changing places is free."""
    ask = WpaQuestions(*_one_school(), Control(10), small=small)
    answer = ask.forced("ST1", slot="T2", assessor="SO8")
    assert (answer.cost - ask.base.cost, ask.moved(answer)) == (0, ("ST1", "ST2"))


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_another_assessor_costs_a_trip(small: int) -> None:
    """SO9 comes 25 minutes for one WPA (V1) and SO8 stays at one, so only the trip is added."""
    ask = WpaQuestions(*_one_school(), Control(10), small=small)
    answer = ask.forced("ST1", assessor="SO9")
    saved = ask.base.cost - check_assessment(*_one_school()[:2], {"ST2": Booking("T2", "SO8")}).cost
    assert answer.assessment is not None
    assert (answer.assessment["ST1"].field, ask.moved(answer)) == ("SO9", ("ST1",))
    assert answer.cost - ask.base.cost <= 25 - min(0, saved)


def test_what_a_rule_forbids_is_impossible() -> None:
    instance, placed, now = _one_school(b.trainer("IO8", Role.IO))
    answer = WpaQuestions(instance, placed, now, Control(10)).forced("ST1", assessor="IO8")
    assert (answer.assessment, answer.impossible) == (None, True)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_alternatives_are_different_from_now_and_from_each_other(small: int) -> None:
    ask = WpaQuestions(*_one_school(), Control(10), small=small)
    found = [answer.assessment["ST1"] for answer in ask.alternatives("ST1") if answer.assessment]
    slots = _one_school()[0].slots
    kinds = {(half_day_of(slots[booking.slot]), booking.assessors) for booking in [Booking("T1", "SO8"), *found]}
    assert (len(found), len(kinds)) == (3, 4)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_alternatives_come_cheapest_first(small: int) -> None:
    prices = [answer.cost for answer in WpaQuestions(*_one_school(), Control(10), small=small).alternatives("ST1")]
    assert prices == sorted(prices)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_an_edited_workbook_schedules_who_was_left_out(small: int) -> None:
    """With a maximum of one WPA for SO8 and no other assessor, ST2 has nobody; with two ST1 need not move."""
    instance, placed, now = _one_school(b.trainer("SO8", max_wpas=1), b.trainer("SO9", assessor=False))
    ask = WpaQuestions(instance, placed, {"ST1": now["ST1"]}, Control(10), small=small)
    answer = ask.changed(replace(instance, trainers={**instance.trainers, "SO8": b.trainer("SO8", max_wpas=2)}))
    assert (ask.base.count, answer.count, ask.moved(answer)) == (1, 2, ("ST2",))


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_a_gain_elsewhere_is_left_where_it_is(small: int) -> None:
    """ST2 is with SO9 now, from afar; that is no part of the price of another hour for ST1."""
    instance, placed, now = _one_school()
    ask = WpaQuestions(instance, placed, {**now, "ST2": Booking("T2", "SO9")}, Control(10), small=small)
    assert ask.moved(ask.forced("ST1", slot="T3")) == ("ST1",)


@pytest.mark.parametrize("small", [0, BLOCK_SETTINGS.exact_wpas])
def test_an_assessor_who_is_full_hands_over_a_wpa(small: int) -> None:
    """SO8 may do one WPA and has that of ST3 at another school; forced to ST2, someone else takes that one."""
    elsewhere = [b.school("S2"), b.student("ST3"), b.mentor("M3", "S2")]
    instance, placed, _ = _one_school(*elsewhere, b.trainer("SO8", max_wpas=1))
    weights = {**instance.settings.weights, Wish.V8: 0}  # ST1 gives way too where that saves SO9 waiting
    instance = replace(instance, settings=replace(instance.settings, weights=weights))
    roster = {"ST1": Booking("T1", "SO9"), "ST2": Booking("T2", "SO9"), "ST3": Booking("T1", "SO8")}
    ask = WpaQuestions(instance, {**placed, "ST3": "M3"}, roster, Control(10), small=small)
    answer = ask.forced("ST2", assessor="SO8")
    assert (answer.count, ask.moved(answer)) == (3, ("ST2", "ST3"))


def test_alternatives_are_all_found_before_it_is_asked_which_prices_are_exact(monkeypatch: pytest.MonkeyPatch) -> None:
    """Proving takes all the time that it is given: it must not be that of finding."""
    semester = next(found for found in map(_finished, range(7200, 7240)) if found is not None and len(found[2]) > 2)
    instance, placed, now = semester
    student, order = next(iter(now)), []
    reoptimise, least_cost = WpaQuestions._reoptimise, WpaQuestions._least_cost

    def reoptimised(self: WpaQuestions, *asked: Any) -> Any:
        order.append("find")
        return reoptimise(self, *asked)

    def proven(self: WpaQuestions, *asked: Any) -> Any:
        order.append("prove")
        return least_cost(self, *asked)

    monkeypatch.setattr(WpaQuestions, "_reoptimise", reoptimised)
    monkeypatch.setattr(WpaQuestions, "_least_cost", proven)
    assert len(WpaQuestions(instance, placed, now, Control(20)).alternatives(student)) > 1
    assert order == sorted(order)
    assert "prove" in order


def test_what_costs_as_little_as_any_roster_can_is_exact_without_solving(monkeypatch: pytest.MonkeyPatch) -> None:
    """The run that made the roster proved that none is cheaper; of a changed workbook it proved nothing."""
    solved = []
    monkeypatch.setattr(WpaQuestions, "_least_cost", lambda *_: solved.append(True))
    instance, placed, now = _one_school()
    best = WpaQuestions(instance, placed, now, Control(10)).base
    known = WpaQuestions(instance, placed, now, Control(10), proof=Proof(Status.OPTIMAL, best.count, 0, best.cost))
    answer = known.forced("ST1", slot="T2", assessor="SO8")
    assert (answer.cost, answer.exact, solved) == (best.cost, True, [])
    assert known.changed(instance).cost == best.cost
    assert solved == [True]
