"""What every kind of cell shares: how a value is shown in a fault, and the readings of texts and choices."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

import pytest

from instances.tables.notices import NoticeKind
from instances.tables.values import (
    MisfitError,
    Parsed,
    before_after,
    clean,
    in_text,
    is_no_name,
    on_one_line,
    one_of,
    says_nothing,
    shown,
)
from instances.xlsx.values import Padded, Uncalculated

SHOWN = [
    pytest.param(Uncalculated(), "formule zonder waarde", id="uncalculated"),
    (True, "WAAR"),
    (False, "ONWAAR"),
    (datetime(2027, 5, 31), "31-05-2027"),
    (datetime(2027, 5, 31, 9, 5), "31-05-2027 09:05"),
    (date(2027, 5, 31), "31-05-2027"),
    (time(9, 5), "09:05"),
    (12, "12"),
    (2.5, "2,5"),
    (0.1 + 0.2, "0,3"),
    (12345678901.0, "1,23456789e+10"),
    (1234567890.0, "1234567890"),
    (" De\u200bEik ", "DeEik"),
    ("a" * 100, "a" * 100),
    ("a" * 101, "a" * 99 + "…"),
]


@pytest.mark.parametrize(("raw", "words"), SHOWN, ids=str)
def test_a_cell_is_shown_as_the_office_sees_it(raw: Any, words: str) -> None:
    assert shown(raw) == words


@pytest.mark.parametrize(
    ("raw", "value", "words"),
    [
        ("-", None, "-"),
        ("Ja", True, "Ja → ja"),
        (False, False, "ONWAAR → nee"),
        ("ma, di", ("ma", "di"), "ma, di"),
        ("1/2", frozenset({1, 2}), "1/2"),
        (12, "12", "12"),
        ("31-5-2027", date(2027, 5, 31), "31-5-2027 → 31-05-2027"),
    ],
)
def test_a_repair_is_told_with_what_became_of_the_cell(raw: Any, value: Any, words: str) -> None:
    assert before_after(raw, value) == words


def test_what_nobody_sees_is_no_part_of_a_text() -> None:
    assert clean(" \ufeffDe\u200b Eik_x000D_\u00ad ") == "De Eik"
    assert clean("cafe\u0301") == "café"


def test_a_text_of_several_lines_is_one_line() -> None:
    assert on_one_line("De \r\n\n Eik\tWest") == "De Eik West"


@pytest.mark.parametrize("word", ["-", "—", "n.v.t.", "nb", "Geen", "x", "?", "n/a", "leeg"])
def test_a_word_for_nothing_says_nothing(word: str) -> None:
    assert says_nothing(word)
    assert not says_nothing(f"{word} Eik")


@pytest.mark.parametrize(
    ("word", "is_none"), [("-", True), ("N.V.T.", True), ("geen", False), ("x", False), ("", False)]
)
def test_only_signs_are_no_name(word: str, is_none: bool) -> None:
    assert is_no_name(word) is is_none


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("M1", Parsed("M1")),
        (12, Parsed("12", NoticeKind.NUMBER_AS_TEXT)),
        (12.0, Parsed("12", NoticeKind.NUMBER_AS_TEXT)),
        (Padded(12, "0012"), Parsed("0012", NoticeKind.ZEROS)),
    ],
)
def test_a_number_is_read_as_the_text_that_it_shows(raw: Any, text: Parsed) -> None:
    assert in_text(raw, "een code") == text


@pytest.mark.parametrize("raw", [True, 1.5, date(2027, 5, 31), time(9)])
def test_what_excel_made_of_a_text_is_a_fault_that_says_how_to_mend_it(raw: Any) -> None:
    with pytest.raises(MisfitError) as fault:
        in_text(raw, "een code")
    assert ("Excel heeft er een datum van gemaakt" in str(fault.value)) is isinstance(raw, date | time)
    assert str(fault.value).startswith("een code")


PARTS = ("ochtend", "middag")


@pytest.mark.parametrize(
    ("raw", "choices", "found"),
    [
        ("ochtend", PARTS, Parsed("ochtend")),
        ("Ochtend", PARTS, Parsed("ochtend", NoticeKind.CASE)),
        ("VM", PARTS, Parsed("ochtend", NoticeKind.PART_OF_DAY)),
        ("v.m.", PARTS, Parsed("ochtend", NoticeKind.PART_OF_DAY)),
        ("'s middags", PARTS, Parsed("middag", NoticeKind.PART_OF_DAY)),
        ("nm.", PARTS, Parsed("middag", NoticeKind.PART_OF_DAY)),
        ("liever  niet", ("ja", "nee", "liever niet"), Parsed("liever niet", NoticeKind.SPACES)),
        (True, ("ja", "nee", "liever niet"), Parsed("ja", NoticeKind.TRUTH)),
        (False, ("nee", "ja"), Parsed("nee", NoticeKind.TRUTH)),
    ],
)
def test_a_choice_is_the_word_that_was_meant(raw: Any, choices: tuple[str, ...], found: Parsed) -> None:
    assert one_of(raw, choices) == found


@pytest.mark.parametrize(
    ("raw", "choices", "words"),
    [
        ("avond", PARTS, "ochtend of middag"),
        ("vm", ("ja", "nee"), "ja of nee"),
        ("ochtent", PARTS, "ochtend of middag. Bedoelt u “ochtend”?"),
        (1, PARTS, "ochtend of middag"),
        (True, ("ja", "misschien"), "ja of misschien"),
        (True, PARTS, "ochtend of middag"),
    ],
)
def test_a_word_that_is_no_choice_is_a_fault_with_the_choices(raw: Any, choices: tuple[str, ...], words: str) -> None:
    with pytest.raises(MisfitError) as fault:
        one_of(raw, choices)
    assert str(fault.value) == words
