"""Taking in a file as the next version of the workbook, or saying why it is none. Knows the reader, no page."""

from __future__ import annotations

from pathlib import Path

from instances.dutch.lists import listed
from instances.tables.columns import MENTORS, SCHOOLS, STUDENTS
from instances.tables.faults import Findings
from instances.tables.preflight import Refusal, inspect
from instances.tables.sheets import open_tables
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.store import ChangedMeanwhileError

WITHOUT_THESE_NO_SEMESTER = (STUDENTS, MENTORS, SCHOOLS)  # a list of the office's own, dropped by mistake
MEANWHILE = (
    "iemand anders heeft intussen het werkboek gewijzigd. Er is niets bewaard. Ververs de bladzijde, kijk wat er "
    "veranderd is, en breng het dan opnieuw in."
)


def take_in_file(dossier: Dossier, path: Path, shown_name: str, by: str, seen: int | None = None) -> str:
    """Keep a workbook as the next version; what cannot be read at all is not kept.

    Args:
        dossier: Whose workbook.
        path: The file.
        shown_name: Its name as the office knows it.
        by: By whom.
        seen: The stamp of the workbook that was worked in when the page was shown; None: whichever it is.

    Returns:
        '' where it was kept; else what it is and what was expected, in Dutch.
    """
    package = inspect(path)
    if isinstance(package, Refusal):
        return _sentence(package.found, package.expected)
    findings = Findings()
    tables = open_tables(package, findings, for_wpa=False)
    broken = [fault for fault in findings.faults if not fault.sheet]
    if not tables and broken:
        return _sentence(broken[0].found.removeprefix(f"{package.name}: "), broken[0].expected)
    if not tables.keys() & {sheet.name for sheet in WITHOUT_THESE_NO_SEMESTER}:
        some = listed(sheet.name for sheet in WITHOUT_THESE_NO_SEMESTER)
        return _sentence(f"een Excel-bestand zonder een van de bladen {some}", "het werkboek van een semester")
    before = dossier.workbook
    parent, why = before.id if before else None, f"Werkboek {shown_name} ingebracht"
    try:
        dossier.add_workbook(path, shown_name, by, why, parent, seen=seen)
    except ChangedMeanwhileError:
        return MEANWHILE
    return ""


def _sentence(found: str, expected: str) -> str:
    """Say what a file is and what is needed: ``dit is een pdf. Nodig is een Excel-bestand (.xlsx)``."""
    return f"dit is {found}. Nodig is {expected.rstrip('.')}. Er is niets bewaard."
