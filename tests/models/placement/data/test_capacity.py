"""The capacity table as arrays, and that a line more in it is a row more for whoever takes rows from it."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from instances.domain.entities import Day
from instances.domain.rulebook import Rule
from instances.tables.capacity import CAPACITY_RULES, CapacityRule, Counted, Group, Sense
from instances.tables.setting_rows import SETTINGS_SHEET
from models.placement.column_generation.greedy import first_roster, keeps_rules
from models.placement.cp_sat.model import LevelTask, PlacementModel
from models.placement.data.arrays import PlacementArrays
from models.placement.data.capacity import limits_of
from models.placement.data.objective import LevelKind
from models.placement.data.problem import PlacementProblem
from models.placement.minimum_changes.single import Repairs
from models.placement.minimum_changes.solve import JointRepair
from models.placement.search.lexicographic import LexicographicSearch
from models.search.control import Control
from tests import builders as b

MONDAY, TUESDAY, WEDNESDAY = (frozenset({day}) for day in (Day.MA, Day.DI, Day.WO))
ONE_CARE_STUDENT = CapacityRule(
    Rule.P14, Group.MENTOR, Counted.CARE, Sense.MOST, lambda given, mentor: 1, SETTINGS_SHEET.name, "", editable=False
)
TWO_CARE_STUDENTS = b.semester(
    b.board(),
    b.school(),
    b.mentor(max_students=3),
    b.student("ST1", days=MONDAY, care=True),
    b.student("ST2", days=TUESDAY, care=True),
    b.student("ST3", days=WEDNESDAY),
)


@pytest.fixture
def one_care_student(monkeypatch: pytest.MonkeyPatch) -> None:
    """The table with one line more: a mentor has one care student, and nobody may be asked for a second."""
    _table(monkeypatch, (*CAPACITY_RULES, ONE_CARE_STUDENT))


def test_without_the_line_both_care_students_have_a_place() -> None:
    assert _greedy(PlacementProblem.of(TWO_CARE_STUDENTS)) == {"ST1", "ST2", "ST3"}


@pytest.mark.usefixtures("one_care_student")
def test_the_greedy_roster_keeps_a_line_more() -> None:
    assert _greedy(PlacementProblem.of(TWO_CARE_STUDENTS)) == {"ST1", "ST3"}


@pytest.mark.usefixtures("one_care_student")
def test_a_roster_that_breaks_a_line_more_does_not_keep_the_rules() -> None:
    problem = PlacementProblem.of(TWO_CARE_STUDENTS)
    assert not keeps_rules(problem.facts, problem.pairs, problem.limits, np.arange(3))


@pytest.mark.usefixtures("one_care_student")
def test_relaxation_bound_and_integer_master_keep_a_line_more() -> None:
    found = LexicographicSearch(PlacementProblem.of(TWO_CARE_STUDENTS), Control(10)).best()
    assert found.score is not None
    assert (found.score.count, found.proven) == (2, True)


@pytest.mark.usefixtures("one_care_student")
def test_the_joint_repair_does_not_ask_for_what_must_stand() -> None:
    found = JointRepair(TWO_CARE_STUDENTS, {"ST1": "M1", "ST3": "M1"}).solve(["ST2"], Control(10))
    assert found.unplaced == 1


def test_a_rule_that_is_off_has_no_rows() -> None:
    limits = limits_of(PlacementArrays(TWO_CARE_STUDENTS), frozenset({Rule.P2, Rule.P14}))
    assert (limits.counted, limits.mentors, limits.one_per_day) == ((), None, False)


def test_places_are_never_more_than_there_are_students() -> None:
    assert limits_of(PlacementArrays(b.semester(b.board(), b.school(places=9), b.student()))).places.tolist() == [1]


def test_a_board_without_schools_is_a_group_when_it_has_a_minimum() -> None:
    semester = b.semester(b.board("B1"), b.board("B2", min_students=2), b.school(), b.mentor(), b.student())
    names = [group.name for group in limits_of(PlacementArrays(semester)).groups]
    assert names == ["bestuur:B1", "bestuur:B2", "plg:school:S1"]


@pytest.mark.usefixtures("one_care_student")
def test_cp_sat_posts_a_line_more() -> None:
    problem = PlacementProblem.of(TWO_CARE_STUDENTS)
    model = PlacementModel(problem.facts, problem.measures, frozenset())
    found = model.solve(problem.pairs, LevelTask(LevelKind.COUNT), Control(10))
    assert found.chosen is not None
    assert (len(found.chosen), found.optimal) == (2, True)


@pytest.mark.usefixtures("one_care_student")
def test_the_repair_of_one_student_does_not_ask_for_what_must_stand() -> None:
    assert not [*Repairs(TWO_CARE_STUDENTS, {"ST1": "M1", "ST3": "M1"}).found("ST2", Control(10))]


@pytest.mark.parametrize(
    ("counted", "group", "limit"),
    [
        (Counted.DAY, Group.CLASS, 2),
        (Counted.DAY, Group.SCHOOL, 1),
        (Counted.APART, Group.SCHOOL, 2),
        (Counted.APART, Group.BOARD, 1),
    ],
)
def test_a_line_that_solvers_cannot_count_is_refused(
    monkeypatch: pytest.MonkeyPatch, counted: Counted, group: Group, limit: int
) -> None:
    line = CapacityRule(Rule.P3, group, counted, Sense.MOST, lambda given, id: limit, SETTINGS_SHEET.name, "")
    _table(monkeypatch, (*CAPACITY_RULES, line))
    with pytest.raises(ValueError, match=f"P3: a line that counts {counted.name} allows at most 1 student"):
        limits_of(PlacementArrays(TWO_CARE_STUDENTS))


def test_a_class_may_have_any_number_of_students_on_a_day_when_the_setting_is_off() -> None:
    settings = b.replace(TWO_CARE_STUDENTS.settings, one_student_per_class_per_day=False)
    assert not limits_of(PlacementArrays(b.replace(TWO_CARE_STUDENTS, settings=settings))).one_per_day


def _table(monkeypatch: pytest.MonkeyPatch, lines: tuple[CapacityRule, ...]) -> None:
    """Give every module that reads the capacity table these lines instead."""
    for module in [*sys.modules.values()]:
        if getattr(module, "CAPACITY_RULES", None) is CAPACITY_RULES and module.__name__ != __name__:
            monkeypatch.setattr(module, "CAPACITY_RULES", lines)


def _greedy(problem: PlacementProblem) -> set[str]:
    nobody = np.zeros(0, dtype=np.int64)
    return set(problem.placement(first_roster(problem.facts, problem.pairs, problem.limits, nobody)))
