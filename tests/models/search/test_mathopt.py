"""Linear and integer programs under one control: always limited, always stopped, and errors that are errors."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from ortools.math_opt.python import mathopt
from ortools.math_opt.python import solve as mathopt_solve
from pybind11_abseil.status import BuildStatusNotOk, StatusCode

from models.search import mathopt as ours
from models.search.control import Control
from models.search.mathopt import solve_linear
from models.search.settings import LIMIT_SETTINGS, SearchSettings
from tests.models.search.market_split import market_split

WALL, WORK = SearchSettings(), SearchSettings(reproducible=True)
GLOP, HIGHS = mathopt.SolverType.GLOP, mathopt.SolverType.HIGHS
MODES = pytest.mark.parametrize("settings", [WALL, WORK], ids=["wall", "work"])


def program(whole: bool = False) -> tuple[mathopt.Model, mathopt.Variable]:
    """The largest x of at most 7."""
    model = mathopt.Model()
    x = model.add_variable(lb=0, is_integer=whole)
    model.add_linear_constraint(x <= 7)
    model.maximize(x)
    return model, x


# -- time ----------------------------------------------------------------------------------------------


def test_a_linear_program_without_time_left_is_solved_all_the_same_in_reproducible_mode() -> None:
    control, (model, x) = Control(1e-9, WORK), program()
    assert solve_linear(model, control).variable_values(x) == 7


def test_a_linear_program_is_charged_for_its_rows() -> None:
    control = Control(10, WORK)
    solve_linear(program()[0], control)
    assert control.elapsed > 0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[mathopt.SolveParameters]:
    """The parameters of every solve from here on."""
    found: list[mathopt.SolveParameters] = []
    solve: Callable[..., mathopt.SolveResult] = mathopt.solve

    def noting(*given: Any, params: mathopt.SolveParameters, **more: Any) -> mathopt.SolveResult:
        found.append(params)
        return solve(*given, params=params, **more)

    monkeypatch.setattr(mathopt, "solve", noting)
    return found


@pytest.mark.parametrize("solver", [GLOP, HIGHS])
def test_every_solve_has_the_time_that_is_left(
    solver: mathopt.SolverType, asked: list[mathopt.SolveParameters]
) -> None:
    solve_linear(program()[0], Control(5), solver=solver)
    assert asked[0].time_limit.total_seconds() <= 5


def test_an_integer_program_of_reproducible_mode_has_a_limit_of_nodes(asked: list[mathopt.SolveParameters]) -> None:
    """It had no limit at all: HiGHS could go on for ever."""
    solve_linear(program(whole=True)[0], Control(5, WORK), solver=HIGHS)
    assert asked[0].node_limit == LIMIT_SETTINGS.nodes


def test_a_limit_of_nodes_that_was_asked_for_is_kept(asked: list[mathopt.SolveParameters]) -> None:
    fewer = mathopt.SolveParameters(node_limit=3)
    solve_linear(program(whole=True)[0], Control(5, WORK), solver=HIGHS, parameters=fewer)
    assert asked[0].node_limit == 3


@pytest.mark.parametrize("solver", [GLOP, HIGHS])
def test_a_linear_program_of_reproducible_mode_has_a_limit_of_steps(
    solver: mathopt.SolverType, asked: list[mathopt.SolveParameters]
) -> None:
    solve_linear(program()[0], Control(5, WORK), solver=solver)
    assert asked[0].iteration_limit == LIMIT_SETTINGS.steps


def test_a_limit_of_nodes_is_the_same_end_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "LIMIT_SETTINGS", replace(LIMIT_SETTINGS, nodes=20))
    first, second = (solve_linear(market_split(), Control(5, WORK), solver=HIGHS) for _ in range(2))
    assert first.termination == second.termination
    assert first.termination.limit is mathopt.Limit.NODE


@pytest.mark.parametrize(("settings", "told"), [(WORK, True), (WALL, False)], ids=["work", "wall"])
def test_the_wall_limit_of_last_resort_is_told(
    settings: SearchSettings, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever control solves: the one of the command says that the run is not reproducible."""
    monkeypatch.setattr(ours, "LIMIT_SETTINGS", replace(LIMIT_SETTINGS, last_resort_seconds=0.2))
    control = Control(0.2, settings)
    result = solve_linear(market_split(), control.sub_budget(0.5).extra_budget(0.2), solver=HIGHS)
    assert (result.termination.limit, control.wall_limit_hit) == (mathopt.Limit.TIME, told)


def test_highs_that_forgets_its_limit_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ours, "LIMIT_SETTINGS", replace(LIMIT_SETTINGS, overdue_seconds=0.2))
    late = threading.Event()
    monkeypatch.setattr(mathopt, "solve", lambda *_, **__: late.wait(20))
    result = solve_linear(program()[0], Control(0.1), solver=HIGHS)
    late.set()
    assert result.termination.limit is mathopt.Limit.TIME


# -- the stop button -----------------------------------------------------------------------------------


@MODES
def test_a_stop_is_heard_while_highs_runs(settings: SearchSettings) -> None:
    control = Control(5, settings)
    threading.Timer(0.5, control.stop).start()
    began = time.monotonic()
    result = solve_linear(market_split(40, 5), control, solver=HIGHS)
    assert time.monotonic() - began < 2
    assert not result.has_primal_feasible_solution()
    assert result.termination.objective_bounds.dual_bound == float("-inf")


@pytest.mark.parametrize("mode", ["wall", "work"])
def test_a_process_ends_soon_after_a_stop_though_highs_goes_on(mode: str) -> None:
    """It waited at its end for the thread of HiGHS, in reproducible mode for ever."""
    command = [sys.executable, "-m", "tests.models.search.market_split", mode]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "stopped NO_SOLUTION_FOUND\n"
        began = time.monotonic()
        assert process.wait(60) == 0
    assert time.monotonic() - began < 5


# -- the second solver ---------------------------------------------------------------------------------


def giving(message: str, code: StatusCode) -> Callable[..., object]:
    """The C++ side of a solve, of which GLOP ends with a status and HiGHS is real."""
    real: Callable[..., object] = mathopt_solve.solver.solve

    def solve(model: object, solver: int, *rest: object) -> object:
        if solver == GLOP.value:
            raise BuildStatusNotOk(code, message)
        return real(model, solver, *rest)

    return solve


@MODES
def test_where_glop_gives_up_highs_solves(settings: SearchSettings, monkeypatch: pytest.MonkeyPatch) -> None:
    gave_up = giving("Unexpected GLOP termination reason: ABNORMAL", StatusCode.INTERNAL)
    monkeypatch.setattr(mathopt_solve.solver, "solve", gave_up)
    model, x = program()
    assert solve_linear(model, Control(5, settings)).variable_values(x) == 7


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("Unexpected GLOP termination reason: INVALID_PROBLEM", StatusCode.INTERNAL),
        ("no such parameter", StatusCode.INVALID_ARGUMENT),
        ("out of memory", StatusCode.RESOURCE_EXHAUSTED),
    ],
)
def test_any_other_end_is_an_error(message: str, code: StatusCode, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mathopt_solve.solver, "solve", giving(message, code))
    with pytest.raises(AttributeError):
        solve_linear(program()[0], Control(5))


@pytest.mark.parametrize("error", [AttributeError, RuntimeError, ValueError])
def test_a_coding_error_is_not_solved_away(error: type[Exception], monkeypatch: pytest.MonkeyPatch) -> None:
    """Such an error once led to a silent solve by the other solver."""

    def broken(_: object, solver: mathopt.SolverType, **__: object) -> None:
        if solver is GLOP:
            raise error("a mistake of ours")

    monkeypatch.setattr(mathopt, "solve", broken)
    with pytest.raises(error, match="a mistake of ours"):
        solve_linear(program()[0], Control(5))


def test_a_wrong_parameter_is_an_error() -> None:
    """HiGHS knows this one, so that it was taken for an abnormal end."""
    with pytest.raises(AttributeError):
        solve_linear(program()[0], Control(5), parameters=mathopt.SolveParameters(node_limit=5))


def test_a_wrong_model_is_an_error() -> None:
    model, x = program()
    x.lower_bound = float("nan")
    with pytest.raises(AttributeError):
        solve_linear(model, Control(5))


def test_an_error_of_highs_is_raised_here() -> None:
    with pytest.raises(AttributeError):
        solve_linear(program()[0], Control(5), solver=HIGHS, parameters=mathopt.SolveParameters(cutoff_limit=1.0))
