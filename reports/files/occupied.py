"""One run in a folder at a time, and what a dead one left is settled first. Knows locks and the journal, no roster."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from reports.files.errors import CannotWriteError, HalfwayError, InUseError, reason
from reports.files.journal import DamagedJournalError, Recovery, recover
from reports.files.lock import Held, hold
from reports.files.names import JOURNAL, LOCK, PRIVATE
from reports.files.scratch import sweep, sweep_probes
from reports.files.settings import TAKE_OVER_SETTINGS

_TOLD = {
    Recovery.FINISHED: (
        "De vorige opdracht in {} werd afgebroken terwijl de nieuwe bestanden hun plaats innamen. Dat is nu afgemaakt: "
        "alle bestanden daar zijn van die opdracht."
    ),
    Recovery.TAKEN_BACK: (
        "De vorige opdracht in {} werd afgebroken terwijl de nieuwe bestanden hun plaats innamen. Dat is nu "
        "teruggezet: de bestanden daar zijn die van vóór die opdracht."
    ),
}


@contextmanager
def occupied(folder: Path) -> Iterator[list[str]]:
    """Have a folder alone, settled.

    Args:
        folder: It is there.

    Yields:
        Dutch sentences about what an earlier process left.

    Raises:
        InUseError: Another run is writing there.
        CannotWriteError: Nothing can be written there, or what was left cannot be settled.
    """
    try:
        held = hold(folder / LOCK)
    except OSError as error:
        raise CannotWriteError(reason(error, folder)) from error
    if held is None:
        busy = f"In de map {folder} is al een opdracht bezig{_since(folder)}."
        raise InUseError(f"{busy} Wacht tot die klaar is, of kies een andere map.")
    try:
        yield _settle(folder)
    finally:
        held.release()


def settled(folder: Path) -> list[str]:
    """Settle what a dead process left in a folder that will only be read; wait for one that is taking files over.

    Args:
        folder: Need not be there.

    Returns:
        Dutch sentences about what was left.

    Raises:
        InUseError: A run is taking files over and does not come to an end.
        CannotWriteError: What was left cannot be settled.
    """
    if not _leftovers(folder):
        return []
    held = _wait(folder)
    if held is None:
        return []
    try:
        return _settle(folder)
    finally:
        held.release()


def _leftovers(folder: Path) -> bool:
    try:
        return any(folder.glob(f"{PRIVATE}*"))
    except OSError:
        return False


def _wait(folder: Path) -> Held | None:
    """The lock; None where the folder can be read as it is: a run is searching, or only scratch lies there."""
    until = time.monotonic() + TAKE_OVER_SETTINGS.wait_seconds
    while True:
        try:
            held = hold(folder / LOCK)
        except OSError as error:
            if not (folder / JOURNAL).exists():
                return None
            text = (
                f"De vorige opdracht in {folder} werd afgebroken terwijl de nieuwe bestanden hun plaats innamen. Dat "
                "kan pas afgemaakt worden als in die map geschreven mag worden."
            )
            raise CannotWriteError(text) from error
        if held is not None:
            return held
        if not (folder / JOURNAL).exists():
            return None
        if time.monotonic() > until:
            raise InUseError(f"Een andere opdracht is nu bestanden aan het schrijven in {folder}. Probeer het zo weer.")
        time.sleep(TAKE_OVER_SETTINGS.poll_seconds)


def _settle(folder: Path) -> list[str]:
    try:
        found = recover(folder)
    except DamagedJournalError as error:
        text = (
            f"{folder / JOURNAL} is beschadigd. Daarin stond welke bestanden een afgebroken opdracht aan het vervangen "
            f"was. Vraag de beheerder, of kies een andere map."
        )
        raise CannotWriteError(text) from error
    except HalfwayError as error:
        raise CannotWriteError(reason(error, folder)) from error
    sweep_probes(folder)
    swept = sweep(folder) + sweep(folder.resolve().parent)  # beside it is where earlier versions had theirs
    if found is not None:
        return [_TOLD[found].format(folder)]
    return [f"Tijdelijke bestanden van een afgebroken opdracht in {folder} zijn opgeruimd."] if swept else []


def _since(folder: Path) -> str:
    try:
        moment = datetime.fromtimestamp((folder / LOCK).stat().st_mtime)
    except OSError:
        return ""
    return f" (sinds {moment:%H:%M})"
