"""What a mentor costs at least, for all mentors of a student at once: never above the exact price."""

from __future__ import annotations

from dataclasses import replace

import pytest

from instances.domain.certificates import Certificate
from instances.domain.solution import Proof, Status
from models.placement.what_if.questions import PlacementQuestions
from models.search.control import Control
from tests import builders as b
from tests.models.placement.what_if.test_questions import asked_about, proven_by


def compared(questions: PlacementQuestions, exact: PlacementQuestions) -> list[tuple[int, int]]:
    """The least and the exact cost of every pair with which nobody loses a place."""
    base, found = exact.base, []
    for student in exact.instance.students:
        least = questions.least_costs(student)
        assert set(least) == set(exact.suitable(student))
        for mentor, cost in least.items():
            answer = exact.forced(student, mentor)
            if answer.placement is not None and answer.count >= base.count and answer.shortage <= base.shortage:
                found.append((cost, answer.cost - base.cost))
    return found


@pytest.mark.parametrize("seed", range(4120, 4140))
def test_the_least_cost_is_never_above_the_exact_price(seed: int) -> None:
    _, _, questions, _ = asked_about(seed)
    questions.forced(next(iter(questions.instance.students)), next(iter(questions.instance.mentors)))  # makes the duals
    assert all(least <= exact for least, exact in compared(questions, questions))


@pytest.mark.parametrize("seed", range(4140, 4148))
def test_nor_with_made_up_prices_or_none(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    questions.forced(next(iter(instance.students)), next(iter(instance.mentors)))
    true = questions.certificate
    assert true is not None
    wild = {kind: {ids: dice.randint(-(10**15), 10**15) for ids in rows} for kind, rows in true.prices.items()}
    for certificate in (replace(true, prices=wild), Certificate(1, {})):
        doubtful = PlacementQuestions(instance, questions.placement, Control(30), old, proven_by(certificate))
        assert all(least <= exact for least, exact in compared(doubtful, questions))


def test_the_duals_tell_more_than_nothing() -> None:
    """Of a proven roster the bound of a dear mentor is above zero, and the present one costs nothing."""
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1"), b.mentor("M2", advanced=False, experience=1), b.student("ST1"),
        b.trainer("SO1"), b.trainer("IO1"), b.tandem(),
    )  # fmt: skip
    before = PlacementQuestions(instance, {"ST1": "M1"}, Control(30))
    dearer = before.price(before.forced("ST1", "M2")).cost
    assert dearer > 0
    worth = before.base
    proof = Proof(Status.OPTIMAL, worth.count, worth.shortage, worth.cost, certificate=before.certificate)
    questions = PlacementQuestions(instance, {"ST1": "M1"}, Control(30), proof=proof)
    assert questions.least_costs("ST1") == {"M1": 0, "M2": dearer}


def test_a_roster_that_breaks_a_rule_has_no_price() -> None:
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1", max_students=1), b.student("ST1"), b.student("ST2"),
        b.trainer("SO1"), b.trainer("IO1"), b.tandem(),
    )  # fmt: skip
    assert PlacementQuestions(instance, {"ST1": "M1", "ST2": "M1"}, Control(30)).least_costs("ST1") == {}


def test_an_unknown_student_is_an_error() -> None:
    with pytest.raises(KeyError):
        asked_about(4000)[2].least_costs("ST999")
