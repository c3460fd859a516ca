"""Proposals for a large semester, in which nobody else moves: the planted repair is found and works as quoted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.edits import CellEdit, apply
from instances.generate import generate
from instances.instance import Instance
from models.placement.model import place
from models.search import Control
from scheduler.repairs import placement as repairs
from scheduler.repairs.joining import Joining
from scheduler.repairs.placement import PlacementRepairs
from tests.faults.placements import TINY
from tests.faults.planting import Planted, Shown, shown, works_as_quoted

MOVES_OTHERS = {"a pin in the way", "a companion who has no mentor"}
Case = tuple[Planted, Shown, Joining]


@pytest.fixture(scope="module", params=[one for one in TINY if one.name not in MOVES_OTHERS], ids=lambda one: one.name)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    planted: Planted = request.param
    found = shown(planted.instance, tmp_path_factory.mktemp("fout"))
    return planted, found, Joining(found.instance, found.result.placement or {})


def test_the_planted_repair_is_found_without_solving(case: Case) -> None:
    planted, _, joining = case
    assert planted.repair in [one.edits for one in joining.of(planted.student)]


def test_every_proposal_works_as_quoted(case: Case) -> None:
    planted, found, joining = case
    assert [one for one in joining.of(planted.student) if not works_as_quoted(found, one)] == []


STRANDED = 4


@pytest.fixture(scope="module")
def stranded() -> Instance:
    """A board of which four students ask a profile that no school has."""
    instance = generate("bestuur", 1)
    free = [student for student in instance.students if student not in instance.pin_of][:STRANDED]
    asking = {who: replace(instance.students[who], required_profile="nergens") for who in free}
    return replace(instance, students={**instance.students, **asking})


def _left_out(instance: Instance) -> tuple[dict[str, str], list[str]]:
    found = dict(place(instance, Control(20)).placement or {})
    return found, [who for who in instance.students if who not in found]


def test_everyone_gets_a_proposal_in_a_large_semester(stranded: Instance, monkeypatch: pytest.MonkeyPatch) -> None:
    placement, left = _left_out(stranded)
    monkeypatch.setattr(repairs, "SMALL", 0)
    found = PlacementRepairs(stranded, placement, Control(0.01)).each()
    assert len(left) >= STRANDED
    assert found.keys() == set(left)


def test_the_changes_for_all_together_are_the_fewest_where_each_needs_one_of_the_own_row(stranded: Instance) -> None:
    placement, left = _left_out(stranded)
    asked = [who for who in left if stranded.students[who].required_profile == "nergens"]
    joining = Joining(stranded, placement)
    together = joining.together(asked)
    assert together is not None
    assert (together.gained, together.changes, joining.least(asked)) == (STRANDED, STRANDED, STRANDED)
    edited = apply(stranded, together.edits)
    assert len(place(edited, Control(20)).placement or {}) >= len(placement) + STRANDED


def test_who_only_lacks_room_is_not_counted_as_needing_an_own_change() -> None:
    (full,) = (one for one in TINY if one.name == "a full mentor")
    found = place(full.instance, Control(10)).placement or {}
    assert Joining(full.instance, found).least([full.student]) == 0


def test_without_changes_nothing_is_proposed() -> None:
    (away,) = (one for one in TINY if one.name == "a mentor who is away")
    joining = Joining(apply(away.instance, away.repair), {})
    assert [one.edits for one in joining.of(away.student) if not one.edits] == []


def test_a_cell_edited_twice_is_told_once(stranded: Instance) -> None:
    placement, left = _left_out(stranded)
    together = Joining(stranded, placement).together(left)
    places = [edit.place for edit in together.edits if isinstance(edit, CellEdit)] if together else []
    assert len(places) == len(set(places))
