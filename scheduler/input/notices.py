"""What the reader has to tell, on the screen and in a file. Knows no rule."""

from __future__ import annotations

from pathlib import Path

from instances.dutch.numbers import count, thousands
from instances.plausibility.groups import grouped
from instances.rosters.columns import NOTICES_FILE
from instances.tables.columns import SEEN
from instances.tables.notices import NoticeKind
from instances.workbook.read import Reading
from reports.folder import replace_own
from reports.workbook.notices import write_notices
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import kept_words

_HARMLESS = frozenset((
    NoticeKind.LINE_BREAK, NoticeKind.SPELLING, NoticeKind.SPACES, NoticeKind.INVISIBLE, NoticeKind.NUMBER_AS_TEXT,
    NoticeKind.TEXT_AS_NUMBER, NoticeKind.TRUTH, NoticeKind.LOWER_CASE, NoticeKind.CASE, NoticeKind.SEPARATORS,
    NoticeKind.COMMAS, NoticeKind.DAYS, NoticeKind.DAY_TWICE, NoticeKind.TIME_TYPED,
))  # fmt: skip
"""Ways of writing that can mean one thing only: on the screen their numbers are enough."""


def say_notices(reading: Reading, screen: Screen, file: str = NOTICES_FILE) -> None:
    """Show the notices by kind, each with its number and a few examples; harmless kinds together in one line.

    Args:
        reading: The workbook as it was read.
        screen: Where they are shown.
        file: Where all of them stand, in Dutch.
    """
    every = grouped(reading.notices)
    groups = [group for group in every if group.kind not in _HARMLESS]
    harmless = [f"{group.kind} ({thousands(group.count)})" for group in every if group.kind in _HARMLESS]
    for group in groups[: SHOWN.notices]:
        screen.warn("\n    ".join(group.lines(SHOWN.notice_examples)))
    if len(groups) > SHOWN.notices:
        rest = count(len(groups) - SHOWN.notices, "soort melding", "soorten meldingen")
        screen.warn(f"Nog {rest} bij de invoer; alle meldingen staan in {file}.")
    if harmless:
        screen.say(f"Anders geschreven en zonder twijfel gelezen: {', '.join(harmless)}. De cellen staan in {file}.")
    if reading.silent:
        kept = count(reading.silent, "melding staat", "meldingen staan")
        screen.say(
            f"{kept} op het blad {SEEN.name} en is niet herhaald."
            if reading.silent == 1
            else f"{kept} op het blad {SEEN.name} en zijn niet herhaald."
        )


def notices_beside(path: Path, folder: Path | None) -> Path:
    """Name the file with the notices of a workbook of which no roster is made.

    Args:
        path: The workbook.
        folder: Where the file comes; None: beside the workbook.

    Returns:
        Its place, such as ``semester-meldingen.xlsx``.
    """
    return (folder or path.parent) / f"{path.stem}-{NOTICES_FILE}"


def write_notices_beside(reading: Reading, path: Path, folder: Path | None, screen: Screen) -> Path | None:
    """Write the notices beside the marked copy.

    Args:
        reading: The workbook as it was read.
        path: The workbook.
        folder: Where the file comes; None: beside the workbook.
        screen: Where is said what was kept of an earlier file.

    Returns:
        The file; None where there is nothing to tell and no earlier file that would tell it still, or where nothing
        can be written.
    """
    target = notices_beside(path, folder)
    if not reading.notices and not target.exists():
        return None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        kept = replace_own(target, lambda fresh: write_notices(reading.notices, fresh))
    except OSError:
        return None
    if kept is not None:
        screen.warn(kept_words(target.name, kept.name))
    return target
