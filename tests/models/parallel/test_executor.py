"""Every executor gives the same answers and the same errors: here, in local processes and on a cluster."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.parallel.executor import Executor, first_done
from models.parallel.inline import InlineExecutor
from models.parallel.processes import ProcessExecutor
from tests.models.parallel import questions as ask


@pytest.fixture(scope="module", params=["inline", "local", "dask"])
def executor(request: pytest.FixtureRequest) -> Iterator[Executor]:
    """Each kind in turn."""
    with made(request) as executor:
        yield executor


def made(request: pytest.FixtureRequest) -> Executor:
    if request.param == "inline":
        return InlineExecutor()
    if request.param == "local":
        return ProcessExecutor(2)
    address = request.getfixturevalue("cluster").scheduler_address
    from models.parallel.dask import DaskExecutor

    return DaskExecutor(address)


def test_every_executor_gives_the_same_answers(executor: Executor) -> None:
    with executor.start_job(ask.table, [1, 2, 3]) as job:
        futures = [job.submit(ask.times, factor) for factor in range(20)]
        assert [future.result(30) for future in futures] == [[f, 2 * f, 3 * f] for f in range(20)]


def test_an_exception_comes_back_as_itself(executor: Executor) -> None:
    with executor.start_job(ask.table, []) as job, pytest.raises(ValueError, match="verkeerd"):
        job.submit(ask.faulty, "verkeerd").result(30)


def test_an_exception_while_the_product_is_made_comes_back_as_itself(executor: Executor) -> None:
    with executor.start_job(ask.faulty_state, "grondstof") as job, pytest.raises(ValueError, match="grondstof"):
        job.submit(ask.times, 1).result(30)


def test_an_exception_that_cannot_travel_comes_back_in_words(executor: Executor) -> None:
    with executor.start_job(ask.table, []) as job, pytest.raises(Exception, match="halfhalf"):
        job.submit(ask.oddly_faulty, "half").result(30)


def test_an_executor_works_on_after_an_exception(executor: Executor) -> None:
    with executor.start_job(ask.table, [4]) as job:
        job.submit(ask.faulty, "verkeerd").exception(30)
        assert job.submit(ask.times, 2).result(30) == [8]


def test_a_closed_job_takes_no_more_questions(executor: Executor) -> None:
    job = executor.start_job(ask.table, [])
    job.close()
    with pytest.raises(RuntimeError, match="closed"):
        job.submit(ask.times, 1)


def test_the_first_done_of_several_done_is_the_first_in_order(executor: Executor) -> None:
    with executor.start_job(ask.table, [1]) as job:
        futures = [job.submit(ask.times, factor) for factor in range(3)]
        for future in futures:
            future.result(30)
        assert first_done(futures, 0) is futures[0]


def test_nothing_is_done_where_nothing_was_asked() -> None:
    assert first_done([], 0) is None


def test_an_executor_says_how_many_work_side_by_side(executor: Executor) -> None:
    expected = 1 if isinstance(executor, InlineExecutor) else 2
    assert ask.until(lambda: executor.size == expected)
