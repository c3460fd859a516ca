"""Hours of a day in one text."""

from __future__ import annotations

from datetime import time

import pytest

from instances.dutch.hours_of_day import HoursTextError, hours_of_day


@pytest.mark.parametrize("text", ["08:30-15:00", "8.30 tot 15 uur", " 8:30 – 15:00 ", "8u30 t/m 15:00"])
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert hours_of_day(text) == (time(8, 30), time(15))


@pytest.mark.parametrize(
    "text", ["", "08:30", "15:00-08:30", "08:30-08:30", "08:30-15:00-17:00", "de ochtend", "25:00-26:00"]
)
def test_what_names_no_hours_is_refused(text: str) -> None:
    with pytest.raises(HoursTextError):
        hours_of_day(text)
