"""The most WPAs that can be scheduled: the number that trying everything finds, with a roster that keeps the rules."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from instances.domain.entities import Pin
from instances.domain.rulebook import Wish
from models.assessment.data.cases import AssessmentData
from models.assessment.slot_program.solve import fits, most_wpas
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from tests import builders as b
from tests.models.assessment_cases import random_assessment
from tests.oracle import best_assessment


@pytest.mark.parametrize("seed", range(8200, 8250))
def test_no_roster_has_more_and_the_roster_has_as_many(seed: int) -> None:
    """Few slots, so that in most of these semesters not all WPAs can be scheduled."""
    instance, placed, _ = random_assessment(seed, students=5)
    few = dict(random.Random(seed).sample(sorted(instance.slots.items()), 3))
    pins = tuple(pin for pin in instance.pins if pin.slot is None or pin.slot in few)
    weights = dict.fromkeys(Wish, 0)
    instance = replace(instance, slots=few, pins=pins, settings=replace(instance.settings, weights=weights))
    data = AssessmentData(instance, placed)
    cases = [case for case in data.cases.values() if data.has_seat(case)]
    best = best_assessment(instance, placed, None)
    if best is None:
        assert any(case.pinned for case in data.cases.values())
        return
    found = most_wpas(data, cases, Control(20), 20)
    assert found.bookings is not None
    assert (found.bound, len(found.bookings)) == (best.count, best.count)
    assert check_assessment(instance, placed, found.bookings).violations == ()


def test_some_of_these_cannot_all_be_scheduled() -> None:
    tight = 0
    for seed in range(8200, 8250):
        instance, placed, _ = random_assessment(seed, students=5)
        few = dict(random.Random(seed).sample(sorted(instance.slots.items()), 3))
        data = AssessmentData(replace(instance, slots=few, pins=()), placed)
        cases = [case for case in data.cases.values() if data.has_seat(case)]
        tight += most_wpas(data, cases, Control(20), 20).bound < len(cases)
    assert tight > 10


def test_a_pinned_wpa_that_cannot_be_leaves_no_roster() -> None:
    """Two WPAs of one assessor at one time, both pinned there."""
    rows = [
        b.board(),
        b.school(places=9),
        b.trainer("SO8"),
        b.slot("T1"),
        Pin("ST1", slot="T1"),
        Pin("ST2", slot="T1"),
    ]
    for n in (1, 2):
        rows += [b.student(f"ST{n}", 2), b.mentor(f"M{n}")]
    data = AssessmentData(b.semester(*rows), {"ST1": "M1", "ST2": "M2"})
    assert most_wpas(data, list(data.cases.values()), Control(20), 20).bookings is None


def test_the_size_counts_slots_and_their_seats() -> None:
    rows = [
        b.board(),
        b.school(),
        b.trainer("SO8"),
        b.trainer("SO9"),
        b.slot("T1"),
        b.slot("T2", begin="11:00", end="12:00"),
    ]
    data = AssessmentData(b.semester(*rows, b.student("ST1", 2), b.mentor("M1")), {"ST1": "M1"})
    cases, size = list(data.cases.values()), 2 * (1 + 2)
    assert fits(data, cases, size)
    assert not fits(data, cases, size - 1)
