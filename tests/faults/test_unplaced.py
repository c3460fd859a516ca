"""Planted faults that leave a student without a place: what is proposed works, in the workbook, at its price."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from instances.domain.instance import Instance
from instances.edits.edit import CellEdit
from instances.sample.generate import generate
from tests.faults.placements import SEEDS, TINY, no_journey, one_short, profile_nobody_has
from tests.faults.planting import Planted, Shown, shown, works_as_quoted, worth

Plant = tuple[Callable[[Instance], Planted], str, int]
PLANTS = (profile_nobody_has, no_journey)
BOARDS: list[Plant] = [(plant, "bestuur", SEEDS[0]) for plant in PLANTS]
if os.environ.get("FAULTS") == "all":  # make faults
    BOARDS += [(plant, "bestuur", seed) for plant in PLANTS for seed in SEEDS[1:]]
    BOARDS += [(one_short, "bestuur", seed) for seed in SEEDS]
    BOARDS += [(profile_nobody_has, "partnerschap", seed) for seed in SEEDS[:2]]


def named(plant: Plant) -> str:
    return f"{plant[0].__name__}-{plant[1]}-{plant[2]}"


@pytest.fixture(scope="module", params=TINY, ids=lambda planted: planted.name)
def tiny(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Shown]:
    planted: Planted = request.param
    return planted, shown(planted.instance, tmp_path_factory.mktemp("fout"))


@pytest.fixture(scope="module", params=BOARDS, ids=named)
def large(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Shown]:
    plant: Callable[[Instance], Planted]
    plant, size, seed = request.param
    planted = plant(generate(size, seed))
    return planted, shown(planted.instance, tmp_path_factory.mktemp("fout"))


Case = tuple[Planted, Shown]
MANUAL = Path(__file__).parents[2] / "docs" / "handleiding.md"


def test_the_manual_names_every_cell_that_may_be_asked_for() -> None:
    """The fewest are of those changes."""
    told = MANUAL.read_text(encoding="utf-8").partition("Zulke wijzigingen zijn:")[2].partition("Van een student")[0]
    asked = {edit.column for planted in TINY for edit in planted.repair if isinstance(edit, CellEdit)}
    assert set(re.findall("`([^`]+)`", told)) == asked - {"Mentor"}  # of a pin


def test_the_planted_student_is_left_out(tiny: Case) -> None:
    planted, found = tiny
    assert planted.student not in (found.result.placement or {})


def test_the_planted_repair_is_shown_first_or_as_good(tiny: Case) -> None:
    planted, found = tiny
    assert worth(found, found.proposals[planted.student][0].edits) <= worth(found, planted.repair)
    assert planted.repair in [one.edits for one in found.proposals[planted.student]]


def test_every_proposal_works_in_the_workbook_as_quoted(tiny: Case) -> None:
    planted, found = tiny
    assert [one for one in found.proposals[planted.student] if not works_as_quoted(found, one)] == []


def test_a_price_in_a_tiny_semester_is_exact(tiny: Case) -> None:
    planted, found = tiny
    assert all(one.exact for one in found.proposals[planted.student])


def test_the_price_without_moves_is_never_below_the_best(tiny: Case) -> None:
    planted, found = tiny
    told = [(one.staying, one.cost) for one in found.proposals[planted.student] if one.staying is not None]
    assert [pair for pair in told if pair[0] < pair[1]] == []


def test_the_planted_repair_of_a_board_is_shown_first_or_as_good(large: Case) -> None:
    planted, found = large
    assert worth(found, found.proposals[planted.student][0].edits) <= worth(found, planted.repair)


def test_every_proposal_for_a_board_works_in_the_workbook_as_quoted(large: Case) -> None:
    planted, found = large
    assert [one for one in found.proposals[planted.student] if not works_as_quoted(found, one)] == []
