"""Cells that look otherwise than they are: merged areas, rows that are hidden or struck through, nameless columns.

A merged area gives its value to every row that it covers; the others are read as any other, and told.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence

from openpyxl.utils import column_index_from_string, get_column_letter

from instances.dutch.lists import listed, listed_at_most
from instances.dutch.numbers import count
from instances.tables.faults import Fault, Findings
from instances.tables.notices import NoticeKind, Place
from instances.tables.schema import Sheet
from instances.tables.settings import READER
from instances.tables.values import shown
from instances.xlsx.parts import TooLargeError
from instances.xlsx.rows import Area, Row

_NAMED = 10  # rows that a notice names
_WORDS = {
    NoticeKind.HIDDEN: (
        "is verborgen of weggefilterd en toch gelezen.",
        "zijn verborgen of weggefilterd en toch gelezen",
        "Haal weg wat niet meetelt.",
    ),
    NoticeKind.STRUCK: (
        "heeft doorgestreepte tekst en is toch gelezen.",
        "hebben doorgestreepte tekst en zijn toch gelezen",
        "Haal weg wat niet meer geldt.",
    ),
}
"""What is said of one row and of several, and what to do about it."""


class Unseen:
    """Gathers those of one sheet."""

    def __init__(self, sheet: Sheet, letters: Mapping[str, str], headed: Collection[int]) -> None:
        """Start without any.

        Args:
            sheet: Whose rows they are.
            letters: The letter of each column that the file has, by header.
            headed: The columns that have a header, 0 for the first.
        """
        self._sheet, self._letters, self._headed = sheet, letters, frozenset(headed)
        self._hidden: dict[int, Place] = {}
        self._struck: dict[int, Place] = {}
        self._loose: dict[int, list[int]] = {}

    def look(self, row: Row, values: Mapping[str, object]) -> None:
        """Look at a row that is read.

        Args:
            row: As it stands in the file.
            values: What is read of it, by header.
        """
        if row.hidden:
            self._hidden[row.number] = self._place(row, values)
        if row.struck:
            self._struck[row.number] = self._place(row, values)
        self.loose(row)

    def loose(self, row: Row) -> None:
        """Look at the columns of a row that have no header."""
        for place in row.cells.keys() - self._headed:
            self._loose.setdefault(place, []).append(row.number)

    def tell(self, findings: Findings) -> None:
        """Tell all that was gathered: one notice for each kind.

        Args:
            findings: Gathers the notices.
        """
        for kind, found in ((NoticeKind.HIDDEN, self._hidden), (NoticeKind.STRUCK, self._struck)):
            if found:
                one, many, advice = _WORDS[kind]
                named = listed_at_most(map(str, found), _NAMED)
                told = f"Rij {named} {one}" if len(found) == 1 else f"{len(found)} rijen {many}: {named}."
                text = f"{told} {advice}"
                findings.notice(self._sheet.name, next(iter(found.values())).cell, text, kind, "", found.values())
        for place, rows in sorted(self._loose.items()):
            letter = get_column_letter(place + 1)
            text = f"Kolom {letter} heeft geen kolomnaam en is niet gelezen ({count(len(rows), 'cel', 'cellen')})."
            findings.notice(self._sheet.name, f"{letter}{rows[0]}", text, NoticeKind.COLUMN_UNREAD)

    def _place(self, row: Row, values: Mapping[str, object]) -> Place:
        header, value = next(iter(values.items()))
        key = self._sheet.key.header
        header, value = (key, values[key]) if key in values else (header, value)
        return Place(f"{self._letters[header]}{row.number}", f"“{shown(value)}”")


Rows = Sequence[tuple[int, dict[str, object]]]


def spread(
    sheet: Sheet, letters: Mapping[str, str], rows: Rows, areas: Sequence[Area], findings: Findings
) -> frozenset[tuple[int, str]]:
    """Fill the rows that merged areas cover.

    An area in one column gives its value to every row that it covers and that has something else in it. One over
    several columns cannot be read as one value: a fault, unless it is all there is in its row, such as a remark.

    Args:
        sheet: Whose rows they are.
        letters: The letter of each column that the file has, by header.
        rows: Number and cells by header of every filled row, in their order; cells are filled in.
        areas: The merged areas below the header row.
        findings: Gathers what was found.

    Returns:
        The cells of areas that are a fault, by row and header.

    Raises:
        TooLargeError: The areas cover more rows than is safe to fill.
    """
    numbers = [number for number, _ in rows]
    headers = {column_index_from_string(letter) - 1: header for header, letter in letters.items()}
    looked = 0
    lost: set[tuple[int, str]] = set()
    for area in areas:
        covered = [headers[place] for place in range(area.left, area.right + 1) if place in headers]
        inside = rows[bisect_left(numbers, area.top) : bisect_right(numbers, area.bottom)]
        if not covered or not inside or inside[0][0] != area.top:
            continue
        first = headers.get(area.left)
        looked += len(inside)
        if looked > READER.max_spread:
            raise TooLargeError("veel meer samengevoegde cellen dan een semester heeft")
        if first is None:
            text = (
                f"{area.ref} is samengevoegd vanuit een kolom die niet gelezen wordt; "
                f"{listed(covered)} {'is' if len(covered) == 1 else 'zijn'} daar leeg."
            )
            findings.notice(sheet.name, f"{get_column_letter(area.left + 1)}{area.top}", text, NoticeKind.MERGED)
            continue
        value = inside[0][1].get(first)
        if value is None:
            continue
        if len(covered) == 1:
            _fill(sheet, first, area, value, inside, findings)
        elif any(set(cells) - set(covered) for _, cells in inside):
            expected = (
                f"een eigen cel voor elke kolom; {area.ref} is samengevoegd over {listed(covered)}. "
                "Hef de samenvoeging op en vul elke cel in"
            )
            cell = f"{get_column_letter(area.left + 1)}{area.top}"
            findings.add(Fault(sheet.name, cell, first, shown(value), expected))
            lost |= {(number, header) for number, _ in inside for header in covered}
    return frozenset(lost)


def _fill(
    sheet: Sheet,
    header: str,
    area: Area,
    value: object,
    inside: Sequence[tuple[int, dict[str, object]]],
    findings: Findings,
) -> None:
    letter = get_column_letter(area.left + 1)
    filled = 0
    for _, cells in inside[1:]:
        if header not in cells:
            cells[header] = value
            filled += 1
    if filled:
        example = f"“{shown(value)}” in {area.ref}"
        findings.repair(sheet.name, f"{letter}{area.top}", header, NoticeKind.MERGED, example)
