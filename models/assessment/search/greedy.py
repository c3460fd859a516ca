"""A first complete roster: school by school, each on what is still free. Heuristic; proves nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.model import Block
from models.assessment.block.slot_assignment import DayWpa, OutOfTimeError, assign_slots
from models.assessment.column_generation.dual_prices import DualPrices, flat
from models.assessment.column_generation.pricing import (
    Offer,
    Plan,
    day_choices,
    solve_pricing,
    undominated,
    without_copies,
)
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares
from models.assessment.data.fixed_part import FixedPart
from models.search.control import Control
from models.search.phases import Phase

WIDTH = 5  # assessors per pool and WPA in the first try; everyone in the second
GOOD_ENOUGH = 0.03  # gap of one school in a first roster; improved later anyway
PLAN_WIDTH = 16  # assessors per pool and WPA in the plan of one school
NEAR_SECONDS = 1.0  # for one school with the assessors of the plan on other days
LARGEST = 12  # WPAs of one school in one go


def by_school(data: AssessmentData, cases: Sequence[Case]) -> list[list[Case]]:
    """Pinned WPAs in one block first, then school by school, the tightest first."""
    pinned = [case for case in cases if case.pinned]
    schools: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if not case.pinned:
            schools[case.school].append(case)
    chunks = [members[i : i + LARGEST] for members in schools.values() for i in range(0, len(members), LARGEST)]

    def slack(chunk: list[Case]) -> tuple[int, str]:
        room = min(len(case.slots) * min(len(case.field), len(case.institute) or 99) for case in chunk)
        return (room, chunk[0].id)

    return ([pinned] if pinned else []) + sorted(chunks, key=slack)


def construct(
    data: AssessmentData,
    cases: Sequence[Case],
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
) -> dict[str, Booking] | None:
    """Bookings for as many cases as come out in time; None when not even the pinned WPAs did."""
    bookings: dict[str, Booking] = {}
    for chunk in by_school(data, cases):
        if control.remaining <= 0:
            return None if chunk[0].pinned else bookings
        found = _place_chunk(data, chunk, bookings, shares, shortlist, control)
        if found is None and chunk[0].pinned:
            return None
        bookings |= found or {}
        control.report(Phase.FIRST_WPA, count=len(bookings))
    return bookings


def realise(
    data: AssessmentData,
    cases: Sequence[Case],
    plan: Plan,
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
) -> dict[str, Booking] | None:
    """Bookings after a plan of days and assessors; a school whose plan has no slots left is solved anew.

    None when there was no time to finish it.
    """
    bookings: dict[str, Booking] = {}
    ahead = Counter(trainer for _, *seats in plan.values() for trainer in seats if trainer is not None)
    for chunk in by_school(data, cases):
        if control.remaining <= 0:
            return None if chunk[0].pinned else bookings
        for case in chunk:
            ahead.subtract(trainer for trainer in plan.get(case.id, ())[1:] if trainer is not None)
        # what the plan still wants of everyone elsewhere is no longer free here
        left = {trainer: share - ahead[trainer] for trainer, share in shares.items()}
        found = None
        if not chunk[0].pinned:
            found = _as_planned(data, chunk, bookings, plan, control)
            if found is None:
                found = _near_plan(data, chunk, bookings, plan, left, control)
        if found is None:
            found = _place_chunk(data, chunk, bookings, left, shortlist, control, planned=True)
        if found is None and chunk[0].pinned:
            return None
        bookings |= found or {}
    return bookings


def _as_planned(
    data: AssessmentData, chunk: list[Case], bookings: dict[str, Booking], plan: Plan, control: Control
) -> dict[str, Booking] | None:
    fixed = FixedPart(data, bookings)
    by_day: dict[date, list[DayWpa]] = defaultdict(list)
    for case in chunk:
        if case.id not in plan:
            return None
        day, *seats = plan[case.id]
        assessors = tuple(trainer for trainer in seats if trainer is not None)
        if assessors in data.instance.excluded_pairs and Rule.A9 not in data.without:
            return None
        slots = _planned_slots(data, fixed, case, day, assessors)
        by_day[day].append(DayWpa(case, assessors, slots))
    load = Counter(trainer for wpas in by_day.values() for s in wpas for trainer in s.assessors)
    if any(count > fixed.room_total(trainer) for trainer, count in load.items()):
        return None
    found: dict[str, Booking] = {}
    for day, wpas in by_day.items():
        on_day = Counter(trainer for wpa in wpas for trainer in wpa.assessors)
        if any(count > fixed.room_on(trainer, day) for trainer, count in on_day.items()):
            return None
        try:
            chosen = assign_slots(data, fixed, wpas, control)
        except OutOfTimeError:
            return None
        if chosen is None:
            return None
        found |= {wpa.case.id: Booking(chosen[wpa.case.id], *wpa.assessors) for wpa in wpas}
    return found


def _near_plan(
    data: AssessmentData,
    chunk: list[Case],
    bookings: dict[str, Booking],
    plan: Plan,
    shares: FairShares,
    control: Control,
) -> dict[str, Booking] | None:
    """All WPAs of the chunk with the assessors that the plan sends to the school, on days of their own."""
    team = {trainer for case in chunk if case.id in plan for trainer in plan[case.id][1:] if trainer is not None}
    pools = {case.id: team for case in chunk}
    found = Block(data, chunk, bookings, shares, pools, tolerance=GOOD_ENOUGH).solve(control, NEAR_SECONDS)
    return found.bookings if found.bookings is not None and len(found.bookings) == len(chunk) else None


def _place_chunk(
    data: AssessmentData,
    chunk: list[Case],
    bookings: dict[str, Booking],
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
    planned: bool = False,
) -> dict[str, Booking] | None:
    """``planned``: the balance knows what other schools want of everyone, so prices need not say it."""
    plan = None if planned else plan_beside(data, chunk, bookings, shortlist, control)
    if plan is not None and not chunk[0].pinned:
        found = _as_planned(data, chunk, bookings, plan, control)
        if found is not None:
            return found
    seat_prices = None if planned else shortlist.seat_prices()
    pools = shortlist.pools(chunk, bookings, WIDTH)
    narrow = Block(data, chunk, bookings, shares, pools, seat_prices=seat_prices, tolerance=GOOD_ENOUGH).solve(
        control, 2.0
    )
    if narrow.bookings is not None and len(narrow.bookings) == len(chunk):
        return narrow.bookings
    wide = Block(data, chunk, bookings, shares, seat_prices=seat_prices).solve(control, 20.0)
    return narrow.bookings if wide.bookings is None else wide.bookings


def plan_beside(
    data: AssessmentData, chunk: Sequence[Case], bookings: dict[str, Booking], shortlist: Shortlist, control: Control
) -> Plan | None:
    """The cheapest plan for one school with what the bookings leave free; assessors above their share cost more."""
    fixed = FixedPart(data, bookings)
    pools = shortlist.pools(chunk, bookings, PLAN_WIDTH)
    tariffs = flat(shortlist.prices_at_load(fixed.total))
    offers = offers_beside(fixed, chunk, {trainer for pool in pools.values() for trainer in pool}, tariffs)
    found = solve_pricing(chunk, offers, tariffs, control, tolerance=GOOD_ENOUGH)
    return None if found is None else found.plan


def offers_beside(
    fixed: FixedPart, chunk: Sequence[Case], trainers: Collection[str], tariffs: DualPrices
) -> list[Offer]:
    """Who can come to one school on which days beside the fixed WPAs; who is never needed is left out."""
    data, school = fixed.data, chunk[0].school
    by_day: dict[date, dict[str, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for case in chunk:
        for slot in case.slots:
            if fixed.slot_free(case, slot):
                by_day[slot.date][case.id].append(slot)
    slots_of_school = {slot.id: slot for slots in by_day.values() for found in slots.values() for slot in found}
    free = {
        trainer: {
            slot.id
            for slot in slots_of_school.values()
            if slot.id in data.open_slots[trainer] and fixed.trainer_free(trainer, school, slot)
        }
        for trainer in sorted(trainers)
    }
    offers = []
    for day, slots in sorted(by_day.items()):
        for in_field in (True, False):
            choices = [
                replace(
                    choice,
                    capacity=min(choice.capacity, fixed.room_on(t, day), fixed.room_total(t)),
                    trip=0 if (t, day, school) in fixed.trips else choice.trip,
                )
                for choice in day_choices(data, school, day, chunk, slots, in_field, free)
                if min(fixed.room_on(t := choice.trainer, day), fixed.room_total(t)) > 0
            ]
            offers.append((day, in_field, undominated(choices, tariffs)))
    return without_copies(offers, len(chunk))


def _planned_slots(
    data: AssessmentData, fixed: FixedPart, case: Case, day: date, assessors: tuple[str, ...]
) -> tuple[Slot, ...]:
    """The slots of the day that all assessors can do, those they mark ``liever niet`` only if there is no other."""
    free = [
        slot
        for slot in case.slots
        if slot.date == day
        and fixed.slot_free(case, slot)
        and all(slot.id in data.open_slots[t] and fixed.trainer_free(t, case.school, slot) for t in assessors)
    ]
    willing = [slot for slot in free if all(slot.id not in data.reluctant_slots[t] for t in assessors)]
    return tuple(willing or free)
