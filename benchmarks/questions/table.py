"""The answers as a table in README.md, between markers of its own. Knows no method."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.questions.asking import Told
from benchmarks.report.readme import between

README = Path(__file__).resolve().parent.parent / "README.md"
BEGIN, END = "<!-- questions: begin -->", "<!-- questions: end -->"
HEADS = (
    "question",
    "method",
    "answer after",
    "seconds",
    "placements changed",
    "W cost",
    "proven",
    "WPAs changed",
    "fewest proven",
)
NOTHING = "–"


@dataclass(frozen=True, slots=True)
class QuestionRow:
    question: str
    method: str
    told: Told

    @property
    def cells(self) -> tuple[str, ...]:
        told = self.told
        wpas = NOTHING if told.wpas is None else _yes(told.wpas_proven)
        proven = NOTHING if told.cost is None else _yes(told.proven)
        figures = (_figure(told.changes), _figure(told.cost), proven, _figure(told.wpas), wpas)
        answered = told.seconds if told.answered is None else told.answered
        return (self.question, self.method, f"{answered:.1f}", f"{told.seconds:.1f}", *figures)

    @property
    def line(self) -> str:
        return f"| {' | '.join(self.cells)} |"


def rows_table(rows: Iterable[QuestionRow]) -> str:
    head = f"| {' | '.join(HEADS)} |\n|{' --- |' * len(HEADS)}"
    return "\n".join([head, *(row.line for row in rows)])


def renewed(text: str, new: str) -> str:
    """The text of the README with this table. Raises ValueError without markers."""
    return between(text, new, BEGIN, END)


def _figure(value: int | None) -> str:
    return NOTHING if value is None else f"{value:,}"


def _yes(proven: bool) -> str:
    return "yes" if proven else "no"
