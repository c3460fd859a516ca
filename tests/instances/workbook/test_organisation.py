"""What boards, schools, tandems, mentors and trainers must satisfy together, and what is nearly a fault and is none."""

from __future__ import annotations

from typing import Any

import pytest

from instances.workbook.organisation import check_organisation, duo_by_mentor, tandem_by_school
from tests.instances.workbooks import Draft

DUO, PLG, MAX = "Duo-mentor", "PLG", "Max PLG"
SECOND = {"Tandem": "T2", "Schoolopleider": "SO1", "Instituutsopleider": "IO1"}
NO_TANDEM = "(opleidingsschool zonder tandem) | een school die in het blad Tandems staat, of anders stageschool"


def told(draft: Draft) -> list[str]:
    """Faults and notices about the organisation, a line for each; those of cells that cannot be read are not in it."""
    records = draft.records()
    earlier = len(records.findings.faults)
    check_organisation(records)
    faults = [f"{f.sheet}!{f.cell} [{f.column}] {f.found} | {f.expected}" for f in records.findings.faults]
    return faults[earlier:] + [f"{each.sheet}!{each.cell} {each.text}" for each in records.findings.notices]


def test_the_plain_workbook_is_in_order(draft: Draft) -> None:
    assert told(draft) == []


@pytest.mark.parametrize(
    ("column", "role", "line"),
    [
        ("Schoolopleider", "SO", None),
        ("Schoolopleider", "CSO", None),
        ("Schoolopleider", "IO", "Tandems!B2 [Schoolopleider] X1 (rol IO) | een opleider met rol SO of CSO"),
        ("Schoolopleider", "SLB", "Tandems!B2 [Schoolopleider] X1 (rol SLB) | een opleider met rol SO of CSO"),
        ("Instituutsopleider", "IO", None),
        ("Instituutsopleider", "CIO", None),
        ("Instituutsopleider", "SO", "Tandems!C2 [Instituutsopleider] X1 (rol SO) | een opleider met rol IO of CIO"),
        ("Instituutsopleider", None, None),
    ],
)
def test_a_tandem_is_of_a_school_trainer_and_a_trainer_of_the_institute(
    draft: Draft, column: str, role: str | None, line: str | None
) -> None:
    draft.add("Opleiders", {"Opleider": "X1", "Naam": "Xan", "Rol": role}).put("Tandems", 0, **{column: "X1"})
    assert told(draft) == ([line] if line else [])


def test_a_trainer_who_is_not_there_is_no_second_fault(draft: Draft) -> None:
    assert told(draft.put("Tandems", 0, Schoolopleider="SO9")) == []


def test_a_school_belongs_to_the_first_tandem_that_names_it(draft: Draft) -> None:
    draft.add("Tandems", {**SECOND, "Scholen": "S2;S1"})
    assert told(draft) == ["Tandems!D3 [Scholen] S1 | elke school in één tandem; S1 hoort al bij T1 (D2)"]
    assert {school: row.key for school, row in tandem_by_school(draft.records()).items()} == {"S1": "T1", "S2": "T2"}


@pytest.mark.parametrize(
    ("row", "cells", "lines"),
    [
        (0, {"Scholen": "S1;S2"}, []),
        (0, {"Scholen": "S2"}, [f"Scholen!A2 [School] S1 {NO_TANDEM}"]),
        (0, {"Scholen": "S2;S9"}, []),
        (0, {"Scholen": "S2;S2"}, []),
        (0, {"Scholen": None}, []),
    ],
    ids=["both", "one lacks", "an unknown one may be it", "a list that cannot be read may hold it", "so may an empty"],
)
def test_a_training_school_is_in_a_tandem(draft: Draft, row: int, cells: dict[str, Any], lines: list[str]) -> None:
    assert told(draft.put("Tandems", row, **cells)) == lines


def test_without_a_column_of_schools_no_school_is_said_to_lack_a_tandem(draft: Draft) -> None:
    draft.headers["Tandems"].remove("Scholen")
    assert told(draft) == []


def test_without_the_sheet_of_tandems_no_school_is_said_to_lack_one(draft: Draft) -> None:
    del draft.rows["Tandems"]
    assert told(draft) == []


def test_with_an_empty_sheet_of_tandems_every_training_school_lacks_one(draft: Draft) -> None:
    draft.rows["Tandems"] = []
    assert told(draft) == [f"Scholen!A2 [School] S1 {NO_TANDEM}"]


@pytest.mark.parametrize("cells", [{"Soort": "stageschool"}, {"Soort": "iets"}, {"School": None}])
def test_another_school_or_one_that_cannot_be_read_needs_no_tandem(draft: Draft, cells: dict[str, Any]) -> None:
    draft.rows["Tandems"] = []
    assert told(draft.put("Scholen", 0, **cells)) == []


PLGS: list[tuple[dict[str, Any], dict[str, Any], list[str]]] = [
    ({PLG: "Noord", MAX: 10}, {PLG: "Noord", MAX: 10}, []),
    ({PLG: "Noord", MAX: 10}, {PLG: "Noord"}, []),
    ({PLG: "Noord"}, {PLG: "Noord", MAX: 12}, []),
    ({PLG: "Noord", MAX: 10}, {PLG: "Zuid", MAX: 12}, []),
    ({PLG: "Noord", MAX: 10}, {PLG: "Noord", MAX: 12},
     ["Scholen!O3 [Max PLG] 12 | één Max PLG voor PLG Noord; bij S1 (O2) staat 10"]),
    ({PLG: "Noord"}, {PLG: "noord"}, ["Scholen!N3 “noord” is een andere PLG dan “Noord”. Is dat zo?"]),
    ({MAX: 10}, {MAX: 12}, []),
    ({MAX: 10}, {PLG: "T1", MAX: 12}, []),
    ({PLG: "S2", MAX: 10}, {MAX: 12}, []),
]  # fmt: skip


@pytest.mark.parametrize(("first", "second", "lines"), PLGS)
def test_a_plg_has_one_maximum_and_one_spelling(
    draft: Draft, first: dict[str, Any], second: dict[str, Any], lines: list[str]
) -> None:
    assert told(draft.put("Scholen", 0, **first).put("Scholen", 1, **second)) == lines


def test_the_schools_of_a_tandem_are_a_plg_with_one_maximum(draft: Draft) -> None:
    draft.put("Tandems", 0, Scholen="S1;S2").put("Scholen", 0, **{MAX: 10}).put("Scholen", 1, **{MAX: 12})
    assert told(draft) == ["Scholen!O3 [Max PLG] 12 | één Max PLG voor PLG T1; bij S1 (O2) staat 10"]


def test_a_school_without_a_maximum_does_not_hide_two_that_differ(draft: Draft) -> None:
    draft.add("Scholen", {**draft.rows["Scholen"][1], "School": "S3", PLG: "Noord", MAX: 12})
    draft.put("Scholen", 0, PLG="Noord").put("Scholen", 1, PLG="Noord", **{MAX: 10})
    assert told(draft) == ["Scholen!O4 [Max PLG] 12 | één Max PLG voor PLG Noord; bij S2 (O3) staat 10"]


DUOS: list[tuple[dict[int, dict[str, Any]], list[str]]] = [
    ({0: {DUO: "M2"}}, []),
    ({0: {DUO: "M2"}, 1: {DUO: "M1"}}, []),
    ({0: {DUO: "M1"}}, ["Mentoren!F2 [Duo-mentor] M1 | een andere mentor dan de mentor zelf"]),
    ({0: {DUO: "M9"}}, []),
    ({0: {DUO: "M3", "Groep": 8}},
     ["Mentoren!F2 [Duo-mentor] M3 | een mentor van dezelfde school (S1); M3 werkt op S2"]),
    ({0: {DUO: "M3", "Groep": 8, "School": None}}, []),
    ({0: {DUO: "M3", "Groep": 8}, 2: {"School": None}}, []),
    ({0: {DUO: "M2", "Groep": 5}},
     ["Mentoren!F2 [Duo-mentor] M2 | een mentor van dezelfde klas; M1 en M2 hebben geen groep gemeen"]),
    ({0: {DUO: "M2", "Groep": None}}, []),
    ({0: {DUO: "M2"}, 1: {"Groep": None}}, []),
    ({0: {DUO: "M2"}, 2: {DUO: "M2", "School": "S1", "Groep": 4}},
     ["Mentoren!F4 [Duo-mentor] M2 | klassen van twee mentoren; M2 vormt al een duo met M1"]),
    ({0: {DUO: "M2"}, 1: {DUO: "M3"}, 2: {"School": "S1", "Groep": 4}},
     ["Mentoren!F3 [Duo-mentor] M3 | klassen van twee mentoren; M2 vormt al een duo met M1"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "lines"), DUOS)
def test_a_duo_is_two_mentors_of_one_class(draft: Draft, rows: dict[int, dict[str, Any]], lines: list[str]) -> None:
    for row, cells in rows.items():
        draft.put("Mentoren", row, **cells)
    assert told(draft) == lines


def test_of_three_who_name_one_mentor_the_last_row_is_told(draft: Draft) -> None:
    draft.add("Mentoren", {**draft.rows["Mentoren"][1], "Mentor": "M4"})
    for row in (0, 2, 3):
        draft.put("Mentoren", row, School="S1", Groep=4, **{DUO: "M2"})
    assert told(draft) == ["Mentoren!F5 [Duo-mentor] M2 | klassen van twee mentoren; M2 vormt al een duo met M1"]


@pytest.mark.parametrize(
    ("rows", "duos"),
    [
        ({0: {DUO: "M2"}}, {"M1": "M2", "M2": "M1"}),
        ({0: {DUO: "M1"}}, {}),
        ({0: {DUO: "M2", "Mentor": None}}, {}),
        ({0: {DUO: "M2"}, 2: {DUO: "M2"}}, {"M1": "M2", "M2": "M1", "M3": "M2"}),
    ],
)
def test_a_duo_is_known_from_either_side(draft: Draft, rows: dict[int, dict[str, Any]], duos: dict[str, str]) -> None:
    for row, cells in rows.items():
        draft.put("Mentoren", row, **cells)
    assert duo_by_mentor(draft.records()) == duos


def test_a_mentor_is_the_other_role_of_one_trainer(draft: Draft) -> None:
    other = "Ook mentor"
    draft.put("Opleiders", 0, **{other: "M1"}).put("Opleiders", 1, **{other: "M2"})
    assert told(draft) == []
    draft.put("Opleiders", 1, **{other: "M1"})
    expected = "Opleiders!O3 [Ook mentor] M1 | een mentor die bij één opleider hoort; M1 staat ook bij SO1"
    assert told(draft) == [expected]


@pytest.mark.parametrize(
    ("cells", "lines"),
    [
        ({"School": "S1", "Bestuur": "B1"}, []),
        ({"School": "S1"}, []),
        ({"Bestuur": "B2"}, []),
        ({"School": "S9", "Bestuur": "B2"}, []),
        ({"School": "S1", "Bestuur": "B2"}, ["WPA-slots!F2 [Bestuur] B2 | het bestuur van S1 (B1), of leeg"]),
    ],
)
def test_a_slot_of_a_school_is_of_its_board(draft: Draft, cells: dict[str, Any], lines: list[str]) -> None:
    assert told(draft.put("WPA-slots", 0, **cells)) == lines


def test_a_slot_of_a_school_without_a_readable_board_is_no_fault(draft: Draft) -> None:
    draft.put("Scholen", 0, Bestuur=None).put("WPA-slots", 0, School="S1", Bestuur="B2")
    assert told(draft) == []
