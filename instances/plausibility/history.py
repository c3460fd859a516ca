"""Earlier semesters in the order of time, also where the office wrote the newest first. Knows no rule."""

from __future__ import annotations

from collections.abc import Sequence

from instances.dutch.semesters import school_year_and_half
from instances.plausibility.codes_and_names import CodesAndNames
from instances.tables.columns import HISTORY, SCHOOLS
from instances.tables.notices import NoticeKind, Place
from instances.tables.records import Record, Records


def oldest_first(rows: Sequence[Record]) -> tuple[Record, ...]:
    """Put the rows of every student in the order of time.

    Args:
        rows: Of Historie, in the order of the file.

    Returns:
        The same rows. Those of a student change places where each semester says its school year; else they stay as
        they are, for the sheet is oldest first.
    """
    places: dict[str, list[int]] = {}
    for place, row in enumerate(rows):
        places.setdefault(row.key, []).append(place)
    ordered = list(rows)
    for theirs in places.values():
        for place, row in zip(theirs, _in_time([rows[place] for place in theirs]), strict=True):
            ordered[place] = row
    return tuple(ordered)


def check_history(records: Records) -> None:
    """Tell whose rows were read in another order than they stand in."""
    rows = records.of(HISTORY)
    told: set[str] = set()
    for before, after in zip(rows, oldest_first(rows), strict=True):
        if before is not after and before.key not in told:
            told.add(before.key)
            last = [row for row in oldest_first(rows) if row.key == before.key][-1].text(HISTORY.SEMESTER)
            text = (
                f"De rijen van {before.key} staan niet met de oudste eerst; ze zijn op volgorde van tijd gelezen. "
                f"Het vorige semester is {last}."
            )
            records.notice(before, HISTORY.SEMESTER, text, NoticeKind.HISTORY_ORDER, before.key)


def check_history_schools(records: Records) -> None:
    """Tell which schools of Historie are not there: right of one that no longer takes part, a slip of any other."""
    schools = records.index(SCHOOLS)
    gone: dict[str, list[Record]] = {}
    for row in records.of(HISTORY) if records.has_ids(SCHOOLS) else ():
        school = row.text(HISTORY.SCHOOL)
        if school and school not in schools:
            gone.setdefault(school, []).append(row)
    known = CodesAndNames({code: row.text(SCHOOLS.NAME) for code, row in schools.items()})
    for school, rows in gone.items():
        places = [Place(row.cell(HISTORY.SCHOOL), f"“{school}”") for row in rows]
        also = f" ({len(rows)} rijen)" if len(rows) > 1 else ""
        text = (
            f"“{school}”{also} staat niet in {SCHOOLS.name} en geldt als een school die niet meer meedoet; naar een "
            f"school uit {SCHOOLS.name} kan de student dus gewoon (P15).{known.suggestion(school)}"
        )
        records.findings.notice(
            HISTORY.name, places[0].cell, text, NoticeKind.HISTORY_SCHOOL, HISTORY.SCHOOL.header, places
        )


def _in_time(rows: list[Record]) -> list[Record]:
    keys = [school_year_and_half(row.text(HISTORY.SEMESTER)) for row in rows]
    known = [key for key in keys if key is not None]
    whole = {year for year, half in known if half == 0}
    if len(known) < len(rows) or any(year in whole and half for year, half in known):
        return rows  # of a year and a half of that same year nobody can say which is first
    order = sorted(range(len(rows)), key=lambda place: known[place])
    return [rows[place] for place in order]
