"""One block of WPAs, solved beside a fixed part by logic-based Benders decomposition (Hooker 2007).

The master (variables.py, constraints.py, objective.py) decides half day and assessors at exact cost but for waiting
(V8); a sub-problem per part of a day (slot_assignment.py) assigns the slots with the least waiting. Where a day has no
slots for a set of WPAs, or more waiting than the master reckoned with, cuts (slot_cuts.py) tell it so and it is solved
again. A block that costs no more than the bound of its last master is optimal.
Source: docs/decisions/0002-wpa-school-by-school.md, 0034-short-waits.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil

from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Assessment, Booking
from models.assessment.block.change_penalty import ChangePenalty
from models.assessment.block.constraints import BLOCK_RULES
from models.assessment.block.objective import cost_terms, unscheduled_penalty
from models.assessment.block.restrictions import (
    UNRESTRICTED,
    Restrictions,
    choose_load_vectors,
    fix_counts,
    forbid,
)
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.slot_assignment import OutOfTimeError
from models.assessment.block.slot_cuts import SlotResult, SlotSubproblem, TrainerQuarters
from models.assessment.block.variables import AllowedSeats, BlockVariables, Shortlists
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares
from models.assessment.data.fixed_part import FixedPart, outside
from models.search.control import Control, solve


@dataclass(frozen=True, slots=True)
class BlockResult:
    """What came of a block. What is proven is proven beside its fixed part and with its shortlists.

    Attributes:
        bookings: Student id to booking of the WPAs of the block that are scheduled; None when nothing was found.
        optimal: Whether it is proven that no other bookings of the block schedule more, or as many at a lower cost.
        infeasible: Whether it is proven that the pinned WPAs and the restrictions cannot be met.
        count_bound: The most WPAs of the block that can be scheduled.
        value: The objective of the bookings: cost, change penalty, and the big-M penalty of the WPAs left out.
    """

    bookings: dict[str, Booking] | None
    optimal: bool = False
    infeasible: bool = False
    count_bound: int = 0
    value: int = 0


@dataclass(frozen=True)
class Block:
    """Some WPAs to schedule beside all others, which stay as they are.

    Attributes:
        data: The WPAs and what each seat costs.
        cases: The WPAs of the block.
        bookings: The roster so far. Of WPAs outside the block: fixed. Of those inside: the warm start.
        shares: The fair shares (V2) that the cost is reckoned with.
        shortlists: Whom to consider for each WPA; without an entry everyone.
        allowed_seats: The same by half day, narrower than the shortlists; without an entry everything.
        seat_prices: Trainer id to a price per WPA that replaces the workload (V2), for a first roster that looks ahead;
            None leaves V2 as it is.
        change_penalty: A roster to stay near, if any.
        restrictions: Rows that must hold besides the rules.
        tolerance: The relative gap (0-1) that is good enough; above 0 nothing is proven optimal.
        presolve: Off for a second opinion on a block that seems infeasible: or-tools issue 5274, a version that can
            call a feasible model infeasible in presolve.
        prove: Whether to go on until the waiting (V8) is proven the least too; else after a few rounds it is left as
            it is.
    """

    data: AssessmentData
    cases: Sequence[Case]
    bookings: Assessment
    shares: FairShares
    shortlists: Shortlists = field(default_factory=dict)
    allowed_seats: AllowedSeats = field(default_factory=dict)
    seat_prices: Mapping[str, int] | None = None
    change_penalty: ChangePenalty | None = None
    restrictions: Restrictions = UNRESTRICTED
    tolerance: float = 0.0
    presolve: bool = True
    prove: bool = True

    def solve(self, control: Control, seconds: float) -> BlockResult:
        """Schedule as many WPAs as can be, then at the least cost.

        Args:
            control: The clock and the stop button.
            seconds: What it may take at most, besides slots for the last solution of the master.

        Returns:
            What was found and proven in that time.
        """
        x = self._variables()
        self._post_constraints(x)
        penalty = unscheduled_penalty(x, self.seat_prices, self.change_penalty)
        objective = self._post_objective(x, penalty)
        if any(case.id in self.bookings for case in self.cases):
            x.hint(self.bookings)
        return self._benders(x, objective, penalty, control, seconds)

    # -- the master --------------------------------------------------------------------------------

    def _variables(self) -> BlockVariables:
        fixed = FixedPart(self.data, outside(self.bookings, (case.id for case in self.cases)))
        return BlockVariables(cp_model.CpModel(), self.data, self.cases, fixed, self.shortlists, self.allowed_seats)

    def _post_constraints(self, x: BlockVariables) -> None:
        # without A2 no case asks for two assessors, and the seats are filled all the same
        left_out = self.data.without - {Rule.A2}
        for rule, post in BLOCK_RULES.items():
            if rule not in left_out:
                post(x)
        if self.restrictions.counts is not None:
            fix_counts(x, self.restrictions.counts)
        forbid(x, self.restrictions.no_good_cuts)

    def _post_objective(self, x: BlockVariables, penalty: int) -> cp_model.LinearExprT:
        cost = cost_terms(x, self.shares, self.seat_prices, self.change_penalty)
        choose_load_vectors(x, self.restrictions.load_vectors)
        terms = cost + [(1 - x.scheduled(case), penalty) for case in self.cases]
        objective = cp_model.LinearExpr.sum([expr * weight for expr, weight in terms])
        x.model.minimize(objective)
        if self.restrictions.cost_limit is not None:
            x.model.add(objective <= self.restrictions.cost_limit)
        return objective

    # -- master and sub-problems in turn -----------------------------------------------------------

    def _benders(
        self, x: BlockVariables, objective: cp_model.LinearExprT, penalty: int, control: Control, seconds: float
    ) -> BlockResult:
        ends = control.elapsed + seconds
        count_bound = len(self.cases)
        best: BlockResult | None = None
        weight, known = self.data.instance.settings.weights[Wish.V8], set(x.waiting)
        waiting_rounds = BLOCK_SETTINGS.benders_rounds if self.prove else BLOCK_SETTINGS.waiting_rounds
        for _ in range(BLOCK_SETTINGS.benders_rounds):
            left = ends - control.elapsed
            if left <= 0 or control.stopped:
                break
            # measured: the LP alone closes these models, its cuts cost more than they bring
            solver, status = solve(
                x.model,
                control,
                seconds=left,
                num_workers=1,
                linearization_level=2,
                cut_level=0,
                max_presolve_iterations=1,
                relative_gap_limit=self.tolerance,
                cp_model_presolve=self.presolve,
            )
            if status == cp_model.INFEASIBLE:
                if best is None:
                    return BlockResult(None, infeasible=True)
                # a roster in hand meets every cut: only a limit on its cost can leave nothing, or a mistake of presolve
                limited = self.restrictions.cost_limit is not None and not self.presolve
                return replace(best, optimal=limited)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            # an integer but for rounding, which grows with the big-M penalties in it: hence not 1e-6
            bound = max(0, ceil(solver.best_objective_bound - 1e-4))
            count_bound = min(count_bound, len(self.cases) - bound // penalty)
            reckoned = x.reckoned_waiting(solver)  # before a cut makes variables that this solution has not
            try:
                found = self._with_slots(x, solver, reckoned, control)
            except OutOfTimeError:  # forbidding what was only not found would spoil the bounds
                break
            if found is not None:
                value = round(solver.objective_value) + weight * (found.waiting - sum(reckoned.values()))
                if best is None or value < best.value:
                    best = BlockResult(found.bookings, value=value)
                waiting_rounds -= 1
                charged = [weight * quarters for key, quarters in x.waiting.items() if key not in known]
                x.model.minimize(cp_model.LinearExpr.sum([objective, *charged]))
            if best is not None:
                # within a tolerance the solver says optimal too
                proven = self.tolerance == 0 and best.value <= bound
                best = replace(best, optimal=proven, count_bound=count_bound)
                if proven or (found is not None and not found.cuts) or waiting_rounds < 0 or self.tolerance > 0:
                    return best
        return BlockResult(None, count_bound=count_bound) if best is None else best

    def _with_slots(
        self, x: BlockVariables, solver: cp_model.CpSolver, reckoned: TrainerQuarters, control: Control
    ) -> SlotResult | None:
        """Bookings for what the master decided; None after posting cuts for what has no slots."""
        # a stop must not lose what was decided: looking for slots takes milliseconds
        apart = control.detached(BLOCK_SETTINGS.slot_seconds)
        bound_to_half_day = {cut.student for cut in self.restrictions.no_good_cuts}
        try:
            return SlotSubproblem(x, apart, bound_to_half_day).solve(
                x.assignments(solver), x.unchanged_bookings(solver), reckoned
            )
        finally:
            control.charge(apart.elapsed)
