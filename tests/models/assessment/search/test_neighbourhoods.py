"""Which WPAs are destroyed: of a large school not the same each time, and where assessors wait."""

from __future__ import annotations

import random

import pytest

from instances.domain.rulebook import Wish
from instances.domain.solution import Booking, Stop
from models.assessment.block.settings import BlockSettings
from models.assessment.data.cases import AssessmentData
from models.assessment.search.neighbourhoods import DESTROY_OPERATORS, RosterView, long_waits
from models.assessment.search.portfolio import Portfolio
from models.assessment.search.schedule import schedule
from models.search.control import Control
from models.search.stagnation import StagnationCriterion
from tests import builders as b

SIZE = 4


def _one_school(
    wpas: int, *more: object, weights: dict[Wish, int] | None = None
) -> tuple[AssessmentData, dict[str, str]]:
    rows: list[object] = [b.board(), b.school(places=wpas), b.trainer("SO8", max_wpas=99, max_wpas_per_day=12), *more]
    for n in range(wpas):
        rows += [b.student(f"ST{n}", 2), b.mentor(f"M{n}")]
        rows.append(
            b.slot(f"T{n}", begin=f"{8 + n // 2:02}:{n % 2 * 30:02}", end=f"{8 + n // 2:02}:{n % 2 * 30 + 20:02}")
        )
    placed = {f"ST{n}": f"M{n}" for n in range(wpas)}
    return AssessmentData(b.semester(*rows, settings=b.rules(weights)), placed), placed


def _view(data: AssessmentData, bookings: dict[str, Booking], seed: int) -> RosterView:
    return RosterView(data, data.cases, bookings, random.Random(seed), SIZE, (), {})


@pytest.mark.parametrize("operator", ["neighbouring schools", "one assessor", "unshared trips"])
def test_all_wpas_of_a_large_school_have_their_turn(operator: str) -> None:
    data, placed = _one_school(12)
    bookings = {student: Booking(student.replace("ST", "T"), "SO8") for student in placed}
    destroyed = [DESTROY_OPERATORS[operator](_view(data, bookings, seed)) for seed in range(60)]
    assert {len(part) for part in destroyed} == {SIZE}
    assert {case.id for part in destroyed for case in part} == set(placed)


def test_the_wpas_of_who_waits_are_destroyed() -> None:
    data, _ = _one_school(12, b.trainer("SO9"))
    bookings = {
        "ST0": Booking("T0", "SO8"), "ST9": Booking("T9", "SO8"),
        "ST1": Booking("T1", "SO9"), "ST2": Booking("T2", "SO9"),
    }  # fmt: skip
    assert {"ST0", "ST9"} <= {case.id for case in long_waits(_view(data, bookings, 1))}


def test_each_method_has_a_turn_before_there_is_little_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is proven and nothing is to be expected."""
    turns: list[str] = []
    for name in ("_first_bound", "_first_columns", "_first_closing"):
        monkeypatch.setattr(Portfolio, name, lambda self: None)
    for name in ("_improve", "_raise_bound", "_reprice"):
        monkeypatch.setattr(Portfolio, name, lambda self, name=name: turns.append(name))
    monkeypatch.setattr(Portfolio, "proven", False)
    monkeypatch.setattr(StagnationCriterion, "stagnated", lambda self, at, left: True)
    data, placed = _one_school(12)
    monkeypatch.setattr("models.assessment.search.schedule.BLOCK_SETTINGS", BlockSettings(exact_wpas=0))
    assert schedule(data.instance, placed, Control(20)).proof.stop is Stop.LITTLE_GAIN
    assert sorted(turns) == ["_improve", "_raise_bound", "_reprice"]
