"""The product's answer to a question: its command in a process of its own, timed from start to end. Judges nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ANSWER = re.compile(r"(Plaatsing|WPA-rooster) gewijzigd: ")
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
    answered: float | None = None  # seconds until it stood on the screen; None: at the end


@dataclass(frozen=True, slots=True)
class Said:
    """``answered`` is when the answer stood on the screen, ``seconds`` when the last file was written."""

    seconds: float
    answered: float
    text: str
    code: int = 0


def command(*words: object, codes: Collection[int] = (0, 1)) -> Said:
    """Run a command of the product in a process of its own.

    Args:
        words: The command and its arguments.
        codes: The exit codes that count as an answer.

    Returns:
        What it said, and when.

    Raises:
        RuntimeError: It ended with another code.
    """
    begun = time.monotonic()
    child = subprocess.Popen(
        [sys.executable, "-u", "-c", "from scheduler.cli import main; main()", *map(str, words)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
    )  # fmt: skip
    assert child.stdout is not None
    lines, answered = [], 0.0
    for line in child.stdout:
        lines.append(line)
        if ANSWER.match(line):
            answered = time.monotonic() - begun
    code, text = child.wait(), "".join(lines)
    seconds = time.monotonic() - begun
    if code not in codes:
        raise RuntimeError(f"exit code {code}: {text[-800:]}")
    return Said(seconds, answered or seconds, text, code)


def replanned(workbook: Path, previous: Path, folder: Path) -> Told:
    said = command("herplan", workbook, "--vorige", previous, "-o", folder)
    found: dict[str, Any] = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))
    placed, wpa = found["plaatsing"], found.get("wpa", {})
    proven = placed["gewijzigd_bewezen"] and placed["status"] == "optimaal"
    return Told(
        said.seconds, placed["gewijzigd"], placed["kosten"], proven,
        wpa.get("gewijzigd"), bool(wpa.get("gewijzigd_bewezen")), said.answered,
    )  # fmt: skip


def why_not(workbook: Path, folder: Path, student: str, mentor: str) -> Told:
    """The price of a forced pair, as the command tells it."""
    said = command("verklaar", workbook, folder, student, "--waarom-niet", mentor)
    told = " ".join(said.text.split())
    price = PRICE.search(told)
    cost = None if price is None else int(price[1].replace(".", ""))
    return Told(said.seconds, cost=cost, proven=price is not None and "hoogstens" not in told)


def explained(workbook: Path, folder: Path, student: str) -> Told:
    """Why this mentor and these assessors, with the alternatives; the figures are a table of their own."""
    return Told(command("verklaar", workbook, folder, student).seconds)
