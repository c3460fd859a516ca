"""The workbook of the next semester as a whole: every cell and row that changes, and its two sheets of lists."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from instances.edits.wording import setting_row
from instances.tables.columns import SHEETS
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.workbook.read import Reading
from reports.workbook.filled_copy import AddedRow, CellFill, EmptiedRow, Filling, RowFill
from reports.workbook.raw_cells import RawContent
from scheduler.next_semester.dates import days_moved_on
from scheduler.next_semester.given import Leaver, LookAgain, Part, SemesterBefore, Subject
from scheduler.next_semester.organisation import organisation_moved_on
from scheduler.next_semester.past_settings import past_settings
from scheduler.next_semester.period import NAME, NUMBER
from scheduler.next_semester.pins import pins_moved_on
from scheduler.next_semester.slot_pattern import NewSlots
from scheduler.next_semester.students import history_rows, leavers_of, students_moved_on, unmet_needs

LOOK_AGAIN, GONE = "Nakijken", "Uitgestroomd"
_LOOK_HEADERS = ("Onderwerp", "Blad", "Code", "Naam", "Wat", "Gedaan")
_GONE_HEADERS = ("Student", "Naam", "Laatste semester", "School", "Schoolnaam")
_DONE = {"Gedaan": ("ja", "nee")}
_ORDER = {subject: place for place, subject in enumerate(Subject)}
_SHEET_ORDER = {sheet.name: place for place, sheet in enumerate(SHEETS)}


@dataclass(frozen=True, slots=True)
class NextWorkbook:
    """The next workbook, before it is written.

    Attributes:
        fillings: Every cell and row that changes, in order.
        look_again: What must be looked at, by subject.
        leavers: Students who are not in it any more.
        history: How many rows Historie got.
        slots: Its slots.
    """

    fillings: tuple[Filling, ...]
    look_again: tuple[LookAgain, ...]
    leavers: tuple[Leaver, ...]
    history: int
    slots: NewSlots


def next_workbook(
    before: SemesterBefore,
    reading: Reading,
    slots: NewSlots,
    lists: Mapping[str, Collection[int]],
    refused: Collection[tuple[str, str]] = (),
) -> NextWorkbook:
    """Put together what becomes other in the workbook.

    Args:
        before: The semester that ends.
        reading: Where everything stands in its workbook.
        slots: The slots of the next semester.
        lists: Of the sheets Nakijken and Uitgestroomd that are there, made for an earlier semester: the numbers of the
            rows that have something in them.
        refused: Student id and header of pins that break a rule.

    Returns:
        The next workbook.
    """
    leavers = leavers_of(before)
    history = history_rows(before)
    parts = (
        Part(tuple(_settings(before, reading))),
        students_moved_on(before, leavers),
        history,
        organisation_moved_on(before),
        days_moved_on(before, slots),
        pins_moved_on(before, refused),
    )
    look = sorted(
        [*(item for part in parts for item in part.look_again), *unmet_needs(before)],
        key=lambda item: (_ORDER[item.subject], _SHEET_ORDER.get(item.sheet, 0)),
    )
    sheets = [
        *_list(LOOK_AGAIN, _LOOK_HEADERS, map(_look_row, look), lists, _DONE),
        *_list(GONE, _GONE_HEADERS, (_gone_row(before, leaver) for leaver in leavers), lists),
    ]
    fillings = [*(filling for part in parts for filling in part.fillings), *sheets]
    return NextWorkbook(tuple(fillings), tuple(look), leavers, len(history.fillings), slots)


def _settings(before: SemesterBefore, reading: Reading) -> Iterable[Filling]:
    wanted: dict[str, RawContent] = {NAME: before.step.name, NUMBER: before.step.number}
    wanted.update(dict.fromkeys(past_settings(before.instance.settings)))
    name, value = SETTINGS_SHEET.NAME.header, SETTINGS_SHEET.VALUE.header
    headers = tuple(column.header for column in SETTINGS_SHEET.columns)
    for setting, content in wanted.items():
        row = setting_row(reading, setting)
        if row is not None:
            yield RowFill(SETTINGS_SHEET.name, row, {value: content})
        else:
            yield AddedRow(SETTINGS_SHEET.name, headers, {name: setting, value: content})


def _look_row(item: LookAgain) -> tuple[str, ...]:
    return (item.subject.value, item.sheet, item.id, item.name, item.what, "")


def _gone_row(before: SemesterBefore, leaver: Leaver) -> tuple[str, ...]:
    return (leaver.id, leaver.name, before.step.before, leaver.school, leaver.school_name)


def _list(
    title: str,
    headers: tuple[str, ...],
    rows: Iterable[tuple[str, ...]],
    there: Mapping[str, Collection[int]],
    choices: Mapping[str, tuple[str, ...]] | None = None,
) -> Iterable[Filling]:
    """A sheet of its own; the list of an earlier semester that stands there gives way."""
    lines = list(rows)
    if title not in there:
        for line in lines:
            filled = {header: text for header, text in zip(headers, line, strict=True) if text}
            yield AddedRow(title, headers, filled, choices=choices or {})
        return
    for number in there[title]:
        yield EmptiedRow(title, number)
    for number, line in enumerate((headers, *lines), start=1):
        for letter, text in zip("ABCDEF", line, strict=False):
            if text:
                yield CellFill(title, f"{letter}{number}", text)
