"""The name of the next semester, written as the office writes it, and periods in a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.dutch.date_ranges import DateRange, date_ranges
from instances.dutch.semesters import following_semester, school_year_and_half
from instances.dutch.typed_dates import DateTextError


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("2026-2027 S2", "2027-2028 S1"),
        ("2026-2027 S1", "2026-2027 S2"),
        ("26/27-1", "26/27-2"),
        ("Semester 2 2026/2027", "Semester 1 2027/2028"),
        ("1e semester 2011-2012", "2e semester 2011-2012"),
        ("najaar 2026", "voorjaar 2027"),
        ("Voorjaar 2027", "Najaar 2027"),
        ("voorjaar 2026-2027", "najaar 2027-2028"),
        ("najaar '26", "voorjaar '27"),
    ],
)
def test_the_next_one_is_written_in_the_same_way(name: str, following: str) -> None:
    assert following_semester(name) == following


@pytest.mark.parametrize("name", ["", "2026-2027", "het semester", "S2"])
def test_a_name_that_says_no_year_or_half_has_no_next_one(name: str) -> None:
    assert following_semester(name) is None


_NAMES = st.one_of(
    st.builds("{0}-{1} S{2}".format, st.just(2026), st.just(2027), st.integers(1, 2)),
    st.builds(
        lambda year, half, form: form.format(year, year + 1, half, year % 100, (year + 1) % 100),
        st.integers(2010, 2098),
        st.integers(1, 2),
        st.sampled_from(["{0}-{1} S{2}", "{3:02d}/{4:02d}-{2}", "{2}e semester {0}/{1}", "blok {2} {3:02d}-{4:02d}"]),
    ),
    st.builds("{} {}".format, st.sampled_from(["najaar", "voorjaar", "Herfst", "lente"]), st.integers(2010, 2098)),
)


@given(_NAMES)
def test_two_steps_are_a_year(name: str) -> None:
    one = following_semester(name)
    two = None if one is None else following_semester(one)
    begun, ended = school_year_and_half(name), None if two is None else school_year_and_half(two)
    assert begun is not None
    assert ended == (begun[0] + 1, begun[1])


def test_periods_are_read_with_their_names() -> None:
    found = date_ranges("herfst: 16-10-2027 t/m 24-10-2027; 6-12-2027; 2027-12-25..2028-01-09")
    assert [(one.first.isoformat(), one.last.isoformat()) for one in found] == [
        ("2027-10-16", "2027-10-24"),
        ("2027-12-06", "2027-12-06"),
        ("2027-12-25", "2028-01-09"),
    ]
    assert not date_ranges("  ")


@pytest.mark.parametrize("text", ["herfst", "24-10-2027 t/m 16-10-2027", "1-1-2027 t/m 2-1-2027 t/m 3-1-2027", "16-10"])
def test_a_part_that_is_no_period_is_named(text: str) -> None:
    with pytest.raises(DateTextError, match="geen"):
        date_ranges(f"6-12-2027; {text}")


@given(st.dates(date(2001, 1, 1), date(2099, 1, 1)), st.integers(0, 60))
def test_a_period_reads_back(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    assert date_ranges(f"{first.isoformat()} t/m {last:%d-%m-%Y}") == (DateRange(first, last),)
