"""Dutch sentences and titles, shared by screen and reasons. Knows no rule and no roster."""

from __future__ import annotations

from collections.abc import Iterable

from instances.dutch.lists import opening
from instances.dutch.numbers import thousands
from instances.tables.faults import Fault

NEAREST = "Het dichtst bij:"
"""Opens the last sentence of a reason: the candidates that break the fewest rules, one by one."""


def fault_lines(faults: Iterable[Fault]) -> str:
    """Write one line for each fault of a file that is not the workbook: place, found and expected."""
    return "\n".join(
        f"{place}: {text}" if (place := " ".join(filter(None, (f.sheet, f.cell, f.column)))) else text
        for f in faults
        if (text := f"{f.found}; verwacht: {f.expected}")
    )


def first_of(most: int, total: int) -> str:
    """Say behind a title that not all of its rows are shown.

    Args:
        most: Rows that are shown at most.
        total: Rows there are.

    Returns:
        `` (de eerste 20 van 1.234)``, or ``''`` where all are shown.
    """
    return f" (de eerste {most} van {thousands(total)})" if total > most else ""


def kept_words(name: str, now: str) -> str:
    """Say that a file was kept under another name.

    Args:
        name: Its name before.
        now: Its name now.

    Returns:
        One sentence.
    """
    return f"{name} was gewijzigd of niet van Plaatswijzer en is bewaard; het heet nu {now}."


def sentence(text: str) -> str:
    """Make a sentence of a clause: capital first, full stop last."""
    text = text.strip()
    if not text:
        return text
    return opening(text) + ("" if text[-1] in ".!?" else ".")
