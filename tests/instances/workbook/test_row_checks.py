"""What one row must satisfy in itself, on both sides of each edge: the words of the fault, or nothing."""

from __future__ import annotations

from datetime import date, time
from typing import Any

import pytest

from instances.workbook.row_checks import check_rows
from tests.instances.workbooks import Draft

JUNE_1, JUNE_2 = date(2027, 6, 1), date(2027, 6, 2)


def told(draft: Draft) -> list[str]:
    """Faults and notices of the rows, a line for each."""
    records = draft.records()
    assert [*records.findings.faults, *records.findings.notices] == []
    check_rows(records)
    faults = [f"{each.sheet}!{each.cell} {each.found} | {each.expected}" for each in records.findings.faults]
    return faults + [f"{each.sheet}!{each.cell} {each.text}" for each in records.findings.notices]


FULL = "heeft {} vrij en neemt minstens {}: de school neemt niemand."
OUTSIDE = "De coördinaten liggen buiten Nederland (rond breedtegraad 52 en lengtegraad 5)."
SWAPPED = "Breedtegraad en lengtegraad staan in elkaars kolom; gelezen als 52,000 noord en 5,000 oost."
BOTH = "leeg | beide coördinaten, of geen van beide"

CELLS: list[tuple[str, int, dict[str, Any], list[str]]] = [
    ("Besturen", 0, {"Min studenten": 3, "Max studenten": 3}, []),
    ("Besturen", 0, {"Min studenten": 4, "Max studenten": 3}, ["Besturen!E2 4 | hoogstens Max studenten (3)"]),
    ("Besturen", 0, {"Min studenten": 1, "Max studenten": 0}, ["Besturen!E2 1 | hoogstens Max studenten (0)"]),
    ("Besturen", 0, {"Min studenten": 4}, []),
    ("Besturen", 0, {"Max studenten": 0}, []),
    ("Scholen", 0, {"Bezet": 2, "Min studenten": 2}, []),
    ("Scholen", 0, {"Bezet": 2, "Min studenten": 3}, [f"S1 {FULL.format('2 plaatsen', '3 studenten')}"]),
    ("Scholen", 0, {"Bezet": 3, "Min studenten": 2}, [f"S1 {FULL.format('1 plaats', '2 studenten')}"]),
    ("Scholen", 0, {"Bezet": 5, "Min studenten": 1}, [f"S1 {FULL.format('0 plaatsen', '1 student')}"]),
    ("Scholen", 0, {"Bezet": 5}, []),
    ("Scholen", 0, {"Min studenten": 4}, []),
    ("Studenten", 0, {"Jaar": 1}, []),
    ("Studenten", 0, {"Jaar": 4}, []),
    ("Studenten", 0, {"Jaar": 0}, ["Studenten!D2 0 | 1, 2, 3 of 4"]),
    ("Studenten", 0, {"Jaar": 5}, ["Studenten!D2 5 | 1, 2, 3 of 4"]),
    ("Studenten", 0, {"WPA vanaf": JUNE_1, "WPA tot": JUNE_1}, []),
    ("Studenten", 0, {"WPA vanaf": JUNE_2}, []),
    ("Studenten", 0, {"WPA tot": JUNE_1}, []),
    ("Studenten", 0, {"WPA vanaf": JUNE_2, "WPA tot": JUNE_1},
     ["Studenten!V2 01-06-2027 | een dag niet voor WPA vanaf (02-06-2027)"]),
    ("Studenten", 0, {"Vereist profiel": "dalton;montessori"}, ["dalton;montessori | één kenmerk, zonder puntkomma"]),
    ("Studenten", 0, {"Vereist profiel": "dalton"}, []),
    ("Studenten", 0, {"Vereist profiel": "Dalton"},
     ["Vereist profiel: hoofdletters gelezen als kleine letters (“Dalton → dalton”)."]),
    ("Opleiders", 2, {"Assessor": "ja"}, ["SLB1 is SLB’er en beoordeelt dus niet."]),
    ("Opleiders", 2, {"Assessor": "nee"}, []),
    ("Opleiders", 2, {"Assessor": None}, []),
    ("Opleiders", 0, {"Assessor": "ja"}, []),
    ("WPA-slots", 0, {"Begin": time(9), "Eind": time(9, 1)}, []),
    ("WPA-slots", 0, {"Begin": time(9), "Eind": time(9)}, ["WPA-slots!D2 09:00 | een tijd na Begin (09:00)"]),
    ("WPA-slots", 0, {"Begin": time(9, 1), "Eind": time(9)}, ["WPA-slots!D2 09:00 | een tijd na Begin (09:01)"]),
    ("Scholen", 0, {"Breedtegraad": None, "Lengtegraad": None}, []),
    ("Scholen", 0, {"Breedtegraad": None}, [f"Scholen!G2 {BOTH}"]),
    ("Studenten", 0, {"Lengtegraad": None}, [f"Studenten!J2 {BOTH}"]),
    ("Opleiders", 0, {"Breedtegraad": 52.4}, [BOTH]),
    ("Scholen", 0, {"Breedtegraad": 50.0, "Lengtegraad": 3.0}, []),
    ("Scholen", 0, {"Breedtegraad": 54.0, "Lengtegraad": 8.0}, []),
    ("Scholen", 0, {"Breedtegraad": 49.9, "Lengtegraad": 5.0}, [f"Scholen!G2 {OUTSIDE}"]),
    ("Scholen", 0, {"Breedtegraad": 54.1, "Lengtegraad": 5.0}, [f"Scholen!G2 {OUTSIDE}"]),
    ("Scholen", 0, {"Breedtegraad": 52.0, "Lengtegraad": 2.9}, [f"Scholen!G2 {OUTSIDE}"]),
    ("Scholen", 0, {"Breedtegraad": 52.0, "Lengtegraad": 8.1}, [f"Scholen!G2 {OUTSIDE}"]),
    ("Scholen", 0, {"Breedtegraad": 5.0, "Lengtegraad": 52.0}, [f"Scholen!G2 {SWAPPED}"]),
    ("Scholen", 0, {"Postcode": "1012 AB"}, []),
    ("Scholen", 0, {"Postcode": "1012AB, 1013CD"}, ["Scholen!E2 1012AB, 1013CD | één postcode"]),
    ("Scholen", 0, {"Postcode": "12AB"}, ["Scholen!E2 “12AB” lijkt geen Nederlandse postcode."]),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "row", "cells", "lines"), CELLS)
def test_a_row_that_contradicts_itself_is_told_and_its_neighbour_is_not(
    draft: Draft, sheet: str, row: int, cells: dict[str, Any], lines: list[str]
) -> None:
    found = told(draft.put(sheet, row, **cells))
    assert len(found) == len(lines)
    assert all(line in one for one, line in zip(found, lines, strict=True)), found


ROWS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("Afwezigheid", {"Wie": "M1", "Van": JUNE_1, "T/m": JUNE_1}, []),
    ("Afwezigheid", {"Wie": "M1", "Van": JUNE_2, "T/m": JUNE_1},
     ["Afwezigheid!C2 01-06-2027 | een dag niet voor Van (02-06-2027)"]),
    ("Reistijden", {"Van": "S1", "Naar": "S1", "Minuten": 9}, ["Van en Naar zijn gelijk; deze rij doet niets."]),
    ("Reistijden", {"Van": "S1", "Naar": "S2", "Minuten": 9}, []),
    ("Reistijden", {"Van": "1012", "Naar": "1012", "Minuten": 9}, []),
    ("Uitsluitingen", {"Wie": "M1", "Met": "M1"}, ["Uitsluitingen!B2 M1 | een andere code dan bij Wie"]),
    ("Uitsluitingen", {"Wie": "M1", "Met": "M2"}, []),
    ("Vastgezet", {"Student": "100001"}, ["In deze rij van Vastgezet staat niets vast."]),
    ("Vastgezet", {"Student": "100001", "Slot": "W1"}, []),
    ("Vastgezet", {"Student": "100001", "School": "S1"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cells", "lines"), ROWS)
def test_an_added_row_that_says_nothing_or_cannot_be_is_told(
    draft: Draft, sheet: str, cells: dict[str, Any], lines: list[str]
) -> None:
    found = told(draft.add(sheet, cells))
    assert len(found) == len(lines)
    assert all(line in one for one, line in zip(found, lines, strict=True)), found


@pytest.mark.parametrize(
    ("sheet", "cells"),
    [
        ("Scholen", {"Plaatsen": "veel", "Min studenten": 9}),
        ("Studenten", {"Lengtegraad": "ver"}),
        ("Studenten", {"WPA vanaf": "ooit", "WPA tot": JUNE_1}),
        ("WPA-slots", {"Begin": "ooit"}),
    ],
)
def test_a_cell_that_cannot_be_read_has_one_fault_and_no_second(
    draft: Draft, sheet: str, cells: dict[str, Any]
) -> None:
    records = draft.put(sheet, 0, **cells).records()
    check_rows(records)
    assert (len(records.findings.faults), records.findings.notices) == (1, ())


def test_a_pin_with_a_cell_that_cannot_be_read_is_not_said_to_be_empty(draft: Draft) -> None:
    records = draft.add("Vastgezet", {"Student": "100001", "Slot": "W1;W2"}).records()
    check_rows(records)
    assert (len(records.findings.faults), records.findings.notices) == (1, ())
