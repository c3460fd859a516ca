"""Every placement rule as constraints, once. Knows no wish and no search.

A poster gets ``post(constraint, about)``, the instance and the variables. Rules about single pairs are
enforced by not making the variable; their posters still forbid whatever pairs they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from models.infeasibility.assumptions import Post
from models.placement.cp_sat.variables import PlacementVariables

CLASS = "klas:"

Poster = Callable[[Post, Instance, PlacementVariables], None]


def one_mentor(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P1"""
    for student in instance.students:
        post(x.of_student(student) <= 1, student)


def capacity(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P2"""
    for mentor in instance.mentors.values():
        post(x.of_mentor(mentor.id) <= mentor.max_students, mentor.id)
    if not instance.settings.one_student_per_class_per_day:
        return
    for mentors in x.facts.classes:
        if sum(instance.mentors[one].max_students for one in mentors) > 1:
            for day in Day:
                post(x.of_class(mentors, day) <= 1, class_key(mentors))


def places(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P3"""
    for school in instance.schools.values():
        post(x.count(school.id) <= school.net_places, school.id)


def board_maximum(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P4, the maximum; what a board falls short of its minimum is an objective."""
    for board in instance.boards.values():
        if board.max_students is not None:
            post(x.count_all(schools_of(instance, board.id)) <= board.max_students, board.id)


def tandem_maximum(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P7"""
    for tandem in instance.tandems.values():
        post(x.count_all(tandem.schools) <= tandem.max_students, tandem.id)


def apart(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P9 for two students, who may not be at the same school."""
    for a, b in x.facts.apart:
        one, other = x.facts.students[a], x.facts.students[b]
        for school in x.schools_of(one, other):
            post(x.at(one, school) + x.at(other, school) <= 1, apart_key(one, other))


def plg_and_minimum(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P11"""
    for plg in x.facts.plgs:
        schools = [school for school, own in instance.plg_by_school.items() if own.key == plg.key]
        post(x.count_all(schools) <= plg.maximum, plg.key)
    for school in instance.schools.values():
        if school.min_students > 1:
            post(x.count(school.id) >= school.min_students * x.used(school.id), school.id)


def pins(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P13: who has a pin is placed; that it is where the pin says is a pair rule."""
    for student, pinned in zip(x.facts.students, x.facts.pinned, strict=True):
        if pinned:
            post(x.of_student(student) == 1, student)


def care_students(post: Post, instance: Instance, x: PlacementVariables) -> None:
    """P14"""
    for tandem in instance.tandems.values():
        post(x.care_at(tandem.schools) <= instance.settings.max_care_per_tandem, tandem.id)


def class_key(mentors: Iterable[str]) -> str:
    """What a constraint on a class is about; the id of a mentor is what one on that mentor alone is about."""
    return CLASS + ";".join(mentors)


def apart_key(one: str, other: str) -> str:
    """What a constraint on two students is about."""
    return f"{one};{other}"


def schools_of(instance: Instance, board: str) -> list[str]:
    return [school.id for school in instance.schools.values() if school.board == board]


POSTERS: dict[Rule, Poster] = {
    Rule.P1: one_mentor,
    Rule.P2: capacity,
    Rule.P3: places,
    Rule.P4: board_maximum,
    Rule.P7: tandem_maximum,
    Rule.P9: apart,
    Rule.P11: plg_and_minimum,
    Rule.P13: pins,
    Rule.P14: care_students,
}
