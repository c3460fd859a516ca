"""The files of a roster of visits: all or none, beside whatever lies in the folder. Knows the writers, no contents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from instances.domain.instance import Instance
from instances.visits.sheets import VISIT_CALENDARS, VISITS_FILE, VISITS_RESULT_FILE
from reports.account.manifest import DamagedResultError, add_list, earlier_files
from reports.boards.names import file_names
from reports.calendar.diary import newest
from reports.calendar.ics import read_diaries, write_diaries
from reports.files.errors import CannotWriteError
from reports.files.exchange import Exchange, GivingWay, plan_exchange
from reports.files.scratch import Scratch
from reports.folder import atomic_folder
from reports.visits.book import write_visits
from reports.visits.bundle import VisitsRun
from reports.visits.diary import visit_diaries
from reports.visits.visit_result import write_visit_result
from scheduler.previous.provenance import damaged_result
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.writing.folder import Written

_RETIRED = GivingWay((f"{VISIT_CALENDARS}/*.ics",))


def visit_file_names(instance: Instance) -> Iterator[str]:
    """Name every file that may be written, relative to the folder."""
    yield from (VISITS_FILE, VISITS_RESULT_FILE)
    for trainer in file_names(instance.trainers).values():
        yield f"{VISIT_CALENDARS}/{trainer}.ics"


def write_visit_files(run: VisitsRun, folder: Path, previous: Path | None = None) -> Written:
    """Write bezoeken.xlsx, bezoeken.json and the calendars, all or none; nothing else in the folder is touched.

    Args:
        run: The roster.
        folder: Where; it is there.
        previous: The folder with the visits that went out before; None: those in ``folder``.

    Returns:
        The files, and what was kept under another name.

    Raises:
        RefusedError: The disk refuses, or bezoeken.json is damaged; then nothing changed.
    """
    made: list[Path] = []
    plans: list[Exchange] = []

    def planned(scratch: Scratch) -> Exchange:
        earlier = earlier_files(folder, file=VISITS_RESULT_FILE)
        exchange = plan_exchange(folder, scratch, earlier, _RETIRED)
        carried = {name: earlier.prints[name] for name in exchange.carried}
        add_list(scratch.fresh, carried, file=VISITS_RESULT_FILE)
        made.extend(path.relative_to(scratch.fresh) for path in sorted(scratch.fresh.rglob("*")) if path.is_file())
        plans.append(exchange)
        return exchange

    try:
        earlier_files(folder, file=VISITS_RESULT_FILE)  # damaged: before anything is made
        places = (folder,) if previous is None else (folder, previous)
        sent = newest(read_diaries(place / VISIT_CALENDARS)[0] for place in places)
        diaries = visit_diaries(run, sent)
        with atomic_folder(folder, planned) as fresh:
            write_visits(run, fresh / VISITS_FILE)
            write_visit_result(run, fresh)
            write_diaries(diaries, fresh / VISIT_CALENDARS)
    except CannotWriteError as error:
        raise RefusedError(ExitCode.FAULTS, str(error)) from error
    except DamagedResultError as error:
        raise damaged_result(error) from error
    return Written(tuple(folder / name for name in made), tuple(kept for plan in plans for kept in plan.kept))
