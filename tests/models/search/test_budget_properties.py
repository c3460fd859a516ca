"""Budgets of any tree of controls: no work is lost, none is counted twice, and nobody gets more than there is."""

from __future__ import annotations

import pickle
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.search.control import Control
from models.search.settings import SearchSettings, StagnationSettings
from models.search.stagnation import StagnationCriterion

IN_WORK = SearchSettings(reproducible=True)
seconds = st.floats(0, 1000)
parts = st.floats(0, 1)
charges = st.lists(st.tuples(parts, seconds), max_size=6)
gains = st.lists(st.tuples(st.floats(0, 50), st.integers(0, 500)), min_size=1, max_size=8)


@given(seconds, charges)
def test_sub_budgets_of_sub_budgets_share_one_clock(total: float, steps: list[tuple[float, float]]) -> None:
    whole = Control(total, IN_WORK)
    chain = [whole]
    for part, work in steps:
        child = chain[-1].sub_budget(part)
        assert child.remaining == pytest.approx(chain[-1].remaining * part, abs=1e-6)
        child.charge(work)
        chain.append(child)
    assert {control.elapsed for control in chain} == {whole.elapsed}
    assert whole.elapsed == pytest.approx(sum(work for _, work in steps))
    assert all(below.remaining <= above.remaining + 1e-6 for above, below in pairwise(chain))


@given(seconds, seconds, seconds)
def test_work_beside_is_charged_by_whoever_takes_it(total: float, asked: float, work: float) -> None:
    whole = Control(total, IN_WORK)
    beside = whole.parallel_budget(asked)
    assert beside.remaining == min(asked, total)
    beside.charge(work)
    assert whole.elapsed == 0
    whole.charge(beside.elapsed)
    assert whole.remaining == max(0.0, total - work)


@given(seconds, seconds, st.one_of(st.none(), seconds))
def test_another_process_gets_no_more_than_is_left(total: float, work: float, asked: float | None) -> None:
    whole = Control(total, IN_WORK)
    whole.charge(work)
    there = Control.of(pickle.loads(pickle.dumps(whole.serialised(asked))))
    assert there.remaining == (whole.remaining if asked is None else min(asked, whole.remaining))


@given(seconds, parts)
def test_a_stop_ends_every_budget_but_a_detached_one(total: float, part: float) -> None:
    whole = Control(total, IN_WORK)
    kin = [whole.sub_budget(part), whole.parallel_budget(total), whole.extra_budget(total)]
    apart = whole.detached(total)
    whole.stop()
    assert [control.remaining for control in kin] == [0, 0, 0]
    assert (apart.stopped, apart.remaining) == (False, total)


@given(gains, st.floats(0, 100), st.floats(0, 100), st.floats(0, 100))
def test_more_time_never_promises_less(news: list[tuple[float, int]], wait: float, left: float, more: float) -> None:
    criterion, at, cost = StagnationCriterion(StagnationSettings()), 0.0, 10_000
    for pause, gain in news:
        at, cost = at + pause, cost - gain
        criterion.record(at, cost, bound=0)
    at += wait
    assert 0 <= criterion.expected(at, left) <= criterion.expected(at, left + more)
    assert not criterion.stagnated(at, left + more) or criterion.stagnated(at, left)
