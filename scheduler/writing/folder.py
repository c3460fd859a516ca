"""The folder that one run writes, whole or not at all, and what of the office's stays in it. Knows no writer."""

from __future__ import annotations

import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from importlib.metadata import version
from pathlib import Path

from instances.privacy.owner_only import owner_only
from instances.rosters.columns import (
    ASSESSMENT_FILE,
    BOARD_FOLDER,
    BROKEN_OFF_FILE,
    CALENDAR_FOLDER,
    CALENDAR_LIST_FILE,
    FRAGILITY_FILE,
    NOTICES_FILE,
    PREVIEW_FOLDER,
    PREVIEW_KEY_FILE,
    SCHOOL_FOLDER,
    TANDEM_FOLDER,
    VARIANT_FOLDER,
    VARIANTS_FILE,
)
from instances.visits.sheets import VISITS_FILE
from models.parallel.executor import Executor
from reports.account.manifest import DamagedResultError, add_list, earlier_files
from reports.files.errors import CannotWriteError
from reports.files.exchange import Exchange, GivingWay, Kept, KnownFiles, plan_exchange
from reports.files.scratch import Scratch
from reports.folder import atomic_folder
from reports.run.bundle import Run
from scheduler.previous.provenance import damaged_result
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.writing.files import Content, write_files
from scheduler.writing.sending import OLD_CALENDAR_FOLDER, Sending

RETIRED = (
    f"{BOARD_FOLDER}/*.xlsx",
    f"{SCHOOL_FOLDER}/*.xlsx",
    f"{TANDEM_FOLDER}/*.xlsx",
    f"{CALENDAR_FOLDER}/*.ics",
    f"{OLD_CALENDAR_FOLDER}/*.ics",
    CALENDAR_LIST_FILE,
    NOTICES_FILE,
    FRAGILITY_FILE,
    BROKEN_OFF_FILE,
)
"""Of these no earlier one may lie among the new: they are sent out folder by folder, or tell of one run."""

OUTDATED = (ASSESSMENT_FILE, VISITS_FILE)
"""A WPA roster of an earlier placement, or visits around it, would mislead beside a new one."""

SECRET = (PREVIEW_KEY_FILE,)
"""For the owner only, also under another name and whatever program saved it."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a run left in its folder.

    Attributes:
        files: The new ones.
        kept: What stood there and has another name now.
    """

    files: tuple[Path, ...]
    kept: tuple[Kept, ...]


def versions() -> Mapping[str, str]:
    """Tell what made the roster, for resultaat.json."""
    made_with = {name: version(name) for name in ("plaatswijzer", "ortools")}
    return {**made_with, "python": platform.python_version()}


def variant_folders(folder: Path) -> tuple[str, ...]:
    """Name the folders of variants that an earlier run left; those kept as old do not count."""
    found = (path.name for path in sorted(folder.glob(f"{VARIANT_FOLDER}-[0-9]*")) if path.is_dir())
    return tuple(name for name in found if name.removeprefix(f"{VARIANT_FOLDER}-").isdigit())


def write_rosters(
    run: Run,
    folder: Path,
    sending: Sending | None = None,
    more: Mapping[str, Callable[[Path], None]] | None = None,
    helper: Executor | None = None,
    variants: Mapping[str, Run] | None = None,
) -> Written:
    """Write the files of a run, all or none.

    Files of an earlier run give way where they are as they were written. What somebody edited, or another program made,
    stays, or is kept under another name where a new file must come. Calendars of a roster that gives way are put
    aside: the next ones follow their numbers.

    Args:
        run: What is written.
        folder: Where; need not be there.
        sending: Passwords, calendars and codes of what is sent; None: without any.
        more: Names of further files to their writers.
        helper: A process that helps; None without one.
        variants: Names of folders to other placements, written in the same step; folders of earlier variants that are
            no more get another name. None: those stay as they are.

    Returns:
        The files, and what was kept under another name.

    Raises:
        RefusedError: The disk refuses; then nothing changed.
    """
    sending = sending or Sending()
    run, variants = _dated(run), None if variants is None else {name: _dated(one) for name, one in variants.items()}
    roots = tuple(variants or ())
    gone = () if variants is None else tuple(name for name in variant_folders(folder) if name not in roots)
    made: list[Path] = []
    plans: list[Exchange] = []

    def planned(scratch: Scratch) -> Exchange:
        earlier = _without(earlier_files(folder, roots), sending.staying)
        exchange = plan_exchange(folder, scratch, earlier, _giving_way(sending, variants is not None), roots, gone)
        for root in ("", *roots):
            before = f"{root}/" if root else ""
            mine = (
                name for name in exchange.carried if name.startswith(before) and not (not root and _in(name, roots))
            )
            carried = {name.removeprefix(before): earlier.prints[name] for name in mine}
            add_list(scratch.fresh / root, carried, () if root else roots)
        made.extend(path.relative_to(scratch.fresh) for path in sorted(scratch.fresh.rglob("*")) if path.is_file())
        plans.append(exchange)
        return exchange

    try:
        with atomic_folder(folder, planned) as fresh:
            for name, other in (variants or {}).items():
                (fresh / name).mkdir()
                write_files(Content(other, Sending(sending.passwords, marked=sending.marked)), fresh / name, helper)
            write_files(Content(run, sending), fresh, helper)
            for name, write in (more or {}).items():
                write(fresh / name)
    except CannotWriteError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    except DamagedResultError as error:
        raise damaged_result(error) from error
    for kept in (one for plan in plans for one in plan.kept if Path(one.name).name in SECRET):
        owner_only(folder / kept.now)
    files = (folder / name for name in made if name.parts[0] not in roots)
    return Written(tuple(files), tuple(kept for plan in plans for kept in plan.kept))


def _dated(run: Run) -> Run:
    return run if run.reproducible else replace(run, made_on=date.today())


def _without(earlier: KnownFiles, names: frozenset[str]) -> KnownFiles:
    """Files that are ours, less some that are kept as if they were not."""
    prints = {name: known for name, known in earlier.prints.items() if name not in names}
    return KnownFiles(prints, earlier.listed)


def _giving_way(sending: Sending, with_variants: bool) -> GivingWay:
    previews = () if sending.previewed is None else (f"{PREVIEW_FOLDER}/*.xlsx",)
    figures = (VARIANTS_FILE,) if with_variants else ()
    return GivingWay((*RETIRED, *previews, *figures), OUTDATED, (OLD_CALENDAR_FOLDER,))


def _in(name: str, roots: tuple[str, ...]) -> bool:
    return any(name.startswith(f"{root}/") for root in roots)
