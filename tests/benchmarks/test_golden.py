"""The golden answers: the smallest sample gives the kept rosters and answers, and a difference is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.golden.__main__ import EXPECTED
from benchmarks.golden.cases import SIZES
from benchmarks.golden.fingerprint import differences
from benchmarks.golden.run import answers

KLEIN = SIZES["klein"]


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((EXPECTED / "klein.json").read_text(encoding="utf-8"))
    return found


@pytest.mark.slow
def test_a_small_semester_gives_the_kept_rosters_and_answers(kept: dict[str, Any], tmp_path: Path) -> None:
    """One student is asked about and one event replanned; `make golden` does the rest."""
    found = answers(KLEIN.smaller(students=1, events=1), tmp_path, lambda line: None)
    asked = {name: kept[name] for name in found}
    assert len(asked) == 7  # the rosters, five questions, one event
    assert list(differences(asked, found)) == []


@pytest.mark.parametrize("size", SIZES)
def test_every_size_has_kept_answers(size: str) -> None:
    cases = json.loads((EXPECTED / f"{size}.json").read_text(encoding="utf-8"))
    impossible = 5 if SIZES[size].impossible else 0
    assert len(cases) == 1 + 5 * SIZES[size].students + len(SIZES[size].events) + impossible


def test_the_kept_answers_say_how_a_command_ended(kept: dict[str, Any]) -> None:
    ends = {answer[0] if isinstance(answer, list) else answer["screen"][0] for answer in kept.values()}
    assert ends == {"exit code 0", "exit code 1", "exit code 2"}


def test_at_least_twenty_questions_are_kept() -> None:
    assert sum(5 * size.students + len(size.events) for size in SIZES.values()) >= 20


def test_a_difference_is_told_with_what_was_kept_and_what_is_found() -> None:
    old = {"rosters": {"wpa.xlsx": "a1", "plaatsing": "kosten 1"}, "why 1": ["one", "two"]}
    new = {"rosters": {"wpa.xlsx": "b2", "plaatsing": "kosten 1"}, "why 1": ["one", "three"], "why 2": []}
    assert list(differences(old, new)) == [
        "rosters: wpa.xlsx: a1 -> b2",
        "why 1, line 2: 'two' -> 'three'",
        "why 2: None -> []",
    ]


def test_an_answer_with_fewer_lines_is_a_difference() -> None:
    assert list(differences({"why": ["one", "two"]}, {"why": ["one"]})) == ["why: 2 -> 1 lines"]
