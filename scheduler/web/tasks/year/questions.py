"""Orders in the queue that make no roster: what to ask for, what breaks, lesson visits. Knows no page."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from tempfile import mkdtemp

from instances.visits.sheets import VISIT_CALENDARS
from scheduler.runtime.dossier_files import LISTS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.tasks.edited_workbook import semester_of
from scheduler.web.tasks.held import NO_ROSTER
from scheduler.web.tasks.sending.hand_out import Given
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

WHY = {
    Verb.ASKS: "Waar u om kunt vragen",
    Verb.DROP_OUTS: "Wat breekt er als iemand uitvalt",
    Verb.VISITS: "Lesbezoeken en PLG-bijeenkomsten",
}


def question(dossier: Dossier, verb: Verb, seconds: int) -> tuple[WebOrder, int]:
    """Make the order of a question.

    Args:
        dossier: Of which semester.
        verb: Which question.
        seconds: For the answer.

    Returns:
        The order, and the version of the workbook that it is about: for visits that of now, else that of the rosters
        where there are any.

    Raises:
        ChangeRefusedError: There is no workbook without faults, or no roster where one is needed.
    """
    version, roster = semester_of(dossier).version, dossier.roster
    if roster is None and verb is not Verb.ASKS:
        raise ChangeRefusedError(NO_ROSTER)
    if roster is not None and verb is not Verb.VISITS:  # absences and settings of now count for visits
        version = dossier.workbook_of(roster) or version
    folder = dossier.folder / LISTS
    folder.mkdir(exist_ok=True)
    previous = "" if roster is None else str(roster.folder)
    # a folder of its own: an order that still waits has no file yet by which the next could tell its name is taken
    target = Path(mkdtemp(prefix=f"{verb.value}-", dir=folder)) / f"{verb.value}.xlsx"
    return WebOrder(verb, str(version.path), str(target), seconds, previous=previous, why=WHY[verb]), version.id


def list_of(order: WebOrder) -> Path | None:
    """Find the list in Excel that an order made.

    Args:
        order: With whole paths.

    Returns:
        The file; None for an order that makes rosters, or came to no list.
    """
    return None if order.makes_rosters or not Path(order.folder).is_file() else Path(order.folder)


def calendars_of(order: WebOrder) -> Given | None:
    """Put the calendars that an order for visits made in one file.

    Args:
        order: With whole paths.

    Returns:
        The file; None for an order without calendars.
    """
    listed = list_of(order)
    calendars = [] if listed is None else sorted((listed.parent / VISIT_CALENDARS).glob("*.ics"))
    if not calendars:
        return None
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in calendars:
            archive.write(path, path.name)
    return Given(packed.getvalue(), "Agenda's van bezoeken.zip", "application/zip")
