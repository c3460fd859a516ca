"""Any cell of any column is a value or a Dutch sentence, and what was written is read back. Knows no sheet."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.domain.entities import Day
from instances.tables.cells import parse
from instances.tables.notices import NoticeKind
from instances.tables.schema import Column, Kind
from instances.tables.settings import READER
from instances.tables.values import MisfitError, Parsed, Raw

CHOICES = ("ja", "nee", "liever niet")
LOOKALIKES = st.text("0123456789;:,.+-/& eE|madiwovrjgtp–²٣\u200b\x1f", max_size=12)
CELLS: st.SearchStrategy[Raw] = st.one_of(
    LOOKALIKES,
    st.text(max_size=12),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
)
word = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8)
words = st.lists(word, min_size=1, max_size=5, unique=True)
numbers = st.sets(st.integers(1, 4), min_size=1)


def column(kind: Kind) -> Column:
    return Column("Kolom", kind, "", choices=CHOICES)


def read(kind: Kind, raw: Raw) -> Parsed | None:
    return parse(column(kind), raw)


@pytest.mark.parametrize("kind", Kind)
@given(raw=CELLS)
def test_any_cell_is_a_value_or_what_was_expected(kind: Kind, raw: Raw) -> None:
    said = ""
    try:
        found = read(kind, raw)
    except MisfitError as misfit:
        said = str(misfit)
    assert said or found is None or found.value is not None or found.repair is NoticeKind.EMPTY


@given(words)
def test_codes_are_read_as_written(codes: list[str]) -> None:
    assert read(Kind.IDS, ";".join(codes)) == Parsed(tuple(codes))


@given(words)
def test_tags_are_read_as_written(tags: list[str]) -> None:
    assert read(Kind.TAGS, "; ".join(tags)) == Parsed(tuple(tags))


@given(st.dictionaries(word, st.integers(1, 9999), min_size=1, max_size=5))
def test_needs_are_read_as_written(needs: Mapping[str, int]) -> None:
    written = ";".join(f"{tag}:{weight}" for tag, weight in needs.items())
    assert read(Kind.NEEDS, written) == Parsed(tuple(needs.items()))


@given(st.sets(st.sampled_from(Day), min_size=1))
def test_days_are_read_in_the_order_of_the_week(days: set[Day]) -> None:
    written = ";".join(day.code for day in days)
    assert read(Kind.DAYS, written) == Parsed(tuple(day.code for day in sorted(days)))


@given(numbers, st.sampled_from([";", " ; ", ", ", "/", "+", " en "]))
def test_years_are_read_whatever_stands_between_them(years: set[int], between: str) -> None:
    found = read(Kind.YEARS, between.join(map(str, sorted(years))))
    assert found is not None
    assert found.value == frozenset(years)


@given(st.sets(st.sampled_from(CHOICES), min_size=1))
def test_choices_are_read_whatever_their_capitals(chosen: set[str]) -> None:
    found = read(Kind.CHOICES, ";".join(each.upper() for each in sorted(chosen)))
    assert found is not None
    assert found.value == tuple(sorted(chosen))


@given(st.integers(0, READER.max_integer))
def test_an_integer_is_the_same_as_text_and_as_a_number(value: int) -> None:
    found = [read(Kind.INTEGER, raw) for raw in (value, float(value), str(value), f"{value},00")]
    assert [None if each is None else each.value for each in found] == [value] * 4


@given(st.decimals(0, READER.max_integer, places=2))
def test_a_number_is_read_with_a_comma_and_with_a_point(value: Decimal) -> None:
    found = [read(Kind.NUMBER, raw) for raw in (str(value), str(value).replace(".", ","))]
    assert [None if each is None else each.value for each in found] == [float(value)] * 2


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)))
def test_a_date_is_read_as_excel_gives_it_and_as_the_office_writes_it(value: date) -> None:
    found = [read(Kind.DATE, raw) for raw in (value, str(value), f"{value.day}-{value.month}-{value.year}")]
    assert [None if each is None else each.value for each in found] == [value] * 3


@given(st.integers(0, 23), st.integers(0, 59), st.sampled_from([":", ".", "u"]))
def test_a_time_is_read_with_a_colon_a_point_or_an_u(hour: int, minute: int, between: str) -> None:
    found = read(Kind.TIME, f"{hour}{between}{minute:02}")
    assert found is not None
    assert found.value == time(hour, minute)
