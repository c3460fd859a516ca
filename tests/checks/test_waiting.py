"""V8: what is waiting and how much of it counts, by hand and against a recount minute by minute."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Vehicle
from instances.domain.instance import Instance
from instances.domain.rulebook import WISHES, Wish
from instances.domain.solution import Assessment, Booking, Placement
from scheduler.checks.assessment import check_assessment
from scheduler.checks.assessment_wishes import waits
from tests.builders import WEDNESDAY, mentor, rules, school, slot, student, travel
from tests.campaign.examples import counted, examples
from tests.checks.judging import amount, one_wpa

AFTER, COUNTED = 30, 15  # minutes, as in docs/rules.md
ROAD = 40


def clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def day_of(*times: tuple[str, str, str], **over: object) -> tuple[Instance, Placement]:
    """ST1.. each with a class of their own: the school, the begin and the end of each slot T1.. on Tuesday."""
    rows: list[object] = [school("S1", places=9), school("S2", places=9), travel("S1", "S2", ROAD)]
    for n, (where, begin, end) in enumerate(times, start=1):
        rows += [student(f"ST{n}", 1), mentor(f"M{n}", where), slot(f"T{n}", begin=begin, end=end)]
    return one_wpa(*rows, **over), {f"ST{n}": f"M{n}" for n in range(1, len(times) + 1)}  # type: ignore[arg-type]


def all_by(number: int, field: str = "SO8", institute: str | None = None) -> Assessment:
    return {f"ST{n}": Booking(f"T{n}", field, institute) for n in range(1, number + 1)}


@pytest.mark.parametrize(
    ("wait", "quarters"), [(0, 0), (29, 0), (30, 0), (31, 0), (44, 0), (45, 1), (59, 1), (60, 2), (75, 3), (120, 6)]
)
def test_v8_counts_whole_quarters_above_half_an_hour(wait: int, quarters: int) -> None:
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", clock(600 + wait), "14:00"))
    assert amount(Wish.V8, instance, placed, all_by(2)) == quarters


@pytest.mark.parametrize(("gap", "quarters"), [(40, 0), (84, 0), (85, 1), (99, 1), (100, 2), (30, 0)])
def test_v8_takes_the_journey_between_two_schools_off(gap: int, quarters: int) -> None:
    # too short a gap breaks A7, and nobody waits less than nothing
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S2", clock(600 + gap), "14:00"))
    assert amount(Wish.V8, instance, placed, all_by(2)) == quarters


def test_v8_takes_the_journey_by_the_assessors_own_vehicle() -> None:
    # 100 minutes: 40 by any other vehicle, 70 by car, so 30 are left
    times = (("S1", "09:00", "10:00"), ("S2", "11:40", "12:40"))
    instance, placed = day_of(*times)
    assert amount(Wish.V8, instance, placed, all_by(2)) == 2
    own = one_wpa(*_rows(instance), travel("S1", "S2", 70, Vehicle.AUTO))
    assert amount(Wish.V8, own, placed, all_by(2)) == 0


def _rows(instance: Instance) -> list[object]:
    named = (instance.schools, instance.mentors, instance.students, instance.slots)
    return [*(row for rows in named for row in rows.values()), *instance.travel_rows]


def test_v8_goes_along_the_wpas_of_a_day_two_by_two() -> None:
    # 45 minutes to the second, 60 to the third: 1 + 2, and nothing from the first to the third
    times = (("S1", "12:00", "13:00"), ("S1", "09:00", "10:15"), ("S1", "14:00", "15:00"))
    instance, placed = day_of(*times)
    assert amount(Wish.V8, instance, placed, all_by(3)) == (105 - 30) // 15 + (60 - 30) // 15
    told = [(wait.after.student.id, wait.until.student.id, wait.minutes)
            for wait in waits(instance, placed, all_by(3))]  # fmt: skip
    assert told == [("ST2", "ST1", 105), ("ST1", "ST3", 60)]


def test_v8_does_not_spare_the_lunch() -> None:
    instance, placed = day_of(("S1", "11:00", "12:00"), ("S1", "13:00", "14:00"))
    assert amount(Wish.V8, instance, placed, all_by(2)) == 2


def test_v8_knows_an_assessor_in_either_seat_and_counts_each_assessor() -> None:
    # SO8 is in the field's seat and then, against A3, in the institute's; IO8 waits as long; SO9 has one WPA
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"))
    wpas = {"ST1": Booking("T1", "SO8", "IO8"), "ST2": Booking("T2", "SO9", "SO8")}
    assert amount(Wish.V8, instance, placed, wpas) == 2
    assert amount(Wish.V8, instance, placed, all_by(2, "SO8", "IO8")) == 4


def test_v8_counts_a_wpa_once_for_who_has_both_seats() -> None:
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"))
    assert amount(Wish.V8, instance, placed, all_by(2, "SO8", "SO8")) == 2


def test_v8_stops_at_the_end_of_the_day() -> None:
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"))
    apart = one_wpa(*_rows(instance), slot("T2", WEDNESDAY, "11:00", "12:00"))
    assert amount(Wish.V8, apart, placed, all_by(2)) == 0


def test_v8_of_wpas_at_the_same_time_is_nothing() -> None:
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "09:30", "10:30"), ("S2", "09:00", "10:00"))
    assert amount(Wish.V8, instance, placed, all_by(3)) == 0


def test_v8_leaves_out_who_and_what_is_not_in_the_workbook() -> None:
    instance, placed = day_of(("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"), ("S1", "14:00", "15:00"))
    wpas = {"ST1": Booking("T1", "weg"), "ST2": Booking("T2", "SO8"), "ST3": Booking("weg", "SO8")}
    assert amount(Wish.V8, instance, placed, wpas) == 0


def test_v8_costs_its_weight_and_at_weight_0_is_still_measured() -> None:
    times = (("S1", "09:00", "10:00"), ("S1", "11:00", "12:00"))
    for weight in (WISHES[Wish.V8].weight, 0):
        instance, placed = day_of(*times, settings=rules({Wish.V8: weight, Wish.V2: 0}))
        wishes = check_assessment(instance, placed, all_by(2)).wishes
        assert (wishes[Wish.V8].amount, wishes[Wish.V8].cost) == (2, 2 * weight)
        assert wishes[Wish.V2].cost == 0


def recount(instance: Instance, placed: Placement, wpas: Assessment) -> int:
    """Each minute of the day of an assessor is a WPA, the road or waiting; every fifteenth above thirty counts."""
    total = 0
    for trainer in instance.trainers.values():
        where: dict[int, str] = {}
        for student_id, booking in wpas.items():
            if trainer.id in (booking.field, booking.institute):
                time = instance.slots[booking.slot]
                school_id = instance.mentors[placed[student_id]].school
                where.update(dict.fromkeys(range(time.begin_minute, time.end_minute), school_id))
        idle, left = 0, ""
        for minute in range(min(where, default=0), max(where, default=-1) + 1):
            here = where.get(minute)
            if here is None:
                idle += 1
                continue
            if idle:
                waited = idle - (ROAD if here != left else 0)
                total += sum(1 for number in range(AFTER + 1, waited + 1) if (number - AFTER) % COUNTED == 0)
            idle, left = 0, here
    return total


@st.composite
def rosters(draw: st.DrawFn) -> tuple[Instance, Placement, Assessment]:
    """Up to six WPAs after each other on one day, at two schools, by two assessors of each side."""
    times, minute = [], 6 * 60
    for _ in range(draw(st.integers(1, 6))):
        minute += draw(st.sampled_from([0, 29, 30, 44, 45, 60, 70, 85, 100, 130]))
        end = minute + draw(st.sampled_from([20, 30, 45]))
        times.append((draw(st.sampled_from(["S1", "S2"])), clock(minute), clock(end)))
        minute = end
    instance, placed = day_of(*times)
    field, institute = st.sampled_from(["SO8", "SO9"]), st.sampled_from([None, "IO8", "IO9"])
    here = [n for n in range(1, len(times) + 1) if draw(st.booleans())]
    return instance, placed, {f"ST{n}": Booking(f"T{n}", draw(field), draw(institute)) for n in here}


@examples(150)
@given(rosters())
@counted
def test_v8_is_what_a_recount_minute_by_minute_finds(case: tuple[Instance, Placement, Assessment]) -> None:
    instance, placed, wpas = case
    # touching WPAs at two schools leave no minute between, and no waiting either
    assert amount(Wish.V8, instance, placed, wpas) == recount(instance, placed, wpas)
