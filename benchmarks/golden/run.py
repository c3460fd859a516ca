"""Make the golden answers of one sample with the product's own commands, reproducibly. Judges nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.golden.cases import GoldenSize, clashing_pins, questions, too_few_mentors
from benchmarks.golden.fingerprint import of_answer, of_folder
from benchmarks.questions.asking import command
from benchmarks.questions.cases import Finished, events
from instances.domain.instance import Instance
from instances.rosters.read import read_rosters
from instances.sample.generate import generate
from reports.workbook.semester import write_semester

REPRODUCIBLE = "--reproduceerbaar"
QUESTION_SECONDS = 10  # of work, for each question and each replan
SEED = 1  # of the samples
LEFT_OUT = 2  # students without a place who are asked about


def answers(size: GoldenSize, scratch: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """Name of the case to its fingerprint: a mapping for rosters, a list of lines for what the screen said.

    ``scratch`` is an empty folder; workbooks and rosters stay in it.
    """
    book, folder = scratch / f"{size.name}.xlsx", scratch / "rooster"
    instance = generate(size.name, SEED)
    write_semester(instance, book)
    made = command("rooster", book, "-o", folder, "--tijd", size.limit, REPRODUCIBLE)
    found: dict[str, Any] = {"rosters": of_folder(folder) | {"screen": of_answer(made, scratch)}}
    say(f"{size.name}: rosters")
    rosters = read_rosters(folder)
    given = Finished(instance, rosters.placement or {}, rosters.assessment or {})
    for question in questions(given, size):
        said = command("verklaar", book, folder, *question.words, "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
        found[question.name] = of_answer(said, scratch)
        say(f"{size.name}: {question.name}")
    for number, (event, after) in enumerate(events(given).items()):
        if event not in size.events:
            continue
        edited, new = scratch / f"na-{number}.xlsx", scratch / f"na-{number}"
        write_semester(after, edited)
        words = ("herplan", edited, "--vorige", folder, "-o", new, "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
        said = command(*words)
        found[event] = of_folder(new) | {"screen": of_answer(said, scratch)}
        say(f"{size.name}: {event}")
    return found | (_impossible(instance, scratch, say) if size.impossible else {})


def _impossible(instance: Instance, scratch: Path, say: Callable[[str], None]) -> dict[str, Any]:
    """What is said and proposed where not everyone fits, and where nothing can exist."""
    found: dict[str, Any] = {}
    book, folder = scratch / "weinig.xlsx", scratch / "weinig"
    few = too_few_mentors(instance)
    write_semester(few, book)
    said = command("plaats", book, "-o", folder, "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
    found["too few mentors"] = of_folder(folder) | {"screen": of_answer(said, scratch)}
    placed = read_rosters(folder).placement or {}
    for student in [student for student in few.students if student not in placed][:LEFT_OUT]:
        said = command("verklaar", book, folder, student, "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
        found[f"why {student} has no place"] = of_answer(said, scratch)
    for name, edited in clashing_pins(instance).items():
        clash = scratch / f"{name.replace(' ', '-')}.xlsx"
        write_semester(edited, clash)
        words = ("plaats", clash, "-o", scratch / "niets", "--tijd", QUESTION_SECONDS, REPRODUCIBLE)
        found[name] = of_answer(command(*words, codes=(2, 3)), scratch)
    for name in found:
        say(f"{instance.settings.semester}: {name}")
    return found
