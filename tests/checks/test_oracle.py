"""The oracle finds the optima that can be worked out by hand, and agrees with trying plainly everything."""

from __future__ import annotations

from itertools import product

import pytest

from instances.domain.entities import Exclusion, Pin, Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Booking
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from tests.builders import away, board, mentor, past, rules, school, semester, slot, student, trainer, travel
from tests.checks.judging import PLACED, one_pair, one_wpa
from tests.oracle import best_assessment, best_placement

NOTHING = dict.fromkeys(Wish, 0)


def semester_with_conflict() -> Instance:
    """Three students who do not all fit together; B2 asks one student."""
    return semester(
        *(board(), board("B2", min_students=1), school(places=2), school("S2", "B2", places=1, min_students=1)),
        *(mentor(), mentor("M2", advanced=False), mentor("M3", "S2", experience=1)),
        *(student(needs=(("taal", 2),)), student("ST2", year=4, wishes=("S2",)), student("ST3", care=True)),
        *(Exclusion("ST1", "ST2"), past("ST3", "S2"), travel("ST2", "S1", 60), travel("ST1", "S2", 80)),
    )


def test_oracle_prefers_one_more_student_to_any_wish() -> None:
    # W8 costs 1000 a student at S1, yet being placed comes first
    instance = one_pair(student(wishes=("S9",)), settings=rules({Wish.W4: 1000}))
    best = best_placement(instance)
    assert best is not None
    assert (best.count, best.roster) == (1, PLACED)


def test_oracle_prefers_less_shortage_to_any_wish() -> None:
    # S2 is 85 minutes away, but B2 is one short
    far = (board("B2", min_students=1), school("S2", "B2"), mentor("M2", "S2"), travel("ST1", "S2", 85))
    best = best_placement(one_pair(*far))
    assert best is not None
    assert (best.roster, best.shortage) == ({"ST1": "M2"}, 0)


def test_oracle_works_out_the_cheapest_placement() -> None:
    # W2 only: ST1 5 or 30 minutes, ST2 5 or 50 + 5 above the target; one place each: 30 + 5 = 35 or 5 + 55 = 60
    rows = (school(places=1), school("S2", places=1), mentor("M2", "S2"), student("ST2"))
    instance = one_pair(
        *rows, travel("ST1", "S2", 30), travel("ST2", "S2", 50), settings=rules({**NOTHING, Wish.W2: 1})
    )
    best = best_placement(instance)
    assert best is not None
    assert (best.roster, best.cost) == ({"ST1": "M2", "ST2": "M1"}, 35)


def test_oracle_knows_that_clashing_pins_leave_nothing() -> None:
    assert best_placement(one_pair(student("ST2"), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M1"))) is None


@pytest.mark.parametrize("previous", [None, {"ST1": "M3", "ST3": "M1"}])
def test_oracle_agrees_with_judging_every_placement_whole(previous: dict[str, str] | None) -> None:
    instance = semester_with_conflict()
    scores = []
    for choice in product([None, *instance.mentors], repeat=len(instance.students)):
        roster = {who: mentor for who, mentor in zip(instance.students, choice, strict=True) if mentor is not None}
        verdict = check_placement(instance, roster, previous)
        if verdict.ok:
            scores.append((-verdict.count, sum(verdict.shortage.values()), verdict.cost))
    best = best_placement(instance, previous)
    assert best is not None
    assert best.score == min(scores)


def test_oracle_refuses_more_than_six_students() -> None:
    with pytest.raises(ValueError, match="at most 6 students, got 7"):
        best_placement(semester(board(), school(), *(student(f"ST{n}") for n in range(7))))


def busy() -> Instance:
    """Three due students, one of them a first-year, two overlapping slots and a third one."""
    return one_wpa(
        *(student(year=1), student("ST2"), student("ST3"), school("S2"), mentor("M2", "S2"), mentor("M3", "S2")),
        *(slot("T2", begin="09:30", end="10:30"), slot("T3", begin="10:40", end="11:40"), away("SO9")),
        *(trainer("IO9", Role.IO, assessor=False), travel("S1", "S2", 30)),
    )


def test_oracle_agrees_with_judging_every_wpa_roster_whole() -> None:
    instance, placed = busy(), {"ST1": "M1", "ST2": "M2", "ST3": "M3"}
    singles = [Booking(time, "SO8") for time in instance.slots]
    pairs = [Booking(time, "SO8", "IO8") for time in instance.slots]
    scores = []
    for choice in product([None, *pairs], [None, *singles], [None, *singles]):
        roster = {who: row for who, row in zip(placed, choice, strict=True) if row is not None}
        verdict = check_assessment(instance, placed, roster)
        if verdict.ok:
            scores.append((-verdict.count, verdict.cost))
    best = best_assessment(instance, placed)
    assert best is not None
    assert (-best.count, best.cost) == min(scores)


def test_oracle_leaves_a_student_unscheduled_rather_than_break_a_rule() -> None:
    best = best_assessment(one_wpa(away("S1")), PLACED)
    assert best is not None
    assert (best.count, best.roster) == (0, {})
