"""The sheet Ingelezen of a workbook that took answers: one line for each change, conflict and remark."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from instances.dutch.dates import clock, numeric_date
from instances.rosters.own_files import open_own
from instances.supply.outcome import AnsweredBy, Merged, News, NewsKind
from instances.tables.faults import Findings
from instances.tables.schema import Column, Kind, Sheet


class TakenInSheet(Sheet):
    """Ingelezen."""

    KIND = Column("Wat", Kind.TEXT, "")
    SHEET = Column("Blad", Kind.TEXT, "")
    CODE = Column("Code", Kind.TEXT, "")
    NAME = Column("Naam", Kind.TEXT, "")
    FIELD = Column("Gegeven", Kind.TEXT, "")
    OLD = Column("Was", Kind.TEXT, "")
    NEW = Column("Antwoord", Kind.TEXT, "")
    TEXT = Column("Let op", Kind.TEXT, "")
    BY = Column("Door", Kind.TEXT, "")
    WHEN = Column("Ingelezen op", Kind.TEXT, "")
    FILE = Column("Bestand", Kind.TEXT, "")


TAKEN_IN = TakenInSheet.of_columns("Ingelezen", "")


def stamp(by: str, file: str, when: datetime) -> str:
    """Say when a row was changed, by whom and from which file, in Dutch.

    Args:
        by: Who filled the form in; '' when unknown.
        file: Its name within the folder of answers.
        when: When it was taken in.

    Returns:
        For instance ``01-12-2026 09:15, Anna Prins, B04.xlsx``.
    """
    return ", ".join(filter(None, (moment(when), by, file)))


def answered_before(workbook: Path, semester: str) -> frozenset[AnsweredBy]:
    """Find who answered at an earlier reading of answers, by the lines that it left in the workbook.

    Args:
        workbook: The file.
        semester: Lines of another one do not count: the workbook of the next semester keeps them.

    Returns:
        Sheet and code of each school and trainer.
    """
    records = open_own(workbook, (TAKEN_IN,), Findings())
    return frozenset(
        (row.text(TakenInSheet.SHEET), row.text(TakenInSheet.CODE))
        for row in (() if records is None else records.of(TAKEN_IN))
        if row.text(TakenInSheet.KIND) == NewsKind.ANSWERED and row.text(TakenInSheet.NEW) == semester
    )


def moment(when: datetime) -> str:
    """Write a moment as the sheet does."""
    return f"{numeric_date(when.date())} {clock(when.time())}"


def taken_in_lines(merged: Merged, when: datetime) -> Iterable[tuple[str, ...]]:
    """Give the lines of the sheet, what asks for attention first.

    Args:
        merged: What the answers changed.
        when: When they were taken in.

    Yields:
        The cells of one line, in the order of the columns.
    """
    order = list(NewsKind)
    for news in sorted(merged.news, key=lambda one: order.index(one.kind)):
        yield (
            news.kind, news.sheet, news.id, news.name, news.field, news.old, news.new, news.text, news.by,
            moment(when), _where(news),
        )  # fmt: skip


def _where(news: News) -> str:
    return " ".join(filter(None, (news.place.file, news.place.sheet, news.place.cell)))
