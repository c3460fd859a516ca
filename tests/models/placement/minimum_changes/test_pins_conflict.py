"""Pins that no placement can keep: the smallest contradiction and the ways out, each re-solved."""

from __future__ import annotations

import pytest

from instances.domain.entities import Day, Exclusion, Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.edits.edit import CellEdit, apply
from models.infeasibility.core import Core, Item, proven_conflict
from models.placement.minimum_changes.pins_conflict import PinConflict
from models.search.control import Control
from tests.builders import board, mentor, school, semester, student, tandem

MONDAY = frozenset({Day.MA})


def pinned(number: int, school: str = "S1", first: int = 1) -> list[object]:
    """So many students, each pinned to the school."""
    who = [f"ST{i}" for i in range(first, first + number)]
    return [record for one in who for record in (student(one), Pin(one, school=school))]


TWO_FULL_MENTORS = semester(board(), school(), mentor("M1"), mentor("M2"), *pinned(3))
FULL_BOARD_BESIDE_A_MINIMUM = semester(
    board(max_students=2), school(min_students=2), school("S2"), mentor("M1"), mentor("M2"), mentor("M3", "S2"),
    student("ST1"), student("ST2"), student("ST3"), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M3"),
)  # fmt: skip
ONE_MENTOR_ON_THE_DAY = semester(board(), school(), mentor("M1"), mentor("M2", days=MONDAY), *pinned(2))
NO_COMPANY = semester(
    board(),
    school(min_students=2, years=frozenset({2})),
    mentor("M1"),
    mentor("M2"),
    student("ST2", year=1),
    *pinned(1),
)
LINKED = semester(
    board(max_students=3), school(places=2), school("S2"), mentor("M1"), mentor("M2"), mentor("M3", "S2"),
    mentor("M4", "S2", days=MONDAY), tandem(schools=("S1", "S2")), *pinned(2), *pinned(2, "S2", first=3),
)  # fmt: skip
CASES = [TWO_FULL_MENTORS, FULL_BOARD_BESIDE_A_MINIMUM, ONE_MENTOR_ON_THE_DAY, NO_COMPANY, LINKED]


def core_of(instance: Instance) -> Core:
    core = PinConflict(instance).minimal_core(Control(10))
    assert core is not None
    return core


def with_one_row(instance: Instance) -> Core | None:
    return PinConflict(instance).with_one_row(core_of(instance), Control(10))


def items(core: Core | None) -> set[Item]:
    assert core is not None
    return set(core.items)


def test_pins_that_can_stand_have_no_conflict() -> None:
    assert PinConflict(semester(board(), school(), mentor(), *pinned(1))).minimal_core(Control(10)) is None


def test_full_mentors_are_named_with_the_pins_on_their_school() -> None:
    wanted = {(Rule.P2, "M1"), (Rule.P2, "M2"), (Rule.P13, "ST1"), (Rule.P13, "ST2"), (Rule.P13, "ST3")}
    assert items(core_of(TWO_FULL_MENTORS)) == wanted


def test_several_limits_are_no_single_row() -> None:
    assert with_one_row(TWO_FULL_MENTORS) is None


def test_a_minimum_asks_and_does_not_limit() -> None:
    """One limit, the board; the minimum asks for students as a pin does."""
    wanted = {(Rule.P4, "B1"), (Rule.P11, "S1"), (Rule.P13, "ST1"), (Rule.P13, "ST2")}
    assert items(with_one_row(FULL_BOARD_BESIDE_A_MINIMUM)) == wanted


def test_one_limit_is_found_where_the_smallest_core_takes_two() -> None:
    """Full mentors clash, and so does the school with too few places: a fault of its cell alone."""
    instance = semester(board(), school(places=2), mentor("M1"), mentor("M2"), *pinned(3))
    assert (Rule.P3, "S1") in items(with_one_row(instance))


def test_the_rule_that_leaves_one_mentor_is_named_for_each_student() -> None:
    wanted = {(Rule.P2, "M1"), (Rule.P5, "ST1"), (Rule.P5, "ST2"), (Rule.P13, "ST1"), (Rule.P13, "ST2")}
    assert items(with_one_row(ONE_MENTOR_ON_THE_DAY)) == wanted


def test_nobody_who_could_keep_the_pinned_student_company_is_named_by_school() -> None:
    assert items(core_of(NO_COMPANY)) == {(Rule.P11, "S1"), (Rule.P12, "S1"), (Rule.P13, "ST1")}


def test_excluded_students_are_named_together() -> None:
    instance = semester(board(), school(), mentor("M1"), mentor("M2"), *pinned(2), Exclusion("ST1", "ST2"))
    assert items(core_of(instance)) == {(Rule.P9, "ST1;ST2"), (Rule.P13, "ST1"), (Rule.P13, "ST2")}


@pytest.mark.parametrize("instance", CASES)
def test_a_conflict_cannot_hold_together_in_a_fresh_model(instance: Instance) -> None:
    assert proven_conflict(PinConflict(instance).named, core_of(instance).items, Control(10))


@pytest.mark.parametrize("instance", CASES)
def test_leaving_any_one_item_out_lets_the_others_hold(instance: Instance) -> None:
    core = core_of(instance)
    named = PinConflict(instance).named
    fewer = [[other for other in core.items if other != item] for item in core.items]
    assert core.minimal
    assert [named.check(rest, Control(10)) for rest in fewer] == [True] * len(fewer)


@pytest.mark.parametrize("instance", CASES)
def test_after_every_way_out_the_pins_can_stand(instance: Instance) -> None:
    ways = PinConflict(instance).ways_out(Control(10))
    assert ways
    assert [PinConflict(apply(instance, edits)).minimal_core(Control(10)) for edits in ways] == [None] * len(ways)


def test_the_ways_out_hold_the_one_that_takes_a_single_cell() -> None:
    ways = PinConflict(FULL_BOARD_BESIDE_A_MINIMUM).ways_out(Control(10))
    assert (CellEdit("Besturen", "B1", "Max studenten", 3),) in ways


def test_an_exclusion_is_never_a_way_out() -> None:
    instance = semester(board(), school(), mentor("M1"), mentor("M2"), *pinned(2), Exclusion("ST1", "ST2"))
    ways = PinConflict(instance).ways_out(Control(10))
    assert {edit.sheet for edits in ways for edit in edits} == {"Vastgezet"}
