"""The wishes as linear terms of the program of slots and seats: V1-V5 and V8. Knows no rule.

V6 is left out, which never costs less than nothing. V8 is exact within a school; between two schools it is what is
waited at least, whichever they are. So the least of the program is a lower bound.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

from ortools.math_opt.python import mathopt

from instances.domain.entities import Slot
from instances.domain.rulebook import Wish
from models.assessment.data.fair_share import shares_for_seats
from models.assessment.data.waiting import quarters, travel_minutes
from models.assessment.slot_program.rules import Seat, SlotProgram, Terms

Costs = list[mathopt.LinearTypes]


def cost_terms(program: SlotProgram, count: int) -> Costs:
    """What the seats cost, weighted.

    Args:
        program: Gets the rows that the terms need.
        count: How many WPAs are scheduled.

    Returns:
        Terms of the objective, in units of cost.
    """
    return [*_seats(program), *_trips(program), *_workload(program, count), *_waiting(program)]


def _seats(program: SlotProgram) -> Costs:
    """V3, V4 and V5."""
    data = program.data
    weight = data.instance.settings.weights[Wish.V4]
    found: Costs = []
    for (student, slot, trainer), take in program.take.items():
        cost = data.seat_cost(data.cases[student], trainer) + weight * (slot in data.reluctant_slots[trainer])
        if cost:
            found.append(cost * take)
    return found


def _trips(program: SlotProgram) -> Costs:
    """V1, each WPA linked by itself: far stronger than all of a school at once."""
    data, weight = program.data, program.data.instance.settings.weights[Wish.V1]
    found: Costs = []
    for (trainer, _), seats in program.of_trainer.items():
        of_wpa: dict[tuple[str, str], Terms] = defaultdict(list)
        for case, _slot, take in seats:
            of_wpa[case.school, case.id].append(take)
        trips: dict[str, mathopt.Variable] = {}
        for (school, _student), takes in of_wpa.items():
            minutes = weight * data.trip_minutes(trainer, school)
            if not minutes:
                continue
            if school not in trips:
                trips[school] = program.model.add_binary_variable()
                found.append(minutes * trips[school])
            program.model.add_linear_constraint(mathopt.fast_sum(takes) <= trips[school])
    return found


def _workload(program: SlotProgram, count: int) -> Costs:
    """V2. Where not all are scheduled as many as can be have two assessors: the larger share is never dearer."""
    data, weight = program.data, program.data.instance.settings.weights[Wish.V2]
    shares = shares_for_seats(data, count, min(count, sum(case.two for case in program.cases)))
    load: dict[str, Terms] = defaultdict(list)
    for (_, _, trainer), take in program.take.items():
        load[trainer].append(take)
    found: Costs = []
    for trainer, takes in load.items():
        share = shares.get(trainer, 0)
        if weight and len(takes) > share:
            over = program.model.add_variable(lb=0)
            program.model.add_linear_constraint(mathopt.fast_sum(takes) - over <= share)
            found.append(weight * over)
    return found


def _waiting(program: SlotProgram) -> Costs:
    """V8, for every two slots of an assessor's day with none of the assessor's WPAs in between."""
    weight = program.data.instance.settings.weights[Wish.V8]
    found: Costs = []
    for (trainer, _), seats in program.of_trainer.items() if weight else ():
        slots = {slot.id: slot for _, slot, _ in seats}
        order = sorted(slots.values(), key=lambda slot: (slot.begin_minute, slot.end_minute))
        for first, second in combinations(order, 2):
            if second.begin_minute >= first.end_minute:
                between = [take for _, slot, take in seats if _inside(slot, first, second)]
                found += [weight * gap for gap in _gap(program, trainer, seats, first, second, between)]
    return found


def _inside(slot: Slot, first: Slot, second: Slot) -> bool:
    return first.end_minute <= slot.begin_minute and slot.end_minute <= second.begin_minute


def _gap(program: SlotProgram, trainer: str, seats: Sequence[Seat], first: Slot, second: Slot, between: Terms) -> Terms:
    """The quarters between two slots: all of them at one school, the least of any two schools otherwise."""
    minutes = second.begin_minute - first.end_minute
    most = quarters(minutes)
    if not most:
        return []
    there: dict[str, dict[str, Terms]] = {first.id: defaultdict(list), second.id: defaultdict(list)}
    for case, slot, take in seats:
        if slot.id in there:
            there[slot.id][case.school].append(take)
    before, after = there[first.id], there[second.id]
    gap = program.model.add_variable(lb=0)
    least = min(
        quarters(minutes - travel_minutes(program.data, trainer, school, other)) for school in before for other in after
    )
    pairs = [(most, before[school], after[school]) for school in before if school in after]
    if least:
        pairs.append((least, _all(before), _all(after)))
    for count, one, other in pairs:
        both = mathopt.fast_sum([*one, *other]) - mathopt.fast_sum(between) - 1
        program.model.add_linear_constraint(gap >= count * both)
    return [gap]


def _all(side: Mapping[str, Terms]) -> Terms:
    """The seats at a slot, at any school."""
    return [take for takes in side.values() for take in takes]
