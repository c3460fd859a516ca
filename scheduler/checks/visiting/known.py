"""Is what stands in a roster due at all (B1)? Knows no moment."""

from __future__ import annotations

from collections.abc import Iterator

from instances.domain.solution import Placement
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRoster, VisitRule
from instances.visits.verdict import VisitViolation
from scheduler.checks.visiting.agenda import VisitFacts


def nothing_else(facts: VisitFacts, placement: Placement, roster: VisitRoster) -> Iterator[VisitViolation]:
    """B1: nothing stands in the roster that is not due.

    Args:
        facts: What is due.
        placement: Student id to mentor id.
        roster: The roster.

    Yields:
        One violation for each lesson visit and meeting too many.
    """
    for lesson in roster.lessons:
        if lesson not in facts.due:
            name = f"Lesbezoek {lesson.number} van {_trainer(facts, lesson)} aan {_student(facts, lesson)}"
            text = f"{name} staat in het rooster, maar {_why_no_lesson(facts, placement, lesson)}."
            yield VisitViolation(VisitRule.B1, text, (lesson.trainer, lesson.student))
    for meeting in roster.meetings:
        if meeting not in facts.due:
            plg = facts.instance.plgs.get(meeting.plg)
            name = f"Bijeenkomst {meeting.number} van PLG {meeting.plg if plg is None else plg.name}"
            text = f"{name} staat in het rooster, maar {_why_no_meeting(facts, meeting)}."
            yield VisitViolation(VisitRule.B1, text, (meeting.plg,))


def _trainer(facts: VisitFacts, lesson: LessonVisit) -> str:
    known = facts.instance.trainers.get(lesson.trainer)
    return lesson.trainer if known is None else known.name


def _student(facts: VisitFacts, lesson: LessonVisit) -> str:
    known = facts.instance.students.get(lesson.student)
    return lesson.student if known is None else known.name


def _why_no_lesson(facts: VisitFacts, placement: Placement, lesson: LessonVisit) -> str:
    instance = facts.instance
    if lesson.student not in instance.students:
        return "de student staat niet in het werkboek"
    mentor = instance.mentors.get(placement.get(lesson.student, ""))
    if mentor is None:
        return "de student is niet geplaatst"
    if lesson.trainer not in instance.trainers:
        return "de opleider staat niet in het werkboek"
    school = instance.schools[mentor.school]
    tandem = instance.tandem_of(school.id)
    if tandem is None:
        return f"{school.name} heeft geen tandem"
    if lesson.trainer not in (tandem.so, tandem.io):
        return f"deze opleider begeleidt geen studenten op {school.name}"
    asked = sum((lesson.trainer, lesson.student) == each.about for each in facts.due.values())
    return _asked(asked)


def _why_no_meeting(facts: VisitFacts, meeting: PlgMeeting) -> str:
    if meeting.plg not in facts.instance.plgs:
        return "de PLG staat niet in het werkboek"
    asked = sum(isinstance(each, PlgMeeting) and each.plg == meeting.plg for each in facts.due)
    return _asked(asked) if asked else "zij heeft dit semester geen bijeenkomsten"


def _asked(amount: int) -> str:
    return f"volgens Normen {'is' if amount == 1 else 'zijn'} er {amount or 'geen'} te plannen"
