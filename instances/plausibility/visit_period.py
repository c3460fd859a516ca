"""A period of visits that has nothing in common with the semester. Knows no visit."""

from __future__ import annotations

from instances.domain.settings import Settings
from instances.dutch.date_ranges import DateRange, date_ranges
from instances.dutch.dates import numeric_date
from instances.dutch.semesters import months_of
from instances.plausibility.semester_window import SemesterWindow, window_by_name
from instances.tables.faults import Findings
from instances.tables.named_rows import cell_beside
from instances.tables.notices import NoticeKind, Place
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.tables.sheets import Table

PERIOD_SETTING = "Bezoekperiode"


def check_visit_period(
    table: Table | None, settings: Settings, window: SemesterWindow | None, findings: Findings
) -> None:
    """Tell a period of visits of which no day is in the semester.

    Args:
        table: The sheet Instellingen; None where the file has none.
        settings: Of the semester.
        window: The days that the semester can have, by its name or its slots; None where neither says it.
        findings: Gathers the notice.
    """
    ranges = date_ranges(settings.visit_period)
    if len(ranges) != 1 or window is None:
        return
    [period] = ranges
    months = months_of(settings.semester) if window == window_by_name(settings.semester) else None
    around = DateRange(*(months or (window.first, window.last)))
    if period.first <= around.last and around.first <= period.last:
        return
    name = window.name
    if months is not None:
        name = f"het semester “{settings.semester}” ({_days(around)})"
    text = f"{PERIOD_SETTING} ({_days(period)}) valt helemaal buiten {name}. Kloppen deze dagen?"
    cell = cell_beside(table, PERIOD_SETTING)
    places = (Place(cell, settings.visit_period),)
    findings.notice(SETTINGS_SHEET.name, cell, text, NoticeKind.OUTSIDE_SEMESTER, SETTINGS_SHEET.VALUE.header, places)


def _days(period: DateRange) -> str:
    return f"{numeric_date(period.first)} t/m {numeric_date(period.last)}"
