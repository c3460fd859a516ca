"""The visits planned before, from which changes count (R6). Knows files through their reader only."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.nearest import folded
from instances.dutch.semesters import school_year_and_half
from instances.visits.roster import VisitRoster
from instances.visits.sheets import VISITS_RESULT_FILE
from reports.account.manifest import DamagedResultError, read_result
from reports.visits.visit_result import visit_roster_in
from scheduler.previous.provenance import INSIST, damaged_result, mostly_unknown
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen


def earlier_visits(
    folder: Path, previous: Path | None, instance: Instance, screen: Screen, anyway: bool
) -> VisitRoster | None:
    """Find what was planned before, in the folder that was asked for, else where the new visits come.

    Args:
        folder: Where the new visits come.
        previous: The folder that was asked for; None: none was.
        instance: The workbook.
        screen: Where is warned.
        anyway: A folder that was asked for counts also when it seems to be of another workbook.

    Returns:
        What it holds; None: there is nothing from which changes count.

    Raises:
        RefusedError: bezoeken.json is damaged; or the folder that was asked for has none, or one of another workbook
            and not ``anyway``.
    """
    place = folder if previous is None else previous
    try:
        read_result(folder, VISITS_RESULT_FILE)  # damaged: before the search, not after it
        told = read_result(place, VISITS_RESULT_FILE)
    except DamagedResultError as error:
        raise damaged_result(error) from error
    if not told:
        if previous is not None:
            raise RefusedError(
                ExitCode.FAULTS,
                f"In {place} staat geen {VISITS_RESULT_FILE}. Geef bij --vorige de map met de bezoeken die al "
                "afgesproken zijn, of laat het weg.",
            )
        return None
    found = visit_roster_in(told)
    if found is None:
        screen.warn(
            f"{place / VISITS_RESULT_FILE} zegt niet welke bezoeken er gepland waren. Wat al afgesproken was, "
            "telt niet mee; kijk na wat er in de agenda's verandert."
        )
        return None
    differs = list(_differs(told, found, instance))
    if not differs:
        return found
    text = f"De bezoeken in {place} horen niet bij dit werkboek: {'; '.join(differs)}."
    if previous is None:
        screen.warn(f"{text} Zij tellen niet mee als wat al afgesproken was.")
        return None
    if not anyway:
        raise RefusedError(ExitCode.FAULTS, f"{text} {INSIST}")
    screen.warn(f"{text} Zij tellen toch mee, want u gaf --toch.")
    return found


def _differs(told: Mapping[str, object], found: VisitRoster, instance: Instance) -> Iterator[str]:
    then, now = str(told.get("semester") or ""), instance.settings.semester
    if then and now and not _same_semester(then, now):
        yield f"zij zijn van semester {then}, het werkboek is van {now}"
    yield from mostly_unknown({visit.student for visit in found.lessons}, instance.students, "studenten")
    yield from mostly_unknown({visit.trainer for visit in found.lessons}, instance.trainers, "opleiders")


def _same_semester(then: str, now: str) -> bool:
    """By the half of the school year that they name, else by the names."""
    halves = school_year_and_half(then), school_year_and_half(now)
    if all(half is not None and half[1] for half in halves):
        return halves[0] == halves[1]
    return folded(then) == folded(now)
