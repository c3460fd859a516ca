"""Exactly those are told for whom something is different: counted from what each addressee knows by either roster."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement, Previous
from instances.domain.surroundings import surroundings_of
from instances.rosters.columns import Head
from instances.sample.generate import generate
from reports.changes.assessment_messages import assessment_messages
from reports.changes.change_rows import assessment_changes, placement_changes
from reports.changes.placement_messages import placement_messages
from reports.excel.book import Row
from tests.reports.runs import run

Rosters = tuple[Placement, Assessment]
Known = dict[tuple[str, str], set[object]]
"""Addressee to what they know."""


def by_placement(instance: Instance, placement: Placement) -> Known:
    known: Known = defaultdict(set)
    for who, mentor in placement.items():
        school = instance.school_of(mentor)
        tandem = instance.tandem_of(school.id)
        trainers = () if tandem is None else (tandem.so, tandem.io)
        days, groups = instance.students[who].days, instance.mentors[mentor].groups
        here = (trainers, days, school.plg)
        known["student", who].add((mentor, school.id, groups, *here))
        known["mentor", mentor].add((who, school.id, *here))
        known["school", school.id].add((who, mentor, groups, *here))
        known["bestuur", school.board].add((who, mentor, school.id, groups, *here))
        for trainer in trainers:
            known["opleider", trainer].add((who, mentor, school.id, groups, *here))
    return known


def by_assessment(instance: Instance, placement: Placement, assessment: Assessment) -> Known:
    known: Known = defaultdict(set)
    for who, booking in assessment.items():
        mentor, slot = placement[who], instance.slots[booking.slot]
        school, team = instance.school_of(mentor), booking.assessors
        held = (slot.date, slot.begin, slot.end, team)
        known["student", who].add((school.id, *held))
        known["mentor", mentor].add((who, school.id, *held))
        known["school", school.id].add((who, *held))
        known["bestuur", school.board].add((who, school.id, *held))
        for assessor in team:
            known["beoordelaar", assessor].add((who, mentor, school.id, *held))
    return known


def rosters(instance: Instance, dice: random.Random) -> Rosters:
    """Of no worth: who is told does not depend on rules."""
    placement = {who: dice.choice([*instance.mentors]) for who in instance.students if dice.random() < 0.9}
    return placement, {who: booking(instance, dice) for who in placement if dice.random() < 0.8}


def booking(instance: Instance, dice: random.Random) -> Booking:
    one, other = dice.sample([*instance.trainers], 2)
    return Booking(dice.choice([*instance.slots]), one, dice.choice([other, None]))


def changed(instance: Instance, dice: random.Random) -> Instance:
    """Another workbook: one or two of everything that a place hangs on."""

    def some(name: str, change: Any) -> dict[str, Any]:
        rows = dict(getattr(instance, name))
        for id in dice.sample([*rows], min(len(rows), dice.randint(0, 2))):
            rows[id] = replace(rows[id], **change(rows[id]))
        return rows

    days = [frozenset({Day.MA}), frozenset({Day.DI, Day.DO})]
    tandems = some("tandems", lambda row: {dice.choice(["so", "io"]): dice.choice([*instance.trainers])})
    return replace(
        instance,
        schools=some("schools", lambda row: dice.choice([{"board": dice.choice([*instance.boards])}, {"plg": "PLG"}])),
        mentors=some("mentors", lambda row: dice.choice([
            {"school": dice.choice([*instance.schools])}, {"groups": frozenset({dice.randint(1, 8)})},
        ])),
        tandems=tandems,
        students=some("students", lambda row: {"days": dice.choice(days)}),
        slots=some("slots", lambda row: {"date": row.date + timedelta(days=dice.randint(0, 7))}),
    )  # fmt: skip


def moved(
    instance: Instance, before: tuple[Placement, Assessment], dice: random.Random
) -> tuple[Placement, Assessment]:
    """Some elsewhere, some with another WPA, some without."""
    placement, assessment = dict(before[0]), dict(before[1])
    for who in dice.sample([*instance.students], 3):
        if dice.random() < 0.3:
            placement.pop(who, None)
        else:
            placement[who] = dice.choice([*instance.mentors])
    for who in dice.sample([*placement], 3):
        assessment[who] = booking(instance, dice)
    return placement, {who: held for who, held in assessment.items() if who in placement}


def addressees(rows: Iterable[Row]) -> set[tuple[str, str]]:
    return {(str(row[Head.TO]), str(row[Head.CODE])) for row in rows}


def different(old: Mapping[tuple[str, str], set[object]], new: Mapping[tuple[str, str], set[object]]) -> set[Any]:
    return {to for to in old.keys() | new.keys() if old.get(to, set()) != new.get(to, set())}


@pytest.mark.parametrize("seed", range(120))
def test_who_is_told_is_who_knows_something_else_now(seed: int) -> None:
    dice = random.Random(seed)
    then = generate("klein", dice.randint(1, 3))
    before = rosters(then, dice)
    now = changed(then, dice)
    placement, assessment = moved(now, before, dice)
    after = run(
        instance=now, placement=placement, assessment=assessment,
        previous=Previous(*before, surroundings_of(then)),
    )  # fmt: skip
    placed, held = list(placement_messages(after)), list(assessment_messages(after))
    assert addressees(placed) == different(by_placement(then, before[0]), by_placement(now, placement))
    assert addressees(held) == different(by_assessment(then, *before), by_assessment(now, placement, assessment))
    assert bool(placed) == bool(list(placement_changes(after)))
    assert not held or list(assessment_changes(after))
