"""What the files of a folder tell of one person, for who asks to see it (AVG, articles 15 and 20). Changes nothing."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from reports.account.known_facts import write_known_facts
from reports.folder import atomic_file
from scheduler.forget.contents import bytes_in
from scheduler.forget.person import STORE_MAGIC
from scheduler.forget.store import texts_in
from scheduler.forget.traces import Person, Traces
from scheduler.forget.who import opened, rows_of

_MOST = 300  # signs around what was found in a long line


@dataclass(frozen=True, slots=True)
class KnownFact:
    """One thing that a file tells of somebody.

    Attributes:
        file: The file, below the folder.
        where: Sheet and cell, table and column, or line.
        what: The header, column or field; '' where there is none.
        value: What stands there.
    """

    file: str
    where: str
    what: str
    value: str


def known_of(folder: Path, person: Person) -> list[KnownFact]:
    """Gather what files tell of a person: whole rows of workbooks, lines of texts, rows of stores.

    Args:
        folder: Where to look, with all folders in it.
        person: Who.

    Returns:
        The facts, file by file.
    """
    traces = Traces(person, "")
    found: list[KnownFact] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(folder).as_posix()
            found += (KnownFact(name, *fact) for fact in _facts(path, traces))
    return found


def _facts(path: Path, traces: Traces) -> Iterator[tuple[str, str, str]]:
    if path.suffix.lower() in (".xlsx", ".xlsm"):
        yield from _of_workbook(path, traces)
        return
    data = path.read_bytes()
    if data.startswith(STORE_MAGIC):
        try:
            yield from ((f"{table}, rij {row}", column, text) for table, row, column, text in texts_in(path)
                        if traces.in_text(text))  # fmt: skip
        except sqlite3.DatabaseError:
            return
        return
    for content in bytes_in(path.name, data):
        try:
            text = re.sub(r"\r?\n[ \t]", "", content.decode("utf-8"))
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(text.splitlines(), start=1):
            if traces.in_text(line):
                yield f"regel {number}", "", line.strip()[:_MOST]


def _of_workbook(path: Path, traces: Traces) -> Iterator[tuple[str, str, str]]:
    book = opened(path)
    for title in () if book is None else book.sheets:
        for number, texts, headers in rows_of(book, title) if book is not None else ():
            if not any(traces.in_text(text) for text in texts.values()):
                continue
            names = {place: header for header, place in headers.items()}
            for place, text in sorted(texts.items()):
                yield f"{title} {get_column_letter(place + 1)}{number}", names.get(place, ""), text


def write_known(facts: Sequence[KnownFact], person: Person, path: Path) -> None:
    """Write what is known of a person.

    Args:
        facts: What is known.
        person: Of whom.
        path: The file; one that ends in ``.json`` is for programs, any other an Excel file.

    Raises:
        OSError: It cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(path) as fresh:
        if path.suffix.lower() == ".json":
            told = {
                "codes": list(person.ids),
                "namen": list(person.names),
                "gegevens": [_told(fact) for fact in facts],
            }
            fresh.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
            return
        write_known_facts(((one.file, one.where, one.what, one.value) for one in facts), fresh)


def _told(fact: KnownFact) -> dict[str, str]:
    return {"bestand": fact.file, "plaats": fact.where, "wat": fact.what, "waarde": fact.value}
