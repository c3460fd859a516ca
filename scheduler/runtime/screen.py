"""What the office sees while a command runs: rich on a terminal, plain lines in a pipe. Decides nothing.

Progress may be reported from any thread; everything else comes from the main thread.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from instances.dutch.numbers import count, duration, in_points, percent_up, thousands
from scheduler.runtime.settings import RUNTIME

if TYPE_CHECKING:
    from models.search.control import Progress

Row = Sequence[str]
Listener = Callable[["Progress"], None]


@dataclass(frozen=True, slots=True)
class Stage:
    """One search whose progress is shown.

    Attributes:
        title: What is searched, in Dutch.
        counted: The word for who is served: geplaatst or ingepland.
        total: How many there are to serve.
        in_work: Its seconds are of work, not of the clock.
    """

    title: str
    counted: str
    total: int
    in_work: bool = False


class Screen(Protocol):
    """Where a command says everything; all texts are Dutch."""

    def say(self, text: str) -> None:
        """Show a line, or several."""
        ...

    def warn(self, text: str) -> None:
        """Show a line that asks for attention."""
        ...

    def table(self, title: str, headers: Row, rows: Sequence[Row]) -> None:
        """Show a table; every row has a cell for each header."""
        ...

    def wrote(self, files: Row) -> None:
        """Show which files were written, a line each."""
        ...

    def following(self, stage: Stage) -> AbstractContextManager[Listener]:
        """Show the progress of one search for as long as the context is open."""
        ...


def progress_words(stage: Stage, progress: Progress) -> list[str]:
    """Write the parts of one line of progress, in words the office uses.

    Args:
        stage: The search.
        progress: How far it is.

    Returns:
        The parts, the phase first.
    """
    words = [progress.phase, duration(progress.seconds) + (" rekenwerk" if stage.in_work else "")]
    if progress.rosters:
        words.append(count(progress.rosters, "rooster", "roosters") + " gevonden")
    if progress.count is not None:
        words.append(f"{thousands(progress.count)} van {thousands(stage.total)} {stage.counted}")
    if progress.cost is not None:
        words.append(f"kosten {in_points(progress.cost)}")
        if progress.bound is not None and progress.bound <= progress.cost:
            words.append(f"lager dan {in_points(progress.bound)} kan niet")
            words.append(_distance(progress.cost, progress.bound))
    return words


def _distance(cost: int, bound: int) -> str:
    if cost == bound:
        return "bewezen beste"
    return f"hooguit {percent_up((cost - bound) / cost)} van het best mogelijke af"


class PlainScreen:
    """Lines without colour or cursor control, also fit for a log."""

    _searching = ""

    def say(self, text: str) -> None:
        print(text, flush=True)

    def warn(self, text: str) -> None:
        print(f"Let op: {text}", flush=True)

    def table(self, title: str, headers: Row, rows: Sequence[Row]) -> None:
        print(title, flush=True)
        cells = [[" ".join(cell.split()) for cell in row] for row in (headers, *rows)]
        widths = [min(RUNTIME.widest_padded, max(len(row[i]) for row in cells)) for i in range(len(headers))]
        for row in cells:
            print("  " + "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())

    def wrote(self, files: Row) -> None:
        _list_files(self, files)

    @contextmanager
    def following(self, stage: Stage) -> Iterator[Listener]:
        if stage.title == self._searching:  # the same search once more: one line is enough
            yield lambda _: None
            return
        self._searching = stage.title
        print(f"{stage.title} …", flush=True)
        yield _PlainProgress(stage)


class _PlainProgress:
    """A line when the phase changes, and otherwise now and then when there is news."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._at = -RUNTIME.progress_seconds
        self._phase = ""
        self._news: list[str] = []

    def __call__(self, progress: Progress) -> None:
        words = progress_words(self._stage, progress)
        news = [words[0], *words[2:]]
        due = progress.seconds - self._at >= RUNTIME.progress_seconds and news != self._news
        if due or progress.phase != self._phase:
            self._at, self._phase, self._news = progress.seconds, progress.phase, news
            print("  " + " · ".join(words), flush=True)


class RichScreen:
    """Colours and one live line, on a terminal. Soft wrapping for all would crop the live line, not fold it."""

    def __init__(self) -> None:
        self._console = Console(highlight=False, markup=False)

    def say(self, text: str) -> None:
        self._console.print(text, soft_wrap=True)

    def warn(self, text: str) -> None:
        self._console.print(f"Let op: {text}", style="yellow", soft_wrap=True)

    def table(self, title: str, headers: Row, rows: Sequence[Row]) -> None:
        table = Table(title=Text(title), title_justify="left", title_style="bold")
        for header in headers:
            table.add_column(Text(header), overflow="fold")
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        self._console.print(table)

    def wrote(self, files: Row) -> None:
        _list_files(self, files)

    @contextmanager
    def following(self, stage: Stage) -> Iterator[Listener]:
        with Live(Text(f"{stage.title} …"), console=self._console, refresh_per_second=4, transient=False) as live:

            def listen(progress: Progress) -> None:
                phase, *rest = progress_words(stage, progress)
                live.update(Text.assemble((phase, "bold"), " · " + " · ".join(rest)))

            yield listen


def _list_files(screen: Screen, files: Row) -> None:
    screen.say("Geschreven:")
    for line in files:
        screen.say(f"  {line}")


def screen_for_output() -> Screen:
    """Choose a rich screen when a person is looking, a plain one otherwise."""
    return RichScreen() if sys.stdout.isatty() else PlainScreen()
