"""A executor of local processes answers, survives its dead, and ends when it is told to."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from models.parallel.executor import WorkerLostError, first_done
from models.parallel.processes import ProcessExecutor
from tests.models.parallel import questions as ask

ROOT = Path(__file__).resolve().parents[3]
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")


@pytest.fixture(scope="module")
def executor() -> Iterator[ProcessExecutor]:
    with ProcessExecutor(2) as executor:
        yield executor


def test_starting_does_not_wait_for_the_processes() -> None:
    start = time.monotonic()
    with ProcessExecutor(2):
        assert time.monotonic() - start < 0.3


def test_a_module_that_cannot_be_imported_early_keeps_nobody_from_answering() -> None:
    with ProcessExecutor(1, ("models.no_such_module",)) as executor, executor.start_job(ask.table, [2]) as job:
        assert job.submit(ask.times, 2).result(30) == [4]


def test_a_state_is_made_once_in_every_process(executor: ProcessExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.marked_table, str(tmp_path)) as job:
        workers = {future.result(30) for future in [job.submit(ask.process, 0.1) for _ in range(8)]}
    assert len(list(tmp_path.iterdir())) == len(workers) == 2


def test_two_jobs_keep_their_own_products(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, [1]) as one, executor.start_job(ask.table, [2]) as two:
        futures = [job.submit(ask.times, 10) for job in (one, two) * 4]
        assert [future.result(30) for future in futures] == [[10], [20]] * 4


def test_the_first_that_is_done_comes_before_a_slow_one(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, []) as job:
        futures = [job.submit(ask.sleep, pause) for pause in (1.5, 0.0)]
        assert first_done(futures, 30) is futures[1]


def test_nothing_is_done_before_the_timeout(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, []) as job:
        assert first_done([job.submit(ask.sleep, 0.5)], 0.1) is None


def test_a_question_asked_while_all_are_busy_can_be_cancelled(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, []) as job:
        busy = [job.submit(ask.sleep, 0.3) for _ in range(4)]
        assert busy[-1].cancel()
        assert [future.result(30) for future in busy[:-1]] == [0.3] * 3


@posix
def test_a_question_outlives_the_worker_that_died_on_it(executor: ProcessExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.table, []) as job:
        assert job.submit(ask.die_once, str(tmp_path / "mark")).result(30) == "answered"


@posix
def test_the_other_answers_come_when_a_worker_is_killed_from_outside(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, []) as job:
        futures = [job.submit(ask.process, 0.2) for _ in range(6)]
        victim = futures[0].result(30)
        os.kill(victim, signal.SIGKILL)
        assert len({future.result(30) for future in futures} - {victim}) == 2


def test_a_question_that_kills_its_workers_is_given_up_after_three(executor: ProcessExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.table, []) as job, pytest.raises(WorkerLostError, match="3 workers died"):
        job.submit(ask.die, str(tmp_path / "mark")).result(30)
    assert (tmp_path / "mark").read_text(encoding="utf-8") == "xxx"


@posix
def test_a_worker_that_died_while_idle_is_replaced(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, [3]) as job:
        job.submit(ask.times, 1).result(30)
        for pid in executor.processes:
            os.kill(pid, signal.SIGKILL)
        assert job.submit(ask.times, 1).result(30) == [3]


def test_a_machine_that_gives_no_process_answers_with_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError("Resource temporarily unavailable")

    monkeypatch.setattr("multiprocessing.context.SpawnProcess._Popen", refuse)
    with (
        ProcessExecutor(2) as executor,
        executor.start_job(ask.table, []) as job,
        pytest.raises(WorkerLostError, match="no worker process"),
    ):
        job.submit(ask.times, 1).result(30)


def test_closing_a_job_does_not_wait_for_a_long_solve(executor: ProcessExecutor, tmp_path: Path) -> None:
    with executor.start_job(ask.table, []) as job:
        future = job.submit(ask.solve_for_ever, str(tmp_path / "mark"))
        pid = ask.solver_in(tmp_path)
        start = time.monotonic()
    with pytest.raises(CancelledError):
        future.result(0)
    assert time.monotonic() - start < 0.5
    assert ask.until(lambda: not ask.lives(pid), 5)


def test_a_worker_busy_for_a_closed_job_is_replaced() -> None:
    with ProcessExecutor(1) as executor:
        with executor.start_job(ask.table, []) as job:
            before = job.submit(ask.process, 0.0).result(30)
            assert ask.until(job.submit(ask.sleep, 60.0).running)
        with executor.start_job(ask.table, []) as job:
            assert job.submit(ask.process, 0.0).result(30) != before


def test_questions_that_wait_end_with_their_job(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, []) as job:
        futures = [job.submit(ask.sleep, 0.2) for _ in range(8)]
    assert all(future.done() for future in futures)


def test_a_closed_job_takes_no_question(executor: ProcessExecutor) -> None:
    job = executor.start_job(ask.table, [])
    job.close()
    with pytest.raises(RuntimeError, match="closed"):
        job.submit(ask.times, 1)


def test_a_question_that_cannot_travel_is_refused_at_once(executor: ProcessExecutor) -> None:
    with executor.start_job(ask.table, []) as job, pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        job.submit(lambda state, question: question, 1)


def test_closing_the_executor_ends_a_long_solve_within_a_second(tmp_path: Path) -> None:
    with ProcessExecutor(1) as executor:
        executor.start_job(ask.table, []).submit(ask.solve_for_ever, str(tmp_path / "mark"))
        pid = ask.solver_in(tmp_path)
        start = time.monotonic()
    assert time.monotonic() - start < 1.0
    assert not ask.lives(pid)


PARENT = """
import sys
from models.parallel.processes import ProcessExecutor
from tests.models.parallel import questions as ask

if __name__ == "__main__":
    with ProcessExecutor(1) as executor, executor.start_job(ask.table, []) as job:
        job.submit(ask.solve_for_ever, sys.argv[1]).result(60)
"""


@pytest.fixture
def parent(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A program whose only worker is in the middle of a long solve, in a process group of its own."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, str(script), str(tmp_path / "mark")],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        yield process
        process.kill()


@posix
def test_ctrl_c_draws_no_trace_from_the_workers(parent: subprocess.Popen[str], tmp_path: Path) -> None:
    ask.solver_in(tmp_path)
    os.killpg(parent.pid, signal.SIGINT)
    _, errors = parent.communicate(timeout=10)
    assert errors.count("Traceback") == errors.count("KeyboardInterrupt") == 1  # the parent's own


@posix
def test_a_worker_ends_when_its_parent_is_killed(parent: subprocess.Popen[str], tmp_path: Path) -> None:
    worker = ask.solver_in(tmp_path)
    parent.kill()
    assert ask.until(lambda: not ask.lives(worker), 5)
