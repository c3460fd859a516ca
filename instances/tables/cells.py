"""One cell at a time: the value of each columns.Kind, or what was expected. Knows no row and no sheet."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

from instances.dutch.numbers import thousands
from instances.dutch.typed_dates import DateTextError, typed_date, typed_time
from instances.dutch.typed_numbers import typed_number
from instances.tables.lists import LIST_PARSERS
from instances.tables.notices import NoticeKind
from instances.tables.schema import Column, Kind
from instances.tables.settings import READER
from instances.tables.values import (
    MisfitError,
    Parsed,
    Raw,
    clean,
    in_text,
    is_no_name,
    on_one_line,
    one_of,
    says_nothing,
    shown,
)

SERIAL_ZERO = date(1899, 12, 30)  # Excel stores a date as days since then, which a cell format Number shows
_LEAP_DAY = 60
SERIAL_DAYS = range((date(2000, 1, 1) - SERIAL_ZERO).days, (date(2101, 1, 1) - SERIAL_ZERO).days)
ERRORS = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#SPILL!", "#CALC!"})

_LAST_HOUR = 23

_COUNTS = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.LATITUDE, Kind.LONGITUDE, Kind.YES_NO, Kind.YEARS, Kind.DAYS})
_NAMED = frozenset({
    Kind.ID, Kind.IDS, Kind.CHOICE, Kind.CHOICES, Kind.DATE, Kind.TIME, Kind.GROUPS, Kind.BRIN, Kind.SITE,
})  # fmt: skip
_EMPTY_COUNT = re.compile(r"[-–—−_]+|n\.?\s?v\.?\s?t\.?|leeg|n/a", re.IGNORECASE)
"""Not geen, ? or x: geen is 0 to one and no maximum to another, and x is often ja."""

_EMPTY_NAME = re.compile(r"[-–—−_./\\?…*]+|n\.?\s?v\.?\s?t\.?|n\.?\s?b\.?|geen|leeg|n/a", re.IGNORECASE)
"""Not x, which may be a code."""


def parse(column: Column, raw: Raw, school_year: int | None = None) -> Parsed | None:
    """Read a filled cell.

    Args:
        column: Says what it should hold.
        raw: What stands there.
        school_year: The year in which the school year begins, for dates without a year; None when that is unknown.

    Returns:
        The value and what was repaired; None for a cell with nothing but spaces.

    Raises:
        MisfitError: It holds something else.
    """
    if isinstance(raw, str):
        text = clean(raw)
        if not text:
            return None
        if text in ERRORS:
            hint = "" if column.kind not in (Kind.DATE, Kind.TIME) else " (of een onmogelijke datum)"
            raise MisfitError(f"een waarde; Excel meldt hier een fout{hint}")
        if (not column.required or column.blank) and text not in column.choices and _says_empty(text, column.kind):
            return Parsed(None, NoticeKind.EMPTY)
        if column.kind is Kind.DATE:
            return _typed_date(text, school_year)
        parsed = _PARSERS[column.kind](text, column)
        if text != raw and parsed.repair is None:
            return Parsed(parsed.value, NoticeKind.INVISIBLE)
        return parsed
    return _PARSERS[column.kind](raw, column)


def _says_empty(text: str, kind: Kind) -> bool:
    """What people type in a cell that stays empty; texts and tags have a reading of their own."""
    if kind in _COUNTS:
        return _EMPTY_COUNT.fullmatch(text) is not None
    return kind in _NAMED and _EMPTY_NAME.fullmatch(text) is not None


def _text(raw: Raw, column: Column) -> Parsed:
    if isinstance(raw, float) and not raw.is_integer():
        return Parsed(shown(raw), NoticeKind.NUMBER_AS_TEXT)
    parsed = in_text(raw, "tekst")
    text = on_one_line(str(parsed.value))
    if not column.required and says_nothing(text):
        return Parsed(None, NoticeKind.EMPTY)
    if column.required and is_no_name(text):
        return Parsed(text, NoticeKind.NO_NAME)
    return Parsed(text, NoticeKind.LINE_BREAK if text != parsed.value else parsed.repair)


def _id(raw: Raw, column: Column) -> Parsed:
    parsed = in_text(raw, "een code (tekst)")
    code = " ".join(str(parsed.value).split())
    if ";" in code:
        raise MisfitError("één code, zonder puntkomma")
    return Parsed(code, parsed.repair or (NoticeKind.SPACES if code != parsed.value else None))


def _integer(raw: Raw, column: Column) -> Parsed:
    expected = column.expected or "een geheel getal van 0 of meer"
    repair: NoticeKind | None = None
    if isinstance(raw, str) and (typed := typed_number(raw)) is not None:
        raw, repair = typed.value, NoticeKind.THOUSANDS if typed.thousands else NoticeKind.TEXT_AS_NUMBER
    if isinstance(raw, bool) or not isinstance(raw, int | float) or raw != raw // 1 or raw < 0:
        raise MisfitError(expected)
    if raw > READER.max_integer:
        raise MisfitError(f"een geheel getal van hoogstens {READER.max_integer}")
    return Parsed(int(raw), repair)


def _decimal(raw: Raw, expected: str, degrees: bool = False) -> Parsed:
    if isinstance(raw, str) and (typed := typed_number(raw, degrees)) is not None:
        if typed.either:
            whole = thousands(int(typed.value))
            raise MisfitError(f"een getal dat maar op één manier te lezen is: {raw.rstrip('0').rstrip(',')} of {whole}")
        return Parsed(typed.value, NoticeKind.THOUSANDS if typed.thousands else NoticeKind.TEXT_AS_NUMBER)
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not math.isfinite(raw):
        raise MisfitError(expected)
    return Parsed(float(raw))


def _number(raw: Raw, column: Column) -> Parsed:
    expected = "een getal van 0 of meer"
    parsed = _decimal(raw, expected)
    if not 0 <= float(str(parsed.value)) <= READER.max_integer:
        raise MisfitError(expected)
    return parsed


def _degrees(raw: Raw, column: Column) -> Parsed:
    limit, example = (90, "52,379") if column.kind is Kind.LATITUDE else (180, "4,899")
    expected = f"graden van -{limit} tot {limit}, bijvoorbeeld {example}"
    parsed = _decimal(raw, expected, degrees=True)
    if abs(float(str(parsed.value))) > limit:
        raise MisfitError(expected)
    return parsed


def _yes_no(raw: Raw, column: Column) -> Parsed:
    if isinstance(raw, bool):
        return Parsed(raw, NoticeKind.TRUTH)
    if isinstance(raw, str) and raw.casefold() in ("ja", "nee"):
        yes = raw.casefold() == "ja"
        return Parsed(yes, None if raw in ("ja", "nee") else NoticeKind.LOWER_CASE)
    raise MisfitError("ja of nee")


_DATE = "een bestaande datum, bijvoorbeeld 31-05-2027"


def _typed_date(text: str, school_year: int | None) -> Parsed:
    try:
        typed = typed_date(text, school_year)
    except DateTextError as error:
        raise MisfitError(str(error) or _DATE) from None
    if typed.is_iso:
        return Parsed(_possible(typed.day))
    return Parsed(_possible(typed.day), NoticeKind.DATE_TYPED if typed.has_year else NoticeKind.SCHOOL_YEAR)


def _date(raw: Raw, column: Column) -> Parsed:
    if isinstance(raw, datetime):
        return Parsed(_possible(raw.date()), None if raw.time() == time(0) else NoticeKind.TIME_DROPPED)
    if isinstance(raw, date):
        return Parsed(_possible(raw))
    if isinstance(raw, int | float) and raw == raw // 1 and int(raw) in SERIAL_DAYS:
        return Parsed(SERIAL_ZERO + timedelta(days=int(raw)), NoticeKind.NUMBER_AS_DATE)
    if isinstance(raw, int | float) and raw == raw // 1:  # 20270531, as another program writes it
        return _typed_date(str(int(raw)), None)
    raise MisfitError(_DATE)


def _possible(day: date) -> date:
    if not 2000 <= day.year <= 2100:
        raise MisfitError("een datum tussen 2000 en 2100")
    return day


_TIME = "een tijd, bijvoorbeeld 09:00"
_NO_DATES = (date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1))  # what programs store beside a time without one


def _time_of(raw: datetime) -> time:
    """The time beside a date. In a cell that shows a time, 830 and 8,3 are days since 1899."""
    if 2000 <= raw.year <= 2100 or (raw.date() in _NO_DATES and raw.time() != time(0)):
        return raw.time()
    serial = (raw - datetime.combine(SERIAL_ZERO, time(0))) / timedelta(days=1)
    # the date that comes with a number below 60 is one day late: Excel has a 29 February 1900
    raise MisfitError(_meant(serial - 1 if serial <= _LEAP_DAY else serial))


def _meant(number: float) -> str:
    """What is expected instead of a clock number, such as 830 or 8,3."""
    if not 1 <= number < 2400:  # nor what is no number at all
        return _TIME
    hundreds = round(number) if number >= 100 else round(number * 100)
    hour, minute = divmod(hundreds, 100)
    return f"{_TIME}; bedoelt u {hour:02}:{minute:02}?" if hour < 24 and minute < 60 else _TIME


def _time(raw: Raw, column: Column) -> Parsed:
    expected = _TIME
    repair: NoticeKind | None = None
    if isinstance(raw, str):
        typed = typed_time(raw)
        if typed is None:
            raise MisfitError(expected)
        return Parsed(typed, None if re.fullmatch(r"\d{1,2}:\d{2}(:00)?", raw) else NoticeKind.TIME_TYPED)
    if isinstance(raw, int | float) and not isinstance(raw, bool) and raw in range(1, _LAST_HOUR + 1):
        return Parsed(time(int(raw)), NoticeKind.HOUR)
    if isinstance(raw, datetime):
        raw, repair = _time_of(raw), NoticeKind.DATE_DROPPED
    if isinstance(raw, time):
        seconds = raw.hour * 3600 + raw.minute * 60 + raw.second + raw.microsecond / 1e6
    elif isinstance(raw, timedelta):
        seconds = raw.total_seconds()
    elif isinstance(raw, float) and 0 < raw < 1:
        minutes = round(raw * 24 * 60)
        if minutes == 24 * 60:
            raise MisfitError(expected)
        return Parsed(time(minutes // 60, minutes % 60), NoticeKind.NUMBER_AS_TIME)
    else:
        raise MisfitError(_meant(raw) if isinstance(raw, int | float) and not isinstance(raw, bool) else expected)
    minutes = round(seconds / 60)  # Excel stores 09:00 as a fraction that may come back as 08:59:59.99
    if not 0 <= minutes < 24 * 60:
        raise MisfitError(expected)
    if abs(seconds - minutes * 60) > 1:
        repair = NoticeKind.TIME_ROUNDED
    return Parsed(time(minutes // 60, minutes % 60), repair)


def _choice(raw: Raw, column: Column) -> Parsed:
    return one_of(raw, column.choices)


_BRIN_SHAPE = re.compile(r"[0-9]{2}[A-Z]{2}")
_SITE_SHAPE = re.compile(r"[0-9]{1,2}")
_BRIN_AND_SITE = re.compile(r"[0-9]{2}[A-Z]{2}[0-9]{2}")


def _brin(raw: Raw, column: Column) -> Parsed:
    expected = "een BRIN: twee cijfers en twee letters"
    parsed = in_text(raw, expected)
    typed = "".join(str(parsed.value).split())
    plain = typed.upper()
    if _BRIN_AND_SITE.fullmatch(plain):
        raise MisfitError(f"{expected}; zet {plain[4:]} in de kolom Vestiging")
    if not _BRIN_SHAPE.fullmatch(plain):
        raise MisfitError(expected)
    return Parsed(plain, NoticeKind.CASE if plain != typed else None if plain == raw else NoticeKind.SPACES)


def _site(raw: Raw, column: Column) -> Parsed:
    """The zeros that Excel takes off a number come back."""
    expected = "een vestiging: twee cijfers, zoals 00 of 01, zonder de BRIN"
    parsed = in_text(raw, expected)
    if not _SITE_SHAPE.fullmatch(str(parsed.value)):
        raise MisfitError(expected)
    plain = str(parsed.value).zfill(2)
    return Parsed(plain, parsed.repair or (None if plain == raw else NoticeKind.SITE_ZERO))


_PARSERS: dict[Kind, Callable[[Raw, Column], Parsed]] = {
    Kind.ID: _id, Kind.TEXT: _text, Kind.INTEGER: _integer, Kind.NUMBER: _number, Kind.LATITUDE: _degrees,
    Kind.LONGITUDE: _degrees,
    Kind.YES_NO: _yes_no, Kind.DATE: _date, Kind.TIME: _time, Kind.CHOICE: _choice, Kind.BRIN: _brin, Kind.SITE: _site,
    **LIST_PARSERS,
}  # fmt: skip
