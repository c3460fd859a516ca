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
from models.assessment.data.waiting import waiting


def measures(data: AssessmentData, bookings: Assessment) -> dict[Wish, int]:
    """The amount of every V-wish in a roster, unweighted. Source: docs/rules.md.

    Args:
        data: What the roster is of.
        bookings: Student id to booking, each with a slot and assessors that are in the instance.

    Returns:
        An amount for every wish: V1 in minutes, V8 in quarters, the others in seats, WPAs or changes; lower is better.
    """
    amount = dict.fromkeys((wish for wish in Wish if wish.startswith("V")), 0)
    trips: set[tuple[str, date, str]] = set()
    load: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    for student, booking in bookings.items():
        case = data.cases[student]
        day = data.instance.slots[booking.slot].date
        for trainer in booking.assessors:
            load[trainer] += 1
            trips.add((trainer, day, case.school))
            for wish, seat in data.seat_measures(case, trainer).items():
                amount[wish] += seat
            amount[Wish.V4] += booking.slot in data.reluctant_slots[trainer]
        if booking.institute is not None:
            pairs[booking.field, booking.institute] += 1
    shares = fair_shares(data, set(bookings))
    amount[Wish.V1] = sum(data.trip_minutes(trainer, school) for trainer, _, school in trips)
    amount[Wish.V2] = sum(max(0, load[trainer] - share) for trainer, share in shares.items())
    amount[Wish.V6] = sum(max(0, count - PAIR_LIMIT) for count in pairs.values())
    amount[Wish.V7] = sum(
        bookings.get(student) != booking
        for student, booking in data.previous.items()
        if student in data.instance.students and data.instance.students[student].wpa
    )
    amount[Wish.V8] = waiting(data, bookings)
    return amount


def cost(data: AssessmentData, bookings: Assessment) -> int:
    """The weighted sum of all V-wishes; V7 only when replanning.

    Args:
        data: What the roster is of, with the weights.
        bookings: As in ``measures``.

    Returns:
        The cost, a non-negative integer. WPAs that are not scheduled cost nothing here.
    """
    weights: Mapping[Wish, int] = data.instance.settings.weights
    return sum(
        weights[wish] * amount
        for wish, amount in measures(data, bookings).items()
        if wish is not Wish.V7 or data.replanning
    )
