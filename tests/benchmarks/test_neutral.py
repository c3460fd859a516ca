"""The plain linear model and the product's own models have the same optimum. The product proves its own."""

from __future__ import annotations

import pytest

from benchmarks.neutral import highs, search
from benchmarks.neutral.assessment import AssessmentModel
from benchmarks.neutral.placement import PlacementModel
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.sample.generate import generate
from models.assessment.search.schedule import schedule
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.assessment import check_assessment

SECONDS = 30


def silent(_: int | None, __: int | None) -> None:
    return None


def optimum(model: PlacementModel | AssessmentModel) -> search.NeutralAnswer:
    return search.solve(highs.minimise, model.linear, model.goals, SECONDS, 2, silent)


@pytest.fixture(scope="module")
def placed(klein: Instance) -> Placement:
    placement = place(klein, Control(SECONDS)).placement
    assert placement is not None
    return placement


def test_the_cheapest_placement_of_klein(klein: Instance) -> None:
    found = optimum(PlacementModel(klein))
    assert found.cost == found.bound == place(klein, Control(SECONDS)).proof.cost_bound


def test_the_cheapest_placement_of_a_board_where_one_student_is_left_out() -> None:
    board = generate("bestuur", 1)
    found = optimum(PlacementModel(board))
    assert found.cost == found.bound == place(board, Control(SECONDS)).proof.cost_bound


@pytest.fixture(scope="module")
def rostered(klein: Instance, placed: Placement) -> tuple[AssessmentModel, search.NeutralAnswer]:
    model = AssessmentModel(klein, placed)
    return model, optimum(model)


def test_the_cheapest_wpa_roster_of_klein(
    klein: Instance, placed: Placement, rostered: tuple[AssessmentModel, search.NeutralAnswer]
) -> None:
    _, found = rostered
    assert found.cost == found.bound == schedule(klein, placed, Control(SECONDS)).proof.cost_bound


def test_the_cost_of_a_model_is_the_checkers(
    klein: Instance, placed: Placement, rostered: tuple[AssessmentModel, search.NeutralAnswer]
) -> None:
    model, found = rostered
    assert found.values is not None
    assert check_assessment(klein, placed, model.roster(found.values)).cost == found.cost
