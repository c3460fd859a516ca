"""The next semester as a dossier of its own, and what must be looked at again in it. Knows no page."""

from __future__ import annotations

import io
import json
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Lock

from instances.dutch.date_ranges import date_ranges
from instances.dutch.typed_dates import DateTextError
from scheduler.next_semester.dates import SlotWishes
from scheduler.next_semester.given import LookAgain
from scheduler.runtime.exit import RefusedError
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.jobs.window_words import in_window
from scheduler.web.tasks.edited_workbook import semester_of
from scheduler.web.tasks.held import NO_ROSTER
from scheduler.web.tasks.sending.hand_out import GONE
from scheduler.web.tasks.workbook_copy import DISK, ChangeRefusedError
from scheduler.workflows.next_semester import NextOrder, NextSemester, make_next

_MAKING = Lock()
LOOK_AGAIN = "nakijken"  # the property of the next dossier with what must be looked at
NOTHING_TO_GO_ON = f"{NO_ROSTER} Het volgende semester bouwt voort op wie nu waar stage loopt."
THERE = "Er is al een dossier {}. Open dat bij Uw semesters, of verwijder het daar eerst."


@dataclass(frozen=True, slots=True)
class ToLookAt:
    """Something that must be looked at before the next semester is solved.

    Attributes:
        subject: What it is about, in Dutch.
        sheet: Where in the workbook it can be changed.
        name: Of whom or what it is about; '' for no one in particular.
        what: A Dutch sentence.
    """

    subject: str
    sheet: str
    name: str
    what: str


def is_of_another_version(dossier: Dossier) -> bool:
    """Say whether the rosters that are worked in were made of another version of the workbook.

    Args:
        dossier: Of which semester.

    Returns:
        Also True where that version says the same; False without rosters.
    """
    roster, workbook = dossier.roster, dossier.workbook
    of = None if roster is None else dossier.workbook_of(roster)
    return of is not None and workbook is not None and of.id != workbook.id


def begin_next(
    dossier: Dossier, dossiers: Dossiers, by: str, first: date | None, closed: str, anyway: bool = False
) -> Dossier:
    """Make the dossier of the next semester, with its workbook.

    Args:
        dossier: Of the semester that ends.
        dossiers: Where the next one comes.
        by: By whom.
        first: The first day with WPAs; None: as many weeks on as the earlier ones.
        closed: School holidays as typed: days and periods with ``;`` between them; '' for none.
        anyway: Also when the workbook changed since the rosters were made.

    Returns:
        The new dossier.

    Raises:
        ChangeRefusedError: There is no roster or workbook, the workbook changed since and not ``anyway``, it does not
            say which semester it is, or what was typed cannot be read.
    """
    semester, roster = semester_of(dossier), dossier.roster
    if roster is None:
        raise ChangeRefusedError(NOTHING_TO_GO_ON)
    if not roster.folder.is_dir():
        raise ChangeRefusedError(GONE)
    try:
        wishes = SlotWishes(first=first, closed=date_ranges(closed) if closed.strip() else ())
        with tempfile.TemporaryDirectory(dir=dossier.folder) as place:
            target = Path(place) / "werkboek.xlsx"
            order = NextOrder(semester.version.path, roster.folder, target, slots=wishes, anyway=anyway)
            made = make_next(order, EventScreen(io.StringIO()))
            return _kept(dossiers, made, target, by)
    except DateTextError as error:
        raise ChangeRefusedError(f"{error}. Geef vakanties als 16-10-2027 t/m 24-10-2027; 27-12-2027.") from error
    except RefusedError as error:
        raise ChangeRefusedError(in_window(str(error))) from error
    except OSError as error:
        raise ChangeRefusedError(DISK) from error


def _kept(dossiers: Dossiers, made: NextSemester, workbook: Path, by: str) -> Dossier:
    """A dossier with all that is in it, or none; one of a name, also where two ask in the same moment."""
    with _MAKING:
        if any(listed.name == made.step.name for listed in dossiers.all()):
            raise ChangeRefusedError(THERE.format(made.step.name))
        found = dossiers.create(made.step.name)
        try:
            why = f"Gemaakt uit {made.step.before}" if made.step.before else "Gemaakt uit het vorige semester"
            found.add_workbook(workbook, f"{made.step.name}.xlsx", by, why)
            look = json.dumps([_line(item) for item in made.made.look_again], ensure_ascii=False)
            found.set_info(LOOK_AGAIN, look)
        except BaseException:
            dossiers.delete(found.id)
            raise
        return found


def to_look_at(dossier: Dossier) -> list[ToLookAt]:
    """Tell what had to be looked at when this dossier was made from the one before.

    Args:
        dossier: The dossier.

    Returns:
        In the order of the sheet Nakijken; nothing where it was not made so.
    """
    return [ToLookAt(*each) for each in json.loads(dossier.info(LOOK_AGAIN, "[]"))]


def _line(item: LookAgain) -> list[str]:
    return [item.subject.value, item.sheet, item.name or item.id, in_window(item.what)]
