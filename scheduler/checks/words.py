"""Small Dutch wording for the checks: lists, counts, days and dates. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from instances.domain.entities import Day, Slot
from instances.dutch.lists import listed

_DAYS = ("ma", "di", "wo", "do", "vr", "za", "zo")
_MONTHS = ("januari", "februari", "maart", "april", "mei", "juni",
           "juli", "augustus", "september", "oktober", "november", "december")  # fmt: skip


def listing(items: Iterable[str]) -> str:
    """``a, b en c``."""
    return listed(items) or "niets"


def counted(number: int, one: str, more: str) -> str:
    """``1 student``, ``2 studenten``."""
    return f"{number} {one if number == 1 else more}"


def students(number: int) -> str:
    return counted(number, "student", "studenten")


def minutes(number: int) -> str:
    return counted(number, "minuut", "minuten")


def wpas(number: int) -> str:
    return counted(number, "WPA", "WPA's")


@cache
def day_names(days: frozenset[Day]) -> str:
    return listing(day.code for day in sorted(days))


@cache
def on_date(day: date) -> str:
    """``di 1 juni 2027``."""
    return f"{_DAYS[day.weekday()]} {day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment(slot: Slot) -> str:
    """``T1 (di 1 juni 2027, 09:00-10:00)``."""
    return f"{slot.id} ({on_date(slot.date)}, {slot.begin:%H:%M}-{slot.end:%H:%M})"
