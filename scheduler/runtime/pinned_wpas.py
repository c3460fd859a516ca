"""The WPAs that must stand whatever the search came to: those that are pinned (A10). Knows no clock of a command."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.instance import Instance
from instances.domain.solution import AssessmentResult, Placement, Proof, Status
from models.assessment.search.schedule import schedule
from models.search.control import Control


def due_students(instance: Instance, placement: Placement) -> list[str]:
    """List who must have a WPA.

    Args:
        instance: The workbook.
        placement: The placement that the WPAs rest on.

    Returns:
        Ids of placed students.
    """
    return [student.id for student in instance.students.values() if student.wpa and student.id in placement]


def pinned_students(instance: Instance, due: list[str]) -> set[str]:
    """Pick those of whom a slot or an assessor is pinned.

    Args:
        instance: The workbook.
        due: Ids of students who must have a WPA.

    Returns:
        Their ids.
    """
    return {pin.student for pin in instance.pins if pin.slot or pin.field or pin.institute} & set(due)


def pins_only(
    instance: Instance, placement: Placement, pinned: set[str], proof: Proof, control: Control
) -> AssessmentResult:
    """Schedule the pinned WPAs alone.

    Args:
        instance: The workbook.
        placement: The placement that the WPAs rest on.
        pinned: Ids of the students.
        proof: What is told of the roster.
        control: The time for it.

    Returns:
        A roster of those WPAs; nobody when nothing is pinned, and none where not all of them came out.
    """
    students = {s.id: s if s.id in pinned else replace(s, wpa=False) for s in instance.students.values()}
    result = schedule(replace(instance, students=students), placement, control)
    if result.assessment is None or pinned - result.assessment.keys():
        return AssessmentResult(None, replace(result.proof, status=Status.UNKNOWN))
    return AssessmentResult(result.assessment, proof)
