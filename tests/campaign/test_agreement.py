"""Checker and models agree: rule by rule on any roster, wish by wish in the amount. Rosters are drawn, legal or not."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_RULES, PLACEMENT_RULES, PLACEMENT_WISHES, Rule
from instances.domain.solution import Assessment, Booking, Placement, Status
from instances.tables.capacity import CAPACITY_RULES, CapacityRow, Sense, capacity_rows
from models.assessment.data.cases import AssessmentData
from models.assessment.data.costs import measures
from models.assessment.data.seat_rules import SEAT_RULES, SLOT_RULES
from models.assessment.search.schedule import schedule
from models.placement.data.arrays import PlacementArrays
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pair_rules import PAIR_RULES, PairMasks
from models.placement.data.score import score
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks import assessment, placement
from scheduler.checks.pairs import PairChecks
from scheduler.checks.seats import assessor_faults
from tests.campaign.examples import counted, examples
from tests.campaign.semesters import SmallSemester, semesters

SECONDS = 60.0
BY_HAND = (Rule.P1, Rule.P13)  # what a placement as pins cannot break
COUNTED_ROWS = sorted({line.rule for line in CAPACITY_RULES})


def any_placement(instance: Instance, dice: random.Random) -> Placement:
    """Blindly, most students somewhere."""
    return {student: dice.choice([*instance.mentors]) for student in instance.students if dice.random() < 0.8}


def any_wpas(instance: Instance, placed: Placement, dice: random.Random) -> Assessment:
    """Blindly from the pools, with as many assessors as A2 asks."""
    field = [trainer.id for trainer in instance.field_pool]
    institute = [trainer.id for trainer in instance.institute_pool]
    assume(field and institute)
    return {
        student: Booking(
            dice.choice([*instance.slots]), dice.choice(field), dice.choice(institute) if two else None
        )
        for student, two in ((id, instance.needs_two(instance.students[id])) for id in placed)
        if instance.students[student].wpa and dice.random() < 0.9
    }  # fmt: skip


def as_pins(instance: Instance, placed: Placement, wpas: Assessment) -> Instance:
    """These rosters and no others: pinned, and who has no WPA is not due."""
    pins = []
    for student in instance.students:
        booking = wpas.get(student)
        where = {"mentor": placed.get(student)}
        what = {} if booking is None else {"slot": booking.slot, "field": booking.field, "institute": booking.institute}
        pins.append(Pin(student, **where, **what))
    students = {id: replace(student, wpa=id in wpas) for id, student in instance.students.items()}
    return replace(instance, pins=tuple(pins), students=students)


def only_with(instance: Instance, placed: Placement) -> Instance:
    """The semester of these students alone, without pins: nobody else can be placed beside them."""
    students = {id: student for id, student in instance.students.items() if id in placed}
    history = tuple(row for row in instance.history if row.student in placed)
    return replace(instance, students=students, history=history, pins=())


@examples(25)
@given(semesters())
@counted
def test_the_masks_forbid_the_pairs_that_the_checker_does(case: SmallSemester) -> None:
    given, facts = case.instance, PlacementArrays(case.instance)
    s, m = np.meshgrid(np.arange(len(facts.students)), np.arange(len(facts.mentors)), indexing="ij")
    for rule in (rule for rule in PAIR_RULES if rule is not Rule.P13):
        masked = np.broadcast_to(PAIR_RULES[rule](PairMasks(facts), s, m), s.shape)
        asked = [
            [placement.PAIR_CHECKS[rule](given, student, mentor) is not None for mentor in given.mentors.values()]
            for student in given.students.values()
        ]
        assert (rule, masked.tolist()) == (rule, asked)


@examples(25)
@given(semesters())
@counted
def test_the_checker_says_the_same_of_one_pair_and_of_all(case: SmallSemester) -> None:
    given, checks = case.instance, PairChecks(case.instance)
    for student in given.students.values():
        for mentor in given.mentors.values():
            alone = set(placement.pair_faults(given, student, mentor))
            assert set(checks.faults(student, mentor)) == alone
            assert checks.fits(student, mentor) == (not alone)


@examples(25)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_the_capacity_table_is_exceeded_where_the_checker_says_so(case: SmallSemester, seed: int) -> None:
    given, placed = case.instance, any_placement(case.instance, random.Random(seed))
    rows = [row for line in CAPACITY_RULES if line.sense is not Sense.LEAST for row in capacity_rows(given, line)]
    exceeded = {row.line.rule for row in rows if row.lacks(amount(given, row, placed))}
    broken = {rule for rule in COUNTED_ROWS if any(placement.CHECKERS[rule](given, placed))}
    pairs = {
        rule for rule in (Rule.P9,) if any(placement.PAIR_CHECKS[rule](given, *row) for row in rows_of(given, placed))
    }
    assert exceeded | pairs == broken
    least = [row for line in CAPACITY_RULES if line.sense is Sense.LEAST for row in capacity_rows(given, line)]
    short = {row.group: lacking for row in least if (lacking := row.lacks(amount(given, row, placed)))}
    assert short == placement.board_shortage(given, placed)


def rows_of(given: Instance, placed: Placement) -> list[tuple[object, object]]:
    return [(given.students[student], given.mentors[mentor]) for student, mentor in placed.items()]


def amount(given: Instance, row: CapacityRow, placed: Placement) -> int:
    """The students whom the row counts."""
    return sum(
        row.counts(given.students[student])
        for student, mentor in placed.items()
        if mentor in row.members or given.mentors[mentor].school in row.members
    )


@examples(40)
@given(semesters(), st.integers(0, 2**32), st.sampled_from([rule for rule in PLACEMENT_RULES if rule not in BY_HAND]))
@counted
def test_the_model_with_one_rule_takes_the_placements_that_its_check_takes(
    case: SmallSemester, seed: int, rule: Rule
) -> None:
    placed = any_placement(case.instance, random.Random(seed))
    given = only_with(case.instance, placed)
    others = frozenset(PLACEMENT_RULES) - {rule, *BY_HAND}
    result = place(as_pins(given, placed, {}), Control(SECONDS), without=others)
    taken = not any(placement.CHECKERS[rule](given, placed))
    assert result.placement == (placed if taken else None)
    assert (result.proof.status is Status.INFEASIBLE) == (not taken)


@examples(40)
@given(semesters(), st.integers(0, 2**32), st.sampled_from([rule for rule in ASSESSMENT_RULES if rule > Rule.A3]))
@counted
def test_the_model_with_one_rule_takes_the_wpas_that_its_check_takes(
    case: SmallSemester, seed: int, rule: Rule
) -> None:
    assume(rule is not Rule.A10)
    dice = random.Random(seed)
    placed = any_placement(case.instance, dice)
    wpas = any_wpas(case.instance, placed, dice)
    given = as_pins(replace(case.instance, pins=()), placed, wpas)
    others = frozenset(ASSESSMENT_RULES) - {Rule.A1, Rule.A2, Rule.A3, Rule.A10, rule}
    result = schedule(given, placed, Control(SECONDS), without=others)
    taken = not any(assessment.CHECKERS[rule](given, placed, wpas))
    assert result.assessment == (wpas if taken else None)
    assert (result.proof.status is Status.INFEASIBLE) == (not taken)


@examples(20)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_slots_and_seats_are_open_where_the_checker_says_so(case: SmallSemester, seed: int) -> None:
    given = replace(case.instance, pins=())
    for student_id, mentor_id in any_placement(given, random.Random(seed)).items():
        student, mentor = given.students[student_id], given.mentors[mentor_id]
        for slot in given.slots.values():
            broken = {rule for rule, _ in assessment.slot_faults(given, student, mentor, slot)}
            assert {
                rule for rule, open_at in SLOT_RULES.items() if not open_at(given, student, mentor_id, slot)
            } == broken
        for trainer in (*given.field_pool, *given.institute_pool):
            for in_field in (True, False):
                broken = {rule for rule, _ in assessor_faults(given, student, mentor, trainer, in_field)}
                assert broken == {
                    rule
                    for rule, open_to in SEAT_RULES.items()
                    if not open_to(given, student, mentor_id, trainer, in_field)
                }


@examples(25)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_every_wish_of_a_placement_has_the_amount_of_the_checker(case: SmallSemester, seed: int) -> None:
    dice = random.Random(seed)
    placed, old = any_placement(case.instance, dice), case.old_placement or {}
    checked = placement.check_placement(case.instance, placed, old).wishes
    for wish in PLACEMENT_WISHES:
        weights = {**dict.fromkeys(case.instance.settings.weights, 0), wish: 1}
        only = replace(case.instance, settings=replace(case.instance.settings, weights=weights))
        facts = PlacementArrays(only)
        assert (wish, score(facts, PairCosts(facts, old), placed).cost) == (wish, checked[wish].amount)


@examples(25)
@given(semesters(), st.integers(0, 2**32))
@counted
def test_every_wish_of_a_wpa_roster_has_the_amount_of_the_checker(case: SmallSemester, seed: int) -> None:
    dice = random.Random(seed)
    given, placed = case.instance, any_placement(case.instance, dice)
    wpas, old = any_wpas(given, placed, dice), case.old_wpas or {}
    checked = {wish: cost.amount for wish, cost in assessment.check_assessment(given, placed, wpas, old).wishes.items()}
    # without A8 the options also know those who may do no WPAs, whom a blind roster does not spare
    assert measures(AssessmentData(given, placed, old, frozenset({Rule.A8})), wpas) == checked
