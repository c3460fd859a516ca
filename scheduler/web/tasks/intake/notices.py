"""What the reader has to tell, by kind, and rows of Gezien for what the office has seen. Knows no notice by name."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from instances.dutch.numbers import count
from instances.plausibility.seen import ANY_VALUE, seen_lines
from instances.tables.columns import SEEN
from instances.tables.notices import Notice
from reports.workbook.filled_copy import AddedRow, Filling
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.intake.corrections import Corrected, written
from scheduler.web.tasks.reading import Looked
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

_HEADERS = tuple(column.header for column in SEEN.columns)


@dataclass(frozen=True, slots=True)
class SeenLine:
    """One value that a notice is about: what one row of Gezien would keep silent.

    Attributes:
        mark: Names it; the same value of the same notice has the same mark in every version.
        kind: The kind of notice.
        sheet: The sheet, '' for the file.
        column: The column, '' for none.
        value: The value.
        cell: Its first cell, '' without a place.
        count: In how many cells it stands.
        text: The notice in Dutch.
    """

    mark: str
    kind: str
    sheet: str
    column: str
    value: str
    cell: str
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class NoticesOfKind:
    """All notices of one kind.

    Attributes:
        kind: The kind, in Dutch.
        count: How many cells, rows or other places they are about.
        lines: One for each value.
    """

    kind: str
    count: int
    lines: tuple[SeenLine, ...]


def notices_by_kind(looked: Looked) -> list[NoticesOfKind]:
    """Put the notices of a workbook in groups.

    Args:
        looked: The workbook.

    Returns:
        The kinds in the order of their first notice.
    """
    kinds: dict[str, list[SeenLine]] = {}
    for line in _lines(looked.reading.notices):
        kinds.setdefault(line.kind, []).append(line)
    counts: dict[str, int] = {}
    for notice in looked.reading.notices:
        counts[str(notice.kind)] = counts.get(str(notice.kind), 0) + notice.count
    return [NoticesOfKind(kind, counts[kind], tuple(lines)) for kind, lines in kinds.items()]


def _lines(notices: Iterable[Notice]) -> Iterable[SeenLine]:
    for notice, place, number in seen_lines(notices):
        named = (str(notice.kind), notice.sheet, notice.column, place.found)
        text = notice.text if notice.count <= number else f"{notice.kind}: {place.found}"
        mark = hashlib.sha256(repr(named).encode()).hexdigest()[:16]
        yield SeenLine(mark, *named, place.cell, number, text)


def mark_seen(dossier: Dossier, marks: Collection[str], kind: str, by: str) -> Corrected:
    """Add rows to Gezien in a copy of the workbook, so that these notices are not told again.

    Args:
        dossier: Whose workbook.
        marks: Of the lines that were seen.
        kind: Every notice of this kind, '' for none; a notice about more cells than are named gets a row for any value.
        by: By whom.

    Returns:
        The new version, or why there is none.
    """

    def make(looked: Looked) -> tuple[list[Filling], str]:
        found = [line for line in _lines(looked.reading.notices) if line.mark in marks]
        whole = [notice for notice in looked.reading.notices if kind and str(notice.kind) == kind]
        rows = [_texts(line) for line in (*found, *_lines(notice for notice in whole if not _more(notice)))]
        rows += [_any(notice) for notice in whole if _more(notice)]
        if not rows:
            raise ChangeRefusedError("Die melding is er niet meer.")
        unlike = dict.fromkeys(rows)
        about = kind or found[0].kind
        return [_row(texts) for texts in unlike], f"Gezien: {count(len(unlike), 'melding', 'meldingen')} “{about}”"

    return written(dossier, by, make)


def _more(notice: Notice) -> bool:
    """Is it about more cells than are named?"""
    return notice.count > max(1, len(notice.places))


_Texts = tuple[str, str, str, str, str]
"""A row of Gezien in the order of its columns."""


def _texts(line: SeenLine) -> _Texts:
    return line.kind, line.sheet, line.column, line.value, line.text


def _any(notice: Notice) -> _Texts:
    return str(notice.kind), notice.sheet, notice.column, ANY_VALUE, notice.text


def _row(texts: _Texts) -> AddedRow:
    cells = {header: text or None for header, text in zip(_HEADERS, texts, strict=True)}
    return AddedRow(SEEN.name, _HEADERS, cells)
