"""What makes the sheet WPA-rooster answer: slots and assessors to choose, red for what cannot be. Knows the run.

Codes, dates and times in the sheet stay values, for every program that reads them; only the names of assessors are
formulas. A date or time that is not that of the slot in the row turns yellow.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from instances.rosters.columns import SCHEDULE, Head
from instances.rosters.helper_sheets import ASSESSOR_CHOICES, MADE_SCHEDULE, SLOT_CHOICES
from instances.rosters.meaning import entry
from instances.rosters.schedule_rows import slot_label
from reports.excel.book import Book, Cell, Row
from reports.excel.hidden import write_calculated, write_hidden
from reports.excel.lights import Tone, When
from reports.excel.live import (
    Calculated,
    HiddenList,
    Live,
    barred,
    letter,
    pick,
    rows_found,
    typed,
    typed_columns,
    yes_or_no,
)
from reports.placement.live import CALCULATED, PIN_MESSAGE
from reports.run.bundle import Run

_ROW, _MADE, _FROM, _TO = "Rij slot", "Rij gemaakt", "Van", "Tot"
_SEATS = {Head.FIELD: "Rij werkveld", Head.INSTITUTE: "Rij opleiding"}
_NAMES = {Head.FIELD: Head.FIELD_NAME, Head.INSTITUTE: Head.INSTITUTE_NAME}
_BARRED = {Head.FIELD: Head.BARRED_FIELD, Head.INSTITUTE: Head.BARRED_INSTITUTE}
_MINUTE = "1/1440"
_EPOCH = datetime(1899, 12, 30)  # day 0 of Excel


@dataclass(frozen=True, slots=True)
class BarredWpas:
    """What cannot be, as a sign for each slot or each trainer of the workbook; empty where that would be too much.

    Attributes:
        slots: Student id to a sign for each slot.
        in_field: Student id to a sign for each trainer, in the seat of the field.
        institute: The same in the seat of the institute.
        trainers: Trainer id to a sign for each slot.
    """

    slots: Mapping[str, str] = field(default_factory=dict)
    in_field: Mapping[str, str] = field(default_factory=dict)
    institute: Mapping[str, str] = field(default_factory=dict)
    trainers: Mapping[str, str] = field(default_factory=dict)


def live_assessment(run: Run, length: int) -> Live:
    """Say what makes WPA-rooster answer.

    Args:
        run: The finished run, with a WPA roster.
        length: How many rows the sheet has.

    Returns:
        Drop-downs, formulas and colours; they need the sheets of ``write_behind_assessment``.
    """
    slots, people, made = _lists(run, length)
    calculated = Calculated(CALCULATED, tuple(_columns(slots, people, made)), length)
    here, then = calculated.here(_ROW), calculated.here(_MADE)
    bad_slot = f"IF({here}=0,TRUE,IFERROR({barred(made.at(then, Head.BARRED), here)},TRUE))"

    def is_other(head: Head) -> str:
        cell = f"${letter(SCHEDULE, head)}2"
        other = f"ABS({slots.at(here, head)}-{cell})>{_MINUTE}/2"
        return f"=IF(N({here})>0,IFERROR({other},TRUE),FALSE)"

    def bad_seat(head: Head) -> str:
        seat = calculated.here(_SEATS[head])
        cannot_sit = barred(made.at(then, _BARRED[head]), seat)
        away = f"IFERROR({barred(people.at(seat, Head.BARRED), here)},FALSE)"
        never = f"IF({seat}=0,TRUE,OR(IFERROR({cannot_sit},TRUE),{away}))"
        return f'=IF({seat}="",FALSE,OR({never},IFERROR({_twice(calculated, seat)},FALSE)))'

    def name_in(head: Head) -> str:
        seat = calculated.here(_SEATS[head])
        return f'=IF(N({seat})>0,{people.at(seat, Head.NAME)}&"","")'

    return Live(
        {
            name: f'=IFERROR({people.at(calculated.here(_SEATS[head]), Head.NAME)}&"","")'
            for head, name in _NAMES.items()
        },
        {
            Head.SLOT: pick(slots, "een tijd"),
            **{head: pick(people, "een beoordelaar") for head in _SEATS},
            Head.PINNED: yes_or_no(PIN_MESSAGE),
        },
        (
            When(Head.SLOT, Tone.RED, f'=IF({here}="",FALSE,{bad_slot})'),
            *(When(head, Tone.RED, bad_seat(head)) for head in _SEATS),
            *(When(head, Tone.YELLOW, is_other(head)) for head in (Head.DATE, Head.BEGIN, Head.END)),
        ),
    )


def write_behind_assessment(run: Run, book: Book, rows: Sequence[Row], cannot: BarredWpas) -> None:
    """Write the hidden sheets behind WPA-rooster.

    Args:
        run: The finished run, with a WPA roster.
        book: The workbook.
        rows: Of the sheet WPA-rooster.
        cannot: What cannot be.
    """
    write_hidden(book, SLOT_CHOICES, slot_choices(run))
    write_hidden(book, ASSESSOR_CHOICES, assessor_choices(run, cannot.trainers))
    write_hidden(book, MADE_SCHEDULE, [_made(row, cannot) for row in rows], secret=True)
    book.define(typed_columns(SCHEDULE, (Head.STUDENT, Head.SLOT, *_SEATS)))
    write_calculated(book, CALCULATED, _columns(*_lists(run, len(rows))), _values(run, rows))


def _lists(run: Run, length: int) -> tuple[HiddenList, HiddenList, HiddenList]:
    slots, people = len(run.instance.slots), len(run.instance.trainers)
    return HiddenList(SLOT_CHOICES, slots), HiddenList(ASSESSOR_CHOICES, people), HiddenList(MADE_SCHEDULE, length)


def _columns(slots: HiddenList, people: HiddenList, made: HiddenList) -> dict[str, str]:
    """For each row: which slot and assessors are meant ('' for an empty cell, 0 for nobody), where made, and when."""
    slot = typed(SCHEDULE, Head.SLOT)
    found = "INDEX($A:$A,ROW())"  # the row of the slot, in the same sheet
    return {
        _ROW: f'=IF({slot}="","",IFERROR({slots.find(slot, Head.SLOT, Head.CHOICE)},0))',
        _MADE: f"=IFERROR({made.find(typed(SCHEDULE, Head.STUDENT), Head.STUDENT)},0)",
        **{name: _seat(typed(SCHEDULE, head), people) for head, name in _SEATS.items()},
        _FROM: f'=IF(N({found})>0,{slots.at(found, Head.DATE)}+{slots.at(found, Head.BEGIN)},"")',
        _TO: f'=IF(N({found})>0,{slots.at(found, Head.DATE)}+{slots.at(found, Head.END)},"")',
    }


def _seat(cell: str, people: HiddenList) -> str:
    return f'=IF({cell}="","",IFERROR({people.find(cell, Head.ASSESSOR, Head.CHOICE, Head.KNOWN_BY)},0))'


def _twice(calculated: Calculated, seat: str) -> str:
    """Whether the same assessor sits in more WPAs at that time: this one, and another that overlaps."""
    begins, ends = calculated.column(_FROM), calculated.column(_TO)
    from_, to = calculated.here(_FROM), calculated.here(_TO)
    sits = "+".join(f"({calculated.column(name)}={seat})" for name in _SEATS.values())
    return f"SUMPRODUCT(({begins}<{to}-{_MINUTE})*({ends}>{from_}+{_MINUTE})*({sits}))>1"


def slot_choices(run: Run) -> list[Row]:
    """A row for each slot of the workbook, in its order."""
    return [
        {
            Head.CHOICE: entry(slot.id, slot_label(slot)),
            Head.SLOT: slot.id,
            Head.DATE: slot.date,
            Head.BEGIN: slot.begin,
            Head.END: slot.end,
            Head.SCHOOL: slot.school,
            Head.BOARD: slot.board,
        }
        for slot in run.instance.slots.values()
    ]


def assessor_choices(run: Run, away: Mapping[str, str]) -> list[Row]:
    """A row for each trainer of the workbook, in its order; who never assesses is red wherever chosen."""
    trainers = run.instance.trainers
    names = Counter(trainer.name for trainer in trainers.values())
    return [
        {
            Head.CHOICE: entry(trainer.id, trainer.name),
            Head.ASSESSOR: trainer.id,
            Head.KNOWN_BY: trainer.name if names[trainer.name] == 1 else None,
            Head.NAME: trainer.name,
            Head.BARRED: away.get(trainer.id),
        }
        for trainer in trainers.values()
    ]


def _made(row: Row, cannot: BarredWpas) -> Row:
    student = str(row[Head.STUDENT])
    return {
        **row,
        Head.BARRED: cannot.slots.get(student),
        Head.BARRED_FIELD: cannot.in_field.get(student),
        Head.BARRED_INSTITUTE: cannot.institute.get(student),
    }


def _values(run: Run, rows: Sequence[Row]) -> list[tuple[Cell, ...]]:
    """What the calculated sheet gives for the roster as it is written."""
    slots, people = rows_found(list(run.instance.slots)), rows_found(list(run.instance.trainers))
    found: list[tuple[Cell, ...]] = []
    for number, row in enumerate(rows, 1):
        seats = [people.get(str(row[head])) for head in _SEATS]
        times = [_serial(row[Head.DATE], row[head]) for head in (Head.BEGIN, Head.END)]
        found.append((slots[str(row[Head.SLOT])], number, *seats, *times))
    return found


def _serial(day: Cell, clock: Cell) -> float | None:
    """A moment as Excel counts it, in days."""
    if not isinstance(day, date) or not isinstance(clock, time):
        return None
    return (datetime.combine(day, clock) - _EPOCH).total_seconds() / 86400
