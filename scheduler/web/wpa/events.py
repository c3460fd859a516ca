"""What the timeline in the browser is drawn from: rows, WPAs, trips, waiting, availability. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from instances.domain.entities import DayPart, Willingness
from instances.dutch.numbers import count
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.availability import half_days
from scheduler.web.wpa.dragging import Chance, Dragging, Fit
from scheduler.web.wpa.timeline import WpaDays, WpaStop
from scheduler.web.wpa.workload import workload

Item = dict[str, Any]
NOON = 12 * 60
MARGIN = 60  # minutes beside the first and last slot: room for the trips there and back
STEP = 60  # the timeline begins and ends at whole hours
WORDS_FROM = 25  # minutes; in a shorter trip there is no room for words, the list and a pointer tell them
WORDS = {Fit.CAN: "kan", Fit.BUSY: "bezet", Fit.FULL: "vol", Fit.NEVER: "kan niet"}


class Rows(StrEnum):
    """What stands in the rows; the words are those of the address."""

    ASSESSORS = "beoordelaar"
    SCHOOLS = "school"
    LIST = "lijst"


@dataclass(frozen=True, slots=True)
class Shown:
    """What part of the roster is shown.

    Attributes:
        rows: What stands in the rows.
        days: The days, in order.
    """

    rows: Rows
    days: tuple[date, ...]


def timeline(held: HeldRoster, days: WpaDays, shown: Shown) -> Item:
    """Make everything that the timeline is drawn from, of the days that are shown alone.

    Args:
        held: The rosters.
        days: The same, sorted.
        shown: What is shown.

    Returns:
        Rows (``resources``), ``events``, and from when until when a day is shown.
    """
    opens, closes = _opening(held)
    if shown.rows is Rows.SCHOOLS:
        rows = list(_schools(held, days))
        events = [_wpa(stop, stop.school, f"{stop.student}/school") for stop in days.on(shown.days)]
    else:
        rows = list(_assessors(held, days))
        events = [*_days_of_assessors(days, shown.days), *_availability(held, shown.days, opens, closes)]
    return {"resources": rows, "events": events, "van": _time(opens), "tot": _time(closes)}


def chances(held: HeldRoster, student_id: str, shown: Shown, taken_up: str = "") -> list[Item]:
    """Make what is shown while a WPA is dragged: where it may be dropped, and what is in the way elsewhere.

    Args:
        held: The rosters.
        student_id: Id of the student.
        shown: What is shown.
        taken_up: Id of the assessor in whose row it was taken up: the other seat is no place for it.

    Returns:
        Events behind the others; none for who is not in the roster.
    """
    dragging = Dragging.of(held, student_id)
    if dragging is None:
        return []
    if shown.rows is Rows.SCHOOLS:
        found = dragging.at_school(shown.days)
    else:
        found = dragging.at_assessors(shown.days, taken_up)
    opens_closes = _opening(held)
    return [_chance(chance, opens_closes) for chance in found]


def _chance(chance: Chance, opens_closes: tuple[int, int]) -> Item:
    slot, word = chance.slot, WORDS[chance.fit]
    begin, end = opens_closes if slot is None else (slot.begin_minute, slot.end_minute)
    return _behind(chance.row, chance.day, begin, end, chance.fit.value, chance.why or word, word)


# ---- rows ----


def _assessors(held: HeldRoster, days: WpaDays) -> Iterator[Item]:
    for load in workload(held, days):
        info = f"{load.role}, {load.wpas} van {load.most}"
        yield {"id": load.trainer, "title": load.name, "extendedProps": {"onder": info, "licht": load.light}}


def _schools(held: HeldRoster, days: WpaDays) -> Iterator[Item]:
    busy = dict.fromkeys(stop.school for stop in days.stops)
    for school in held.instance.schools.values():
        if school.id in busy:
            most = count(school.wpas_at_once, "WPA", "WPA's")
            info = f"hoogstens {most} tegelijk"
            yield {"id": school.id, "title": school.name, "extendedProps": {"onder": info, "licht": ""}}


# ---- events ----


def _wpa(stop: WpaStop, row: str, id: str) -> Item:
    kinds = ["wpa", *(["vast"] if stop.pinned else []), *(["breekt"] if stop.breaks else [])]
    by = ", ".join(stop.assessors)
    told = [f"{stop.times} {stop.name}, jaar {stop.year}", stop.school_name, f"door {by}"]
    told += [f"vastgezet: {stop.pinned}"] if stop.pinned else []
    told += [f"breekt {text}" for text in stop.breaks]
    return {
        "id": id,
        "resourceIds": [row],
        "start": _moment(stop.day, stop.begin),
        "end": _moment(stop.day, stop.end),
        "title": stop.name,
        "classNames": kinds,
        "extendedProps": {
            "student": stop.student,
            "onder": by if row == stop.school else stop.school_name,
            "uitleg": "\n".join(told),
        },
    }


def _days_of_assessors(days: WpaDays, wanted: Sequence[date]) -> Iterator[Item]:
    for day in days.assessor_days(wanted):
        for stop in day.stops:
            yield _wpa(stop, day.trainer, f"{stop.student}/{day.trainer}")
        for number, gap in enumerate(day.gaps):
            yield {
                "id": f"{day.trainer}/{day.day}/{number}",
                "resourceIds": [day.trainer],
                "start": _moment(day.day, gap.begin),
                "end": _moment(day.day, min(gap.end, 24 * 60 - 1)),
                "title": f"{gap.minutes} min" if gap.minutes >= WORDS_FROM else "",
                "classNames": ["reis"] if gap.travel else ["wacht", *(["lang"] if gap.long_wait else [])],
                "editable": False,
                "startEditable": False,
                "extendedProps": {"uitleg": f"{gap.times} {gap.words}"},
            }


def _availability(held: HeldRoster, days: Sequence[date], opens: int, closes: int) -> Iterator[Item]:
    """Only what is not a plain yes: nothing behind a row says that the assessor can."""
    for half in half_days(held.instance, list(days)):
        if half.can is not Willingness.YES:
            begin, end = (opens, NOON) if half.part is DayPart.MORNING else (NOON, closes)
            kind = "nee" if half.can is Willingness.NO else "liever-niet"
            yield _behind(half.trainer, half.day, begin, end, kind, half.why or "liever niet")


def _behind(row: str, day: date, begin: int, end: int, kind: str, words: str, word: str = "") -> Item:
    return {
        "id": f"{kind}/{row}/{day}/{begin}",
        "resourceIds": [row],
        "start": _moment(day, begin),
        "end": _moment(day, end),
        "display": "background",
        "classNames": ["achter", kind],
        "extendedProps": {"uitleg": words, "woord": word},
    }


def _opening(held: HeldRoster) -> tuple[int, int]:
    """From when until when any slot of the semester is, with room for trips, on whole hours."""
    slots = held.instance.slots.values()
    begin = min((slot.begin_minute for slot in slots), default=8 * 60)
    end = max((slot.end_minute for slot in slots), default=17 * 60)
    return max(0, (begin - MARGIN) // STEP * STEP), min(24 * 60, -(-(end + MARGIN) // STEP) * STEP)


def _time(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}:00"


def _moment(day: date, minutes: int) -> str:
    return f"{day.isoformat()}T{_time(minutes)}"
