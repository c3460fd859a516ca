"""What the timeline in the browser is drawn from: rows, WPAs, trips, waiting, availability. Knows no page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from instances.domain.entities import DayPart, Willingness
from instances.domain.rulebook import Rule
from instances.dutch.numbers import count
from scheduler.checks.assessment import assessor_faults
from scheduler.checks.assessment_rows import due_and_placed
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.wpa.availability import SlotChoice, assessors, can_at, half_days, named, slot_choices
from scheduler.web.wpa.timeline import WpaDays, WpaStop
from scheduler.web.wpa.workload import workload

Item = dict[str, Any]
NOON = 12 * 60
MARGIN = 60  # minutes beside the first and last slot: room for the trips there and back
STEP = 60  # the timeline begins and ends at whole hours
WORDS_FROM = 25  # minutes; in a shorter trip there is no room for words, the list and a pointer tell them
OTHER_SEAT = (Rule.A3, "deze beoordelaar hoort bij de andere kant")


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
    """Make what is shown while a WPA is dragged: its slots in every row where it may be dropped.

    Args:
        held: The rosters.
        student_id: Id of the student.
        shown: What is shown.
        taken_up: Id of the assessor in whose row it was taken up: the other seat is no place for it.

    Returns:
        Events behind the others; none for who is not in the roster.
    """
    instance = held.instance
    mentor, now = due_and_placed(instance, held.placement, student_id), held.assessment.get(student_id)
    if mentor is None or now is None:
        return []
    student = instance.students[student_id]
    choices = [choice for choice in slot_choices(held, student) if choice.slot_day in shown.days]
    if shown.rows is Rows.SCHOOLS:
        return [_chance(held, mentor.school, choice, list(choice.against)) for choice in choices]
    in_field, opens_closes = now.institute != taken_up, _opening(held)
    mine = {who.id for who in (instance.field_pool if in_field else instance.institute_pool)}
    found = []
    for who in assessors(instance):
        never = list(assessor_faults(instance, student, mentor, who, in_field)) if who.id in mine else [OTHER_SEAT]
        if never:
            why = f"Kan niet: {'; '.join(named(instance, never))}"
            found += [_behind(who.id, day, *opens_closes, "kan-niet", why) for day in shown.days]
            continue
        for choice in choices:
            if can_at(instance, who, instance.slots[choice.slot])[0] is not Willingness.NO:
                found.append(_chance(held, who.id, choice, list(choice.against)))
    return found


def _chance(held: HeldRoster, row: str, choice: SlotChoice, against: list[str]) -> Item:
    slot = held.instance.slots[choice.slot]
    full = choice.taken >= choice.most
    kind = "kan-niet" if against else "vol" if full else "kan"
    words = "; ".join(against) or (f"school heeft {choice.taken} van {choice.most}" if full else "past")
    return _behind(row, slot.date, slot.begin_minute, slot.end_minute, kind, words)


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
                "classNames": ["reis" if gap.travel else "wacht"],
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


def _behind(row: str, day: date, begin: int, end: int, kind: str, words: str) -> Item:
    return {
        "id": f"{kind}/{row}/{day}/{begin}",
        "resourceIds": [row],
        "start": _moment(day, begin),
        "end": _moment(day, end),
        "display": "background",
        "classNames": ["achter", kind],
        "extendedProps": {"uitleg": words},
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
