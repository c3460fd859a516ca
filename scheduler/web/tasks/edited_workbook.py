"""A new version of the workbook: the office's own file with some cells and rows other. Knows writers, no page."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.numbers import count
from instances.edits.edit import Edit
from instances.edits.whole_rows import GoneRow, NewRow
from reports.workbook.edited_copy import write_edited
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import WorkbookVersion
from scheduler.web.tasks.reading import look

WorkbookEdit = Edit | NewRow | GoneRow
MOST_FAULTS = 3  # are told in a sentence; the first ones say what is wrong with the form


class ChangeRefusedError(Exception):
    """Nothing was changed; the text says in Dutch why, for whoever asked."""


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
    with tempfile.TemporaryDirectory(dir=dossier.folder) as folder:
        path = Path(folder) / "werkboek.xlsx"
        try:
            write_edited(version.path, look(version.path).reading, edits, path)
        except (ValueError, KeyError, OSError) as error:
            raise ChangeRefusedError(f"Dit kan niet in het werkboek geschreven worden: {error}.") from error
        faults = look(path).faults
        if faults:
            first = " ".join(f"{f.sheet}, {f.column}: {f.found}; {f.expected}." for f in faults[:MOST_FAULTS])
            more = count(len(faults), "fout", "fouten")
            raise ChangeRefusedError(f"Zo staan er {more} in het werkboek, dus er is niets gewijzigd. {first}")
        number = dossier.add_workbook(path, version.shown_name, by, why, version.id, at_head=at_head)
    return next(one for one in dossier.workbooks() if one.id == number)
