"""How evenly years and boards fare in travel, wishes and needs, and who is worst off. Knows fairness figures."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from instances.domain.entities import Student
from instances.dutch.lists import opening
from instances.dutch.numbers import count, decimal, percent_of
from reports.fairness.figures import (
    Distribution,
    GroupFigures,
    figures_by_board,
    figures_by_year,
    figures_of_all,
    worst_off,
)
from reports.page.bars import LabelledBar
from reports.page.svg import css_percent, element, wide
from reports.run.bundle import Run

HEIGHT = 14


@dataclass(frozen=True, slots=True)
class WorstOffRow:
    """A student for whom the roster is least kind, and why."""

    student: Student
    school: str
    minutes: int
    clauses: tuple[str, ...]
    help_cost: str


def group_bars(run: Run) -> tuple[LabelledBar, ...]:
    """All students, each year, each board; empty where nobody is placed."""
    if not run.placed:
        return ()
    whole = figures_of_all(run)
    longest = max(whole.travel.most if whole.travel else 0, run.instance.settings.max_travel)
    groups = (whole, *figures_by_year(run), *figures_by_board(run))
    return tuple(_bar(share, longest, run.instance.settings.target_travel) for share in groups)


def _bar(share: GroupFigures, longest: int, target: int) -> LabelledBar:
    if share.travel is None:
        raise ValueError(f"a group without students: {share.label}")
    spread = share.travel
    remark = (
        f"{count(share.students, 'student', 'studenten')}; de helft reist {decimal(spread.lower, 0)} tot "
        f"{decimal(spread.upper, 0)} min, de langste {spread.most}, {spread.above} boven de streeftijd; "
        f"eerste voorkeur {share.first} van {share.wishing}; "
        f"leerbehoefte {percent_of(share.needs_met, share.needs_asked)}"
    )
    return LabelledBar(opening(share.label), f"{decimal(spread.median, 0)} min", remark,
               spread_strip(spread, longest, target))  # fmt: skip


def spread_strip(spread: Distribution, longest: int, target: int) -> Markup:
    """The middle half as a bar, the median across it, the longest as a dot, the target as a dashed line."""

    def at(value: float) -> str:
        return css_percent(value / longest)

    return wide(
        HEIGHT,
        element("rect", x="0", width="100%", y=6, height=2, class_="track"),
        element("rect", x=at(spread.lower), width=at(spread.upper - spread.lower), y=2, height=10, class_="half"),
        element("line", x1=at(spread.median), x2=at(spread.median), y1=0, y2=HEIGHT, class_="norm"),
        element("line", x1=at(target), x2=at(target), y1=0, y2=HEIGHT, class_="limit"),
        element("circle", cx=at(spread.most), cy=7, r=4, class_="most"),
        class_="strip",
    )


def worst_off_rows(run: Run) -> tuple[WorstOffRow, ...]:
    """Most against them first, then the longest journey."""
    return tuple(
        WorstOffRow(
            one.student,
            run.instance.schools[run.school_of(one.student.id)].name,
            one.minutes,
            one.clauses,
            run.help_costs.students.get(one.student.id, ""),
        )
        for one in worst_off(run)
    )
