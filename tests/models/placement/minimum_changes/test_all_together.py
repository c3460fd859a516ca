"""The fewest changes after which all who were left out have a place: what is proven of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace

import pytest
from ortools.sat.python import cp_model

from instances.domain.entities import Day, Exclusion, MentorTraining
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.edits.edit import CellEdit, apply, setting
from instances.sample.generate import generate
from models.placement.minimum_changes.lazy_cuts import maximal_cliques
from models.placement.minimum_changes.single import Repairs
from models.placement.minimum_changes.solve import JointRepair, _JointSearch
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests.builders import board, duo, mentor, rules, school, semester, student, tandem, travel
from tests.faults.placements import STAFF, one_short
from tests.models.placement_cases import random_semester

EVERYTHING = os.environ.get("FAULTS") == "all"
CASES = 300 if EVERYTHING else 30


def _left_out(first: int) -> Iterator[tuple[Instance, Placement, list[str]]]:
    """Random semesters in which two or more have no place in the best roster."""
    for seed in range(first, first + 10_000):
        instance, _ = random_semester(seed, students=5 + seed % 4 * 2)
        placement = place(instance, Control(10)).placement
        left = [who for who in instance.students if who not in (placement or {})]
        if placement is not None and len(left) > 1:
            yield instance, placement, left


def _fewest(instance: Instance, placement: Placement, left: list[str]) -> tuple[int, int]:
    """How many of these stay without a place and how many changes it takes, by another solver and another model."""
    repairs = Repairs(instance, placement)
    missing = [repairs.model.new_bool_var("") for _ in left]
    for who, none in zip(left, missing, strict=True):
        repairs.model.add(repairs.x.of_student(who) + none == 1)
    repairs.model.minimize(1000 * cp_model.LinearExpr.sum(missing) + repairs.changes.number)
    solver = cp_model.CpSolver()
    assert solver.solve(repairs.model) == cp_model.OPTIMAL
    return divmod(round(solver.objective_value), 1000)


def test_the_fewest_are_found_and_proven_as_another_model_finds_them() -> None:
    wrong = []
    numbers: set[tuple[int, int]] = set()
    for (instance, placement, left), _ in zip(_left_out(0), range(CASES), strict=False):
        fewest = _fewest(instance, placement, left)
        found = JointRepair(instance, placement).solve(left, Control(20))
        numbers.add(fewest)
        if (found.unplaced, found.changes, found.least) != (*fewest, fewest[1]):
            wrong.append((instance.settings, fewest, found))
    assert wrong == []
    assert {(0, 2), (0, 3)} <= numbers
    assert any(missing for missing, _ in numbers)
    assert len(numbers) > 8


def test_after_the_changes_the_roster_keeps_every_rule() -> None:
    for (instance, placement, left), _ in zip(_left_out(20_000), range(CASES // 3), strict=False):
        found = JointRepair(instance, placement).solve(left, Control(20))
        assert len(found.placement) == len(instance.students) - found.unplaced
        assert check_placement(apply(instance, found.edits), found.placement, None).ok


def _short_of_mentors(size: str, seed: int, away: int) -> tuple[Instance, Placement, list[str]]:
    """A sample in which one of so many mentors without a pin is away, so that some have no place."""
    world = generate(size, seed)
    pinned = {pin.mentor for pin in world.pins} | {pin.school for pin in world.pins}
    mentors = {
        one.id: one if {one.id, one.school} & pinned or number % away else replace(one, training=MentorTraining.NO)
        for number, one in enumerate(world.mentors.values())
    }
    instance = replace(world, mentors=mentors)
    placement = place(instance, Control(30)).placement or {}
    return instance, placement, [who for who in world.students if who not in placement]


@pytest.mark.thorough
def test_at_the_size_of_a_partnership_the_fewest_are_proven() -> None:
    instance, placement, left = _short_of_mentors("partnerschap", 1, 3)
    found = JointRepair(instance, placement).solve(left, Control(120))
    assert len(left) > 2
    assert found.changes == found.least > 2
    assert found.placement.keys() == instance.students.keys()
    assert check_placement(apply(instance, found.edits), found.placement, None).ok


@pytest.mark.thorough
@pytest.mark.parametrize("seed", [4, 8])
def test_a_bound_of_students_taken_together_is_no_more_than_the_fewest(seed: int) -> None:
    instance, placement, left = _short_of_mentors("bestuur", seed, 2)
    search = _JointSearch(JointRepair(instance, placement), left)
    relaxed = search._relax(Control(20))
    assert relaxed is not None
    _, together = search._aggregated(relaxed, Control(20))
    missing, fewest = _fewest(instance, placement, left)
    assert len(left) > 1
    assert (missing, relaxed.bound - 0.01 <= together <= fewest) == (0, True)


def test_no_time_gives_no_roster_and_no_bound() -> None:
    instance, placement, left = next(_left_out(0))
    found = JointRepair(instance, placement).solve(left, Control(0))
    assert (found.edits, found.placement, found.least) == ((), {}, 0)


def test_of_equally_many_changes_those_that_ask_least() -> None:
    """Both must travel further, to either school; S2 is nearer."""
    far = [student(f"ST{n}", max_travel=10) for n in (1, 2)]
    minutes = [travel(who, where, took) for who in ("ST1", "ST2") for where, took in (("S1", 60), ("S2", 25))]
    mentors = [mentor(f"M{place}{n}", f"S{place}") for place in (1, 2) for n in (1, 2)]
    world = semester(
        board(), school("S1"), school("S2"), *mentors, *minutes, tandem(schools=("S1", "S2")), *STAFF, *far
    )
    found = JointRepair(world, {}).solve(["ST1", "ST2"], Control(10))
    assert found.edits == tuple(CellEdit("Studenten", who, "Max reistijd", 25) for who in ("ST1", "ST2"))


def test_maximal_cliques_are_the_largest_sets_that_meet() -> None:
    """Monday and Tuesday, either, and Wednesday: the first three but the two single days never together."""
    table = maximal_cliques([0b00011, 0b00001, 0b00010, 0b00100])
    assert sorted(tuple(row) for row in table.tolist()) == [
        (False, False, False, True), (True, False, True, False), (True, True, False, False),
    ]  # fmt: skip


def test_a_row_that_is_not_full_yet_may_be_raised_for_more_who_come() -> None:
    """Three travel further to S1, which has one place: two places more are fewer changes than what S2 takes."""
    far = [student(f"ST{n}", max_travel=4, required_profile="dalton") for n in (1, 2, 3)]
    schools = [school("S1", places=1, profile={"dalton"}), school("S2", places=3, years=frozenset({3}))]
    mentors = [mentor(f"M{place}{n}", f"S{place}") for place in (1, 2) for n in (1, 2, 3)]
    world = semester(board(), *schools, *mentors, tandem(schools=("S1", "S2")), *STAFF, *far)
    found = JointRepair(world, {}).solve([one.id for one in far], Control(10))
    assert (found.changes, found.least) == (5, 5)
    assert CellEdit("Scholen", "S1", "Plaatsen", 3) in found.edits


@pytest.mark.parametrize("seed", [1, 2] if EVERYTHING else [2])
def test_the_fewest_for_a_board_are_proven(seed: int) -> None:
    world = one_short(generate("bestuur", seed)).instance
    placement = place(world, Control(20)).placement or {}
    left = [who for who in world.students if who not in placement]
    found = JointRepair(world, placement).solve(left, Control(40))
    assert (len(left), found.changes, found.least) == (2, 3, 3)


def test_years_that_two_students_need_of_one_school_are_one_change() -> None:
    years = [student(f"ST{n}", year=n) for n in (1, 2)]
    world = semester(board(), school(years=frozenset({3})), mentor("M1"), mentor("M2"), tandem(), *STAFF, *years)
    found = JointRepair(world, {}).solve(["ST1", "ST2"], Control(10))
    assert (found.changes, found.edits) == (1, (CellEdit("Scholen", "S1", "Leerjaren", frozenset({1, 2, 3})),))


def test_one_setting_for_two_tandems_is_one_change() -> None:
    care = [student(f"ST{n}", care=True, required_profile=f"p{n}") for n in (1, 2)]
    schools = [school(f"S{n}", profile={f"p{n}"}) for n in (1, 2)]
    tandems = [tandem(), tandem("TA2", schools=("S2",))]
    rows = (board(), *schools, mentor("M1", "S1"), mentor("M2", "S2"), *tandems, *STAFF, *care)
    found = JointRepair(semester(*rows, settings=rules(max_care_per_tandem=0)), {}).solve(["ST1", "ST2"], Control(10))
    assert (found.changes, found.edits) == (1, (setting("Max zorgstudenten per tandem", 1),))


def test_what_is_asked_of_a_mentor_for_others_is_open_to_who_has_a_place() -> None:
    """P and Q go to M3 when that is asked; then A and B have their places: one change."""
    p, q = student("P", days=frozenset({Day.MA})), student("Q", days=frozenset({Day.DI}))
    left = [student(who, days=frozenset({Day.MA, Day.DI}), required_profile="x") for who in "AB"]
    schools = [school("S1", places=2, profile={"x"}), school("S2", places=2)]
    mentors = [mentor("M1"), mentor("M2"), mentor("M3", "S2", training=MentorTraining.NO, max_students=2)]
    world = semester(board(), *schools, *mentors, tandem(schools=("S1", "S2")), *STAFF, p, q, *left)
    found = JointRepair(world, {"P": "M1", "Q": "M2"}).solve(["A", "B"], Control(10))
    assert (found.least, found.edits) == (1, (CellEdit("Mentoren", "M3", "Mentortraining", MentorTraining.WILLING),))


def test_either_of_a_duo_may_come_on_another_day() -> None:
    """One student on Tuesday and one on Wednesday: a duo of whom one works on both is enough."""
    alike = duo(mentor("M1", days=frozenset({Day.MA})), mentor("M2", days=frozenset({Day.MA})))
    people = [student("ST1", days=frozenset({Day.DI})), student("ST2", days=frozenset({Day.WO}))]
    found = JointRepair(semester(board(), school(), *alike, tandem(), *STAFF, *people), {}).solve(
        ["ST1", "ST2"], Control(10)
    )
    days = frozenset({Day.MA, Day.DI, Day.WO})
    assert (found.changes, found.least) == (1, 1)
    assert found.edits == (CellEdit("Mentoren", "M1", "Werkdagen", days),)


def test_no_more_days_are_asked_than_must_be_shared() -> None:
    people = [student("ST1", days=frozenset({Day.DI, Day.WO, Day.DO}))]
    world = semester(board(), school(), mentor(days=frozenset({Day.MA})), tandem(), *STAFF, *people,
                     settings=rules(min_shared_days=1))  # fmt: skip
    found = JointRepair(world, {}).solve(["ST1"], Control(10))
    assert found.edits == (CellEdit("Mentoren", "M1", "Werkdagen", frozenset({Day.MA, Day.DI})),)


def test_of_three_of_whom_two_are_kept_apart_two_are_helped() -> None:
    people = [student(f"ST{n}") for n in (1, 2, 3)]
    mentors = [mentor(f"M{n}") for n in (1, 2, 3)]
    world = semester(board(), school(places=0), *mentors, tandem(), *STAFF, *people, Exclusion("ST1", "ST2"))
    found = JointRepair(world, {}).solve([one.id for one in people], Control(10))
    assert (found.unplaced, found.changes, found.least) == (1, 2, 2)
    assert check_placement(apply(world, found.edits), found.placement, None).ok
