"""Placement cuts in CP-SAT: as constraints, or as students lost by violating them. Knows no rule and no WPA."""

from __future__ import annotations

from collections.abc import Iterable

from ortools.sat.python import cp_model

from models.infeasibility.placement_cuts import PlacementCut, PlacementCuts
from models.placement.cp_sat.variables import Expression, PlacementVariables, total


def demand(x: PlacementVariables, demands: PlacementCuts) -> None:
    """Post cuts as constraints that hold.

    Args:
        x: The variables of the model that they are posted in.
        demands: The cuts, and the students who must be placed.
    """
    for cut in demands.cuts:
        x.model.add(total([literal for _, literal in _chosen(x, cut)]) <= cut.limit)
    for student in sorted(demands.placed):
        x.model.add(x.of_student(student) == 1)


def lost(x: PlacementVariables, cuts: Iterable[PlacementCut], due: Iterable[str]) -> Expression:
    """The fewest students to leave out so that no cut is violated, and those who are due and not placed.

    One student left out may relieve several cuts.

    Args:
        x: The variables of the model.
        cuts: What would be violated.
        due: Ids of students who are lost when they are not placed.

    Returns:
        The number of students, as an expression to minimise.
    """
    out: dict[str, cp_model.IntVar] = {}
    for cut in cuts:
        chosen = list(_chosen(x, cut))
        for student, _ in chosen:
            if student not in out:
                out[student] = x.model.new_bool_var("")
        if cut.limit == 0:
            for student, literal in chosen:
                x.model.add_implication(literal, out[student])
        elif len({student for student, _ in chosen}) > cut.limit:
            _relieve(x, chosen, out, cut.limit)
    return total([*out.values(), *(1 - x.of_student(student) for student in due)])


def _relieve(
    x: PlacementVariables, chosen: list[tuple[str, cp_model.IntVar]], out: dict[str, cp_model.IntVar], limit: int
) -> None:
    """Within the limit after those are left out who are counted; leaving out a student elsewhere relieves nothing."""
    here: dict[str, list[cp_model.IntVar]] = {}
    for student, literal in chosen:
        here.setdefault(student, []).append(literal)
    left = []
    for student, literals in here.items():
        stays = x.model.new_bool_var("")
        x.model.add(stays >= total(literals) - out[student])
        left.append(stays)
    x.model.add(total(left) <= limit)


def _chosen(x: PlacementVariables, cut: PlacementCut) -> Iterable[tuple[str, cp_model.IntVar]]:
    """Student and literal of every choice of the cut that the model can make."""
    students, mentors = x.facts.students, x.facts.mentors
    pairs = zip(x.pairs.student.tolist(), x.pairs.mentor.tolist(), strict=True)
    inside = [mentors[m] in cut.choices.get(students[s], ()) for s, m in pairs]
    return x.where(inside)
