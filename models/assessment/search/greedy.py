"""A first complete roster: school by school, each on what is still free. Heuristic; proves nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date
from types import MappingProxyType

from instances.domain.entities import Slot
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Booking
from models.assessment.block.assessor_shortlist import Shortlist
from models.assessment.block.model import Block
from models.assessment.block.slot_assignment import DayWpa, OutOfTimeError, assign_slots
from models.assessment.column_generation.day_pools import day_pools_beside
from models.assessment.column_generation.dual_prices import constant_prices
from models.assessment.column_generation.pricing import DayBookings, solve_pricing
from models.assessment.data.cases import AssessmentData, Case
from models.assessment.data.fair_share import FairShares
from models.assessment.data.fixed_part import FixedPart
from models.assessment.search.settings import GREEDY_SETTINGS
from models.search.control import Control
from models.search.phases import Phase

NOTHING: Assessment = MappingProxyType({})
MANY = 99  # assessors, for a WPA that needs none of the institute


def chunks(cases: Sequence[Case]) -> list[list[Case]]:
    """The WPAs in the order in which they are scheduled: pinned ones together first, then parts of schools.

    Args:
        cases: WPAs that can be scheduled.

    Returns:
        Every case once; the school with the fewest combinations of slots and assessors first.
    """
    pinned = [case for case in cases if case.pinned]
    schools: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if not case.pinned:
            schools[case.school].append(case)
    size = GREEDY_SETTINGS.chunk_size
    parts = [members[i : i + size] for members in schools.values() for i in range(0, len(members), size)]

    def combinations(chunk: list[Case]) -> tuple[int, str]:
        least = min(len(case.slots) * min(len(case.field), len(case.institute) or MANY) for case in chunk)
        return (least, chunk[0].id)

    return ([pinned] if pinned else []) + sorted(parts, key=combinations)


def construct(
    data: AssessmentData,
    cases: Sequence[Case],
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
    booked: Assessment = NOTHING,
) -> dict[str, Booking] | None:
    """A first roster from nothing, or from what is booked already.

    Args:
        data: Rules and costs.
        cases: WPAs that can be scheduled.
        shares: Fair shares (V2) when all of them are.
        shortlist: Ranks the assessors to consider.
        control: Time, stop button and progress.
        booked: Bookings of other WPAs; they stay.

    Returns:
        Student id to booking for what is booked already and as many cases as come out in time; None when not even the
        pinned WPAs did.
    """
    fixed = FixedPart(data, booked)
    bookings = fixed.bookings
    for chunk in chunks(cases):
        if control.remaining <= 0:
            return None if chunk[0].pinned else bookings
        found = _solve_chunk(data, chunk, fixed, shares, shortlist, control)
        if found is None and chunk[0].pinned:
            return None
        fixed.add(found or {})
        control.report(Phase.FIRST_WPA, count=len(bookings))
    return bookings


def realise(
    data: AssessmentData,
    cases: Sequence[Case],
    wanted: DayBookings,
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
) -> dict[str, Booking] | None:
    """A roster from days and assessors that are wanted; a school for which those have no slots is solved anew.

    Args:
        data: Rules and costs.
        cases: WPAs that can be scheduled.
        wanted: Days and assessors, for instance of chosen columns.
        shares: Fair shares (V2) when all cases are scheduled.
        shortlist: Ranks the assessors to consider where a school is solved anew.
        control: Time and stop button.

    Returns:
        Student id to booking; None when there was not even time for the pinned WPAs.
    """
    fixed = FixedPart(data, {})
    bookings = fixed.bookings
    ahead = Counter(trainer for booking in wanted.values() for trainer in booking.assessors)
    for chunk in chunks(cases):
        if control.remaining <= 0:
            return None if chunk[0].pinned else bookings
        for case in chunk:
            if case.id in wanted:
                ahead.subtract(wanted[case.id].assessors)
        # what is wanted of everyone elsewhere is no longer free here
        left = {trainer: share - ahead[trainer] for trainer, share in shares.items()}
        found = None
        if not chunk[0].pinned:
            found = _with_slots(data, chunk, fixed, wanted, control)
            if found is None:
                found = _with_same_assessors(data, chunk, bookings, wanted, left, control)
        if found is None:
            found = _solve_chunk(data, chunk, fixed, left, shortlist, control, priced=False)
        if found is None and chunk[0].pinned:
            return None
        fixed.add(found or {})
    return bookings


def _with_slots(
    data: AssessmentData, chunk: list[Case], fixed: FixedPart, wanted: DayBookings, control: Control
) -> dict[str, Booking] | None:
    """The chunk on exactly the wanted days with exactly the wanted assessors; None when that has no slots."""
    by_day: dict[date, list[DayWpa]] = defaultdict(list)
    for case in chunk:
        if case.id not in wanted:
            return None
        day, assessors = wanted[case.id].day, wanted[case.id].assessors
        if assessors in data.instance.excluded_pairs and Rule.A9 not in data.without:
            return None
        by_day[day].append(DayWpa(case, assessors, _slots_on(data, fixed, case, day, assessors)))
    load = Counter(trainer for wpas in by_day.values() for wpa in wpas for trainer in wpa.assessors)
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
        found |= {wpa.case.id: Booking(chosen.slots[wpa.case.id], *wpa.assessors) for wpa in wpas}
    return found


def _slots_on(
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


def _with_same_assessors(
    data: AssessmentData,
    chunk: list[Case],
    bookings: dict[str, Booking],
    wanted: DayBookings,
    shares: FairShares,
    control: Control,
) -> dict[str, Booking] | None:
    """All WPAs of the chunk with the assessors that are wanted at the school, on days of their own."""
    assessors = {trainer for case in chunk if case.id in wanted for trainer in wanted[case.id].assessors}
    shortlists = {case.id: assessors for case in chunk}
    block = Block(data, chunk, bookings, shares, shortlists, tolerance=GREEDY_SETTINGS.tolerance)
    found = block.solve(control, GREEDY_SETTINGS.same_assessors_seconds)
    return found.bookings if found.bookings is not None and len(found.bookings) == len(chunk) else None


def _solve_chunk(
    data: AssessmentData,
    chunk: list[Case],
    fixed: FixedPart,
    shares: FairShares,
    shortlist: Shortlist,
    control: Control,
    priced: bool = True,
) -> dict[str, Booking] | None:
    """The chunk beside what is booked; not ``priced`` when the shares know what others want of everyone."""
    bookings = fixed.bookings
    column = _column_beside(chunk, fixed, shortlist, control) if priced else None
    if column is not None and not chunk[0].pinned:
        found = _with_slots(data, chunk, fixed, column, control)
        if found is not None:
            return found
    prices = shortlist.seat_prices() if priced else None
    shortlists = shortlist.shortlists(chunk, bookings, GREEDY_SETTINGS.narrow_width)
    block = Block(data, chunk, bookings, shares, shortlists, seat_prices=prices, tolerance=GREEDY_SETTINGS.tolerance)
    narrow = block.solve(control, GREEDY_SETTINGS.narrow_seconds)
    if narrow.bookings is not None and len(narrow.bookings) == len(chunk):
        return narrow.bookings
    few = all(len(pool) <= GREEDY_SETTINGS.wide_width for case in chunk for pool in (case.field, case.institute))
    shortlists = {} if few else shortlist.shortlists(chunk, bookings, GREEDY_SETTINGS.wide_width)
    block = Block(data, chunk, bookings, shares, shortlists, seat_prices=prices)
    wide = block.solve(control, GREEDY_SETTINGS.wide_seconds)
    return narrow.bookings if wide.bookings is None else wide.bookings


def _column_beside(
    chunk: Sequence[Case], fixed: FixedPart, shortlist: Shortlist, control: Control
) -> DayBookings | None:
    """The cheapest days and assessors for one school with what is booked fixed; above their share they cost more."""
    shortlists = shortlist.shortlists(chunk, fixed.bookings, GREEDY_SETTINGS.column_width)
    prices = constant_prices(shortlist.prices_at_load(fixed.total))
    day_pools = day_pools_beside(fixed, chunk, {trainer for pool in shortlists.values() for trainer in pool}, prices)
    found = solve_pricing(chunk, day_pools, prices, control, tolerance=GREEDY_SETTINGS.tolerance)
    return None if found is None else found.bookings
