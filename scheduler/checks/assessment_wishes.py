"""The measures of the wishes V1-V7 on a finished WPA roster. Knows no weight and no solver.

Every measure is an integer in the unit in the rulebook; lower is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from instances.domain.entities import Separation
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import specialisations
from instances.domain.solution import Assessment, Placement
from scheduler.checks.assessment_rows import Seat, known_wpas, seats_of
from scheduler.checks.availability import rather_not
from scheduler.checks.seats import own_separation

SAME_PAIR = 3  # V6: a pair may meet this often


def _seats(instance: Instance, placement: Placement, assessment: Assessment) -> list[Seat]:
    return list(seats_of(instance, known_wpas(instance, placement, assessment)))


def trips(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V1: minutes from base to school, once per assessor, day and school."""
    seats = _seats(instance, placement, assessment)
    travelled = {(seat.trainer.id, seat.wpa.slot.date, seat.wpa.school.id) for seat in seats}
    return sum(instance.base_leg(trainer, school).minutes for trainer, _, school in travelled)


def above_fair_share(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V2: per assessor the seats above the share of the pool's seats, by own maximum, rounded up."""
    seats = _seats(instance, placement, assessment)
    total = 0
    for in_field, pool in ((True, instance.field_pool), (False, instance.institute_pool)):
        taken = Counter(seat.trainer.id for seat in seats if seat.in_field is in_field)
        room = {trainer.id: instance.max_wpas(trainer.id) for trainer in pool}
        all_room = sum(room.values())
        for trainer, most in room.items():
            share = -(-taken.total() * most // all_room) if all_room else 0
            total += max(0, taken[trainer] - share)
    return total


def unfit_expertise(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V3: seats whose filled expertise shares no JK/OK with the class."""
    return sum(
        bool(seat.trainer.expertise)
        and not seat.trainer.expertise & specialisations(instance.class_groups(seat.wpa.mentor.id))
        for seat in _seats(instance, placement, assessment)
    )


def rather_nots(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V4: seats of an own SO or IO under ``liever niet``, and seats at a time marked so; one seat can be both."""
    seats = _seats(instance, placement, assessment)
    own = sum(own_separation(instance, seat.wpa.mentor, seat.trainer) is Separation.AVOID for seat in seats)
    return own + sum(rather_not(instance, seat.trainer.id, seat.wpa.slot) for seat in seats)


def other_board(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V5: seats of an assessor whose filled board is not the school's."""
    seats = _seats(instance, placement, assessment)
    return sum(seat.trainer.board not in (None, seat.wpa.school.board) for seat in seats)


def same_pairs(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V6: per pair of assessors the WPAs together above three."""
    wpas = known_wpas(instance, placement, assessment)
    met = Counter(frozenset(wpa.booking.assessors) for wpa in wpas if wpa.booking.institute is not None)
    return sum(max(0, times - SAME_PAIR) for times in met.values())


def changes(instance: Instance, placement: Placement, assessment: Assessment, previous: Assessment) -> int:
    """V7: WPAs of the old roster still due, with another slot or assessor or no longer scheduled."""
    return sum(
        assessment.get(student) != booking
        for student, booking in previous.items()
        if student in instance.students and instance.students[student].wpa
    )


WISH_MEASURES: dict[Wish, Callable[..., int]] = {
    Wish.V1: trips,
    Wish.V2: above_fair_share,
    Wish.V3: unfit_expertise,
    Wish.V4: rather_nots,
    Wish.V5: other_board,
    Wish.V6: same_pairs,
    Wish.V7: changes,
}
