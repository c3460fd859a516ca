"""One clock for everything that solves: of the wall, or of work that is the same everywhere. Knows no roster."""

from __future__ import annotations

import pickle
import threading
import time
from random import Random

import pytest
from ortools.math_opt.python import mathopt
from ortools.sat.python import cp_model

from instances.domain.solution import Stop
from models.parallel.inline import InlineExecutor
from models.search.clock import WorkClock
from models.search.control import Control, solve
from models.search.mathopt import solve_linear
from models.search.settings import SearchSettings
from models.search.tasks import ParallelTasks

IN_WORK = SearchSettings(reproducible=True)
HARD = 150


def puzzle(size: int) -> cp_model.CpModel:
    """A knapsack with many constraints; nobody proves the best of a HARD one in seconds."""
    dice, model = Random(1), cp_model.CpModel()
    x = [model.new_bool_var("") for _ in range(size)]
    for _ in range(size // 3):
        model.add(cp_model.LinearExpr.weighted_sum(x, [dice.randint(10, 99) for _ in x]) <= 20 * size)
    model.maximize(cp_model.LinearExpr.weighted_sum(x, [dice.randint(10, 99) for _ in x]))
    return model


def answer(control: Control, model: cp_model.CpModel) -> tuple[int, float, float, list[int]]:
    solver, status = solve(model, control)
    return status, solver.objective_value, solver.best_objective_bound, list(solver.response_proto.solution)


def program() -> tuple[mathopt.Model, mathopt.Variable]:
    model = mathopt.Model()
    x = model.add_variable(lb=0)
    model.add_linear_constraint(x <= 7)
    model.maximize(x)
    return model, x


# -- work ----------------------------------------------------------------------------------------------


def test_work_does_not_pass_by_waiting() -> None:
    control = Control(10, IN_WORK)
    time.sleep(0.02)
    assert (control.elapsed, control.remaining) == (0.0, 10)


def test_a_solve_is_charged_for_the_work_it_did() -> None:
    control = Control(10, IN_WORK)
    solve(puzzle(12), control)
    assert 0 < control.elapsed < 10


def test_a_solve_out_of_work_gives_the_same_answer_twice() -> None:
    first, second = Control(0.5, IN_WORK), Control(0.5, IN_WORK)
    assert (answer(first, puzzle(HARD)), first.elapsed) == (answer(second, puzzle(HARD)), second.elapsed)


def test_a_solve_out_of_work_says_so() -> None:
    assert answer(Control(0.5, IN_WORK), puzzle(HARD))[0] == cp_model.FEASIBLE


def test_more_workers_are_not_taken_in_reproducible_mode() -> None:
    solver, _ = solve(puzzle(12), Control(10, IN_WORK), num_workers=4)
    assert solver.parameters.num_workers == 1


def test_no_wall_limit_is_set_in_reproducible_mode() -> None:
    solver, _ = solve(puzzle(12), Control(10, IN_WORK))
    assert solver.parameters.max_time_in_seconds == cp_model.CpSolver().parameters.max_time_in_seconds


def test_work_done_elsewhere_can_be_charged() -> None:
    control = Control(10, IN_WORK)
    control.charge(4)
    assert (control.elapsed, control.remaining) == (4, 6)


def test_work_is_not_given_back() -> None:
    with pytest.raises(ValueError, match="work of -1"):
        WorkClock().charge(-1)


def test_the_wall_takes_no_charges() -> None:
    control = Control(10)
    control.charge(100)
    assert control.remaining > 9


def test_a_linear_program_without_time_left_is_solved_all_the_same_in_reproducible_mode() -> None:
    control, (model, x) = Control(1e-9, IN_WORK), program()
    assert solve_linear(model, control).variable_values(x) == 7


def test_a_linear_program_is_charged_for_its_rows() -> None:
    control = Control(10, IN_WORK)
    solve_linear(program()[0], control)
    assert control.elapsed > 0


# -- parts of the time ---------------------------------------------------------------------------------


def test_a_share_spends_the_time_of_the_whole() -> None:
    whole = Control(10, IN_WORK)
    whole.charge(2)
    part = whole.sub_budget(0.5)
    part.charge(1)
    assert (part.remaining, whole.remaining) == (3, 7)


def test_a_lane_keeps_its_own_account() -> None:
    whole = Control(10, IN_WORK)
    lane = whole.parallel_budget(4)
    lane.charge(3)
    assert (lane.remaining, whole.elapsed) == (1, 0)


def test_a_lane_gets_no_more_than_is_left() -> None:
    assert Control(3, IN_WORK).parallel_budget(4).remaining == 3


def test_a_lane_hears_the_stop_button() -> None:
    whole = Control(10)
    lane = whole.parallel_budget(4)
    whole.stop()
    assert lane.remaining == 0


def test_what_is_apart_does_not_hear_the_stop_button() -> None:
    whole = Control(10)
    apart = whole.detached(4)
    whole.stop()
    assert apart.remaining > 3


def test_another_process_gets_the_settings_with_the_time_left() -> None:
    whole = Control(10, IN_WORK)
    whole.charge(4)
    assert Control.of(pickle.loads(pickle.dumps(whole.serialised()))).remaining == 6


@pytest.mark.parametrize("workers", [1, 8])
def test_reproducible_lanes_do_not_depend_on_the_cores(workers: int) -> None:
    assert SearchSettings(workers=workers, reproducible=True).lanes == IN_WORK.lanes


def test_other_lanes_are_the_cores() -> None:
    assert SearchSettings(workers=3).lanes == 3


@pytest.mark.parametrize("wrong", [{"workers": 0}, {"placement_share": 0.0}, {"placement_share": 1.1}])
def test_settings_without_sense_are_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"workers|share"):
        SearchSettings(**wrong)  # type: ignore[arg-type]


# -- the end -------------------------------------------------------------------------------------------


def test_out_of_time_is_told() -> None:
    assert Control(10).ended(proven=False) is Stop.TIME


def test_a_proof_is_told() -> None:
    assert Control(10).ended(proven=True) is Stop.PROVEN


def test_a_stop_is_told_even_with_a_proof() -> None:
    """Another run might end with another roster that is as good."""
    control = Control(10)
    control.stop()
    assert control.ended(proven=True) is Stop.ASKED


@pytest.mark.parametrize("settings", [SearchSettings(), IN_WORK], ids=["wall", "work"])
def test_a_stop_ends_a_solve_of_minutes_within_seconds(settings: SearchSettings) -> None:
    control = Control(100, settings)
    threading.Timer(0.3, control.stop).start()
    began = time.monotonic()
    solve(puzzle(HARD), control)
    assert time.monotonic() - began < 5


def _asks(_: None, settings: SearchSettings) -> Control:
    return Control.of(settings)


def test_questions_answered_here_have_the_stop_button_of_who_asks() -> None:
    """Else a stop waits for the schools of a whole round, which took six seconds."""
    asking = Control(10)
    lanes: ParallelTasks[None] = ParallelTasks(InlineExecutor(), lambda _: None, None, asking)
    answered = lanes.answer(lanes.ask(_asks, SearchSettings(5)))
    assert answered is not None
    assert not answered.stopped
    asking.stop()
    assert answered.stopped
    assert not Control.of(SearchSettings(5)).stopped


def test_a_stop_is_heard_while_highs_runs() -> None:
    """Sums of forty numbers that must be halved five times at once: hours of work."""
    dice = Random(1)
    model = mathopt.Model()
    picked = [model.add_binary_variable() for _ in range(40)]
    off = []
    for _ in range(5):
        numbers = [dice.randint(0, 99) for _ in picked]
        off += [model.add_variable(lb=0.0), model.add_variable(lb=0.0)]
        total = mathopt.fast_sum([number * one for number, one in zip(numbers, picked, strict=True)])
        model.add_linear_constraint(total + off[-2] - off[-1] == float(sum(numbers) // 2))
    model.minimize(mathopt.fast_sum(off))
    control = Control(5)
    threading.Timer(0.5, control.stop).start()
    result = solve_linear(model, control, solver=mathopt.SolverType.HIGHS)
    assert control.elapsed < 2
    assert not result.has_primal_feasible_solution()
    assert result.termination.objective_bounds.dual_bound == float("-inf")
