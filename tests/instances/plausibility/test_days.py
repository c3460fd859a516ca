"""Days that are hardly meant are told with their cell; a student once got a WPA in 2025."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from instances.tables.notices import NoticeKind
from tests.instances.plausibility.kinds import of_kind
from tests.instances.workbooks import Draft, the_fault

OTHERS = tuple(
    {"Slot": f"W{number}", "Datum": date(2027, 6, number), "Begin": time(9), "Eind": time(10)} for number in (2, 3, 4)
)


def test_a_slot_in_another_school_year_is_a_fault_with_the_day_that_was_meant(draft: Draft) -> None:
    """A notice among sixty was not read, and a student got a WPA a year too early."""
    draft.add("WPA-slots", *OTHERS).put("WPA-slots", 0, Datum=date(2025, 6, 3))
    assert the_fault(draft.read()) == (
        "WPA-slots!B2 [Datum] 03-06-2025 | een dag in het schooljaar van het semester “2026-2027 S2” (01-08-2026 t/m "
        "31-08-2027); klopt dat schooljaar niet, verander dan Semester in Instellingen. Bedoelt u 03-06-2027?"
    )


def test_a_slot_in_the_other_half_of_the_school_year_is_told(draft: Draft) -> None:
    draft.add("WPA-slots", *OTHERS).put("WPA-slots", 0, Datum=date(2026, 11, 3))
    told = of_kind(draft.read(), NoticeKind.OUTSIDE_SEMESTER)
    assert [line.split()[0] for line in told] == ["WPA-slots!B2"]


def test_a_day_without_a_year_is_in_the_spring_of_the_semester(draft: Draft) -> None:
    draft.put("Instellingen", 0, Waarde="Voorjaar 2026-2027").put("WPA-slots", 0, Datum="2 juni")
    instance = draft.read().instance
    assert instance is not None
    assert instance.slots["W1"].date == date(2027, 6, 2)


def test_without_a_school_year_in_the_name_the_bulk_of_the_slots_says_what_is_strange(draft: Draft) -> None:
    draft.put("Instellingen", 0, Waarde="voorjaar").add("WPA-slots", *OTHERS)
    told = of_kind(draft.put("WPA-slots", 0, Datum=date(2025, 6, 3)).read(), NoticeKind.OUTSIDE_SEMESTER)
    assert len(told) == 1
    assert "WPA-slots!B2" in told[0]
    assert "de meeste dagen liggen rond 02-06-2027" in told[0]


def test_of_two_slots_nobody_knows_which_is_the_strange_one(draft: Draft) -> None:
    draft.put("Instellingen", 0, Waarde="voorjaar").add("WPA-slots", OTHERS[0])
    assert of_kind(draft.put("WPA-slots", 0, Datum=date(2025, 6, 3)).read(), NoticeKind.OUTSIDE_SEMESTER) == []


def test_where_the_name_of_the_semester_is_the_strange_one_every_slot_says_what_to_change(draft: Draft) -> None:
    draft.put("Instellingen", 0, Waarde="2025-2026 S1").add("WPA-slots", *OTHERS)
    reading = draft.read()
    assert [fault.cell for fault in reading.faults] == ["B2", "B3", "B4", "B5"]
    assert len({fault.together for fault in reading.faults} - {""}) == 1
    told = [notice.text for notice in reading.notices if notice.kind is NoticeKind.OUTSIDE_SEMESTER]
    assert len(told) == 1
    assert told[0].startswith("De meeste WPA-tijden vallen buiten het semester “2025-2026 S1”")


@pytest.mark.parametrize(
    ("sheet", "row", "cell"),
    [
        ("Beschikbaarheid", {"Opleider": "SO1", "Datum": date(2025, 6, 3), "Beschikbaar": "ja"}, "B2"),
        ("Afwezigheid", {"Wie": "M1", "Van": date(2025, 6, 3), "T/m": date(2025, 6, 4)}, "B2"),
    ],
)
def test_other_sheets_with_a_day_in_another_year_are_told(draft: Draft, sheet: str, row: dict, cell: str) -> None:
    told = of_kind(draft.add(sheet, row).read(), NoticeKind.OUTSIDE_SEMESTER)
    assert [line.split()[0] for line in told] == [f"{sheet}!{cell}"]


@pytest.mark.parametrize(("column", "cell"), [("WPA vanaf", "U2"), ("WPA tot", "V2")])
def test_a_window_of_a_student_in_another_year_is_told(draft: Draft, column: str, cell: str) -> None:
    told = of_kind(draft.put("Studenten", 0, **{column: date(2028, 6, 3)}).read(), NoticeKind.OUTSIDE_SEMESTER)
    assert [line.split()[0] for line in told] == [f"Studenten!{cell}"]


def test_an_absence_around_the_whole_semester_is_not_strange(draft: Draft) -> None:
    draft.add("Afwezigheid", {"Wie": "M1", "Van": date(2026, 11, 1), "T/m": date(2027, 9, 30)})
    assert draft.read().notices == ()


def test_an_absence_of_more_than_a_year_is_told(draft: Draft) -> None:
    draft.add("Afwezigheid", {"Wie": "M1", "Van": date(2025, 6, 1), "T/m": date(2027, 6, 2)})
    told = of_kind(draft.read(), NoticeKind.LONG_ABSENCE)
    assert told == ["Afwezigheid!C2 M1 is 732 dagen afwezig (01-06-2025 t/m 02-06-2027). Klopt het jaar?"]


def test_a_slot_on_a_holiday_is_told_with_its_name(draft: Draft) -> None:
    told = of_kind(draft.put("WPA-slots", 0, Datum=date(2027, 5, 6)).read(), NoticeKind.HOLIDAY)
    assert told == [
        "WPA-slots!B2 W1 valt op een feestdag (donderdag 06-05-2027, Hemelvaartsdag). Is de school dan open?"
    ]


def test_a_slot_in_the_weekend_is_told(draft: Draft) -> None:
    told = of_kind(draft.put("WPA-slots", 0, Datum=date(2027, 6, 5)).read(), NoticeKind.WEEKEND)
    assert told == ["WPA-slots!B2 W1 valt in het weekend (zaterdag 05-06-2027); dan is niemand aan het werk."]


def test_an_absence_on_free_days_only_is_told_and_a_week_is_not(draft: Draft) -> None:
    monday = date(2027, 5, 31)
    draft.add("Afwezigheid", {"Wie": "M1", "Van": monday + timedelta(5), "T/m": monday + timedelta(6)})
    draft.add("Afwezigheid", {"Wie": "M2", "Van": monday, "T/m": monday + timedelta(6)})
    assert [line.split()[0] for line in of_kind(draft.read(), NoticeKind.WEEKEND)] == ["Afwezigheid!B2"]


def test_each_day_of_availability_is_told_by_itself(draft: Draft) -> None:
    days = (date(2027, 6, 5), date(2027, 6, 6), date(2027, 6, 7))
    draft.add("Beschikbaarheid", *({"Opleider": "SO1", "Datum": day, "Beschikbaar": "ja"} for day in days))
    assert [line.split()[0] for line in of_kind(draft.read(), NoticeKind.WEEKEND)] == [
        "Beschikbaarheid!B2",
        "Beschikbaarheid!B3",
    ]


PERIODS = [
    ("2026-2027 S2", "1-9-2026 t/m 31-1-2027", "het semester “2026-2027 S2” (01-02-2027 t/m 30-06-2027)"),
    ("2026-2027 S2", "1-2-2028 t/m 30-6-2028", "het semester “2026-2027 S2” (01-02-2027 t/m 30-06-2027)"),
    ("2026-2027", "1-9-2027 t/m 31-1-2028", "het semester “2026-2027” (01-08-2026 t/m 31-08-2027)"),
    ("voorjaar", "1-2-2029 t/m 30-6-2029", "de meeste dagen liggen rond 02-06-2027"),
]


@pytest.mark.parametrize(("semester", "period", "outside"), PERIODS)
def test_a_period_of_visits_without_a_day_in_the_semester_is_told(
    draft: Draft, semester: str, period: str, outside: str
) -> None:
    draft.put("Instellingen", 0, Waarde=semester).add("WPA-slots", *OTHERS)
    draft.add("Instellingen", {"Instelling": "Bezoekperiode", "Waarde": period})
    [told] = of_kind(draft.read(), NoticeKind.OUTSIDE_SEMESTER)
    at = len(draft.rows["Instellingen"]) + 1
    assert told.startswith(f"Instellingen!B{at} Bezoekperiode (")
    assert outside in told


@pytest.mark.parametrize(
    ("semester", "period"),
    [
        ("2026-2027 S2", "15-1-2027 t/m 1-2-2027"),
        ("2026-2027 S2", "1-3-2027"),
        ("2026-2027", "1-9-2026 t/m 31-1-2027"),
        ("voorjaar", "1-2-2027 t/m 30-4-2027"),
    ],
)
def test_a_period_of_visits_with_a_day_in_the_semester_is_none(draft: Draft, semester: str, period: str) -> None:
    draft.put("Instellingen", 0, Waarde=semester).add("WPA-slots", *OTHERS)
    draft.add("Instellingen", {"Instelling": "Bezoekperiode", "Waarde": period})
    assert of_kind(draft.read(), NoticeKind.OUTSIDE_SEMESTER) == []
