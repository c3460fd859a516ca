"""Mutation testing: its tables fit the code, every argument is about something, and a child sees the mutant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.mutation.arguments import read_arguments
from benchmarks.mutation.territory import TERRITORY

ROOT = Path(__file__).resolve().parent.parent.parent
WORDS = "scheduler/checks/words.py"
TRY = """
from pathlib import Path
from benchmarks.mutation.trying import Fate, Tries, import_everything, try_mutant
import_everything()
source = Path({module!r}).read_text(encoding="utf-8")
print(try_mutant(Tries(({tests!r},), (10.0,)), {module!r}, source.replace({was!r}, {now!r})))
"""


def fate(was: str, now: str) -> str:
    """What becomes of the words of the checker with another text; in a process of its own, which forks."""
    command = TRY.format(module=WORDS, tests="tests/checks/test_facts.py", was=was, now=now)
    done = subprocess.run([sys.executable, "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_every_check_is_mutated() -> None:
    checks = {str(path.relative_to(ROOT)) for path in (ROOT / "scheduler/checks").glob("*.py")}
    assert checks - set(TERRITORY) == {"scheduler/checks/__init__.py"}


@pytest.mark.parametrize("module", TERRITORY)
def test_the_module_and_its_tests_exist(module: str) -> None:
    places = [path.split("::") for path in (module, *TERRITORY[module])]
    assert [path for path, *_ in places if not (ROOT / path).exists()] == []
    assert [name for path, *names in places for name in names if f"def {name}(" not in (ROOT / path).read_text()] == []


def test_every_survivor_has_a_reason_and_is_about_lines_that_are_there() -> None:
    for (module, _, was, _), reason in read_arguments().items():
        text = " ".join((ROOT / module).read_text(encoding="utf-8").split())
        assert len(reason) > 10, (module, was)
        assert " ".join(was.split()) in text, (module, was)


@pytest.mark.thorough
def test_a_child_has_the_mutated_module() -> None:
    assert fate("def minutes(", "def minuts(") == "killed"


@pytest.mark.thorough
def test_an_endless_loop_is_stopped() -> None:
    assert fate("def minutes(", "while True:\n    pass\ndef minutes(") == "timed out"


@pytest.mark.thorough
def test_a_module_as_it_was_survives() -> None:
    assert fate("", "") == "survived"
