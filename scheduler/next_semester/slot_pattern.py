"""Times for WPAs on other days: those of before shifted by whole weeks, or a pattern of a week repeated.

No slot comes on a public holiday of the Netherlands or on a day that is given as closed. Knows no sheet and no roster.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from instances.domain.entities import Day, Slot
from instances.dutch.date_ranges import DateRange, is_in
from instances.dutch.holidays import holiday

WEEK = timedelta(days=7)
HALF_YEAR = 26 * WEEK
"""By so much slots move to the other half of a school year: 26 weeks, so that each keeps its day of the week."""


@dataclass(frozen=True, slots=True, order=True)
class SlotTime:
    """A time for WPAs on some day.

    Attributes:
        begin: When it begins.
        end: When it ends, later on the same day.
        school: The id of the only school that it is for; '' for all.
        board: The id of the only board that it is for; '' for all.
    """

    begin: time
    end: time
    school: str = ""
    board: str = ""


WeekPattern = Mapping[Day, Sequence[SlotTime]]
"""The times of each weekday."""


@dataclass(frozen=True, slots=True, order=True)
class NewSlot:
    """A slot without a code.

    Attributes:
        day: Its date.
        at: Its time.
    """

    day: date
    at: SlotTime


@dataclass(frozen=True, slots=True)
class NewSlots:
    """The slots of the next semester.

    Attributes:
        slots: By date and time; none twice.
        moved: Days on which slots would fall that are closed, and to which day they went; None: to no day at all.
        closed: The periods without WPAs that were given, beside the public holidays.
    """

    slots: tuple[NewSlot, ...]
    moved: Mapping[date, date | None] = field(default_factory=dict)
    closed: tuple[DateRange, ...] = ()


def times_of(slots: Iterable[Slot]) -> Iterator[NewSlot]:
    """Take the day and time of slots, without their codes."""
    for slot in slots:
        yield NewSlot(slot.date, SlotTime(slot.begin, slot.end, slot.school or "", slot.board or ""))


def week_pattern(slots: Iterable[Slot]) -> dict[Day, tuple[SlotTime, ...]]:
    """Read off slots which times each weekday has.

    Args:
        slots: Those of a semester; a slot in a weekend has no part in it.

    Returns:
        The times of each weekday that has any, each once, the earliest first.
    """
    found: dict[Day, set[SlotTime]] = defaultdict(set)
    for slot in times_of(slots):
        if slot.day.weekday() < len(Day):
            found[Day(slot.day.weekday())].add(slot.at)
    return {day: tuple(sorted(found[day])) for day in sorted(found)}


def usual_minutes(slots: Iterable[Slot]) -> int | None:
    """Tell how long most slots take, in minutes; the shortest of lengths that are equally usual, None without slots."""
    lengths = Counter(_minutes(slot.begin, slot.end) for slot in slots)
    return min(lengths, key=lambda length: (-lengths[length], length)) if lengths else None


def times_from(begins: Iterable[time], minutes: int) -> tuple[SlotTime, ...]:
    """Make the times of a day, for all schools.

    Args:
        begins: When they begin.
        minutes: How long each takes, 1 or more.

    Returns:
        The times, each once, the earliest first.

    Raises:
        ValueError: One ends after midnight.
    """
    made = set()
    for begin in begins:
        end = datetime.combine(date.min, begin) + timedelta(minutes=minutes)
        if end.date() != date.min:
            raise ValueError(f"{begin} and {minutes} minutes")
        made.add(SlotTime(begin, end.time()))
    return tuple(sorted(made))


def is_open(day: date, closed: Iterable[DateRange]) -> bool:
    """Whether there can be a WPA on a day: a weekday, no public holiday and not in a closed period."""
    return day.weekday() < len(Day) and not holiday(day) and not is_in(day, closed)


def repeated(pattern: WeekPattern, period: DateRange, closed: Sequence[DateRange]) -> NewSlots:
    """Repeat the pattern of a week over a period.

    Args:
        pattern: The times of each weekday.
        period: From its first day to its last day.
        closed: Periods without WPAs, beside the public holidays.

    Returns:
        The slots on every open day of the period, and the closed days on which there would have been some.
    """
    days = (period.first + timedelta(days=n) for n in range((period.last - period.first).days + 1))
    slots: list[NewSlot] = []
    missed: dict[date, date | None] = {}
    for day in days:
        times = pattern.get(Day(day.weekday()), ()) if day.weekday() < len(Day) else ()
        if times and not is_open(day, closed):
            missed[day] = None
        elif times:
            slots += (NewSlot(day, at) for at in sorted(set(times)))
    return NewSlots(tuple(slots), missed, tuple(closed))


def shifted(slots: Iterable[Slot], by: timedelta, closed: Sequence[DateRange], until: date) -> NewSlots:
    """Shift slots by whole weeks; those of a day that is closed come on the first free day after all others.

    Args:
        slots: Of the semester before.
        by: A number of whole weeks.
        closed: Periods without WPAs, beside the public holidays.
        until: The last day that a slot may have.

    Returns:
        The slots, each on the weekday that it had, and what became of the closed days.

    Raises:
        ValueError: ``by`` is no number of whole weeks.
    """
    if by % WEEK:
        raise ValueError(f"{by} is no number of whole weeks")
    times: dict[date, set[SlotTime]] = defaultdict(set)
    for slot in times_of(slots):
        times[slot.day + by].add(slot.at)
    kept = {day: at for day, at in times.items() if is_open(day, closed) and day <= until}
    last = max(kept, default=None)
    moved: dict[date, date | None] = {}
    for day in sorted(times.keys() - kept.keys()):
        moved[day] = other = None if last is None else _free_after(last, day.weekday(), kept, closed, until)
        if other is not None:
            kept[other] = times[day]
    return NewSlots(tuple(sorted(NewSlot(day, at) for day, some in kept.items() for at in some)), moved, tuple(closed))


def _free_after(
    last: date, weekday: int, taken: Mapping[date, object], closed: Sequence[DateRange], until: date
) -> date | None:
    """The first open day after the last one on a weekday that has no slots yet; a weekend has none."""
    day = last + timedelta(days=1)
    while day <= until:
        if day.weekday() == weekday and day not in taken and is_open(day, closed):
            return day
        day += timedelta(days=1)
    return None


def codes(like: Sequence[str], taken: Callable[[str], bool]) -> Iterator[str]:
    """Give codes for new slots, counting on in the way of earlier ones.

    Args:
        like: Codes of earlier slots; the first one that ends in a number shows the way.
        taken: Whether a code stands for something else.

    Yields:
        Codes that are not taken: ``T001``, ``T002``, ...; ``WPA001`` without an example.
    """
    before, digits = "WPA", 3
    for code in like:
        stem = code.rstrip("0123456789")
        if stem and stem != code:
            before, digits = stem, len(code) - len(stem)
            break
    number = 0
    while True:
        number += 1
        code = f"{before}{number:0{digits}d}"
        if not taken(code):
            yield code


def _minutes(begin: time, end: time) -> int:
    return (end.hour - begin.hour) * 60 + end.minute - begin.minute
