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
    """A cost as the method counts it, and the bound it proved for the whole workbook."""

    cost: int | None = None
    bound: int | None = None


@dataclass(slots=True)
class PeerAnswer:
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


class AnswerDesk:
    """Where a method puts its answer and its progress; both survive when it is killed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._start = time.monotonic()
        self._trace: IO[str] = (folder / TRACE).open("w", encoding="utf-8")
        self._last: dict[str, tuple[int | None, int | None]] = {}

    def hand_in(self, answer: PeerAnswer) -> None:
        """Written whole, so that a reader never sees half an answer. May be called again with more."""
        rosters: dict[str, object] = {"note": answer.note}
        rosters["claims"] = {part: [claim.cost, claim.bound] for part, claim in answer.claims.items()}
        rosters["placement"] = None if answer.placement is None else dict(answer.placement)
        if answer.assessment is not None:
            rosters["assessment"] = {who: [b.slot, b.field, b.institute] for who, b in answer.assessment.items()}
        scratch = self._folder / (ANSWER + ".part")
        scratch.write_text(json.dumps(rosters), encoding="utf-8")
        os.replace(scratch, self._folder / ANSWER)

    def note_progress(self, part: str, cost: int | None, bound: int | None) -> None:
        """Only news is kept."""
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
        else {who: Booking(slot, field, institute) for who, (slot, field, institute) in assessment.items()},
        claims={part: PeerClaim(*claim) for part, claim in found["claims"].items()},
        note=found["note"],
    )


def read_trace(folder: Path) -> list[CostPoint]:
    """Every whole line; the last one may be cut off in a run that was killed."""
    path = folder / TRACE
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [CostPoint(*json.loads(line)) for line in lines if line.endswith("]")]
