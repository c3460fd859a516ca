"""Public holidays of any year, against the dates in almanacs."""

from __future__ import annotations

from datetime import date

import pytest

from instances.dutch.holidays import easter, holiday
from instances.dutch.semesters import school_year_and_half, school_year_of, year_in


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1961, 4, 2), (2008, 3, 23), (2011, 4, 24), (2024, 3, 31), (2025, 4, 20), (2027, 3, 28), (2038, 4, 25)],
)
def test_easter_is_that_of_the_almanac(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2027, 1, 1), "Nieuwjaarsdag"),
        (date(2027, 3, 26), "Goede Vrijdag"),
        (date(2027, 3, 29), "Tweede Paasdag"),
        (date(2027, 4, 27), "Koningsdag"),
        (date(2025, 4, 27), ""),  # a Sunday: the King's birthday is kept the day before
        (date(2025, 4, 26), "Koningsdag"),
        (date(2026, 5, 5), "Bevrijdingsdag"),
        (date(2027, 5, 6), "Hemelvaartsdag"),
        (date(2027, 5, 17), "Tweede Pinksterdag"),
        (date(2026, 12, 26), "Tweede Kerstdag"),
        (date(2027, 6, 1), ""),
    ],
)
def test_a_holiday_has_its_name(day: date, name: str) -> None:
    assert holiday(day) == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-2027 S2", (2026, 2)),
        ("2026/2027 sem 1", (2026, 1)),
        ("26/27-1", (2026, 1)),
        ("1e semester 2025-2026", (2025, 1)),
        ("S2 2025–2026", (2025, 2)),
        ("2025-2026", (2025, 0)),
        ("najaar 2025", (2025, 1)),
        ("voorjaar 2026", (2025, 2)),
        ("2026 voorjaar", (2025, 2)),
        ("voorjaar ’27", (2026, 2)),
        ("Voorjaar 2026-2027", (2026, 2)),
        ("voorjaar 2026/27", (2026, 2)),
        ("2026-2027 lente", (2026, 2)),
        ("najaar 2026-2027", (2026, 1)),
        ("2026-2027, herfst", (2026, 1)),
        ("najaar 2026-2027 S2", (2026, 0)),
        ("voorjaar", None),
        ("2024-2026 S1", None),
        ("het vorige", None),
        ("", None),
    ],
)
def test_a_semester_is_read_from_its_name(text: str, expected: tuple[int, int] | None) -> None:
    assert school_year_and_half(text) == expected


@pytest.mark.parametrize(
    ("day", "begins"), [(date(2026, 8, 1), 2026), (date(2027, 7, 31), 2026), (date(2027, 1, 1), 2026)]
)
def test_a_school_year_begins_in_august_and_its_months_have_one_year(day: date, begins: int) -> None:
    assert school_year_of(day) == begins
    assert year_in(begins, day.month) == day.year
