"""One block of WPAs, solved beside a fixed context: half days and assessors first, then slots, with cuts.

The block model decides half day and assessors at exact cost; timing.py gives the slots of each day. Where a
day has no slots for a set of WPAs, that set is forbidden and the block solved again (logic-based Benders
decomposition, Hooker 2007). A block that comes out with slots and was solved to optimality is optimal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil

from ortools.sat.python import cp_model

from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Assessment, Booking
from models.assessment.block.change_penalty import ChangePenalty, cost_upper_bound
from models.assessment.block.constraints import BLOCK_RULES
from models.assessment.block.objective import WISH_TERMS, changed_bookings
from models.assessment.block.restrictions import UNRESTRICTED, Restrictions
from models.assessment.block.settings import BLOCK_SETTINGS
from models.assessment.block.slot_assignment import OutOfTimeError
from models.assessment.block.slot_cuts import SlotSubproblem
from models.assessment.block.variables import AllowedSeats, BlockVariables, Pools, Seats
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.conflict_sets import conflict_sets
from models.assessment.data.fair_share import FairShares
from models.assessment.data.fixed_part import FixedPart, outside
from models.search.control import Control, solve


@dataclass(frozen=True, slots=True)
class BlockResult:
    """``bookings`` is None when nothing was found; ``optimal`` and ``infeasible`` are proven for the block.

    ``count_bound`` holds for the block beside its context and with its pools: the most WPAs that can be scheduled.
    ``value`` is what the bookings were found at, WPAs left out and the price of loyalty included.
    """

    bookings: dict[str, Booking] | None
    optimal: bool = False
    infeasible: bool = False
    count_bound: int = 0
    value: int = 0


@dataclass(frozen=True)
class Block:
    """What to solve: the cases, all bookings of the roster so far, and whom to consider.

    ``pools`` and, narrower, ``allowed_seats`` say whom to consider. ``seat_prices`` replaces the workload (V2) by a
    price per WPA of each assessor, for a first roster that looks ahead. ``tolerance`` is the gap (0-1) that is good
    enough; ``presolve`` off is for a second opinion on a block that seems infeasible. ``change_penalty`` adds a price
    for each changed booking.
    """

    data: AssessmentData
    cases: Sequence[Case]
    bookings: Assessment
    shares: FairShares
    pools: Pools = field(default_factory=dict)
    seat_prices: Mapping[str, int] | None = None
    tolerance: float = 0.0
    presolve: bool = True
    change_penalty: ChangePenalty | None = None
    restrictions: Restrictions = UNRESTRICTED
    allowed_seats: AllowedSeats = field(default_factory=dict)

    def solve(self, control: Control, seconds: float) -> BlockResult:
        """Schedule as many as can be, then at the least cost. One objective: exact integers."""
        model = cp_model.CpModel()
        fixed = FixedPart(self.data, outside(self.bookings, (case.id for case in self.cases)))
        x = BlockVariables(model, self.data, self.cases, fixed, self.pools, self.allowed_seats)
        # without A2 no case asks for two assessors, and the seats are filled all the same
        left_out = self.data.without - {Rule.A2}
        for rule, post in BLOCK_RULES.items():
            if rule not in left_out:
                post(x)
        if self.restrictions.counts is not None:
            self._fix_counts(x)
        self._post_bars(x)
        prize = self._prize()
        cost = self._cost(x)
        self._fix_spreads(x)
        terms = cost + [(1 - x.scheduled(case), prize) for case in self.cases]
        whole = cp_model.LinearExpr.sum([expr * weight for expr, weight in terms])
        model.minimize(whole)
        if self.restrictions.cost_limit is not None:
            model.add(whole <= self.restrictions.cost_limit)
        if any(case.id in self.bookings for case in self.cases):
            x.hint(self.bookings)
        ends = control.elapsed + seconds
        count_bound = len(self.cases)
        for _ in range(BLOCK_SETTINGS.benders_rounds):
            left = ends - control.elapsed
            if left <= 0 or control.stopped:
                break
            # measured: the LP alone closes these models, its cuts cost more than they bring
            solver, status = solve(
                model,
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
                return BlockResult(None, infeasible=True)
            if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
                break
            bound = max(0, ceil(solver.best_objective_bound - 1e-4))
            count_bound = len(self.cases) - bound // prize
            decided, kept = x.decided(solver), x.decided_kept(solver)
            try:
                # a stop must not lose what was decided: looking for slots takes milliseconds
                found = self._with_slots(x, decided, kept, control)
            except OutOfTimeError:  # forbidding what was only not found would spoil the bounds
                break
            if found is not None:
                # within a tolerance the solver says optimal too
                proven = status == cp_model.OPTIMAL and self.tolerance == 0
                return BlockResult(found, proven, False, count_bound, round(solver.objective_value))
        return BlockResult(None, count_bound=count_bound)

    def _with_slots(
        self, x: BlockVariables, decided: dict[str, Seats], kept: Mapping[str, Booking], control: Control
    ) -> dict[str, Booking] | None:
        """Bookings for what the model decided; None after forbidding what has no slots."""
        grace = control.detached(BLOCK_SETTINGS.slot_seconds)
        try:
            return SlotSubproblem(x, grace).bookings(decided, kept)
        finally:
            control.charge(grace.elapsed)

    def _fix_counts(self, x: BlockVariables) -> None:
        assert self.restrictions.counts is not None
        total = cp_model.LinearExpr.sum
        x.model.add(total([x.scheduled(case) for case in self.cases]) == self.restrictions.counts[0])
        x.model.add(total([x.scheduled(case) for case in self.cases if case.two]) == self.restrictions.counts[1])

    def _post_bars(self, x: BlockVariables) -> None:
        for cut in self.restrictions.no_good_cuts:
            held = x.held.get((cut.student, cut.half_day))
            keys = [(cut.student, cut.half_day, trainer) for trainer in cut.assessors]
            if held is not None and all(key in x.seat for key in keys):
                x.model.add_bool_or([~held, *(~x.seat[key] for key in keys)])

    def _fix_spreads(self, x: BlockVariables) -> None:
        total = cp_model.LinearExpr.sum
        for school, spreads in self.restrictions.load_vectors.items():
            here = [case for case in self.cases if case.school == school]
            chosen = [x.model.new_bool_var(f"spread {school}") for _ in spreads]
            x.model.add_exactly_one(chosen)
            for trainer in dict.fromkeys(t for case in here for t in case.seats):
                taken = [seat for case in here for seat in x.seats_of(case, trainer)]
                wanted = [spread.loads.get(trainer, 0) * one for spread, one in zip(spreads, chosen, strict=True)]
                x.model.add(total(taken) == total(wanted))
            # no news for whole numbers, but it lifts the relaxation to what the schools alone tell
            least = [spread.cost * one for spread, one in zip(spreads, chosen, strict=True)]
            x.model.add(total(self._cost_at(x, school, here)) >= total(least))

    def _cost_at(self, x: BlockVariables, school: str, here: Sequence[Case]) -> list[cp_model.LinearExprT]:
        """V1, V3, V4 and V5 of one school."""
        weights, data = self.data.instance.settings.weights, self.data
        terms: list[cp_model.LinearExprT] = [
            weights[Wish.V1] * data.trip_minutes(trainer, school) * trip
            for (trainer, _, where), trip in x.trips.items()
            if where == school
        ]
        at_home = {case.id: case for case in here}
        for (student, half_day, trainer), seat in x.seat.items():
            if student in at_home:
                late = any(slot.id in data.reluctant_slots[trainer] for slot in x.slots[student, half_day])
                terms.append((data.seat_cost(at_home[student], trainer) + weights[Wish.V4] * late) * seat)
        return terms

    def _cost(self, x: BlockVariables) -> list[tuple[cp_model.LinearExprT, int]]:
        weights = self.data.instance.settings.weights
        left_out = {wish for wish in WISH_TERMS if not weights[wish]}
        if not self.data.replanning:
            left_out.add(Wish.V7)
        cost: list[tuple[cp_model.LinearExprT, int]] = []
        if self.seat_prices is not None:
            left_out.add(Wish.V2)
            cost += [(seat, self.seat_prices.get(trainer, 0)) for (_, _, trainer), seat in x.seat.items()]
        for wish, term in WISH_TERMS.items():
            if wish not in left_out:
                cost += [(expr, weights[wish] * amount) for expr, amount in term(x, self.shares)]
        if self.change_penalty is not None:
            cost += self._departing(x, self.change_penalty)
        return cost

    @staticmethod
    def _departing(x: BlockVariables, change_penalty: ChangePenalty) -> list[tuple[cp_model.LinearExprT, int]]:
        gone = changed_bookings(x, change_penalty.roster)
        here = {case.id: change_penalty.roster[case.id] for case in x.cases if case.id in change_penalty.roster}
        for members, limit in conflict_sets(x.data, {who: old for who, old in here.items() if old in x.kept[who]}):
            x.model.add(cp_model.LinearExpr.sum([x.kept[who][here[who]] for who in sorted(members)]) <= limit)
        if change_penalty.max_changes is not None:
            elsewhere = change_penalty.changed_bookings(x.fixed.bookings, {case.id for case in x.cases})
            x.model.add(cp_model.LinearExpr.sum([one for one, _ in gone]) <= change_penalty.max_changes - elsewhere)
        return [(one, change_penalty.price) for one, _ in gone]

    def _prize(self) -> int:
        """What a WPA left out costs: scheduling one more always wins from any saving."""
        guide = 2 * max(self.seat_prices.values(), default=0) if self.seat_prices else 0
        change_penalty = 0 if self.change_penalty is None else self.change_penalty.price
        return 1 + sum(cost_upper_bound(self.data, case) + guide + change_penalty for case in self.cases)
