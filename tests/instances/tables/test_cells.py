"""A cell at the edge of what its column takes: the value and what is told, or the words of the fault. Opens no file."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from instances.tables.cells import ERRORS, parse
from instances.tables.notices import NoticeKind
from instances.tables.schema import Column, Kind
from instances.tables.values import MisfitError, Parsed
from instances.xlsx.values import Padded

NO_DATE = "een bestaande datum, bijvoorbeeld 31-05-2027"
NO_TIME = "een tijd, bijvoorbeeld 09:00"
NO_INTEGER = "een geheel getal van 0 of meer"
NO_NUMBER = "een getal van 0 of meer"
LATITUDES = "graden van -90 tot 90, bijvoorbeeld 52,379"
LONGITUDES = "graden van -180 tot 180, bijvoorbeeld 4,899"
OUT_OF_TIME = "een datum tussen 2000 en 2100"
K, N = Kind, NoticeKind


def column(kind: Kind, **over: Any) -> Column:
    return Column("Kolom", kind, "", **over)


READ = [
    (K.TEXT, "De Eik", "De Eik", None),
    (K.TEXT, " De Eik", "De Eik", N.INVISIBLE),
    (K.TEXT, "De\nEik", "De Eik", N.LINE_BREAK),
    (K.TEXT, " De\nEik", "De Eik", N.LINE_BREAK),
    (K.TEXT, 12, "12", N.NUMBER_AS_TEXT),
    (K.TEXT, 12.0, "12", N.NUMBER_AS_TEXT),
    (K.TEXT, 12.5, "12,5", N.NUMBER_AS_TEXT),
    (K.TEXT, Padded(12, "0012"), "0012", N.ZEROS),
    (K.ID, "M1", "M1", None),
    (K.ID, "M  1", "M 1", N.SPACES),
    (K.ID, 12, "12", N.NUMBER_AS_TEXT),
    (K.ID, Padded(12, "0012"), "0012", N.ZEROS),
    (K.ID, "n.v.t.", None, N.EMPTY),
    (K.INTEGER, 0, 0, None),
    (K.INTEGER, 7.0, 7, None),
    (K.INTEGER, 1_000_000, 1_000_000, None),
    (K.INTEGER, "7", 7, N.TEXT_AS_NUMBER),
    (K.INTEGER, "1.000", 1000, N.THOUSANDS),
    (K.INTEGER, "–", None, N.EMPTY),
    (K.INTEGER, "leeg", None, N.EMPTY),
    (K.NUMBER, 0, 0.0, None),
    (K.NUMBER, 0.5, 0.5, None),
    (K.NUMBER, 1_000_000, 1_000_000.0, None),
    (K.NUMBER, "0,5", 0.5, N.TEXT_AS_NUMBER),
    (K.NUMBER, "1.250,5", 1250.5, N.THOUSANDS),
    (K.LATITUDE, 90, 90.0, None),
    (K.LATITUDE, -90.0, -90.0, None),
    (K.LATITUDE, "52.379", 52.379, N.TEXT_AS_NUMBER),
    (K.LONGITUDE, 90.5, 90.5, None),
    (K.LONGITUDE, -180, -180.0, None),
    (K.YES_NO, "ja", True, None),
    (K.YES_NO, "nee", False, None),
    (K.YES_NO, "JA", True, N.LOWER_CASE),
    (K.YES_NO, "Nee", False, N.LOWER_CASE),
    (K.YES_NO, "ja ", True, N.INVISIBLE),
    (K.YES_NO, True, True, N.TRUTH),
    (K.YES_NO, False, False, N.TRUTH),
    (K.DATE, date(2027, 5, 31), date(2027, 5, 31), None),
    (K.DATE, date(2000, 1, 1), date(2000, 1, 1), None),
    (K.DATE, date(2100, 12, 31), date(2100, 12, 31), None),
    (K.DATE, datetime(2027, 5, 31), date(2027, 5, 31), None),
    (K.DATE, datetime(2027, 5, 31, 0, 1), date(2027, 5, 31), N.TIME_DROPPED),
    (K.DATE, "2027-05-31", date(2027, 5, 31), None),
    (K.DATE, "31-5-2027", date(2027, 5, 31), N.DATE_TYPED),
    (K.DATE, 46538, date(2027, 5, 31), N.NUMBER_AS_DATE),
    (K.DATE, 46538.0, date(2027, 5, 31), N.NUMBER_AS_DATE),
    (K.DATE, 36526, date(2000, 1, 1), N.NUMBER_AS_DATE),
    (K.DATE, 73415, date(2100, 12, 31), N.NUMBER_AS_DATE),
    (K.TIME, time(9, 15), time(9, 15), None),
    (K.TIME, time(23, 59), time(23, 59), None),
    (K.TIME, time(0, 0), time(0, 0), None),
    (K.TIME, time(9, 0, 0, 999_000), time(9), None),
    (K.TIME, time(9, 0, 1), time(9), None),
    (K.TIME, time(9, 0, 2), time(9), N.TIME_ROUNDED),
    (K.TIME, time(9, 0, 1, 500_000), time(9), N.TIME_ROUNDED),
    (K.TIME, time(9, 0, 40), time(9, 1), N.TIME_ROUNDED),
    (K.TIME, time(8, 59, 30, 500_000), time(9), N.TIME_ROUNDED),
    (K.TIME, timedelta(0), time(0), None),
    (K.TIME, timedelta(hours=9, minutes=5), time(9, 5), None),
    (K.TIME, "9:05", time(9, 5), None),
    (K.TIME, "09:05:00", time(9, 5), None),
    (K.TIME, "9.05", time(9, 5), N.TIME_TYPED),
    (K.TIME, 1, time(1), N.HOUR),
    (K.TIME, 23, time(23), N.HOUR),
    (K.TIME, 23.0, time(23), N.HOUR),
    (K.TIME, 0.0007, time(0, 1), N.NUMBER_AS_TIME),
    (K.TIME, 0.0002, time(0, 0), N.NUMBER_AS_TIME),
    (K.TIME, 0.0013, time(0, 2), N.NUMBER_AS_TIME),
    (K.TIME, 0.0417, time(1, 0), N.NUMBER_AS_TIME),
    (K.TIME, 0.999, time(23, 59), N.NUMBER_AS_TIME),
    (K.TIME, datetime(2000, 1, 1), time(0), N.DATE_DROPPED),
    (K.TIME, datetime(2100, 12, 31, 9), time(9), N.DATE_DROPPED),
    (K.TIME, datetime(1899, 12, 31, 9), time(9), N.DATE_DROPPED),
    (K.TIME, datetime(2027, 6, 1, 9, 0, 20), time(9), N.TIME_ROUNDED),
]


@pytest.mark.parametrize(("kind", "raw", "value", "repair"), READ)
def test_a_cell_is_read_and_what_was_done_is_told(kind: Kind, raw: Any, value: Any, repair: NoticeKind | None) -> None:
    assert parse(column(kind), raw) == Parsed(value, repair)


@pytest.mark.parametrize("kind", [K.INTEGER, K.DATE, K.TIME])
def test_a_cell_of_the_right_kind_has_the_type_of_its_kind(kind: Kind) -> None:
    found = parse(column(kind), {K.INTEGER: 7.0, K.DATE: datetime(2027, 5, 31), K.TIME: timedelta(hours=9)}[kind])
    assert found is not None
    assert type(found.value) is {K.INTEGER: int, K.DATE: date, K.TIME: time}[kind]


FAULTY = [
    (K.TEXT, True, "tekst"),
    (K.ID, "M1;M2", "één code, zonder puntkomma"),
    (K.ID, False, "een code (tekst)"),
    (K.ID, 1.5, "een code (tekst)"),
    (K.INTEGER, -1, NO_INTEGER),
    (K.INTEGER, "-1", NO_INTEGER),
    (K.INTEGER, 0.5, NO_INTEGER),
    (K.INTEGER, True, NO_INTEGER),
    (K.INTEGER, "geen", NO_INTEGER),
    (K.INTEGER, date(2027, 5, 31), NO_INTEGER),
    (K.INTEGER, float("nan"), NO_INTEGER),
    (K.INTEGER, 1_000_001, "een geheel getal van hoogstens 1000000"),
    (K.NUMBER, -0.5, NO_NUMBER),
    (K.NUMBER, True, NO_NUMBER),
    (K.NUMBER, float("inf"), NO_NUMBER),
    (K.NUMBER, 1_000_000.5, NO_NUMBER),
    (K.NUMBER, date(2027, 5, 31), NO_NUMBER),
    (K.NUMBER, "1,250", "een getal dat maar op één manier te lezen is: 1,25 of 1.250"),
    (K.NUMBER, "1,200", "een getal dat maar op één manier te lezen is: 1,2 of 1.200"),
    (K.NUMBER, "2,000", "een getal dat maar op één manier te lezen is: 2 of 2.000"),
    (K.LATITUDE, 90.5, LATITUDES),
    (K.LATITUDE, -91, LATITUDES),
    (K.LATITUDE, "noord", LATITUDES),
    (K.LONGITUDE, 180.5, LONGITUDES),
    (K.YES_NO, 1, "ja of nee"),
    (K.YES_NO, "jawel", "ja of nee"),
    (K.DATE, True, NO_DATE),
    (K.DATE, 36525, NO_DATE),
    (K.DATE, 73416, NO_DATE),
    (K.DATE, 46538.5, NO_DATE),
    (K.DATE, time(9), NO_DATE),
    (K.DATE, date(1999, 12, 31), OUT_OF_TIME),
    (K.DATE, date(2101, 1, 1), OUT_OF_TIME),
    (K.DATE, "1999-12-31", OUT_OF_TIME),
    (K.DATE, "31-12-1999", OUT_OF_TIME),
    (K.DATE, datetime(1999, 12, 31), OUT_OF_TIME),
    (K.DATE, "31 mei", "een datum met het jaar erbij, bijvoorbeeld 31-05-2027"),
    (K.TIME, True, NO_TIME),
    (K.TIME, "negen", NO_TIME),
    (K.TIME, 0, NO_TIME),
    (K.TIME, 0.0, NO_TIME),
    (K.TIME, 0.9999, NO_TIME),
    (K.TIME, -0.5, NO_TIME),
    (K.TIME, 24, NO_TIME),
    (K.TIME, 1.0625, f"{NO_TIME}; bedoelt u 01:06?"),
    (K.TIME, 8.3, f"{NO_TIME}; bedoelt u 08:30?"),
    (K.TIME, 8.7, NO_TIME),
    (K.TIME, 8.59, f"{NO_TIME}; bedoelt u 08:59?"),
    (K.TIME, 8.6, NO_TIME),
    (K.TIME, 23.59, f"{NO_TIME}; bedoelt u 23:59?"),
    (K.TIME, 99.5, NO_TIME),
    (K.TIME, 100, f"{NO_TIME}; bedoelt u 01:00?"),
    (K.TIME, 830, f"{NO_TIME}; bedoelt u 08:30?"),
    (K.TIME, 2359, f"{NO_TIME}; bedoelt u 23:59?"),
    (K.TIME, 2399.6, NO_TIME),
    (K.TIME, 2400, NO_TIME),
    (K.TIME, timedelta(hours=24), NO_TIME),
    (K.TIME, timedelta(minutes=-1), NO_TIME),
    (K.TIME, date(2027, 6, 1), NO_TIME),
    (K.TIME, datetime(1900, 1, 1), f"{NO_TIME}; bedoelt u 01:00?"),
    (K.TIME, datetime(1900, 1, 9), f"{NO_TIME}; bedoelt u 09:00?"),
    (K.TIME, datetime(1900, 1, 9, 7, 12), f"{NO_TIME}; bedoelt u 09:30?"),
    (K.TIME, datetime(1902, 4, 9), f"{NO_TIME}; bedoelt u 08:30?"),
    (K.TIME, datetime(1999, 12, 31, 9), NO_TIME),
    (K.TIME, datetime(2101, 1, 1, 9), NO_TIME),
]


@pytest.mark.parametrize(("kind", "raw", "words"), FAULTY)
def test_a_cell_that_holds_something_else_is_a_fault_in_these_words(kind: Kind, raw: Any, words: str) -> None:
    with pytest.raises(MisfitError) as fault:
        parse(column(kind), raw)
    assert str(fault.value) == words


@pytest.mark.parametrize("kind", Kind)
def test_a_cell_with_only_spaces_or_what_nobody_sees_is_empty(kind: Kind) -> None:
    assert [parse(column(kind, required=True), raw) for raw in (" ", "\u200b \u200b")] == [None, None]


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("error", sorted(ERRORS))
def test_an_error_of_excel_is_a_fault_that_says_so(kind: Kind, error: str) -> None:
    hint = " (of een onmogelijke datum)" if kind in (Kind.DATE, Kind.TIME) else ""
    with pytest.raises(MisfitError) as fault:
        parse(column(kind), error)
    assert str(fault.value) == f"een waarde; Excel meldt hier een fout{hint}"


COUNTS = [K.INTEGER, K.NUMBER, K.LATITUDE, K.LONGITUDE, K.YES_NO, K.YEARS, K.DAYS]
NAMED = [K.ID, K.IDS, K.CHOICE, K.CHOICES, K.DATE, K.TIME, K.GROUPS]
NOTHING = ["-", "–", "--", "n.v.t.", "nvt", "N v t", "leeg", "n/a"]


@pytest.mark.parametrize("kind", [*COUNTS, *NAMED])
@pytest.mark.parametrize("word", NOTHING)
def test_a_word_for_nothing_is_an_empty_cell_and_told(kind: Kind, word: str) -> None:
    assert parse(column(kind, choices=("regulier", "nee")), word) == Parsed(None, N.EMPTY)


@pytest.mark.parametrize("kind", NAMED)
@pytest.mark.parametrize("word", ["geen", "?", "...", "n.b."])
def test_more_words_are_nothing_where_a_name_is_expected(kind: Kind, word: str) -> None:
    assert parse(column(kind, choices=("regulier", "nee")), word) == Parsed(None, N.EMPTY)


@pytest.mark.parametrize("kind", COUNTS)
@pytest.mark.parametrize("word", ["geen", "?", "n.b."])
def test_the_same_words_may_be_a_number_to_somebody_and_are_a_fault(kind: Kind, word: str) -> None:
    with pytest.raises(MisfitError):
        parse(column(kind), word)


@pytest.mark.parametrize("word", NOTHING)
def test_a_cell_that_must_hold_something_is_not_empty_by_a_word(word: str) -> None:
    with pytest.raises(MisfitError):
        parse(column(Kind.INTEGER, required=True), word)


def test_a_cell_of_a_required_column_that_may_be_empty_is() -> None:
    assert parse(column(Kind.INTEGER, required=True, blank=True), "-") == Parsed(None, N.EMPTY)


def test_a_word_for_nothing_that_is_a_choice_is_that_choice() -> None:
    assert parse(column(Kind.CHOICE, choices=("geen", "hele dag")), "geen") == Parsed("geen")


@pytest.mark.parametrize(
    ("required", "text", "found"),
    [
        (False, "-", Parsed(None, N.EMPTY)),
        (True, "-", Parsed("-", N.NO_NAME)),
        (True, "geen", Parsed("geen")),
        (True, "De Eik", Parsed("De Eik")),
    ],
)
def test_a_name_of_nothing_is_kept_and_told_where_it_must_be_there(required: bool, text: str, found: Parsed) -> None:
    assert parse(column(Kind.TEXT, required=required), text) == found


@pytest.mark.parametrize("raw", [-1, "veel", True, 0.5])
def test_a_column_with_words_of_its_own_for_a_fault_uses_them(raw: Any) -> None:
    with pytest.raises(MisfitError) as fault:
        parse(column(Kind.INTEGER, expected="1, 2, 3 of 4"), raw)
    assert str(fault.value) == "1, 2, 3 of 4"


def test_a_date_without_a_year_is_of_the_school_year() -> None:
    found = [parse(column(Kind.DATE), text, 2026) for text in ("31 mei", "31 aug")]
    assert found == [Parsed(date(2027, 5, 31), N.SCHOOL_YEAR), Parsed(date(2026, 8, 31), N.SCHOOL_YEAR)]
