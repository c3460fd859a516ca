"""The second row counts as the first does, and the first may be in order. What mutation testing found missing."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from instances.domain.entities import MentorTraining, Pin, Role, Willingness
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.school_groups import Bouw, Specialisation
from instances.domain.solution import Booking
from scheduler.checks.pairs import PairChecks, able_mentor, accepted_year, required_kind
from tests.builders import WEDNESDAY, answer, away, mentor, rules, school, slot, student, trainer, travel
from tests.checks.judging import PLACED, amount, broken, by, faults, one_pair, one_wpa
from tests.checks.test_assessment_rules import BOTH, book, two_wpas

ALL = {"ST1": "M1", "ST2": "M2", "ST3": "M3"}


def three_wpas(*more: object) -> Instance:
    """ST1 at S1, ST2 and ST3 at S2; T1 09:00-10:00, T2 10:00-11:00, T5 11:00-12:00, T6 13:00-14:00."""
    return two_wpas(
        student("ST3"),
        mentor("M3", "S2"),
        slot("T5", begin="11:00", end="12:00"),
        slot("T6", begin="13:00", end="14:00"),
        *more,
    )


# -- A6, A7 --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("order", [("ST1", "ST2"), ("ST2", "ST1")])
def test_a6_leaves_touching_wpas_of_a_class_whichever_comes_first(order: tuple[str, str]) -> None:
    rows = {"ST1": Booking("T2", "SO8"), "ST2": Booking("T1", "SO9")}
    assert broken(two_wpas(), {"ST1": "M1", "ST2": "M1"}, {who: rows[who] for who in order}) == []


def test_a6_passes_by_an_assessor_who_is_a_mentor_that_left() -> None:
    assert broken(one_wpa(trainer("SO8", also_mentor="vertrokken")), PLACED, by()) == []


@pytest.mark.parametrize(
    "present",
    [
        pytest.param((), id="the first assessor is no mentor"),
        pytest.param(
            (trainer("SO9", also_mentor="M4"), *(mentor("M4", duo="M5"), mentor("M5", duo="M4"))), id="duo there"
        ),
    ],
)
def test_a6_looks_at_every_assessor_for_a_deserted_class(present: tuple[object, ...]) -> None:
    # SO8 is M2, whose class has the WPA of ST2 while SO8 assesses ST1
    instance = two_wpas(trainer("SO8", also_mentor="M2"), *present)
    rows = {"ST2": Booking("T3", "SO9"), "ST1": Booking("T1", "SO8")}
    assert broken(instance, BOTH, rows) == [Rule.A6]


def test_a7_looks_at_every_pair_of_wpas() -> None:
    # ST2 and ST3 at one school, then ST1 elsewhere without time to travel
    rows = {"ST2": Booking("T1", "SO8"), "ST3": Booking("T2", "SO8"), "ST1": Booking("T5", "SO8")}
    instance = three_wpas(travel("S1", "S2", 100))
    assert broken(instance, ALL, rows) == [Rule.A7, Rule.A7]


# -- A10 -----------------------------------------------------------------------------------------------


PINS = (Pin("ST1", slot="T1"), Pin("ST2", slot="T2"), Pin("ST3", mentor="M3"))


@pytest.mark.parametrize("pins", list(permutations(PINS)))
def test_a10_looks_at_every_pin(pins: tuple[Pin, ...]) -> None:
    rows = {"ST2": Booking("T1", "SO8")}
    assert broken(three_wpas(*pins), ALL, rows) == [Rule.A10, Rule.A10]


def test_a10_holds_a_wpa_that_is_pinned_in_every_part() -> None:
    year_1 = one_wpa(student(year=1), slot("T2", WEDNESDAY), Pin("ST1", slot="T1", field="SO8", institute="IO8"))
    assert broken(year_1, PLACED, by("SO8", "IO8")) == []
    assert broken(year_1, PLACED, by("SO9", "IO8")) == [Rule.A10]


def test_a10_says_what_is_pinned() -> None:
    (fault,) = faults(one_wpa(Pin("ST1", slot="T1", field="SO8")), PLACED, {})
    assert fault.text == "Student ST1 heeft geen WPA, maar is vastgezet op slot T1 en beoordelaar werkveld SO8."


def test_a10_asks_no_wpa_of_who_is_pinned_to_a_mentor() -> None:
    assert broken(one_wpa(Pin("ST1", mentor="M1")), PLACED, {}) == []


PLACES = (Pin("ST1", slot="T1"), Pin("ST2", mentor="M1"), Pin("ST3", school="S1"), Pin("weg", mentor="M1"))


@pytest.mark.parametrize("pins", list(permutations(PLACES)))
def test_p13_looks_at_every_pin(pins: tuple[Pin, ...]) -> None:
    # ST2 is elsewhere and ST3 nowhere; the other two rows say nothing of a placement here
    assert broken(three_wpas(*pins), BOTH) == [Rule.P13, Rule.P13]


# -- V2, V4 --------------------------------------------------------------------------------------------


def test_v2_counts_the_seats_of_the_institute_too() -> None:
    # two seats, shared over IO8 and IO9: one each, so both for IO8 is one too many
    instance = two_wpas(student(year=1), student("ST2", year=1))
    rows = book(("T1", "SO8", "IO8"), ("T4", "SO9", "IO8"))
    assert amount(Wish.V2, instance, BOTH, rows) == 1


def test_v2_counts_every_seat_where_nobody_can_take_one() -> None:
    nobody = rules(max_wpas=0)
    assert amount(Wish.V2, one_wpa(settings=nobody), PLACED, by()) == 1
    assert amount(Wish.V2, one_wpa(settings=nobody), PLACED, {}) == 0


@pytest.mark.parametrize(
    ("row", "counts"),
    [
        (answer("SO8", Willingness.RATHER_NOT), 1),
        (answer("SO8", Willingness.YES), 0),
        (answer("SO8", Willingness.RATHER_NOT, WEDNESDAY), 0),
    ],
)
def test_v4_counts_only_the_times_marked_so(row: Any, counts: int) -> None:
    assert amount(Wish.V4, one_wpa(row), PLACED, by()) == counts


# -- pairs ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ({"available": False}, "M1 is niet beschikbaar"),
        ({"competent": False}, "M1 is niet basisbekwaam"),
        (
            {"training": MentorTraining.NO},
            "M1 heeft de mentortraining niet gevolgd of gestart en is er niet toe bereid",
        ),
        ({"available": False, "competent": False}, "M1 is niet beschikbaar en is niet basisbekwaam"),
    ],
)
def test_p6_names_what_the_mentor_lacks_and_nothing_else(over: dict[str, Any], text: str) -> None:
    who = mentor(**over)
    assert able_mentor(one_pair(who), student(), who) == text


@pytest.mark.parametrize(
    ("over", "text"),
    [
        ({"required_bouw": Bouw.BOVEN}, "vereist bovenbouw, M1 heeft groep 3"),
        ({"specialisation": Specialisation.OK}, "specialisatie OK, M1 heeft groep 3"),
        ({"required_profile": "dalton"}, "vereist profiel dalton, dat heeft school S1 niet"),
        ({"required_bouw": Bouw.MIDDEN, "specialisation": Specialisation.JK}, None),
    ],
)
def test_p8_names_what_the_class_lacks_and_nothing_else(over: dict[str, Any], text: str | None) -> None:
    who = student(**over)
    assert required_kind(one_pair(who), who, mentor()) == text


@pytest.mark.parametrize(
    ("years", "text"),
    [
        (frozenset({3, 4}), "school S1 neemt alleen jaar 3 en 4, niet jaar 2"),
        (frozenset(), "school S1 neemt geen enkel jaar, niet jaar 2"),
    ],
)
def test_p12_names_the_years_that_the_school_takes(years: frozenset[int], text: str) -> None:
    assert accepted_year(one_pair(school(years=years)), student(), mentor()) == text


@pytest.mark.parametrize(
    ("over", "fits"),
    [
        ({}, True),
        ({"mentor": mentor(available=False)}, False),
        ({"school": school(years=frozenset({4}))}, False),
        ({"mentor": mentor(available=False), "school": school(years=frozenset({4}))}, False),
    ],
)
def test_a_pair_fits_when_neither_mentor_nor_school_stands_in_the_way(over: dict[str, Any], fits: bool) -> None:
    instance = one_pair(*over.values())
    assert PairChecks(instance).fits(instance.students["ST1"], instance.mentors["M1"]) is fits


def test_v2_share_of_the_field_knows_no_seats_of_the_institute() -> None:
    # SO8 has one of one field seats, of which SO8 and SO9 may do one each
    instance = one_wpa(student(year=1), trainer("IO9", Role.IO, assessor=False), away("SO9"))
    assert amount(Wish.V2, instance, PLACED, by("SO8", "IO8")) == 0
