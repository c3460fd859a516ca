"""What appointments with a person are known by: a hash of codes, from which a code of six digits is soon found again.

Under the code that comes in the place of the old one they are known as the product will know them from then on. So
nothing tells the old code, and nobody gets an appointment twice.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from email import message_from_bytes
from itertools import product
from pathlib import Path

from instances.rosters.columns import RESULT_FILE
from reports.account.manifest import DamagedResultError, read_result
from reports.calendar.uids import visit_uid, wpa_uids
from scheduler.forget.contents import bytes_in
from scheduler.forget.traces import UID, Person
from scheduler.forget.who import opened, rows_of, workbooks_in

_READERS = (
    *("opleider", "beoordelaar", "schoolopleider", "instituutsopleider"),
    *("beoordelaar werkveld", "beoordelaar opleiding", "school"),
)
_PLGS = ("plg", "tandem", "school")
_YEAR = re.compile(r"DTSTART[^:\r\n]*:(\d{4})")
_FOLD = re.compile(r"\r?\n[ \t]")
_MOST = 20  # visits of one trainer to one student in a semester


def renamed_uids(folder: Path, person: Person, code: str) -> Mapping[str, str]:
    """Find by what appointments with a person are known, and by what under another code.

    Args:
        folder: Where to look, also in packages and mails.
        person: Who.
        code: What comes in the place of the codes of the person.

    Returns:
        Uids that stand somewhere in the folder, each with the one in its place. Those that were made with a key tell
        nothing without it, and are not among them.
    """
    calendars = [text for path in _files(folder) for text in _texts(path) if "BEGIN:VCALENDAR" in text]
    present = {uid for text in calendars for uid in UID.findall(text)}
    years = {int(year) for text in calendars for year in _YEAR.findall(text)}
    if not present or not years:
        return {}
    halves = [f"{year}-{half}" for year in range(min(years) - 1, max(years) + 1) for half in (1, 2)]
    codes, semesters = _codes(folder), _semesters(folder)
    students, readers = {*codes["student"], *person.ids}, {*person.ids, *(one for of in _READERS for one in codes[of])}
    plgs = [f"{of}:{one}" for of in _PLGS for one in codes[of]]
    found: dict[str, str] = {}
    for student, reader in product(students, readers):
        if {student, reader} & {*person.ids}:
            was = _uids(halves, semesters, student, reader)
            then = _uids(halves, semesters, *(code if one in person.ids else one for one in (student, reader)))
            found.update((old, new) for old, new in zip(was, then, strict=True) if old in present)
    for reader, plg, half, number in product(person.ids, plgs, halves, range(1, _MOST)):
        old = visit_uid("plg", half, reader, plg, number)
        if old in present:
            found[old] = visit_uid("plg", half, code, plg, number)
    return found


def _uids(halves: Iterable[str], semesters: Iterable[str], student: str, reader: str) -> Iterator[str]:
    halves = tuple(halves)
    yield from wpa_uids(halves, semesters, student, reader)
    for half, number in product(halves, range(1, _MOST)):
        yield visit_uid("lesbezoek", half, reader, student, number)


def _files(folder: Path) -> Iterator[Path]:
    endings = (".ics", ".vcs", ".eml", ".zip")
    yield from (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in endings and path.is_file())


def _texts(path: Path) -> Iterator[str]:
    for each in bytes_in(path.name, path.read_bytes()):
        mail = message_from_bytes(each).walk() if path.suffix.lower() == ".eml" else ()
        for content in (each, *(part.get_payload(decode=True) for part in mail)):
            if isinstance(content, bytes):
                yield _FOLD.sub("", content.decode("utf-8", "replace"))


def _codes(folder: Path) -> Mapping[str, set[str]]:
    """Header in small letters to what stands below it, of all workbooks."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for path in workbooks_in(folder):
        book = opened(path)
        for title in () if book is None else book.sheets:
            for _, texts, headers in rows_of(book, title) if book is not None else ():
                for header in headers.keys() & {"student", *_READERS, *_PLGS}:
                    if text := texts.get(headers[header], "").strip():
                        found[header].add(text)
    return found


def _semesters(folder: Path) -> tuple[str, ...]:
    """The names that semesters have in the rosters: older versions made uids of them."""
    found = dict[str, None]()
    for path in sorted(folder.rglob(RESULT_FILE)):
        try:
            settings = read_result(path.parent).get("instellingen")
        except DamagedResultError:
            continue
        if isinstance(settings, dict) and isinstance(settings.get("Semester"), str):
            found[settings["Semester"]] = None
    return tuple(found)
