"""The office's own columns and the list of statuses, and the placement with all notes as Excel. Knows no page.

What is noted belongs to a student, not to a version of the rosters, so it stays through every new one.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from instances.rosters.columns import PLACEMENT, PLACEMENT_FILE, Head
from instances.tables.preflight import Refusal, inspect
from instances.tables.values import clean, shown
from instances.xlsx.book import RawBook, open_book
from instances.xlsx.rows import Seen
from reports.workbook.raw_cells import CellPlace, RawContent, patched
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import Value
from scheduler.web.dossier.store import Change

NOTES = "notitie/student/"
STATUS, NOTE = "status", "notitie"
FIXED = {STATUS: "Status", NOTE: "Notitie"}
"""The columns that every dossier has, with their headers."""

_COLUMNS, _STATUSES = "kolommen/student", "statuslijst"
ANSWERED = frozenset({"akkoord", "niet akkoord"})
"""The statuses that say what a school answered."""

STATUSES = ("gebeld", "akkoord", "wacht op antwoord", "niet akkoord")
_TITLE = re.compile(r"[^\x00-\x1f/]{1,40}")


def own_columns(dossier: Dossier) -> list[str]:
    """Tell the columns that the office made, in their order."""
    text = dossier.value(_COLUMNS).text
    return [] if text is None else [str(title) for title in json.loads(text)]


def statuses(dossier: Dossier) -> list[str]:
    """Tell the words that a status is chosen from."""
    text = dossier.value(_STATUSES).text
    return list(STATUSES) if text is None else [str(word) for word in json.loads(text)]


def add_column(dossier: Dossier, title: str, by: str) -> str:
    """Add a column; '' where that is done, else why not, in Dutch."""
    plain = " ".join(title.split())
    heads = [str(head) for head in PLACEMENT.heads]
    taken = {name.casefold() for name in (*own_columns(dossier), *FIXED.values(), *heads)}
    if not _TITLE.fullmatch(plain):
        return "Geef de kolom een naam van hoogstens 40 tekens, zonder schuine streep."
    if plain.casefold() in taken:
        return f"Er is al een kolom {plain}."
    dossier.change(f"Kolom {plain} toegevoegd", by, {_COLUMNS: _listed([*own_columns(dossier), plain])})
    return ""


def remove_column(dossier: Dossier, title: str, by: str) -> str:
    """Take a column away; what was noted in it comes back with it, by undoing or by its name."""
    left = [name for name in own_columns(dossier) if name != title]
    if len(left) == len(own_columns(dossier)):
        return "Die kolom is er niet."
    dossier.change(f"Kolom {title} weggehaald", by, {_COLUMNS: _listed(left)})
    return ""


def set_statuses(dossier: Dossier, text: str, by: str) -> str:
    """Change the words that a status is chosen from: one on each line."""
    words = list(dict.fromkeys(" ".join(line.split()) for line in text.splitlines() if line.strip()))
    if not words:
        return "Geef minstens één status."
    dossier.change("Lijst van statussen gewijzigd", by, {_STATUSES: _listed(words)})
    return ""


def _listed(words: Sequence[str]) -> Change:
    return Change(json.dumps(list(words), ensure_ascii=False))


def note_columns(dossier: Dossier) -> dict[str, str]:
    """Tell every column that may be written in: its key and its header."""
    return {**FIXED, **{title: title for title in own_columns(dossier)}}


def placement_with_notes(dossier: Dossier, folder: Path) -> bytes:
    """Give the placement as Excel with the notes in columns behind the others.

    Args:
        dossier: Whose notes.
        folder: The folder of the rosters.

    Returns:
        The bytes of the file: ``plaatsing.xlsx`` as it was written, with columns more on its first sheet.

    Raises:
        ValueError: There is no placement with such a sheet in the folder.
    """
    package = inspect(folder / PLACEMENT_FILE)
    if isinstance(package, Refusal):
        raise ValueError(package.found)
    book = open_book(package.data)
    if PLACEMENT.name not in book.sheets:
        raise ValueError(f"no sheet {PLACEMENT.name}")
    cells = _cells(book, note_columns(dossier), dossier.values(NOTES))
    part = book.sheets[PLACEMENT.name]
    xml = patched(book.parts.content(part), cells).xml
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package.data)) as whole, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as made:
        for entry in whole.infolist():
            made.writestr(entry, xml if entry.filename == part else whole.read(entry))
    return stream.getvalue()


def _cells(book: RawBook, columns: Mapping[str, str], notes: Mapping[str, Value]) -> dict[CellPlace, RawContent]:
    """The headers and notes by their place, each row by the student that stands in it."""
    rows = list(book.rows(PLACEMENT.name, Seen()))
    top = next((row for row in rows if str(Head.STUDENT) in row.cells.values()), None)
    if top is None:
        raise ValueError(f"no headers on {PLACEMENT.name}")
    of_student = next(place for place, text in top.cells.items() if text == Head.STUDENT)
    first = 1 + max(place for row in rows for place in row.cells)
    cells: dict[CellPlace, RawContent] = {}
    for place, (key, title) in enumerate(columns.items(), start=first):
        cells[top.number, place] = title
        for row in rows:
            value = notes.get(f"{clean(shown(row.cells.get(of_student, '')))}/{key}")
            if row.number > top.number and value is not None and value.text:
                cells[row.number, place] = value.text
    return cells
