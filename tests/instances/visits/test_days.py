"""From when to when visits are, and on which days."""

from __future__ import annotations

from datetime import date

import pytest

from instances.dutch.date_ranges import DateRange
from instances.visits.days import VisitPeriodError, visit_period, visiting_days
from tests.builders import rules


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("2026-2027 S1", date(2026, 9, 1), date(2027, 1, 31)),
        ("2026-2027 S2", date(2027, 2, 1), date(2027, 6, 30)),
        ("voorjaar 2027", date(2027, 2, 1), date(2027, 6, 30)),
    ],
)
def test_the_period_follows_from_the_name_of_the_semester(name: str, first: date, last: date) -> None:
    assert visit_period(rules(semester=name)) == DateRange(first, last)


def test_the_setting_goes_before_the_name() -> None:
    settings = rules(semester="2026-2027 S2", visit_period="1-3-2027 t/m 31-5-2027")
    assert visit_period(settings) == DateRange(date(2027, 3, 1), date(2027, 5, 31))


@pytest.mark.parametrize(
    ("name", "period"),
    [("", ""), ("2026-2027", ""), ("S2", ""), ("2026-2027 S2", "1-3-2027 t/m 2-3-2027; 8-3-2027")],
)
def test_a_period_that_cannot_be_told_is_refused(name: str, period: str) -> None:
    with pytest.raises(VisitPeriodError):
        visiting_days(rules(semester=name, visit_period=period))


def test_weekends_and_holidays_are_no_visiting_days() -> None:
    """Thursday 6 May 2027 is Ascension Day, Friday a school holiday."""
    settings = rules(visit_period="5-5-2027 t/m 11-5-2027", school_holidays="7-5-2027")
    assert visiting_days(settings) == (date(2027, 5, 10), date(2027, 5, 11))
