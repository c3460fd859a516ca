"""Changes that give a place to who is left out: what is proven of them."""

from __future__ import annotations

from typing import Any

import pytest
from ortools.sat.python import cp_model

from models.placement.minimum_changes import single as repair
from models.placement.minimum_changes.single import Repairs
from models.search import control as search
from models.search.control import Control
from tests.builders import board, mentor, school, semester, student


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
