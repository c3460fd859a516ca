"""Numbers, dates and lists as a Dutch reader expects them."""

from __future__ import annotations

from datetime import date, time

import pytest

from instances.domain.entities import Day
from instances.dutch import dates, lists, numbers

TUESDAY = date(2027, 6, 1)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (numbers.thousands(1234567), "1.234.567"),
        (numbers.signed(1200), "+1.200"),
        (numbers.signed(-3), "-3"),
        (numbers.in_points(5276), "5.276 punten"),
        (numbers.in_points(1), "1 punt"),
        (numbers.signed_in_points(-1), "-1 punt"),
        (numbers.signed_in_points(12), "+12 punten"),
        (lists.opening("één plaats extra"), "Eén plaats extra"),
        (lists.opening("édouard komt"), "Édouard komt"),
        (lists.opening(""), ""),
        (numbers.signed(0), "0"),
        (numbers.count(1, "student", "studenten"), "1 student"),
        (numbers.count(0, "student", "studenten"), "0 studenten"),
        (numbers.count(1200, "minuut", "minuten"), "1.200 minuten"),
        (numbers.count(1200, "minuut", "minuten", points=False), "1200 minuten"),
        (numbers.decimal(2.46), "2,5"),
        (numbers.decimal(2.46, 0), "2"),
        (numbers.figure(22.5), "22,5"),
        (numbers.figure(3.0), "3"),
        (numbers.percent_up(0.0656), "6,6 %"),
        (numbers.percent_up(0.0), "0,0 %"),
        (numbers.percent_up(1.5), "150,0 %"),
        (numbers.percent_of(5, 6), "83\u00a0%"),
        (numbers.percent_of(999, 1000), "99\u00a0%"),
        (numbers.percent_of(6, 6), "100\u00a0%"),
        (numbers.percent_of(0, 0), "–"),
        (numbers.percent(83.4), "83 %"),
        (numbers.percent(2.46, 1), "2,5 %"),
        (numbers.part_in_words(0.1), "een tiende"),
        (numbers.part_in_words(0.15), "15 %"),
        (numbers.duration(119.4), "119 s"),
        (numbers.duration(120), "2 min 0 s"),
    ],
)
def test_a_number_is_written_as_a_dutch_reader_writes_it(written: str, expected: str) -> None:
    assert written == expected


def test_a_gap_is_never_said_to_be_smaller_than_it_is() -> None:
    assert numbers.percent_up(0.00001) == "0,1 %"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (dates.long_date(TUESDAY), "dinsdag 1 juni 2027"),
        (dates.medium_date(TUESDAY), "di 1 juni 2027"),
        (dates.short_date(TUESDAY), "1 jun"),
        (dates.short_day(TUESDAY), "di 1 jun"),
        (dates.numeric_date(TUESDAY), "01-06-2027"),
        (dates.numeric_day(TUESDAY), "dinsdag 01-06-2027"),
        (dates.clock(time(9)), "09:00"),
        (dates.clock_in_words(time(9)), "09.00"),
        (dates.span(time(9), time(10, 30)), "09:00-10:30"),
        (dates.day_names({Day.WO, Day.MA, Day.DI}), "maandag, dinsdag en woensdag"),
        (dates.day_codes([4, 0]), "ma en vr"),
    ],
)
def test_a_date_is_written_as_a_dutch_reader_writes_it(written: str, expected: str) -> None:
    assert written == expected


def test_the_short_day_names_are_those_of_the_workbook() -> None:
    assert dates.DAY_CODES[:5] == tuple(day.code for day in Day)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (lists.listed(["a", "b", "c"]), "a, b en c"),
        (lists.listed(["a"]), "a"),
        (lists.listed([]), ""),
        (lists.alternatives(["a", "b", "c"]), "a, b of c"),
        (lists.alternatives(["a"]), "a"),
        (lists.listed_at_most("abcde"), "a, b, c, d en e"),
        (lists.listed_at_most("abcdef"), "a, b, c, d, e en 1 andere"),
        (lists.yes_no(False), "nee"),
    ],
)
def test_words_are_joined_as_a_dutch_sentence_joins_them(written: str, expected: str) -> None:
    assert written == expected
