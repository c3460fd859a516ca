"""Waiting of assessors (V8) as the search counts it, and the slots with the least of it."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest

from instances.domain.rulebook import ASSESSMENT_WISHES, Wish
from instances.domain.solution import Assessment
from models.assessment.block.slot_assignment import DayWpa, assign_slots, parts_of_day
from models.assessment.data.cases import AssessmentData
from models.assessment.data.costs import measures
from models.assessment.data.fixed_part import FixedPart
from models.assessment.data.waiting import day_quarters, most_quarters, quarters, visits_of
from models.assessment.search.schedule import schedule
from models.assessment.search.short_waits import with_short_waits
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests.models.assessment_cases import random_assessment

SEEDS = range(8100, 8160)


@pytest.mark.parametrize(("minutes", "expected"), [(-20, 0), (30, 0), (44, 0), (45, 1), (59, 1), (60, 2), (120, 6)])
def test_whole_quarters_above_half_an_hour_count(minutes: int, expected: int) -> None:
    assert quarters(minutes) == expected


def _scheduled(seed: int) -> tuple[AssessmentData, Assessment]:
    """A random semester with the roster of a search that does not reckon with waiting."""
    instance, placed, _ = random_assessment(seed, students=5)
    instance = replace(instance, pins=())
    blind = {**instance.settings.weights, Wish.V8: 0}
    found = schedule(replace(instance, settings=replace(instance.settings, weights=blind)), placed, Control(20))
    weights = {**dict.fromkeys(ASSESSMENT_WISHES, 1), Wish.V8: 5}
    data = AssessmentData(replace(instance, settings=replace(instance.settings, weights=weights)), placed)
    return data, found.assessment or {}


@pytest.mark.parametrize("seed", SEEDS)
def test_shorter_waits_change_nothing_else(seed: int) -> None:
    data, roster = _scheduled(seed)
    shorter = with_short_waits(data, roster, Control(20))
    assert check_assessment(data.instance, data.placement, shorter).violations == ()
    before, after = measures(data, roster), measures(data, shorter)
    assert [(s, b.assessors) for s, b in shorter.items()] == [(s, b.assessors) for s, b in roster.items()]
    assert after.pop(Wish.V8) <= before.pop(Wish.V8)
    assert after.pop(Wish.V4) <= before.pop(Wish.V4)
    assert after == before


def test_waits_do_get_shorter() -> None:
    gained = 0
    for seed in SEEDS:
        data, roster = _scheduled(seed)
        gained += measures(data, roster)[Wish.V8] - measures(data, with_short_waits(data, roster, Control(20)))[Wish.V8]
    assert gained > 0


@pytest.mark.parametrize("seed", SEEDS)
def test_no_slots_of_a_day_have_less_waiting(seed: int) -> None:
    """Beside one WPA that stays: all combinations of slots of the others are tried."""
    data, roster = _scheduled(seed)
    slots = data.instance.slots
    dice = random.Random(seed)
    for day in sorted({slots[booking.slot].date for booking in roster.values()}):
        there = [student for student, booking in roster.items() if slots[booking.slot].date == day]
        stays = {dice.choice(there)} if len(there) > 2 else set()
        fixed = FixedPart(data, {student: roster[student] for student in stays})
        wpas = []
        for student in there:
            if student in stays:
                continue
            case, assessors = data.cases[student], roster[student].assessors
            free = tuple(
                slot
                for slot in case.slots
                if slot.date == day
                and fixed.slot_free(case, slot)
                and all(fixed.can_assess(trainer, case.school, slot) for trainer in assessors)
            )
            wpas.append(DayWpa(case, assessors, free))
        others = {s: b for s, b in roster.items() if slots[b.slot].date != day}
        least = None
        for chosen in product(*(wpa.slots for wpa in wpas)):
            new = {w.case.id: replace(roster[w.case.id], slot=s.id) for w, s in zip(wpas, chosen, strict=True)}
            whole = {**others, **{student: roster[student] for student in stays}, **new}
            if check_assessment(data.instance, data.placement, whole).violations == ():
                visits = visits_of(data, {s: b for s, b in whole.items() if slots[b.slot].date == day})
                trainers = {trainer for wpa in wpas for trainer in wpa.assessors}
                waited = sum(day_quarters(data, trainer, visits[trainer, day]) for trainer in trainers)
                least = waited if least is None else min(least, waited)
                assert all(day_quarters(data, key[0], here) <= most_quarters(data) for key, here in visits.items())
        parts = [assign_slots(data, fixed, part, Control(20)) for part in parts_of_day(data, wpas)]
        assert least is not None
        found = [part for part in parts if part is not None]
        assert len(found) == len(parts), "the roster itself has slots"
        assert sum(part.waiting for part in found) == least
        assert sum(part.least_waiting for part in found) == least
