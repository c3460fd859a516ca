"""That no change less would do, beside every single change there could be: each is made and the semester solved."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

import pytest

from instances.domain.entities import Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.edits.edit import CellEdit, apply
from instances.edits.editable import Edits, free_pin, pair_edits, row_edits
from instances.tables.columns import STUDENTS
from models.placement.data.pair_rules import PAIR_RULES
from models.placement.minimum_changes.solve import JointRepair
from models.placement.search.place import place
from models.search.control import Control
from tests import builders as b
from tests.models.placement_cases import random_semester

SEEDS = range(60 if os.environ.get("FAULTS") == "all" else 6)


def _left_out(seed: int) -> tuple[Instance, Placement, list[str]]:
    """A random semester with some who have no place in its best roster."""
    while True:
        instance, _ = random_semester(seed)
        placement = place(instance, Control(10)).placement
        left = [who for who in instance.students if who not in (placement or {})]
        if placement is not None and left:
            return instance, placement, left
        seed += 10_000


def _widest(changes: Iterable[Edits]) -> Iterator[Edits]:
    """Of changes of the same cells one that allows all that any of them does."""
    alike: dict[tuple[tuple[str, ...], ...], list[Edits]] = {}
    for edits in changes:
        alike.setdefault(tuple(edit.place for edit in edits), []).append(edits)
    for some in alike.values():
        cells = [edits[0] for edits in some]
        values = [cell.value for cell in cells if isinstance(cell, CellEdit)]
        if len(some) == 1 or not isinstance(cells[0], CellEdit) or len(some[0]) > 1:
            yield from some
        elif all(isinstance(value, frozenset) for value in values):
            first = cells[0]
            everything = frozenset().union(*(value for value in values if isinstance(value, frozenset)))
            yield (CellEdit(first.sheet, first.id, first.column, everything),)  # type: ignore[arg-type]
        else:
            yield max(some, key=lambda edits: int(str(edits[0].value)) if isinstance(edits[0], CellEdit) else 0)


def _single(instance: Instance, left: list[str]) -> Iterator[Edits]:
    """Every change that counts as one: a cell, a place more, a pin; no row of a student who has a place."""
    pairs = [(student, mentor) for student in instance.students.values() for mentor in instance.mentors.values()]
    asked = [pair_edits(instance, rule, *pair) for pair in pairs for rule in PAIR_RULES if rule is not Rule.P13]
    mine = {(STUDENTS.name, who) for who in instance.students if who not in left}
    rows = [(Rule.P2, mentor.id, mentor.max_students) for mentor in instance.mentors.values()]
    rows += [(Rule.P3, school.id, school.net_places) for school in instance.schools.values()]
    maxima = {board.id: board.max_students for board in instance.boards.values()}
    rows += [(Rule.P4, board, most) for board, most in maxima.items() if most is not None]
    rows += [(Rule.P7, tandem.id, tandem.max_students) for tandem in instance.tandems.values()]
    rows += [(Rule.P14, next(iter(instance.tandems)), instance.settings.max_care_per_tandem)]
    rows += [
        (Rule.P11, plg.key, plg.maximum) for plg in {own.key: own for own in instance.plg_by_school.values()}.values()
    ]
    raised = [row_edits(instance, rule, about, most + 1) for rule, about, most in rows]
    lowered = [row_edits(instance, Rule.P11, s.id, 1) for s in instance.schools.values() if s.min_students > 1]
    cells = (edit for edits in asked for edit in edits or () if edit.place[:2] not in mine)
    yield from _widest(dict.fromkeys((edit,) for edit in cells))
    yield from (edits for edits in (*raised, *lowered) if edits)
    yield from (free_pin(instance, student) for student in instance.pin_of)


@pytest.mark.parametrize("seed", SEEDS)
def test_where_two_changes_are_the_fewest_no_single_one_does(seed: int) -> None:
    instance, placement, left = _left_out(seed)
    found = JointRepair(instance, placement).solve(left, Control(20))
    if not found.unplaced:
        assert len(place(apply(instance, found.edits), Control(10)).placement or ()) == len(instance.students)
        assert found.changes == found.least
    if found.unplaced or found.changes > 1:
        enough = [
            edits
            for edits in _single(instance, left)
            if len(place(apply(instance, edits), Control(10)).placement or ()) == len(instance.students)
        ]
        assert enough == []


def test_a_school_may_take_another_year_so_that_who_has_a_place_makes_room() -> None:
    """ST1 has the only mentor near enough for ST2; a school that takes no second-years would have ST1."""
    instance = b.semester(
        b.board(), b.school(), b.school("S2", years=frozenset({3})), b.mentor(), b.mentor("M2", "S2"),
        b.student("ST1"), b.student("ST2", required_profile="dalton"),
        b.school("S1", profile=frozenset({"dalton"})), b.travel("ST2", "S2", 500), b.tandem(schools=("S1", "S2")),
        b.trainer("SO1"), b.trainer("IO1", Role.IO),
    )  # fmt: skip
    found = JointRepair(instance, {"ST1": "M1"}).solve(["ST2"], Control(20))
    assert (found.edits, found.least) == ((CellEdit("Scholen", "S2", "Leerjaren", frozenset({2, 3})),), 1)
