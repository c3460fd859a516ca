"""Pins that contradict the workbook, the exclusions or each other."""

from __future__ import annotations

from typing import Any

import pytest

from instances.domain.rulebook import Rule
from tests.instances.workbooks import Draft, the_fault

ST, OTHER = "100001", "100002"

CONTRADICTING = [
    ({"School": "S2", "Mentor": "M1"}, "Vastgezet!C2 [Mentor] M1 | een mentor van school S2; M1 werkt op S1", Rule.P13),
    ({"Beoordelaar werkveld": "IO1"}, "Vastgezet!E2 [Beoordelaar werkveld] IO1 (rol IO) | een opleider", Rule.A10),
    ({"Beoordelaar opleiding": "SO1"}, "Vastgezet!F2 [Beoordelaar opleiding] SO1 (rol SO) | een", Rule.A10),
    ({"Beoordelaar opleiding": "SLB1"}, "[Beoordelaar opleiding] SLB1 (rol SLB) | een opleider met", Rule.A10),
]


@pytest.mark.parametrize(("cells", "expected", "rule"), CONTRADICTING)
def test_a_pin_that_contradicts_the_workbook_is_a_fault(
    draft: Draft, cells: dict[str, Any], expected: str, rule: Rule
) -> None:
    reading = draft.add("Vastgezet", {"Student": ST, **cells}).read()
    assert expected in the_fault(reading)
    assert reading.faults[0].rule is rule


def test_a_pinned_assessor_must_assess(draft: Draft) -> None:
    draft.put("Opleiders", 0, Assessor="nee").add("Vastgezet", {"Student": ST, "Beoordelaar werkveld": "SO1"})
    assert "SO1 (Assessor: nee) | een opleider die WPA’s afneemt" in the_fault(draft.read())


def test_a_pinned_slot_for_a_student_without_wpa_is_a_fault(draft: Draft) -> None:
    draft.put("Studenten", 0, WPA="nee").add("Vastgezet", {"Student": ST, "Slot": "W1"})
    assert "Vastgezet!D2 [Slot] W1 | leeg, want 100001 heeft in Studenten bij WPA nee staan" in the_fault(draft.read())


def test_a_student_is_pinned_in_one_row(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": ST, "School": "S1"}, {"Student": ST, "School": "S2"})
    assert "Vastgezet!A3 [Student] 100001 | elke student één keer; 100001 staat ook in A2" in the_fault(draft.read())


def test_a_student_is_placed_in_one_row(draft: Draft) -> None:
    draft.add("Plaatsing", {"Student": ST, "Mentor": "M1"}, {"Student": ST, "Mentor": "M3"})
    assert "Plaatsing!A3 [Student] 100001 | elke student één keer" in the_fault(draft.read())


def test_a_given_placement_must_follow_the_pin(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": ST, "Mentor": "M1"}).add("Plaatsing", {"Student": ST, "Mentor": "M3"})
    assert "Plaatsing!B2 [Mentor] M3 | mentor M1, want die is vastgezet" in the_fault(draft.read())


def test_a_given_placement_must_follow_a_pinned_school(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": ST, "School": "S1"}).add("Plaatsing", {"Student": ST, "Mentor": "M3"})
    assert "Plaatsing!B2 [Mentor] M3 | een mentor van school S1" in the_fault(draft.read())


EXCLUDED = [
    ({"Mentor": "M1"}, (ST, "M1"), "Vastgezet!C2 [Mentor] M1"),
    ({"Mentor": "M1"}, ("M1", ST), "Vastgezet!C2 [Mentor] M1"),
    ({"Mentor": "M1"}, (ST, "S1"), "Vastgezet!C2 [Mentor] M1"),
    ({"School": "S1"}, (ST, "S1"), "Vastgezet!B2 [School] S1"),
    ({"School": "S1"}, (ST, "B1"), "Vastgezet!B2 [School] S1"),
    ({"School": "S1"}, (ST, "SO1"), "Vastgezet!B2 [School] S1"),
    ({"School": "S1"}, (ST, "IO1"), "Vastgezet!B2 [School] S1"),
    ({"Beoordelaar werkveld": "SO1"}, (ST, "SO1"), "Vastgezet!E2 [Beoordelaar werkveld] SO1"),
    ({"Mentor": "M3", "Beoordelaar werkveld": "SO1"}, ("SO1", "M3"), "Vastgezet!E2 [Beoordelaar werkveld] SO1"),
    ({"School": "S2", "Beoordelaar werkveld": "SO1"}, ("SO1", "B2"), "Vastgezet!E2 [Beoordelaar werkveld] SO1"),
    ({"Beoordelaar werkveld": "SO1", "Beoordelaar opleiding": "IO1"}, ("SO1", "IO1"), "[Beoordelaar opleiding] IO1"),
]


@pytest.mark.parametrize(("pin", "pair", "expected"), EXCLUDED)
def test_a_pin_against_an_exclusion_is_a_fault(
    draft: Draft, pin: dict[str, str], pair: tuple[str, str], expected: str
) -> None:
    draft.add("Vastgezet", {"Student": ST, **pin}).add("Uitsluitingen", {"Wie": pair[0], "Met": pair[1]})
    found = the_fault(draft.read())
    assert expected in found
    assert "Uitsluitingen A2" in found


def test_an_exclusion_holds_for_the_duo_of_a_pinned_mentor(draft: Draft) -> None:
    draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).add("Vastgezet", {"Student": ST, "Mentor": "M1"})
    draft.add("Uitsluitingen", {"Wie": ST, "Met": "M2"})
    assert "100001 en M2 sluiten elkaar uit" in the_fault(draft.read())


def test_an_exclusion_holds_for_the_other_role_of_a_person(draft: Draft) -> None:
    draft.put("Opleiders", 0, **{"Ook mentor": "M3"}).add("Vastgezet", {"Student": ST, "Mentor": "M3"})
    draft.add("Uitsluitingen", {"Wie": ST, "Met": "SO1"})
    assert "100001 en M3 sluiten elkaar uit" in the_fault(draft.read())


def test_two_excluded_students_may_not_be_pinned_to_one_school(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": ST, "Mentor": "M1"}, {"Student": OTHER, "School": "S1"})
    draft.add("Uitsluitingen", {"Wie": ST, "Met": OTHER})
    assert "Vastgezet!B3 [School] S1 | niet samen: 100002 en 100001" in the_fault(draft.read())


def test_two_excluded_students_may_be_pinned_to_two_schools(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": ST, "Mentor": "M1"}, {"Student": OTHER, "School": "S2"})
    draft.add("Uitsluitingen", {"Wie": ST, "Met": OTHER})
    assert draft.read().faults == ()


def test_a_pin_row_without_anything_fixed_is_a_notice(draft: Draft) -> None:
    reading = draft.add("Vastgezet", {"Student": ST}).read()
    assert [notice.cell for notice in reading.notices] == ["A2"]


def test_the_cell_of_a_pin_is_found_by_student(draft: Draft) -> None:
    reading = draft.add("Vastgezet", {"Student": OTHER, "School": "S1"}, {"Student": ST, "School": "S1"}).read()
    assert reading.where("Vastgezet", ST, "School") == "B3"


def test_the_cell_of_an_entity_is_found_by_id(draft: Draft) -> None:
    assert draft.read().where("Mentoren", "M3") == "A4"


def test_an_id_that_is_nowhere_has_no_cell(draft: Draft) -> None:
    assert draft.read().where("Mentoren", "M9") == ""
