"""The objective of the master of a block: the wishes V1-V8 as linear terms, and the penalties beside them.

The number of WPAs goes before their cost: what is left out has a big-M penalty, so that one objective of exact integers
says both. All terms are exact but V8's, which grows by the cuts of slot_cuts.py. Posts only the rows that define its
own variables, and those that hold a block near a roster.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from itertools import combinations

from ortools.sat.python import cp_model

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.block.change_penalty import ChangePenalty, cost_upper_bound
from models.assessment.block.slot_assignment import counts_waiting
from models.assessment.block.variables import BlockVariables
from models.assessment.data.conflict_sets import conflict_sets
from models.assessment.data.fair_share import PAIR_LIMIT, FairShares
from models.assessment.data.waiting import day_quarters, least_between

Term = list[tuple[cp_model.LinearExprT, int]]
"""What a wish adds: expressions with the integer that each is multiplied by."""


def travel(x: BlockVariables, shares: FairShares) -> Term:
    """V1: minutes of every trip that the fixed part does not make already."""
    term: Term = []
    for trainer in x.trainers():
        for day in x.days_of(trainer):
            for school, seats in _by_school_and_case(x, trainer, day).items():
                minutes = x.data.trip_minutes(trainer, school)
                if minutes == 0 or (trainer, day, school) in x.fixed.trips:
                    continue
                trip = x.trip(trainer, day, school)
                for taken in seats:
                    # per WPA, not per seat: a WPA has one slot, and this bound is far stronger
                    x.model.add(cp_model.LinearExpr.sum(taken) <= trip)
                term.append((trip, minutes))
    return term


def _by_school_and_case(x: BlockVariables, trainer: str, day: date) -> dict[str, list[list[cp_model.IntVar]]]:
    grouped: dict[tuple[str, str], list[cp_model.IntVar]] = defaultdict(list)
    for case, _, seat in x.on_day(trainer, day):
        grouped[case.school, case.id].append(seat)
    schools: dict[str, list[list[cp_model.IntVar]]] = defaultdict(list)
    for (school, _), seats in grouped.items():
        schools[school].append(seats)
    return schools


def workload(x: BlockVariables, shares: FairShares) -> Term:
    """V2: WPAs above the fair share, beyond what the fixed part is above it already."""
    term: Term = []
    for trainer in x.trainers():
        seats = [seat for case in x.cases for seat in x.seats_of(case, trainer)]
        room = shares.get(trainer, 0) - x.fixed.total[trainer]
        if len({case.id for case in x.cases if x.seats_of(case, trainer)}) <= room:
            continue
        over = x.model.new_int_var(0, len(seats), f"over {trainer}")
        x.model.add(over >= cp_model.LinearExpr.sum(seats) - max(room, 0))
        term.append((over, 1))
    return term


def _seat_term(wish: Wish) -> Callable[[BlockVariables, FairShares], Term]:
    def term(x: BlockVariables, shares: FairShares) -> Term:
        found: Term = []
        for case in x.cases:
            for trainer in dict.fromkeys(case.eligible):
                amount = x.data.seat_measures(case, trainer)[wish]
                if amount:
                    found += [(seat, amount) for seat in x.seats_of(case, trainer)]
        return found

    return term


def reluctance(x: BlockVariables, shares: FairShares) -> Term:
    """V4: own SO or IO under ``liever niet``, and times marked ``liever niet``."""
    times: Term = [
        (seat, 1)
        for (student, half_day, trainer), seat in x.seat.items()
        if any(slot.id in x.data.reluctant_slots[trainer] for slot in x.slots[student, half_day])
    ]
    return _seat_term(Wish.V4)(x, shares) + times


def varied_pairs(x: BlockVariables, shares: FairShares) -> Term:
    """V6: WPAs of one pair above three; only pairs that could get there need variables."""
    cases = [case for case in x.cases if case.two]
    in_block: dict[str, set[str]] = defaultdict(set)
    seats = {
        (case.id, t): taken for case in cases for t in dict.fromkeys(case.eligible) if (taken := x.seats_of(case, t))
    }
    for case_id, trainer in seats:
        in_block[trainer].add(case_id)
    field = sorted({t for case in cases for t in case.field if t in in_block})
    institute = sorted({t for case in cases for t in case.institute if t in in_block})
    term: Term = []
    for a in field:
        for b in institute:
            both = in_block[a] & in_block[b]
            fixed = x.fixed.pairs[a, b]
            if a == b or len(both) + fixed <= PAIR_LIMIT:
                continue
            together = []
            for case in sorted(both):
                meet = x.model.new_bool_var(f"meet {case} {a} {b}")
                x.model.add(
                    meet >= cp_model.LinearExpr.sum(seats[case, a]) + cp_model.LinearExpr.sum(seats[case, b]) - 1
                )
                together.append(meet)
            above = x.model.new_int_var(0, len(both), f"above {a} {b}")
            x.model.add(above >= cp_model.LinearExpr.sum(together) - max(PAIR_LIMIT - fixed, 0))
            term.append((above, 1))
    return term


def changes(x: BlockVariables, shares: FairShares) -> Term:
    """V7: WPAs of the previous roster with another slot or assessor, or no longer scheduled."""
    return changed_bookings(x, x.data.previous) if x.data.replanning else []


def changed_bookings(x: BlockVariables, roster: Assessment) -> Term:
    """WPAs of the block that have not exactly the booking that they have in this roster."""
    same = [x.is_unchanged(case, roster[case.id]) for case in x.cases if case.id in roster]
    return [(1 if literal is None else 1 - literal, 1) for literal in same]


def waiting(x: BlockVariables, shares: FairShares) -> Term:
    """V8, as far as the master can know: between fixed WPAs, and on the way from one school to another.

    The first stays where nothing of the block comes in between. Post V1 first: it makes the trips.
    """
    if not counts_waiting(x.data):
        return []
    for trainer in x.trainers():
        for day in x.days_of(trainer):
            fixed = x.fixed.visits(trainer, day)
            now = day_quarters(x.data, trainer, fixed)
            if now:
                more = cp_model.LinearExpr.sum([seat for _, _, seat in x.on_day(trainer, day)])
                x.model.add(x.wait(trainer, day) >= now - now * more)
            _between_schools(x, trainer, day, {school for school, _ in fixed})
    return [(quarters, 1) for quarters in x.waiting.values()]


def _between_schools(x: BlockVariables, trainer: str, day: date, fixed: Collection[str]) -> None:
    """Who goes to two schools and no third goes from the one to the other; to some, nobody can go in time (A7)."""
    visited = {case.school: x.trips.get((trainer, day, case.school)) for case, _, _ in x.on_day(trainer, day)}
    trips: dict[str, cp_model.LinearExprT] = {school: trip for school, trip in visited.items() if trip is not None}
    trips |= dict.fromkeys(fixed, 1)
    for school, other in combinations(sorted(trips), 2):
        if school in fixed and other in fixed:
            continue
        least = least_between(x.data, trainer, day, school, other)
        both = [trips[school], trips[other]]
        if least is None:
            x.model.add(cp_model.LinearExpr.sum(both) <= 1)
        elif least:
            third = cp_model.LinearExpr.sum([trip for each, trip in trips.items() if each not in (school, other)])
            x.model.add(x.wait(trainer, day) >= least * (cp_model.LinearExpr.sum(both) - 1 - third))


WISH_TERMS: dict[Wish, Callable[[BlockVariables, FairShares], Term]] = {
    Wish.V1: travel,
    Wish.V2: workload,
    Wish.V3: _seat_term(Wish.V3),
    Wish.V4: reluctance,
    Wish.V5: _seat_term(Wish.V5),
    Wish.V6: varied_pairs,
    Wish.V7: changes,
    Wish.V8: waiting,
}


# -- the whole objective -------------------------------------------------------------------------------


def cost_terms(
    x: BlockVariables,
    shares: FairShares,
    seat_prices: Mapping[str, int] | None,
    change_penalty: ChangePenalty | None,
) -> Term:
    """What the scheduled WPAs of a block cost, weighted.

    Args:
        x: The variables of the block; gets the rows that the terms need.
        shares: The fair shares (V2).
        seat_prices: Trainer id to a price per WPA that replaces V2; None leaves V2 as it is.
        change_penalty: A roster to stay near, if any.

    Returns:
        Expressions with the integer that each is multiplied by, in units of cost.
    """
    weights = x.data.instance.settings.weights
    left_out = {wish for wish in WISH_TERMS if not weights[wish]}
    if not x.data.replanning:
        left_out.add(Wish.V7)
    cost: Term = []
    if seat_prices is not None:
        left_out.add(Wish.V2)
        cost += [(seat, seat_prices.get(trainer, 0)) for (_, _, trainer), seat in x.seat.items()]
    for wish, term in WISH_TERMS.items():
        if wish not in left_out:
            cost += [(expr, weights[wish] * amount) for expr, amount in term(x, shares)]
    if change_penalty is not None:
        cost += _penalised_changes(x, change_penalty)
    return cost


def _penalised_changes(x: BlockVariables, change_penalty: ChangePenalty) -> Term:
    """The changed bookings at their price, with the rows that bound how few they can be, and how many they may be."""
    changed = changed_bookings(x, change_penalty.roster)
    before = {case.id: change_penalty.roster[case.id] for case in x.cases if case.id in change_penalty.roster}
    possible = {student: booking for student, booking in before.items() if booking in x.unchanged[student]}
    for members, limit in conflict_sets(x.data, possible):
        same = [x.unchanged[student][before[student]] for student in sorted(members)]
        x.model.add(cp_model.LinearExpr.sum(same) <= limit)
    if change_penalty.max_changes is not None:
        elsewhere = change_penalty.changed_bookings(x.fixed.bookings, {case.id for case in x.cases})
        here = cp_model.LinearExpr.sum([expr for expr, _ in changed])
        x.model.add(here <= change_penalty.max_changes - elsewhere)
    return [(expr, change_penalty.price) for expr, _ in changed]


def unscheduled_penalty(
    x: BlockVariables, seat_prices: Mapping[str, int] | None, change_penalty: ChangePenalty | None
) -> int:
    """The big-M penalty of a WPA that is left out: scheduling one more always wins from any saving in the block."""
    prices = 2 * max(seat_prices.values(), default=0) if seat_prices else 0
    change = 0 if change_penalty is None else change_penalty.price
    waits = sum(
        day_quarters(x.data, trainer, x.fixed.visits(trainer, day))
        for trainer in x.trainers()
        for day in x.days_of(trainer)
    )
    fixed = x.data.instance.settings.weights[Wish.V8] * waits
    return 1 + fixed + sum(cost_upper_bound(x.data, case) + prices + change for case in x.cases)
