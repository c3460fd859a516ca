"""The product's answer to a question: its command in a process of its own, timed from start to end. Judges nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PRICE = re.compile(r"\(([\d.]+) in plaats van ([\d.]+)\)")


@dataclass(frozen=True, slots=True)
class Told:
    """``changes`` and ``cost`` are of the placement; ``proven`` says what of them; ``wpas`` are changed WPAs."""

    seconds: float
    changes: int | None = None
    cost: int | None = None
    proven: bool = False
    wpas: int | None = None
    wpas_proven: bool = False


def command(*words: object) -> tuple[float, str]:
    """Seconds and what was said. Raises RuntimeError when there is no answer."""
    begun = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", "from scheduler.cli import main; main()", *map(str, words)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    seconds = time.monotonic() - begun
    if done.returncode not in (0, 1):
        raise RuntimeError(f"exit code {done.returncode}: {done.stdout[-400:]} {done.stderr[-400:]}")
    return seconds, done.stdout


def replanned(workbook: Path, previous: Path, folder: Path) -> Told:
    seconds, _ = command("herplan", workbook, "--vorige", previous, "-o", folder)
    found: dict[str, Any] = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    placed, wpa = found["plaatsing"], found.get("wpa", {})
    return Told(
        seconds, placed["gewijzigd"], placed["kosten"], placed["gewijzigd_bewezen"] and placed["status"] == "optimaal",
        wpa.get("gewijzigd"), bool(wpa.get("gewijzigd_bewezen")),
    )  # fmt: skip


def why_not(workbook: Path, folder: Path, student: str, mentor: str) -> Told:
    """The price of a forced pair, as the command tells it."""
    seconds, said = command("verklaar", workbook, folder, student, "--waarom-niet", mentor)
    told = " ".join(said.split())
    price = PRICE.search(told)
    cost = None if price is None else int(price[1].replace(".", ""))
    return Told(seconds, cost=cost, proven=price is not None and "hoogstens" not in told)


def explained(workbook: Path, folder: Path, student: str) -> Told:
    """Why this mentor and these assessors, with the alternatives; the figures are a table of their own."""
    return Told(command("verklaar", workbook, folder, student)[0])
