"""A screen that writes events for the window in place of lines on a terminal. Decides nothing."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from scheduler.runtime.dossier_files import ROSTERS
from scheduler.runtime.screen import Listener, Row, Stage, progress_words
from scheduler.web.jobs.events import Event, EventKind
from scheduler.web.jobs.window_words import in_window

if TYPE_CHECKING:
    from models.search.control import Progress

PROGRESS_SECONDS = 0.4  # progress comes thousands of times a second in places; a page shows two a second
BETTER_SECONDS = 0.05  # a better roster is a point of the curve, also in a search that lasts a moment


class EventScreen:
    """Writes what a command says to a stream, a line of JSON each."""

    def __init__(self, stream: TextIO, dossier: Path | None = None) -> None:
        """Write to a stream.

        Args:
            stream: Open for writing; each event is flushed.
            dossier: The folder of the dossier, of which nothing is said: who reads a page knows files by name. None:
                there is none.
        """
        self._stream = stream
        self._hide = (lambda text: text) if dossier is None else _without(dossier)
        self._lock = threading.Lock()
        self._began = time.monotonic()

    def tell(self, kind: EventKind, **data: object) -> None:
        """Write one event."""
        said = {name: _each(lambda text: in_window(self._hide(text)), value) for name, value in data.items()}
        line = Event(kind, {"at": round(time.monotonic() - self._began, 2), **said}).as_line()
        with self._lock:
            self._stream.write(line)
            self._stream.flush()

    def say(self, text: str) -> None:
        """Show a line, or several."""
        self.tell(EventKind.SAY, text=text)

    def warn(self, text: str) -> None:
        """Show a line that asks for attention."""
        self.tell(EventKind.WARN, text=text)

    def table(self, title: str, headers: Row, rows: Sequence[Row]) -> None:
        """Show a table."""
        self.tell(EventKind.TABLE, title=title, headers=list(headers), rows=[list(row) for row in rows])

    def wrote(self, files: Row) -> None:
        """Say nothing: where files of a dossier lie is no concern of who works in the window."""

    @contextmanager
    def following(self, stage: Stage) -> Iterator[Listener]:
        """Show the progress of one search."""
        self.tell(EventKind.STAGE, title=stage.title, counted=stage.counted, total=stage.total)
        last: list[Progress] = []
        told = 0.0
        value: tuple[int | None, int | None] = (None, None)

        def listen(progress: Progress) -> None:
            nonlocal told, value
            last[:] = [progress]
            now, worth = time.monotonic(), (progress.count, progress.cost)
            if now - told >= (PROGRESS_SECONDS if worth == value else BETTER_SECONDS):
                told, value = now, worth
                self._progress(stage, progress)

        try:
            yield listen
        finally:
            if last:
                self._progress(stage, last[0])
            self.tell(EventKind.SEARCHED, stage=stage.title)

    def _progress(self, stage: Stage, progress: Progress) -> None:
        self.tell(
            EventKind.PROGRESS,
            stage=stage.title,
            seconds=round(progress.seconds, 1),
            count=progress.count,
            total=stage.total,
            cost=progress.cost,
            bound=progress.bound,
            words=progress_words(stage, progress),
        )


def _without(dossier: Path) -> Callable[[str], str]:
    """Give what leaves the folder of a dossier out of a text: a file keeps its name, a folder is told as what it is."""
    starts = sorted({str(dossier), str(dossier.absolute()), str(dossier.resolve())}, key=len, reverse=True)
    start = "(?:" + "|".join(map(re.escape, starts)) + ")"
    folder = re.compile(start + r"[/\\]" + ROSTERS + r"[/\\]\d+(?![/\\\w])")
    file = re.compile(start + r"[/\\](?:[\w.-]+[/\\])*")
    itself = re.compile(start)
    return lambda text: itself.sub("het dossier", file.sub("", folder.sub("de map van dit rooster", text)))


def _each(change: Callable[[str], str], value: Any) -> Any:
    """Change every text in a value of JSON."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list | tuple):
        return [_each(change, one) for one in value]
    return value
