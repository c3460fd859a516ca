"""Of placements worth the same the chain takes one that leaves the most WPAs possible, and never a cheaper one."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from instances.domain.entities import Role
from instances.domain.instance import Instance
from instances.domain.rulebook import PLACEMENT_WISHES, Wish
from instances.domain.solution import Status
from scheduler.checks.assessment import check_assessment
from scheduler.workflows.feedback import MOVED, NONE_BETTER
from tests.builders import away, board, mentor, rules, school, semester, slot, student, trainer
from tests.builders import tandem as a_tandem
from tests.models.assessment_cases import random_assessment
from tests.scheduler.chain_runs import Heard, chain, most_held, value

NO_WISHES = rules(dict.fromkeys(PLACEMENT_WISHES, 0))


def _two_schools(*others: object, settings: object = NO_WISHES) -> Instance:
    """SO1 may assess at S2 only and SO2 at S1 only, where they are not the own SO."""
    return semester(
        board(), school("S1", wpas_at_once=1), school("S2", wpas_at_once=1), mentor("M1", "S1"), mentor("M2", "S2"),
        trainer("SO1"), trainer("SO2"), trainer("IO1", Role.IO),
        a_tandem("TA1", so="SO1", schools=("S1",)), a_tandem("TA2", so="SO2", schools=("S2",)), slot("T1"),
        *others, settings=settings,
    )  # fmt: skip


@pytest.mark.parametrize("gone", ["SO1", "SO2"])
def test_of_two_equal_mentors_the_one_who_leaves_an_assessor_is_chosen(gone: str) -> None:
    _, run = chain(_two_schools(student("ST1"), away(gone)))
    assert run.placement == {"ST1": "M1" if gone == "SO1" else "M2"}
    assert run.not_scheduled == ()


def _one_slot_at_s1() -> Instance:
    """Both students fit at S1, which has one slot and room for one WPA; M3 at S2 is as good for either."""
    return semester(
        board(), school("S1", wpas_at_once=1), school("S2", wpas_at_once=1),
        mentor("M1", "S1"), mentor("M2", "S1"), mentor("M3", "S2"),
        student("ST1"), student("ST2"), trainer("SO1"), trainer("SO2"), slot("T1"), settings=NO_WISHES,
    )  # fmt: skip


def test_two_students_are_not_put_together_where_one_wpa_fits() -> None:
    _, run = chain(_one_slot_at_s1())
    assert "M3" in run.placement.values()
    assert run.not_scheduled == ()


def _one_assessor_left() -> Instance:
    """At S1 and S2 only SO3 may assess, once; at S3 others may. Any two of the three schools are as good."""
    return semester(
        board(), *(school(name) for name in ("S1", "S2", "S3")),
        *(mentor(f"M{i}", f"S{i}") for i in (1, 2, 3)), student("ST1"), student("ST2"),
        trainer("SO1"), trainer("SO3", max_wpas=1), trainer("IO1", Role.IO),
        a_tandem("TA1", so="SO1", schools=("S1", "S2")), slot("T1"), slot("T2", begin="14:00", end="15:00"),
        settings=NO_WISHES,
    )  # fmt: skip


def test_two_students_are_not_put_where_one_assessor_is_left_for_one_wpa() -> None:
    _, run = chain(_one_assessor_left())
    assert "M3" in run.placement.values()
    assert run.not_scheduled == ()


def _far_apart() -> Instance:
    """Only SO1 assesses; two slots with half an hour between, too little to travel from S1 to S2, not from S1 to S3."""
    from tests.builders import travel

    return semester(
        board(), *(school(name, places=1) for name in ("S1", "S2", "S3")),
        *(mentor(f"M{i}", f"S{i}") for i in (1, 2, 3)), student("ST1"), student("ST2"), trainer("SO1"),
        slot("T1"), slot("T2", begin="10:30", end="11:30"),
        *(travel(f"S{i}", f"S{j}", 5 if 3 in (i, j) else 90) for i in (1, 2, 3) for j in (1, 2, 3) if i != j),
        settings=NO_WISHES,
    )  # fmt: skip


def test_a_combination_that_only_the_wpa_roster_shows_to_be_impossible_comes_back_as_a_cut() -> None:
    _, run = chain(_far_apart())
    assert "M3" in run.placement.values()
    assert run.not_scheduled == ()


def _wished_but_without_assessor() -> Instance:
    wished = student("ST1", wishes=("S1",))
    return _two_schools(wished, away("SO2"), settings=rules())


def test_the_better_placement_is_kept_although_it_loses_a_wpa() -> None:
    first, run = chain(_wished_but_without_assessor())
    assert run.placement == first.placement == {"ST1": "M1"}


def test_a_wpa_lost_to_a_better_placement_is_told_so() -> None:
    _, run = chain(_wished_but_without_assessor())
    assert run.unscheduled == {"ST1": f"Reden. {NONE_BETTER}"}


def test_the_placement_stays_proven_when_another_of_its_value_is_taken() -> None:
    instance = _one_slot_at_s1()
    _, run = chain(instance)
    assert run.placement_proof.status is Status.OPTIMAL
    assert run.placement_proof.cost_bound == run.placement_verdict.cost


def test_the_office_hears_when_an_equal_placement_is_taken() -> None:
    heard = Heard()
    first, run = chain(_far_apart(), heard)
    assert (MOVED in heard.lines) == (run.placement != first.placement)


def test_where_every_wpa_can_be_held_nothing_is_asked_of_the_placement(monkeypatch: pytest.MonkeyPatch) -> None:
    from models.placement.search.alternative_optima import AlternativeOptima

    monkeypatch.setattr(AlternativeOptima, "fewest_lost", lambda *_: pytest.fail("the placement was asked again"))
    _, run = chain(_two_schools(student("ST1"), student("ST2")))
    assert run.not_scheduled == ()


def _tiny(seed: int) -> Instance:
    """Three students in a random semester with few wishes, so that many placements are worth the same."""
    instance, _, _ = random_assessment(seed, students=3)
    dice = random.Random(seed)
    weights = {wish: dice.choice([0, 0, 0, 10]) for wish in PLACEMENT_WISHES} | {Wish.W2: dice.choice([0, 0, 1])}
    settings = replace(instance.settings, weights={**instance.settings.weights, **weights})
    slots = dict(dice.sample(sorted(instance.slots.items()), dice.choice([2, 3, 6])))
    schools = {s.id: replace(s, wpas_at_once=1) for s in instance.schools.values()}
    return replace(instance, settings=settings, slots=slots, schools=schools, pins=())


@pytest.mark.parametrize("seed", range(120))
def test_no_placement_of_the_same_value_holds_more_wpas(seed: int) -> None:
    instance = _tiny(seed)
    first, run = chain(instance)
    assert first.placement is not None
    assert run.assessment is not None
    assert check_assessment(instance, run.placement, run.assessment).ok
    assert value(instance, run.placement) == value(instance, first.placement)
    assert len(run.assessment) == most_held(instance)
