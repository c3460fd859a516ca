"""The placement as rows for a table on a page. Knows the roster, no page."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from instances.domain.entities import Student
from instances.domain.instance import Instance
from scheduler.web.dossier.records import Value
from scheduler.web.tasks.held import HeldRoster
from scheduler.wording.pair_scores import own_cost

Row = dict[str, Any]
NOTED, STAMP = "noot:", "stempel:"


def placement_table(held: HeldRoster, notes: Mapping[str, Value], columns: Collection[str]) -> list[Row]:
    """Make the rows, students without a place too.

    Args:
        held: The rosters.
        notes: What the office noted, by ``<student>/<column>``.
        columns: The columns that it notes in.

    Returns:
        One row for each student, in the order of the workbook; ids and names apart, so that both can be searched. What
        was noted stands under ``noot:`` and its stamp under ``stempel:`` with the name of the column, so that an office
        may name a column as one of ours.
    """
    return [
        {**_row(held.instance, student, held.placement.get(student.id)), **_noted(notes, columns, student.id)}
        for student in held.instance.students.values()
    ]


def _row(instance: Instance, student: Student, mentor_id: str | None) -> Row:
    asked = sum(weight for _, weight in student.needs)
    row: Row = {
        "student": student.id,
        "naam": student.name,
        "jaar": student.year,
        "behoeften": asked,
        "vast": student.id in instance.pin_of,
        "geplaatst": mentor_id is not None,
    }
    if mentor_id is None:
        return row
    mentor = instance.mentors[mentor_id]
    school = instance.schools[mentor.school]
    tandem = instance.tandem_of(school.id)
    return row | {
        "mentor": mentor.id,
        "mentornaam": mentor.name,
        "groep": ", ".join(map(str, sorted(mentor.groups))),
        "school": school.id,
        "schoolnaam": school.name,
        "bestuur": school.board,
        "bestuurnaam": instance.boards[school.board].name,
        "tandem": "" if tandem is None else tandem.id,
        "reistijd": instance.travel_minutes(student.id, school.id),
        "gedekt": sum(weight for tag, weight in student.needs if tag in mentor.strengths),
        "kosten": own_cost(instance, student, mentor),
    }


def _noted(notes: Mapping[str, Value], columns: Collection[str], student: str) -> Row:
    found: Row = {}
    for column in columns:
        value = notes.get(f"{student}/{column}")
        found[f"{NOTED}{column}"] = "" if value is None or value.text is None else value.text
        found[f"{STAMP}{column}"] = 0 if value is None else value.stamp
    return found
