"""Replanning a placement against brute force: count, fewest changes, shortage and cost, in that order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from instances.domain.entities import Exclusion
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Placement, Status
from instances.domain.verdict import Verdict
from models.placement.search.place import place
from models.placement.what_if.replan import replan
from models.search.control import Control
from scheduler.checks import placement as checks
from scheduler.checks.placement import check_placement
from tests import builders as b
from tests.models.placement_cases import random_semester

Key = tuple[int, int, int, int]


def after_an_event(seed: int) -> tuple[Instance, Placement]:
    """A semester that something has happened to, and the best roster from before."""
    dice = random.Random(seed)
    while True:
        instance, _ = random_semester(seed, students=4)
        placement = place(instance, Control(30)).placement
        if placement:
            break
        seed += 10_000
    student, mentor = dice.choice([*placement.items()])
    school = instance.school_of(mentor)
    events = {
        "ill": {"mentors": {**instance.mentors, mentor: replace(instance.mentors[mentor], available=False)}},
        "withdrawn": {"schools": {**instance.schools, school.id: replace(school, places=0)}},
        "gone": {"students": {who: row for who, row in instance.students.items() if who != student},
                 "history": tuple(row for row in instance.history if row.student != student),
                 "pins": tuple(pin for pin in instance.pins if pin.student != student),
                 "exclusions": tuple(row for row in instance.exclusions if student not in (row.who, row.other))},
        "refused": {"exclusions": (*instance.exclusions, Exclusion(student, school.id))},
        "late": {"students": {**instance.students, "ST9": b.student("ST9", dice.randint(1, 4))}},
        "smaller board": {"boards": {**instance.boards, school.board: replace(
            instance.boards[school.board], max_students=dice.randint(0, 2))}},
    }  # fmt: skip
    return replace(instance, **events[dice.choice([*events])]), placement


def rosters(instance: Instance) -> Iterator[dict[str, str]]:
    """Every roster that breaks no rule about a single pair."""
    options = [
        [None, *(m.id for m in instance.mentors.values() if not any(checks.pair_faults(instance, student, m)))]
        for student in instance.students.values()
    ]
    for chosen in product(*options):
        yield {who: mentor for who, mentor in zip(instance.students, chosen, strict=True) if mentor is not None}


def changes(instance: Instance, old: Placement, new: Placement) -> int:
    return sum(new.get(who) != mentor for who, mentor in old.items() if who in instance.students)


def key(verdict: Verdict, changed: int) -> Key:
    return -verdict.count, changed, sum(verdict.shortage.values()), verdict.cost


def judged(instance: Instance, old: Placement) -> list[Key]:
    """What every legal roster is worth."""
    found = []
    for roster in rosters(instance):
        verdict = check_placement(instance, roster, old)
        if verdict.ok:
            found.append(key(verdict, changes(instance, old, roster)))
    return found


@pytest.mark.parametrize("seed", range(5000, 5040))
def test_no_roster_comes_before_the_replanned_one(seed: int) -> None:
    instance, old = after_an_event(seed)
    legal = judged(instance, old)
    found = replan(instance, old, Control(30))
    if not legal:
        assert (found.placement, found.proof.status) == (None, Status.INFEASIBLE)
        return
    assert found.placement is not None
    verdict = check_placement(instance, found.placement, old)
    best = min(legal)
    assert (verdict.violations, key(verdict, found.changes)) == ((), best)
    assert (found.proof.status, found.fewest, found.fewest_proven) == (Status.OPTIMAL, best[1], True)


@pytest.mark.parametrize("seed", range(5040, 5060))
def test_changes_beyond_the_fewest_are_made_where_they_pay(seed: int) -> None:
    extra, gain = 1 + seed % 2, 15
    instance, old = after_an_event(seed)
    instance = replace(instance, settings=replace(instance.settings, weights={
        **instance.settings.weights, Wish.W9: 0}))  # fmt: skip
    legal = judged(instance, old)
    found = replan(instance, old, Control(30), most_extra=extra, gain_per_change=gain)
    if not legal:
        assert found.placement is None
        return
    count, least, shortage, _ = min(legal)
    paid = min(
        cost + gain * changed
        for number, changed, short, cost in legal
        if number == count and changed <= least + extra and short <= shortage
    )
    assert found.placement is not None
    verdict = check_placement(instance, found.placement, old)
    assert (verdict.violations, verdict.cost + gain * found.changes) == ((), paid)


def test_people_who_left_the_workbook_are_no_changes() -> None:
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1", "S1"), b.student("ST1"), b.trainer("SO1"), b.trainer("IO1"),
        b.tandem(),
    )  # fmt: skip
    found = replan(instance, {"ST1": "M1", "gone": "M1", "left": "M9"}, Control(30))
    assert (found.placement, found.changes, found.fewest_proven) == ({"ST1": "M1"}, 0, True)


def test_a_semester_without_mentors_counts_everyone_as_changed() -> None:
    instance = b.semester(b.board(), b.school("S1"), b.student("ST1"))
    found = replan(instance, {"ST1": "M1"}, Control(30))
    assert (found.placement, found.changes, found.fewest) == ({}, 1, 1)
