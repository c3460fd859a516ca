"""The cost of a WPA roster, recomputed in plain Python for the search. Knows no solver.

The checker computes the same figures apart from this; a test compares the two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date

from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment
from models.assessment.data.cases import AssessmentData
from models.assessment.data.fair_share import PAIR_LIMIT, fair_shares


def measures(options: AssessmentData, bookings: Assessment) -> dict[Wish, int]:
    """The amount of every V-wish in a roster, as docs/rules.md defines it."""
    amount = dict.fromkeys((wish for wish in Wish if wish.startswith("V")), 0)
    trips: set[tuple[str, date, str]] = set()
    load: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for student, booking in bookings.items():
        case = options.cases[student]
        day = options.instance.slots[booking.slot].date
        for trainer in booking.assessors:
            load[trainer] += 1
            trips.add((trainer, day, case.school))
            for wish, seat in options.seat_measures(case, trainer).items():
                amount[wish] += seat
            amount[Wish.V4] += booking.slot in options.reluctant_slots[trainer]
        if booking.institute is not None:
            pairs[booking.field, booking.institute] += 1
    shares = fair_shares(options, set(bookings)).shares
    amount[Wish.V1] = sum(options.trip_minutes(trainer, school) for trainer, _, school in trips)
    amount[Wish.V2] = sum(max(0, count - shares.get(trainer, 0)) for trainer, count in load.items())
    amount[Wish.V6] = sum(max(0, count - PAIR_LIMIT) for count in pairs.values())
    amount[Wish.V7] = sum(
        bookings.get(student) != booking
        for student, booking in options.previous.items()
        if student in options.instance.students and options.instance.students[student].wpa
    )
    return amount


def cost(options: AssessmentData, bookings: Assessment) -> int:
    """The weighted sum of all wishes; V7 only when replanning."""
    weights: Mapping[Wish, int] = options.instance.settings.weights
    return sum(
        weights[wish] * amount
        for wish, amount in measures(options, bookings).items()
        if wish is not Wish.V7 or options.replanning
    )
