"""Travel times: which row counts, and the estimate where there is none."""

from __future__ import annotations

import math

import pytest

from instances.domain.entities import Point, Vehicle
from instances.domain.travel import (
    Leg,
    Origin,
    TravelPoint,
    TravelRow,
    TravelTimes,
    estimate,
    great_circle_km,
    whole_minutes,
)

HOME = TravelPoint("ST", "1012AB", Point(52.0, 5.0))
SCHOOL = TravelPoint("SC", "1811CD", Point(52.0, 5.1))
OV = Vehicle.OV


def row(origin: str, destination: str, minutes: int, vehicle: Vehicle | None = None) -> TravelRow:
    return TravelRow(origin, destination, vehicle, minutes)


def minutes(*rows: TravelRow) -> int | None:
    leg = TravelTimes(rows).leg(HOME, SCHOOL, OV)
    return None if leg is None else leg.minutes


# Each pair: the first row must win over the second, whatever their order in the sheet.
PRIORITY = [
    (row("ST", "SC", 1), row("SC", "ST", 2)),
    (row("ST", "SC", 1, OV), row("ST", "SC", 2)),
    (row("SC", "ST", 1, OV), row("ST", "SC", 2)),
    (row("SC", "ST", 1), row("ST", "1811CD", 2, OV)),
    (row("SC", "ST", 1), row("1012AB", "SC", 2, OV)),
    (row("1012AB", "SC", 1), row("1012AB", "1811CD", 2, OV)),
    (row("ST", "1811CD", 1), row("1012AB", "1811CD", 2, OV)),
    (row("1811CD", "1012AB", 1, OV), row("1012AB", "1811CD", 2)),
    (row("1012AB", "1811CD", 1), row("1012", "SC", 2, OV)),
    (row("1012", "SC", 1), row("1012", "1811", 2, OV)),
]


@pytest.mark.parametrize(("first", "second"), PRIORITY)
def test_the_better_row_counts(first: TravelRow, second: TravelRow) -> None:
    assert minutes(second, first) == 1


def test_a_row_for_another_vehicle_does_not_count() -> None:
    leg = TravelTimes([row("ST", "SC", 1, Vehicle.FIETS)]).leg(HOME, SCHOOL, OV)
    assert leg is not None
    assert leg.origin is Origin.ESTIMATED


def test_a_measured_row_goes_before_the_estimate() -> None:
    assert TravelTimes([row("ST", "SC", 99)]).leg(HOME, SCHOOL, OV) == Leg(99, Origin.MEASURED)


def test_an_id_that_looks_like_a_postcode_is_not_read_as_one() -> None:
    times = TravelTimes([row("1012", "SC", 1)], ids={"1012", "ST", "SC"})
    leg = times.leg(HOME, SCHOOL, OV)
    assert leg is not None
    assert leg.origin is Origin.ESTIMATED


def test_without_row_and_coordinates_there_is_no_answer() -> None:
    assert TravelTimes([]).leg(TravelPoint("ST"), SCHOOL, OV) is None


def test_the_same_school_is_no_journey() -> None:
    assert TravelTimes([]).leg(TravelPoint("SC"), TravelPoint("SC"), Vehicle.AUTO) == Leg(0, Origin.SAME)


def test_two_places_on_one_spot_still_take_boarding() -> None:
    assert estimate(Point(52, 5), Point(52, 5), OV) == 5


def test_a_degree_north_is_the_radius_times_pi_over_180() -> None:
    assert great_circle_km(Point(52, 5), Point(53, 5)) == pytest.approx(6371.0088 * math.pi / 180)


# 0.1 degree north = 11.1195 km; x 1.3 = 14.4553 km
# ov 25 km/h: 34.69 + 5 = 39.69 -> 40; fiets 15: 57.82 + 5 -> 63; auto 45: 19.27 + 5 -> 25
@pytest.mark.parametrize(("vehicle", "expected"), [(OV, 40), (Vehicle.FIETS, 63), (Vehicle.AUTO, 25)])
def test_the_estimate_per_vehicle(vehicle: Vehicle, expected: int) -> None:
    assert estimate(Point(52.0, 5.0), Point(52.1, 5.0), vehicle) == expected


@pytest.mark.parametrize(("measured", "expected"), [(7.0, 7), (7.1, 8), (10.000000000000002, 10), (0.2, 1)])
def test_minutes_are_rounded_up(measured: float, expected: int) -> None:
    assert whole_minutes(measured) == expected
