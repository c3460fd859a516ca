"""A conflict between WPAs of one day is forbidden once, as widely as it holds."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from instances.domain.entities import Role
from instances.domain.solution import Booking
from models.assessment.block.model import Block, BlockResult
from models.assessment.block.slot_cuts import SlotResult, SlotSubproblem, TrainerQuarters
from models.assessment.block.variables import MasterAssignment
from models.assessment.data.cases import AssessmentData
from models.search.control import Control
from tests import builders as b

WPAS = 5


def _one_common_slot() -> tuple[AssessmentData, dict[str, Booking]]:
    """SO1 is taken at T3 and IO1 at T1, all in one morning: for the others they have room for one WPA, at T2."""
    rows: list[object] = [b.board(), b.school(places=9, wpas_at_once=9)]
    for n in range(1, WPAS + 1):
        rows += [b.student(f"ST{n}", year=1), b.mentor(f"M{n}")]
    rows += [b.student("FIXED1"), b.mentor("MF1"), b.student("FIXED2", year=1), b.mentor("MF2")]
    rows += [b.trainer("SO1"), b.trainer("SO2", max_wpas=1), b.trainer("IO1", Role.IO)]
    rows += [b.slot("T1"), b.slot("T2", begin="10:00", end="11:00"), b.slot("T3", begin="11:00", end="12:00")]
    placed = {f"ST{n}": f"M{n}" for n in range(1, WPAS + 1)} | {"FIXED1": "MF1", "FIXED2": "MF2"}
    fixed = {"FIXED1": Booking("T3", "SO1"), "FIXED2": Booking("T1", "SO2", "IO1")}
    return AssessmentData(b.semester(*rows), placed), fixed


def _solved() -> BlockResult:
    data, fixed = _one_common_slot()
    free = [case for case in data.cases.values() if case.id not in fixed]
    return Block(data, free, fixed, {}).solve(Control(20), 20)


def test_what_is_impossible_for_two_wpas_is_found_out_in_one_round(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Mapping[str, MasterAssignment]] = []
    solve = SlotSubproblem.solve

    def count(
        self: SlotSubproblem,
        decided: Mapping[str, MasterAssignment],
        kept: Mapping[str, Booking],
        reckoned: TrainerQuarters,
    ) -> SlotResult | None:
        asked.append(decided)
        return solve(self, decided, kept, reckoned)

    monkeypatch.setattr(SlotSubproblem, "solve", count)
    found = _solved()
    assert (found.optimal, found.count_bound, len(found.bookings or {})) == (True, 1, 1)
    assert len(asked) == 2


def test_the_only_common_slot_is_found() -> None:
    assert [booking.slot for booking in (_solved().bookings or {}).values()] == ["T2"]
