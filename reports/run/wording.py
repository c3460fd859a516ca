"""Numbers, dates and times as a Dutch reader writes them. Knows no roster."""

from __future__ import annotations

from datetime import date

from reports.excel.overview_page import dotted

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip


def long_date(day: date) -> str:
    """``dinsdag 1 juni 2027``."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """``1 jun``."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def count(number: int, one: str, more: str) -> str:
    return f"{dotted(number)} {one if number == 1 else more}"


def wpa_count(number: int) -> str:
    return count(number, "WPA", "WPA's")


def decimal(value: float, digits: int = 1) -> str:
    return f"{value:.{digits}f}".replace(".", ",")


def part(some: int, whole: int) -> str:
    """A share for the eye, such as 83 %; a dash where there is no whole. Never 100 % while something is missing."""
    if not whole:
        return "–"
    rounded = round(100 * some / whole)
    return f"{min(rounded, 99) if some < whole else rounded}\u00a0%"
