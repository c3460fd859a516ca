"""Crowds in the placement model: as law, or as what is lost by going over their room. Knows no rule and no WPA."""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from models.infeasibility.placement_cuts import PlacementCut, PlacementCuts
from models.placement.cp_sat.variables import Expression, PlacementVariables, total


def demand(x: PlacementVariables, demands: PlacementCuts) -> None:
    """Post the demands as law."""
    for crowd in demands.cuts:
        x.model.add(total([literal for _, literal in _chosen(x, crowd)]) <= crowd.limit)
    for student in sorted(demands.placed):
        x.model.add(x.of_student(student) == 1)


def lost(x: PlacementVariables, crowds: Iterable[PlacementCut], due: Iterable[str]) -> Expression:
    """The fewest students to leave out so that no crowd is over its room, and those who are due and not placed.

    One student left out may relieve several crowds.
    """
    out: dict[str, cp_model.IntVar] = {}
    for crowd in crowds:
        chosen = list(_chosen(x, crowd))
        for student, _ in chosen:
            if student not in out:
                out[student] = x.model.new_bool_var("")
        if crowd.limit == 0:
            for student, literal in chosen:
                x.model.add_implication(literal, out[student])
        elif len({student for student, _ in chosen}) > crowd.limit:
            _relieve(x, chosen, out, crowd.limit)
    return total([*out.values(), *(1 - x.of_student(student) for student in due)])


def _relieve(
    x: PlacementVariables, chosen: list[tuple[str, cp_model.IntVar]], out: dict[str, cp_model.IntVar], room: int
) -> None:
    """Within its room after those are left out who are in the crowd; who is elsewhere relieves nothing."""
    here: dict[str, list[cp_model.IntVar]] = {}
    for student, literal in chosen:
        here.setdefault(student, []).append(literal)
    left = []
    for student, literals in here.items():
        stays = x.model.new_bool_var("")
        x.model.add(stays >= total(literals) - out[student])
        left.append(stays)
    x.model.add(total(left) <= room)


def _chosen(x: PlacementVariables, crowd: PlacementCut) -> Iterable[tuple[str, cp_model.IntVar]]:
    """Student and literal of every choice in the crowd that the model can make."""
    students, mentors = x.facts.students, x.facts.mentors
    pairs = zip(x.pairs.student.tolist(), x.pairs.mentor.tolist(), strict=True)
    inside = [mentors[m] in crowd.choices.get(students[s], ()) for s, m in pairs]
    return x.where(inside)
