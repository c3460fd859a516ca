"""Cells with a list separated by ; (days, tags, needs, ids, groups, years, choices). Knows no row."""

from __future__ import annotations

import re
from collections.abc import Callable

from instances.domain.entities import Day
from instances.dutch.dates import DAY_NAMES
from instances.dutch.lists import alternatives
from instances.dutch.spelling import one_spelling
from instances.tables.notices import NoticeKind
from instances.tables.schema import Column, Kind
from instances.tables.values import MisfitError, Parsed, Raw, in_text, one_of, says_nothing

_DAYS = tuple(day.code for day in Day)
_CODES_BY_NAME = {DAY_NAMES[day]: day.code for day in Day}


_COMMAS = re.compile(r"(?<!\d),|,(?!\d)")  # 2,5 and 1,000 are no lists
_EVERY_COMMA = re.compile(",")
_LINES = re.compile(r"[\r\n\x0b\x0c\x85\u2028\u2029]+")
_ALL = frozenset({"alle", "allemaal", "alle dagen", "alle jaren", "alle leerjaren"})
_UNTIL = re.compile(r"\s*(?:t\s*/\s*m|tot\s+en\s+met)\s*")
_WEIGHT = re.compile(r"(?P<name>.*?)\s*(?::\s*(?P<weight>\d+)|(?P<bracket>\(\s*(?P<inside>\d+)\s*\)))")


def _parts(raw: Raw, expected: str, commas: re.Pattern[str] = _COMMAS) -> tuple[list[str], NoticeKind | None]:
    """What stands between puntkomma's, line breaks and commas, each on one line with single spaces."""
    parsed = in_text(raw, expected)
    text = str(parsed.value)
    split = commas.sub(";", _LINES.sub(";", text))
    parts = [" ".join(part.split()) for part in split.split(";")]
    return [part for part in parts if part], NoticeKind.COMMAS if split != text else parsed.repair


def _tag_parts(raw: Raw, expected: str) -> tuple[list[str], NoticeKind | None]:
    """The parts that say something; with a word for nothing left out."""
    parts, repair = _parts(raw, expected)
    said = [part for part in parts if not says_nothing(part)]
    return said, NoticeKind.EMPTY if len(said) < len(parts) else repair


def _days(raw: Raw, column: Column) -> Parsed:
    expected = "dagen uit ma, di, wo, do en vr, gescheiden door puntkomma’s: ma;di"
    if not isinstance(raw, str):
        raise MisfitError(expected)
    repair: NoticeKind | None = None
    words = raw.split(";")
    if (span := _span_of_days(raw.casefold().strip())) is not None:
        return Parsed(span, NoticeKind.DAYS)
    if any(re.search(r"[\s,/+&]", word.strip()) for word in words):
        words, repair = re.split(r"[;,/+&\s]+", raw), NoticeKind.SEPARATORS
    codes = []
    for word in (word.strip() for word in words):
        if not word or (repair and word == "en"):
            continue
        code = _CODES_BY_NAME.get(word.casefold(), word.casefold())
        if code not in _DAYS:
            raise MisfitError(expected)
        repair = repair or (None if code == word else NoticeKind.DAYS)
        repair = repair or (NoticeKind.DAY_TWICE if code in codes else None)
        codes.append(code)
    if not codes:
        raise MisfitError(expected)
    return Parsed(tuple(code for code in _DAYS if code in codes), repair)


def _span_of_days(text: str) -> tuple[str, ...] | None:
    """The days of ``alle``, ``ma t/m do``, ``ma-di`` and ``wo-do-vr``; ``ma-vr`` can be two days or five."""
    if text in _ALL:
        return _DAYS
    ends = [_CODES_BY_NAME.get(word, word) for word in _UNTIL.split(text)]
    dashed = [_CODES_BY_NAME.get(word, word) for word in re.split(r"\s*[-–]\s*", text)]
    if len(ends) == 2 and set(ends) <= set(_DAYS) and _DAYS.index(ends[0]) < _DAYS.index(ends[1]):
        return _DAYS[_DAYS.index(ends[0]) : _DAYS.index(ends[1]) + 1]
    if len(dashed) > 1 and set(dashed) <= set(_DAYS):
        places = [_DAYS.index(code) for code in dashed]
        if len(places) > 2 or places[1] == places[0] + 1:
            return tuple(code for code in _DAYS if code in dashed)
    return None


def tag(text: str) -> str:
    """How tags are compared: in one spelling, trimmed and in lower case."""
    low = one_spelling(text).lower()
    return low if low == (again := one_spelling(low).lower()) else again


def tag_repair(text: str) -> NoticeKind | None:
    """What is told of a tag that is read in another spelling than it has.

    Args:
        text: The tag as it stands in the cell, trimmed.

    Returns:
        The kind of notice; None where the tag is read as it stands.
    """
    if tag(text) == text:
        return None
    return NoticeKind.LOWER_CASE if tag(text) == text.lower() else NoticeKind.SPELLING


def _tags(raw: Raw, column: Column) -> Parsed:
    parts, repair = _tag_parts(raw, "kenmerken, gescheiden door puntkomma’s")
    names = []
    for part in parts:
        weighted = _WEIGHT.fullmatch(part)
        if weighted and weighted["name"]:
            part, repair = weighted["name"], NoticeKind.WEIGHT
        repair = repair or tag_repair(part)
        names.append(tag(part))
    tags = tuple(dict.fromkeys(name for name in names if name))
    return Parsed(tags or None, repair) if parts or repair else Parsed((), None)


def _needs(raw: Raw, column: Column) -> Parsed:
    expected = "leerbehoeften als rekenen;taal of rekenen:3;taal (het getal is het gewicht, 1 of meer)"
    needs: dict[str, int] = {}
    parts, repair = _tag_parts(raw, expected)
    for part in parts:
        word, colon, weight = part.partition(":")
        bracketed = _WEIGHT.fullmatch(part)
        if bracketed and bracketed["bracket"]:
            word, colon, weight = bracketed["name"], ":", bracketed["inside"]
            repair = repair or NoticeKind.BRACKETS
        name = tag(word)
        if not name or (colon and not re.fullmatch(r"\s*[1-9]\d{0,3}\s*", weight)):
            raise MisfitError(expected)
        if name in needs:
            raise MisfitError(f"elke leerbehoefte één keer; “{name}” staat er twee keer")
        repair = repair or tag_repair(word.strip())
        needs[name] = int(weight) if colon else 1
    return Parsed(tuple(needs.items()) or None, repair) if parts or repair else Parsed((), None)


def _ids(raw: Raw, column: Column) -> Parsed:
    expected = "codes, gescheiden door puntkomma’s"
    codes, repair = _parts(raw, expected, _EVERY_COMMA)
    if not codes:
        raise MisfitError(expected)
    twice = next((code for code in codes if codes.count(code) > 1), None)
    if twice is not None:
        raise MisfitError(f"elke code één keer; “{twice}” staat er twee keer")
    return Parsed(tuple(codes), repair)


def _numbers(raw: Raw, lowest: int, highest: int, expected: str) -> Parsed:
    text = re.sub(r"^(groep|groepen|gr\.?|jaar)\s*", "", str(in_text(raw, expected).value).casefold())
    repair: NoticeKind | None = None if not isinstance(raw, str) or text == raw.casefold() else NoticeKind.ONLY_NUMBER
    if re.search(r"\d\s*([,/+&]|en|[\r\n]+)\s*\d", text):
        text, repair = re.sub(r"\s*([,/+&]|en|[\r\n]+)\s*", ";", text), NoticeKind.SEPARATORS
    span = _UNTIL.split(text)
    if len(span) == 2 and all(re.fullmatch(r"\d", end) for end in span) and span[0] < span[1]:
        text, repair = ";".join(map(str, range(int(span[0]), int(span[1]) + 1))), NoticeKind.UNTIL
    adjacent = re.fullmatch(r"(\d)\s*[-–]\s*(\d)", text)
    if adjacent and int(adjacent[2]) == int(adjacent[1]) + 1:
        text, repair = f"{adjacent[1]};{adjacent[2]}", NoticeKind.DASH_AS_LIST
    numbers = set()
    for part in (part.strip() for part in text.split(";")):
        if part and not re.fullmatch(r"\d", part):
            raise MisfitError(expected)
        if part and not lowest <= int(part) <= highest:
            raise MisfitError(expected)
        numbers |= {int(part)} if part else set()
    if not numbers:
        raise MisfitError(expected)
    return Parsed(frozenset(numbers), repair)


def _groups(raw: Raw, column: Column) -> Parsed:
    return _numbers(raw, 1, 8, "een groep van 1 tot en met 8, of een combinatie: 1;2")


def _years(raw: Raw, column: Column) -> Parsed:
    if isinstance(raw, str) and raw.casefold().strip() in _ALL:
        return Parsed(frozenset({1, 2, 3, 4}), NoticeKind.UNTIL)
    return _numbers(raw, 1, 4, "leerjaren van 1 tot en met 4: 1;2;3;4")


def _choices(raw: Raw, column: Column) -> Parsed:
    expected = f"{alternatives(column.choices)}, of meer gescheiden door puntkomma’s"
    if not isinstance(raw, str):
        raise MisfitError(expected)
    repair: NoticeKind | None = None
    if re.search(r"[,/+&\r\n]", raw):
        raw, repair = re.sub(r"[,/+&\r\n]+", ";", raw), NoticeKind.SEPARATORS
    words = []
    for part in _parts(raw, expected)[0]:
        parsed = one_of(part, column.choices)
        words.append(str(parsed.value))
        repair = repair or parsed.repair
    if not words:
        raise MisfitError(expected)
    return Parsed(tuple(dict.fromkeys(words)), repair)


LIST_PARSERS: dict[Kind, Callable[[Raw, Column], Parsed]] = {
    Kind.DAYS: _days,
    Kind.TAGS: _tags,
    Kind.NEEDS: _needs,
    Kind.IDS: _ids,
    Kind.GROUPS: _groups,
    Kind.YEARS: _years,
    Kind.CHOICES: _choices,
}
