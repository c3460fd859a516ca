"""Small semesters in which one placement rule bites, and neighbours that it allows. Knows no model."""

from __future__ import annotations

from dataclasses import dataclass

from instances.domain.entities import Day, Exclusion, MentorTraining, Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.school_groups import Bouw, Specialisation
from instances.domain.settings import Continuity
from tests import builders as b

MONDAY, TUESDAY = frozenset({Day.MA}), frozenset({Day.DI})


@dataclass(frozen=True)
class Case:
    """``tempting`` invites to break the rule; ``allowed`` is its nearest neighbour where the rule permits it."""

    rule: Rule
    why: str
    tempting: Instance
    allowed: Instance


def _one(mentor: object = None, student: object = None, *more: object, **settings: object) -> Instance:
    """One school, one mentor, one student; a student placed at M1 is the only possible roster."""
    return b.semester(
        b.board(), b.school(), mentor or b.mentor(), student or b.student(), *more, settings=b.rules(**settings)
    )


def _two(
    *more: object, school: object = None, board: object = None, care: bool = False, **settings: object
) -> Instance:
    """One school with two mentors and two students on different days."""
    return b.semester(
        board or b.board(),
        school or b.school(),
        b.mentor("M1"),
        b.mentor("M2"),
        b.student("ST1", days=MONDAY, care=care),
        b.student("ST2", days=TUESDAY, care=care),
        *more,
        settings=b.rules(**settings),
    )


def _shared_mentor(capacity: int, days: frozenset[Day] = MONDAY, **settings: object) -> Instance:
    """Two students and a single mentor."""
    people = (b.student("ST1", days=TUESDAY), b.student("ST2", days=days))
    return b.semester(b.board(), b.school(), b.mentor(max_students=capacity), *people, settings=b.rules(**settings))


def _duo(other_days: frozenset[Day]) -> Instance:
    """A class of two mentors and two students."""
    mentors = b.duo(b.mentor("M1"), b.mentor("M2"))
    people = (b.student("ST1", days=TUESDAY), b.student("ST2", days=other_days))
    return b.semester(b.board(), b.school(), *mentors, *people)


def _tandem(maximum: int) -> Instance:
    people = (b.trainer("SO1"), b.trainer("IO1", b.Role.IO))
    return _two(b.tandem(norm=2, max_students=maximum), *people)


def _care(most: int) -> Instance:
    people = (b.trainer("SO1"), b.trainer("IO1", b.Role.IO))
    return _two(b.tandem(), *people, care=True, max_care_per_tandem=most)


def _pinned(mentor: str) -> Instance:
    """M2 is the more expensive mentor."""
    expensive = b.mentor("M2", advanced=False, experience=1)
    return b.semester(b.board(), b.school(), b.mentor("M1"), expensive, b.student(), Pin("ST1", mentor=mentor))


def _apart(other: str) -> Instance:
    people = (b.trainer("SO1"), b.trainer("IO1", b.Role.IO), b.tandem())
    return _two(*people, Exclusion("ST1", other))


TWO_MENTORS = b.semester(b.board(), b.school(), b.mentor("M1"), b.mentor("M2"), b.student())
CASES = [
    Case(Rule.P2, "a mentor with one place", _shared_mentor(1), _shared_mentor(2)),
    Case(Rule.P2, "two students on one day", _shared_mentor(2, TUESDAY), _shared_mentor(2, MONDAY)),
    Case(Rule.P2, "a duo is one class", _duo(TUESDAY), _duo(MONDAY)),
    Case(Rule.P3, "a starting teacher takes a place", _two(school=b.school(places=2, taken=1)),
         _two(school=b.school(places=3, taken=1))),
    Case(Rule.P4, "board maximum", _two(board=b.board(max_students=1)), _two(board=b.board(max_students=2))),
    Case(Rule.P5, "a day without mentor", _one(b.mentor(days=MONDAY), b.student(days=MONDAY | TUESDAY)),
         _one(b.mentor(days=MONDAY), b.student(days=MONDAY | TUESDAY), min_shared_days=1)),
    Case(Rule.P6, "not available", _one(b.mentor(available=False)), _one(b.mentor(available=True))),
    Case(Rule.P6, "not basisbekwaam", _one(b.mentor(competent=False)), _one(b.mentor(competent=True))),
    Case(Rule.P6, "no training", _one(b.mentor(training=MentorTraining.NO)),
         _one(b.mentor(training=MentorTraining.WILLING))),
    Case(Rule.P7, "tandem maximum", _tandem(1), _tandem(2)),
    Case(Rule.P8, "required bouw", _one(b.mentor(groups=frozenset({2})), b.student(required_bouw=Bouw.MIDDEN)),
         _one(b.mentor(groups=frozenset({2, 3})), b.student(required_bouw=Bouw.MIDDEN))),
    Case(Rule.P8, "specialisation", _one(b.mentor(groups=frozenset({4})), b.student(specialisation=Specialisation.OK)),
         _one(b.mentor(groups=frozenset({5})), b.student(specialisation=Specialisation.OK))),
    Case(Rule.P8, "profile", _one(None, b.student(required_profile="dalton")), _one(None, b.student())),
    Case(Rule.P9, "student and school", _apart("S1"), _apart("S9")),
    Case(Rule.P9, "student and board", _apart("B1"), _apart("B9")),
    Case(Rule.P9, "student and tandem trainer", _apart("IO1"), _apart("IO9")),
    Case(Rule.P9, "two students at one school", _apart("ST2"), _apart("ST9")),
    Case(Rule.P10, "the setting", _one(None, None, b.travel("ST1", "S1", 91)),
         _one(None, None, b.travel("ST1", "S1", 90))),
    Case(Rule.P10, "the student's own maximum", _one(None, b.student(max_travel=29), b.travel("ST1", "S1", 30)),
         _one(None, b.student(max_travel=120), b.travel("ST1", "S1", 100))),
    Case(Rule.P11, "PLG maximum", _two(plg_max=1), _two(plg_max=2)),
    Case(Rule.P11, "school minimum", _two(school=b.school(min_students=3)), _two(school=b.school(min_students=2))),
    Case(Rule.P12, "year", b.semester(b.board(), b.school(years=frozenset({1, 3})), b.mentor(), b.student()),
         b.semester(b.board(), b.school(years=frozenset({2})), b.mentor(), b.student())),
    Case(Rule.P13, "pinned to the more expensive mentor", _pinned("M2"), _pinned("M1")),
    Case(Rule.P14, "two care students", _care(1), _care(2)),
    Case(Rule.P15, "the school of the previous semester", _one(None, None, b.past("ST1", "S1")),
         _one(None, None, b.past("ST1", "S1"), continuity=Continuity.MAY)),
    Case(Rule.P15, "another school where the previous one is demanded",
         _one(None, None, b.past("ST1", "S7"), continuity=Continuity.MUST),
         _one(None, None, b.past("ST1", "S1"), continuity=Continuity.MUST)),
]  # fmt: skip
