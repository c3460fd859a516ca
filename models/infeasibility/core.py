"""Minimal sets of named constraints that cannot hold together. Knows no rule by name and no instance.

A minimal unsatisfiable subset (MUS; of linear programs an irreducible infeasible subsystem, IIS) is found with a
deletion filter (Chinneck and Dravnieks 1991): the first set comes from the solver's assumptions, then one item after
the other is left out. What must be dropped instead is a minimal correction set.

Every question is put with presolve off and one worker: with presolve this version can call a feasible model
infeasible (or-tools 5274), and with an objective it returns every assumption as the core.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule
from models.search.control import Control, solve

Item = tuple[Rule, str]
"""A rule and whom or what it is about, as a poster names it."""


@dataclass(frozen=True, slots=True)
class Core:
    """Items that cannot hold together.

    Attributes:
        items: In the order in which they were tried.
        minimal: Leaving any one out was proven to make the rest possible; else time ran out for one or more.
    """

    items: tuple[Item, ...]
    minimal: bool


@dataclass(frozen=True)
class NamedConstraints:
    """A model with every constraint under the literal of its item.

    Attributes:
        model: Its assumptions are set anew by every question.
        literals: Item to the literal under which its constraints hold.
    """

    model: cp_model.CpModel
    literals: Mapping[Item, cp_model.IntVar]

    def core(self, items: Iterable[Item], control: Control) -> tuple[Item, ...] | None:
        """Some of the items that cannot hold together; None when they can, or when time ran out."""
        found = self.check(items, control)
        return found if isinstance(found, tuple) else None

    def check(self, items: Iterable[Item], control: Control) -> tuple[Item, ...] | bool:
        """Whether items can hold together, without the others.

        Args:
            items: Those without a literal constrain nothing.
            control: Its time and stop button.

        Returns:
            Some of them that cannot (a core, not minimal); True when they can; False when that was not settled in time.
        """
        asked = [item for item in items if item in self.literals]
        self.model.clear_assumptions()
        self.model.add_assumptions([self.literals[item] for item in asked])
        solver, status = solve(self.model, control, num_workers=1, cp_model_presolve=False)
        if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return True
        if status != cp_model.INFEASIBLE:
            return False
        by_index = {self.literals[item].index: item for item in asked}
        indices = solver.sufficient_assumptions_for_infeasibility()
        # literals that are no assumptions come along in this version; an empty answer tells nothing
        return tuple(by_index[index] for index in indices if index in by_index) or tuple(asked)


def minimal_core(named: NamedConstraints, control: Control, order: Callable[[Item], int]) -> Core | None:
    """A core of which every item is needed.

    Args:
        named: What cannot hold together.
        control: Its time and stop button.
        order: Items with the lowest number are left out first, so that those with the highest remain.

    Returns:
        None when everything can hold together, or when not even that was settled in time.
    """
    core = named.core(named.literals, control)
    if core is None:
        return None
    minimal = True
    needed: list[Item] = []
    left = sorted(core, key=order)
    while left:
        item, rest = left[0], left[1:]
        answer = named.check([*needed, *rest], control)
        if isinstance(answer, tuple):
            left = [other for other in rest if other in answer]
            needed = [other for other in needed if other in answer]
        else:
            minimal = minimal and answer
            needed.append(item)
            left = rest
    return Core(tuple(sorted(needed, key=order)), minimal)


def proven_conflict(named: NamedConstraints, items: Sequence[Item], control: Control) -> bool:
    """Whether it is proven that items alone cannot hold together.

    Args:
        named: The items with their constraints.
        items: Which.
        control: Its time and stop button.

    Returns:
        False when they can, and when that was not settled in time.
    """
    return isinstance(named.check(items, control), tuple)


def smallest_correction_sets(
    named: NamedConstraints, droppable: Iterable[Item], control: Control, *, most: int, least: Sequence[cp_model.IntVar]
) -> list[tuple[tuple[Item, ...], cp_model.CpSolver]]:
    """Sets of items to drop after which the rest can hold together, smallest first, with a solution of each.

    Args:
        named: Its model is changed: make it anew for another question.
        droppable: The items that may be dropped; all others hold.
        control: Its time and stop button.
        most: How many sets at most.
        least: Literals of which a solution has as few as it can, after dropping as little as it can.

    Returns:
        Sets none of which contains another, each with the solver that holds its solution; the first is proven to be
        smallest. Empty when nothing needs to be dropped, when dropping does not help, or when time ran out.
    """
    free = [item for item in dict.fromkeys(droppable) if item in named.literals]
    model, chosen = named.model, set(free)
    model.clear_assumptions()
    for item, literal in named.literals.items():
        if item not in chosen:
            model.add(literal == 1)
    total = cp_model.LinearExpr.sum
    model.maximize(total([named.literals[item] for item in free]) * (len(least) + 1) - total(list(least)))
    found: list[tuple[tuple[Item, ...], cp_model.CpSolver]] = []
    while len(found) < most:
        solver, status = solve(model, control, num_workers=1)
        if status != cp_model.OPTIMAL:
            break
        dropped = tuple(item for item in free if not solver.boolean_value(named.literals[item]))
        if not dropped:
            break
        found.append((dropped, solver))
        model.add_bool_or([named.literals[item] for item in dropped])
    return found
