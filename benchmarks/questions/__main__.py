"""``python -m benchmarks.questions``: ask, solve anew, compare, and renew the table in README.md."""

from __future__ import annotations

import argparse
import platform
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from benchmarks.questions import asking, resolving
from benchmarks.questions.cases import Finished, events, forced, pinned
from benchmarks.questions.table import README, QuestionRow, renewed, rows_table
from instances.domain.instance import Instance
from instances.rosters.read import read_rosters
from instances.sample.generate import generate
from instances.workbook.read import read
from reports.workbook.semester import write_semester

FORCED = 2


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.questions", description=__doc__)
    parser.add_argument("--size", default="partnerschap", help="of the sample; standard partnerschap")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--search", type=int, default=60, help="seconds for the rosters that the questions are about")
    parser.add_argument("--limit", type=float, default=60.0, help="seconds for each other solver and question")
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--keep", action="store_true", help="renew the table in README.md")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as scratch:
        rows = list(ask(Path(scratch), asked))
    made = (
        f"Measured: {date.today()}, {asked.cores} cores, Python {platform.python_version()}, {asked.size} {asked.seed}"
    )
    text = f"{made}; {asked.limit:.0f} s for each other solver.\n\n{rows_table(rows)}"
    print(text)
    if asked.keep:
        README.write_text(renewed(README.read_text(encoding="utf-8"), text), encoding="utf-8")


def ask(scratch: Path, asked: argparse.Namespace) -> Iterator[QuestionRow]:
    """One row for each question and method, as soon as it is known."""
    book, folder = scratch / "semester.xlsx", scratch / "rosters"
    write_semester(generate(asked.size, asked.seed), book)
    asking.command("rooster", book, "-o", folder, "--tijd", asked.search)
    given = _finished(book, folder)
    for name, instance in events(given).items():
        edited = scratch / f"{name}.xlsx"
        write_semester(instance, edited)
        yield _row(name, "plaatswijzer", asking.replanned(edited, folder, scratch / name))
        for peer, minimise in resolving.solvers().items():
            told = resolving.replanned(minimise, _read(edited), given.placement, asked.limit, asked.cores)
            yield _row(name, peer, told)
    for student, mentor in forced(given, FORCED).items():
        name = f"why not {mentor} for {student}"
        yield _row(name, "plaatswijzer", asking.why_not(book, folder, student, mentor))
        for peer, minimise in resolving.solvers().items():
            told = resolving.best(minimise, pinned(given.instance, student, mentor), asked.limit, asked.cores)
            yield _row(name, peer, told)
        name = f"why {student} is there, and what else"
        yield _row(name, "plaatswijzer", asking.explained(book, folder, student))


def _row(question: str, method: str, told: asking.Told) -> QuestionRow:
    row = QuestionRow(question, method, told)
    print(row.line, flush=True)
    return row


def _finished(book: Path, folder: Path) -> Finished:
    rosters = read_rosters(folder)
    return Finished(_read(book), rosters.placement or {}, rosters.assessment or {})


def _read(book: Path) -> Instance:
    instance = read(book, for_wpa=True).instance
    if instance is None:
        raise ValueError(f"{book.name} has faults")
    return instance


if __name__ == "__main__":
    main()
