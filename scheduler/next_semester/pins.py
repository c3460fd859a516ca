"""What is pinned in the next semester: the place of this one where it goes on, and nothing else. Decides no rule."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from instances.domain.entities import Pin
from instances.domain.settings import Continuity
from instances.dutch.lists import listed
from instances.tables.columns import GIVEN_PLACEMENT, PINS
from scheduler.next_semester.given import LookAgain, Part, SemesterBefore, Subject
from scheduler.next_semester.rows import NewCells, emptied, replaced


def pins_moved_on(before: SemesterBefore, refused: Collection[tuple[str, str]] = ()) -> Part:
    """Empty what was pinned, and pin places that must go on: under ``moet``, in semester 2 of the same year.

    Args:
        before: The semester that ends.
        refused: Student id and header of cells that break a rule when they are pinned; they stay open.

    Returns:
        The rows of Vastgezet and of Plaatsing, and what is to be looked at.
    """
    goes_on = (
        before.instance.settings.continuity is Continuity.MUST and before.step.number == 2 and not before.step.new_year
    )
    pins = list(_pins(before, refused)) if goes_on else []
    old = before.of(PINS)
    fillings = [*replaced(before.tables, PINS, old, pins), *map(emptied, before.of(GIVEN_PLACEMENT))]
    return Part(tuple(fillings), tuple(_look(before, pins, refused if goes_on else ())))


def _pins(before: SemesterBefore, refused: Collection[tuple[str, str]]) -> Iterator[NewCells]:
    for student in before.instance.students:
        mentor = before.placement.get(student)
        if mentor is None or (student, PINS.SCHOOL.header) in refused:
            continue
        school = before.school_now(before.instance.school_of(mentor).id)
        cells = {PINS.STUDENT.header: student, PINS.SCHOOL.header: school}
        if before.instance.mentors[mentor].may_guide and (student, PINS.MENTOR.header) not in refused:
            cells[PINS.MENTOR.header] = mentor
        yield cells


def _look(
    before: SemesterBefore, pins: Sequence[NewCells], refused: Collection[tuple[str, str]]
) -> Iterator[LookAgain]:
    students = before.instance.students
    if pins:
        text = (
            f"{len(pins)} studenten staan vast op hun school en mentor van {before.step.before} (Doorlopende plaats: "
            "moet). Maakt u in een rij Mentor leeg, dan blijft alleen de school."
        )
        yield LookAgain(Subject.PINNED, PINS.name, text)
    for student in [id for id in students if any(one == id for one, _ in refused)]:
        kept = "alleen de school staat vast" if any(row[PINS.STUDENT.header] == student for row in pins) else ""
        text = f"Kan niet vast op de plaats van {before.step.before}: dat breekt nu een regel. {kept}".strip()
        yield LookAgain(Subject.NOT_PINNED, PINS.name, text, student, students[student].name)
    for pin in before.instance.pins:
        if not before.leaves(pin.student):
            yield LookAgain(Subject.PIN_GONE, PINS.name, _was(pin), pin.student, students[pin.student].name)


def _was(pin: Pin) -> str:
    held = ((PINS.SCHOOL, pin.school), (PINS.MENTOR, pin.mentor), (PINS.SLOT, pin.slot))
    seats = ((PINS.FIELD, pin.field), (PINS.INSTITUTE, pin.institute))
    was = [f"{column.header} {value}" for column, value in (*held, *seats) if value is not None]
    return f"Was vastgezet op {listed(was)}." if was else "Er stond niets vast."
