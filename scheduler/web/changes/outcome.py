"""New rosters beside those they were made from: what changed and who must get word. Reads the sheets, knows no page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook

from instances.rosters.columns import ASSESSMENT_FILE, CHANGES, MESSAGES, PLACEMENT_FILE, Head, RosterSheet
from scheduler.web.changes.figures import RosterFigures, figures_of
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import DECIDED, HEAD_ROSTER, HEAD_WORKBOOK, JobRecord, RosterVersion
from scheduler.web.dossier.store import Change
from scheduler.web.jobs.order import WebOrder
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

TAKEN, DROPPED = "overgenomen", "vervallen"
CORRECTED = (
    "Intussen is het werkboek gewijzigd, en het werkboek bij dit rooster heeft die wijziging niet. Laat dit liggen en "
    "meld of kies het opnieuw."
)


@dataclass(frozen=True)
class SheetRows:
    """The rows of one sheet.

    Attributes:
        heads: Its headers.
        rows: The cells of each row, as texts.
    """

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def people(self) -> int:
        """How many people or schools the rows are about: of changes one may have several."""
        known = [place for place, head in enumerate(self.heads) if head in (Head.TO, Head.STUDENT, Head.CODE)]
        return len({tuple(row[place] for place in known) for row in self.rows})


@dataclass(frozen=True)
class Outcome:
    """What came of something that happened.

    Attributes:
        job: The order.
        order: What was asked.
        roster: The new rosters; None where there are none.
        before: The rosters that they were made from; None where those are gone.
        changes: What is other for whom.
        messages: Who must get word.
        figures: Of the new rosters and of those before.
        decided: '' while nobody decided.
    """

    job: JobRecord
    order: WebOrder
    roster: RosterVersion | None
    before: RosterVersion | None
    changes: SheetRows
    messages: SheetRows
    figures: tuple[RosterFigures, RosterFigures] | None
    decided: str


def outcome_of(dossier: Dossier, job: JobRecord) -> Outcome:
    """Tell what came of an order.

    Args:
        dossier: Whose.
        job: The order.

    Returns:
        The new rosters beside those before.
    """
    order, known = WebOrder.of_json(job.command), dossier.rosters()
    roster = next((one for one in known if one.id == job.roster), None)
    before = next((one for one in known if order.previous and one.folder == dossier.folder / order.previous), None)
    folder = None if roster is None else roster.folder
    figures = None if roster is None or before is None else (figures_of(roster.folder), figures_of(before.folder))
    return Outcome(
        job,
        order,
        roster,
        before,
        _sheet(folder, CHANGES),
        _sheet(folder, MESSAGES),
        figures,
        dossier.value(f"{DECIDED}{job.id}").text or "",
    )


def decide(dossier: Dossier, found: Outcome, take: bool, by: str) -> None:
    """Go on in the new rosters with their workbook, or leave everything as it was.

    Args:
        dossier: Whose.
        found: What came of the order.
        take: The new rosters are worked in from now on.
        by: By whom.

    Raises:
        ChangeRefusedError: It was decided already, or the rosters or the workbook that are worked in are others by now.
    """
    name = f"{DECIDED}{found.job.id}"
    seen = dossier.value(name)
    if seen.text:
        raise ChangeRefusedError(f"Hierover is al besloten: {seen.text}.")
    if not take:
        dossier.change(f"{found.order.why}: laten vervallen", by, {name: Change(DROPPED, seen.stamp)})
        return
    head, workbook = dossier.value(HEAD_ROSTER), dossier.value(HEAD_WORKBOOK)
    if found.roster is None:
        raise ChangeRefusedError("Hier is geen rooster van gekomen.")
    old = dossier.roster
    if old is None or found.before is None or old.id != found.before.id:
        raise ChangeRefusedError(
            "Intussen wordt in een ander rooster gewerkt dan waar dit van uitging. Laat dit "
            + (
                "liggen en maak het opnieuw."
                if found.order.held_back
                else "vervallen en meld opnieuw wat er gebeurd is."
            )
        )
    changes = {HEAD_ROSTER: Change(str(found.roster.id), head.stamp), name: Change(TAKEN, seen.stamp)}
    if found.order.with_workbook:
        made, present = dossier.workbook_of(found.roster), dossier.workbook
        if made is None or present is None or present.id not in (made.id, made.parent):
            raise ChangeRefusedError(CORRECTED)
        changes[HEAD_WORKBOOK] = Change(str(found.roster.workbook), workbook.stamp)
    dossier.change(f"{found.order.why}: overgenomen", by, changes)


def _sheet(folder: Path | None, sheet: RosterSheet) -> SheetRows:
    """The rows of the placement and of the WPAs, each once."""
    heads = tuple(str(head) for head in sheet.heads)
    if folder is None:
        return SheetRows(heads, ())
    rows = [row for file in (PLACEMENT_FILE, ASSESSMENT_FILE) for row in _rows(folder / file, sheet.name, heads)]
    rows = list(dict.fromkeys(rows))
    return SheetRows(heads, tuple(_once(rows) if sheet is MESSAGES else rows))


def _once(rows: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Who gets word of a place and of a WPA, is one person to write to."""
    messages: dict[tuple[str, ...], list[str]] = {}
    for *who, message in rows:
        messages.setdefault(tuple(who), []).append(message)
    return ((*who, "\n".join(said)) for who, said in messages.items())


def _rows(path: Path, name: str, heads: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    if not path.is_file():
        return
    book = load_workbook(path, read_only=True, data_only=True)
    try:
        if name not in book.sheetnames:
            return
        places: dict[str, int] | None = None
        for cells in book[name].iter_rows(values_only=True):
            texts = ["" if cell is None else str(cell) for cell in cells]
            if places is None:  # a title may stand above the headers
                if set(heads) <= set(texts):
                    places = {head: texts.index(head) for head in heads}
            elif any(texts):
                yield tuple(texts[places[head]] for head in heads)
    finally:
        book.close()
