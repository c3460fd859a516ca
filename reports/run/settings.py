"""How much the reports show. Knows no report."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportSettings:
    """How much the reports show before they only count the rest. All chosen by hand, not measured.

    Attributes:
        violations: Violations of one rule that the sheet Verantwoording words.
        notices: Kinds of notices of the reader that an Overzicht lists.
        notice_examples: Notices of one kind there.
        worst_off: Students listed as those who come off worst.
        loads: Assessors listed as those most above their fair share.
        towns: Towns on the page with the longest journeys to their schools.
        bar_minutes: Minutes of travel that one bar of the histogram on the page stands for.
        group_minutes: Minutes of travel that one row of the table in the Overzicht stands for.
    """

    violations: int = 10
    notices: int = 25
    notice_examples: int = 3
    worst_off: int = 10
    loads: int = 8
    towns: int = 8
    bar_minutes: int = 5
    group_minutes: int = 10


REPORT_SETTINGS = ReportSettings()
