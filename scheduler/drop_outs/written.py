"""The list of ``kwetsbaar`` beside its rosters: a workbook, and a section of rapport.html. Finds no drop-out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from instances.privacy.owner_only import owner_only
from instances.rosters.columns import BROKEN_OFF_FILE, FRAGILITY, FRAGILITY_FILE, PAGE_FILE, RESULT_FILE, Head
from instances.rosters.own_files import open_own, own_sheet
from instances.tables.faults import Findings
from reports.account.manifest import LIST, earlier_files, is_as_written, read_result, relist
from reports.excel.book import Row
from reports.files.errors import CannotWriteError
from reports.files.exchange import Exchange, GivingWay, KnownFiles, plan_exchange
from reports.files.prints import is_sealed, is_unchanged, print_of, seal
from reports.files.scratch import Scratch
from reports.folder import atomic_folder
from reports.page.drop_outs import with_drop_outs
from reports.workbook.drop_out_list import write_drop_outs
from scheduler.drop_outs.words import NO_TIME
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.writing.alone_standing import write_own
from scheduler.writing.output_folder import output_folder

_LISTS = (FRAGILITY_FILE, BROKEN_OFF_FILE)
_READ_BACK = own_sheet(FRAGILITY, (Head.PERSON,), (Head.EXPLANATION,))


@dataclass(frozen=True, slots=True)
class ListWritten:
    """Where the list is.

    Attributes:
        files: What was written.
        kept: Under which name an earlier list is kept that somebody changed; '' where none was.
        better_stays: A list that knows what this one does not is there, and stays.
        page_left: rapport.html is there and could not get its section: it was changed, or another version wrote it.
    """

    files: tuple[Path, ...]
    kept: str = ""
    better_stays: bool = False
    page_left: bool = False


def write_list(path: Path, rows: Sequence[Row]) -> ListWritten:
    """Write the list in a file of its own.

    Args:
        path: The file.
        rows: Worst first, by the columns of ``FRAGILITY``.

    Returns:
        What became of it.

    Raises:
        RefusedError: The disk refuses.
    """
    kept = write_own(path, lambda fresh: write_drop_outs(fresh, rows))
    return ListWritten((path,), "" if kept is None else kept.name)


def write_list_beside(folder: Path, rows: Sequence[Row], screen: Screen) -> ListWritten:
    """Write the list beside its rosters, in their list of files, with a section in rapport.html.

    A list that does not know what an earlier one of these rosters knows comes beside that one, and not in the page.

    Args:
        folder: With the rosters.
        rows: Worst first, by the columns of ``FRAGILITY``.
        screen: Where is said what an earlier command left half done.

    Returns:
        What became of it.

    Raises:
        RefusedError: The disk refuses, or another command is writing there.
    """
    with output_folder(folder, screen):
        earlier, unknown = _unknown_in(folder / FRAGILITY_FILE), _unknown(rows)
        better = earlier is not None and not unknown <= earlier
        name = BROKEN_OFF_FILE if better else FRAGILITY_FILE
        if not is_as_written(folder / RESULT_FILE):  # there is no list of files to stand in
            alone = write_list(folder / name, rows)
            return ListWritten(alone.files, alone.kept, better, not better and (folder / PAGE_FILE).exists())
        page = None if better else _page(folder, rows, len(unknown))
        try:
            exchange = _take_in(folder, name, rows, page)
        except CannotWriteError as error:
            raise RefusedError(ExitCode.FAULTS, str(error)) from error
        files = (folder / name, *(() if page is None else (folder / PAGE_FILE,)))
        kept = next((each.now for each in exchange.kept if each.name == name), "")
        left = page is None and not better and (folder / PAGE_FILE).exists()
        return ListWritten(files, kept, better, left)


def _unknown(rows: Sequence[Row]) -> frozenset[str]:
    return frozenset(str(row[Head.PERSON]) for row in rows if row[Head.EXPLANATION] == NO_TIME)


def _unknown_in(path: Path) -> frozenset[str] | None:
    """Whom a list that is there has no answer for; None without a list that can be read."""
    findings = Findings()
    records = open_own(path, (_READ_BACK,), findings)
    if records is None or findings.faults:
        return None
    person, told = _READ_BACK.column(Head.PERSON), _READ_BACK.column(Head.EXPLANATION)
    return frozenset(row.text(person) for row in records.of(_READ_BACK) if row.text(told) == NO_TIME)


def _page(folder: Path, rows: Sequence[Row], unknown: int) -> str | None:
    """The page with the section; None where there is none of ours, unchanged, with a place for it."""
    path = folder / PAGE_FILE
    if not is_unchanged(path, earlier_files(folder).prints.get(PAGE_FILE)):
        return None
    return with_drop_outs(path.read_text(encoding="utf-8"), rows, unknown)


def _take_in(folder: Path, name: str, rows: Sequence[Row], page: str | None) -> Exchange:
    """The list, the page and the list of files with their prints, all or none; a list that is outdone goes."""
    known = earlier_files(folder)
    ours = {each: print_of(folder / each) for each in _LISTS if is_sealed(folder / each)}
    giving_way = GivingWay(retired=() if name == BROKEN_OFF_FILE else (BROKEN_OFF_FILE,))
    plans: list[Exchange] = []

    def planned(scratch: Scratch) -> Exchange:
        earlier = KnownFiles({**known.prints, **ours}, known.listed)
        plans.append(plan_exchange(folder, scratch, earlier, giving_way))
        return plans[0]

    with atomic_folder(folder, planned) as fresh:
        write_drop_outs(fresh / name, rows)
        seal(fresh / name)
        owner_only(fresh / name)
        if page is not None:
            (fresh / PAGE_FILE).write_text(page, encoding="utf-8", newline="\n")
        prints = _listed(folder) | {path.name: print_of(path) for path in fresh.iterdir()}
        shutil.copyfile(folder / RESULT_FILE, fresh / RESULT_FILE)
        relist(fresh, prints)
    return plans[0]


def _listed(folder: Path) -> dict[str, str]:
    """The list as it is, also of files that somebody changed since: what was ours stays known."""
    files = read_result(folder).get(LIST)
    return {str(name): str(known) for name, known in files.items()} if isinstance(files, Mapping) else {}
