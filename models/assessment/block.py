"""One block of WPAs, solved beside a fixed context. Knows one CP-SAT model; not how blocks are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from instances.rulebook import Wish
from instances.solution import Assessment, Booking
from models.assessment.context import Context, outside
from models.assessment.options import Case, Options
from models.assessment.rules import BLOCK_RULES
from models.assessment.variables import Pools, Variables
from models.assessment.wishes import WISH_TERMS, Balance
from models.search import Control, solve


@dataclass(frozen=True, slots=True)
class BlockResult:
    """``bookings`` is None when nothing was found; ``optimal`` and ``infeasible`` are proven for the block.

    ``count_bound`` and ``bound`` hold for the block beside its context and with its pools: the most WPAs that
    can be scheduled, and the least weighted cost the block can add with that many (None if unknown).
    """

    bookings: dict[str, Booking] | None
    optimal: bool = False
    infeasible: bool = False
    count_bound: int = 0
    bound: int | None = None


@dataclass(frozen=True)
class Block:
    """What to solve: the cases, all bookings of the roster so far, and how."""

    options: Options
    cases: Sequence[Case]
    bookings: Assessment
    balance: Balance
    pools: Pools = field(default_factory=dict)
    workers: int = 1

    def solve(self, control: Control, seconds: float) -> BlockResult:
        """Schedule as many as can be, then at the least cost. One model, one objective: exact integers."""
        model = cp_model.CpModel()
        context = Context(self.options, outside(self.bookings, (case.id for case in self.cases)))
        x = Variables(model, self.options, self.cases, context, self.pools)
        for rule, post in BLOCK_RULES.items():
            if rule not in self.options.without:
                post(x)
        cost = self._cost(x)
        prize = 1 + sum(self._dearest(case) for case in self.cases)
        missing = [(1 - x.scheduled(case), prize) for case in self.cases]
        model.minimize(sum((expr * weight for expr, weight in cost + missing), start=cp_model.LinearExpr.sum([])))
        if any(case.id in self.bookings for case in self.cases):
            x.hint(self.bookings)
        solver, status = solve(model, control, seconds=seconds, num_workers=self.workers, linearization_level=2)
        if status == cp_model.INFEASIBLE:
            return BlockResult(None, infeasible=True)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return BlockResult(None, count_bound=len(self.cases))
        found = x.bookings(solver)
        bound = int(solver.best_objective_bound + 0.999999)
        least_missing = max(0, bound) // prize
        shown = bound - least_missing * prize if len(self.cases) - least_missing == len(found) else None
        return BlockResult(found, status == cp_model.OPTIMAL, False, len(self.cases) - least_missing, shown)

    def _cost(self, x: Variables) -> list[tuple[cp_model.LinearExprT, int]]:
        weights = self.options.instance.settings.weights
        return [
            (expr, weights[wish] * amount)
            for wish, term in WISH_TERMS.items()
            if weights[wish] and self._counts(wish)
            for expr, amount in term(x, self.balance)
        ]

    def _dearest(self, case: Case) -> int:
        """More than one WPA can add to the cost: scheduling one more always wins from any saving."""
        weights = self.options.instance.settings.weights
        minutes = max((self.options.trip_minutes(trainer, case.school) for trainer in case.seats), default=0)
        seat = (
            weights[Wish.V1] * minutes + weights[Wish.V2] + weights[Wish.V3] + 2 * weights[Wish.V4] + weights[Wish.V5]
        )
        return 2 * seat + weights[Wish.V6] + weights[Wish.V7]

    def _counts(self, wish: Wish) -> bool:
        return wish is not Wish.V7 or self.options.replanning
