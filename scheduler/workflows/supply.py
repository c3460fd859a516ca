"""``uitvraag`` and ``inlezen``: forms out to boards and trainers, answers in a new workbook. Prints nothing itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from instances.supply.asked import RowsAsked
from instances.supply.gather import merge_answers
from instances.supply.ingelezen import answered_before
from instances.supply.outcome import Merged, NewsKind
from instances.supply.read_forms import FileFault
from instances.tables.faults import Fault
from instances.workbook.read import Reading, read
from reports.boards.names import named_files
from reports.folder import replace_any, replace_own
from reports.supply.board_form import write_board_form
from reports.supply.merged_copy import write_merged
from reports.supply.reminders import write_reminders
from reports.supply.trainer_form import write_trainer_form
from reports.workbook.raw_cells import UnwritableCellError
from scheduler.input.kept_postcodes import kept_postcodes
from scheduler.input.read_workbook import Intake
from scheduler.runtime.exit import ExitCode, RefusedError

BOARD_FORMS, TRAINER_FORMS = "besturen", "opleiders"
"""Folders of the forms."""


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms that were written.

    Attributes:
        boards: Of boards, by id.
        trainers: Of trainers, by id.
        without_email: Ids of boards and trainers of whom the workbook has no e-mail address.
        kept: Files that were there and had been changed, under the names that they have now.
    """

    boards: dict[str, Path]
    trainers: dict[str, Path]
    without_email: tuple[str, ...]
    kept: tuple[Path, ...]


def write_forms(intake: Intake, folder: Path) -> Forms:
    """Write a form for every board with a school and, where there are times for WPAs, for every assessor.

    Args:
        intake: The workbook.
        folder: Where the forms go; made where it is missing. A form that somebody changed there is kept.

    Returns:
        The forms.

    Raises:
        OSError: The disk refuses a file.
    """
    asked = RowsAsked(intake.reading, intake.instance)
    boards = {id: board for id, board in intake.instance.boards.items() if asked.labels(id)}
    trainers = {trainer.id: trainer for trainer in asked.assessors()}
    board_names = named_files(intake.instance, boards)
    trainer_names = named_files(intake.instance, trainers)
    of_boards = {id: folder / BOARD_FORMS / f"{name}.xlsx" for id, name in board_names.items()}
    of_trainers = {id: folder / TRAINER_FORMS / f"{name}.xlsx" for id, name in trainer_names.items()}
    kept = []
    for paths, write in ((of_boards, write_board_form), (of_trainers, write_trainer_form)):
        for id, path in paths.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            kept.append(replace_own(path, lambda fresh, id=id, write=write: write(asked, id, fresh)))  # type: ignore[misc]
    emails = {**{id: who.email for id, who in boards.items()}, **{id: who.email for id, who in trainers.items()}}
    silent = [id for id, email in emails.items() if not email]
    return Forms(of_boards, of_trainers, tuple(silent), tuple(path for path in kept if path is not None))


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of the answers.

    Attributes:
        merged: What they changed, and who has not answered.
        faults: What must be corrected first; then nothing was written.
        kept: The name under which a file that was there is kept.
        reminders: The file with who has not answered; None where nothing was written.
    """

    merged: Merged
    faults: tuple[FileFault, ...]
    kept: tuple[Path, ...] = ()
    reminders: Path | None = None

    @property
    def complete(self) -> bool:
        """Whether everybody answered and nothing clashes with what the office changed itself."""
        return not self.merged.unanswered and not self.merged.of(NewsKind.CONFLICT)


class _UnsoundError(Exception):
    """The merged workbook has faults that the old one did not have."""

    def __init__(self, faults: Iterable[Fault], reading: Reading) -> None:
        self.faults, self.reading = tuple(faults), reading


def take_in_forms(intake: Intake, folder: Path, target: Path, when: datetime, postcodes: Path | None = None) -> TakenIn:
    """Merge the answers in a folder into a new workbook, all of them or none.

    Args:
        intake: The workbook.
        folder: Where the answers lie.
        target: The new workbook; its folder must exist.
        when: The moment of the stamps.
        postcodes: The file with postal codes with which the workbook was read.

    Returns:
        What changed, or every fault.

    Raises:
        OSError: The disk refuses a file.
        RefusedError: A cell of the workbook can only be changed in Excel.
    """
    before = answered_before(intake.path, intake.instance.settings.semester)
    merged = merge_answers(intake.reading, folder, before)
    if merged.faults:
        return TakenIn(merged, tuple(merged.faults))
    for_wpa = bool(intake.instance.slots)

    def write(fresh: Path) -> None:
        write_merged(intake.path, intake.reading, merged, when, fresh)
        reading = read(fresh, postcodes=postcodes, kept_postcodes=kept_postcodes(), for_wpa=for_wpa)
        if reading.faults:
            raise _UnsoundError(reading.faults, reading)

    try:
        kept = replace_any(target, write)
    except _UnsoundError as error:
        return TakenIn(merged, tuple(_back_in_form(merged, fault, error.reading) for fault in error.faults))
    except UnwritableCellError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    reminders = target.with_name(f"{target.stem}-herinneringen.xlsx")
    settings = intake.instance.settings
    kept_list = replace_own(
        reminders,
        lambda fresh: write_reminders(merged.unanswered, settings, fresh),
    )
    return TakenIn(merged, (), tuple(path for path in (kept, kept_list) if path is not None), reminders)


def _back_in_form(merged: Merged, fault: Fault, reading: Reading) -> FileFault:
    """A fault of the new workbook at the answer that made it; at the workbook itself where none did."""
    ids = {row: id for (sheet, id), row in reading.rows.items() if sheet == fault.sheet}
    row = int("".join(sign for sign in fault.cell if sign.isdigit()) or 0)
    of_row = [news for news in merged.news if (news.sheet, news.id) == (fault.sheet, ids.get(row))]
    exact = [news for news in of_row if news.field == fault.column] or of_row
    if not exact:
        return FileFault("", fault)
    place = exact[0].place
    return FileFault(place.file, Fault(place.sheet, place.cell, fault.column, fault.found, fault.expected, fault.rule))
