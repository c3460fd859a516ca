"""``verklaar``: from a workbook and a folder with rosters to an explanation on screen. Writes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from models.search.settings import SearchSettings
from scheduler.explain.case import StudentQuestion
from scheduler.explain.mentor import explain_place
from scheduler.explain.mentor_not import why_not_mentor, why_not_school
from scheduler.explain.target import TargetKind, student_of, target_of
from scheduler.explain.wpa import explain_wpa
from scheduler.explain.wpa_not import why_not_assessor, why_not_slot
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.previous.proofs import assessment_proof_of, proof_of
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import rosters_to_explain
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores


@dataclass(frozen=True)
class ExplainOrder:
    """What was asked. ``anyway``: also when the workbook changed since."""

    workbook: Path
    roster: Path
    student: str
    why_not: str | None
    seconds: int
    postcodes: Path | None = None
    anyway: bool = False
    reproducible: bool = False


def explain(question: ExplainOrder, screen: Screen) -> ExitCode:
    """Raises RefusedError for an unknown code, a folder without rosters, or a workbook that changed since."""
    intake = take_in_what_is_there(question.workbook, screen, question.postcodes, None)
    instance = intake.instance
    student = student_of(instance, question.student)
    target = None if question.why_not is None else target_of(instance, question.why_not)
    made = Provenance(question.roster)
    found = rosters_to_explain(made, question.workbook, instance, screen, question.anyway)
    placement = (instance.given_placement if found.placement is None else found.placement) or {}
    settings = SearchSettings(question.seconds, 0, cores(), question.reproducible)
    with SearchSession(settings, screen) as search:
        case = StudentQuestion(
            instance,
            placement,
            found.assessment,
            instance.students[student],
            search,
            proof_of(made, instance, placement),
            assessment_proof_of(made, instance, placement, found.assessment or {}),
            intake.reading,
            made.rosters,
        )
        if target is None or question.why_not is None:
            case.look()
            explain_place(case)
            explain_wpa(case)
            return ExitCode.DONE
        return _why_not(case, instance, target, question.why_not)


def _why_not(case: StudentQuestion, instance: Instance, target: TargetKind, code: str) -> ExitCode:
    if target is TargetKind.MENTOR:
        return why_not_mentor(case, instance.mentors[code])
    if target is TargetKind.SCHOOL:
        return why_not_school(case, instance.schools[code])
    if case.assessment is None:
        raise RefusedError(
            ExitCode.FAULTS, "In de map staat geen WPA-rooster; alleen een mentor of school is te vragen."
        )
    if case.mentor is None:
        case.screen.say(f"Student {case.student.id} is niet geplaatst, dus is er ook geen WPA (A1).")
        return ExitCode.DONE
    if not case.student.wpa:
        case.screen.say(f"Student {case.student.id} heeft dit semester geen WPA (Studenten, kolom WPA).")
        return ExitCode.DONE
    ask = why_not_slot if target is TargetKind.SLOT else why_not_assessor
    return ask(case, case.mentor, code)
