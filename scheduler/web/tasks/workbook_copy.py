"""The next version of a workbook: a copy beside it with other cells, looked at, and kept. Knows files, no page.

Every screen that changes the workbook comes here, so that none of them loses a formula or a picture of the office.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path

from instances.dutch.numbers import count
from instances.tables.faults import Fault
from reports.workbook.filled_copy import Filling, write_filled
from reports.workbook.raw_cells import UnwritableCellError
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import WorkbookVersion
from scheduler.web.dossier.store import ChangedMeanwhileError
from scheduler.web.tasks.reading import look

MOST_FAULTS = 3  # are told; the first ones say what is wrong with the form
ANOTHER_VERSION = "Intussen is er een andere versie van het werkboek. Er is niets overschreven; ververs de bladzijde."
DISK = "De schijf weigert: misschien is hij vol. Er is niets bewaard en niets veranderd."


class ChangeRefusedError(Exception):
    """Nothing was changed; the message says in Dutch why, for whoever asked.

    Attributes:
        texts: Why, a sentence each.
    """

    def __init__(self, *texts: str) -> None:
        super().__init__(" ".join(texts))
        self.texts = texts


def add_copy(
    dossier: Dossier,
    before: WorkbookVersion,
    fillings: Iterable[Filling],
    by: str,
    why: str,
    *,
    sound: bool = True,
    seen: int | None = None,
    at_head: bool = True,
) -> WorkbookVersion:
    """Write a copy of a version with other cells and rows as the next version.

    Args:
        dossier: Whose.
        before: The version that is changed; it stays as it is.
        fillings: What becomes other.
        by: By whom.
        why: What is changed, in Dutch.
        sound: A copy with faults is refused; otherwise those may be left to be corrected.
        seen: The stamp of the workbook that was shown; None: whatever is worked in now.
        at_head: It is worked in at once; otherwise together with the roster that is made from it.

    Returns:
        The new version.

    Raises:
        ChangeRefusedError: The copy cannot be written, has faults, or another version came meanwhile; there is no new
            version.
    """
    try:
        with tempfile.TemporaryDirectory(dir=dossier.folder) as folder:
            path = Path(folder) / "werkboek.xlsx"
            write_filled(before.path, look(before.path).reading.tables, fillings, path)
            faults = look(path).faults if sound else ()
            if faults:
                raise ChangeRefusedError(*_told(faults))
            number = dossier.add_workbook(path, before.shown_name, by, why, before.id, seen=seen, at_head=at_head)
    except UnwritableCellError as error:
        raise ChangeRefusedError(str(error)) from error
    except OSError as error:
        raise ChangeRefusedError(DISK) from error
    except ChangedMeanwhileError as error:
        raise ChangeRefusedError(ANOTHER_VERSION) from error
    made = dossier.workbook_version(number)
    if made is None:
        raise ChangeRefusedError(ANOTHER_VERSION)
    return made


def _told(faults: tuple[Fault, ...]) -> list[str]:
    more = count(len(faults), "fout", "fouten")
    first = [f"{fault.sheet}, {fault.column}: {fault.found}; {fault.expected}." for fault in faults[:MOST_FAULTS]]
    are = "staat er" if len(faults) == 1 else "staan er"
    return [f"Zo {are} {more} in het werkboek, dus er is niets gewijzigd.", *first]
