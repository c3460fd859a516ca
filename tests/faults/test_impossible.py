"""Planted contradictions of pins: the planted one is shown, minimal, and every way out works in the workbook."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from instances.domain.entities import Day, MentorTraining, Pin, Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Status
from instances.edits.editable import Edits
from instances.sample.generate import generate
from instances.workbook.read import Reading, read
from models.infeasibility.core import Core, Item, proven_conflict
from models.placement.minimum_changes.pins_conflict import PinConflict
from models.placement.search.place import place
from models.search.control import Control
from reports.workbook.edited_copy import write_edited
from reports.workbook.semester import write_semester
from tests.builders import board, mentor, rules, school, semester, student, tandem, trainer

SECONDS = 20.0
MONDAY, WEDNESDAY = frozenset({Day.MA}), frozenset({Day.WO})


@dataclass(frozen=True)
class Planted:
    """Pins that cannot stand; ``cause`` is what was made to contradict."""

    name: str
    instance: Instance
    cause: frozenset[Item]
    one_limit: bool


@dataclass(frozen=True)
class Shown:
    path: Path
    reading: Reading
    core: Core
    ways: list[Edits]

    @property
    def instance(self) -> Instance:
        assert self.reading.instance is not None
        return self.reading.instance


def pins(*students: str) -> set[Item]:
    return {(Rule.P13, who) for who in students}


def tiny(name: str, cause: set[Item], one_limit: bool, *records: Any, **over: Any) -> Planted:
    world = semester(
        board(),
        school(),
        mentor("M1"),
        mentor("M2"),
        tandem(),
        trainer("SO1"),
        trainer("IO1", Role.IO),
        *records,
        **over,
    )
    return Planted(name, world, frozenset(cause), one_limit)


def at_school(*students: str, school: str = "S1", **over: Any) -> list[object]:
    return [record for who in students for record in (student(who, **over), Pin(who, school=school))]


TINY = [
    tiny("two mentors for three", {(Rule.P2, "M1"), (Rule.P2, "M2"), *pins("ST1", "ST2", "ST3")}, False,
         *at_school("ST1", "ST2", "ST3")),
    tiny("a school of one place", {(Rule.P3, "S1"), *pins("ST1", "ST2")}, True,
         school(places=1), *at_school("ST1", "ST2")),
    tiny("a board of one", {(Rule.P4, "B1"), *pins("ST1", "ST2")}, True,
         board(max_students=1), *at_school("ST1", "ST2")),
    tiny("a tandem of one", {(Rule.P7, "TA1"), *pins("ST1", "ST2")}, True,
         tandem(max_students=1), *at_school("ST1", "ST2")),
    tiny("a PLG of one", {(Rule.P11, "tandem:TA1"), *pins("ST1", "ST2")}, True,
         *at_school("ST1", "ST2"), settings=rules(plg_max=1)),
    tiny("one care student a tandem", {(Rule.P14, "TA1"), *pins("ST1", "ST2")}, True,
         *at_school("ST1", "ST2", care=True), settings=rules(max_care_per_tandem=1)),
    tiny("one mentor on their day", {(Rule.P2, "M1"), (Rule.P5, "ST1"), (Rule.P5, "ST2"), *pins("ST1", "ST2")}, True,
         mentor("M2", days=MONDAY), *at_school("ST1", "ST2")),
    tiny("a minimum beyond the board", {(Rule.P4, "B1"), (Rule.P11, "S1"), *pins("ST1", "ST2")}, True,
         board(max_students=2), school(min_students=2), school("S2"), mentor("M3", "S2"),
         tandem(schools=("S1", "S2")), *at_school("ST1"), *at_school("ST2", school="S2"), student("ST3")),
    tiny("a class on one day", {(Rule.P2, "klas:M1"), (Rule.P2, "M2"), *pins("ST1", "ST2", "ST3")}, False,
         mentor("M1", max_students=3), *at_school("ST1", "ST2", "ST3")),
]  # fmt: skip


def too_few_mentors(seed: int, size: str = "bestuur") -> Planted:
    """A school with room, whose two available mentors take one student each, and three students pinned to it."""
    base = replace(generate(size, seed), pins=(), exclusions=())
    mentors = base.mentors_at
    where = next(
        s for s in base.schools.values() if s.net_places >= 3 and s.min_students <= 3 and len(mentors[s.id]) > 2
    )
    everywhere = frozenset(Day)
    kept = [m.id for m in mentors[where.id] if m.duo is None][:2]
    fit = {
        m: replace(base.mentors[m], groups=frozenset({3, 6}), days=everywhere, max_students=1, competent=True,
                   available=True, training=MentorTraining.DONE)
        for m in kept
    }  # fmt: skip
    closed = {m.id: replace(m, available=False) for m in mentors[where.id] if m.id not in kept}
    who = [
        s.id for s in base.students.values() if not base.history_of[s.id] and s.id not in {p.student for p in base.pins}
    ]
    asked = {
        one: replace(base.students[one], max_travel=600, required_bouw=None, required_profile=None,
                     specialisation=None, care=False)
        for one in who[:3]
    }  # fmt: skip
    world = replace(
        base, mentors={**base.mentors, **fit, **closed}, students={**base.students, **asked},
        schools={**base.schools, where.id: replace(where, years=frozenset({1, 2, 3, 4}), min_students=0)},
        pins=tuple(Pin(one, school=where.id) for one in asked),
    )  # fmt: skip
    cause = {*((Rule.P2, m) for m in kept), *((Rule.P6, one) for one in asked), *pins(*asked)}
    return Planted(f"too few mentors in {size} {seed}", world, frozenset(cause), False)


CASES = [*TINY, too_few_mentors(1), too_few_mentors(2)]
if os.environ.get("FAULTS") == "all":  # make faults
    CASES += [too_few_mentors(seed, "partnerschap") for seed in (1, 2)]


@pytest.fixture(scope="module", params=CASES, ids=lambda planted: planted.name)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Shown]:
    planted: Planted = request.param
    path = tmp_path_factory.mktemp("fout") / "semester.xlsx"
    write_semester(planted.instance, path)
    reading = read(path)
    assert reading.instance is not None, reading.faults
    conflict, control = PinConflict(reading.instance), Control(SECONDS)
    core = conflict.minimal_core(control)
    assert core is not None
    core = conflict.with_one_row(core, control) or core
    return planted, Shown(path, reading, core, conflict.ways_out(control))


Case = tuple[Planted, Shown]


def test_the_planted_contradiction_is_what_is_named(case: Case) -> None:
    planted, found = case
    assert set(found.core.items) == planted.cause


def test_the_line_between_exit_2_and_3_is_where_it_was_planted(case: Case) -> None:
    planted, found = case
    limits = [item for item in found.core.items if PinConflict(found.instance).is_limit(item)]
    assert (len(limits) <= 1) is planted.one_limit


def test_the_search_agrees_that_there_is_no_placement(case: Case) -> None:
    assert place(case[1].instance, Control(SECONDS)).proof.status is Status.INFEASIBLE


def test_a_shown_conflict_solves_as_a_conflict_again(case: Case) -> None:
    _, found = case
    assert proven_conflict(PinConflict(found.instance).named, found.core.items, Control(SECONDS))


def test_a_shown_conflict_is_minimal(case: Case) -> None:
    _, found = case
    named = PinConflict(found.instance).named
    fewer = [[other for other in found.core.items if other != item] for item in found.core.items]
    assert [named.check(rest, Control(SECONDS)) for rest in fewer] == [True] * len(fewer)


def test_every_way_out_gives_a_placement_of_the_edited_workbook(case: Case) -> None:
    _, found = case
    assert found.ways
    for number, edits in enumerate(found.ways):
        target = found.path.with_name(f"uitweg-{number}.xlsx")
        write_edited(found.path, found.reading, edits, target)
        instance = read(target).instance
        assert instance is not None
        assert place(instance, Control(SECONDS)).placement is not None


def test_one_change_is_enough_for_one_contradiction(case: Case) -> None:
    assert len(case[1].ways[0]) == 1
