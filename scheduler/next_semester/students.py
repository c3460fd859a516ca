"""Students into the next semester: a year further, or gone; where they were becomes history. Knows no mentor's row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from instances.dutch.lists import listed
from instances.dutch.numbers import count
from instances.edits.file_rows import FileRow
from instances.tables.columns import GIVEN_PLACEMENT, HISTORY, MENTORS, PINS, SHEETS, STUDENTS
from instances.tables.setting_rows import SETTINGS_SHEET
from reports.workbook.filled_copy import Filling
from reports.workbook.raw_cells import RawContent
from scheduler.next_semester.given import Leaver, LookAgain, Part, SemesterBefore, Subject
from scheduler.next_semester.rows import NewCells, appended, cleared, emptied, filled, names_one_of

RENEWED = (SETTINGS_SHEET.name, PINS.name, GIVEN_PLACEMENT.name)
"""Sheets of which every row is dealt with elsewhere, whomever it is about."""


def leavers_of(before: SemesterBefore) -> tuple[Leaver, ...]:
    """List the students who leave, with where they were last.

    Args:
        before: The semester that ends.

    Returns:
        In the order of the sheet Studenten.
    """
    found = []
    for student in before.instance.students.values():
        if before.leaves(student.id):
            place = before.places.get(student.id)
            school = "" if place is None else place.school
            known = before.instance.schools.get(school)
            found.append(Leaver(student.id, student.name, school, "" if known is None else known.name))
    return tuple(found)


def students_moved_on(before: SemesterBefore, leavers: Iterable[Leaver]) -> Part:
    """Move the rows of students on, and take those who leave out of every sheet.

    Args:
        before: The semester that ends.
        leavers: Who leave.

    Returns:
        Rows and cells that change, and what is to be looked at.
    """
    gone = frozenset(leaver.id for leaver in leavers)
    fillings: list[Filling] = []
    look: list[LookAgain] = []
    for sheet in SHEETS:
        for record in before.of(sheet) if sheet.name not in RENEWED else ():
            if names_one_of(record, gone):
                fillings.append(emptied(record))
            elif sheet is STUDENTS:
                fillings += filled(record, _student_cells(before, record))
                look += _about(before, record)
    return Part(tuple(fillings), tuple(look))


def _student_cells(before: SemesterBefore, record: FileRow) -> NewCells:
    cells: dict[str, RawContent] = cleared(record, STUDENTS.WPA_KIND, STUDENTS.WPA_FROM, STUDENTS.WPA_UNTIL)
    if before.step.new_year and record.key not in before.staying:
        cells[STUDENTS.YEAR.header] = before.instance.students[record.key].year + 1
    wishes = before.instance.students[record.key].wishes
    now = tuple(dict.fromkeys(before.school_now(school) for school in wishes))
    if now != wishes:
        cells[STUDENTS.WISHES.header] = ";".join(now)
    return cells


def _about(before: SemesterBefore, record: FileRow) -> Iterator[LookAgain]:
    student = before.instance.students[record.key]

    def look(subject: Subject, what: str) -> LookAgain:
        return LookAgain(subject, STUDENTS.name, what, student.id, student.name)

    if student.id not in before.places:
        yield look(Subject.UNPLACED, f"Had in {before.step.before} geen plaats; er komt geen rij in Historie.")
    if student.id in before.unscheduled:
        yield look(Subject.UNSCHEDULED, f"Kreeg in {before.step.before} geen tijd voor het WPA. Is het elders geweest?")
    if STUDENTS.WPA_KIND.header in record.values and student.wpa_kind.value != STUDENTS.WPA_KIND.default:
        yield look(Subject.WPA_KIND, f"Was {student.wpa_kind.value}, is nu regulier. Vul het in als het weer zo is.")
    if student.wpa_from or student.wpa_until:
        yield look(Subject.WPA_WINDOW, "De dagen waartussen het WPA moest vallen, zijn voorbij.")
    if not student.wpa:
        yield look(Subject.NO_WPA, "Kreeg geen WPA (WPA: nee); dat staat er nog. Is dat dit semester weer zo?")
    been = {before.school_now(past.school) for past in before.instance.history_of[student.id]}
    if student.id in before.places:
        been.add(before.school_now(before.places[student.id].school))
    again = [school for school in dict.fromkeys(map(before.school_now, student.wishes)) if school in been]
    if again:
        names = listed(f"{before.instance.schools[s].name} ({s})" if s in before.instance.schools else s for s in again)
        yield look(Subject.WISH, f"Wil naar {names} en was daar al (P15). Is er een andere voorkeur?")


def history_rows(before: SemesterBefore) -> Part:
    """Write where every placed student was: semester, school, groups of the class and minutes, below the older rows.

    Args:
        before: The semester that ends.

    Returns:
        The rows that are not there yet; of who leaves none.
    """
    instance = before.instance
    there = {(past.student, past.semester.strip(), past.school) for past in instance.history}
    rows: list[NewCells] = []
    for student in instance.students:
        place = before.places.get(student)
        if place is None or before.leaves(student) or (student, before.step.before, place.school) in there:
            continue
        leg = instance.student_leg(student, place.school) if place.school in instance.schools else None
        rows.append(
            {
                HISTORY.STUDENT.header: student,
                HISTORY.SEMESTER.header: before.step.before,
                HISTORY.SCHOOL.header: place.school,
                HISTORY.GROUPS.header: ";".join(map(str, sorted(place.groups))) or None,
                HISTORY.MINUTES.header: None if leg is None else leg.minutes,
            }
        )
    return Part(tuple(appended(before.tables, HISTORY, rows)))


def unmet_needs(before: SemesterBefore) -> Iterator[LookAgain]:
    """Tell the learning needs of students who stay that no mentor is strong in."""
    offered = {tag for mentor in before.instance.mentors.values() for tag in mentor.strengths}
    asked: dict[str, int] = {}
    for student in before.instance.students.values():
        if not before.leaves(student.id):
            for tag in {tag for tag, _ in student.needs} - offered:
                asked[tag] = asked.get(tag, 0) + 1
    for tag in sorted(asked):
        who = count(asked[tag], "student vraagt", "studenten vragen")
        yield LookAgain(Subject.NO_MENTOR_FOR, MENTORS.name, f"{who} om “{tag}” en geen mentor is daar sterk in (W1).")
