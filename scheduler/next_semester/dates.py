"""Days into the next semester: slots on new dates, availability and absences that are over emptied. Knows no person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time, timedelta

from instances.domain.entities import Day
from instances.dutch.date_ranges import DateRange, date_ranges
from instances.dutch.dates import numeric_date
from instances.dutch.holidays import holiday
from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.tables.columns import ABSENCES, AVAILABILITY, SLOTS
from instances.tables.setting_rows import SETTINGS_SHEET
from reports.workbook.filled_copy import Filling
from scheduler.next_semester.given import LookAgain, Part, SemesterBefore, Subject
from scheduler.next_semester.rows import NewCells, emptied, replaced
from scheduler.next_semester.slot_pattern import (
    HALF_YEAR,
    WEEK,
    NewSlot,
    NewSlots,
    SlotTime,
    WeekPattern,
    codes,
    repeated,
    shifted,
    times_from,
    usual_minutes,
    week_pattern,
)

MOST_DAYS_TOLD = 8


class NoPatternError(Exception):
    """The slots that are asked for cannot be made; the message says in Dutch what is missing."""


@dataclass(frozen=True, slots=True)
class SlotWishes:
    """What is asked of the slots of the next semester; what is not said follows from those of this one.

    Attributes:
        first: The first day with slots; None: that of the earlier slots, 26 weeks on.
        last: The last day. Without it, days, times or minutes each slot keeps its time and moves by whole weeks.
        days: Weekdays; none: those of the earlier slots.
        begins: When slots begin; none: the times of the earlier slots.
        minutes: How long each takes; None: as most earlier ones.
        closed: Days and periods without WPAs, beside public holidays and the setting Schoolvakanties.
        none: There will be no slots.
    """

    first: date | None = None
    last: date | None = None
    days: tuple[Day, ...] = ()
    begins: tuple[time, ...] = ()
    minutes: int | None = None
    closed: tuple[DateRange, ...] = field(default=())
    none: bool = False

    @property
    def repeats(self) -> bool:
        """Whether the pattern of a week is asked, and not the earlier slots on other days."""
        return bool(self.last or self.days or self.begins or self.minutes)


def new_slots(before: SemesterBefore, wishes: SlotWishes) -> NewSlots:
    """Make the slots of the next semester.

    Args:
        before: The semester that ends.
        wishes: What is asked of them.

    Returns:
        The slots; none where there were none and nothing is asked.

    Raises:
        NoPatternError: There are no earlier slots to take the times from, or what is asked holds no day.
    """
    old = tuple(before.instance.slots.values())
    closed = (*date_ranges(before.instance.settings.school_holidays), *wishes.closed)
    if wishes.none or not (old or wishes.repeats):
        return NewSlots(())
    if not wishes.repeats:
        by = _shift(before)
        if wishes.first is not None:  # the earlier slots move together, each keeps its day of the week
            by = WEEK * -(-(wishes.first - min(slot.date for slot in old)) // WEEK)
        try:
            return _within(before, shifted(old, by, closed, before.step.until))
        except OverflowError as error:  # past the year 9999
            raise _outside(before, wishes.first or before.step.begin) from error
    found = _within(before, repeated(_pattern(before, wishes), _period(before, wishes), closed))
    if not found.slots:
        raise NoPatternError("In deze periode valt geen enkele dag waarop een WPA kan zijn.")
    return found


def _shift(before: SemesterBefore) -> timedelta:
    """Half a year, or as many more as there are between the two semesters."""
    first, by = min(slot.date for slot in before.instance.slots.values()), HALF_YEAR
    while first + by < before.step.begin:
        by += HALF_YEAR
    return by


def _within(before: SemesterBefore, found: NewSlots) -> NewSlots:
    """The slots for the schools of now, all of them in the semester."""
    outside = [slot.day for slot in found.slots if not before.step.begin <= slot.day <= before.step.until]
    if outside:
        raise _outside(before, outside[0])
    return _for_schools_now(before, found)


def _outside(before: SemesterBefore, day: date) -> NoPatternError:
    return NoPatternError(
        f"Op {numeric_date(day)} zou een slot komen, en {before.step.name} is van "
        f"{numeric_date(before.step.begin)} t/m {numeric_date(before.step.until)}. Geef --slots-van."
    )


def _period(before: SemesterBefore, wishes: SlotWishes) -> DateRange:
    slots = before.instance.slots.values()
    old = [slot.date + _shift(before) for slot in slots]
    first, last = wishes.first or min(old, default=None), wishes.last or max(old, default=None)
    if first is None or last is None:
        raise NoPatternError("Er zijn geen eerdere WPA-slots. Geef de periode: --slots-van en --slots-tot.")
    if first > last:
        raise NoPatternError(f"De periode begint op {numeric_date(first)} en eindigt op {numeric_date(last)}.")
    return DateRange(first, last)


def _pattern(before: SemesterBefore, wishes: SlotWishes) -> WeekPattern:
    old = tuple(before.instance.slots.values())
    known = week_pattern(old)
    days = wishes.days or tuple(known)
    minutes = wishes.minutes or usual_minutes(old)
    begins = wishes.begins or tuple(sorted({slot.begin for slot in old})) if wishes.minutes else wishes.begins
    if not days or not (begins or known):
        raise NoPatternError("Er zijn geen eerdere WPA-slots. Geef dagen, tijden en duur: --slots-dagen ma;di ...")
    if not begins:
        everywhere = tuple(sorted({at for times in known.values() for at in times}))
        return {day: known.get(day, everywhere) for day in days}
    if minutes is None:
        raise NoPatternError("Er zijn geen eerdere WPA-slots. Geef hoe lang een WPA duurt: --slots-duur 75.")
    try:
        times = times_from(begins, minutes)
    except ValueError as error:
        raise NoPatternError("Een WPA zou na middernacht eindigen.") from error
    return dict.fromkeys(days, times)


def _for_schools_now(before: SemesterBefore, found: NewSlots) -> NewSlots:
    """A slot of a school that was succeeded is for its successor, whatever board that has."""

    def moved(at: SlotTime) -> SlotTime:
        now = before.school_now(at.school)
        return at if now == at.school else SlotTime(at.begin, at.end, now)

    return NewSlots(
        tuple(sorted({NewSlot(slot.day, moved(slot.at)) for slot in found.slots})), found.moved, found.closed
    )


def days_moved_on(before: SemesterBefore, found: NewSlots) -> Part:
    """Put slots on their new days, and empty what is over of availability and absences.

    Args:
        before: The semester that ends.
        found: The new slots.

    Returns:
        Rows that change, and what is to be looked at.
    """
    begin = before.step.begin
    over: list[Filling] = [
        *(emptied(row) for row in before.of(AVAILABILITY) if _over(row.day(AVAILABILITY.DATE), begin)),
        *(emptied(row) for row in before.of(ABSENCES) if _over(row.day(ABSENCES.END), begin)),
    ]
    rows = list(_slot_rows(before, found.slots))
    fillings = [*replaced(before.tables, SLOTS, before.of(SLOTS), rows), *over]
    return Part(tuple(fillings), (*_about_slots(before, found), *_about_rows(before)))


def _over(last: date | None, begin: date) -> bool:
    return last is not None and last < begin


def _slot_rows(before: SemesterBefore, slots: Sequence[NewSlot]) -> Iterator[NewCells]:
    instance = before.instance
    others = {*instance.boards, *instance.schools, *instance.mentors, *instance.students, *instance.trainers}
    others |= instance.tandems.keys()
    fresh = codes(tuple(instance.slots), others.__contains__)
    for slot in slots:
        yield {
            SLOTS.SLOT.header: next(fresh),
            SLOTS.DATE.header: slot.day,
            SLOTS.BEGIN.header: slot.at.begin,
            SLOTS.END.header: slot.at.end,
            SLOTS.SCHOOL.header: slot.at.school or None,
            SLOTS.BOARD.header: slot.at.board or None,
        }


def _about_slots(before: SemesterBefore, found: NewSlots) -> Iterator[LookAgain]:
    days = sorted({slot.day for slot in found.slots})
    if not days:
        why = " Alle dagen vielen op een feestdag, in een vakantie of na het semester." if found.moved else ""
        text = f"Er zijn geen WPA-slots; vul ze in voordat u een WPA-rooster maakt.{why}"
        yield LookAgain(Subject.SLOTS, SLOTS.name, text)
        return
    text = (
        f"{count(len(found.slots), 'slot', 'slots')} op {count(len(days), 'dag', 'dagen')}, van "
        f"{numeric_date(days[0])} t/m {numeric_date(days[-1])}, niet op feestdagen. Kloppen de dagen en tijden?"
    )
    yield LookAgain(Subject.SLOTS, SLOTS.name, text)
    if found.moved:
        told = listed_at_most([_moved(day, to) for day, to in sorted(found.moved.items())], MOST_DAYS_TOLD)
        yield LookAgain(Subject.SLOTS, SLOTS.name, f"Op deze dagen kan geen WPA zijn: {told}.")
    if not found.closed:
        text = (
            "Er is geen schoolvakantie opgegeven (instelling Schoolvakanties): er kunnen slots in een vakantie staan."
        )
        yield LookAgain(Subject.SLOTS, SETTINGS_SHEET.name, text)


def _moved(day: date, to: date | None) -> str:
    why = f" ({holiday(day)})" if holiday(day) else ""
    return f"{numeric_date(day)}{why}" + ("" if to is None else f", nu {numeric_date(to)}")


def _about_rows(before: SemesterBefore) -> Iterator[LookAgain]:
    begin, instance = before.step.begin, before.instance
    names = {
        person.id: person.name
        for people in (instance.students, instance.mentors, instance.trainers, instance.schools)
        for person in people.values()
    }
    for absence in instance.absences:
        if absence.end >= begin and not (absence.who in instance.students and before.leaves(absence.who)):
            text = f"Van {numeric_date(absence.start)} t/m {numeric_date(absence.end)}; de rij is gebleven."
            yield LookAgain(Subject.ABSENCE, ABSENCES.name, text, absence.who, names.get(absence.who, ""))
    if any(row.date < begin for row in instance.availability):
        text = "Wat opleiders opgaven, is voorbij en leeggemaakt. Zonder nieuwe opgave gelden hun Werkdagen."
        yield LookAgain(Subject.AVAILABILITY, AVAILABILITY.name, text)
