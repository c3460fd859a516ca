"""Which choices turn red: those that the checker forbids by themselves, and no others."""

from __future__ import annotations

from functools import cache

import pytest

from instances.domain.instance import Instance
from instances.sample.generate import generate
from scheduler.checks.availability import trainer_fault
from scheduler.checks.pairs import PairChecks
from scheduler.checks.seats import assessor_faults, slot_faults
from scheduler.precheck.candidates import MentorCandidates
from scheduler.writing.barred import barred_mentors, barred_wpas
from scheduler.writing.settings import WritingSettings

SEEDS = (1, 2, 3)


@cache
def given(seed: int) -> tuple[Instance, dict[str, str]]:
    """A semester with pins, exclusions and absences, and each student with the first mentor that fits."""
    instance = generate("klein", seed)
    candidates = MentorCandidates(instance)
    first = {student.id: next(candidates.of(student), None) for student in instance.students.values()}
    return instance, {student: mentor.id for student, mentor in first.items() if mentor is not None}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_mentor_turns_red_where_a_rule_on_the_pair_or_a_pin_forbids_it(seed: int) -> None:
    instance, placement = given(seed)
    checks, signs = PairChecks(instance), barred_mentors(instance, placement)
    assert signs.keys() == placement.keys()
    for student, found in signs.items():
        pin = instance.pin_of.get(student)
        wanted = [
            not checks.fits(instance.students[student], mentor)
            or (pin is not None and (pin.mentor not in (None, mentor.id) or pin.school not in (None, mentor.school)))
            for mentor in instance.mentors.values()
        ]
        assert [sign == "x" for sign in found] == wanted
    assert {sign for found in signs.values() for sign in found} == {"x", "."}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_slot_and_an_assessor_turn_red_where_the_checker_says_so(seed: int) -> None:
    instance, placement = given(seed)
    found = barred_wpas(instance, placement, placement)
    for student, mentor in placement.items():
        who, of = instance.students[student], instance.mentors[mentor]
        pin = instance.pin_of.get(student)
        slots = [
            any(slot_faults(instance, who, of, slot)) or (pin is not None and pin.slot not in (None, slot.id))
            for slot in instance.slots.values()
        ]
        assert [sign == "x" for sign in found.slots[student]] == slots
        for signs, in_field in ((found.in_field, True), (found.institute, False)):
            seats = [any(assessor_faults(instance, who, of, one, in_field)) for one in instance.trainers.values()]
            assert [sign == "x" for sign in signs[student]] == seats
    for trainer, signs_of in found.trainers.items():
        away = [
            trainer_fault(instance, instance.trainers[trainer], slot) is not None for slot in instance.slots.values()
        ]
        assert [sign == "x" for sign in signs_of] == away


def test_above_a_size_nothing_turns_red(monkeypatch: pytest.MonkeyPatch) -> None:
    instance, placement = given(1)
    monkeypatch.setattr("scheduler.writing.barred.WRITING", WritingSettings(most_signs=10))
    assert barred_mentors(instance, placement) == {}
    assert barred_wpas(instance, placement, placement).slots == {}
