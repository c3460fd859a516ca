"""What people type in optional cells and lists is read as they mean it, or said what should stand there."""

from __future__ import annotations

import pytest

from instances.tables.cells import parse
from instances.tables.columns import AVAILABILITY, MENTORS, SCHOOLS, SHEETS, STUDENTS
from instances.tables.notices import NoticeKind
from instances.tables.schema import Column, Kind
from instances.tables.values import MisfitError
from tests.instances.plausibility.kinds import of_kind
from tests.instances.workbooks import Draft

OPTIONAL = [
    pytest.param(column, id=f"{sheet.name} {column}")
    for sheet in SHEETS
    for column in sheet.columns
    if not column.required and column.read
]


@pytest.mark.parametrize("typed", ["-", "n.v.t.", "nvt", "–"])
@pytest.mark.parametrize("column", OPTIONAL)
def test_a_dash_is_empty_in_every_optional_column_and_told(column: Column, typed: str) -> None:
    parsed = parse(column, typed)
    assert parsed is not None
    assert (parsed.value, parsed.repair) == (None, NoticeKind.EMPTY)


def test_a_dash_in_a_roster_is_nobody() -> None:
    parsed = parse(Column("Mentor", Kind.ID, "", required=True, blank=True), "-")
    assert parsed is not None
    assert parsed.value is None


def test_a_dash_leaves_the_default_of_the_column(draft: Draft) -> None:
    draft.put("Scholen", 0, Bezet="-", Leerjaren="n.v.t.").put("Mentoren", 0, **{"Duo-mentor": "-", "Verdiepend": "-"})
    reading = draft.put("Studenten", 0, **{"WPA vanaf": "-", "Vereiste bouw": "geen"}).read()
    assert len(of_kind(reading, NoticeKind.EMPTY)) == 6
    assert reading.instance is not None
    school, mentor = reading.instance.schools["S1"], reading.instance.mentors["M1"]
    assert (school.taken, school.years) == (0, frozenset({1, 2, 3, 4}))
    assert (mentor.duo, mentor.advanced) == (None, False)


@pytest.mark.parametrize(
    ("column", "typed"),
    [
        (MENTORS.MAX_STUDENTS, "geen"),  # nobody, or as many as there are
        (MENTORS.AVAILABLE, "x"),
        (STUDENTS.YEAR, "-"),
        (MENTORS.SCHOOL, "geen;-"),
        (MENTORS.DAYS, "ma-vr"),  # two days, or five
        (MENTORS.DAYS, "vr t/m ma"),
        (SCHOOLS.YEARS, "3 t/m 1"),
        (SCHOOLS.YEARS, "1 t/m 5"),
    ],
)
def test_what_can_mean_two_things_stays_a_fault(column: Column, typed: str) -> None:
    with pytest.raises(MisfitError):
        parse(column, typed)


@pytest.mark.parametrize(
    ("column", "typed", "value"),
    [
        (SCHOOLS.YEARS, "alle", frozenset({1, 2, 3, 4})),
        (SCHOOLS.YEARS, "1 t/m 3", frozenset({1, 2, 3})),
        (SCHOOLS.YEARS, "jaar 2 tot en met 4", frozenset({2, 3, 4})),
        (MENTORS.GROUPS, "groep 3 t/m 5", frozenset({3, 4, 5})),
        (MENTORS.DAYS, "ma t/m vr", ("ma", "di", "wo", "do", "vr")),
        (MENTORS.DAYS, "Maandag t/m woensdag", ("ma", "di", "wo")),
        (MENTORS.DAYS, "alle", ("ma", "di", "wo", "do", "vr")),
        (MENTORS.DAYS, "wo-do-vr", ("wo", "do", "vr")),
        (MENTORS.DAYS, "ma - di", ("ma", "di")),
        (AVAILABILITY.PART, "vm", "ochtend"),
        (AVAILABILITY.PART, "NM.", "middag"),
    ],
)
def test_lists_and_parts_of_a_day_are_read_as_people_type_them(column: Column, typed: str, value: object) -> None:
    parsed = parse(column, typed)
    assert parsed is not None
    assert parsed.value == value
    assert parsed.repair is not None


@pytest.mark.parametrize(
    ("column", "typed", "expected"),
    [
        (STUDENTS.YEAR, "jaar 3", "1, 2, 3 of 4"),
        (STUDENTS.MAX_TRAVEL, "45 min", "hele minuten, alleen het getal: 45"),
    ],
)
def test_the_expected_text_says_which_numbers(column: Column, typed: str, expected: str) -> None:
    with pytest.raises(MisfitError, match=expected):
        parse(column, typed)


def test_a_fault_in_a_tandem_is_no_fault_of_its_school_too(draft: Draft) -> None:
    reading = draft.put("Tandems", 0, Scholen="De Eikk").read()
    assert [(fault.sheet, fault.cell) for fault in reading.faults] == [("Tandems", "D2")]


def test_an_exclusion_of_unknown_ids_is_not_said_to_do_nothing(draft: Draft) -> None:
    reading = draft.add("Uitsluitingen", {"Wie": "M77", "Met": "M78"}).read()
    assert [fault.cell for fault in reading.faults] == ["A2", "B2"]
    assert [notice for notice in reading.notices if notice.sheet == "Uitsluitingen"] == []


def test_every_kind_with_a_dash_is_tried() -> None:
    assert {column.values[0].kind for column in OPTIONAL} >= {
        Kind.ID,
        Kind.INTEGER,
        Kind.YES_NO,
        Kind.DATE,
        Kind.CHOICE,
    }
