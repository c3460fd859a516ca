"""Traffic lights and data bars as data: which column, which colour, when. Knows headers, and no workbook.

A light compares two columns of one row, or a column with a number; of several the first that holds counts.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from instances.rosters.columns import Head, RosterSheet

LEGEND = "groen: past · geel: vol of boven de norm · rood: boven het maximum"


class Tone(Enum):
    """Ground and letters; the letters have a contrast of at least 4.5 on their ground."""

    GREEN = ("#DDF0E3", "#14532D")
    YELLOW = ("#FCE9C6", "#6B3A00")
    RED = ("#F9D9D5", "#8C1D14")


@dataclass(frozen=True, slots=True)
class Light:
    """Colour ``head`` where ``left`` stands in relation ``sign`` to ``right``; an empty cell takes no colour."""

    head: Head
    tone: Tone
    left: Head
    sign: str
    right: Head | int

    def formula(self, kind: RosterSheet) -> str:
        left, right = _cell(kind, self.left), _cell(kind, self.right)
        numbers = ",".join(f"ISNUMBER({cell})" for cell in (left, right) if cell.startswith("$"))
        return f"=AND({numbers},{left}{self.sign}{right})"


@dataclass(frozen=True, slots=True)
class DataBar:
    """A bar in each cell of ``head``, from 0 to the largest."""

    head: Head


@dataclass(frozen=True, slots=True)
class Words:
    """Colour ``head`` where its text holds ``holds``; of several the first counts."""

    head: Head
    tone: Tone
    holds: str


@dataclass(frozen=True, slots=True)
class When:
    """Colour ``head`` where a formula holds, which says itself of which row it speaks."""

    head: Head
    tone: Tone
    condition: str

    def formula(self, kind: RosterSheet) -> str:
        return self.condition


Mark = Light | DataBar | Words | When


def _cell(kind: RosterSheet, value: Head | int) -> str:
    """The cell in the first row under the headers; no sheet has more than 26 columns."""
    return str(value) if isinstance(value, int) else f"${chr(ord('A') + kind.heads.index(value))}2"


def use(head: Head, most: Head | int, full: Head | int | None = None) -> tuple[Light, ...]:
    """Red above ``most``, yellow above ``full`` (where not given: at ``most``), else green."""
    yellow = Light(head, Tone.YELLOW, head, ">=", most) if full is None else Light(head, Tone.YELLOW, head, ">", full)
    return Light(head, Tone.RED, head, ">", most), yellow, Light(head, Tone.GREEN, head, ">=", 0)


PLACEMENT_MARKS: tuple[Mark, ...] = (DataBar(Head.TRAVEL),)
SCHOOL_MARKS: tuple[Mark, ...] = (*use(Head.PLACED, Head.NET), *use(Head.IN_PLG, Head.MAX_PLG), DataBar(Head.LEFT))
MENTOR_MARKS: tuple[Mark, ...] = (
    Light(Head.PLACED, Tone.RED, Head.PLACED, ">", Head.MAXIMUM),
    Light(Head.PLACED, Tone.GREEN, Head.PLACED, ">", 0),
)
WORKLOAD_MARKS: tuple[Mark, ...] = (
    *use(Head.WPAS, Head.OWN_MAX, Head.FAIR),
    DataBar(Head.TOUR),
    DataBar(Head.WAITING),
)
ACCOUNT_MARKS: tuple[Mark, ...] = (
    Words(Head.VERDICT, Tone.RED, "niet voldaan"),
    Words(Head.VERDICT, Tone.YELLOW, "onder het minimum"),
    Words(Head.VERDICT, Tone.GREEN, "voldaan"),
    DataBar(Head.COST),
)


def tandem_marks(most_care: int) -> tuple[Mark, ...]:
    """Students against norm and maximum, care students against their own maximum (P14)."""
    care = (
        Light(Head.CARE, Tone.RED, Head.CARE, ">", most_care),
        Light(Head.CARE, Tone.YELLOW, Head.CARE, ">=", max(1, most_care)),
    )
    return (*use(Head.PLACED, Head.MAXIMUM, Head.NORM), *care, DataBar(Head.ABOVE_NORM))
