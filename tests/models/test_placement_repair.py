"""Changes that give a place to who is left out: what is proven of them."""

from __future__ import annotations

from typing import Any

import pytest
from ortools.sat.python import cp_model

from instances.domain import Day
from instances.edits import CellEdit, setting
from instances.generate import generate
from models import search
from models.placement import repair
from models.placement.model import place
from models.placement.repair import Repairs
from models.search import Control
from tests.builders import board, mentor, rules, school, semester, student, tandem
from tests.faults.placements import STAFF, one_short


def test_presolve_alone_cannot_call_a_change_impossible(monkeypatch: pytest.MonkeyPatch) -> None:
    """One place more is enough, also when presolve wrongly finds that infeasible (or-tools 5274)."""

    def mistaken(
        model: cp_model.CpModel,
        control: Control,
        *,
        cp_model_presolve: bool = True,
        seconds: float,
        **parameters: Any,
    ) -> tuple[cp_model.CpSolver, int]:
        solver, status = search.solve(
            model, control, seconds=seconds, cp_model_presolve=cp_model_presolve, **parameters
        )
        return solver, int(cp_model.INFEASIBLE) if cp_model_presolve else status

    monkeypatch.setattr(repair, "solve", mistaken)
    instance = semester(
        board(), school(places=1), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"),
    )  # fmt: skip
    found = next(Repairs(instance, {"ST1": "M1"}).found("ST2", Control(10)))
    assert (found.changes, found.proven) == (1, True)


def test_a_row_that_is_not_full_yet_may_be_raised_for_more_who_come() -> None:
    """Three travel further to S1, which has one place: one change of its places is fewer than two of a profile."""
    far = [student(f"ST{n}", max_travel=4, required_profile="dalton") for n in (1, 2, 3)]
    schools = [school("S1", places=1, profile={"dalton"}), school("S2", places=3)]
    mentors = [mentor(f"M{place}{n}", f"S{place}") for place in (1, 2) for n in (1, 2, 3)]
    world = semester(board(), *schools, *mentors, tandem(schools=("S1", "S2")), *STAFF, *far)
    found = Repairs(world, {}).fewest([one.id for one in far], Control(10))
    assert found is not None
    assert (found.changes, found.proven) == (4, True)
    assert CellEdit("Scholen", "S1", "Plaatsen", 3) in found.edits


@pytest.mark.parametrize("seed", [1, 2])
def test_the_fewest_for_a_board_are_proven(seed: int) -> None:
    world = one_short(generate("bestuur", seed)).instance
    placement = place(world, Control(20)).placement or {}
    left = [who for who in world.students if who not in placement]
    found = Repairs(world, placement).fewest(left, Control(10))
    assert found is not None
    assert (len(left), found.changes, found.proven) == (2, 2, True)


def test_years_that_two_students_need_of_one_school_are_one_change() -> None:
    years = [student(f"ST{n}", year=n) for n in (1, 2)]
    world = semester(board(), school(years=frozenset({3})), mentor("M1"), mentor("M2"), tandem(), *STAFF, *years)
    found = Repairs(world, {}).fewest(["ST1", "ST2"], Control(10))
    assert found is not None
    assert (found.changes, found.edits) == (1, (CellEdit("Scholen", "S1", "Leerjaren", frozenset({1, 2, 3})),))


def test_one_setting_for_two_tandems_is_one_change() -> None:
    care = [student(f"ST{n}", care=True, required_profile=f"p{n}") for n in (1, 2)]
    schools = [school(f"S{n}", profile={f"p{n}"}) for n in (1, 2)]
    tandems = [tandem(), tandem("TA2", schools=("S2",))]
    rows = (board(), *schools, mentor("M1", "S1"), mentor("M2", "S2"), *tandems, *STAFF, *care)
    found = Repairs(semester(*rows, settings=rules(max_care_per_tandem=0)), {}).fewest(["ST1", "ST2"], Control(10))
    assert found is not None
    assert (found.changes, found.edits) == (1, (setting("Max zorgstudenten per tandem", 1),))


def test_what_is_asked_of_a_mentor_for_others_is_open_to_who_has_a_place() -> None:
    """P and Q go to M3 when that is asked; then A and B have their places: one change."""
    p, q = student("P", days=frozenset({Day.MA})), student("Q", days=frozenset({Day.DI}))
    left = [student(who, days=frozenset({Day.MA, Day.DI}), required_profile="x") for who in "AB"]
    schools = [school("S1", places=2, profile={"x"}), school("S2", places=2)]
    mentors = [mentor("M1"), mentor("M2"), mentor("M3", "S2", available=False, max_students=2)]
    world = semester(board(), *schools, *mentors, tandem(schools=("S1", "S2")), *STAFF, p, q, *left)
    found = Repairs(world, {"P": "M1", "Q": "M2"}).fewest(["A", "B"], Control(10))
    assert found is not None
    assert (found.proven, found.edits) == (True, (CellEdit("Mentoren", "M3", "Beschikbaar", True),))
