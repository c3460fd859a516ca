"""The page on reliability names tests and commands that exist, and every fault that outsiders found."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.campaign.__main__ import PARTS
from tests.test_house_docs import rows

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "betrouwbaarheid.md").read_text(encoding="utf-8")
TABLES = rows(PAGE)
NUMBERS = {f"{number:02}" for number in (*range(1, 6), *range(7, 16), 20, *range(30, 40))}
"""Of the faults that outsiders found and of which the story is told."""


def test_every_test_that_is_named_exists() -> None:
    named = set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE))
    assert len(named) > 20
    assert {name for name in named if not (ROOT / name).is_file()} == set()


def test_every_fault_from_outside_has_its_test() -> None:
    told = {cells[0]: cells[-1] for cells in TABLES if len(cells) == 3}
    assert set(told) >= NUMBERS
    assert [number for number in NUMBERS if "`tests/" not in told[number]] == []


def test_every_part_of_the_campaign_has_its_row() -> None:
    asked = {part for cells in TABLES if len(cells) == 4 for part in re.findall(r"PARTS=(\w+)", cells[-1])}
    assert asked == set(PARTS)
