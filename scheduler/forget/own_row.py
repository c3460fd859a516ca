"""What a semester workbook says of one person beside the name: where somebody lives, phone, reasons. Knows no roster.

The row itself stays, under another code, so that rosters and counts hold; the minutes of the journeys stay as rows of
Reistijden, and the home from which they were counted goes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from openpyxl.utils import get_column_letter

from instances.domain.instance import Instance
from instances.domain.travel import Origin
from instances.tables.columns import BOARDS, EXCLUSIONS, MENTORS, STUDENTS, TRAINERS, TRAVEL
from instances.tables.schema import Column, Sheet
from instances.tables.sheets import match_title
from instances.workbook.read import Reading, read
from instances.xlsx.book import RawBook
from reports.workbook.filled_copy import AddedRow, CellFill, EmptiedRow, Filling, RowFill, write_filled
from reports.workbook.raw_cells import RawContent
from scheduler.forget.traces import GONE_NAME, SALUTATION, Person
from scheduler.forget.who import opened, rows_of
from scheduler.input.kept_postcodes import kept_postcodes

_SHEETS: tuple[Sheet, ...] = (STUDENTS, MENTORS, TRAINERS)
_PRIVATE: dict[str, tuple[Column, ...]] = {
    STUDENTS.name: (
        STUDENTS.EMAIL,
        STUDENTS.POSTCODE,
        STUDENTS.LATITUDE,
        STUDENTS.LONGITUDE,
        STUDENTS.VARIANT,
        STUDENTS.CALL_NAME,
    ),
    TRAINERS.name: (TRAINERS.EMAIL, TRAINERS.POSTCODE, TRAINERS.LATITUDE, TRAINERS.LONGITUDE, TRAINERS.CALL_NAME),
    MENTORS.name: (MENTORS.EMAIL, MENTORS.CALL_NAME),
}


def clear_own_rows(path: Path, person: Person) -> bool:
    """Empty what a workbook tells of a person beside the code and the name, with the office's own columns there.

    Args:
        path: A workbook; of one that is no semester only the salutations of letters.
        person: Of whom.

    Returns:
        Whether something was emptied.

    Raises:
        UnwritableCellError: A cell can only be changed in Excel; nothing was changed.
        OSError: The file cannot be written.
    """
    book = opened(path)
    if book is None:
        return False
    if any(match_title(sheet.name, list(book.sheets)) is None for sheet in (BOARDS, STUDENTS)):
        spoken_to = list(_salutations(book, person))
        if spoken_to:
            write_filled(path, {}, spoken_to, path, forgetting=True)
        return bool(spoken_to)
    reading = read(path, kept_postcodes=kept_postcodes())
    fillings = list(_fillings(reading, person))
    if fillings:
        write_filled(path, reading.tables, fillings, path)
    return bool(fillings)


def _salutations(book: RawBook, person: Person) -> Iterator[CellFill]:
    """Those of letters to the person by the call name: it is too common to be looked for anywhere else."""
    for title in book.sheets:
        for number, texts, headers in rows_of(book, title):
            whom = {texts.get(headers[head], "") for head in ("student", "mentor") if head in headers}
            place = headers.get("aanhef")
            if place is None or not whom.intersection(person.ids):
                continue
            if texts.get(place, "") in {f"{SALUTATION} {name}," for name in person.call_names}:
                yield CellFill(title, f"{get_column_letter(place + 1)}{number}", f"{SALUTATION} {GONE_NAME},")


def _fillings(reading: Reading, person: Person) -> Iterator[Filling]:
    journeys: list[dict[str, RawContent]] = []
    for sheet in _SHEETS:
        for id in person.ids:
            number = reading.rows.get((sheet.name, id))
            if number is None:
                continue
            cells = dict(next(cells for row, cells in reading.tables[sheet.name].rows if row == number))
            kept: dict[str, RawContent] = {
                header: value  # type: ignore[misc]
                for header, value in cells.items()
                if value is not None and header not in map(str, _PRIVATE[sheet.name])
            }
            yield EmptiedRow(sheet.name, number)
            yield RowFill(sheet.name, number, kept)
            if reading.instance is not None:
                journeys += _journeys(reading.instance, sheet, id)
    yield from _below(reading, journeys)
    table = reading.tables.get(EXCLUSIONS.name)
    for number, row in () if table is None else table.rows:
        about = {str(row.get(column.header)) for column in (EXCLUSIONS.WHO, EXCLUSIONS.OTHER)}
        if about.intersection(person.ids) and row.get(EXCLUSIONS.REASON.header):
            yield RowFill(EXCLUSIONS.name, number, {EXCLUSIONS.REASON.header: None})


def _journeys(instance: Instance, sheet: Sheet, id: str) -> Iterator[dict[str, RawContent]]:
    """The minutes to every school, as they were counted from the home; not those that have a row already."""
    rows = [(row.origin, row.destination) for row in instance.travel_rows if id in (row.origin, row.destination)]
    measured = {end for ends in rows for end in ends}
    for school in instance.schools if sheet is not MENTORS else ():
        leg = instance.student_leg(id, school) if sheet is STUDENTS else instance.base_leg(id, school)
        if leg is not None and leg.origin is not Origin.NORM and school not in measured:
            yield {TRAVEL.ORIGIN.header: id, TRAVEL.DESTINATION.header: school, TRAVEL.MINUTES.header: leg.minutes}


def _below(reading: Reading, rows: Iterable[dict[str, RawContent]]) -> Iterator[Filling]:
    table = reading.tables.get(TRAVEL.name)
    if table is None:
        headers = tuple(column.header for column in TRAVEL.columns)
        yield from (AddedRow(TRAVEL.name, headers, row) for row in rows)
        return
    last = max((number for number, _ in table.rows), default=table.header)
    yield from (RowFill(TRAVEL.name, number, row) for number, row in enumerate(rows, start=last + 1))
