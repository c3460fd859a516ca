"""What-if questions against brute force: every answer is the best roster under its condition."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from ortools.math_opt.python import mathopt

from instances.domain.certificates import Certificate
from instances.domain.entities import Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement, Proof, Status
from models.placement.column_generation import integer_master as whole
from models.placement.search.lexicographic import LexicographicSearch
from models.placement.search.place import place
from models.placement.what_if.answers import PlacementAnswer
from models.placement.what_if.questions import PlacementQuestions
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests import builders as b
from tests.models.placement_cases import random_semester
from tests.oracle import Best, best_placement

Case = tuple[Instance, Placement | None, PlacementQuestions, random.Random]


def asked_about(seed: int) -> Case:
    """A semester with a roster, its old one, questions about the best, and dice to choose the question with."""
    while True:
        instance, old = random_semester(seed)
        placement = place(instance, Control(30), old).placement
        if placement is not None:
            return instance, old, PlacementQuestions(instance, placement, Control(30), old), random.Random(seed)
        seed += 10_000  # no roster keeps the pins


def with_pair(instance: Instance, student: str, mentor: str) -> Instance | None:
    """The semester with this pair pinned; None where an own pin forbids it."""
    pin = instance.pin_of.get(student)
    school = instance.mentors[mentor].school
    if pin is not None and (pin.mentor not in (None, mentor) or pin.school not in (None, school)):
        return None
    others = tuple(row for row in instance.pins if row.student != student)
    return replace(instance, pins=(*others, Pin(student, school, mentor)))


def best_with(instance: Instance, old: Placement | None, student: str, mentor: str) -> Best[str] | None:
    pinned = with_pair(instance, student, mentor)
    return None if pinned is None else best_placement(pinned, old)


@pytest.mark.parametrize("seed", range(4090, 4110))
def test_a_roster_nearby_is_legal_has_the_pair_and_is_not_cheaper_than_the_best(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    student, mentor = dice.choice([*instance.students]), dice.choice([*instance.mentors])
    near, forced = questions.nearby(student, mentor), questions.forced(student, mentor)
    assert near.key >= forced.key
    if near.placement is not None:
        assert near.placement[student] == mentor
        assert check_placement(instance, near.placement, old).violations == ()


def proven_by(certificate: Certificate | None) -> Proof:
    """A proof of nothing but where a bound came from."""
    return Proof(Status.FEASIBLE, 0, certificate=certificate)


def assert_best(answer: PlacementAnswer, best: Best[str] | None) -> None:
    if best is None:
        assert answer == PlacementAnswer(None, impossible=True)
    else:
        assert (answer.key[1:], answer.proven) == (best.score, True)


@pytest.mark.parametrize("seed", range(4000, 4025))
def test_a_forced_pair_costs_what_the_best_roster_with_it_costs(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    student, mentor = dice.choice([*instance.students]), dice.choice([*instance.mentors])
    assert_best(questions.forced(student, mentor), best_with(instance, old, student, mentor))


@pytest.mark.parametrize("seed", range(4025, 4040))
def test_the_alternatives_are_the_cheapest_mentors_in_order(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    student = dice.choice([*instance.students])
    found = [best_with(instance, old, student, mentor) for mentor in instance.mentors
             if mentor != questions.placement.get(student)]  # fmt: skip
    cheapest = sorted(best.score for best in found if best is not None)[:3]
    alternatives = questions.alternatives(student, 3)
    assert ([answer.key[1:] for _, answer in alternatives.answers], alternatives.complete) == (cheapest, True)


@pytest.mark.parametrize("seed", range(4040, 4060))
def test_a_changed_workbook_is_answered_with_its_own_best_roster(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    school = instance.schools[dice.choice([*instance.schools])]
    edited = replace(school, places=school.places + dice.choice([-1, 1]))
    changed = replace(instance, schools={**instance.schools, school.id: edited})
    assert_best(questions.changed(changed), best_placement(changed, old))


@pytest.mark.parametrize("seed", range(4060, 4070))
def test_an_answer_is_legal_and_priced_as_the_checker_prices_it(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    for _, answer in questions.alternatives(dice.choice([*instance.students]), 3).answers:
        assert answer.placement is not None
        verdict = check_placement(instance, answer.placement, old)
        assert (verdict.violations, -verdict.count, sum(verdict.shortage.values()), verdict.cost) == (
            (), *answer.key[1:],
        )  # fmt: skip


@pytest.mark.parametrize("seed", range(4070, 4080))
def test_stored_prices_change_no_answer(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    student, mentor = dice.choice([*instance.students]), dice.choice([*instance.mentors])
    plain = questions.forced(student, mentor)
    again = PlacementQuestions(instance, questions.placement, Control(30), old, proven_by(questions.certificate))
    assert again.forced(student, mentor).key == plain.key


def lying(seed: int) -> tuple[PlacementQuestions, PlacementQuestions]:
    """Questions with true prices, and with made-up ones."""
    instance, old, questions, dice = asked_about(seed)
    questions.forced(next(iter(instance.students)), next(iter(instance.mentors)))
    true = questions.certificate
    assert true is not None
    made_up = {kind: {ids: dice.randint(-(10**15), 10**15) for ids in rows} for kind, rows in true.prices.items()}
    false = replace(true, prices=made_up)
    return questions, PlacementQuestions(instance, questions.placement, Control(30), old, proven_by(false))


@pytest.mark.parametrize("seed", range(4080, 4090))
def test_made_up_prices_cannot_make_an_answer_wrong(seed: int) -> None:
    true, false = lying(seed)
    student, mentor = [*true.instance.students][-1], [*true.instance.mentors][-1]
    assert false.forced(student, mentor).key == true.forced(student, mentor).key


def test_a_finished_roster_that_is_the_best_is_told_to_be_proven() -> None:
    _, _, questions, _ = asked_about(4000)
    assert questions.base.proven


def test_a_roster_edited_for_the_worse_is_not_told_to_be_proven() -> None:
    near, far = b.mentor("M1", "S1"), b.mentor("M2", "S2")
    instance = b.semester(
        b.board(), b.school("S1"), b.school("S2"), near, far, b.student("ST1"), b.trainer("SO1"), b.trainer("IO1"),
        b.travel("ST1", "S1", 10), b.travel("ST1", "S2", 40), b.tandem(schools=("S1", "S2")),
    )  # fmt: skip
    questions = PlacementQuestions(instance, {"ST1": "M2"}, Control(30))
    assert (questions.breaks_rules, questions.base.proven, questions.price(questions.best).cost) == (False, False, -30)


def test_a_roster_that_breaks_a_rule_says_so_and_is_still_answered() -> None:
    full = b.mentor("M1", "S1", max_students=1)
    instance = b.semester(
        b.board(), b.school("S1"), full, b.student("ST1"), b.student("ST2"), b.trainer("SO1"), b.trainer("IO1"),
        b.tandem(),
    )  # fmt: skip
    questions = PlacementQuestions(instance, {"ST1": "M1", "ST2": "M1"}, Control(30))
    answer = questions.forced("ST2", "M1")
    assert (questions.breaks_rules, answer.placement, answer.proven) == (True, {"ST2": "M1"}, True)


def test_a_pair_that_a_rule_forbids_is_impossible() -> None:
    instance = asked_about(4000)[0]
    unfit = replace(next(iter(instance.mentors.values())), competent=False)
    changed = replace(instance, mentors={**instance.mentors, unfit.id: unfit})
    asked = PlacementQuestions(changed, {}, Control(30))
    assert asked.forced(next(iter(changed.students)), unfit.id).impossible


def test_an_unknown_student_is_a_key_error() -> None:
    _, _, questions, _ = asked_about(4000)
    with pytest.raises(KeyError):
        questions.forced("nobody", "M1")


@pytest.mark.parametrize("seed", range(20))
def test_an_alternative_close_by_lies_between_its_floor_and_what_it_costs(seed: int) -> None:
    instance, old, questions, dice = asked_about(seed)
    student = dice.choice([*instance.students])
    for mentor, answer in questions.close(student).answers:
        exact = questions.forced(student, mentor)
        assert answer.placement is not None
        assert answer.placement[student] == mentor
        assert check_placement(instance, answer.placement, old).violations == ()
        assert answer.cost_bound is not None
        assert exact.key <= answer.key
        same = exact.key[1:3] == answer.key[1:3]
        assert not same or answer.cost_bound <= exact.cost
        assert not answer.proven or answer.key == exact.key


def test_alternatives_close_by_are_offered_where_there_are_any() -> None:
    found = [
        (questions, dice.choice([*instance.students])) for instance, _, questions, dice in map(asked_about, range(20))
    ]
    assert sum(len(questions.close(student).answers) for questions, student in found) > 10


def test_close_to_a_roster_that_can_place_more_nothing_is_proven() -> None:
    """ST2 could join: the best roster with the other mentor has one student more."""
    instance = b.semester(
        b.board(), b.school("S1", places=3), b.mentor("M1"), b.mentor("M2"), b.mentor("M3"), b.student("ST1"),
        b.student("ST2"), b.trainer("SO1"), b.trainer("IO1"), b.tandem(), settings=b.rules({Wish.W7: 0}),
    )  # fmt: skip
    questions = PlacementQuestions(instance, {"ST1": "M1"}, Control(30))
    found = questions.close("ST1").answers
    assert [mentor for mentor, _ in found] == ["M2", "M3"]
    assert not any(answer.proven for _, answer in found)


@pytest.mark.parametrize("seed", range(4130, 4140))
def test_what_seems_impossible_with_presolve_is_asked_again(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A solver that calls everything infeasible as long as it presolves gives no answer that is worse or false."""
    told, seen = whole._infeasible, []

    def lying(result: mathopt.SolveResult) -> bool:
        seen.append(result)
        return len(seen) % 2 == 1 or told(result)

    instance, old, questions, dice = asked_about(seed)
    student, mentor = dice.choice([*instance.students]), dice.choice([*instance.mentors])
    best = best_with(instance, old, student, mentor)
    monkeypatch.setattr(whole, "_infeasible", lying)
    found = questions.forced(student, mentor)
    if best is None:
        assert found.placement is None
    else:
        assert found.key[1:] == best.score


def test_a_roster_proven_before_is_not_searched_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the best roster was searched is a field, not a look into what is cached."""
    instance, old, questions, _ = asked_about(4000)
    proof = place(instance, Control(30), old).proof
    searched: list[object] = []
    monkeypatch.setattr(LexicographicSearch, "best", lambda *given: searched.append(given))
    again = PlacementQuestions(instance, questions.placement, Control(30), old, proof)
    student, mentor = next(iter(questions.placement.items()))
    assert again.alternatives(student, 1).complete
    assert again.forced(student, mentor).key == again.base.key
    assert searched == []
