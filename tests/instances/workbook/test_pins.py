"""Pins and given placements beside the workbook: which contradict it, and which only look as if they do."""

from __future__ import annotations

import pytest

from instances.domain.rulebook import Rule
from instances.workbook.pins import check_pins
from tests.instances.workbooks import Draft, Row

ST, OTHER = "100001", "100002"
FIELD, INSTITUTE = "Beoordelaar werkveld", "Beoordelaar opleiding"


def told(draft: Draft) -> list[str]:
    """Faults and notices about pins, a line for each."""
    records = draft.records()
    earlier = len(records.findings.faults)
    check_pins(records)
    faults = [f"{f.sheet}!{f.cell} [{f.column}] {f.found} | {f.expected}" for f in records.findings.faults]
    return faults[earlier:] + [f"{each.sheet}!{each.cell} {each.text}" for each in records.findings.notices]


def apart(who: str, other: str, rules: str, row: int = 2) -> str:
    return (
        f"niet samen: {who} en {other} sluiten elkaar uit (Uitsluitingen A{row}; {rules}). "
        "Haal de vaste waarde of de uitsluiting weg"
    )


def no_wpa(cell: str, found: str) -> str:
    return f"Vastgezet!{cell} {found} | leeg, want {ST} heeft in Studenten bij WPA nee staan (A10)"


PINNED: list[tuple[Row, dict[str, Row], list[str]]] = [
    ({"Mentor": "M1"}, {}, []),
    ({"School": "S1", "Mentor": "M1"}, {}, []),
    ({"School": "S2", "Mentor": "M1"}, {},
     ["Vastgezet!C2 [Mentor] M1 | een mentor van school S2; M1 werkt op S1 (P13)"]),
    ({"School": "S2", "Mentor": "M1"}, {"Mentoren": {"School": None}}, []),
    ({"School": "S2", "Mentor": "M9"}, {}, []),
    ({FIELD: "SO1"}, {}, []),
    ({FIELD: "SO1"}, {"Opleiders": {"Rol": "CSO"}}, []),
    ({FIELD: "SO1"}, {"Opleiders": {"Rol": None}}, []),
    ({INSTITUTE: "SO1"}, {"Opleiders": {"Rol": "CIO"}}, []),
    ({FIELD: "IO1"}, {}, [f"Vastgezet!E2 [{FIELD}] IO1 (rol IO) | een opleider met rol SO of CSO (A3, A10)"]),
    ({INSTITUTE: "SO1"}, {}, [f"Vastgezet!F2 [{INSTITUTE}] SO1 (rol SO) | een opleider met rol IO of CIO (A3, A10)"]),
    ({FIELD: "SO1"}, {"Opleiders": {"Assessor": "nee"}},
     [f"Vastgezet!E2 [{FIELD}] SO1 (Assessor: nee) | een opleider die WPA’s afneemt (A10)"]),
    ({FIELD: "SO9", INSTITUTE: "SO1"}, {},
     [f"Vastgezet!F2 [{INSTITUTE}] SO1 (rol SO) | een opleider met rol IO of CIO (A3, A10)"]),
    ({"Slot": "W1"}, {}, []),
    ({"Mentor": "M1"}, {"Studenten": {"WPA": "nee"}}, []),
    ({"Slot": "W1"}, {"Studenten": {"WPA": "nee"}}, [no_wpa("D2", "[Slot] W1")]),
    ({FIELD: "SO1"}, {"Studenten": {"WPA": "nee"}}, [no_wpa("E2", f"[{FIELD}] SO1")]),
    ({INSTITUTE: "IO1"}, {"Studenten": {"WPA": "nee"}}, [no_wpa("F2", f"[{INSTITUTE}] IO1")]),
    ({"Slot": "W1", FIELD: "SO1"}, {"Studenten": {"WPA": "nee"}}, [no_wpa("D2", "[Slot] W1")]),
]  # fmt: skip


@pytest.mark.parametrize(("pin", "first_rows", "lines"), PINNED)
def test_a_pin_is_told_when_the_workbook_contradicts_it(
    draft: Draft, pin: Row, first_rows: dict[str, Row], lines: list[str]
) -> None:
    for sheet, cells in first_rows.items():
        draft.put(sheet, 0, **cells)
    assert told(draft.add("Vastgezet", {"Student": ST, **pin})) == lines


@pytest.mark.parametrize(("sheet", "rule"), [("Vastgezet", Rule.P13), ("Plaatsing", None)])
def test_every_row_of_a_student_after_the_first_is_one_too_many(draft: Draft, sheet: str, rule: Rule | None) -> None:
    rows = [{"Student": who, "Mentor": "M1"} for who in (ST, OTHER, ST, ST)]
    records = draft.add(sheet, *rows).records()
    check_pins(records)
    twice = "elke student één keer; 100001 staat ook in A2"
    assert [(f.cell, f.found, f.expected) for f in records.findings.faults] == [("A4", ST, twice), ("A5", ST, twice)]
    assert {f.rule for f in records.findings.faults} == {rule}


def test_rows_without_a_student_are_not_one_student_twice(draft: Draft) -> None:
    assert told(draft.add("Vastgezet", {"Mentor": "M1"}, {"Mentor": "M2"})) == []


@pytest.mark.parametrize(
    ("pin", "mentor", "line"),
    [
        ({"Mentor": "M1"}, "M1", None),
        ({"Mentor": "M1"}, "M2", "M2 | mentor M1, want die is vastgezet (C2; P13)"),
        ({"School": "S1"}, "M2", None),
        ({"School": "S1"}, "M3", "M3 | een mentor van school S1, want die is vastgezet (B2; P13)"),
        ({"School": "S1", "Mentor": "M1"}, "M2", "M2 | mentor M1, want die is vastgezet (C2; P13)"),
        ({"Slot": "W1"}, "M3", None),
        ({"Mentor": "M1"}, "M9", None),
    ],
)
def test_a_given_placement_is_as_pinned(draft: Draft, pin: Row, mentor: str, line: str | None) -> None:
    draft.add("Vastgezet", {"Student": ST, **pin}).add("Plaatsing", {"Student": ST, "Mentor": mentor})
    assert told(draft) == ([f"Plaatsing!B2 [Mentor] {line}"] if line else [])


def test_a_given_placement_of_somebody_without_a_pin_is_free(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": OTHER, "Mentor": "M1"})
    draft.add("Plaatsing", {"Student": ST, "Mentor": "M3"}, {"Student": OTHER, "Mentor": "M2"})
    assert told(draft) == ["Plaatsing!B3 [Mentor] M2 | mentor M1, want die is vastgezet (C2; P13)"]


EXCLUDED: list[tuple[Row, tuple[str, str], list[str]]] = [
    ({"Mentor": "M1"}, (ST, "M2"), []),
    ({"Mentor": "M1"}, (OTHER, "M1"), []),
    ({"Mentor": "M1"}, ("S1", ST), [f"Vastgezet!C2 [Mentor] M1 | {apart(ST, 'S1', 'P9, P13')}"]),
    ({"School": "S1"}, (ST, "M1"), []),
    ({"School": "S1"}, (ST, "B1"), [f"Vastgezet!B2 [School] S1 | {apart(ST, 'B1', 'P9, P13')}"]),
    ({"School": "S2"}, (ST, "SO1"), []),
    ({"Mentor": "M2"}, (ST, "IO1"), [f"Vastgezet!C2 [Mentor] M2 | {apart(ST, 'IO1', 'P9, P13')}"]),
    ({FIELD: "SO1"}, (ST, "SO1"), [f"Vastgezet!E2 [{FIELD}] SO1 | {apart('SO1', ST, 'A9, A10')}"]),
    ({INSTITUTE: "IO1"}, (ST, "IO1"), [f"Vastgezet!F2 [{INSTITUTE}] IO1 | {apart('IO1', ST, 'A9, A10')}"]),
    ({"Mentor": "M3", INSTITUTE: "IO1"}, ("IO1", "S2"),
     [f"Vastgezet!F2 [{INSTITUTE}] IO1 | {apart('IO1', 'S2', 'A9, A10')}"]),
    ({FIELD: "SO1", INSTITUTE: "IO1"}, ("IO1", "SO1"),
     [f"Vastgezet!F2 [{INSTITUTE}] IO1 | {apart('IO1', 'SO1', 'A9, A10')}"]),
    ({FIELD: "SO1"}, ("IO1", "SO1"), []),
]  # fmt: skip


@pytest.mark.parametrize(("pin", "pair", "lines"), EXCLUDED)
def test_an_exclusion_is_of_those_who_meet_by_the_pin(
    draft: Draft, pin: Row, pair: tuple[str, str], lines: list[str]
) -> None:
    draft.add("Vastgezet", {"Student": ST, **pin}).add("Uitsluitingen", {"Wie": pair[0], "Met": pair[1]})
    assert told(draft) == lines


def test_an_exclusion_is_of_the_duo_and_of_the_other_role_of_a_person(draft: Draft) -> None:
    draft.put("Mentoren", 0, **{"Duo-mentor": "M2"}).put("Opleiders", 0, **{"Ook mentor": "M2"})
    draft.add("Vastgezet", {"Student": ST, "Mentor": "M1"})
    draft.add("Uitsluitingen", {"Wie": "M3", "Met": OTHER}, {"Wie": "SO1", "Met": ST})
    line = f"Vastgezet!C2 [Mentor] M1 | {apart(ST, '{}', 'P9, P13', row=3)}"
    assert told(draft) == [line.format("M2"), line.format("SO1")]


def test_an_exclusion_of_a_mentor_is_of_the_same_person_as_assessor(draft: Draft) -> None:
    draft.put("Opleiders", 0, **{"Ook mentor": "M3"}).add("Vastgezet", {"Student": ST, FIELD: "SO1"})
    assert told(draft.add("Uitsluitingen", {"Wie": "M3", "Met": ST})) == [
        f"Vastgezet!E2 [{FIELD}] SO1 | {apart('SO1', ST, 'A9, A10')}"
    ]


def test_the_first_of_two_rows_that_say_the_same_is_named(draft: Draft) -> None:
    draft.add("Vastgezet", {"Student": ST, "Mentor": "M1"})
    draft.add("Uitsluitingen", {"Wie": ST, "Met": "M1"}, {"Wie": "M1", "Met": ST})
    assert told(draft) == [f"Vastgezet!C2 [Mentor] M1 | {apart(ST, 'M1', 'P9, P13')}"]


@pytest.mark.parametrize("who", ["SO1", "IO1", "M1"])
def test_an_exclusion_with_an_empty_cell_is_of_nobody(draft: Draft, who: str) -> None:
    draft.put("Opleiders", 1, **{"Ook mentor": "M3"})
    draft.add("Vastgezet", {"Student": ST, "Mentor": "M1", FIELD: "SO1"}, {"Student": OTHER, INSTITUTE: "IO1"})
    assert told(draft.add("Uitsluitingen", {"Wie": None, "Met": ST}, {"Wie": who, "Met": None})) == []


THIRD = {"Student": "100003", "Naam": "Sem", "Jaar": 2, "Stagedagen": "di", "Breedtegraad": 52.4, "Lengtegraad": 4.9}


@pytest.mark.parametrize(
    ("pins", "lines"),
    [
        ([{"Mentor": "M1"}, {"Mentor": "M3"}], []),
        ([{"Mentor": "M1"}, {"Slot": "W1"}], []),
        ([{"Slot": "W1"}, {"Slot": "W1"}], []),
        ([{"Mentor": "M1"}, {"Mentor": "M2"}], [f"Vastgezet!C3 [Mentor] M2 | {apart(OTHER, ST, 'P9, P13')}"]),
        ([{"Mentor": "M1"}, {"School": "S1"}], [f"Vastgezet!B3 [School] S1 | {apart(OTHER, ST, 'P9, P13')}"]),
        ([{"School": "S1"}, {"Mentor": "M1"}], [f"Vastgezet!C3 [Mentor] M1 | {apart(OTHER, ST, 'P9, P13')}"]),
    ],
)
def test_two_who_exclude_each_other_are_not_pinned_to_one_school(
    draft: Draft, pins: list[Row], lines: list[str]
) -> None:
    draft.add("Vastgezet", *({"Student": who, **pin} for who, pin in zip((ST, OTHER), pins, strict=True)))
    assert told(draft.add("Uitsluitingen", {"Wie": ST, "Met": OTHER})) == lines


def test_somebody_pinned_between_them_does_not_hide_two_who_exclude_each_other(draft: Draft) -> None:
    draft.add("Studenten", THIRD)
    draft.add("Vastgezet", *({"Student": who, "School": "S1"} for who in (ST, "100003", OTHER)))
    assert told(draft.add("Uitsluitingen", {"Wie": OTHER, "Met": ST})) == [
        f"Vastgezet!B4 [School] S1 | {apart(OTHER, ST, 'P9, P13')}"
    ]


@pytest.mark.parametrize(
    ("pair", "idle"),
    [
        (("M1", "M3"), True),
        (("S1", "B2"), True),
        (("M1", ST), False),
        (("SO1", "S1"), False),
        (("SO1", "IO1"), False),
        (("M2", "M3"), False),
        (("M1", "X9"), False),
    ],
    ids=["mentors", "school and board", "student", "trainer", "trainers", "a mentor who assesses", "unknown"],
)
def test_an_exclusion_of_two_who_never_meet_is_told(draft: Draft, pair: tuple[str, str], idle: bool) -> None:
    draft.put("Opleiders", 1, **{"Ook mentor": "M3" if pair == ("M2", "M3") else None})
    line = f"Uitsluitingen!A2 {pair[0]} en {pair[1]} treffen elkaar nooit; deze uitsluiting doet niets."
    assert told(draft.add("Uitsluitingen", {"Wie": pair[0], "Met": pair[1]})) == ([line] if idle else [])
