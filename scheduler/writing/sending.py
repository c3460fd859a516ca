"""What must be ready before anything goes out: passwords, and the calendars that went out before. Knows no roster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from instances.domain.instance import Instance
from instances.rosters.columns import CALENDAR_FOLDER, PREVIEW_KEY_FILE
from instances.rosters.previewed import PreviewKey, PreviewRow
from instances.rosters.school_answers import read_preview_key
from reports.account.manifest import earlier_files
from reports.calendar.diary import Diaries, newest
from reports.calendar.ics import PRODUCT, read_diaries
from reports.excel.own_cells import OwnWork
from reports.files.exchange import KnownFiles
from scheduler.previous.own_work import own_work
from scheduler.previous.provenance import Provenance
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.wording.texts import fault_lines
from scheduler.writing.passwords import ready_passwords, refuse_to_unlock

OLD_CALENDAR_FOLDER = f"{CALENDAR_FOLDER}-oud"


@dataclass(frozen=True, slots=True)
class Sending:
    """What goes along with the files that are sent.

    Attributes:
        passwords: Board id to the password of its file; None leaves the files open.
        calendars: The ones that went out before.
        semesters: The names of the semester in the rosters they went out with.
        previewed: The codes of earlier previews; None: no preview is asked for.
        own: What the office put in plaatsing.xlsx and wpa.xlsx before, by the name of the file.
        staying: Files of an earlier run that are kept though nobody edited them: something of the office is only there.
        schools: Also a file for every school and every tandem.
        marked: The rosters say which choices cannot be; with codes for people that would say who is excluded.
    """

    passwords: Mapping[str, str] | None = None
    calendars: Diaries = field(default_factory=dict)
    semesters: tuple[str, ...] = ()
    previewed: PreviewKey | None = None
    own: Mapping[str, OwnWork] = field(default_factory=dict)
    staying: frozenset[str] = frozenset()
    marked: bool = True
    schools: bool = False


def ready_to_send(
    instance: Instance,
    folder: Path,
    previous: Path | None,
    passwords: Path | None,
    preview: bool,
    screen: Screen,
    schools: bool = False,
) -> Sending:
    """Get ready what goes along with the files, before searching.

    Args:
        instance: The workbook.
        folder: Where the rosters come.
        previous: The folder with earlier rosters; None without.
        passwords: The file with passwords; None leaves the board files open.
        preview: Previews for schools are asked for.
        screen: Where is warned.
        schools: Files for schools and tandems are asked for.

    Returns:
        What goes along.

    Raises:
        RefusedError: The file with passwords, or one with earlier codes, has faults; or no passwords are given and the
            board files that are there are locked.
    """
    if passwords is None:
        refuse_to_unlock(folder, previous, screen)
    locks = None if passwords is None else ready_passwords(passwords, folder, instance.boards, screen)
    places = [folder] if previous is None else [folder, previous]
    semesters = tuple(filter(None, (Provenance(place).semester for place in places)))
    previewed = previewed_in(places) if preview else None
    own = own_work(reversed(places))
    return Sending(locks, _calendars(places, screen), semesters, previewed, own, schools=schools)


def previewed_in(folders: Iterable[Path]) -> PreviewKey:
    """Read the codes of every preview that these folders tell of. Raises RefusedError for a key that cannot be used."""
    found: dict[str, PreviewRow] = {}
    for path in (folder / PREVIEW_KEY_FILE for folder in folders):
        key, faults = read_preview_key(path)
        if faults:
            raise RefusedError(ExitCode.FAULTS, f"{path} is niet te gebruiken.\n{fault_lines(faults)}")
        found = {**key, **found}
    return found


def _calendars(folders: Iterable[Path], screen: Screen) -> Diaries:
    """Ours in every folder, also those that were put aside when a new placement was made; another's are no news."""
    found: list[Diaries] = []
    for folder in folders:
        earlier = earlier_files(folder)
        for place in (folder / name for name in (CALENDAR_FOLDER, OLD_CALENDAR_FOLDER)):
            diaries, unreadable = read_diaries(place)
            found.append(
                {file: diary for file, diary in diaries.items() if _is_ours(place / f"{file}.ics", folder, earlier)}
            )
            for path in unreadable:
                if _is_ours(path, folder, earlier):
                    screen.warn(f"{path} is geen agenda die te lezen is. De afspraken daarin tellen als nieuw.")
    return newest(found)


def _is_ours(path: Path, folder: Path, earlier: KnownFiles) -> bool:
    """Did we write a calendar of this name, edited since or not? Without any list the file itself must say so."""
    if earlier.prints:
        return path.relative_to(folder).as_posix() in earlier.prints
    return not earlier.listed or PRODUCT.encode() in path.read_bytes()
