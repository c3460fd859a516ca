"""The list of who receives what, as an Excel file for whoever sends it. Knows addressees, no page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO

from instances.rosters.columns import SEND_LIST, Head
from reports.excel.book import Book, Row
from scheduler.web.tasks.sending.addressees import Addressee


def send_list(found: Iterable[Addressee], status: Callable[[Addressee], str], subtitle: str) -> bytes:
    """Write the list of who receives what.

    Args:
        found: Who receives something.
        status: What somebody was given last, in a few Dutch words.
        subtitle: Of which rosters it is, in Dutch.

    Returns:
        The bytes of a workbook with the sheet Verzendlijst.
    """
    made = BytesIO()
    with Book(made, "Verzendlijst", subtitle) as book:
        book.table(SEND_LIST, _rows(found, status))
    return made.getvalue()


def _rows(found: Iterable[Addressee], status: Callable[[Addressee], str]) -> Iterator[Row]:
    for one in found:
        yield {
            Head.KIND: str(one.kind),
            Head.CODE: one.id,
            Head.NAME: one.name,
            Head.EMAIL: one.email.fault or one.email.text or None,
            Head.FILE: ", ".join(file.shown for file in one.attachments) or "brief, zonder bijlage",
            Head.GIVEN: status(one),
        }
