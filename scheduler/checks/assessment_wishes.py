"""The measures of the wishes V1-V8 on a finished WPA roster. Knows no weight and no solver.

Every measure is an integer in the unit in the rulebook; lower is better.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from instances.domain.entities import Separation, Trainer
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.school_groups import specialisations
from instances.domain.solution import Assessment, Placement
from scheduler.checks.assessment_rows import Seat, WpaRow, by_assessor_and_day, known_wpas, seats_of
from scheduler.checks.availability import rather_not
from scheduler.checks.fair_shares import fair_shares
from scheduler.checks.seats import own_separation

SAME_PAIR = 3  # V6: a pair may meet this often
FREE_WAIT, QUARTER = 30, 15  # V8: minutes of waiting that cost nothing, and of each unit above them


def _seats(instance: Instance, placement: Placement, assessment: Assessment) -> list[Seat]:
    return list(seats_of(instance, known_wpas(instance, placement, assessment)))


def trips(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V1: minutes from base to school, once per assessor, day and school."""
    seats = _seats(instance, placement, assessment)
    travelled = {(seat.trainer.id, seat.wpa.slot.date, seat.wpa.school.id) for seat in seats}
    return sum(instance.base_leg(trainer, school).minutes for trainer, _, school in travelled)


def above_fair_share(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V2: per assessor who could take a seat the seats above the fair share."""
    seats = _seats(instance, placement, assessment)
    taken = Counter(seat.trainer.id for seat in seats if seat.in_field is seat.trainer.role.in_field)
    shares = fair_shares(instance, placement, assessment)
    return sum(max(0, taken[trainer] - share) for trainer, share in shares.items())


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


@dataclass(frozen=True, slots=True)
class Wait:
    """An assessor between two WPAs that follow each other on a day.

    Attributes:
        trainer: Who waits.
        after: The WPA before.
        until: The WPA after.
        minutes: From the end of the one to the begin of the other, less the journey between two schools; never below 0.
    """

    trainer: Trainer
    after: WpaRow
    until: WpaRow
    minutes: int

    @property
    def quarters(self) -> int:
        """What of it V8 counts."""
        return max(0, self.minutes - FREE_WAIT) // QUARTER


def waits(instance: Instance, placement: Placement, assessment: Assessment) -> Iterator[Wait]:
    """Go along every two WPAs that follow each other on a day of an assessor, also where nobody waits.

    Args:
        instance: The workbook.
        placement: Student id to mentor id.
        assessment: Student id to booking; WPAs at the same time follow each other by their begin.

    Yields:
        One wait of 0 minutes or more for each two.
    """
    for (id, _), theirs in by_assessor_and_day(instance, known_wpas(instance, placement, assessment)).items():
        trainer = instance.trainers[id]
        for one, other in pairwise(theirs):
            gap = other.slot.begin_minute - one.slot.end_minute
            if one.school.id != other.school.id:
                gap -= instance.school_minutes(one.school.id, other.school.id, trainer.vehicle)
            yield Wait(trainer, one, other, max(0, gap))


def long_waits(instance: Instance, placement: Placement, assessment: Assessment) -> int:
    """V8: the whole quarters of an hour of waiting above half an hour, for each two WPAs that follow each other."""
    return sum(wait.quarters for wait in waits(instance, placement, assessment))


WISH_MEASURES: dict[Wish, Callable[..., int]] = {
    Wish.V1: trips,
    Wish.V2: above_fair_share,
    Wish.V3: unfit_expertise,
    Wish.V4: rather_nots,
    Wish.V5: other_board,
    Wish.V6: same_pairs,
    Wish.V7: changes,
    Wish.V8: long_waits,
}
