"""Words that several reports share. Knows no roster."""

from __future__ import annotations

from instances.dutch.numbers import count


def wpa_count(number: int) -> str:
    """Count WPAs: ``1 WPA``, ``2 WPA's``."""
    return count(number, "WPA", "WPA's")


def rounded_percent(some: int, total: int) -> str:
    """Write a share in a cell, rounded to the nearest integer: ``83 %``; ``-`` where ``total`` is 0."""
    return f"{100 * some / total:.0f} %" if total else "-"
