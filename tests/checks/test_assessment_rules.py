"""A1, A2, A6, A7, A8 and A10: each holds, is broken alone, and leaves its neighbour allowed."""

from __future__ import annotations

from typing import Any

import pytest

from instances.domain.entities import Pin, Role, Vehicle, WpaKind
from instances.domain.instance import Instance
from instances.domain.rulebook import ASSESSMENT_WISHES, Rule, Wish
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking
from scheduler.checks.assessment import check_assessment
from tests.builders import WEDNESDAY, away, duo, mentor, rules, school, slot, student, trainer, travel
from tests.checks.judging import DI, PLACED, WO, broken, by, faults, one_wpa

BOTH = {"ST1": "M1", "ST2": "M2"}


def two_wpas(*more: object, settings: Settings | None = None) -> Instance:
    """ST1 with M1 at S1 and ST2 with M2 at S2; T1 09:00-10:00, T2 10:00-11:00, T3 09:30-10:30, T4 10:15-11:15."""
    plain = (
        *(school("S2"), student("ST2"), mentor("M2", "S2")),
        *(slot("T2", begin="10:00", end="11:00"), slot("T3", begin="09:30", end="10:30")),
        slot("T4", begin="10:15", end="11:15"),
    )
    return one_wpa(*plain, *more, settings=settings)


def book(one: tuple[Any, ...], other: tuple[Any, ...]) -> Assessment:
    return {"ST1": Booking(*one), "ST2": Booking(*other)}


AT_S1 = mentor("M2", "S1")  # a second class at S1


def test_a1_holds_for_a_due_and_placed_student() -> None:
    assert broken(one_wpa(), PLACED, by()) == []


def test_a1_holds_for_a_due_student_without_wpa() -> None:
    assert broken(one_wpa(), PLACED, {}) == []


def test_a1_is_broken_by_an_unknown_student() -> None:
    assert broken(one_wpa(), PLACED, {"ST9": Booking("T1", "SO8")}) == [Rule.A1]


def test_a1_is_broken_by_a_student_who_is_not_due() -> None:
    assert broken(one_wpa(student(wpa=False)), PLACED, by()) == [Rule.A1]


def test_a1_is_broken_by_a_student_without_a_place() -> None:
    (fault,) = faults(one_wpa(), {}, by())
    assert (fault.rule, fault.text) == (Rule.A1, "Student ST1 heeft een WPA, maar is niet geplaatst.")


def test_a1_is_broken_by_an_unknown_slot() -> None:
    assert broken(one_wpa(), PLACED, by(at="T9")) == [Rule.A1]


def test_a1_is_broken_by_an_unknown_assessor() -> None:
    assert broken(one_wpa(), PLACED, by("SO7")) == [Rule.A1]


RESIT, DOUBTFUL, REGULAR = WpaKind.RESIT, WpaKind.DOUBTFUL, WpaKind.REGULAR


@pytest.mark.parametrize(
    ("year", "kind", "semester", "only_end", "number"),
    [
        (1, REGULAR, 2, False, 2),
        (2, REGULAR, 2, False, 1),
        (3, REGULAR, 2, False, 1),
        (4, REGULAR, 2, False, 2),
        (2, RESIT, 2, False, 2),
        (3, DOUBTFUL, 2, False, 2),
        (1, REGULAR, 1, False, 2),
        (1, REGULAR, 1, True, 1),
        (4, REGULAR, 1, True, 1),
        (4, REGULAR, 2, True, 2),
        (1, RESIT, 1, True, 2),
    ],
)
def test_a2_asks_exactly_the_number_of_assessors(
    year: int, kind: WpaKind, semester: int, only_end: bool, number: int
) -> None:
    settings = rules(semester_number=semester, two_assessors_only_at_year_end=only_end)
    instance = one_wpa(student(year=year, wpa_kind=kind), settings=settings)
    with_one, with_two = broken(instance, PLACED, by("SO8")), broken(instance, PLACED, by("SO8", "IO8"))
    assert (with_one, with_two) == (([], [Rule.A2]) if number == 1 else ([Rule.A2], []))


def test_a6_leaves_an_assessor_with_touching_wpas() -> None:
    assert broken(two_wpas(AT_S1), BOTH, book(("T1", "SO8"), ("T2", "SO8"))) == []


def test_a6_is_broken_by_an_assessor_at_two_wpas() -> None:
    assert broken(two_wpas(AT_S1), BOTH, book(("T1", "SO8"), ("T3", "SO8"))) == [Rule.A6]


def test_a6_is_broken_by_an_assessor_in_the_same_slot_at_two_schools_and_that_is_not_a7() -> None:
    assert broken(two_wpas(), BOTH, book(("T1", "SO8"), ("T1", "SO8"))) == [Rule.A6]


def test_a6_leaves_the_same_hours_on_another_day() -> None:
    instance = two_wpas(AT_S1, student("ST2", days=WO), slot("T3", WEDNESDAY, "09:30", "10:30"))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T3", "SO8"))) == []


def test_a6_is_broken_by_a_class_with_two_wpas() -> None:
    instance = two_wpas(*duo(mentor(), AT_S1))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T3", "SO9"))) == [Rule.A6]


def test_a6_leaves_a_class_with_touching_wpas() -> None:
    instance = two_wpas(*duo(mentor(), AT_S1))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T2", "SO9"))) == []


def test_a6_leaves_a_school_at_its_number() -> None:
    assert broken(two_wpas(AT_S1, school(wpas_at_once=2)), BOTH, book(("T1", "SO8"), ("T3", "SO9"))) == []


def test_a6_is_broken_by_a_school_above_its_number() -> None:
    (fault,) = faults(two_wpas(AT_S1, school(wpas_at_once=1)), BOTH, book(("T1", "SO8"), ("T3", "SO9")))
    assert (fault.rule, fault.text) == (
        Rule.A6,
        "School S1 heeft di 1 juni 2027 om 09:30 2 WPA's tegelijk (ST1 en ST2), hoogstens 1.",
    )


def test_a6_counts_a_school_by_moment_not_by_overlapping_pairs() -> None:
    # T5 08:30-11:00 overlaps T1 and T2, but never more than 2 at once
    third = (AT_S1, student("ST3"), mentor("M3"), slot("T5", begin="08:30", end="11:00"), trainer("SO7"))
    wpas = {**book(("T1", "SO8"), ("T2", "SO9")), "ST3": Booking("T5", "SO7")}
    assert broken(two_wpas(*third), {**BOTH, "ST3": "M3"}, wpas) == []


def test_a6_is_broken_when_an_assessor_misses_the_wpa_in_the_own_class() -> None:
    instance = two_wpas(trainer("SO9", also_mentor="M1"))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T3", "SO9"))) == [Rule.A6]


def test_a6_leaves_a_mentor_who_assesses_after_the_wpa_in_the_own_class() -> None:
    instance = two_wpas(trainer("SO9", also_mentor="M1"))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T2", "SO9"))) == []


def test_a6_leaves_a_mentor_who_assesses_while_the_duo_mentor_is_there() -> None:
    instance = two_wpas(*duo(mentor(), mentor("M3")), trainer("SO9", also_mentor="M1"))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T3", "SO9"))) == []


def test_a6_is_broken_when_the_duo_mentor_does_not_work_that_day() -> None:
    instance = two_wpas(*duo(mentor(), mentor("M3", days=WO)), trainer("SO9", also_mentor="M1"))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T3", "SO9"))) == [Rule.A6]


def test_a6_is_broken_when_the_duo_mentor_is_away() -> None:
    instance = two_wpas(*duo(mentor(), mentor("M3")), away("M3"), trainer("SO9", also_mentor="M1"))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T3", "SO9"))) == [Rule.A6]


def test_a7_holds_with_exactly_travel_and_margin() -> None:
    # T1 ends 10:00, T4 begins 10:15: 15 minutes; 5 travel + 10 margin
    assert broken(two_wpas(), BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == []


def test_a7_is_broken_one_minute_short_and_says_so() -> None:
    (fault,) = faults(two_wpas(travel("S1", "S2", 6)), BOTH, book(("T1", "SO8"), ("T4", "SO8")))
    assert (fault.rule, fault.text) == (
        Rule.A7,
        "Beoordelaar SO8 heeft 15 minuten tussen het WPA van ST1 op school S1 en dat van ST2 op school S2, "
        "nodig 16 (6 reizen en 10 marge).",
    )


def test_a7_leaves_one_school_without_margin() -> None:
    assert broken(two_wpas(AT_S1), BOTH, book(("T1", "SO8"), ("T2", "SO8"))) == []


def test_a7_leaves_two_assessors() -> None:
    assert broken(two_wpas(), BOTH, book(("T1", "SO8"), ("T2", "SO9"))) == []


def test_a7_uses_the_direction_from_the_earlier_to_the_later_school() -> None:
    instance = two_wpas(travel("S1", "S2", 5), travel("S2", "S1", 50))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == []


def test_a7_uses_the_vehicle_of_the_assessor() -> None:
    rows = (travel("S1", "S2", 5, Vehicle.AUTO), travel("S1", "S2", 20, Vehicle.FIETS))
    instance = two_wpas(*rows, trainer("SO9", vehicle=Vehicle.FIETS))
    wpas = [book(("T1", who), ("T4", who)) for who in ("SO8", "SO9")]
    assert [broken(instance, BOTH, each) for each in wpas] == [[], [Rule.A7]]


def test_a7_counts_any_two_wpas_not_only_the_next() -> None:
    # ST1 at S1 till 10:00, ST2 at S2 10:15-11:15, ST3 at S3 from 11:30: each next fits in 15 minutes,
    # but S1 to S3 takes 100, and 10:00 to 11:30 is 90
    third = (school("S3"), student("ST3"), mentor("M3", "S3"), slot("T5", begin="11:30", end="12:30"))
    wpas = {**book(("T1", "SO8"), ("T4", "SO8")), "ST3": Booking("T5", "SO8")}
    instance = two_wpas(*third, travel("S1", "S3", 100))
    assert broken(instance, {**BOTH, "ST3": "M3"}, wpas) == [Rule.A7]


@pytest.mark.parametrize("most", [{"max_wpas": 2}, {"max_wpas_per_day": 2}])
def test_a8_holds_at_the_maximum(most: dict[str, Any]) -> None:
    assert broken(two_wpas(trainer("SO8", **most)), BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == []


@pytest.mark.parametrize("most", [{"max_wpas": 1}, {"max_wpas_per_day": 1}])
def test_a8_is_broken_above_the_own_maximum(most: dict[str, Any]) -> None:
    assert broken(two_wpas(trainer("SO8", **most)), BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == [Rule.A8]


@pytest.mark.parametrize("most", [{"max_wpas": 1}, {"max_wpas_per_day": 1}])
def test_a8_is_broken_above_the_maximum_of_the_setting(most: dict[str, Any]) -> None:
    assert broken(two_wpas(settings=rules(**most)), BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == [Rule.A8]


@pytest.mark.parametrize("none", [{"max_wpas": 0}, {"max_wpas_per_day": 0}])
def test_a8_reads_zero_as_none_at_all(none: dict[str, Any]) -> None:
    assert broken(one_wpa(trainer("SO8", **none)), PLACED, by()) == [Rule.A8]


def test_a8_leaves_one_wpa_a_day_on_two_days() -> None:
    instance = two_wpas(student("ST2", days=WO), slot("T4", WEDNESDAY), trainer("SO8", max_wpas_per_day=1))
    assert broken(instance, BOTH, book(("T1", "SO8"), ("T4", "SO8"))) == []


PINS = [
    Pin("ST1", slot="T1"),
    Pin("ST1", field="SO8"),
    Pin("ST1", institute="IO8"),
    Pin("ST1", None, None, "T1", "SO8"),
]


@pytest.mark.parametrize("pin", PINS)
def test_a10_holds_as_pinned(pin: Pin) -> None:
    assert broken(one_wpa(student(year=1), pin), PLACED, by("SO8", "IO8")) == []


@pytest.mark.parametrize("pin", PINS)
def test_a10_is_broken_otherwise(pin: Pin) -> None:
    instance = one_wpa(student(year=1), slot("T2", begin="11:00", end="12:00"), pin)
    assert broken(instance, PLACED, by("SO9", "IO9", "T2")) == [Rule.A10]


@pytest.mark.parametrize("pin", PINS)
def test_a10_is_broken_when_a_pinned_wpa_is_not_scheduled(pin: Pin) -> None:
    assert broken(one_wpa(student(year=1), pin), PLACED, {}) == [Rule.A10]


def test_a10_leaves_a_pinned_student_without_a_place() -> None:
    assert broken(one_wpa(Pin("ST1", slot="T1")), {}, {}) == []


def test_a10_leaves_a_pinned_student_who_is_not_due() -> None:
    assert broken(one_wpa(student(wpa=False), Pin("ST1", slot="T1")), PLACED, {}) == []


def test_a10_leaves_the_assessor_free_where_only_the_slot_is_pinned() -> None:
    assert broken(one_wpa(Pin("ST1", slot="T1")), PLACED, by("SO9")) == []


def test_every_wish_but_v7_is_listed_without_a_previous_roster() -> None:
    assert set(check_assessment(one_wpa(), PLACED, by()).wishes) == set(ASSESSMENT_WISHES) - {Wish.V7}


def test_only_judged_wpas_are_counted() -> None:
    instance = one_wpa(student("ST2", days=DI, wpa=False), trainer("IO8", Role.IO))
    wpas = {**by(), "ST2": Booking("T1", "SO9")}
    assert check_assessment(instance, {**PLACED, "ST2": "M1"}, wpas).count == 1
