"""Tables, plots and README tell what the records say, and no more. Runs no method."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.answer import CostPoint
from benchmarks.cases import BenchmarkCase
from benchmarks.judging import JudgedHalf
from benchmarks.records import RunRecord, append, load
from benchmarks.report import tables
from benchmarks.report.readme import BEGIN, END, between, write_report

PROVEN = JudgedHalf(count=19, left_out=1, shortage=0, cost=1234, bound=1210, claimed=1234, verdict="passes")
UNPROVEN = JudgedHalf(count=18, left_out=2, shortage=0, cost=400, bound=None, claimed=420, verdict="passes")
TRACE = (CostPoint("W", 1.0, 11234, 9000), CostPoint("V", 2.0, 15000, None), CostPoint("V", 9.0, 10400, None))
RUN = RunRecord(
    BenchmarkCase("klein", 1, 10, "plaatswijzer"),
    "done",
    12.4,
    300,
    PROVEN,
    UNPROVEN,
    TRACE,
    made="22 November, 2 cores",
)


def cells(table: str, row: int = 0) -> dict[str, str]:
    lines = [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in table.splitlines()]
    return dict(zip(lines[0], lines[2 + row], strict=True))


def test_a_gap_is_the_part_of_the_cost_above_the_bound() -> None:
    found = cells(tables.seed_table([RUN]))
    assert (found["W cost"], found["W bound"], found["W gap"]) == ("1,234", "1,210", "1.9%")


def test_a_cost_without_a_proven_bound_has_a_dash() -> None:
    found = cells(tables.seed_table([RUN]))
    assert (found["V cost"], found["V bound"], found["V gap"]) == ("400", "–", "–")


def test_a_roster_that_breaks_a_rule_does_not_pass() -> None:
    broken = replace(RUN, assessment=replace(UNPROVEN, verdict="breaks A6"))
    assert cells(tables.seed_table([broken]))["checker"] == "breaks A6"


def test_a_missing_wpa_roster_is_said() -> None:
    found = cells(tables.seed_table([replace(RUN, assessment=None)]))
    assert (found["scheduled"], found["checker"]) == ("–", "passes; no WPA roster")


def test_the_median_is_over_the_runs_that_have_the_figure() -> None:
    died = replace(RUN, case=replace(RUN.case, seed=2), placement=None, assessment=None, status="killed after 20 s")
    expensive = replace(RUN, case=replace(RUN.case, seed=3), placement=replace(PROVEN, cost=1300))
    found = cells(tables.median_table([RUN, died, expensive]))
    assert (found["W cost"], found["checker"]) == ("1,267", "passes (2×); killed after 20 s (1×)")


def test_a_claim_that_is_not_the_checkers_is_told() -> None:
    assert tables.claims_that_differ([RUN]) == ["klein, 10 s, seed 1: plaatswijzer claims V 420, its roster costs 400"]


def test_a_record_survives_its_line(tmp_path: Path) -> None:
    append(tmp_path / "runs.jsonl", RUN)
    assert load(tmp_path / "runs.jsonl") == {RUN.case: RUN}


def test_of_a_case_run_twice_the_latest_counts(tmp_path: Path) -> None:
    for seconds in (12.4, 11.0):
        append(tmp_path / "runs.jsonl", replace(RUN, seconds=seconds))
    assert load(tmp_path / "runs.jsonl")[RUN.case].seconds == 11.0


def test_only_what_is_between_the_markers_is_renewed() -> None:
    assert between(f"a {BEGIN} old {END} z", "new") == f"a {BEGIN}\nnew\n{END} z"


def test_the_page_shows_the_table_and_the_plots(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="the extra bench is not installed")
    append(tmp_path / "runs.jsonl", RUN)
    (tmp_path / "README.md").write_text(f"{BEGIN}{END}", encoding="utf-8")
    write_report(tmp_path / "runs.jsonl", tmp_path)
    page = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert "22 November, 2 cores" in page
    assert "| plaatswijzer | 1 seed | 19 |" in page
    assert "plots/klein-10.svg" in page
    assert (tmp_path / "plots" / "klein-10.svg").exists()


def test_the_committed_page_agrees_with_the_committed_runs() -> None:
    from benchmarks.__main__ import HERE, KEPT
    from benchmarks.report.readme import measured

    found = list(load(KEPT).values())
    new = measured(tables.by_instance(found), found, HERE)
    page = (HERE / "README.md").read_text(encoding="utf-8")
    assert page == between(page, new)


def test_the_growth_of_time_is_the_slope_of_the_logarithms() -> None:
    pytest.importorskip("matplotlib", reason="the extra bench is not installed")
    from benchmarks.report.plots import slope

    # seconds = 3 n^2
    assert slope({10: 300.0, 100: 30_000.0}) == pytest.approx(2.0)


def test_a_run_has_settled_once_it_stays_near_its_final_cost() -> None:
    pytest.importorskip("matplotlib", reason="the extra bench is not installed")
    from benchmarks.report.plots import settled

    assert settled(RUN) == 9.0
