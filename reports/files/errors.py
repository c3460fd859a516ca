"""Why the disk refused, in Dutch, and what to do. Knows error numbers and no roster."""

from __future__ import annotations

import errno
from pathlib import Path

from reports.files.names import PRIVATE

FULL = {errno.ENOSPC, errno.EDQUOT}
NOTHING_CHANGED = "Er is niets gewijzigd."
HALFWAY = (
    "Het overnemen van de bestanden is halverwege blijven steken en kon niet worden teruggedraaid. Er is niets "
    "verloren: de volgende opdracht met deze map maakt het af of zet het terug. Wijzig er tot dan niets in."
)
_KINDS = (".xlsx", ".csv", ".json", ".ics", ".html")


class CannotWriteError(Exception):
    """The files could not be written and nothing changed; the message is Dutch and says what to do."""


class HalfwayError(Exception):
    """Files are half taken over and this process cannot undo it; the journal stays for the next one."""


class InUseError(Exception):
    """Another process is writing there now; the message is Dutch."""


def reason(error: Exception, folder: Path) -> str:
    """Say what went wrong and what to do.

    Args:
        error: What the disk said; XlsxWriter wraps it.
        folder: Where was written.

    Returns:
        Dutch sentences.
    """
    if isinstance(error, HalfwayError):
        return f"In de map {folder} kan niet geschreven worden. {HALFWAY}"
    cause = error.args[0] if error.args and isinstance(error.args[0], OSError) else error
    number = cause.errno if isinstance(cause, OSError) else None
    name = _file_of(cause)
    if number in FULL:
        return f"De schijf van de map {folder} is vol. Maak ruimte en probeer het opnieuw. {NOTHING_CHANGED}"
    if number == errno.ENAMETOOLONG:
        long = _short(name or folder.name)
        return f"De naam {long} is te lang voor deze schijf. Kies een kortere naam. {NOTHING_CHANGED}"
    if number == errno.ELOOP:
        return f"{folder} is een koppeling die naar zichzelf wijst. Kies een andere map. {NOTHING_CHANGED}"
    if number == errno.EXDEV:
        return (
            f"Een deel van de map {folder} is een koppeling naar een andere schijf: daar kan niet alles in één keer "
            f"vervangen worden. Kies een andere map. {NOTHING_CHANGED}"
        )
    if isinstance(cause, FileExistsError | NotADirectoryError):
        return f"{folder} is een bestand of ligt in een bestand; kies een map. {NOTHING_CHANGED}"
    if isinstance(cause, PermissionError) and name.endswith(_KINDS):
        return f"{name} is in gebruik. Sluit het bestand (in Excel) en probeer het opnieuw. {NOTHING_CHANGED}"
    if isinstance(cause, PermissionError):
        return f"In de map {folder} mag niet geschreven worden. Kies een andere map. {NOTHING_CHANGED}"
    return f"In de map {folder} kan niet geschreven worden. Kies een andere map. {NOTHING_CHANGED}"


def _file_of(cause: object) -> str:
    """The file it is about: of a move the name that the office knows, not that in scratch."""
    if not isinstance(cause, OSError):
        return ""
    paths = [Path(str(found)) for found in (cause.filename, cause.filename2) if found]
    known = [path.name for path in paths if not any(part.startswith(PRIVATE) for part in path.parts)]
    return known[0] if known else ""


def _short(name: str) -> str:
    most = 40
    return name if len(name) <= most else f"{name[:most]}…"
