"""Small Dutch wording for the checks: what they list, count and date. Knows no rule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

from instances.domain.entities import Day, Slot
from instances.dutch.dates import day_codes, medium_date, span
from instances.dutch.lists import listed
from instances.dutch.numbers import count


def listing(items: Iterable[str]) -> str:
    """``a, b en c``, or ``niets`` without items."""
    return listed(items) or "niets"


def counted(amount: int, one: str, many: str) -> str:
    """``1 student``, ``2 studenten``; without a point in thousands."""
    return count(amount, one, many, points=False)


def students(amount: int) -> str:
    """``2 studenten``."""
    return counted(amount, "student", "studenten")


def minutes(amount: int) -> str:
    """``2 minuten``."""
    return counted(amount, "minuut", "minuten")


def wpas(amount: int) -> str:
    """``2 WPA's``."""
    return counted(amount, "WPA", "WPA's")


@cache
def days_listed(days: frozenset[Day]) -> str:
    """``ma, di en wo``, or ``niets`` without days."""
    return day_codes(days) or "niets"


@cache
def on_date(day: date) -> str:
    """``di 1 juni 2027``."""
    return medium_date(day)


def moment(slot: Slot) -> str:
    """``T1 (di 1 juni 2027, 09:00-10:00)``."""
    return f"{slot.id} ({on_date(slot.date)}, {span(slot.begin, slot.end)})"
