"""What the rosters are told of single pairs: which mentors a rule forbids a student, of whichever rule it is."""

from __future__ import annotations

import pytest

from instances.domain.entities import Day, Exclusion, Pin
from instances.domain.instance import Instance
from models.placement.data.pair_rules import forbidden_mentors
from tests import builders as b


def _semester(*more: object) -> Instance:
    """Three mentors at two schools, all of them possible for both students."""
    return b.semester(
        b.board(), b.school(), b.school("S2"), b.mentor("M1"), b.mentor("M2"), b.mentor("M3", "S2"),
        b.student("ST1"), b.student("ST2"), *more,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "forbidden"),
    [
        ((), [False, False, False]),
        ((b.mentor("M2", days=frozenset({Day.MA})),), [False, True, False]),
        ((Exclusion("ST1", "M3"),), [False, False, True]),
        ((b.school("S2", years=frozenset({1})),), [False, False, True]),
        ((b.past("ST1", "S1"),), [True, True, False]),
        ((Pin("ST1", mentor="M2"),), [True, False, True]),
        ((Pin("ST1", school="S1"),), [False, False, True]),
        ((Exclusion("ST1", "M1"), Pin("ST1", school="S1")), [True, False, True]),
    ],
    ids=["nothing", "days", "excluded", "year", "history", "mentor pinned", "school pinned", "two reasons"],
)
def test_the_mentors_that_a_rule_forbids_are_told(reason: tuple[object, ...], forbidden: list[bool]) -> None:
    assert dict(forbidden_mentors(_semester(*reason), ["ST1"])) == {"ST1": forbidden}


def test_every_student_asked_for_has_an_own_answer() -> None:
    told = forbidden_mentors(_semester(Exclusion("ST2", "M1"), Exclusion("ST1", "S2")), ["ST2", "ST1"])
    assert list(told) == [("ST2", [True, False, False]), ("ST1", [False, False, True])]
