"""Try the files and gather what was wrong. Knows no kind of file."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.campaign.files.cases import Case
from benchmarks.campaign.judging import complaints
from benchmarks.campaign.trial import in_a_child, tried


@dataclass
class Tally:
    """What came of many trials.

    Attributes:
        tried: How many.
        codes: How many ended with each exit code.
        wrong: A line for each complaint.
        cpu: Most seconds of processor time of one.
        memory: Most bytes of one.
    """

    tried: int = 0
    codes: dict[int, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    cpu: float = 0.0
    memory: int = 0


def try_files(cases: Iterable[Case], say: Callable[[str], None]) -> Tally:
    """Try cases one by one.

    Args:
        cases: The files and commands.
        say: Hears of every complaint at once, for a run may be cut off.

    Returns:
        The figures.
    """
    tally = Tally()
    for case in cases:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            _make(case, folder)
            outcome = tried(case.words, folder)
        tally.tried += 1
        tally.codes[outcome.code] = tally.codes.get(outcome.code, 0) + 1
        tally.cpu, tally.memory = max(tally.cpu, outcome.cpu), max(tally.memory, outcome.memory)
        for line in complaints(outcome, case.ends, case.named, case.made):
            tally.wrong.append(f"{case.group}: {case.name}: {line}")
            say(f"{tally.tried}. {tally.wrong[-1]}")
        if tally.tried % 100 == 0:
            say(f"{tally.tried} files")
    return tally


def _make(case: Case, folder: Path) -> None:
    """In a process of its own: what it leaves in memory would count for every case after it."""

    def make() -> int:
        case.make(folder)
        return 0

    code, _, _ = in_a_child(make, fenced=False)
    if code != 0:
        raise RuntimeError(f"{case.group}: {case.name} could not be made")
