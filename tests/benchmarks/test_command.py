"""The command line of the benchmark. Runs no method."""

from __future__ import annotations

import pytest

from benchmarks.__main__ import main, parser
from benchmarks.cases import PEERS, BenchmarkCase, grid


def test_an_unknown_size_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["reusachtig"])
    assert "unknown size: reusachtig" in capsys.readouterr().err


def test_an_unknown_method_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["klein", "--peers", "greedy,magic"])
    assert "unknown method: magic" in capsys.readouterr().err


def test_all_methods_run_when_none_is_named() -> None:
    assert parser().parse_args(["klein"]).peers == list(PEERS)


def test_the_methods_of_one_instance_run_one_after_another() -> None:
    assert [case.peer for case in grid(["klein"], [1, 2], [10], ["greedy", "highs"])] == ["greedy", "highs"] * 2


def test_a_run_may_always_last_longer_than_its_search() -> None:
    assert BenchmarkCase("landelijk", 1, 300, "greedy").wall > 300 + 6000 * 0.05
