"""The list of who has not answered yet, with a text that is ready to be sent. Knows no form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from instances.domain.settings import Settings
from instances.dutch.lists import listed
from instances.rosters.columns import Head, RosterSheet
from instances.supply.form import FormKind
from instances.supply.outcome import Unanswered
from reports.excel.book import Book, Row

REMINDERS = RosterSheet("Nog geen antwoord", (Head.TO, Head.CODE, Head.NAME, Head.EMAIL, Head.WHAT, Head.MESSAGE), 3)


def reminder(row: Unanswered, settings: Settings) -> str:
    """Write what the office can send to who has not answered.

    Args:
        row: Who, and what is awaited.
        settings: Of the semester: its name, the address to which forms go back, and with what an e-mail ends.

    Returns:
        A letter in Dutch.
    """
    of = f" voor semester {settings.semester}" if settings.semester else ""
    back = f" naar {settings.answers_to}" if settings.answers_to else ""
    if row.kind == FormKind.BOARD:
        asked = f"het formulier over de stageplaatsen{of}"
        end = "Wilt u het formulier invullen en terugsturen{}? Ook een nee of een misschien helpt ons verder."
    else:
        asked = f"het formulier over de dagen waarop u WPA's kunt afnemen{of}"
        end = "Wilt u het formulier invullen en terugsturen{}? Klopt alles al, dan is ja bij de laatste vraag genoeg."
    if row.nothing:
        state = f"Onlangs stuurden wij u {asked}. "
        state += "Het kwam leeg terug." if row.blank else "Wij hebben nog geen antwoord van u ontvangen."
    elif row.kind == FormKind.BOARD:
        schools = listed(row.missing)
        state = f"Dank voor {asked}. Van {schools} weten wij nog niet of er plaatsen zijn."
    else:
        state = f"Dank voor {asked}. Daarin staat nog niet dat het zo klopt."
    close = "\n".join(part for part in (settings.closing, settings.sender) if part)
    return f"Beste collega,\n\n{state}\n\n{end.format(back)}\n\n{close}".rstrip()


def reminder_rows(unanswered: Iterable[Unanswered], settings: Settings) -> Iterator[Row]:
    """Give one row for each of whom something is awaited.

    Args:
        unanswered: They.
        settings: Of the semester.

    Yields:
        The row, by the columns of ``REMINDERS``.
    """
    for row in unanswered:
        yield {
            Head.TO: row.kind,
            Head.CODE: row.id,
            Head.NAME: row.name,
            Head.EMAIL: row.email,
            Head.WHAT: awaited(row),
            Head.MESSAGE: reminder(row, settings),
        }


def awaited(row: Unanswered) -> str:
    """Say what is awaited of somebody.

    Args:
        row: Who.

    Returns:
        A few words in Dutch.
    """
    if row.nothing:
        return f"{row.blank} kwam leeg terug" if row.blank else "nog niets ontvangen"
    return f"nog niet over {listed(row.missing)}" if row.kind == FormKind.BOARD else "nog niet bevestigd"


def write_reminders(unanswered: Iterable[Unanswered], settings: Settings, path: Path) -> None:
    """Write the list; it says so where everybody answered.

    Args:
        unanswered: Of whom something is awaited.
        settings: Of the semester.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
        XlsxWriterException: XlsxWriter says so in its own words.
    """
    with Book(path, "Nog geen antwoord", settings.semester) as book:
        book.table(REMINDERS, reminder_rows(unanswered, settings), empty="Iedereen heeft geantwoord.")
