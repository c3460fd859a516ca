"""What must be ready before anything goes out: passwords, and the calendars that went out before. Knows no roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instances.instance import Instance
from instances.roster_columns import CALENDAR_FOLDER
from reports.calendar import read_diaries
from reports.diary import Diaries, newest
from scheduler.passwords import ready_passwords
from scheduler.screen import Screen

OLD_CALENDAR_FOLDER = f"{CALENDAR_FOLDER}-oud"


@dataclass(frozen=True, slots=True)
class Sending:
    """``passwords`` lock the board files, None leaves them open. ``calendars`` are the ones that went out before."""

    passwords: Mapping[str, str] | None = None
    calendars: Diaries = field(default_factory=dict)


def ready_to_send(
    instance: Instance, folder: Path, previous: Path | None, passwords: Path | None, screen: Screen
) -> Sending:
    """Before searching. Raises RefusedError for a fault in the file with passwords."""
    locks = None if passwords is None else ready_passwords(passwords, folder, instance.boards, screen)
    return Sending(locks, _calendars([folder] if previous is None else [folder, previous], screen))


def _calendars(folders: Iterable[Path], screen: Screen) -> Diaries:
    """Of every folder, also those that were put aside when a new placement was made."""
    found: list[Diaries] = []
    for place in (folder / name for folder in folders for name in (CALENDAR_FOLDER, OLD_CALENDAR_FOLDER)):
        diaries, unreadable = read_diaries(place)
        found.append(diaries)
        for path in unreadable:
            screen.warn(f"{path} is geen agenda die te lezen is. De afspraken daarin tellen als nieuw.")
    return newest(found)
