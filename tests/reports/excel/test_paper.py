"""Columns over pages of A4: readable, as few pages as can be, the fixed columns on each."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from reports.excel.paper import page_starts
from reports.excel.settings import PAPER_SETTINGS

MOST = int(PAPER_SETTINGS.width / PAPER_SETTINGS.least_scale)


def page_sizes(sizes: list[int], fixed: int) -> list[int]:
    starts, _ = page_starts(sizes, fixed)
    return [sum(sizes[a:b]) + (sum(sizes[:fixed]) if a else 0) for a, b in pairwise((*starts, len(sizes)))]


@given(st.lists(st.integers(20, 390), min_size=3, max_size=40), st.integers(1, 2))
def test_every_page_can_be_read_and_the_widest_is_told(sizes: list[int], fixed: int) -> None:
    found = page_sizes(sizes, fixed)

    assert max(found) <= MOST
    assert page_starts(sizes, fixed)[1] == max(found)


@given(st.lists(st.integers(20, 390), min_size=3, max_size=40))
def test_no_column_is_lost_or_printed_twice(sizes: list[int]) -> None:
    assert sum(page_sizes(sizes, 1)) == sum(sizes) + sizes[0] * (len(page_sizes(sizes, 1)) - 1)


def test_two_pages_are_about_as_wide() -> None:
    assert page_sizes([100] * 16, 1) == [900, 800]
