"""Where held rosters come from: their workbook, and what was entered since those before. Knows no page."""

from __future__ import annotations

from instances.workbook.read import Reading
from scheduler.previous.provenance import Provenance
from scheduler.repairs.entered import JustEntered
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import RosterVersion
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.reading import look


def reading_of(dossier: Dossier, held: HeldRoster) -> Reading | None:
    """Tell where everything stands in the workbook that rosters were made from.

    Args:
        dossier: Whose rosters.
        held: The rosters.

    Returns:
        The rows and cells; None where that workbook is gone.
    """
    version = _version(dossier, held)
    workbook = None if version is None else dossier.workbook_of(version)
    return None if workbook is None else look(workbook.path).reading


def just_entered(dossier: Dossier, held: HeldRoster) -> JustEntered:
    """Tell what differs in the workbook since the last rosters of another workbook.

    Args:
        dossier: Whose rosters.
        held: The rosters that are worked in.

    Returns:
        What no proposal may undo; nothing where there were no such rosters, or they do not say what they were made of.
    """
    here = _version(dossier, held)
    if here is None:
        return JustEntered(None)
    before = (one for one in dossier.rosters() if one.id < here.id and one.workbook != here.workbook)
    earlier = next(before, None)
    return JustEntered(None if earlier is None else Provenance(earlier.folder).changes(held.instance))


def _version(dossier: Dossier, held: HeldRoster) -> RosterVersion | None:
    return next((roster for roster in dossier.rosters() if roster.folder == held.folder), None)
