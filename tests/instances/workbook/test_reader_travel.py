"""Reistijden in the workbook, and the journeys that nothing gives a time for."""

from __future__ import annotations

from instances.domain.entities import Vehicle
from instances.domain.travel import TravelRow
from tests.instances.workbooks import Draft, notices, the_fault

NOWHERE = {"Breedtegraad": None, "Lengtegraad": None}


def test_a_row_is_read_with_normal_postcodes_and_whole_minutes(draft: Draft) -> None:
    draft.add("Reistijden", {"Van": "1012 ab", "Naar": "S1", "Vervoer": "fiets", "Minuten": 12.2})
    reading = draft.read()
    assert reading.instance is not None
    assert reading.instance.travel_rows == (TravelRow("1012AB", "S1", Vehicle.FIETS, 13),)


def test_four_digits_typed_as_a_number_are_a_postcode(draft: Draft) -> None:
    reading = draft.add("Reistijden", {"Van": 1012, "Naar": "S1", "Minuten": 12}).read()
    assert reading.instance is not None, reading.faults
    assert reading.instance.travel_rows[0].origin == "1012"


def test_two_times_for_one_journey_are_a_fault(draft: Draft) -> None:
    draft.add("Reistijden", {"Van": "100001", "Naar": "S1", "Minuten": 12})
    draft.add("Reistijden", {"Van": "100001", "Naar": "S1", "Minuten": 15})
    assert "Reistijden!D3 [Minuten] 15 | één reistijd per reis en vervoer; in D2 staat 12" in the_fault(draft.read())


def test_the_same_time_twice_is_fine(draft: Draft) -> None:
    draft.add("Reistijden", *[{"Van": "100001", "Naar": "S1", "Minuten": 12}] * 2)
    assert draft.read().faults == ()


def test_a_student_that_cannot_be_located_is_one_fault(draft: Draft) -> None:
    draft.put("Studenten", 0, **NOWHERE)
    assert "Studenten!H2 [Postcode] leeg | een reistijd tussen 100001 en S1 (en nog 1 andere)" in the_fault(
        draft.read()
    )


def test_a_school_that_cannot_be_located_is_one_fault(draft: Draft) -> None:
    draft.put("Scholen", 1, **NOWHERE)
    assert "Scholen!E3 [Postcode] leeg | een reistijd tussen S2 en 100001 (en nog 1 andere)" in the_fault(draft.read())


def test_rows_for_every_school_replace_coordinates(draft: Draft) -> None:
    draft.put("Studenten", 0, **NOWHERE)
    draft.add("Reistijden", *({"Van": "100001", "Naar": school, "Minuten": 20} for school in ("S1", "S2")))
    reading = draft.read(for_wpa=True)
    assert reading.instance is not None, reading.faults
    assert reading.instance.travel_minutes("100001", "S2") == 20


def test_one_missing_row_is_named(draft: Draft) -> None:
    draft.put("Studenten", 0, **NOWHERE).add("Reistijden", {"Van": "100001", "Naar": "S1", "Minuten": 20})
    assert "een reistijd tussen 100001 en S2." in the_fault(draft.read())


def test_a_row_for_another_vehicle_is_not_enough(draft: Draft) -> None:
    draft.put("Studenten", 0, **NOWHERE)
    for school in ("S1", "S2"):
        draft.add("Reistijden", {"Van": "100001", "Naar": school, "Vervoer": "auto", "Minuten": 20})
    assert "een reistijd tussen 100001 en S1" in the_fault(draft.read())


def test_travel_between_schools_is_needed_for_the_wpa_only(draft: Draft) -> None:
    draft.put("Scholen", 1, **NOWHERE)
    draft.add("Reistijden", *({"Van": who, "Naar": "S2", "Minuten": 20} for who in ("100001", "100002")))
    assert draft.read().faults == ()
    assert "Scholen!E3 [Postcode] leeg | een reistijd tussen S2 en S1" in the_fault(draft.read(for_wpa=True))


def test_an_assessor_without_a_known_base_is_no_fault(draft: Draft) -> None:
    instance = draft.read(for_wpa=True).instance
    assert instance is not None
    assert instance.base_leg("SO1", "S1").minutes == 15


def test_a_faulty_coordinate_is_not_reported_twice(draft: Draft) -> None:
    draft.put("Studenten", 0, Breedtegraad="ver weg")
    assert "Studenten!I2 [Breedtegraad] ver weg" in the_fault(draft.read())


def test_swapped_coordinates_are_a_notice(draft: Draft) -> None:
    draft.put("Studenten", 0, Breedtegraad=4.9, Lengtegraad=52.37)
    assert any("staan in elkaars kolom" in line for line in notices(draft.read()))


def test_coordinates_abroad_are_a_notice(draft: Draft) -> None:
    draft.put("Studenten", 0, Breedtegraad=40.4, Lengtegraad=-3.7)
    assert any("buiten Nederland" in line for line in notices(draft.read()))


def test_an_odd_postcode_is_a_notice(draft: Draft) -> None:
    draft.put("Studenten", 0, Postcode="onbekend")
    assert any("“onbekend” lijkt geen Nederlandse postcode" in line for line in notices(draft.read()))
