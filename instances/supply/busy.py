"""When a calendar (.ics) says that somebody is busy: repeats, zones and whole days as plain times. Knows no form.

What is in an appointment is nobody's business: only its times are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import takewhile
from typing import Any
from zoneinfo import ZoneInfo

from dateutil.rrule import rruleset, rrulestr
from icalendar import Calendar, Component

from instances.domain.entities import DayPart
from instances.dutch.dates import clock
from instances.rosters.columns import WPA_PROPERTY
from instances.supply.half_days import HalfDay, Span
from instances.supply.settings import SUPPLY

SCHOOLS_ZONE = ZoneInfo("Europe/Amsterdam")
NO_CALENDAR = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""icalendar and dateutil have no error of their own: these are what damaged files make them raise."""


class UnreadableCalendarError(Exception):
    """A calendar cannot be read; the message is Dutch, what was found."""


@dataclass(frozen=True, slots=True)
class BusyTime:
    """When somebody is busy, in the clock of the schools.

    Attributes:
        begin: The first moment.
        end: The first moment after it.
        file: The calendar.
    """

    begin: datetime
    end: datetime
    file: str = ""

    @property
    def shown(self) -> str:
        """The times in Dutch; of what lasts longer than a day that it does."""
        if self.end - self.begin >= timedelta(days=1):
            return "de hele dag"
        return f"{clock(self.begin.time())}-{clock(self.end.time())}"


@dataclass(frozen=True, slots=True)
class BusyCalendar:
    """What is read of a calendar.

    Attributes:
        names: What the file says of whose it is, such as a name or an e-mail address.
        times: When its owner is busy within the window that was asked.
    """

    names: tuple[str, ...]
    times: tuple[BusyTime, ...]


def read_calendar(data: bytes, file: str, first: date, last: date) -> BusyCalendar:
    """Read when the owner of a calendar is busy.

    Args:
        data: The file.
        file: Its name, kept with each time.
        first: The first day that matters.
        last: The last one.

    Returns:
        The times within those days, and what the file says of its owner.

    Raises:
        UnreadableCalendarError: It is no calendar, or one that repeats without end or in an unknown time zone.
    """
    window = datetime.combine(first, datetime.min.time()), datetime.combine(last, datetime.max.time())
    try:
        calendars = [part for part in Calendar.from_ical(data, multiple=True) if part.name == "VCALENDAR"]
        if not calendars:
            raise UnreadableCalendarError("een bestand zonder agenda")
        found = [time for one in calendars for time in (*_events(one, window), *_free_busy(one))]
        names = tuple(str(one[key]) for one in calendars for key in ("X-WR-CALNAME", "X-WR-RELCALID") if key in one)
    except NO_CALENDAR as error:
        raise UnreadableCalendarError("een agenda die niet te lezen is") from error
    inside = sorted({time for time in found if time[0] < window[1] and time[1] > window[0]})
    return BusyCalendar(names, tuple(BusyTime(*time, file) for time in inside))


def busy_halves(
    times: Iterable[BusyTime], halves: Iterable[HalfDay], spans: Mapping[DayPart, Span]
) -> dict[HalfDay, BusyTime]:
    """Say on which half-days somebody is busy while WPAs can be.

    Args:
        times: When somebody is busy.
        halves: The half-days that are asked.
        spans: Between which times WPAs are in each part of a day.

    Returns:
        For each half-day that overlaps a time, the first such time.
    """
    ordered = sorted(times, key=lambda time: (time.begin, time.end))
    found: dict[HalfDay, BusyTime] = {}
    for day, part in halves:
        begin, end = spans[part].on(day)
        first = next((time for time in ordered if time.begin < end and time.end > begin), None)
        if first is not None:
            found[day, part] = first
    return found


_WITHIN_A_DAY = frozenset({"HOURLY", "MINUTELY", "SECONDLY"})
_Window = tuple[datetime, datetime]
_Time = tuple[datetime, datetime]


def _events(calendar: Component, window: _Window) -> Iterator[_Time]:
    """The times of every appointment, each occurrence by itself."""
    series: dict[str, list[Component]] = {}
    for number, event in enumerate(calendar.walk("VEVENT")):
        series.setdefault(str(event.get("UID", f"none {number}")), []).append(event)
    for events in series.values():
        changed = {_moment(one, "RECURRENCE-ID"): one for one in events if "RECURRENCE-ID" in one}
        for event in events:
            if "RECURRENCE-ID" not in event:
                yield from _occurrences(event, changed, window)
            elif _counts(event):
                yield _local(_start(event)), _local(_end(event))


def _counts(event: Component) -> bool:
    """Whether an appointment keeps somebody from coming: not one that is free, cancelled or a WPA of ours."""
    free = str(event.get("X-MICROSOFT-CDO-BUSYSTATUS", "")).upper() == "FREE"
    shown_free = str(event.get("TRANSP", "")).upper() == "TRANSPARENT"
    cancelled = str(event.get("STATUS", "")).upper() == "CANCELLED"
    return not (free or shown_free or cancelled or WPA_PROPERTY in event)


def _occurrences(event: Component, changed: Mapping[datetime, Component], window: _Window) -> Iterator[_Time]:
    start, lasts = _start(event), _end(event) - _start(event)
    later = [
        (at, _start(other) - at, _end(other) - _start(other))
        for at, other in sorted(changed.items(), key=lambda item: item[0])
        if str(_value(other, "RECURRENCE-ID").params.get("RANGE", "")).upper() == "THISANDFUTURE"
    ]
    for at in _starts(event, start, window, lasts):
        if at in changed:
            continue  # it stands by itself, with its own times
        shift, duration = timedelta(0), lasts
        for since, moved, new_lasts in later:
            if at > since:
                shift, duration = moved, new_lasts
        if _counts(event):
            yield _local(at + shift), _local(at + shift + duration)


def _starts(event: Component, start: datetime, window: _Window, lasts: timedelta) -> Iterator[datetime]:
    """When each occurrence begins; repeats are counted on the clock of their own zone, across summer time."""
    zone = start.tzinfo
    wall = start.replace(tzinfo=None)
    rules = rruleset()
    repeated = False
    for rule in _several(event, "RRULE"):
        _refuse_endless(rule)
        rules.rrule(rrulestr(_on_wall(rule, zone), dtstart=wall))
        repeated = True
    for at in _dates(event, "RDATE"):
        rules.rdate(_in_zone(at, zone).replace(tzinfo=None))
        repeated = True
    if not repeated:
        yield start
        return
    rules.rdate(wall)
    for at in _dates(event, "EXDATE"):
        rules.exdate(_in_zone(at, zone).replace(tzinfo=None))
    until = window[1] + timedelta(days=2)  # a day for the zones, and one to be sure
    for number, at in enumerate(takewhile(lambda one: one <= until, rules)):
        if number > SUPPLY.most_occurrences:
            raise UnreadableCalendarError("een afspraak die te vaak herhaald wordt")
        if at + lasts >= window[0] - timedelta(days=SUPPLY.longest_shift):
            yield at.replace(tzinfo=zone)


def _refuse_endless(rule: Any) -> None:
    """What dateutil would count for hours without giving a date: steps of nothing, or within a day for ages."""
    if any(step < 1 for step in rule.get("INTERVAL", ())):
        raise UnreadableCalendarError("een agenda die niet te lezen is")
    if not _WITHIN_A_DAY.isdisjoint(map(str, rule.get("FREQ", ()))):
        raise UnreadableCalendarError("een afspraak die te vaak herhaald wordt")


def _on_wall(rule: Any, zone: tzinfo | None) -> str:
    """The rule with its end on the clock of the zone, as dateutil wants it with a begin without zone."""
    parts = dict(rule)
    if "UNTIL" in parts:
        until = parts["UNTIL"][0]
        if isinstance(until, datetime):
            at = _in_zone(until, zone).replace(tzinfo=None) if until.tzinfo is not None else until
        else:
            at = datetime.combine(until, datetime.max.time()).replace(microsecond=0)
        parts.pop("UNTIL")
        text: str = type(rule)(parts).to_ical().decode()
        return f"{text};UNTIL={at:%Y%m%dT%H%M%S}"
    return str(rule.to_ical().decode())


def _value(event: Component, key: str) -> Any:
    """A property, whatever icalendar made of it."""
    return event[key]


def _several(event: Component, key: str) -> list[Any]:
    found: Any = event.get(key)
    return [] if found is None else found if isinstance(found, list) else [found]


def _dates(event: Component, key: str) -> Iterator[datetime]:
    for entry in _several(event, key):
        for each in entry.dts:
            value = each.dt
            yield _aware(value[0] if isinstance(value, tuple) else value, entry)


def _moment(event: Component, key: str) -> datetime:
    value: date | datetime = _value(event, key).dt
    return _aware(value, _value(event, key))


def _start(event: Component) -> datetime:
    return _moment(event, "DTSTART")


def _end(event: Component) -> datetime:
    start = _start(event)
    if "DTEND" in event:
        return _moment(event, "DTEND")
    if "DURATION" in event:
        lasts: timedelta = _value(event, "DURATION").dt
        return start + lasts
    whole_day = not isinstance(_value(event, "DTSTART").dt, datetime)
    return start + timedelta(days=1) if whole_day else start


def _aware(value: date | datetime, entry: Any) -> datetime:
    """A moment with its zone; one without, and a whole day, is on the clock of the schools."""
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day, tzinfo=SCHOOLS_ZONE)
    if value.tzinfo is not None:
        return value
    zone = entry.params.get("TZID")
    if zone:
        raise UnreadableCalendarError(f"een afspraak in de onbekende tijdzone {zone}")
    return value.replace(tzinfo=SCHOOLS_ZONE)


def _in_zone(moment: datetime, zone: tzinfo | None) -> datetime:
    return moment.astimezone(zone)


def _local(moment: datetime) -> datetime:
    """On the clock of the schools, without zone; by way of UTC, for a duration may cross summer time."""
    return moment.astimezone(UTC).astimezone(SCHOOLS_ZONE).replace(tzinfo=None)


def _free_busy(calendar: Component) -> Iterator[_Time]:
    for part in calendar.walk("VFREEBUSY"):
        for entry in _several(part, "FREEBUSY"):
            if str(entry.params.get("FBTYPE", "BUSY")).upper() == "FREE":
                continue
            begin, end = entry.dt
            yield (
                _local(_aware(begin, entry)),
                _local(begin + end if isinstance(end, timedelta) else _aware(end, entry)),
            )
