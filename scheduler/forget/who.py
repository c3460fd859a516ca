"""Who is meant by a code: the names and addresses beside it in every workbook of a folder. Changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from instances.dutch.nearest import folded
from instances.tables.preflight import Package, inspect
from instances.xlsx.book import RawBook, open_book
from instances.xlsx.parts import PartError, TooLargeError
from instances.xlsx.rows import Seen
from scheduler.forget.traces import GONE_EMAIL, GONE_NAME, Person

_NAMES: Mapping[str, tuple[str, ...]] = {
    "student": ("naam student",),
    "mentor": ("mentornaam", "naam mentor"),
    "schoolopleider": ("naam schoolopleider",),
    "instituutsopleider": ("naam instituutsopleider",),
    "beoordelaar werkveld": ("naam werkveld", "naam beoordelaar werkveld"),
    "beoordelaar opleiding": ("naam opleiding", "naam beoordelaar opleiding"),
    "origineel": ("naam",),
    "code": ("naam",),
    "opleider": ("naam opleider",),
    "beoordelaar": (),
}
"""Header of a column with codes of people to those of columns with their names."""

ID_HEADERS = frozenset({*_NAMES, "wie", "met", "van", "naar", "slb'er", "duo-mentor", "ook mentor", "met wie", "aan"})
"""Headers of columns in which a number can be the code of somebody."""

_OF_ANYTHING = frozenset({"code", "origineel"})  # of these columns schools have a code too

PLACES = frozenset({"bestuur", "school", "tandem", "slot"})
"""Headers of columns with codes that are nobody's."""

PEOPLE = frozenset({"student", "mentor", "opleider"})
_EMAILS = ("e-mail", "e-mail student")
_ADDRESS = re.compile(r"[^\s<>;,\"]+@[^\s<>;,\"]+")
_HEADER_WITHIN = 20


def workbooks_in(folder: Path) -> Iterator[Path]:
    """Give every workbook in a folder and the folders in it."""
    yield from (path for path in sorted(folder.rglob("*.xls[xm]")) if path.is_file() and not path.is_symlink())


def opened(path: Path) -> RawBook | None:
    """Open a workbook for its cells; None where it cannot be, or is encrypted."""
    package = inspect(path)
    if not isinstance(package, Package):
        return None
    try:
        return open_book(package.data)
    except (PartError, TooLargeError):
        return None


def rows_of(book: RawBook, title: str) -> Iterator[tuple[int, Mapping[int, str], Mapping[str, int]]]:
    """Give the rows of a sheet as texts, each with the headers above it.

    Args:
        book: The workbook.
        title: Of the sheet.

    Yields:
        The number of the row, its texts by column from 0, and header in small letters to column.
    """
    headers: dict[str, int] = {}
    try:
        for row in book.rows(title, Seen()):
            texts = {place: _text(value) for place, value in row.cells.items() if value is not None}
            found = {folded(text): place for place, text in texts.items()}
            if not headers and row.number <= _HEADER_WITHIN and ID_HEADERS & found.keys():
                headers = found
            yield row.number, texts, headers
    except (PartError, TooLargeError):
        return


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def find_person(folder: Path, id: str) -> Person:
    """Find who has a code.

    Args:
        folder: Where to look, in every workbook.
        id: The code.

    Returns:
        The person; without names where only the code is found. A trainer who is a mentor too has both codes.
    """
    ids, names, emails, call_names = {id: None}, dict[str, None](), dict[str, None](), dict[str, None]()
    for path in workbooks_in(folder):
        book = opened(path)
        for title in () if book is None else book.sheets:
            for _, texts, headers in rows_of(book, title) if book is not None else ():
                for header, place in headers.items():
                    if header in ID_HEADERS and _same(texts.get(place, ""), ids):
                        names.update(dict.fromkeys(_beside(texts, headers, header)))
                        emails.update(dict.fromkeys(_addresses(texts, headers, header)))
                        call_names.update(dict.fromkeys(_call_name(texts, headers, header)))
                        other = texts.get(headers.get("ook mentor", -1), "") if header == "opleider" else ""
                        ids.update({other: None} if other else {})
                if headers.get("ook mentor") is not None and _same(texts.get(headers["ook mentor"], ""), {id: None}):
                    ids[texts.get(headers.get("opleider", -1), id)] = None
    known = [name for name in names if name not in ("", GONE_NAME)]
    addresses = tuple(email for email in emails if email != GONE_EMAIL)
    return Person(tuple(ids), tuple(known), addresses, tuple(call_names))


def other_than_a_person(folder: Path, id: str) -> str:
    """Tell what a code stands for that is nobody's.

    Args:
        folder: Where to look, in every workbook.
        id: The code.

    Returns:
        The header above it in small letters, such as ``school``; nothing for a person and for an unknown code.
    """
    other = ""
    for path in workbooks_in(folder):
        book = opened(path)
        for title in () if book is None else book.sheets:
            for _, texts, headers in rows_of(book, title) if book is not None else ():
                here = {header for header, place in headers.items() if _same(texts.get(place, ""), (id,))}
                if here & (_NAMES.keys() - _OF_ANYTHING):
                    return ""
                other = other or next(iter(sorted(here & PLACES)), "")
    return other


def namesakes_of(folder: Path, person: Person) -> tuple[str, ...]:
    """Find others with the very name of a person: where the name goes, it goes there too.

    Args:
        folder: Where to look, in every workbook.
        person: Who.

    Returns:
        The codes of others.
    """
    names = {folded(name) for name in person.spellings}
    found: dict[str, None] = {}
    for path in workbooks_in(folder):
        book = opened(path)
        for title in () if book is None else book.sheets:
            for _, texts, headers in rows_of(book, title) if book is not None else ():
                for header in headers.keys() & PEOPLE:
                    id = texts.get(headers[header], "")
                    if (
                        id
                        and not _same(id, person.ids)
                        and names & {folded(n) for n in _beside(texts, headers, header)}
                    ):
                        found[id] = None
    return tuple(sorted(found))


def _same(text: str, ids: Iterable[str]) -> bool:
    return bool(text) and folded(text) in {folded(id) for id in ids}


def _beside(texts: Mapping[int, str], headers: Mapping[str, int], header: str) -> Iterator[str]:
    wanted = [*_NAMES.get(header, ()), *(["naam"] if header == _of_the_name(headers) else [])]
    yield from (texts[headers[name]].strip() for name in wanted if name in headers and headers[name] in texts)


def _of_the_name(headers: Mapping[str, int]) -> str:
    """The column whose names are in ``Naam``, in any order: the first of people that has no column of names of its own.

    SLB'er, duo mentor and the like only point at somebody; a school beside a person has its name elsewhere.
    """
    people = {*_NAMES, "wie"} - _OF_ANYTHING
    without = [header for header in headers if header in people and not headers.keys() & {*_NAMES.get(header, ())}]
    return min(without, key=headers.__getitem__, default="")


def _call_name(texts: Mapping[int, str], headers: Mapping[str, int], header: str) -> Iterator[str]:
    name = texts.get(headers.get("roepnaam", -1), "").strip()
    if name and headers[header] == min(headers.values()):
        yield name


def _addresses(texts: Mapping[int, str], headers: Mapping[str, int], header: str) -> Iterator[str]:
    first = headers[header] == min(headers.values()) or header == "origineel"
    wanted = _EMAILS if first else ("e-mail student",) if header == "student" else ()
    for name in wanted:
        yield from _ADDRESS.findall(texts.get(headers.get(name, -1), ""))
