"""Every placement rule bites: without it the checker reports exactly that rule, with it the roster passes."""

from __future__ import annotations

import pytest

from instances.domain.entities import Exclusion, Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_RULES, Rule
from instances.domain.solution import Placement
from models.placement.cp_sat.model import LevelTask, PlacementModel
from models.placement.data.arrays import PlacementArrays
from models.placement.data.objective import LevelKind
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import all_pairs
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests import builders as b
from tests.models.placement_rule_cases import CASES, MONDAY, TUESDAY, TWO_MENTORS, Case

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
    assert _most_pairs(TWO_MENTORS, frozenset({Rule.P1})) == 2


def test_with_p1_a_student_has_one_mentor() -> None:
    assert _most_pairs(TWO_MENTORS, frozenset()) == 1


def _most_pairs(instance: Instance, without: frozenset[Rule]) -> int:
    """The most pairs that CP-SAT can choose: a roster as a mapping could not show a second mentor."""
    facts = PlacementArrays(instance)
    measures = PairCosts(facts)
    outcome = PlacementModel(facts, measures, without).solve(
        all_pairs(facts, measures), LevelTask(LevelKind.COUNT), Control(10)
    )
    assert outcome.chosen is not None
    return len(outcome.chosen)


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
