"""What ``volgend`` tells of the workbook that it made, in a few lines. Knows the screen, no sheet."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from instances.dutch.dates import numeric_date
from instances.dutch.numbers import count, thousands
from scheduler.next_semester.made import GONE, LOOK_AGAIN, NextWorkbook
from scheduler.next_semester.period import SemesterStep
from scheduler.runtime.screen import Screen


def tell_next(step: SemesterStep, made: NextWorkbook, path: Path, kept: Path | None, screen: Screen) -> None:
    """Say what became other, what must be looked at, and how to go on.

    Args:
        step: From which semester to which one.
        made: What became other.
        path: The file of the next workbook.
        kept: Under which name the file that stood there is kept; None without one.
        screen: Where it is said.
    """
    screen.say(f"{path}: het werkboek van {step.name}, gemaakt van dat van {step.before}.")
    if kept is not None:
        screen.warn(f"Het bestand dat daar stond, is bewaard als {kept}.")
    screen.say(f"Historie kreeg {count(made.history, 'rij', 'rijen')} erbij.")
    if made.leavers:
        who = count(len(made.leavers), "student is", "studenten zijn")
        screen.say(f"{who} klaar en eruit gehaald; wie dat zijn, staat op het blad {GONE}.")
    days = sorted({slot.day for slot in made.slots.slots})
    if days:
        screen.say(
            f"{count(len(made.slots.slots), 'WPA-slot', 'WPA-slots')} op {count(len(days), 'dag', 'dagen')}, van "
            f"{numeric_date(days[0])} t/m {numeric_date(days[-1])}."
        )
    subjects = Counter(item.subject for item in made.look_again)
    rows = [(subject.value, thousands(subjects[subject])) for subject in dict.fromkeys(subjects)]
    screen.table(f"Nog te bekijken (blad {LOOK_AGAIN})", ("Onderwerp", "Rijen"), rows)
    screen.say(f"Verder: plaatswijzer controleer {path}")
