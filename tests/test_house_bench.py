"""The benchmark's table tells what resultaat.json says, and no more. Runs no solver."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.__main__ import HEADER, Run, row, run

CHAIN = Run(code=1, seconds=12.4, peak=300 * 1024 * 1024)
PROVEN = {"aantal": 19, "niet": ["0020"], "kosten": 1234, "ondergrens": 1210, "kloof": 0.0194}
UNPROVEN = {"aantal": 18, "niet": ["0020", "0007"], "kosten": 400, "ondergrens": None, "kloof": None}


def cells(code: int = 0) -> dict[str, str]:
    found = row("klein", {"plaatsing": PROVEN, "wpa": UNPROVEN}, CHAIN, Run(code, 1.0, 0))
    return dict(zip(HEADER, found, strict=True))


def test_a_student_who_is_not_placed_counts_as_a_student() -> None:
    assert (cells()["students"], cells()["placed"]) == ("20", "19")


def test_a_cost_without_a_proven_bound_has_a_dash() -> None:
    assert (cells()["V cost"], cells()["V bound"]) == ("400", "–")


def test_peak_memory_is_in_megabytes() -> None:
    assert cells()["peak MB"] == "300"


def test_a_roster_that_breaks_a_rule_does_not_pass() -> None:
    assert (cells(0)["checked"], cells(1)["checked"]) == ("passes", "exit 1")


def test_a_run_is_measured_from_outside() -> None:
    done = run(["--help"])
    assert done.code == 0
    assert done.peak > 1024 * 1024


def test_an_unknown_size_is_refused() -> None:
    root = Path(__file__).resolve().parent.parent
    command = [sys.executable, "-m", "benchmarks", "reusachtig"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert "unknown size: reusachtig" in done.stderr
