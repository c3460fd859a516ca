"""How far an order is, from its events: the last line, the curve, what was said. Knows no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from scheduler.web.dossier.records import JobRecord
from scheduler.web.jobs.events import Event, EventKind, read_events
from scheduler.web.tasks.curve import Curve, CurvePoint, curve_of

MOST_POINTS = 300  # of a curve; more cannot be told apart on a screen


@dataclass(frozen=True)
class Search:
    """One search of an order.

    Attributes:
        title: What is searched, in Dutch.
        words: Its last line of progress.
        count: How many are served.
        total: How many there are.
        points: What the best roster cost from moment to moment.
    """

    title: str
    words: tuple[str, ...]
    count: int | None
    total: int
    points: tuple[CurvePoint, ...]

    @property
    def curve(self) -> Curve | None:
        """The drawing of ``points``; None where there is nothing to draw."""
        return curve_of(self.points)


class AtWork(StrEnum):
    """What an order is at. A search ends early when nothing better exists; what follows may then take longer."""

    READING = "het werkboek wordt gelezen"
    SEARCHING = "zoeken"
    FINISHING = "het zoeken is klaar; nu nakijken, redenen uitzoeken en bewaren"


@dataclass(frozen=True)
class Progressed:
    """How far an order is.

    Attributes:
        job: The order.
        searches: Its searches so far, in order.
        noticed: What was said before anything was searched: a kind and a text.
        lines: What was said since, and all where nothing was searched.
        tables: Tables that were shown: title, headers and rows.
        seconds: How long it has been at work; None before it began and after it ended.
        phase: What it is at, as long as it is at work.
    """

    job: JobRecord
    searches: tuple[Search, ...]
    noticed: tuple[tuple[str, str], ...]
    lines: tuple[tuple[str, str], ...]
    tables: tuple[dict[str, Any], ...]
    seconds: float | None
    phase: AtWork


def progressed(job: JobRecord, path: Path) -> Progressed:
    """Tell how far an order is.

    Args:
        job: The order.
        path: The file of its events.

    Returns:
        All that was told so far.
    """
    events, _ = read_events(path)
    begun = next((at for at, event in enumerate(events) if event.kind is EventKind.STAGE), 0)
    tables = [event.data for event in events if event.kind is EventKind.TABLE]
    titles = dict.fromkeys(event.data["title"] for event in events if event.kind is EventKind.STAGE)
    news = [event for event in events if event.kind is EventKind.PROGRESS]
    searches = [_search(title, [event for event in news if event.data["stage"] == title]) for title in titles]
    at_work = job.started_at is not None and job.ended_at is None
    seconds = (datetime.now().astimezone() - job.started_at).total_seconds() if at_work and job.started_at else None
    found = tuple(filter(None, searches))
    before, since = _said(events[:begun]), _said(events[begun:])
    return Progressed(job, found, before, since, tuple(tables), seconds, _phase(events))


def _phase(events: Sequence[Event]) -> AtWork:
    kinds = [event.kind for event in events if event.kind in (EventKind.STAGE, EventKind.SEARCHED)]
    if not kinds:
        return AtWork.READING
    return AtWork.SEARCHING if kinds[-1] is EventKind.STAGE else AtWork.FINISHING


def _said(events: Sequence[Event]) -> tuple[tuple[str, str], ...]:
    said = (EventKind.SAY, EventKind.WARN, EventKind.FAULTS)
    return tuple((event.kind.value, str(event.data["text"])) for event in events if event.kind in said)


def _search(title: str, events: Sequence[Event]) -> Search | None:
    if not events:
        return None
    last = events[-1].data
    kept = events[:: max(1, len(events) // MOST_POINTS)]
    points = tuple(
        CurvePoint(event.data["at"], event.data["count"], event.data["cost"], event.data["bound"])
        for event in (*kept, events[-1])
    )
    return Search(title, tuple(last["words"]), last["count"], last["total"], points)
