"""The sample sizes through the whole chain, as a table. Knows the commands and resultaat.json, nothing inside."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = {"klein": 20, "bestuur": 60, "partnerschap": 150, "stress": 400}
MEGABYTE = 1024 * 1024
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes on macOS, kilobytes on Linux
HEADER = (
    "size", "students", "placed", "W gap", "scheduled", "V gap", "W cost", "W bound", "V cost", "V bound",
    "seconds", "peak MB", "checked",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """One command from start to end: exit code, wall seconds, and the peak of its largest process in bytes."""

    code: int
    seconds: float
    peak: int


def run(arguments: Sequence[str]) -> Run:
    """Run ``plaatswijzer`` as a user would; its own output goes to stderr so that the table stays clean."""
    start = time.monotonic()
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", *arguments]
    child = subprocess.Popen(command, stdout=sys.stderr)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    return Run(child.returncode, time.monotonic() - start, usage.ru_maxrss * RSS_UNIT)


def number(value: object) -> str:
    """Thousands with a comma; what was not proven is a dash."""
    return f"{value:,}" if isinstance(value, int) else "–"


def percent(value: object) -> str:
    return f"{value:.1%}" if isinstance(value, int | float) else "–"


def row(size: str, result: Mapping[str, Mapping[str, object]], chain: Run, check: Run) -> tuple[str, ...]:
    """One line of the table from resultaat.json and the two commands."""
    placement, wpa = result["plaatsing"], result["wpa"]
    missing = placement["niet"]
    students = int(str(placement["aantal"])) + (len(missing) if isinstance(missing, list) else 0)
    return (
        size,
        number(students),
        number(placement["aantal"]),
        percent(placement["kloof"]),
        number(wpa["aantal"]),
        percent(wpa["kloof"]),
        number(placement["kosten"]),
        number(placement["ondergrens"]),
        number(wpa["kosten"]),
        number(wpa["ondergrens"]),
        f"{chain.seconds:.0f}",
        number(chain.peak // MEGABYTE),
        "passes" if check.code == 0 else f"exit {check.code}",
    )


def measure(size: str, seconds: int, seed: int, folder: Path) -> tuple[str, ...]:
    """Sample, roster, and the checker on the files that were written. Raises RuntimeError when a step fails."""
    workbook, rosters = folder / f"{size}.xlsx", folder / size
    sample = run(["voorbeeld", str(workbook), "--omvang", size, "--zaad", str(seed)])
    if sample.code != 0:
        raise RuntimeError(f"voorbeeld {size} ended with exit code {sample.code}")
    chain = run(["rooster", str(workbook), "-o", str(rosters), "--tijd", str(seconds), "--zaad", str(seed)])
    if chain.code not in (0, 1):
        raise RuntimeError(f"rooster {size} ended with exit code {chain.code}")
    check = run(["controleer", str(workbook), "--rooster", str(rosters)])
    return row(size, json.loads((rosters / "resultaat.json").read_text(encoding="utf-8")), chain, check)


def line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("sizes", nargs="*", metavar="size", help=f"of {', '.join(SECONDS)}; all when none is named")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=int, help="search time for every size, instead of its own")
    asked = parser.parse_args()
    unknown = set(asked.sizes) - set(SECONDS)
    if unknown:
        parser.error(f"unknown size: {', '.join(sorted(unknown))}")
    print(line(HEADER))
    print(line(["---"] * len(HEADER)), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for size in asked.sizes or SECONDS:
            print(line(measure(size, asked.seconds or SECONDS[size], asked.seed, Path(folder))), flush=True)


if __name__ == "__main__":
    main()
