"""One clock for everything that solves: of the wall, or of work that is the same everywhere. Knows no roster."""

from __future__ import annotations

import pickle
import threading
import time
from random import Random

import pytest
from ortools.sat.python import cp_model

from instances.domain.solution import Stop
from models.parallel.inline import InlineExecutor
from models.search.clock import WorkClock
from models.search.control import Control, solve
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


# -- parts of the time ---------------------------------------------------------------------------------


def test_a_sub_budget_spends_the_time_of_the_whole() -> None:
    whole = Control(10, IN_WORK)
    whole.charge(2)
    part = whole.sub_budget(0.5)
    part.charge(1)
    assert (part.remaining, whole.remaining) == (3, 7)


def test_a_parallel_budget_keeps_its_own_account() -> None:
    whole = Control(10, IN_WORK)
    beside = whole.parallel_budget(4)
    beside.charge(3)
    assert (beside.remaining, whole.elapsed) == (1, 0)


def test_a_parallel_budget_gets_no_more_than_is_left() -> None:
    assert Control(3, IN_WORK).parallel_budget(4).remaining == 3


def test_a_parallel_budget_hears_the_stop_button() -> None:
    whole = Control(10)
    beside = whole.parallel_budget(4)
    whole.stop()
    assert beside.remaining == 0


def test_what_is_detached_does_not_hear_the_stop_button() -> None:
    whole = Control(10)
    detached = whole.detached(4)
    whole.stop()
    assert detached.remaining > 3


def test_another_process_gets_the_settings_with_the_time_left() -> None:
    whole = Control(10, IN_WORK)
    whole.charge(4)
    assert Control.of(pickle.loads(pickle.dumps(whole.serialised()))).remaining == 6


@pytest.mark.parametrize("workers", [1, 8])
def test_reproducible_tasks_side_by_side_do_not_depend_on_the_cores(workers: int) -> None:
    assert SearchSettings(workers=workers, reproducible=True).parallel_tasks == IN_WORK.parallel_tasks


def test_other_tasks_side_by_side_are_the_cores() -> None:
    assert SearchSettings(workers=3).parallel_tasks == 3


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
    tasks: ParallelTasks[None] = ParallelTasks(InlineExecutor(), lambda _: None, None, asking)
    answered = tasks.answer(tasks.ask(_asks, SearchSettings(5)))
    assert answered is not None
    assert not answered.stopped
    asking.stop()
    assert answered.stopped
    assert not Control.of(SearchSettings(5)).stopped
