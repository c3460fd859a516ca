"""The files of one run, each made by one writer, and who does that. Knows the writers, not what is in the files.

A large partnership takes seconds to write, so a second process may stand by: both take writers until none is left.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from instances.rosters.columns import (
    ASSESSMENT_FILE,
    BOARD_FOLDER,
    CALENDAR_FOLDER,
    CALENDAR_LIST_FILE,
    HOURS_FILE,
    LETTER_FOLDER,
    NOTICES_FILE,
    ONSTAGE_CSV_FILE,
    ONSTAGE_FILE,
    PAGE_FILE,
    PLACEMENT_FILE,
    PREVIEW_FOLDER,
    PREVIEW_KEY_FILE,
    PROOF_FILE,
    RESULT_FILE,
    SCHOOL_FOLDER,
    TANDEM_FOLDER,
)
from models.parallel.executor import Executor, WorkerLostError
from reports.account.proof import write_proof
from reports.account.result import write_result
from reports.assessment.sheets import write_assessment
from reports.boards.preview import write_preview_key, write_previews
from reports.boards.schools import write_schools, write_tandems
from reports.boards.sheets import write_boards
from reports.calendar.address_list import write_address_list
from reports.calendar.diary import continued, diaries_of
from reports.calendar.ics import write_diaries
from reports.excel.own_cells import NO_OWN_WORK, OwnWork
from reports.hours.sheets import write_hours
from reports.page.write import write_page
from reports.placement.letters import write_letters
from reports.placement.onstage import write_onstage_csv, write_onstage_xlsx
from reports.placement.sheets import write_placement
from reports.run.bundle import Run
from reports.workbook.notices import write_notices
from scheduler.writing.barred import barred_mentors, barred_wpas
from scheduler.writing.sending import OLD_CALENDAR_FOLDER, Sending


@dataclass(frozen=True, slots=True)
class Content:
    """All that the files are made from; it travels pickled to the process that helps."""

    run: Run
    sending: Sending

    def own(self, file: str) -> OwnWork:
        """What the office put in a file before."""
        return self.sending.own.get(file, NO_OWN_WORK)


def _wpas(content: Content, folder: Path) -> None:
    run = content.run
    if run.assessment is not None:
        marked = content.sending.marked
        cannot = barred_wpas(run.instance, run.placement, run.assessment) if marked else None
        write_assessment(run, folder / ASSESSMENT_FILE, cannot, content.own(ASSESSMENT_FILE))


def _placement(content: Content, folder: Path) -> None:
    run = content.run
    barred = barred_mentors(run.instance, run.placement) if content.sending.marked else None
    write_placement(run, folder / PLACEMENT_FILE, barred, content.own(PLACEMENT_FILE))


def _boards(content: Content, folder: Path) -> None:
    write_boards(content.run, folder / BOARD_FOLDER, content.sending.passwords)


def _schools(content: Content, folder: Path) -> None:
    if content.sending.schools:
        write_schools(content.run, folder / SCHOOL_FOLDER)
        write_tandems(content.run, folder / TANDEM_FOLDER)


def _calendars(content: Content, folder: Path) -> None:
    run, before = content.run, content.sending.calendars
    if run.assessment is None:
        write_diaries(before, folder / OLD_CALENDAR_FOLDER)
    else:
        diaries = continued(diaries_of(run, content.sending.semesters), before, run)
        write_diaries(diaries, folder / CALENDAR_FOLDER)
        write_address_list(diaries, run.instance, folder / CALENDAR_LIST_FILE)


def _previews(content: Content, folder: Path) -> None:
    if content.sending.previewed is not None:
        write_previews(content.run, folder / PREVIEW_FOLDER)
        write_preview_key(content.run, content.sending.previewed, folder / PREVIEW_KEY_FILE)


def _onstage(content: Content, folder: Path) -> None:
    write_onstage_csv(content.run, folder / ONSTAGE_CSV_FILE)
    write_onstage_xlsx(content.run, folder / ONSTAGE_FILE)


def _notices(content: Content, folder: Path) -> None:
    if content.run.notices:
        write_notices(content.run.notices, folder / NOTICES_FILE)


# those that take longest first, so that two who share them end together
WRITERS: dict[str, Callable[[Content, Path], None]] = {
    BOARD_FOLDER: _boards,
    SCHOOL_FOLDER: _schools,
    ASSESSMENT_FILE: _wpas,
    PREVIEW_FOLDER: _previews,
    CALENDAR_FOLDER: _calendars,
    PLACEMENT_FILE: _placement,
    LETTER_FOLDER: lambda content, folder: write_letters(content.run, folder / LETTER_FOLDER),
    HOURS_FILE: lambda content, folder: write_hours(content.run, folder / HOURS_FILE),
    PAGE_FILE: lambda content, folder: write_page(content.run, folder / PAGE_FILE),
    ONSTAGE_FILE: _onstage,
    NOTICES_FILE: _notices,
    PROOF_FILE: lambda content, folder: write_proof(content.run, folder / PROOF_FILE),
    RESULT_FILE: lambda content, folder: write_result(content.run, folder / RESULT_FILE),
}


def write_files(content: Content, folder: Path, helper: Executor | None = None) -> None:
    """Write all files of a run.

    What the writers raise is raised here; then the helper has been closed, so that nobody writes in the folder any
    more.

    Args:
        content: What the files are made from.
        folder: Where; it is there.
        helper: A second process that does a part of them; None without one.
    """
    if helper is None:
        for name in WRITERS:
            _write(content, (name, folder))
        return
    try:
        _write_together(content, folder, helper)
    except BaseException:
        helper.close()
        raise


def _write_together(content: Content, folder: Path, helper: Executor) -> None:
    """The helper takes from the front, this process from the back, and what a helper that is lost left undone."""
    with helper.start_job(_same, content) as job:
        asked = {name: job.submit(_write, (name, folder)) for name in WRITERS}
        for name in reversed(WRITERS):
            if asked[name].cancel():
                _write(content, (name, folder))
        for name, written in asked.items():
            if not written.cancelled() and _lost(written):
                _write(content, (name, folder))


def _lost(written: Future[None]) -> bool:
    try:
        written.result()
    except WorkerLostError:
        return True
    return False


def _write(content: Content, asked: tuple[str, Path]) -> None:
    name, folder = asked
    WRITERS[name](content, folder)


def _same(content: Content) -> Content:
    return content
