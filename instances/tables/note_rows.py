"""Rows that are no row of the sheet: totals, remarks and pasted headers between the others. Knows no cell's meaning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from instances.dutch.nearest import folded
from instances.tables.faults import Fault, Findings
from instances.tables.notices import NoticeKind, Place
from instances.tables.settings import READER
from instances.tables.sheets import Table
from instances.tables.values import clean, shown

_TOTAL = re.compile(r"(sub|eind)?tota(al|len)", re.IGNORECASE)
_WORDS = re.compile(
    rf"{_TOTAL.pattern}|som|aantal(len)?|gemiddelde?|opmerking(en)?|noot|noten|nota bene|n\.?b\.?|p\.?s\.?|let op"
    r"|toelichting|legenda|bron|laatst bijgewerkt|bijgewerkt|versie|stand per",
    re.IGNORECASE,
)
_AFTER = re.compile(r"[\s:.,;()*!=–-]")
_SENTENCE = 3  # words from which on a text alone in its row is a remark


def without_notes(table: Table, findings: Findings) -> Iterator[tuple[int, Mapping[str, object]]]:
    """The rows of a sheet without those that hold a total, a remark or the headers again.

    A row counts as one when its first column is empty or begins with a word as Totaal or Opmerking, while most required
    columns are empty; for a total one empty column is enough. A row of headers has its own header in most cells. When
    nothing in a row says which it is, it is one fault, not one for every column.

    Args:
        table: The sheet as found in the file.
        findings: Gathers a notice for all rows that were left out, and a fault for each that may be a real one.

    Yields:
        Number and cells of every other row.
    """
    key = table.sheet.key.header
    required = [column.header for column in table.sheet.columns if column.required and not column.blank]
    required = [header for header in required if header in table.letters]
    needed, repeats = frozenset(required), _RepeatedHeaders()
    left_out: list[Place] = []
    for number, cells in table.rows:
        if repeats.are_all_of(cells):
            text = f"Rij {number} herhaalt de koppen van de kolommen en is niet gelezen."
            place = Place(table.cell(key, number), f"rij {number}")
            findings.notice(table.sheet.name, place.cell, text, NoticeKind.HEADERS_AGAIN, "", [place])
            continue
        if needed <= cells.keys() or key not in table.letters:
            yield number, cells
            continue
        missing = [header for header in required if header not in cells]
        id = clean(shown(cells[key])) if key in cells else ""
        few = 2 * len(missing) < len(required) and not _begins_with(_TOTAL, id)
        if few:
            yield number, cells
            continue
        header, value = next(iter(cells.items()))
        letter = table.letters.get(header, "")  # of a roster most columns are not read
        place = Place(f"{letter}{number}" if letter else "", f"“{shown(value)}”")
        # a password is words too, and stands beside one other column
        if _is_note(id, cells, lone=len(required) > 2):
            left_out.append(place)
        elif not id and len(required) > 2:
            expected = (
                f"een hele rij, of geen. Is dit een totaal of een opmerking? Haal de rij dan weg. "
                f"Is het een echte rij? Vul dan in: {', '.join(missing)}"
            )
            findings.add(
                Fault(table.sheet.name, table.cell(key, number), key, f"rij {number}: {shown(value)}", expected)
            )
        else:
            yield number, cells
    if left_out:
        rows = ", ".join(place.cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for place in left_out[:10])
        text = (
            f"Rij {rows} is een totaal of een opmerking en niet gelezen."
            if len(left_out) == 1
            else f"{len(left_out)} rijen zijn een totaal of een opmerking en niet gelezen: {rows}."
        )
        findings.notice(table.sheet.name, left_out[0].cell, text, NoticeKind.NOTE_ROW, "", left_out)


def _is_note(id: str, cells: Mapping[str, object], lone: bool) -> bool:
    """``lone``: a text alone in its row may be a remark."""
    texts = [clean(value) for value in cells.values() if isinstance(value, str)]
    if _begins_with(_WORDS, id or (texts[0] if texts else "")):
        return True
    if id:
        return lone and len(cells) == 1 and len(id.split()) >= _SENTENCE
    if not texts:
        return True  # figures alone: totals
    return lone and len(cells) == 1 and len(texts[0].split()) >= _SENTENCE


def _begins_with(words: re.Pattern[str], text: str) -> bool:
    found = words.match(text)
    return found is not None and (found.end() == len(text) or _AFTER.match(text[found.end()]) is not None)


class _RepeatedHeaders:
    """Rows of a second list were pasted with their headers. A text that stands in many rows is folded once."""

    def __init__(self) -> None:
        self._folded: dict[str, str] = {}

    def are_all_of(self, cells: Mapping[str, object]) -> bool:
        """Whether most cells hold their own header."""
        same = 0
        for header, value in cells.items():
            if isinstance(value, str):
                same += self._fold(value) == self._fold(header)
        return same > 1 and 2 * same > len(cells)

    def _fold(self, text: str) -> str:
        known = self._folded.get(text)
        if known is None:
            known = folded(text)
            if len(self._folded) < READER.max_known:
                self._folded[text] = known
        return known
