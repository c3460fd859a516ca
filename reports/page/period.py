"""The WPA period: a calendar heat map, and each day as a timeline of who is where when. Knows tours, no colour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from instances.dutch.dates import DAY_CODES, clock, long_date, short_date, short_day
from instances.dutch.numbers import count, decimal
from reports.page.settings import HEAT_MAP_SETTINGS as LAYOUT
from reports.page.svg import Figure, FigureTable, css_percent, element, text, wide
from reports.run.tours import Tour, Wpa
from reports.run.wording import wpa_count

HOUR = 60


@dataclass(frozen=True, slots=True)
class DayStop:
    """One WPA of an assessor's day, with the minutes on the road before it."""

    time: str
    school: str
    student: str
    beside: str
    out: int


@dataclass(frozen=True, slots=True)
class DayRow:
    """One assessor on one day; ``minutes`` on the road and ``waiting`` between two WPAs."""

    name: str
    role: str
    stops: tuple[DayStop, ...]
    back: int
    minutes: int
    waiting: int
    strip: Markup


@dataclass(frozen=True, slots=True)
class DayPlan:
    """One day of the period; ``says`` is its summary, ``hours`` the drawing above the rows."""

    id: str
    short: str
    title: str
    says: str
    hours: Markup
    rows: tuple[DayRow, ...]


def heat_map(wpas: Sequence[Wpa], slots: frozenset[date]) -> Figure:
    """Weeks under each other, the days of the week side by side; the number stands in the cell."""
    counts = Counter(wpa.slot.date for wpa in wpas)
    most = max(counts.values(), default=0)
    mondays = _mondays({*slots, *counts})
    cells = [
        cell
        for row, monday in enumerate(mondays)
        for cell in (_week(monday, row), *_days(monday, row, counts, most, slots))
    ]
    heads = [
        text(code, css_percent(LAYOUT.left + (day + 0.5) * _day_width()), 14, "tick", text_anchor="middle")
        for day, code in enumerate(DAY_CODES[:5])
    ]
    busiest = max(counts, key=lambda day: (counts[day], -day.toordinal()), default=None)
    says = f"{wpa_count(len(wpas))} op {count(len(counts), 'dag', 'dagen')}"
    if busiest is not None:
        says += f"; het drukst is {long_date(busiest)} met {counts[busiest]}"
    drawing = wide(LAYOUT.head + LAYOUT.row * len(mondays), *heads, *cells)
    rows = tuple((long_date(day), counts[day]) for day in sorted({*slots, *counts}))
    return Figure("periode", "De WPA-periode", says + ".", drawing, FigureTable(("Dag", "WPA's"), rows))


def shade(number: int, most: int) -> int:
    """0 for none, then 1 to 4 in equal steps up to the busiest day."""
    return -(-number * LAYOUT.steps // most) if most else 0


def _mondays(days: set[date]) -> list[date]:
    if not days:
        return []
    first, last = (day - timedelta(days=day.weekday()) for day in (min(days), max(days)))
    return [first + timedelta(weeks=number) for number in range((last - first).days // 7 + 1)]


def _day_width() -> float:
    return (1 - LAYOUT.left) / 5


def _week(monday: date, row: int) -> Markup:
    return text(f"wk {monday.isocalendar().week}", "0", LAYOUT.head + row * LAYOUT.row + LAYOUT.row / 2 + 4, "tick")


def _days(monday: date, row: int, counts: Counter[date], most: int, slots: frozenset[date]) -> Iterator[Markup]:
    for weekday in range(5):
        day = monday + timedelta(days=weekday)
        left, top, width = LAYOUT.left + weekday * _day_width(), LAYOUT.head + row * LAYOUT.row, _day_width()
        step = shade(counts[day], most)
        class_ = f"heat{step}" if day in slots or counts[day] else "closed"
        x, broad = css_percent(left + 0.004), css_percent(width - 0.008)
        yield element("rect", x=x, width=broad, y=top + 2, height=LAYOUT.row - 4, rx=4, class_=class_)
        middle = css_percent(left + width / 2)
        yield text(short_date(day), middle, top + 16, f"day on-heat{step}", text_anchor="middle")
        if day in slots or counts[day]:
            yield text(counts[day], middle, top + 35, f"number on-heat{step}", text_anchor="middle")


def day_plans(wpas: Sequence[Wpa], tours: Mapping[str, tuple[Tour, ...]]) -> tuple[DayPlan, ...]:
    """Every day with a WPA, oldest first; the assessors by the time of their first WPA."""
    if not wpas:
        return ()
    begin = min(wpa.slot.begin_minute for wpa in wpas) // HOUR * HOUR - HOUR
    end = -(-max(wpa.slot.end_minute for wpa in wpas) // HOUR) * HOUR + HOUR
    by_day: dict[date, list[Tour]] = {}
    for found in tours.values():
        for tour in found:
            by_day.setdefault(tour.wpas[0].slot.date, []).append(tour)
    return tuple(_plan(day, by_day[day], begin, end) for day in sorted(by_day))


def _plan(day: date, tours: Sequence[Tour], begin: int, end: int) -> DayPlan:
    ordered = sorted(tours, key=lambda tour: (tour.wpas[0].slot.begin_minute, tour.assessor.name))
    students = {wpa.student.id for tour in tours for wpa in tour.wpas}
    road = sum(tour.minutes for tour in tours)
    says = (
        f"{wpa_count(len(students))}, {count(len(tours), 'beoordelaar', 'beoordelaars')}, "
        f"{decimal(road / 60)} uur onderweg, {decimal(sum(tour.waiting for tour in tours) / 60)} uur wachten"
    )
    rows = tuple(_row(tour, begin, end) for tour in ordered)
    return DayPlan(f"dag-{day.isoformat()}", short_day(day), long_date(day), says, _hours(begin, end), rows)


def _row(tour: Tour, begin: int, end: int) -> DayRow:
    stops = tuple(_stop(tour, wpa, leg) for wpa, leg in zip(tour.wpas, tour.legs, strict=False))
    who = tour.assessor
    strip = day_strip(tour, begin, end)
    return DayRow(who.name, str(who.role), stops, tour.legs[-1], tour.minutes, tour.waiting, strip)


def _stop(tour: Tour, wpa: Wpa, leg: int) -> DayStop:
    trainers = tour.instance.trainers
    others = [trainers[other].name for other in wpa.booking.assessors if other != tour.assessor.id]
    when = f"{clock(wpa.slot.begin)}–{clock(wpa.slot.end)}"
    return DayStop(when, wpa.school.name, wpa.student.name, ", ".join(others), leg)


def day_strip(tour: Tour, begin: int, end: int) -> Markup:
    """WPAs as blocks and journeys as thinner bars that end when the WPA begins, from ``begin`` to ``end`` (minutes)."""

    def bar(start: float, length: float, top: int, height: int, class_: str) -> Markup:
        low, high = max(start, begin), min(start + length, end)
        x, width = css_percent((low - begin) / (end - begin)), css_percent(max(0.0, high - low) / (end - begin))
        return element("rect", x=x, width=width, y=top, height=height, class_=class_)

    lines = [
        element("line", x1=css_percent((hour - begin) / (end - begin)), x2=css_percent((hour - begin) / (end - begin)),
            y1=0, y2=20, class_="grid")
        for hour in range(begin, end + 1, HOUR)
    ]  # fmt: skip
    road = [
        bar(wpa.slot.begin_minute - leg, leg, 8, 4, "road")
        for wpa, leg in zip(tour.wpas, tour.legs, strict=False)
        if leg
    ]
    road.append(bar(tour.wpas[-1].slot.end_minute, tour.legs[-1], 8, 4, "road"))
    blocks = [
        bar(wpa.slot.begin_minute, wpa.slot.end_minute - wpa.slot.begin_minute, 3, 14,
            "block two" if wpa.booking.institute else "block")
        for wpa in tour.wpas
    ]  # fmt: skip
    return wide(20, *lines, *road, *blocks, class_="strip")


def _hours(begin: int, end: int) -> Markup:
    """The hours above the strips; every other one where the first and last would not fit."""
    hours = range(begin // HOUR + 1, end // HOUR)
    places = ((hour, css_percent((hour * HOUR - begin) / (end - begin))) for hour in hours)
    return wide(16, *(text(hour, place, 12, "tick", text_anchor="middle") for hour, place in places), class_="strip")
