"""Somebody drops out: never fewer changes than there must be, and no more, beside brute force and replanning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import Bouw
from instances.edits.edit import apply
from instances.sample.generate import generate
from models.placement.search.place import place
from models.placement.what_if.drop_out import DropOuts
from models.placement.what_if.replan import replan
from models.search.control import Control
from scheduler.checks.placement import check_placement
from scheduler.drop_outs.cases import drop_outs
from tests.builders import board, mentor, school, semester, student
from tests.campaign.semesters import drawn
from tests.oracle import best_placement

SEEDS = [2, 5, 7, 8, 9, 10, 12, 13, 16, 19, 20, 22]


def only_changes(instance: Instance) -> Instance:
    """As many placed as can be and then the fewest changes: boards ask for nobody and no other wish counts."""
    weights = {wish: int(wish is Wish.W9) for wish in Wish}
    boards = {id: replace(one, min_students=0) for id, one in instance.boards.items()}
    return replace(instance, boards=boards, settings=replace(instance.settings, weights=weights))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fewest_changes_are_those_of_every_roster_tried(seed: int) -> None:
    instance = drawn(seed, 5).instance
    best = best_placement(instance)
    assert best is not None
    asked = DropOuts(instance, best.roster)
    for case in drop_outs(instance, best.roster, {}):
        if not case.students:
            continue
        edited = apply(instance, case.edits)
        found = asked.without(edited, case.mentors, Control(20))
        truth = best_placement(only_changes(edited), best.roster)
        assert truth is not None
        assert found.placement is not None
        verdict = check_placement(edited, found.placement, best.roster)
        assert verdict.ok
        assert found.proven, case
        assert verdict.count == min(truth.count, max(verdict.count, len(best.roster)))
        if verdict.count == truth.count:
            assert found.changes == truth.cost, case
        assert found.changes == verdict.wishes[Wish.W9].amount


def test_a_board_each_repair_is_that_of_replanning_from_nothing() -> None:
    instance = generate("bestuur", 1)
    roster = place(instance, Control(20)).placement
    assert roster is not None
    asked = DropOuts(instance, roster)
    cases = [case for case in drop_outs(instance, roster, {}) if case.students]
    for case in [*cases[::9], *cases[-4:]]:
        edited = apply(instance, case.edits)
        found, again = asked.without(edited, case.mentors, Control(20)), replan(edited, roster, Control(20))
        assert found.placement is not None
        assert again.placement is not None
        assert check_placement(edited, found.placement).ok
        assert (len(found.placement), found.changes) == (len(again.placement), again.changes), case
        assert found.proven


def test_where_nobody_else_need_move_nothing_is_solved() -> None:
    instance = semester(board(), school(), mentor("M1"), mentor("M2"), student("ST1"))
    case = drop_outs(instance, {"ST1": "M1"}, {})[0]
    found = DropOuts(instance, {"ST1": "M1"}).without(apply(instance, case.edits), case.mentors, Control(0.0))
    assert (found.placement, found.changes, found.proven) == ({"ST1": "M2"}, 1, True)


def test_a_school_below_its_minimum_takes_others_along() -> None:
    """Without M1 school S1 has one student left of at least two, so both go to S2."""
    instance = semester(
        board(), school("S1", min_students=2), school("S2"), mentor("M1"), mentor("M2"), mentor("M3", "S2"),
        mentor("M4", "S2"), student("ST1"), student("ST2"),
    )  # fmt: skip
    roster = {"ST1": "M1", "ST2": "M2"}
    case = drop_outs(instance, roster, {})[0]
    found = DropOuts(instance, roster).without(apply(instance, case.edits), case.mentors, Control(20))
    assert (found.changes, found.proven) == (2, True)


def test_the_roster_itself_is_as_it_was_after_every_question() -> None:
    instance = generate("klein", 1)
    roster = place(instance, Control(20)).placement
    assert roster is not None
    asked = DropOuts(instance, roster)
    cases = [case for case in drop_outs(instance, roster, {}) if case.students][:8]
    first = [asked.without(apply(instance, case.edits), case.mentors, Control(20)).changes for case in cases]
    again = [asked.without(apply(instance, case.edits), case.mentors, Control(20)).changes for case in reversed(cases)]
    assert again[::-1] == first


def test_one_other_makes_room_where_nothing_is_free() -> None:
    """Only M2 suits ST1 and has ST2, who can go to M3: two changes, without a search."""
    instance = semester(
        board(), school(), mentor("M1"), mentor("M2"), mentor("M3", groups=frozenset({8})),
        student("ST1", required_bouw=Bouw.MIDDEN), student("ST2"),
    )  # fmt: skip
    roster = {"ST1": "M1", "ST2": "M2"}
    case = drop_outs(instance, roster, {})[0]
    found = DropOuts(instance, roster).without(apply(instance, case.edits), case.mentors, Control(0.0))
    assert (found.placement, found.changes, found.proven) == ({"ST1": "M2", "ST2": "M3"}, 2, True)
