"""What a running command tells the window: lines of JSON in a file, appended by one process and read by another."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any


class EventKind(StrEnum):
    """What an event is."""

    BEGIN = "begin"
    SAY = "say"
    WARN = "warn"
    TABLE = "table"
    STAGE = "stage"
    PROGRESS = "progress"
    SEARCHED = "searched"
    FAULTS = "faults"
    END = "end"


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that a command told.

    Attributes:
        kind: What it is.
        data: Its parts by name; of progress ``seconds``, ``count``, ``cost``, ``bound``, ``words``.
    """

    kind: EventKind
    data: dict[str, Any]

    def as_line(self) -> str:
        """Write it as one line."""
        return json.dumps({"kind": self.kind, **self.data}, ensure_ascii=False) + "\n"


def read_events(path: Path, offset: int = 0) -> tuple[list[Event], int]:
    """Read what was told since.

    Args:
        path: The file; it may not be there yet.
        offset: Where reading ended the last time, in bytes.

    Returns:
        The events, and where reading ended: after the last whole line.
    """
    try:
        with path.open("rb") as stream:
            stream.seek(offset)
            data = stream.read()
    except FileNotFoundError:
        return [], offset
    whole = data[: data.rfind(b"\n") + 1]
    events = []
    for line in whole.splitlines():
        given = json.loads(line)
        events.append(Event(EventKind(given.pop("kind")), given))
    return events, offset + len(whole)
