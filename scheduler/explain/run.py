"""``verklaar``: from a workbook and a folder with rosters to an explanation on screen. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from models.search.settings import SearchSettings
from scheduler.explain.mentor import explain_place
from scheduler.explain.question import StudentQuestion
from scheduler.explain.target import TargetKind, student_of, target_of
from scheduler.explain.why_not_mentor import why_not_mentor, why_not_school
from scheduler.explain.why_not_wpa import why_not_assessor, why_not_slot
from scheduler.explain.wpa import explain_wpa
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.previous.proofs import assessment_proof_of, proof_of
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import rosters_to_explain
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores
from scheduler.writing.output_folder import settle


@dataclass(frozen=True)
class ExplainOrder:
    """What ``verklaar`` was asked.

    Attributes:
        workbook: The file of the workbook.
        roster: The folder with the finished rosters.
        student: Code of the student, as it was typed.
        why_not: Code of a mentor, school, slot or trainer; None: why this roster.
        seconds: For searching; of work when ``reproducible``.
        postcodes: A file with postal codes, for addresses without coordinates.
        anyway: Also when the workbook changed since.
        reproducible: The same question always gets the same answer.
    """

    workbook: Path
    roster: Path
    student: str
    why_not: str | None
    seconds: int
    postcodes: Path | None = None
    anyway: bool = False
    reproducible: bool = False


def explain(order: ExplainOrder, screen: Screen) -> ExitCode:
    """Answer one question about one student in finished rosters.

    Args:
        order: What is asked.
        screen: Where the answer is said.

    Returns:
        How the command ends.

    Raises:
        RefusedError: A code is unknown, the folder holds no rosters, or the workbook changed since.
        FaultyInputError: The workbook has faults.
        DefectError: The roster with what was asked for breaks a rule.
    """
    settle(order.roster, screen)
    intake = take_in_what_is_there(order.workbook, screen, order.postcodes, None)
    instance = intake.instance
    student = student_of(instance, order.student)
    target = None if order.why_not is None else target_of(instance, order.why_not)
    provenance = Provenance(order.roster)
    found = rosters_to_explain(provenance, order.workbook, instance, screen, order.anyway)
    placement = (instance.given_placement if found.placement is None else found.placement) or {}
    settings = SearchSettings(order.seconds, 0, cores(), order.reproducible)
    with SearchSession(settings, screen) as search:
        question = StudentQuestion(
            instance,
            placement,
            found.assessment,
            instance.students[student],
            search,
            proof_of(provenance, instance, placement),
            assessment_proof_of(provenance, instance, placement, found.assessment or {}),
            intake.reading,
            provenance.rosters,
        )
        if target is None:
            question.look()
            explain_place(question)
            explain_wpa(question)
            return ExitCode.DONE
        return _why_not(question, instance, *target)


def _why_not(question: StudentQuestion, instance: Instance, target: TargetKind, code: str) -> ExitCode:
    if target is TargetKind.MENTOR:
        return why_not_mentor(question, instance.mentors[code])
    if target is TargetKind.SCHOOL:
        return why_not_school(question, instance.schools[code])
    if question.assessment is None:
        raise RefusedError(
            ExitCode.FAULTS, "In de map staat geen WPA-rooster; alleen een mentor of school is te vragen."
        )
    if question.mentor is None:
        question.screen.say(f"Student {question.student.id} is niet geplaatst, dus is er ook geen WPA (A1).")
        return ExitCode.DONE
    if not question.student.wpa:
        question.screen.say(f"Student {question.student.id} heeft dit semester geen WPA (Studenten, kolom WPA).")
        return ExitCode.DONE
    ask = why_not_slot if target is TargetKind.SLOT else why_not_assessor
    return ask(question, question.mentor, code)
