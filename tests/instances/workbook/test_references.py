"""Codes between sheets: one thing each, and what is said of one that is not there. Each suggestion word by word."""

from __future__ import annotations

from typing import Any

import pytest

from instances.tables.columns import MENTORS, SLOTS
from instances.tables.settings import READER
from instances.workbook.references import check_references, codes_and_names
from tests.instances.workbooks import Draft

ST = "100001"


def told(draft: Draft) -> list[str]:
    """Faults about codes, a line for each."""
    records = draft.records()
    earlier = len(records.findings.faults)
    check_references(records)
    return [f"{f.sheet}!{f.cell} [{f.column}] {f.found} | {f.expected}" for f in records.findings.faults][earlier:]


def test_the_plain_workbook_names_nothing_that_is_not_there(draft: Draft) -> None:
    assert told(draft) == []


CELLS = [
    ("Mentoren", {"School": "Z99"}, ["Mentoren!C2 [School] Z99 | een code uit Scholen"]),
    ("Mentoren", {"School": "S11"}, ["Mentoren!C2 [School] S11 | een code uit Scholen. Bedoelt u “S1”?"]),
    ("Mentoren", {"School": "De Eik"},
     ["Mentoren!C2 [School] De Eik | een code uit Scholen. Bedoelt u “S1” (De Eik)?"]),
    ("Mentoren", {"School": "B1"}, ["Mentoren!C2 [School] B1 | een code uit Scholen; “B1” staat in Besturen"]),
    ("Tandems", {"Scholen": "S1+S2"},
     ["Tandems!D2 [Scholen] S1+S2 | een code uit Scholen; zet een puntkomma tussen de codes: S1;S2"]),
    ("Tandems", {"Scholen": "S1;S9x;S8x"},
     ["Tandems!D2 [Scholen] S9x | een code uit Scholen", "Tandems!D2 [Scholen] S8x | een code uit Scholen"]),
    ("Tandems", {"Scholen": "S1+Q7"}, ["Tandems!D2 [Scholen] S1+Q7 | een code uit Scholen"]),
    ("Mentoren", {"Duo-mentor": None}, []),
]  # fmt: skip


@pytest.mark.parametrize(("sheet", "cells", "lines"), CELLS)
def test_a_code_that_is_not_there_is_told_with_what_may_be_meant(
    draft: Draft, sheet: str, cells: dict[str, Any], lines: list[str]
) -> None:
    assert told(draft.put(sheet, 0, **cells)) == lines


TWICE = "een code die nergens anders in het bestand staat; deze staat ook in {}"


@pytest.mark.parametrize(
    ("sheet", "row", "cells", "line"),
    [
        ("Studenten", 1, {"Student": ST}, f"Studenten!A3 [Student] {ST} | {TWICE.format('Studenten A2')}"),
        ("WPA-slots", 0, {"Slot": "B2"}, f"WPA-slots!A2 [Slot] B2 | {TWICE.format('Besturen A3')}"),
        ("Studenten", 1, {"Student": None}, None),
    ],
)
def test_a_code_is_of_one_thing(draft: Draft, sheet: str, row: int, cells: dict[str, Any], line: str | None) -> None:
    assert told(draft.put(sheet, row, **cells)) == ([line] if line else [])


def test_two_rows_without_a_code_are_not_one_thing_twice(draft: Draft) -> None:
    assert told(draft.put("Studenten", 0, Student=None).put("Studenten", 1, Student=None)) == []


ENDS = "een postcode of een code uit Studenten, Opleiders of Scholen"


@pytest.mark.parametrize(
    ("origin", "destination", "lines"),
    [
        (ST, "S1", []),
        ("SO1", "1012", []),
        ("1012 AB", "S2", []),
        ("Q", "S1", [f"Reistijden!A2 [Van] Q | {ENDS}"]),
        ("S1", "M1", [f"Reistijden!B2 [Naar] M1 | {ENDS}; “M1” staat in Mentoren"]),
        ("Q", "Q", [f"Reistijden!A2 [Van] Q | {ENDS}", f"Reistijden!B2 [Naar] Q | {ENDS}"]),
        (None, "S1", []),
    ],
)
def test_a_journey_is_between_people_schools_and_postcodes(
    draft: Draft, origin: str | None, destination: str, lines: list[str]
) -> None:
    assert told(draft.add("Reistijden", {"Van": origin, "Naar": destination, "Minuten": 9})) == lines


def test_without_a_sheet_its_codes_are_not_all_unknown(draft: Draft) -> None:
    draft.add("Reistijden", {"Van": "Q", "Naar": "S1", "Minuten": 9}).put("Opleiders", 0, Bestuur="Z9")
    del draft.rows["Scholen"]
    assert told(draft) == ["Opleiders!E2 [Bestuur] Z9 | een code uit Besturen"]


def test_without_the_column_of_codes_they_are_not_all_unknown(draft: Draft) -> None:
    draft.headers["Scholen"].remove("School")
    assert told(draft) == []


@pytest.mark.parametrize("rows", [[], None], ids=["empty", "not there"])
def test_a_slot_is_unknown_where_there_are_none(draft: Draft, rows: list[Any] | None) -> None:
    draft.add("Vastgezet", {"Student": ST, "Slot": "W1"})
    draft.rows["WPA-slots"] = []
    if rows is None:
        del draft.rows["WPA-slots"]
    assert told(draft) == ["Vastgezet!D2 [Slot] W1 | een code uit WPA-slots"]


def test_after_very_many_faults_no_suggestion_is_sought(draft: Draft) -> None:
    plain = draft.rows["Mentoren"][0]
    count = READER.max_suggestions + 1
    draft.rows["Mentoren"] = [{**plain, "Mentor": f"X{number}", "School": "S11"} for number in range(count)]
    hints = ["Bedoelt u" in line for line in told(draft)]
    assert hints == [True] * READER.max_suggestions + [False]


def test_codes_come_with_the_name_of_who_they_are(draft: Draft) -> None:
    known = codes_and_names(draft.records(), (MENTORS, SLOTS))
    assert [known.named(name) for name in ("Mia", "mo", "Otto", "W1")] == [["M1"], ["M3"], [], []]
    assert known.suggestion("W11") == " Bedoelt u “W1”?"
