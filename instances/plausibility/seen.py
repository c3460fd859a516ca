"""The sheet Gezien: notices that the office has seen and keeps as they are. Knows notices, not what they are about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from instances.dutch.nearest import did_you_mean, folded
from instances.tables.columns import SEEN
from instances.tables.notices import Notice, NoticeKind, Place
from instances.tables.records import Record, Records

ANY_VALUE = "*"
_OF_ROWS = frozenset(
    {NoticeKind.COLUMN_NAME, NoticeKind.COLUMN_UNREAD, NoticeKind.HEADERS_AGAIN, NoticeKind.MERGED,
     NoticeKind.NOTE_ROW, NoticeKind.ROWS_UNREAD, NoticeKind.SHEET_NAME}
)  # fmt: skip
"""Of Gezien itself told all the same: rows and columns that keep nothing silent."""

_MARKS = re.compile("[\"'“”„‘’ʼ´`«»]")
_AREA = re.compile(r"(?<=”) in [A-Z]+\d+:[A-Z]+\d+$")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


@dataclass(frozen=True, slots=True)
class Told:
    """What is left to tell.

    Attributes:
        notices: Those that no row of Gezien keeps silent, with only the cells that none does.
        silent: How many notices or cells of notices are kept silent.
    """

    notices: tuple[Notice, ...]
    silent: int


def values_of(notice: Notice) -> tuple[Place, ...]:
    """Say what a notice is about, as a row of Gezien names it.

    Args:
        notice: A notice of the reader.

    Returns:
        Its places; the whole text stands for the value of a notice without places.
    """
    return tuple(replace(place, found=_bare(place.found)) for place in notice.places) or (
        Place(notice.cell, notice.text),
    )


def unseen(notices: Iterable[Notice], records: Records, whole: bool) -> Told:
    """Leave out what the office has seen.

    Args:
        notices: Everything that the reader has to tell.
        records: All rows, those of Gezien among them.
        whole: Every check was done, so that a row that belongs to nothing can be told.

    Returns:
        What is left, with a notice for each row of Gezien that belongs to nothing any more.
    """
    rows = [_SeenRow(record) for record in records.of(SEEN) if not record.faulty]
    by_kind: dict[str, list[_SeenRow]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    left: list[Notice] = []
    silent = 0
    for notice in notices:
        if notice.sheet == SEEN.name and notice.kind not in _OF_ROWS:  # how its cells were read matters to nobody
            continue
        mine = by_kind.get(_plain(notice.kind), [])
        places = values_of(notice)
        kept = [place for place in places if not _seen(mine, notice, place)] if mine else list(places)
        silent += len(places) - len(kept)
        if len(kept) == len(places):
            left.append(notice)
        elif kept:
            left.append(_less(notice, kept, len(places) - len(kept)))
    if whole:
        left += [_unused(row) for row in rows if not row.used]
    return Told(tuple(left), silent)


class _SeenRow:
    """One row of Gezien, and whether anything was kept silent by it."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.kind = _plain(record.text(SEEN.NOTICE))
        self.used = False
        self._sheet, self._column, self._value = (
            _plain(record.text(column)) for column in (SEEN.SHEET, SEEN.COLUMN, SEEN.VALUE)
        )

    def covers(self, notice: Notice, place: Place) -> bool:
        return (
            self._sheet in ("", _plain(notice.sheet))
            and self._column in ("", _plain(notice.column))
            and self._value in (ANY_VALUE, _plain(place.found))
        )


def _seen(rows: list[_SeenRow], notice: Notice, place: Place) -> bool:
    """Every row that covers the place is in use, also a second one."""
    found = [row for row in rows if row.covers(notice, place)]
    for row in found:
        row.used = True
    return bool(found)


def _less(notice: Notice, kept: list[Place], seen: int) -> Notice:
    """A notice of which some cells were seen."""
    places = tuple(place for place in notice.places if replace(place, found=_bare(place.found)) in kept)
    first = places[0]
    text = notice.text.replace(notice.places[0].found, first.found)
    return replace(notice, cell=first.cell, text=text, count=notice.count - seen, places=places)


def _unused(row: _SeenRow) -> Notice:
    kind, value = row.record.text(SEEN.NOTICE), row.record.text(SEEN.VALUE)
    known = [str(each) for each in NoticeKind]
    hint = "" if row.kind in map(_plain, known) else did_you_mean(kind, known)
    text = f"Bij deze rij hoort geen melding meer ({kind}: {value}); u kunt haar weghalen.{hint}"
    cell = row.record.cell(SEEN.NOTICE)
    return Notice(
        SEEN.name, cell, text, NoticeKind.SEEN_UNUSED, SEEN.NOTICE.header, 1, (Place(cell, f"{kind}: {value}"),)
    )


def _bare(found: str) -> str:
    """A value without the quotes around it, and without the merged area that it fills: that moves with every row."""
    return _AREA.sub("", found).removeprefix("“").removesuffix("”")


def _plain(text: str) -> str:
    """Two spellings that an office program may make of one text."""
    return _DASHES.sub("-", _MARKS.sub("", folded(unicodedata.normalize("NFKC", text))))


def seen_lines(notices: Iterable[Notice]) -> Iterator[tuple[Notice, Place, int]]:
    """List what a row of Gezien would say of each notice.

    Args:
        notices: What is told.

    Yields:
        Each value of each notice once: the notice, its first cell with that value, and in how many cells it stands.
    """
    for notice in notices:
        cells: dict[str, list[Place]] = {}
        for place in values_of(notice):
            cells.setdefault(place.found, []).append(place)
        for places in cells.values():
            yield notice, places[0], len(places)
