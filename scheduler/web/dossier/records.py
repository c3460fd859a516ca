"""What a dossier holds, as frozen records. Knows no SQL."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

HEAD_WORKBOOK = "hoofd/werkboek"  # the state that says which workbook is worked in
HEAD_ROSTER = "hoofd/rooster"
DECIDED = "gebeurtenis/"  # before the number of an order: what was decided about its rosters
FINAL = "definitief"  # the roster that was made final


@dataclass(frozen=True, slots=True)
class WorkbookVersion:
    """One version of the workbook; the file is never changed.

    Attributes:
        id: Its number in the dossier, from 1.
        path: The file.
        shown_name: The file's name as the office knows it.
        made_at: When it came.
        made_by: By whom; ``''`` on the own computer.
        why: What was changed, in Dutch.
        parent: The version that it was made from; None for one that was brought in.
    """

    id: int
    path: Path
    shown_name: str
    made_at: datetime
    made_by: str
    why: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class RosterVersion:
    """One version of the rosters: a folder that a command wrote; it is never changed.

    Attributes:
        id: Its number in the dossier, from 1.
        folder: The folder with the files.
        workbook: The version of the workbook that it was made from.
        made_at: When it was made.
        made_by: By whom; ``''`` on the own computer.
        why: What it was made for, in Dutch.
        breaks: Ids of the rules that it breaks; such a roster is never final.
    """

    id: int
    folder: Path
    workbook: int
    made_at: datetime
    made_by: str
    why: str
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step that can be undone.

    Attributes:
        id: Its number in the dossier, from 1.
        at: When it was taken.
        by: By whom; ``''`` on the own computer.
        what: What was done, in Dutch.
        undone: It was undone and may be done again.
    """

    id: int
    at: datetime
    by: str
    what: str
    undone: bool


@dataclass(frozen=True, slots=True)
class Value:
    """One value of the present state.

    Attributes:
        text: The value; None: there is none.
        stamp: The number of the step that set it, 0 for none: who changes it tells which stamp was seen.
    """

    text: str | None
    stamp: int


NO_VALUE = Value(None, 0)


class JobOutcome(StrEnum):
    """How far a job is; the words are what the office reads."""

    WAITING = "wacht"
    RUNNING = "loopt"
    DONE = "klaar"
    STOPPED = "gestopt, het beste tot dan toe is bewaard"
    KEPT = "afgebroken, het beste tot dan toe is bewaard"
    BROKEN_OFF = "afgebroken"
    STOPPED_EARLY = "gestopt voordat er een rooster was"
    REFUSED = "niet gelukt"


@dataclass(frozen=True, slots=True)
class JobRecord:
    """One order to a command.

    Attributes:
        id: Its number in the dossier, from 1.
        command: The order as JSON.
        workbook: The version of the workbook.
        roster: The roster that came of it; None so far.
        asked_at: When it was asked.
        asked_by: By whom; ``''`` on the own computer.
        started_at: When it began; None: it waits.
        ended_at: When it ended; None: it has not.
        exit_code: The exit code of the command; None: it has not ended, or was killed.
        outcome: How far it is.
        stop_asked_at: When somebody stopped it while it ran; None: nobody did.
    """

    id: int
    command: str
    workbook: int
    roster: int | None
    asked_at: datetime
    asked_by: str
    started_at: datetime | None
    ended_at: datetime | None
    exit_code: int | None
    outcome: JobOutcome
    stop_asked_at: datetime | None = None

    @property
    def stopping(self) -> bool:
        """It was stopped and has yet to end."""
        return self.outcome is JobOutcome.RUNNING and self.stop_asked_at is not None


@dataclass(frozen=True, slots=True)
class SentFile:
    """One file that was given to somebody.

    Attributes:
        at: When.
        by: By whom; ``''`` on the own computer.
        roster: The version of the rosters; None of a form, which goes out before there are any.
        addressee: The kind and id of who received it, as ``bestuur/B04``.
        name: The name of who received it.
        address: The e-mail address; ``''`` where it is not known.
        file: The name of the file.
        print: SHA-256 of the file.
        how: How it was given, in Dutch.
        fields: Which kinds of data it holds, in Dutch; ``''`` in a line of an earlier version.
        workbook: The version of the workbook that a form was made from; None of what holds rosters.
    """

    at: datetime
    by: str
    roster: int | None
    addressee: str
    name: str
    address: str
    file: str
    print: str
    how: str
    fields: str = ""
    workbook: int | None = None
