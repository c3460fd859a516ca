"""What the office put in earlier rosters of its own, carried over to new ones. Knows files through readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from pathlib import Path

from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.rosters import columns as words
from instances.rosters import helper_sheets as helpers
from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT_FILE, RosterSheet
from reports.excel.own_cells import NO_OWN_WORK, OwnWork
from reports.excel.read_own import carried_words, read_own
from reports.placement.live import CALCULATED
from reports.run.bundle import Run
from scheduler.runtime.screen import Screen
from scheduler.wording.settings import SHOWN

_KEYED: Mapping[str, tuple[RosterSheet, ...]] = {
    PLACEMENT_FILE: (words.PLACEMENT, words.UNPLACED, words.SCHOOL_USE, words.MENTOR_USE, words.TANDEM_USE),
    ASSESSMENT_FILE: (words.SCHEDULE, words.UNSCHEDULED, words.WORKLOAD),
}
_UNKEYED = (
    words.CHANGES, words.MESSAGES, words.ACCOUNT, words.PER_ASSESSOR, words.PER_SCHOOL, words.PER_DAY,
    helpers.MADE_PLACEMENT, helpers.MADE_SCHEDULE, helpers.MENTOR_CHOICES, helpers.SLOT_CHOICES,
    helpers.ASSESSOR_CHOICES,
)  # fmt: skip
_OTHERS = frozenset((words.OVERVIEW, words.FAIRNESS, CALCULATED, *(kind.name for kind in _UNKEYED)))


def own_work(folders: Iterable[Path]) -> dict[str, OwnWork]:
    """Read what the office put in the rosters of earlier folders.

    Args:
        folders: Of which the first goes before the next.

    Returns:
        Name of a file to what is the office's in it; nothing of a file in which there is nothing.
    """
    places = list(dict.fromkeys(folder.resolve() for folder in folders))
    found: dict[str, OwnWork] = {}
    for file, kinds in _KEYED.items():
        keyed = {kind.name: kind for kind in kinds}
        works = [read_own(folder / file, keyed, _OTHERS) for folder in places]
        work = reduce(OwnWork.over, works, NO_OWN_WORK)
        if work != NO_OWN_WORK:
            found[file] = work
    return found


def say_own_work(own: Mapping[str, OwnWork], run: Run, screen: Screen) -> None:
    """Say what was carried over to the new rosters, and what could not be.

    Args:
        own: Name of a file to what was the office's in it.
        run: What was written.
        screen: Where it is said.
    """
    for file, work in own.items():
        if file == ASSESSMENT_FILE and run.assessment is None:
            continue  # the whole file is put aside, which is told there
        kept = carried_words(work)
        if kept:
            screen.say(f"Overgenomen in {file}: {kept}.")
        if work.formulas:
            formulas = count(work.formulas, "eigen formule is", "eigen formules zijn")
            screen.warn(f"{file}: {formulas} overgenomen als waarde; de formule zelf staat in het oude bestand.")
        for text in (*work.lost, *_gone(work, run)):
            screen.warn(f"{file}: niet overgenomen: {text}. Het staat nog in het oude bestand.")


def not_wholly_carried(own: Mapping[str, OwnWork], run: Run) -> frozenset[str]:
    """Name the files of which something of the office does not come in the new ones, so that the old one must stay.

    Args:
        own: Name of a file to what was the office's in it.
        run: What is written.

    Returns:
        The names.
    """
    return frozenset(
        file for file, work in own.items() if work.formulas or work.lost or any(True for _ in _gone(work, run))
    )


def _gone(work: OwnWork, run: Run) -> Iterator[str]:
    """Rows that the new file does not have."""
    students = {*run.placement, *(student.id for student in run.not_placed)}
    due = {*(run.assessment or ()), *(student.id for student in run.not_scheduled)}
    present: Mapping[str, Iterable[str]] = {
        words.PLACEMENT.name: students,
        words.UNPLACED.name: students,
        words.SCHOOL_USE.name: run.instance.schools,
        words.MENTOR_USE.name: run.instance.mentors,
        words.TANDEM_USE.name: run.instance.tandems,
        words.SCHEDULE.name: due,
        words.UNSCHEDULED.name: due,
        words.WORKLOAD.name: (who.id for who in (*run.instance.field_pool, *run.instance.institute_pool)),
    }
    for name, sheet in work.sheets.items():
        gone = sorted(sheet.keys.difference(present[name]))
        if gone:
            yield f"wat u op {name} had gezet bij {listed_at_most(gone, SHOWN.changed_rows)}, die daar niet meer staan"
