"""Half-days on which WPAs can be: what a trainer said of them, and the rows of Beschikbaarheid that say it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from instances.domain.entities import Availability, DayPart, Trainer, Willingness
from instances.domain.instance import Instance

HalfDay = tuple[date, DayPart]
Grid = Mapping[HalfDay, Willingness]
"""What a trainer says of each half-day of the period."""


def half_days(instance: Instance) -> tuple[HalfDay, ...]:
    """List the half-days that have a time for WPAs.

    Args:
        instance: The workbook with its WPA-slots.

    Returns:
        Date and part, in the order of time.
    """
    order = list(DayPart)
    found = {(slot.date, slot.part) for slot in instance.slots.values()}
    return tuple(sorted(found, key=lambda half: (half[0], order.index(half[1]))))


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when WPAs of a part of the day are, over the whole period."""

    begin: time
    end: time

    def on(self, day: date) -> tuple[datetime, datetime]:
        """Its first and last moment on a day, in the clock of the schools."""
        return datetime.combine(day, self.begin), datetime.combine(day, self.end)


def spans(instance: Instance) -> dict[DayPart, Span]:
    """Say between which times the WPAs of a morning or afternoon are.

    Args:
        instance: The workbook with its WPA-slots.

    Returns:
        The earliest begin and latest end of each part that has slots.
    """
    found: dict[DayPart, Span] = {}
    for slot in instance.slots.values():
        known = found.get(slot.part, Span(slot.begin, slot.end))
        found[slot.part] = Span(min(known.begin, slot.begin), max(known.end, slot.end))
    return found


def grid_of(rows: Iterable[Availability], trainer: Trainer, halves: Iterable[HalfDay]) -> dict[HalfDay, Willingness]:
    """Say for each half-day what the rows of Beschikbaarheid mean (A5).

    Args:
        rows: Those of the trainer.
        trainer: Whose working days count where no row says ``ja`` or ``liever niet``.
        halves: The half-days that are asked.

    Returns:
        The answer for each of them.
    """
    own = tuple(rows)
    only_there = any(row.answer is not Willingness.NO for row in own)
    found = {}
    for day, part in halves:
        here = {row.answer for row in own if row.date == day and row.part in (None, part)}
        if Willingness.NO in here:
            answer = Willingness.NO
        elif Willingness.RATHER_NOT in here:
            answer = Willingness.RATHER_NOT
        elif here or (not only_there and day.weekday() in trainer.days):
            answer = Willingness.YES
        else:
            answer = Willingness.NO
        found[day, part] = answer
    return found


@dataclass(frozen=True, slots=True)
class NewRows:
    """How Beschikbaarheid comes to say something else of a trainer.

    Attributes:
        gone: Which of the trainer's rows go.
        added: The rows that come.
    """

    gone: tuple[Availability, ...]
    added: tuple[Availability, ...]


def rows_for(wanted: Grid, rows: Iterable[Availability], trainer: Trainer) -> NewRows:
    """Find rows that say what is wanted of every half-day of the period.

    Args:
        wanted: What must hold.
        rows: Those that the trainer has.
        trainer: The trainer.

    Returns:
        Where only ``nee`` is more than now: those rows, and none goes. Else the rows on days of the period are made
        anew; those on other days stay.
    """
    own = tuple(rows)
    now = grid_of(own, trainer, wanted)
    other = {half: answer for half, answer in wanted.items() if answer is not now[half]}
    if all(answer is Willingness.NO for answer in other.values()):
        return NewRows((), _joined(other, wanted, trainer.id))
    days = {day for day, _ in wanted}
    kept = tuple(row for row in own if row.date not in days)
    if grid_of(kept, trainer, wanted) == wanted:
        return NewRows(tuple(row for row in own if row.date in days), ())
    by_days = {half: Willingness.YES if half[0].weekday() in trainer.days else Willingness.NO for half in wanted}
    only_nos = all(row.answer is Willingness.NO for row in kept) and all(
        answer in (by_days[half], Willingness.NO) for half, answer in wanted.items()
    )
    told = {
        half: answer
        for half, answer in wanted.items()
        if (answer is not by_days[half] if only_nos else answer is not Willingness.NO)
    }
    return NewRows(tuple(row for row in own if row.date in days), _joined(told, wanted, trainer.id))


def _joined(answers: Grid, wanted: Grid, trainer: str) -> tuple[Availability, ...]:
    """One row for a day of which both halves are asked and get the same answer."""
    found = []
    for (day, part), answer in answers.items():
        halves = [(day, each) for each in DayPart]
        whole = all(half in wanted and answers.get(half) is answer for half in halves)
        if not whole:
            found.append(Availability(trainer, day, part, answer))
        elif part is DayPart.MORNING:
            found.append(Availability(trainer, day, None, answer))
    return tuple(found)
