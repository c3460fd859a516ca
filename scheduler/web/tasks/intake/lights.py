"""What can be told before anything is solved, as a few lights with the names behind each number. Solves nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import islice
from pathlib import Path

from instances.domain.entities import Mentor, School, Student, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_RULES
from instances.dutch.numbers import count
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.finding import Finding
from scheduler.precheck.supply import Supply
from scheduler.web.tasks.intake.settings import INTAKE
from scheduler.web.tasks.reading import Looked, look

YEARS = (1, 2, 3, 4)


class Colour(StrEnum):
    """How it stands; the page shows the word too."""

    RED = "rood"
    YELLOW = "geel"
    GREEN = "groen"


@dataclass(frozen=True, slots=True)
class CheckLight:
    """One light.

    Attributes:
        colour: How it stands.
        title: What it is about.
        text: The number, in one sentence.
        behind: Who or what is behind the number: a heading and its lines.
    """

    colour: Colour
    title: str
    text: str
    behind: tuple[tuple[str, tuple[str, ...]], ...] = ()


def lights(looked: Looked) -> tuple[CheckLight, ...]:
    """Tell how a workbook without faults stands.

    Args:
        looked: The workbook.

    Returns:
        The lights; none for a workbook with faults.
    """
    return _lights(looked.path, looked.findings)


@lru_cache(maxsize=8)
def _lights(path: Path, findings: tuple[Finding, ...]) -> tuple[CheckLight, ...]:
    instance = look(path).instance
    if instance is None:
        return ()
    supply, candidates = Supply(instance), MentorCandidates(instance)
    of_students, of_all = _apart(instance, findings)
    placement = [finding for finding in of_all if finding.rules[0] in PLACEMENT_RULES]
    assessment = [finding for finding in of_all if finding not in placement]
    return (
        _places(instance, supply, placement),
        _mentors_for(instance, candidates, [f for f in of_students if f.rules[0] in PLACEMENT_RULES]),
        _mentors(instance, supply),
        _assessors(instance, assessment),
        _assessments(instance, [f for f in of_students if f.rules[0] not in PLACEMENT_RULES]),
    )


def _apart(instance: Instance, findings: Iterable[Finding]) -> tuple[list[Finding], list[Finding]]:
    """What is about students by name, and what is about all."""
    of_students: list[Finding] = []
    of_all: list[Finding] = []
    for finding in findings:
        about = finding.about and all(id in instance.students for id in finding.about)
        (of_students if about else of_all).append(finding)
    return of_students, of_all


def _places(instance: Instance, supply: Supply, findings: Sequence[Finding]) -> CheckLight:
    students, (room, _) = len(instance.students), supply.total()
    text = f"{count(students, 'student', 'studenten')} en plaats voor hoogstens {room}."
    tight = room - students <= INTAKE.tight_places * students
    colour = Colour.RED if findings else Colour.YELLOW if tight else Colour.GREEN
    years = tuple(
        f"Leerjaar {year}: {count(asked, 'student', 'studenten')}, plaats voor hoogstens {_room(supply, year)}"
        for year in YEARS
        if (asked := sum(student.year == year for student in instance.students.values()))
    )
    schools = tuple(
        f"{_named(school)}: plaats voor hoogstens {supply.at_school(school)}" for school in instance.schools.values()
    )
    return CheckLight(
        colour,
        "Plaatsen",
        text,
        _filled(("Wat niet past", _texts(findings)), ("Per leerjaar", years), ("Per school", schools)),
    )


def _room(supply: Supply, year: int) -> int:
    return supply.total(lambda school: year in school.years)[0]


def _mentors_for(instance: Instance, candidates: MentorCandidates, findings: Sequence[Finding]) -> CheckLight:
    nobody = {id for finding in findings for id in finding.about}
    few = {
        id: options
        for id, student in instance.students.items()
        if id not in nobody and len(options := _options(candidates, student)) <= INTAKE.few_mentors
    }
    if findings:
        colour, text = Colour.RED, f"Voor {count(len(nobody), 'student', 'studenten')} past geen enkele mentor."
    elif few:
        most = count(INTAKE.few_mentors, "mentor", "mentoren")
        colour, text = Colour.YELLOW, f"Voor {count(len(few), 'student passen', 'studenten passen')} hoogstens {most}."
    else:
        colour, text = Colour.GREEN, f"Voor iedere student passen meer dan {INTAKE.few_mentors} mentoren."
    lines = tuple(
        f"{_named(instance.students[id])}: {', '.join(map(_named, options))}" for id, options in few.items() if options
    )
    return CheckLight(
        colour,
        "Een mentor voor iedere student",
        text,
        _filled(("Past nergens", _texts(findings)), ("Weinig keus", lines)),
    )


def _options(candidates: MentorCandidates, student: Student) -> list[Mentor]:
    return list(islice(candidates.of(student), INTAKE.few_mentors + 1))


def _mentors(instance: Instance, supply: Supply) -> CheckLight:
    usable = [mentor for id, mentor in instance.mentors.items() if id in supply.usable]
    out = [mentor for id, mentor in instance.mentors.items() if id not in supply.usable]
    text = f"{len(usable)} van {count(len(instance.mentors), 'mentor', 'mentoren')} kunnen een student krijgen."
    names = tuple(f"{_named(mentor)}, {_named(instance.schools[mentor.school])}" for mentor in out)
    colour = Colour.GREEN if usable else Colour.RED
    return CheckLight(colour, "Mentoren", text, _filled(("Krijgen geen student (P6)", names)))


def _assessors(instance: Instance, findings: Sequence[Finding]) -> CheckLight:
    due = sum(student.wpa for student in instance.students.values())
    assessors = [trainer for trainer in instance.trainers.values() if trainer.assessor]
    text = f"{count(due, 'WPA', 'WPA’s')} en {count(len(assessors), 'beoordelaar', 'beoordelaars')}."
    names = tuple(
        f"{_named(trainer)}: hoogstens {count(instance.max_wpas(trainer.id), 'WPA', 'WPA’s')}" for trainer in assessors
    )
    if not instance.slots:
        return CheckLight(
            Colour.YELLOW,
            "Beoordelaars",
            f"{text} Er staat nog geen enkele tijd in WPA-slots.",
            _filled(("Beoordelaars", names)),
        )
    colour = Colour.RED if findings else Colour.GREEN
    return CheckLight(
        colour, "Beoordelaars", text, _filled(("Wat niet past", _texts(findings)), ("Beoordelaars", names))
    )


def _assessments(instance: Instance, findings: Sequence[Finding]) -> CheckLight:
    students = dict.fromkeys(id for finding in findings for id in finding.about)
    if not students:
        return CheckLight(Colour.GREEN, "Een WPA voor iedere student", "Geen enkel WPA is vooraf al onmogelijk.")
    text = f"Voor {count(len(students), 'student', 'studenten')} kan het WPA niet."
    names = tuple(_named(instance.students[id]) for id in students)
    return CheckLight(
        Colour.RED, "Een WPA voor iedere student", text, _filled(("Waarom", _texts(findings)), ("Wie", names))
    )


def _texts(findings: Iterable[Finding]) -> tuple[str, ...]:
    return tuple(finding.text for finding in findings)


def _named(one: Student | Mentor | School | Trainer) -> str:
    return f"{one.name} ({one.id})"


def _filled(*parts: tuple[str, tuple[str, ...]]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(part for part in parts if part[1])
