"""A school that came in the place of another keeps its history: model and checker say the same, pair by pair."""

from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.school_facts import school_of_now
from instances.domain.settings import Continuity
from models.placement.data.arrays import PlacementArrays
from models.placement.data.pair_costs import MEASURES, PairCosts
from models.placement.data.pair_rules import PAIR_RULES, PairMasks, forbidden_mentors
from scheduler.checks.pairs import PAIR_CHECKS
from scheduler.checks.placement_wishes import WISH_MEASURES
from tests import builders as b
from tests.models.placement_cases import SCHOOLS, random_semester


def _merged(seed: int) -> Instance:
    """A random semester in which one or two schools were succeeded, perhaps one after the other."""
    instance, _ = random_semester(seed)
    dice = random.Random(seed)
    order = dice.sample(SCHOOLS, len(SCHOOLS))
    gone = {school: dice.choice(order[i + 1 :]) for i, school in enumerate(order[: dice.randint(1, 2)])}
    schools = {id: replace(school, successor=gone.get(id)) for id, school in instance.schools.items()}
    return replace(instance, schools=schools)


@given(st.integers(0, 400))
def test_model_and_checker_agree_on_every_pair(seed: int) -> None:
    instance = _merged(seed)
    facts = PlacementArrays(instance)
    s, m = np.meshgrid(np.arange(len(instance.students)), np.arange(len(instance.mentors)), indexing="ij")
    masks, costs = PairMasks(facts), PairCosts(facts, None)
    repeated = MEASURES[Wish.W6](costs, s, m)
    for rule in (Rule.P12, Rule.P15):
        told = np.broadcast_to(PAIR_RULES[rule](masks, s, m), s.shape)
        for i, student in enumerate(instance.students.values()):
            for j, mentor in enumerate(instance.mentors.values()):
                assert told[i, j] == (PAIR_CHECKS[rule](instance, student, mentor) is not None), (rule, i, j)
                assert repeated[i, j] == WISH_MEASURES[Wish.W6](instance, {student.id: mentor.id})


def _two_schools(continuity: Continuity) -> Instance:
    """S1 went up in S2; ST1 was at S1."""
    return b.semester(
        b.board(), b.school(successor="S2"), b.school("S2"), b.school("S3"), b.mentor("M1"), b.mentor("M2", "S2"),
        b.mentor("M3", "S3"), b.student("ST1"), b.past("ST1", "S1"), settings=b.rules(continuity=continuity),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("continuity", "forbidden"),
    [
        (Continuity.NO, [True, True, False]),
        (Continuity.MAY, [True, False, False]),
        (Continuity.MUST, [True, False, True]),
    ],
)
def test_whoever_was_at_the_old_school_was_at_its_successor(continuity: Continuity, forbidden: list[bool]) -> None:
    assert dict(forbidden_mentors(_two_schools(continuity), ["ST1"])) == {"ST1": forbidden}


def test_the_checker_names_the_old_school() -> None:
    instance = _two_schools(Continuity.NO)
    told = PAIR_CHECKS[Rule.P15](instance, instance.students["ST1"], instance.mentors["M2"])
    assert told == "was al op school S2 (2026-2027 S1, toen S1)"


def test_a_school_that_was_succeeded_has_no_places() -> None:
    assert [school.net_places for school in _two_schools(Continuity.NO).schools.values()] == [0, 4, 4]


def test_a_circle_of_schools_ends() -> None:
    schools = {id: b.school(id, successor=other) for id, other in (("S1", "S2"), ("S2", "S1"))}
    assert school_of_now(schools, "S1") in schools
