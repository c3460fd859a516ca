"""``python -m benchmarks``: run a grid of methods on sample workbooks, and report it. Knows no method."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from benchmarks.cases import PEERS, SIZES, BenchmarkCase, grid

HERE = Path(__file__).parent
KEPT = HERE / "results" / "runs.jsonl"  # in git, shown in README.md
OWN = HERE / "own" / "runs.jsonl"  # not in git
MEMORY = 8_000  # megabytes a run may use


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _peers(text: str) -> list[str]:
    chosen = text.split(",")
    unknown = set(chosen) - PEERS.keys()
    if unknown:
        raise argparse.ArgumentTypeError(f"unknown method: {', '.join(sorted(unknown))}; there are {', '.join(PEERS)}")
    return chosen


def parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Methods side by side: the same workbook, the same time limit, the same cores.",
        epilog=" ".join(f"{name}: {what}." for name, what in PEERS.items()),
    )
    found.add_argument("sizes", nargs="*", metavar="size", help=f"of {', '.join(SIZES)}; bestuur when none is named")
    found.add_argument("--workbook", type=Path, action="append", default=[], help="a workbook of your own, as a size")
    found.add_argument("--seeds", type=_numbers, default=[1], help="such as 1,2,3; standard 1")
    found.add_argument("--limits", type=_numbers, default=[10], help="seconds, such as 10,60,300; standard 10")
    found.add_argument("--peers", type=_peers, default=list(PEERS), help=f"of {','.join(PEERS)}; standard all")
    found.add_argument("--cores", type=int, default=2, help="for each run; standard 2")
    found.add_argument("--memory", type=int, default=MEMORY, help=f"megabytes for each run; standard {MEMORY}")
    found.add_argument("--postcodes", type=Path, help="GeoNames postal file for workbooks without coordinates")
    found.add_argument("--geography", type=Path, default=os.environ.get("PLAATSWIJZER_GEOGRAPHY"),
                       help="folder with schools.csv and pc4.csv: real places (or PLAATSWIJZER_GEOGRAPHY)")  # fmt: skip
    found.add_argument("--results", type=Path, default=OWN, help="file that finished runs are added to, with its page")
    found.add_argument("--keep", dest="results", action="store_const", const=KEPT,
                       help="add to the runs kept with the code, and renew their page")  # fmt: skip
    found.add_argument("--remark", default="", help="kept with every run, such as what else the machine was doing")
    found.add_argument("--again", action="store_true", help="also what the file has already")
    found.add_argument("--report", action="store_true", help="run nothing: tables, plots and README from the file")
    return found


def main(arguments: Sequence[str] | None = None) -> None:
    asked = parser().parse_args(arguments)
    unknown = set(asked.sizes) - set(SIZES)
    if unknown:
        parser().error(f"unknown size: {', '.join(sorted(unknown))}")
    if not asked.report:
        _run(asked)
    from benchmarks.report.readme import write_report

    for path in write_report(asked.results, page_of(asked.results)):
        print(f"Written: {path}")


def page_of(results: Path) -> Path:
    """The folder of README.md and plots: this one for the kept runs, else beside the file."""
    return HERE if results == KEPT else results.parent


def _run(asked: argparse.Namespace) -> None:
    from benchmarks.bench import Bench, Conditions

    sizes = [*(asked.sizes or ([] if asked.workbook else ["bestuur"])), *(path.stem for path in asked.workbook)]
    if asked.geography is not None:
        sizes = [f"{size}+{asked.geography.name}" if size in SIZES else size for size in sizes]
    cases = list(grid(sizes, asked.seeds, asked.limits, asked.peers))
    bench = Bench(
        Conditions(asked.cores, asked.memory, asked.postcodes, asked.geography, asked.remark),
        asked.results,
        {path.stem: path for path in asked.workbook},
    )
    _announce(cases, todo := bench.to_do(cases, asked.again))
    bench.run(todo)


def _announce(cases: Sequence[BenchmarkCase], todo: Sequence[BenchmarkCase]) -> None:
    searching, most = sum(case.limit for case in todo), sum(case.wall for case in todo)
    print(f"{len(cases)} runs, {len(cases) - len(todo)} of them finished before. Still {len(todo)}:")
    print(f"about {_time(searching)} of searching; never more than {_time(most)}.", flush=True)


def _time(seconds: float) -> str:
    return f"{seconds / 3600:.1f} hours" if seconds > 5400 else f"{seconds / 60:.0f} minutes"


if __name__ == "__main__":
    main()
