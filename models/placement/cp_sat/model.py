"""CP-SAT on a chosen list of pairs, for one level of the objective. Knows nothing of lists left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule, Wish
from instances.tables.capacity import CAPACITY_RULES, Sense
from models.infeasibility.assumptions import Assumptions
from models.infeasibility.placement_cuts import NO_CUTS, PlacementCut, PlacementCuts
from models.placement.cp_sat.constraints import POSTERS
from models.placement.cp_sat.cut_constraints import demand, lost
from models.placement.cp_sat.objective import WISH_TERMS
from models.placement.cp_sat.variables import Expression, PlacementVariables, total
from models.placement.data.arrays import Ints, PlacementArrays
from models.placement.data.objective import LevelKind
from models.placement.data.pair_costs import PairCosts
from models.placement.data.pairs import CandidatePairs
from models.search import control as search


@dataclass(frozen=True)
class LevelTask:
    """What to minimise, and what the levels before it demand.

    Attributes:
        level: What is minimised.
        least_placed: Students placed at least.
        most_short: Students short of board minimums at most; None for any number.
        cuts: At level LOST what must not be violated.
        due: At level LOST ids of students who are lost when they are not placed.
    """

    level: LevelKind
    least_placed: int = 0
    most_short: int | None = None
    cuts: tuple[PlacementCut, ...] = ()
    due: tuple[str, ...] = ()


@dataclass(frozen=True)
class LevelOutcome:
    """What CP-SAT found on a list of pairs.

    Attributes:
        status: The status of CP-SAT.
        chosen: Positions in the list given; None without a roster.
        bound: On what was minimised, for that list only; None without a roster.
    """

    status: int
    chosen: Ints | None
    bound: int | None

    @property
    def optimal(self) -> bool:
        return self.status == cp_model.OPTIMAL

    @property
    def infeasible(self) -> bool:
        return self.status == cp_model.INFEASIBLE


class PlacementModel:
    """Builds and solves models over lists of pairs of one semester."""

    def __init__(
        self, facts: PlacementArrays, measures: PairCosts, without: frozenset[Rule], demands: PlacementCuts = NO_CUTS
    ) -> None:
        """Keep what every model of the semester shares.

        Args:
            facts: The semester.
            measures: What each wish counts for a pair.
            without: Rules that are switched off.
            demands: What else a placement must keep to.
        """
        self.facts, self.measures, self.without, self.demands = facts, measures, without, demands

    @property
    def cost_weight(self) -> int:
        """What a unit of cost weighs against students lost: more than all of them."""
        return len(self.facts.students) + 1

    def build(self, pairs: CandidatePairs, task: LevelTask) -> tuple[cp_model.CpModel, PlacementVariables]:
        """Write the model of one level.

        Args:
            pairs: The pairs that may be chosen.
            task: What to minimise and what to keep.

        Returns:
            The model with its variables.
        """
        model = cp_model.CpModel()
        x = PlacementVariables(model, self.facts, pairs)
        posting = Assumptions(model)
        for rule, poster in POSTERS.items():
            if rule not in self.without:
                poster(posting.of(rule), self.facts.instance, x)
        demand(x, self.demands)
        if task.least_placed > 0:
            model.add(x.placed >= task.least_placed)
        if task.most_short is not None:
            model.add(self._shortage(x) <= task.most_short)
        if task.level is LevelKind.PINS:
            model.minimize(x.placed)
        elif task.level is LevelKind.COUNT:
            model.minimize(-1 * x.placed)
        elif task.level is LevelKind.SHORTAGE:
            model.minimize(self._shortage(x))
        elif task.level is LevelKind.LOST:
            # one objective: with the cost as a constraint this takes four times as long
            model.minimize(self._cost(x) * self.cost_weight + lost(x, task.cuts, task.due))
        else:
            model.minimize(self._cost(x))
        return model, x

    def _shortage(self, x: PlacementVariables) -> Expression:
        """Students that boards fall short of their minimum (P4)."""
        rows = (row for line in CAPACITY_RULES if line.sense is Sense.LEAST for row in x.rows(line))
        return total([x.short(x.amount(row), row.limit) for row in rows if row.limit > 0])

    def _cost(self, x: PlacementVariables) -> Expression:
        weights = self.facts.instance.settings.weights
        asked = [wish for wish in WISH_TERMS if weights.get(wish, 0) and (wish is not Wish.W9 or self._replanning)]
        return total([weights[wish] * WISH_TERMS[wish](self.measures, x) for wish in asked])

    @property
    def _replanning(self) -> bool:
        return self.measures.previous is not None

    def solve(
        self,
        pairs: CandidatePairs,
        task: LevelTask,
        control: search.Control,
        *,
        hint: Ints | None = None,
        listener: Callable[[Ints], None] | None = None,
        presolve: bool = True,
    ) -> LevelOutcome:
        """The best roster for the task from these pairs.

        Args:
            pairs: The pairs that may be chosen.
            task: What to minimise and what to keep.
            control: Its time ends the search.
            hint: Positions of a roster to start from; None for none.
            listener: Gets the positions of every better roster when it is found.
            presolve: False where CP-SAT's presolve is not trusted (or-tools 5274).

        Returns:
            The best roster found, with what is proven of these pairs.
        """
        model, x = self.build(pairs, task)
        if hint is not None:
            chosen = np.zeros(len(pairs), dtype=bool)
            chosen[hint] = True
            for literal, value in zip(x.literals, chosen.tolist(), strict=True):
                model.add_hint(literal, value)
        callback = _Listener(x.literals, listener) if listener else None
        # measured: with CP-SAT's default portfolio on two cores the same model ends 70 % above the optimum
        solver, status = search.solve(
            model,
            control,
            callback=callback,
            num_workers=1,
            linearization_level=1 if task.level is LevelKind.PINS else 2,
            cp_model_presolve=presolve,
        )
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return LevelOutcome(status, None, None)
        values = np.fromiter((solver.boolean_value(literal) for literal in x.literals), dtype=bool)
        # 1e-6: CP-SAT reports an integer bound as a float
        return LevelOutcome(status, np.nonzero(values)[0], int(np.ceil(solver.best_objective_bound - 1e-6)))


class _Listener(cp_model.CpSolverSolutionCallback):
    """Passes every roster on as positions."""

    def __init__(self, literals: list[cp_model.IntVar], listener: Callable[[Ints], None]) -> None:
        super().__init__()
        self._literals, self._listener = literals, listener

    def on_solution_callback(self) -> None:
        chosen = [i for i, literal in enumerate(self._literals) if self.boolean_value(literal)]
        self._listener(np.array(chosen, dtype=np.int64))
