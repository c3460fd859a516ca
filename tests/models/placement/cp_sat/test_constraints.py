"""Every placement rule bites: without it the checker reports exactly that rule, with it the roster passes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from instances.domain.entities import Bouw, Day, Exclusion, MentorTraining, Pin, Specialisation
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_RULES, Rule
from instances.domain.settings import Continuity
from instances.domain.solution import Placement
from models.placement.cp_sat.constraints import POSTERS
from models.placement.cp_sat.model import LevelTask, PlacementModel
from models.placement.data.arrays import PlacementArrays
from models.placement.data.objective import ObjectiveLevel
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import all_pairs
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
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
    """M2 is the dearer mentor."""
    dear = b.mentor("M2", advanced=False, experience=1)
    return b.semester(b.board(), b.school(), b.mentor("M1"), dear, b.student(), Pin("ST1", mentor=mentor))


def _apart(other: str) -> Instance:
    people = (b.trainer("SO1"), b.trainer("IO1", b.Role.IO), b.tandem())
    return _two(*people, Exclusion("ST1", other))


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
    Case(Rule.P13, "pinned to the dearer mentor", _pinned("M2"), _pinned("M1")),
    Case(Rule.P14, "two care students", _care(1), _care(2)),
    Case(Rule.P15, "the school of the previous semester", _one(None, None, b.past("ST1", "S1")),
         _one(None, None, b.past("ST1", "S1"), continuity=Continuity.MAY)),
    Case(Rule.P15, "another school where the previous one is demanded",
         _one(None, None, b.past("ST1", "S7"), continuity=Continuity.MUST),
         _one(None, None, b.past("ST1", "S1"), continuity=Continuity.MUST)),
]  # fmt: skip
NAMES = [f"{case.rule}-{case.why}" for case in CASES]


def placed(instance: Instance, without: frozenset[Rule] = frozenset()) -> Placement:
    found = place(instance, Control(20), without=without).placement
    assert found is not None
    return found


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_without_the_rule_the_checker_reports_exactly_that_rule(case: Case) -> None:
    broken = check_placement(case.tempting, placed(case.tempting, frozenset({case.rule}))).violations
    assert {violation.rule for violation in broken} == {case.rule}


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_with_the_rule_the_roster_passes(case: Case) -> None:
    assert check_placement(case.tempting, placed(case.tempting)).violations == ()


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_the_neighbour_that_the_rule_allows_is_placed_whole(case: Case) -> None:
    assert set(placed(case.allowed)) == set(case.allowed.students)


def test_without_p1_a_student_could_have_two_mentors() -> None:
    two_mentors = b.semester(b.board(), b.school(), b.mentor("M1"), b.mentor("M2"), b.student())
    assert _most_pairs(two_mentors, frozenset({Rule.P1})) == 2


def test_with_p1_a_student_has_one_mentor() -> None:
    two_mentors = b.semester(b.board(), b.school(), b.mentor("M1"), b.mentor("M2"), b.student())
    assert _most_pairs(two_mentors, frozenset()) == 1


def _most_pairs(instance: Instance, without: frozenset[Rule]) -> int:
    """The most pairs that CP-SAT can choose: a roster as a mapping could not show a second mentor."""
    facts = PlacementArrays(instance)
    measures = PairCosts(facts)
    outcome = PlacementModel(facts, measures, without).solve(
        all_pairs(facts, measures), LevelTask(ObjectiveLevel.COUNT), Control(10)
    )
    assert outcome.chosen is not None
    return len(outcome.chosen)


def test_every_placement_rule_has_a_poster() -> None:
    assert tuple(POSTERS) == PLACEMENT_RULES


def test_every_placement_rule_is_shown_to_bite() -> None:
    assert {case.rule for case in CASES} | {Rule.P1} == set(PLACEMENT_RULES)


def test_exclusion_from_a_duo_mentor_closes_the_class() -> None:
    mentors = b.duo(b.mentor("M1"), b.mentor("M2"))
    instance = b.semester(b.board(), b.school(), *mentors, b.student(), Exclusion("ST1", "M2"))
    assert placed(instance) == {}


def test_exclusion_from_a_trainer_who_is_also_mentor_closes_the_class() -> None:
    also_mentor = b.trainer("SO1", also_mentor="M1")
    instance = b.semester(b.board(), b.school(), b.mentor("M1"), b.student(), also_mentor, Exclusion("ST1", "SO1"))
    assert placed(instance) == {}


def test_a_duo_mentor_covers_the_days_the_mentor_is_away() -> None:
    mentors = b.duo(b.mentor("M1", days=MONDAY), b.mentor("M2", days=TUESDAY, available=False))
    instance = b.semester(b.board(), b.school(), *mentors, b.student(days=MONDAY | TUESDAY))
    assert placed(instance) == {"ST1": "M1"}


def test_a_pinned_school_leaves_the_mentor_free() -> None:
    schools = (b.school("S1"), b.school("S2"))
    far = b.travel("ST1", "S2", 60)
    instance = b.semester(
        b.board(), *schools, b.mentor("M1", "S1"), b.mentor("M2", "S2"), b.student(), far, Pin("ST1", school="S2")
    )
    assert placed(instance) == {"ST1": "M2"}


def test_a_shortage_under_a_board_minimum_goes_before_every_wish() -> None:
    schools = (b.school("S1", "B1"), b.school("S2", "B2"))
    far = b.travel("ST1", "S2", 80)
    instance = b.semester(
        b.board("B1"), b.board("B2", min_students=1), *schools, b.mentor("M1", "S1"), b.mentor("M2", "S2"),
        b.student(), far,
    )  # fmt: skip
    assert placed(instance) == {"ST1": "M2"}
