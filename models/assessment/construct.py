"""A first complete roster: school by school, each on what is still free. Heuristic; proves nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from instances.solution import Booking
from models.assessment.block import Block
from models.assessment.options import Case, Options
from models.assessment.pools import Shortlist
from models.assessment.wishes import Balance
from models.search import Control

WIDTH = 5  # assessors per pool and WPA in the first try; everyone in the second
LARGEST = 12  # WPAs of one school in one go


def by_school(options: Options, cases: Sequence[Case]) -> list[list[Case]]:
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
    options: Options,
    cases: Sequence[Case],
    balance: Balance,
    shortlist: Shortlist,
    control: Control,
) -> dict[str, Booking] | None:
    """Bookings for as many cases as come out; None when the pinned WPAs cannot all stand together."""
    bookings: dict[str, Booking] = {}
    for chunk in by_school(options, cases):
        if control.remaining <= 0:
            break
        found = _place_chunk(options, chunk, bookings, balance, shortlist, control)
        if found is None and chunk[0].pinned:
            return None
        bookings |= found or {}
        control.report("WPA-rooster: school voor school", count=len(bookings))
    return bookings


def _place_chunk(
    options: Options,
    chunk: list[Case],
    bookings: dict[str, Booking],
    balance: Balance,
    shortlist: Shortlist,
    control: Control,
) -> dict[str, Booking] | None:
    guide = shortlist.guide()
    pools = shortlist.pools(chunk, bookings, WIDTH)
    narrow = Block(options, chunk, bookings, balance, pools, guide=guide).solve(control, 2.0)
    if narrow.bookings is not None and len(narrow.bookings) == len(chunk):
        return narrow.bookings
    wide = Block(options, chunk, bookings, balance, guide=guide).solve(control, 20.0)
    return narrow.bookings if wide.bookings is None else wide.bookings
