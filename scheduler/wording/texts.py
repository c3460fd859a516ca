"""Dutch words and numbers shared by screen and reasons. Knows no rule and no roster."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date

from instances.dutch.lists import listed
from instances.tables.faults import Fault

DAY_NAMES = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


def number(value: int) -> str:
    """1234567 becomes 1.234.567."""
    return f"{value:,}".replace(",", ".")


def percent(part: float) -> str:
    """0.0656 becomes 6,6 %; upwards, so that a gap is never told smaller than it is."""
    tenths = math.ceil(part * 1000 - 1e-9)
    return f"{tenths // 10},{tenths % 10} %"


def seconds(value: float) -> str:
    """Whole seconds, minutes from two minutes up."""
    whole = round(value)
    return f"{whole} s" if whole < 120 else f"{whole // 60} min {whole % 60} s"


def day(value: date) -> str:
    """``dinsdag 11-05-2027``."""
    return f"{DAY_NAMES[value.weekday()]} {value:%d-%m-%Y}"


def count(amount: int, one: str, many: str) -> str:
    """1 student, 2 studenten."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listing(words: Iterable[str], most: int = 5) -> str:
    """a, b en c; past ``most`` words the rest is counted."""
    found: Sequence[str] = list(words)
    if len(found) > most:
        return ", ".join(found[:most]) + f" en {len(found) - most} andere"
    return listed(found)


def fault_lines(faults: Iterable[Fault]) -> str:
    """One line for each fault of a file that is not the workbook: place, what was found and what is expected."""
    return "\n".join(
        f"{place}: {told}" if (place := " ".join(filter(None, (f.sheet, f.cell, f.column)))) else told
        for f in faults
        if (told := f"{f.found}; verwacht: {f.expected}")
    )


def sentence(text: str) -> str:
    """Capital first, full stop last."""
    text = text.strip()
    if not text:
        return text
    return text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
