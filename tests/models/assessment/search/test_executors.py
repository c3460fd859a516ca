"""Parts of a WPA search at executors of every kind: the same roster, and a lost worker costs no roster."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from instances.domain.instance import Instance
from instances.domain.solution import AssessmentResult, Placement
from instances.sample.generate import generate
from models.assessment.block.settings import BlockSettings
from models.assessment.search import schedule as model
from models.assessment.search.schedule import schedule
from models.parallel.dask import DaskExecutor
from models.parallel.executor import Executor
from models.parallel.inline import InlineExecutor
from models.parallel.processes import ProcessExecutor
from models.placement.search.place import place
from models.search.control import Control
from models.search.settings import SearchSettings
from scheduler.checks.assessment import check_assessment

if TYPE_CHECKING:
    from distributed import LocalCluster

WORK = SearchSettings(seconds=2, reproducible=True)


@pytest.fixture(scope="module")
def klein() -> tuple[Instance, Placement]:
    instance = generate("klein")
    placement = place(instance, Control(30)).placement
    assert placement is not None
    return instance, placement


@pytest.fixture(autouse=True)
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "BLOCK_SETTINGS", BlockSettings(exact_wpas=0))


def _found(semester: tuple[Instance, Placement], executor: Callable[[], Executor]) -> AssessmentResult:
    return schedule(*semester, Control.of(WORK), executor=executor)


@pytest.fixture(scope="module")
def alone(klein: tuple[Instance, Placement]) -> AssessmentResult:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(model, "BLOCK_SETTINGS", BlockSettings(exact_wpas=0))
        return _found(klein, InlineExecutor)


def test_processes_find_the_same_roster_as_one_alone(
    klein: tuple[Instance, Placement], alone: AssessmentResult
) -> None:
    with ProcessExecutor(2) as executor:
        assert _found(klein, lambda: executor) == alone


def test_a_cluster_finds_the_same_roster_as_one_alone(
    klein: tuple[Instance, Placement], alone: AssessmentResult, cluster: LocalCluster
) -> None:
    with DaskExecutor(cluster.scheduler_address) as executor:
        assert _found(klein, lambda: executor) == alone


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no way to kill a process here")
def test_workers_that_die_cost_no_roster(klein: tuple[Instance, Placement]) -> None:
    with ProcessExecutor(2, ("models.assessment.search.schedule",)) as executor:

        def kill() -> None:
            for process in executor.processes:
                os.kill(process, signal.SIGKILL)

        for moment in (2.5, 3.5):
            threading.Timer(moment, kill).start()
        result = schedule(*klein, Control(6, SearchSettings(seconds=6)), executor=lambda: executor)
    assert result.assessment is not None
    assert check_assessment(*klein, result.assessment).violations == ()
