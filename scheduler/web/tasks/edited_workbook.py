"""A new version of the workbook: the office's own file with some cells and rows other. Knows writers, no page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from instances.domain.instance import Instance
from instances.edits.edit import Edit
from instances.edits.whole_rows import GoneRow, NewRow
from reports.workbook.edit_fillings import edit_fillings
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import WorkbookVersion
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.workbook_copy import ChangeRefusedError, add_copy

WorkbookEdit = Edit | NewRow | GoneRow


@dataclass(frozen=True)
class Semester:
    """The workbook that is worked in.

    Attributes:
        version: The version.
        instance: What stands in it.
    """

    version: WorkbookVersion
    instance: Instance


def semester_of(dossier: Dossier) -> Semester:
    """Give the workbook that is worked in.

    Args:
        dossier: Of which semester.

    Returns:
        The workbook.

    Raises:
        ChangeRefusedError: There is none, or it has faults.
    """
    version = dossier.workbook
    if version is None:
        raise ChangeRefusedError("Er is nog geen werkboek.")
    instance = look(version.path).instance
    if instance is None:
        raise ChangeRefusedError("Verbeter eerst de fouten in het werkboek.")
    return Semester(version, instance)


def edit_workbook(
    dossier: Dossier, version: WorkbookVersion, edits: Sequence[WorkbookEdit], by: str, why: str, at_head: bool
) -> WorkbookVersion:
    """Write a copy of a version with edits as the next version.

    Args:
        dossier: Whose.
        version: The version that is edited; it stays as it is.
        edits: What becomes other.
        by: By whom.
        why: What is changed, in Dutch.
        at_head: It is worked in at once; otherwise together with the roster that is made from it.

    Returns:
        The new version.

    Raises:
        ChangeRefusedError: The copy cannot be written, or has faults; there is no new version.
    """
    try:
        fillings = edit_fillings(look(version.path).reading, edits)
    except KeyError as error:
        raise ChangeRefusedError(f"{_row(error)} staat niet (meer) in het werkboek. Er is niets gewijzigd.") from error
    return add_copy(dossier, version, fillings, by, why, at_head=at_head)


def _row(error: KeyError) -> str:
    """The code of a row, ``M12``, where the error names its sheet and code."""
    key = error.args[0]
    return str(key[1]) if isinstance(key, tuple) else "Een rij die hiervoor nodig is,"
