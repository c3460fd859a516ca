"""Semesters in which one student has no place, and the change that was left out on purpose. Knows no product code."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from instances.domain.entities import Day, MentorTraining, Pin, Role
from instances.domain.instance import Instance
from instances.domain.school_groups import Bouw, Specialisation
from instances.edits.edit import CellEdit, Edit, setting
from instances.edits.editable import Edits
from models.placement.search.place import place
from models.search.control import Control
from tests.builders import board, mentor, rules, school, semester, student, tandem, trainer
from tests.faults.planting import Planted

MONDAY, WEDNESDAY = frozenset({Day.MA}), frozenset({Day.WO})
SEEDS = (1, 2, 3)
STAFF = (trainer("SO1"), trainer("IO1", Role.IO), trainer("SO2"), trainer("IO2", Role.IO))
ONE, OTHER = student("ST1"), student("ST2", days=WEDNESDAY)


def tiny(name: str, student: str, edit: Edit | Edits, *records: Any, **over: Any) -> Planted:
    """One board, one school with one mentor, unless ``records`` say otherwise."""
    world = semester(board(), school(), mentor(), tandem(), *STAFF, *records, **over)
    return Planted(name, world, student, edit if isinstance(edit, tuple) else (edit,))


TINY = [
    tiny("a school without places", "ST1", CellEdit("Scholen", "S1", "Plaatsen", 1), school(places=0), ONE),
    tiny("places taken by starters", "ST1", CellEdit("Scholen", "S1", "Plaatsen", 3), school(places=2, taken=2), ONE),
    tiny("a mentor on other days", "ST1", CellEdit("Mentoren", "M1", "Werkdagen", frozenset({Day.MA, Day.DI})),
         mentor(days=MONDAY), ONE),
    tiny("a mentor without training", "ST1", CellEdit("Mentoren", "M1", "Mentortraining", MentorTraining.WILLING),
         mentor(training=MentorTraining.NO), ONE),
    tiny("a journey too long", "ST1", CellEdit("Studenten", "ST1", "Max reistijd", 5), student("ST1", max_travel=4)),
    tiny("another bouw", "ST1", CellEdit("Studenten", "ST1", "Vereiste bouw", None),
         student("ST1", required_bouw=Bouw.BOVEN)),
    tiny("another profile", "ST1", CellEdit("Studenten", "ST1", "Vereist profiel", None),
         student("ST1", required_profile="dalton")),
    tiny("another specialisation", "ST1", CellEdit("Studenten", "ST1", "Specialisatie", None),
         student("ST1", specialisation=Specialisation.OK)),
    tiny("another year", "ST1", CellEdit("Scholen", "S1", "Leerjaren", frozenset({1, 2})),
         school(years=frozenset({1})), ONE),
    tiny("a full board", "ST2", CellEdit("Besturen", "B1", "Max studenten", 2), board(max_students=1),
         mentor("M2", days=WEDNESDAY), ONE, OTHER, Pin("ST1", mentor="M1")),
    tiny("a full tandem", "ST2", CellEdit("Tandems", "TA1", "Max studenten", 2), tandem(max_students=1),
         mentor("M2", days=WEDNESDAY), ONE, OTHER, Pin("ST1", mentor="M1")),
    tiny("a full PLG", "ST2", CellEdit("Scholen", "S1", "Max PLG", 2), school(max_plg=1), mentor("M2", days=WEDNESDAY),
         ONE, OTHER, Pin("ST1", mentor="M1")),
    tiny("a PLG at the setting", "ST2", CellEdit("Scholen", "S1", "Max PLG", 2), mentor("M2", days=WEDNESDAY), ONE,
         OTHER, Pin("ST1", mentor="M1"), settings=rules(plg_max=1)),
    tiny("a full PLG of three schools", "ST2",
         tuple(CellEdit("Scholen", name, "Max PLG", 2) for name in ("S1", "S2", "S3")),
         *(school(name, plg="noord", max_plg=1) for name in ("S1", "S2", "S3")), tandem(schools=("S1", "S2", "S3")),
         mentor("M2", "S2", days=WEDNESDAY), mentor("M3", "S3", days=WEDNESDAY), ONE, OTHER, Pin("ST1", mentor="M1")),
    tiny("a full mentor", "ST2", CellEdit("Mentoren", "M1", "Max studenten", 2), ONE, OTHER, Pin("ST1", mentor="M1")),
    tiny("care students", "ST2", setting("Max zorgstudenten per tandem", 2), mentor("M2", days=WEDNESDAY),
         replace(ONE, care=True), replace(OTHER, care=True), Pin("ST1", mentor="M1"),
         settings=rules(max_care_per_tandem=1)),
    tiny("a pin in the way", "ST1", CellEdit("Vastgezet", "ST2", "Mentor", None), mentor("M2", days=WEDNESDAY),
         ONE, OTHER, Pin("ST2", mentor="M1")),
    tiny("a school of one place", "ST2", CellEdit("Scholen", "S1", "Plaatsen", 2), school(places=1),
         mentor("M2", days=WEDNESDAY), ONE, OTHER, Pin("ST1", mentor="M1")),
    tiny("a school's minimum", "ST1", CellEdit("Scholen", "S1", "Min studenten", 1), school(min_students=2), ONE),
    tiny("a companion who has no mentor", "ST1",
         CellEdit("Mentoren", "M2", "Mentortraining", MentorTraining.WILLING), school(min_students=2),
         mentor("M2", days=WEDNESDAY, training=MentorTraining.NO), ONE, OTHER),
]  # fmt: skip


def _someone(instance: Instance) -> str:
    """A student whom the best placement has a place for, without a pin or a past."""
    placed = _best(instance)
    return next(who for who in placed if who not in instance.pin_of and not instance.history_of[who])


def _best(instance: Instance) -> dict[str, str]:
    result = place(instance, Control(20))
    assert result.placement is not None
    return dict(result.placement)


def _with_student(instance: Instance, who: str, **over: Any) -> Instance:
    return replace(instance, students={**instance.students, who: replace(instance.students[who], **over)})


def profile_nobody_has(instance: Instance) -> Planted:
    who = _someone(instance)
    world = _with_student(instance, who, required_profile="zeilen")
    return Planted("a profile that no school has", world, who, (CellEdit("Studenten", who, "Vereist profiel", None),))


def no_journey(instance: Instance) -> Planted:
    """Of the journeys to mentors who fit, the shortest that leaves everyone else a place."""
    who, placed = _someone(instance), len(_best(instance))
    minutes = sorted({instance.travel_minutes(who, school) for school in instance.schools})
    enough = next(m for m in minutes if len(_best(_with_student(instance, who, max_travel=m))) == placed)
    world = _with_student(instance, who, max_travel=0)
    return Planted("no journey at all", world, who, (CellEdit("Studenten", who, "Max reistijd", enough),))


def one_short(instance: Instance) -> Planted:
    """Every school has exactly the places that the best placement takes, one school has one fewer."""
    placed = _best(instance)
    there = Counter(instance.mentors[mentor].school for mentor in placed.values())
    pinned = {instance.mentors[placed[who]].school for who in instance.pin_of if who in placed}
    exact = {
        s.id: replace(
            s, places=there[s.id] + s.taken, min_students=0 if there[s.id] < s.min_students else s.min_students
        )
        for s in instance.schools.values()
    }
    short = next(s for s in exact.values() if there[s.id] > max(1, s.min_students) and s.id not in pinned)
    world = replace(instance, schools={**exact, short.id: replace(short, places=short.places - 1)})
    left = next(who for who in world.students if who not in _best(world) and who in placed)
    return Planted("one place short", world, left, (CellEdit("Scholen", short.id, "Plaatsen", short.places),))
