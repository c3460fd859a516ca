"""A placement that was chosen is judged like one that was found; only rules that are named may be broken."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from instances.domain.entities import Role
from instances.dutch.numbers import in_points
from instances.rosters.columns import RESULT_FILE
from instances.rosters.read import read_rosters
from reports.workbook.semester import write_semester
from scheduler.job.job import Order
from scheduler.runtime.exit import DefectError, ExitCode
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.workflows.chosen import ChosenPlacement, make_chosen
from scheduler.workflows.make_rosters import make_placement
from tests import builders as b


@pytest.fixture
def orders(tmp_path: Path) -> tuple[Order, EventScreen]:
    """An order on one mentor for one student, with rosters before it."""
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1"), b.mentor("M2"), b.student("ST1"), b.student("ST2"),
        b.trainer("SO1"), b.trainer("IO1", Role.IO), b.tandem(),
    )  # fmt: skip
    workbook, screen = tmp_path / "semester.xlsx", EventScreen(io.StringIO())
    write_semester(instance, workbook)
    assert make_placement(Order(workbook, tmp_path / "eerst", 3), screen) is ExitCode.DONE
    return Order(workbook, tmp_path / "gekozen", 3, previous=tmp_path / "eerst"), screen


def test_a_choice_is_written_as_it_is(orders: tuple[Order, EventScreen]) -> None:
    order, screen = orders
    before = dict(read_rosters(order.previous or Path()).placement or {})
    swapped = {"ST1": before["ST2"], "ST2": before["ST1"]}
    assert make_chosen(order, screen, ChosenPlacement(swapped)) is ExitCode.DONE
    assert dict(read_rosters(order.folder).placement or {}) == swapped


def test_what_a_choice_costs_is_told_without_its_changes_and_kept_with_them(
    orders: tuple[Order, EventScreen], tmp_path: Path
) -> None:
    order, _ = orders
    before = dict(read_rosters(order.previous or Path()).placement or {})
    said = io.StringIO()
    make_chosen(order, EventScreen(said), ChosenPlacement({"ST1": before["ST2"], "ST2": before["ST1"]}))
    kept = json.loads((order.folder / RESULT_FILE).read_text(encoding="utf-8"))["plaatsing"]
    without = kept["kosten"] - kept["wensen"]["W9"]["kosten"]
    assert without < kept["kosten"]
    assert f"Geplaatst: 2 van 2, kosten {in_points(without)}." in said.getvalue()
    assert "afstand tot het beste" not in said.getvalue()


def test_a_rule_that_nobody_named_is_never_broken(orders: tuple[Order, EventScreen]) -> None:
    order, screen = orders
    both = ChosenPlacement({"ST1": "M1", "ST2": "M1"})
    with pytest.raises(DefectError, match="P2"):
        make_chosen(order, screen, both, {"P3"})
    assert not (order.folder / RESULT_FILE).exists()


def test_a_rule_that_is_named_may_be(orders: tuple[Order, EventScreen]) -> None:
    order, screen = orders
    both = ChosenPlacement({"ST1": "M1", "ST2": "M1"})
    assert make_chosen(order, screen, both, {"P2"}) is ExitCode.INCOMPLETE
    assert dict(read_rosters(order.folder).placement or {}) == dict(both.placement)


def test_a_choice_that_beats_its_own_bound_is_a_defect(orders: tuple[Order, EventScreen]) -> None:
    order, screen = orders
    with pytest.raises(DefectError, match="bound"):
        make_chosen(order, screen, ChosenPlacement({"ST1": "M1", "ST2": "M2"}, most=1))
    assert not order.folder.exists()
