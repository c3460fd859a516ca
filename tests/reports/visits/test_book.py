"""Overzicht of bezoeken.xlsx: what it says in words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.domain.solution import Placement, Status
from instances.visits.days import visiting_days
from instances.visits.due import due_visits
from instances.visits.roster import LessonVisit, Moment, VisitProof, VisitRoster, VisitWish
from instances.visits.verdict import VisitVerdict
from reports.visits.book import proven, write_visits
from reports.visits.bundle import VisitsRun
from tests.builders import TUESDAY, rules
from tests.scheduler.running import small

INSTANCE = replace(small(), settings=rules(semester="2026-2027 S2"))
PLACED: Placement = {"ST1": "M1", "ST2": "M2"}
LESSON_ONLY = VisitRoster({LessonVisit("SO1", "ST1", 1): Moment(TUESDAY, 540)})


def run_with(roster: VisitRoster, period: str = "", holidays: str = "") -> VisitsRun:
    settings = replace(INSTANCE.settings, visit_period=period, school_holidays=holidays)
    instance = replace(INSTANCE, settings=settings)
    due = due_visits(instance, PLACED)
    proof = VisitProof(Status.FEASIBLE, due.count)
    return VisitsRun(
        instance, PLACED, visiting_days(settings), due, roster, proof, VisitVerdict((), dict.fromkeys(VisitWish, 0))
    )


def overview(folder: Path, period: str = "", holidays: str = "") -> list[str]:
    write_visits(run_with(LESSON_ONLY, period, holidays), folder / "bezoeken.xlsx")
    cells = openpyxl.load_workbook(folder / "bezoeken.xlsx")["Overzicht"].iter_rows(values_only=True)
    return [str(cell) for row in cells for cell in row if cell is not None]


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("13-4-2027", "1, dinsdag 13 april 2027; op 1 dag is er iets"),
        (
            "13-4-2027 t/m 14-4-2027",
            "2, van dinsdag 13 april 2027 tot en met woensdag 14 april 2027; op 1 dag is er iets",
        ),
    ],
)
def test_one_school_day_is_no_period(tmp_path: Path, period: str, said: str) -> None:
    assert said in overview(tmp_path, period)


def test_what_is_not_known_says_of_what() -> None:
    run = run_with(LESSON_ONLY)
    assert proven(run) == "niet bekend hoeveel beter het kan"
    known = replace(run, proof=VisitProof(Status.FEASIBLE, run.roster.count, run.cost))
    assert proven(known) == "bewezen beste"


def test_without_school_holidays_it_says_so(tmp_path: Path) -> None:
    assert any("Schoolvakanties is leeg" in text for text in overview(tmp_path))
    assert not any("Schoolvakanties" in text for text in overview(tmp_path, holidays="1-5-2027 t/m 9-5-2027"))
