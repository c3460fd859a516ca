"""``python -m benchmarks.questions.together``: the fewest changes that place everyone, and the table in README.md.

Beside what an office does by hand, one student after another with nobody moved, and beside HiGHS on the same model
with every candidate in it at once.
"""

from __future__ import annotations

import argparse
import platform
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import numpy as np

from benchmarks.questions.table import README
from benchmarks.report.readme import between
from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.edits.edit import apply
from instances.sample.generate import generate
from models.placement.minimum_changes.lp import MinimumChangeLp
from models.placement.minimum_changes.solve import JointRepair, bound_of, solved
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
from scheduler.repairs.joining import Joining
from scheduler.what_if.judge import placement_judge

BEGIN, END = "<!-- together: begin -->", "<!-- together: end -->"
HEADS = ("left out", "one by one", "changes", "at least", "seconds", "HiGHS: changes", "at least", "seconds")
CASES = ((1, 0.15, 0.0), (3, 0.2, 0.0), (5, 0.1, 0.15), (2, 0.35, 0.0), (7, 0.3, 0.1))
"""Seed of the sample, part of the mentors who are away, part of the schools with a place less."""


@dataclass(frozen=True, slots=True)
class TogetherCase:
    instance: Instance
    placement: Placement

    @property
    def left(self) -> list[str]:
        return [who for who in self.instance.students if who not in self.placement]


def case(size: str, seed: int, away: float, fuller: float) -> TogetherCase:
    """The best placement of a sample with fewer mentors and places."""
    world = generate(size, seed)
    dice = Random(seed)
    pinned = {pin.mentor for pin in world.pins}
    mentors = {
        one.id: replace(one, available=one.available and (one.id in pinned or dice.random() >= away))
        for one in world.mentors.values()
    }
    schools = {
        one.id: replace(one, taken=min(one.places, one.taken + (dice.random() < fuller)))
        for one in world.schools.values()
    }
    instance = replace(world, mentors=mentors, schools=schools)
    return TogetherCase(instance, place(instance, Control(60)).placement or {})


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions.together", description=__doc__)
    parser.add_argument("--size", default="partnerschap")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each method and case")
    parser.add_argument("--keep", action="store_true", help="renew the table in README.md")
    asked = parser.parse_args(arguments)
    lines = [f"| {' | '.join(HEADS)} |", f"|{' --- |' * len(HEADS)}"]
    for cells in rows(asked.size, asked.limit):
        lines.append(f"| {' | '.join(cells)} |")
        print(lines[-1], flush=True)
    python = platform.python_version()
    made = f"Measured: {date.today()}, 2 cores, Python {python}, {asked.size}; {asked.limit:.0f} s each"
    if asked.keep:
        text = between(README.read_text(encoding="utf-8"), "\n".join([f"{made}.", "", *lines]), BEGIN, END)
        README.write_text(text, encoding="utf-8")


def rows(size: str, limit: float) -> Iterator[tuple[str, ...]]:
    for asked in CASES:
        given = case(size, *asked)
        joined = Joining(placement_judge(given.instance, given.placement)).together(given.left)
        begun = time.monotonic()
        found = JointRepair(given.instance, given.placement).solve(given.left, Control(limit))
        took = time.monotonic() - begun
        if found.placement and not check_placement(apply(given.instance, found.edits), found.placement).ok:
            raise ValueError("a roster breaks a rule")
        hand = "–" if joined is None else str(joined.changes)
        own = (str(found.changes) if found.placement else "–", str(found.least), f"{took:.1f}")
        yield str(len(given.left)), hand, *own, *_at_once(given, limit)


def _at_once(given: TogetherCase, limit: float) -> tuple[str, str, str]:
    """HiGHS on the same model with every candidate in it."""
    begun = time.monotonic()
    candidates = JointRepair(given.instance, given.placement).candidates
    program = MinimumChangeLp(replace(candidates, must=np.ones_like(candidates.must)))
    program.add(range(len(program.candidates)))
    program.cuts.complete()
    program.make_integer(all_fit=True)
    result = solved(program, Control(limit - (time.monotonic() - begun)))
    found = f"{result.objective_value():.0f}" if result.has_primal_feasible_solution() else "–"
    return found, str(bound_of(result)), f"{time.monotonic() - begun:.1f}"


if __name__ == "__main__":
    main()
