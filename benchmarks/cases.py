"""What is run: sizes, seeds, limits and methods, and how long that can take. Runs nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

SIZES = ("klein", "bestuur", "partnerschap", "stress", "landelijk")
PEERS = {
    "plaatswijzer": "this product, the command `plaatswijzer rooster`",
    "cp-sat": "CP-SAT with its default settings on the whole linear model",
    "highs": "HiGHS MIP (through MathOpt) on the same model",
    "highs-narrow": "HiGHS MIP on the model narrowed to 60 mentors per student and 8 assessors per seat",
    "timefold": "Timefold's local search, 60 mentors per student and 20 assessors per seat",
    "greedy": "the office by hand: students in order of the list, nearest mentor; first free slot and assessors",
}
GRACE = 60.0  # start of Python or Java, imports, and a solver that looks at the clock late
# reading the workbook and writing rosters, seconds per student, generously
SECONDS_PER_STUDENT = 0.05
STUDENTS = {"klein": 20, "bestuur": 60, "partnerschap": 600, "stress": 1300, "landelijk": 6000}


@dataclass(frozen=True, slots=True)
class BenchmarkCase:
    """One run. ``limit`` is in seconds, for searching both rosters; on real ground the size is sample+place."""

    size: str
    seed: int
    limit: int
    peer: str

    @property
    def sample(self) -> str:
        return self.size.partition("+")[0]

    @property
    def wall(self) -> float:
        """Seconds after which the run is ended whatever it does."""
        return 1.1 * self.limit + GRACE + SECONDS_PER_STUDENT * STUDENTS.get(self.sample, max(STUDENTS.values()))


def grid(
    sizes: Sequence[str], seeds: Sequence[int], limits: Sequence[int], peers: Sequence[str]
) -> Iterator[BenchmarkCase]:
    """Every combination; the methods of one instance and limit one after another, small and short first."""
    for size, limit, seed, peer in product(sizes, limits, seeds, peers):
        yield BenchmarkCase(size, seed, limit, peer)
