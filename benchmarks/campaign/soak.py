"""Many semesters in one process: does its memory stay what it was? And how much does the largest sample take?"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.campaign.settings import CAMPAIGN
from benchmarks.campaign.trial import tried
from instances.sample.generate import generate
from reports.workbook.semester import write_semester
from scheduler.cli import cli

MB = 1_000_000


@dataclass(frozen=True)
class Soak:
    """What came of many semesters.

    Attributes:
        semesters: How many.
        warm: Bytes of memory after the first ones.
        end: Bytes of memory at the end.
        codes: Exit codes that were seen.
    """

    semesters: int
    warm: int
    end: int
    codes: frozenset[int]

    @property
    def growth(self) -> int:
        """Bytes that came on top after the first ones."""
        return self.end - self.warm


def soak(semesters: int, say: Callable[[str], None], warm_up: int = CAMPAIGN.warm_up) -> Soak:
    """Make the rosters of many semesters, one after the other in this process.

    Args:
        semesters: How many, each with other people.
        say: Hears how far it is.
        warm_up: After so many the memory is what it is compared with.

    Returns:
        The figures.
    """
    warm, codes = 0, set[int]()
    with tempfile.TemporaryDirectory() as place:
        for number in range(1, semesters + 1):
            book, folder = Path(place, f"{number}.xlsx"), Path(place, str(number))
            write_semester(generate("klein", number), book)
            words = ["rooster", str(book), "-o", str(folder), "--tijd", str(CAMPAIGN.search_seconds)]
            codes.add(int(cli.main(words, standalone_mode=False) or 0))
            if number == min(warm_up, semesters):
                warm = memory()
            if number % 10 == 0:
                say(f"{number} semesters, {memory() / MB:.0f} MB")
    return Soak(semesters, warm, memory(), frozenset(codes))


def memory() -> int:
    """Bytes of memory of this process now; where the system does not tell, its peak."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGESIZE")
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


@dataclass(frozen=True)
class Held:
    """What a size took.

    Attributes:
        size: Of the sample.
        code: Exit code.
        memory: Bytes of the largest process.
        seconds: On the wall.
    """

    size: str
    code: int
    memory: int
    seconds: float


def hold(size: str, seconds: int) -> Held:
    """Place the students of a sample and measure.

    Args:
        size: Of the sample, such as ``landelijk``.
        seconds: ``--tijd``.

    Returns:
        The figures.
    """
    with tempfile.TemporaryDirectory() as place:
        write_semester(generate(size, CAMPAIGN.seed), Path(place, "semester.xlsx"))
        began = time.monotonic()
        outcome = tried(("plaats", "semester.xlsx", "-o", "uit", "--tijd", seconds), Path(place), fenced=False)
        return Held(size, outcome.code, outcome.memory, time.monotonic() - began)
