"""What one method hands over: rosters, what it claims of them, and its progress. A folder of two files; no judging."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from instances.domain.solution import Assessment, Booking, Placement

ANSWER, TRACE = "answer.json", "trace.jsonl"
PLACING, SCHEDULING = "W", "V"


@dataclass(frozen=True, slots=True)
class PeerClaim:
    """What a method says of one of its rosters.

    Attributes:
        cost: As the method counts it; None where it does not say.
        bound: Proven by the method for all rosters of the workbook; None without one.
    """

    cost: int | None = None
    bound: int | None = None


@dataclass(slots=True)
class PeerAnswer:
    """The rosters of one method; None for a roster that it did not make.

    Attributes:
        placement: Student id to mentor id.
        assessment: Student id to the booking of the WPA.
        claims: PLACING or SCHEDULING to what the method says of that roster.
        note: English, for the table.
    """

    placement: Placement | None = None
    assessment: Assessment | None = None
    claims: dict[str, PeerClaim] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class CostPoint:
    """A moment of a search: wall seconds since the run began, cost with the price of who is left out, and bound."""

    part: str
    seconds: float
    cost: int | None
    bound: int | None


class AnswerStore:
    """Where a method puts its answer and its progress; both survive when it is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._start = time.monotonic()
        self._trace: IO[str] = (folder / TRACE).open("w", encoding="utf-8")
        self._last: dict[str, tuple[int | None, int | None]] = {}

    def put(self, answer: PeerAnswer) -> None:
        """Write the answer in one go, so that a reader never sees half of it. May be called again with more."""
        rosters: dict[str, object] = {"note": answer.note}
        rosters["claims"] = {part: [claim.cost, claim.bound] for part, claim in answer.claims.items()}
        rosters["placement"] = None if answer.placement is None else dict(answer.placement)
        if answer.assessment is not None:
            rosters["assessment"] = {
                student: [b.slot, b.field, b.institute] for student, b in answer.assessment.items()
            }
        scratch = self._folder / (ANSWER + ".part")
        scratch.write_text(json.dumps(rosters), encoding="utf-8")
        os.replace(scratch, self._folder / ANSWER)

    def note_progress(self, part: str, cost: int | None, bound: int | None) -> None:
        """Write a moment of the search, unless cost and bound are what they were.

        Args:
            part: PLACING or SCHEDULING.
            cost: Of the best roster so far; None without one.
            bound: The best proven so far; None without one.
        """
        if self._last.get(part) != (cost, bound):
            self._last[part] = cost, bound
            print(
                json.dumps([part, round(time.monotonic() - self._start, 2), cost, bound]), file=self._trace, flush=True
            )


def read_answer(folder: Path) -> PeerAnswer:
    """What was handed in; an empty answer where nothing was."""
    path = folder / ANSWER
    if not path.exists():
        return PeerAnswer()
    found = json.loads(path.read_text(encoding="utf-8"))
    assessment: Mapping[str, list[str]] | None = found.get("assessment")
    return PeerAnswer(
        placement=found["placement"],
        assessment=None
        if assessment is None
        else {student: Booking(slot, field, institute) for student, (slot, field, institute) in assessment.items()},
        claims={part: PeerClaim(*claim) for part, claim in found["claims"].items()},
        note=found["note"],
    )


def read_trace(folder: Path) -> list[CostPoint]:
    """Every whole line; the last one may be cut off in a run that was killed."""
    path = folder / TRACE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [CostPoint(*json.loads(line)) for line in lines if line.endswith("]")]
