"""``python -m benchmarks.supply_chain.audit``: the lock among known vulnerabilities. Knows the answers of pip-audit.

pip-audit runs in an environment of its own, which the Makefile makes: it brings packages that the product may not have.
A look-up that could not be made is never taken for a clean one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.utils import canonicalize_name

from benchmarks.supply_chain.lock import LOCK, read_lock

CLEAN, FOUND, NOT_LOOKED_UP = 0, 1, 2
SECONDS = 300  # for some eighty packages, one question each
SHOWN = 6  # lines of what pip-audit said, names of what it does not know


@dataclass(frozen=True, slots=True)
class Audit:
    """What was looked up: lines about vulnerabilities, and the packages of which nothing is known."""

    vulnerable: tuple[str, ...]
    unknown: tuple[str, ...]
    asked: int


def audit_of(answer: str, expected: Sequence[str]) -> Audit:
    """Read the answer of pip-audit.

    Args:
        answer: What it wrote with ``--format json``.
        expected: The names of the packages that had to be looked up.

    Returns:
        What is known; a package that is missing from the answer counts as unknown.

    Raises:
        ValueError: It is no such answer.
    """
    try:
        rows: dict[str, Any] = {canonicalize_name(row["name"]): row for row in json.loads(answer)["dependencies"]}
    except (KeyError, TypeError) as error:
        raise ValueError("no answer of pip-audit") from error
    vulnerable = [
        f"{name} {row['version']}: {one['id']}, mended in {', '.join(one['fix_versions']) or 'no version yet'}"
        for name, row in sorted(rows.items())
        for one in row.get("vulns", ())
    ]
    unknown = [name for name in expected if name not in rows or "vulns" not in rows[name]]
    return Audit(tuple(vulnerable), tuple(sorted(unknown)), len(expected))


def told(audit: Audit) -> tuple[int, list[str]]:
    """What to print, and the exit code."""
    if audit.vulnerable:
        return FOUND, [*audit.vulnerable, f"{len(audit.vulnerable)} known vulnerabilities; {_looked_up(audit)}"]
    if audit.unknown:
        few = ", ".join(audit.unknown[:SHOWN]) + (", ..." if len(audit.unknown) > SHOWN else "")
        return NOT_LOOKED_UP, [f"NOT LOOKED UP: nothing is known about {few}.", _looked_up(audit)]
    return CLEAN, [f"No known vulnerability in any package; {_looked_up(audit)}"]


def _looked_up(audit: Audit) -> str:
    return f"{audit.asked - len(audit.unknown)} of {audit.asked} packages were looked up."


def _ask(python: Path, answer: Path) -> str:
    """What pip-audit says besides its answer. Raises OSError or TimeoutExpired where it cannot run."""
    asked = ["--disable-pip", "--require-hashes", "-r", str(LOCK), "--format", "json", "--output", str(answer)]
    words = [str(python), "-m", "pip_audit", *asked]
    return subprocess.run(words, capture_output=True, text=True, timeout=SECONDS, check=False).stderr


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0: nothing is known against any package; 1: something is; 2: not everything could be looked up."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.supply_chain.audit", description=__doc__)
    parser.add_argument("python", type=Path, help="of the environment that has pip-audit")
    python: Path = parser.parse_args(arguments).python
    said = ""
    with tempfile.TemporaryDirectory() as scratch:
        answer = Path(scratch) / "answer.json"
        try:
            said = _ask(python, answer)
            audit = audit_of(answer.read_text(encoding="utf-8"), [one.name for one in read_lock() if one.here])
        except (OSError, ValueError, subprocess.TimeoutExpired) as error:
            print(*said.splitlines()[-SHOWN:], error, sep="\n")
            print("NOT LOOKED UP: the advisory service could not be reached, or pip-audit could not run.")
            return NOT_LOOKED_UP
    code, lines = told(audit)
    print(*lines, sep="\n")
    return code


if __name__ == "__main__":
    sys.exit(main())
