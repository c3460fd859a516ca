"""Every method's rosters on the smallest sample pass the checker. Each method runs once, as in the benchmark."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.answer import AnswerStore, PeerAnswer, PeerClaim, read_answer, read_trace
from benchmarks.bench import Bench, Conditions, missing
from benchmarks.cases import PEERS, BenchmarkCase
from benchmarks.judging import PASSES, judge
from benchmarks.peers import product
from benchmarks.peers.greedy import place
from benchmarks.records import RunRecord
from instances.domain.instance import Instance
from scheduler.checks.placement import check_placement

pytestmark = pytest.mark.skipif(find_spec("psutil") is None, reason="the extra bench is not installed")

SECONDS = 4
# Timefold translates its constraints to Java first: 20 s
METHODS = [pytest.param(peer, marks=pytest.mark.slow if peer == "timefold" else ()) for peer in PEERS]
Finished = Callable[[str], RunRecord]


@pytest.fixture(scope="module")
def finished(workbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Finished:
    bench = Bench(Conditions(), tmp_path_factory.mktemp("peers") / "runs.jsonl", {"own": workbook})

    @cache
    def run(peer: str) -> RunRecord:
        case = BenchmarkCase("own", 1, SECONDS, peer)
        if missing(case):
            pytest.skip(missing(case))
        return bench.run_one(case, tmp_path_factory.mktemp(peer))

    return run


@pytest.mark.parametrize("peer", METHODS)
def test_its_placement_breaks_no_rule(peer: str, finished: Finished) -> None:
    placement = finished(peer).placement
    assert placement is not None
    assert placement.verdict == PASSES


@pytest.mark.parametrize("peer", METHODS)
def test_its_wpa_roster_breaks_no_rule(peer: str, finished: Finished) -> None:
    assessment = finished(peer).assessment
    assert assessment is not None
    assert assessment.verdict == PASSES


@pytest.mark.parametrize("peer", METHODS)
def test_its_progress_is_kept(peer: str, finished: Finished) -> None:
    assert {point.part for point in finished(peer).trace} == {"W", "V"}


def test_the_product_claims_what_the_checker_finds(finished: Finished) -> None:
    record = finished("plaatswijzer")
    assert [half.cost for half in (record.placement, record.assessment) if half is not None] == [
        half.claimed for half in (record.placement, record.assessment) if half is not None
    ]


def test_the_cost_is_the_checkers_whatever_a_method_claims(klein: Instance, tmp_path: Path) -> None:
    placement = place(klein)
    AnswerStore(tmp_path).put(PeerAnswer(placement, claims={"W": PeerClaim(cost=1)}))
    judged, _ = judge(klein, read_answer(tmp_path))
    assert judged is not None
    assert (judged.cost, judged.claimed) == (check_placement(klein, placement).cost, 1)


def test_a_line_of_progress_counts_those_left_out_at_their_price(tmp_path: Path) -> None:
    line = "  Beter · 12 s · 597 van 600 geplaatst · kosten 36.363 · ondergrens 36.000 · kloof 1,0%\n"
    product.Follower(AnswerStore(tmp_path)).follow(line)
    (point,) = read_trace(tmp_path)
    assert (point.part, point.cost, point.bound) == ("W", 66_363, 66_000)
