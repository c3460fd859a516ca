"""One person, or one school, that seems to stand in the workbook twice. Knows codes, names and addresses, no rule."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from instances.dutch.nearest import folded
from instances.plausibility.coordinates import own_point
from instances.tables.columns import BOARDS, MENTORS, SCHOOLS, SLOTS, STUDENTS, TANDEMS, TRAINERS
from instances.tables.notices import NoticeKind
from instances.tables.records import Record, Records
from instances.tables.schema import Column, LocatedSheet, Sheet

_NAMED: Mapping[Sheet, tuple[Column, Column | None]] = {
    BOARDS: (BOARDS.NAME, BOARDS.EMAIL),
    SCHOOLS: (SCHOOLS.NAME, None),
    MENTORS: (MENTORS.NAME, None),
    STUDENTS: (STUDENTS.NAME, STUDENTS.EMAIL),
    TRAINERS: (TRAINERS.NAME, TRAINERS.EMAIL),
}
"""Sheet to the columns with the name and the e-mail of a row."""

_MOST_ALIKE = 4
_BESIDE_LETTER = re.compile(r"(?<!\d)[^0-9a-z]+|[^0-9a-z]+(?!\d)")
_LEADING_ZEROS = re.compile(r"(?<!\d)0+(?=\d)")


def check_same_person(records: Records) -> None:
    """Tell rows that are probably about one person, and codes that are easily taken for each other."""
    told: set[tuple[str, ...]] = set()
    for sheet, (name, email) in _NAMED.items():
        for one, other in _pairs(records, sheet, name, email):
            why = _why_same(one, other, sheet, name, email)
            codes = (one.key, other.key)
            if codes not in told and why:
                told.add(codes)
                _tell_same(records, one, other, name, why)
    _codes_alike(records, told)
    _trainers_as_mentors(records)


def code_core(code: str) -> str:
    """What a code is without its capitals, leading zeros and dashes: SO-02, so2 and SO2 are one.

    Args:
        code: Of the workbook.

    Returns:
        The core. A dash between two figures stays: 1-12 is not 11-2.
    """
    return _LEADING_ZEROS.sub("", _BESIDE_LETTER.sub("", code.casefold()))


def _pairs(records: Records, sheet: Sheet, name: Column, email: Column | None) -> Iterator[tuple[Record, Record]]:
    """Rows with the same name that share the e-mail or nearly the code."""
    groups: dict[tuple[str, str], list[Record]] = {}
    for code, record in records.index(sheet).items():
        who = folded(record.text(name))
        mail = folded(record.text(email)) if email is not None else ""
        keys = [f"code {code_core(code)}", *([f"mail {mail}"] if mail else [])]
        for key in keys if who else []:
            groups.setdefault((who, key), []).append(record)
    for group in groups.values():
        yield from combinations(group[:_MOST_ALIKE], 2)


def _why_same(one: Record, other: Record, sheet: Sheet, name: Column, email: Column | None) -> str:
    """What they share beside the name, in Dutch; '' where they differ in it."""
    if email is not None and one.text(email) and folded(one.text(email)) == folded(other.text(email)):
        return "dezelfde naam en hetzelfde e-mailadres"
    if sheet is MENTORS:
        alike = one.text(MENTORS.SCHOOL) == other.text(MENTORS.SCHOOL) and not one.yes(MENTORS.TO_COME)
        return "dezelfde naam en school" if alike else ""
    if isinstance(sheet, LocatedSheet) and _address(one, sheet) and _address(one, sheet) == _address(other, sheet):
        return "dezelfde naam en hetzelfde adres"
    known = [(_address(row, sheet) if isinstance(sheet, LocatedSheet) else "") for row in (one, other)]
    mails = [row.text(email) if email is not None else "" for row in (one, other)]
    return "" if all(known) or all(mails) else "dezelfde naam en bijna dezelfde code"


def _address(record: Record, sheet: LocatedSheet) -> str:
    point = own_point(record, sheet)
    postcode = "".join(record.text(sheet.POSTCODE).split()).upper()
    return postcode or (f"{point.latitude} {point.longitude}" if point is not None else "")


def _tell_same(records: Records, one: Record, other: Record, name: Column, why: str) -> None:
    sheet = one.table.sheet
    what = {SCHOOLS: "dezelfde school", BOARDS: "hetzelfde bestuur"}.get(sheet, "dezelfde persoon")
    text = (
        f"{one.key} ({one.cell(sheet.key)}) en {other.key} hebben {why} ({one.text(name)}). Is dit {what}? "
        "Haal dan een van beide weg; nu telt ieder apart."
    )
    records.notice(other, sheet.key, text, NoticeKind.SAME_PERSON, f"{one.key} en {other.key}")


def _codes_alike(records: Records, told: set[tuple[str, ...]]) -> None:
    """In the whole workbook codes that differ only in capitals; in one sheet also those in zeros and dashes."""
    by_case: dict[str, Record] = {}
    by_core: dict[tuple[str, str], Record] = {}
    for sheet in (*_NAMED, TANDEMS, SLOTS):
        for code, record in records.index(sheet).items():
            first = by_case.setdefault(code.casefold(), record)
            how = "hoofdletters"
            if first is record and sheet is not SLOTS:
                first, how = by_core.setdefault((sheet.name, code_core(code)), record), "een nul, streepje of spatie"
            if first is not record and first.key != code and (first.key, code) not in told:
                text = (
                    f"De codes {first.key} ({first.table.sheet.name}) en {code} verschillen alleen in {how}. "
                    "Zijn het er twee?"
                )
                records.notice(record, sheet.key, text, NoticeKind.CODES_ALIKE, f"{first.key} en {code}")


def _trainers_as_mentors(records: Records) -> None:
    mentors: dict[str, list[str]] = {}
    claimed = {record.text(TRAINERS.ALSO_MENTOR) for record in records.of(TRAINERS)}
    for code, record in records.index(MENTORS).items():
        if code not in claimed:
            mentors.setdefault(folded(record.text(MENTORS.NAME)), []).append(code)
    for record in records.of(TRAINERS):
        name = record.text(TRAINERS.NAME)
        theirs = mentors.get(folded(name), []) if name and not record.text(TRAINERS.ALSO_MENTOR) else []
        for mentor in theirs[:1]:
            text = (
                f"{name} ({record.key}) heet net als mentor {mentor}. Is dit dezelfde persoon, vul dan bij "
                f"{TRAINERS.ALSO_MENTOR} {mentor} in, anders mag {record.key} de eigen student beoordelen (A4)."
            )
            column = TRAINERS.ALSO_MENTOR if record.cell(TRAINERS.ALSO_MENTOR) else TRAINERS.NAME
            records.notice(record, column, text, NoticeKind.TRAINER_AND_MENTOR, f"{record.key} en {mentor}")
