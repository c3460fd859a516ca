"""Make the golden answers of one sample with the product's own commands, reproducibly. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.golden.cases import GoldenSize, questions
from benchmarks.golden.fingerprint import of_folder, of_text
from benchmarks.questions.asking import command
from benchmarks.questions.cases import Finished, events
from instances.rosters.read import read_rosters
from instances.sample.generate import generate
from reports.workbook.semester import write_semester

REPRODUCIBLE = "--reproduceerbaar"
QUESTION_SECONDS = 10  # of work, for each question and each replan
SEED = 1  # of the samples


def answers(size: GoldenSize, scratch: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Name of the case to its fingerprint: a mapping for rosters, a list of lines for what the screen said.

    ``scratch`` is an empty folder; workbooks and rosters stay in it.
    """
    book, folder = scratch / f"{size.name}.xlsx", scratch / "rooster"
    instance = generate(size.name, SEED)
    write_semester(instance, book)
    command("rooster", book, "-o", folder, "--tijd", size.limit, REPRODUCIBLE)
    found: dict[str, Any] = {"rosters": of_folder(folder)}
    say(f"{size.name}: rosters")
    rosters = read_rosters(folder)
    given = Finished(instance, rosters.placement or {}, rosters.assessment or {})
    for question in questions(given, size):
        said = command("verklaar", book, folder, *question.words, "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
        found[question.name] = of_text(said.text, scratch)
        say(f"{size.name}: {question.name}")
    for number, (event, after) in enumerate(events(given).items()):
        if event not in size.events:
            continue
        edited, new = scratch / f"na-{number}.xlsx", scratch / f"na-{number}"
        write_semester(after, edited)
        words = ("herplan", edited, "--vorige", folder, "-o", new, "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
        said = command(*words)
        found[event] = of_folder(new) | {"screen": of_text(said.text, scratch)}
        say(f"{size.name}: {event}")
    return found
