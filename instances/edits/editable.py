"""What an office could change so that a rule no longer stands in the way. Knows what rules read; decides none.

Which rules on one pair may give way is said once, in ``PAIR_EDITS``; which counting rows, in the capacity table.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from instances.domain.entities import Day, Mentor, MentorTraining, Student
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.school_groups import BOUW_OF_GROUP, specialisations
from instances.edits.edit import CellEdit, Edit, setting
from instances.tables.capacity import CapacityRule, Group, line_about
from instances.tables.columns import MENTORS, PINS, SCHOOLS, STUDENTS

Edits = tuple[Edit, ...]


def pair_edits(instance: Instance, rule: Rule, student: Student, mentor: Mentor) -> Edits | None:
    """Find the cells that must change so that a rule lets a student go to a mentor.

    Args:
        instance: The semester.
        rule: A rule about one student and one mentor that forbids the pair.
        student: The student.
        mentor: The mentor.

    Returns:
        The edits, as small as can be; None for a rule that must stand.
    """
    edits = PAIR_EDITS.get(rule)
    return None if edits is None else edits(instance, student, mentor)


def _days(instance: Instance, student: Student, mentor: Mentor) -> Edits:
    """The days that the class lacks, no more than are asked, of the first of its mentors: either of a duo will do."""
    members = [instance.mentors[one] for one in instance.class_of(mentor.id)]
    there = frozenset[Day]().union(*(one.days for one in members)) & student.days
    least = instance.settings.min_shared_days
    asked = len(student.days) if least is None else min(least, len(student.days))
    more = sorted(student.days - there)[: max(0, asked - len(there))]
    return (CellEdit.of(MENTORS, members[0].id, MENTORS.DAYS, members[0].days | frozenset(more)),)


def _availability(_: Instance, __: Student, mentor: Mentor) -> Edits | None:
    if not (mentor.competent and mentor.available):
        return None
    return (CellEdit.of(MENTORS, mentor.id, MENTORS.TRAINING, MentorTraining.WILLING),)


def _demands(instance: Instance, student: Student, mentor: Mentor) -> Edits:
    edits: list[Edit] = []
    if student.required_bouw is not None and student.required_bouw not in {BOUW_OF_GROUP[g] for g in mentor.groups}:
        edits.append(CellEdit.of(STUDENTS, student.id, STUDENTS.REQUIRED_BOUW, None))
    if student.specialisation is not None and student.specialisation not in specialisations(mentor.groups):
        edits.append(CellEdit.of(STUDENTS, student.id, STUDENTS.SPECIALISATION, None))
    if student.required_profile not in (None, *instance.schools[mentor.school].profile):
        edits.append(CellEdit.of(STUDENTS, student.id, STUDENTS.REQUIRED_PROFILE, None))
    return tuple(edits)


def _travel(instance: Instance, student: Student, mentor: Mentor) -> Edits:
    minutes = instance.travel_minutes(student.id, mentor.school)
    return (CellEdit.of(STUDENTS, student.id, STUDENTS.MAX_TRAVEL, minutes),)


def _years(instance: Instance, student: Student, mentor: Mentor) -> Edits | None:
    school = instance.schools[mentor.school]
    if school.successor is not None:  # nobody asks a school that is no more
        return None
    return (CellEdit.of(SCHOOLS, school.id, SCHOOLS.YEARS, school.years | {student.year}),)


def _pin(instance: Instance, student: Student, _: Mentor) -> Edits:
    return free_pin(instance, student.id)


PAIR_EDITS: Mapping[Rule, Callable[[Instance, Student, Mentor], Edits | None]] = {
    Rule.P5: _days,
    Rule.P6: _availability,
    Rule.P8: _demands,
    Rule.P10: _travel,
    Rule.P12: _years,
    Rule.P13: _pin,
}
"""What may be asked of a student, a mentor or a school, by the rule on one pair that it answers.

A rule that is not here must stand, because it protects people: an exclusion (P9) and the variety over the years (P15).
Nor does anyone ask a mentor to be basisbekwaam (P6), or one whom the office entered as not available: ill, or stopped.
"""


def free_pin(instance: Instance, student: str) -> Edits:
    """Free the place of a pinned student; what is fixed of the WPA stands.

    Args:
        instance: The semester.
        student: The id of a student with a pin.

    Returns:
        The edits that empty school and mentor.
    """
    pin = instance.pin_of[student]
    filled = ((PINS.SCHOOL, pin.school), (PINS.MENTOR, pin.mentor))
    return tuple(CellEdit.of(PINS, student, column, None) for column, value in filled if value is not None)


def row_edits(instance: Instance, rule: Rule, about: str, needed: int) -> Edits | None:
    """The cells after which a counting row lets ``needed`` through.

    Args:
        instance: The semester.
        rule: The rule of the row.
        about: The id of a mentor, school, board or tandem, or the key of a PLG; other rows must stand.
        needed: So many students; of a school's minimum (P11 about a school) what it must become.

    Returns:
        One edit, or one for each cell that gives the maximum of a PLG; None where the row must stand.
    """
    line = line_about(instance, rule, about)
    if line is None or not line.editable:
        return None
    if line.group is Group.PLG:
        return _plg_edits(instance, line, about, needed)
    if line.is_shared:
        return (setting(line.column, needed),)
    taken = instance.schools[about].taken if rule is Rule.P3 else 0  # net places are counted, places are written
    return (CellEdit(line.sheet, about, line.column, needed + taken),)


def _plg_edits(instance: Instance, line: CapacityRule, key: str, needed: int) -> Edits:
    """Every school of the PLG that gives a maximum, else the first: different values are a fault."""
    own = [instance.schools[school] for school, plg in instance.plg_by_school.items() if plg.key == key]
    giving = [school for school in own if school.max_plg is not None] or own[:1]
    return tuple(CellEdit(line.sheet, school.id, line.column, needed, row=key) for school in giving)
