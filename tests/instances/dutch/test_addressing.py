"""Names and postcodes as they stand in a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from instances.dutch.addressing import called, full_address, shown_postcode, spoken_to

WORD = st.text("abcdeé'-", min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("listed", "in_a_letter"),
    [
        ("Jansen, Piet", "Piet Jansen"),
        ("Vries, Piet de", "Piet de Vries"),
        ("de Vries-Bos,  Anne", "Anne de Vries-Bos"),
        ("Piet Jansen", "Piet Jansen"),
        ("Jansen,", "Jansen,"),
        ("Jansen, Piet, MSc", "Jansen, Piet, MSc"),
    ],
)
def test_a_name_is_written_as_somebody_is_called(listed: str, in_a_letter: str) -> None:
    assert called(listed) == in_a_letter


@given(WORD, WORD)
def test_nothing_of_a_name_is_lost_and_twice_is_once(last: str, first: str) -> None:
    once = called(f"{last}, {first}")
    assert once == f"{first} {last}"
    assert called(once) == once


@pytest.mark.parametrize(
    ("read", "shown"), [("1787WZ", "1787 WZ"), ("1787 wz", "1787 WZ"), ("B-2000", "B-2000"), ("", "")]
)
def test_a_postcode_has_its_space(read: str, shown: str) -> None:
    assert shown_postcode(read) == shown


@pytest.mark.parametrize(("call_name", "spoken"), [("Piet", "Piet"), ("", "Pieter de Vries")])
def test_somebody_is_spoken_to_by_the_call_name(call_name: str, spoken: str) -> None:
    assert spoken_to("Vries, Pieter de", call_name) == spoken


@pytest.mark.parametrize(
    ("parts", "line"),
    [
        (("Dorpsstraat 1", "1787WZ", "Julianadorp"), "Dorpsstraat 1, 1787 WZ Julianadorp"),
        (("Dorpsstraat 1", "", ""), "Dorpsstraat 1"),
        (("", "1787WZ", "Julianadorp"), "1787 WZ Julianadorp"),
        (("", "", ""), ""),
    ],
)
def test_an_address_is_one_line_of_what_is_known(parts: tuple[str, str, str], line: str) -> None:
    assert full_address(*parts) == line
