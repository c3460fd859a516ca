"""Words that several reports share. Knows no roster."""

from __future__ import annotations

from collections.abc import Iterable

from instances.domain.entities import Day
from instances.dutch.numbers import count, percent


def wpa_count(number: int) -> str:
    """Count WPAs: ``1 WPA``, ``2 WPA's``."""
    return count(number, "WPA", "WPA's")


def day_list(days: Iterable[Day]) -> str:
    """Write weekdays as a cell of the semester workbook does: ``ma;di``."""
    return ";".join(day.code for day in sorted(days))


def group_list(groups: Iterable[int]) -> str:
    """Write the groups of a class as a cell of the semester workbook does: ``1;2``."""
    return ";".join(str(group) for group in sorted(groups))


def rounded_percent(some: int, total: int) -> str:
    """Write a share in a cell, rounded to the nearest integer: ``83 %``; ``-`` where ``total`` is 0."""
    return percent(100 * some / total) if total else "-"
