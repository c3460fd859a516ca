"""Diaries as .ics files and back. Knows iCalendar (RFC 5545) and no roster.

Times are of Europe/Amsterdam, with the rule for summer time in the file itself, so that no program has to guess.
The same diary gives the same bytes: nothing in a file depends on the moment of writing.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from icalendar import Calendar, Component, Event, Timezone

from instances.rosters.columns import WPA_PROPERTY
from reports.calendar.diary import Appointment, Diaries, Diary

ZONE = "Europe/Amsterdam"
PRODUCT = "-//Plaatswijzer//WPA-rooster//NL"
FIRST_STAMP = datetime(2026, 1, 1, tzinfo=UTC)
LARGEST_SEQUENCE = 10_000  # versions of one appointment: with more, somebody else wrote the file
LARGEST_FILE = 4_000_000  # bytes: an assessor with a WPA every hour of a year has a tenth of it
NO_CALENDAR = (
    ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
)  # fmt: skip
"""icalendar has no error of its own: these are what damaged files make it raise."""
_RULES = f"""BEGIN:VTIMEZONE
TZID:{ZONE}
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""
_ZONE_RULES = Timezone.from_ical(_RULES)
_ZONE_LINES = bytes(_ZONE_RULES.to_ical())


def write_diaries(diaries: Diaries, folder: Path) -> None:
    """Write one .ics file for each diary.

    Args:
        diaries: By file below the folder, without ending.
        folder: The folder of calendars; made, with the folders in it, where it is missing.

    Raises:
        OSError: The disk refuses a file.
    """
    for file, diary in diaries.items():
        path = folder / f"{file}.ics"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_ics(diary))


def read_diaries(folder: Path) -> tuple[Diaries, tuple[Path, ...]]:
    """Read what stands in a folder of calendars.

    Args:
        folder: The folder of calendars; it may be missing.

    Returns:
        The diaries by file below the folder, and the files that are no calendar as this product writes them.

    Raises:
        OSError: A file is locked: taken as absent, its appointments would go out under old numbers.
    """
    found: dict[str, Diary] = {}
    unreadable: list[Path] = []
    for path in sorted(folder.rglob("*.ics")):
        try:
            found[path.relative_to(folder).with_suffix("").as_posix()] = from_ics(_bytes(path))
        except NO_CALENDAR:
            unreadable.append(path)
    return found, tuple(unreadable)


def _bytes(path: Path) -> bytes:
    """Raises ValueError for what is no file, or a very large one."""
    if not path.is_file() or path.stat().st_size > LARGEST_FILE:
        raise ValueError(f"{path.name} is no calendar of ours")
    return path.read_bytes()


def as_ics(diary: Diary) -> bytes:
    """The diary as a file; the same diary gives the same bytes.

    Args:
        diary: The appointments of one reader.

    Returns:
        An iCalendar file (RFC 5545), times of Europe/Amsterdam.
    """
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", diary.name)
    calendar.add("x-wr-timezone", ZONE)
    calendar.add_component(_ZONE_RULES)
    for appointment in diary.appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    if appointment.wpa not in ("", appointment.uid):
        event.add(WPA_PROPERTY, appointment.wpa)
    event.add("sequence", appointment.sequence)
    # no clock: a later version has a later stamp, and that is all a calendar program asks
    event.add("dtstamp", FIRST_STAMP + timedelta(days=appointment.sequence))
    event.add("dtstart", appointment.begin, parameters={"TZID": ZONE})
    event.add("dtend", appointment.end, parameters={"TZID": ZONE})
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    event.add("description", appointment.text)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")  # who may look into a shared calendar sees no student
    return event


def from_ics(data: bytes) -> Diary:
    """Read a diary from a file that ``as_ics`` made.

    Args:
        data: The bytes of an .ics file.

    Returns:
        The diary; appointments in the order of the file.

    Raises:
        ValueError: It is no calendar with complete events that could go out again; icalendar may raise any other of
            ``NO_CALENDAR``.
    """
    # half the time of reading a file goes to rules that are ours and known
    calendar = Calendar.from_ical(data.replace(_ZONE_LINES, b""))
    return Diary(str(calendar.get("x-wr-calname", "")), tuple(_read(event) for event in calendar.walk("VEVENT")))


def _read(event: Component) -> Appointment:
    sequence, uid = int(event.get("sequence", 0)), str(event["uid"])
    if not 0 <= sequence < LARGEST_SEQUENCE:
        raise ValueError(f"a sequence of {sequence}")
    return Appointment(
        uid,
        _moment(event, "dtstart"),
        _moment(event, "dtend"),
        str(event["summary"]),
        str(event.get("location", "")),
        str(event.get("description", "")),
        sequence,
        str(event.get("status", "")) == "CANCELLED",
        wpa=str(event.get(WPA_PROPERTY, uid)),
    )


def _moment(event: Component, name: str) -> datetime:
    moment = event.decoded(name)
    if not isinstance(moment, datetime):
        raise ValueError(f"{name} is no moment")
    return moment.replace(tzinfo=None)
