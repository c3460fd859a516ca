"""The hard rules P1-P15 on a finished placement, one function each. Knows no solver and no wish.

Every checker takes the instance and a placement (student id to mentor id) and yields what is broken.
Rows with an id that is not in the workbook are P1's; the other checkers pass them by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations

from instances.domain.entities import Mentor, Student
from instances.domain.instance import Instance, Plg
from instances.domain.rulebook import Rule
from instances.domain.solution import Placement
from instances.domain.verdict import Violation
from scheduler.checks.pairs import PAIR_CHECKS
from scheduler.checks.words import counted, days_listed, listing, students

Checker = Callable[[Instance, Placement], Iterator[Violation]]
Row = tuple[Student, Mentor]


def known_rows(instance: Instance, placement: Placement) -> list[Row]:
    """The placed students with their mentors; rows with unknown ids are left out (P1 reports them)."""
    return [
        (instance.students[student], instance.mentors[mentor])
        for student, mentor in placement.items()
        if student in instance.students and mentor in instance.mentors
    ]


def by_school(instance: Instance, placement: Placement) -> dict[str, list[Student]]:
    """School id to the students placed there; schools without students have no entry."""
    found: dict[str, list[Student]] = defaultdict(list)
    for student, mentor in known_rows(instance, placement):
        found[mentor.school].append(student)
    return found


def by_board(instance: Instance, placement: Placement) -> dict[str, list[Student]]:
    """Board id to the students placed there; boards without students have no entry."""
    found: dict[str, list[Student]] = defaultdict(list)
    for school, placed in by_school(instance, placement).items():
        found[instance.schools[school].board] += placed
    return found


def by_tandem(instance: Instance, placement: Placement) -> dict[str, list[Student]]:
    """Tandem id to the students it guides; tandems without students have no entry."""
    found: dict[str, list[Student]] = defaultdict(list)
    for school, placed in by_school(instance, placement).items():
        tandem = instance.tandem_of(school)
        if tandem is not None:
            found[tandem.id] += placed
    return found


def by_plg(instance: Instance, placement: Placement) -> dict[Plg, list[Student]]:
    """PLG to the students who meet there; PLGs without students have no entry."""
    found: dict[Plg, list[Student]] = defaultdict(list)
    for school, placed in by_school(instance, placement).items():
        found[instance.plg_by_school[school]] += placed
    return found


def _ids(people: list[Student]) -> tuple[str, ...]:
    return tuple(sorted(person.id for person in people))


def known(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P1: every row names a student and a mentor of this workbook."""
    for student, mentor in placement.items():
        if student not in instance.students:
            yield Violation(Rule.P1, f"Student {student} is geplaatst, maar staat niet in het werkboek.", (student,))
        elif mentor not in instance.mentors:
            text = f"Student {student} is geplaatst bij mentor {mentor}, die niet in het werkboek staat."
            yield Violation(Rule.P1, text, (student, mentor))


def capacity(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P2: students per mentor of record, and one student per class per weekday."""
    of_mentor: dict[str, list[Student]] = defaultdict(list)
    of_class: dict[tuple[str, ...], list[Student]] = defaultdict(list)
    for student, mentor in known_rows(instance, placement):
        of_mentor[mentor.id].append(student)
        of_class[instance.class_of(mentor.id)].append(student)
    for mentor_id, placed in of_mentor.items():
        most = instance.mentors[mentor_id].max_students
        if len(placed) > most:
            text = f"Mentor {mentor_id} heeft {students(len(placed))} ({listing(_ids(placed))}), hoogstens {most}."
            yield Violation(Rule.P2, text, (mentor_id, *_ids(placed)))
    if not instance.settings.one_student_per_class_per_day:
        return
    for teachers, placed in of_class.items():
        for one, other in combinations(placed, 2):
            shared = one.days & other.days
            if shared:
                text = (
                    f"In de klas van {listing(teachers)} zijn {listing(_ids([one, other]))} "
                    f"allebei op {days_listed(shared)}; hoogstens één student per dag."
                )
                yield Violation(Rule.P2, text, (*teachers, *_ids([one, other])))


def places(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P3: students per school against the places that are left."""
    for school_id, placed in by_school(instance, placement).items():
        school = instance.schools[school_id]
        free = 0 if school.successor else max(0, school.places - school.taken)
        if len(placed) > free:
            text = (
                f"School {school_id} krijgt {students(len(placed))}, hoogstens {free} "
                f"({counted(school.places, 'plaats', 'plaatsen')}, {school.taken} bezet)."
            )
            yield Violation(Rule.P3, text, (school_id, *_ids(placed)))


def board_maximum(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P4: students per board against its maximum; a shortage on the minimum is a figure, no violation."""
    for board_id, placed in by_board(instance, placement).items():
        most = instance.boards[board_id].max_students
        if most is not None and len(placed) > most:
            text = f"Bestuur {board_id} krijgt {students(len(placed))}, hoogstens {most}."
            yield Violation(Rule.P4, text, (board_id, *_ids(placed)))


def tandem_maximum(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P7: students per tandem."""
    for tandem_id, placed in by_tandem(instance, placement).items():
        most = instance.tandems[tandem_id].max_students
        if len(placed) > most:
            text = f"Tandem {tandem_id} begeleidt {students(len(placed))}, hoogstens {most}."
            yield Violation(Rule.P7, text, (tandem_id, *_ids(placed)))


def _of_pairs(rule: Rule, instance: Instance, placement: Placement) -> Iterator[Violation]:
    check = PAIR_CHECKS[rule]
    for student, mentor in known_rows(instance, placement):
        reason = check(instance, student, mentor)
        if reason is not None:
            yield Violation(rule, f"Student {student.id} bij mentor {mentor.id}: {reason}.", (student.id, mentor.id))


def shared_days(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P5: the class's teachers work on the internship days."""
    return _of_pairs(Rule.P5, instance, placement)


def able_mentor(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P6: the mentor of record may be one."""
    return _of_pairs(Rule.P6, instance, placement)


def required_kind(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P8: bouw, specialisation and profile."""
    return _of_pairs(Rule.P8, instance, placement)


def excluded(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P9: a student with whom they would meet, and two students at one school."""
    yield from _of_pairs(Rule.P9, instance, placement)
    if not instance.excluded_pairs:
        return
    for school, placed in by_school(instance, placement).items():
        for one, other in combinations(placed, 2):
            if (one.id, other.id) in instance.excluded_pairs:
                pair = _ids([one, other])
                text = f"Studenten {listing(pair)} zijn uitgesloten met elkaar, maar staan allebei op school {school}."
                yield Violation(Rule.P9, text, (*pair, school))


def travel(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P10: minutes one way."""
    return _of_pairs(Rule.P10, instance, placement)


def group_sizes(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P11: PLGs at most at their maximum; a school with students reaches its minimum."""
    for plg, placed in by_plg(instance, placement).items():
        if len(placed) > plg.maximum:
            text = f"PLG {plg.name} heeft {students(len(placed))}, hoogstens {plg.maximum}."
            yield Violation(Rule.P11, text, (plg.name, *_ids(placed)))
    for school_id, placed in by_school(instance, placement).items():
        least = instance.schools[school_id].min_students
        if len(placed) < least:
            text = f"School {school_id} krijgt {students(len(placed))}, minstens {least} of geen."
            yield Violation(Rule.P11, text, (school_id, *_ids(placed)))


def accepted_year(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P12: the school takes the student's year."""
    return _of_pairs(Rule.P12, instance, placement)


def pins(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P13: who is pinned to a school or mentor is placed, and there."""
    for pin in instance.pins:
        if pin.student not in instance.students or (pin.school is None and pin.mentor is None):
            continue
        fixed = " en ".join(
            f"{kind} {where}" for kind, where in (("school", pin.school), ("mentor", pin.mentor)) if where is not None
        )
        mentor = placement.get(pin.student)
        if mentor is None:
            text = f"Student {pin.student} is niet geplaatst, maar vastgezet op {fixed}."
            yield Violation(Rule.P13, text, (pin.student,))
            continue
        school = instance.mentors[mentor].school if mentor in instance.mentors else "onbekend"
        if pin.mentor not in (None, mentor) or pin.school not in (None, school):
            text = (
                f"Student {pin.student} is geplaatst bij mentor {mentor} (school {school}), maar vastgezet op {fixed}."
            )
            yield Violation(Rule.P13, text, (pin.student, mentor))


def care(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P14: care students per tandem."""
    most = instance.settings.max_care_per_tandem
    for tandem_id, placed in by_tandem(instance, placement).items():
        cared = [student for student in placed if student.care]
        if len(cared) > most:
            noun = counted(len(cared), "zorgstudent", "zorgstudenten")
            text = f"Tandem {tandem_id} heeft {noun} ({listing(_ids(cared))}), hoogstens {most}."
            yield Violation(Rule.P14, text, (tandem_id, *_ids(cared)))


def new_school(instance: Instance, placement: Placement) -> Iterator[Violation]:
    """P15: earlier schools."""
    return _of_pairs(Rule.P15, instance, placement)


CHECKERS: dict[Rule, Checker] = {
    Rule.P1: known,
    Rule.P2: capacity,
    Rule.P3: places,
    Rule.P4: board_maximum,
    Rule.P5: shared_days,
    Rule.P6: able_mentor,
    Rule.P7: tandem_maximum,
    Rule.P8: required_kind,
    Rule.P9: excluded,
    Rule.P10: travel,
    Rule.P11: group_sizes,
    Rule.P12: accepted_year,
    Rule.P13: pins,
    Rule.P14: care,
    Rule.P15: new_school,
}
