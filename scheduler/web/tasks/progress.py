"""How far an order is, from its events: the last line, the curve, what was said. Knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scheduler.web.dossier.records import JobRecord
from scheduler.web.jobs.events import Event, EventKind, read_events

MOST_POINTS = 300  # of a curve; more cannot be told apart on a screen


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """One moment of a search.

    Attributes:
        at: Seconds since the order began.
        cost: Of the best roster then; None without one.
        bound: What every roster costs at least; None while that is not known.
    """

    at: float
    cost: int | None
    bound: int | None


@dataclass(frozen=True)
class Search:
    """One search of an order.

    Attributes:
        title: What is searched, in Dutch.
        words: Its last line of progress.
        count: How many are served.
        total: How many there are.
        points: Its curve.
    """

    title: str
    words: tuple[str, ...]
    count: int | None
    total: int
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True)
class Progressed:
    """How far an order is.

    Attributes:
        job: The order.
        searches: Its searches so far, in order.
        lines: What was said so far: a kind and a text.
        tables: Tables that were shown: title, headers and rows.
    """

    job: JobRecord
    searches: tuple[Search, ...]
    lines: tuple[tuple[str, str], ...]
    tables: tuple[dict[str, Any], ...]


def progressed(job: JobRecord, path: Path) -> Progressed:
    """Tell how far an order is.

    Args:
        job: The order.
        path: The file of its events.

    Returns:
        All that was told so far.
    """
    events, _ = read_events(path)
    said = (EventKind.SAY, EventKind.WARN, EventKind.FAULTS)
    lines = [(event.kind.value, str(event.data["text"])) for event in events if event.kind in said]
    tables = [event.data for event in events if event.kind is EventKind.TABLE]
    titles = dict.fromkeys(event.data["title"] for event in events if event.kind is EventKind.STAGE)
    searches = [_search(title, [event for event in events if event.data.get("stage") == title]) for title in titles]
    return Progressed(job, tuple(filter(None, searches)), tuple(lines), tuple(tables))


def _search(title: str, events: Sequence[Event]) -> Search | None:
    if not events:
        return None
    last = events[-1].data
    kept = events[:: max(1, len(events) // MOST_POINTS)]
    points = tuple(
        CurvePoint(event.data["at"], event.data["cost"], event.data["bound"]) for event in (*kept, events[-1])
    )
    return Search(title, tuple(last["words"]), last["count"], last["total"], points)
