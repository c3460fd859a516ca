"""What is asked: a sample semester with its rosters, events after it, pairs forced. Runs nothing; knows no method."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from instances.domain.entities import Availability, Pin, Willingness
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement

LARGE_SCHOOL = 8  # students of the school that withdraws, or the nearest to it


@dataclass(frozen=True, slots=True)
class Finished:
    """A semester with the rosters that were given out."""

    instance: Instance
    placement: Placement
    assessment: Assessment


def events(given: Finished) -> Mapping[str, Instance]:
    """The semester after each of the five things that happen between two rosters."""
    return {
        "a mentor falls ill": _ill(given),
        "a student stops": _stops(given),
        "a school withdraws": _withdraws(given),
        "an assessor loses a day": _loses_a_day(given),
        "a late student arrives": _late(given),
    }


def _free(given: Finished) -> list[str]:
    """Placed students without a pin, in the order of the workbook."""
    return [who for who in given.instance.students if who in given.placement and who not in given.instance.pin_of]


def _ill(given: Finished) -> Instance:
    mentors = given.instance.mentors
    who = given.placement[_free(given)[len(_free(given)) // 3]]
    return replace(given.instance, mentors={**mentors, who: replace(mentors[who], available=False)})


def _stops(given: Finished) -> Instance:
    who, now = _free(given)[len(_free(given)) // 2], given.instance
    return replace(
        now,
        students={student: row for student, row in now.students.items() if student != who},
        history=tuple(row for row in now.history if row.student != who),
        travel_rows=tuple(row for row in now.travel_rows if who not in (row.origin, row.destination)),
        exclusions=tuple(row for row in now.exclusions if who not in (row.who, row.other)),
    )


def _withdraws(given: Finished) -> Instance:
    now = given.instance
    load = Counter(now.mentors[mentor].school for mentor in given.placement.values())
    fixed = {pin.school for pin in now.pins} | {now.mentors[pin.mentor].school for pin in now.pins if pin.mentor}
    open_ = [school for school in sorted(load) if school not in fixed]
    where = min(open_, key=lambda school: abs(load[school] - LARGE_SCHOOL))
    return replace(now, schools={**now.schools, where: replace(now.schools[where], places=0)})


def _loses_a_day(given: Finished) -> Instance:
    """The busiest day of an assessor, of those without a pinned WPA."""
    now = given.instance
    fixed = {who for pin in now.pins for who in (pin.field, pin.institute)}
    days = Counter(
        (trainer, now.slots[booking.slot].date)
        for booking in given.assessment.values()
        for trainer in booking.assessors
        if trainer not in fixed
    )
    trainer, day = min(days, key=lambda key: (-days[key], key))
    kept = tuple(row for row in now.availability if (row.trainer, row.date) != (trainer, day))
    return replace(now, availability=(*kept, Availability(trainer, day, None, Willingness.NO)))


def _late(given: Finished) -> Instance:
    like = given.instance.students[_free(given)[0]]
    new = replace(like, id="LAAT1", name="Laat Student", wishes=())
    return replace(given.instance, students={**given.instance.students, new.id: new})


def forced(given: Finished, number: int) -> dict[str, str]:
    """Students with a mentor to be forced: of their board, not their own, and one that the rules on a pair allow."""
    from scheduler.checks.pairs import pair_faults

    found: dict[str, str] = {}
    for who in _free(given)[:: max(1, len(given.placement) // (2 * number))]:
        student, own = given.instance.students[who], given.placement[who]
        for mentor in given.instance.mentors.values():
            elsewhere = mentor.school != given.instance.mentors[own].school
            if elsewhere and not any(pair_faults(given.instance, student, mentor)):
                found[who] = mentor.id
                break
        if len(found) == number:
            break
    return found


def pinned(instance: Instance, student: str, mentor: str) -> Instance:
    """The semester in which this pair is fixed, for a method that only knows whole semesters."""
    others = tuple(pin for pin in instance.pins if pin.student != student)
    return replace(instance, pins=(*others, Pin(student, mentor=mentor)))
