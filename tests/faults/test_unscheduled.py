"""Planted faults that leave a WPA unscheduled: what is proposed works, in the workbook, at its price."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from instances.domain.entities import (
    Absence,
    Availability,
    Day,
    DayPart,
    Exclusion,
    Role,
    Separation,
    Willingness,
    WpaKind,
)
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.edits.edit import CellEdit, Edit, RowEdit, apply
from instances.edits.editable import Edits
from instances.sample.generate import generate
from instances.workbook.read import Reading, read
from models.assessment.search.schedule import schedule
from models.placement.search.place import place
from models.search.control import Control
from reports.workbook.edited_copy import write_edited
from reports.workbook.semester import write_semester
from scheduler.checks.assessment import check_assessment
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.repairs.proposals import Proposal
from tests.builders import TUESDAY, WEDNESDAY, board, mentor, school, semester, slot, student, tandem, trainer

SECONDS = 20.0
EVERY_DAY = frozenset(Day)
OFF_TUESDAY = EVERY_DAY - {Day.DI}


@dataclass(frozen=True)
class Planted:
    """With this placement ``student`` has no WPA; ``repair`` is the change that was left out on purpose."""

    name: str
    instance: Instance
    placement: Placement
    student: str
    repair: Edits


@dataclass(frozen=True)
class Shown:
    path: Path
    reading: Reading
    placement: Placement
    assessment: Assessment
    proposals: dict[str, list[Proposal]]

    @property
    def instance(self) -> Instance:
        assert self.reading.instance is not None
        return self.reading.instance


def tiny(name: str, edit: Edit | Edits, *records: Any, **over: Any) -> Planted:
    """One student, one slot on Tuesday morning, SO2 as the only one who may assess."""
    world = semester(
        board(), school(), mentor(), tandem(), trainer("SO1"), trainer("IO1", Role.IO), trainer("SO2"), slot(),
        student(), *records, **over,
    )  # fmt: skip
    return Planted(name, world, {"ST1": "M1"}, "ST1", edit if isinstance(edit, tuple) else (edit,))


def yes(trainer: str, part: DayPart | None = DayPart.MORNING) -> Availability:
    return Availability(trainer, TUESDAY, part, Willingness.YES)


TWO = (student("ST2"), mentor("M2"))
TINY = [
    tiny("an assessor who does not work then", CellEdit("Opleiders", "SO2", "Werkdagen", frozenset(Day)),
         trainer("SO2", days=OFF_TUESDAY)),
    tiny("an assessor who gave other times", RowEdit(yes("SO2"), True),
         replace(yes("SO2"), date=WEDNESDAY)),
    tiny("an assessor who said no", RowEdit(replace(yes("SO2"), answer=Willingness.NO), False),
         replace(yes("SO2"), answer=Willingness.NO)),
    tiny("the own SO kept apart", CellEdit("Besturen", "B1", "Scheiding eigen SO", Separation.AVOID),
         trainer("SO2", assessor=False)),
    tiny("no WPAs at all", CellEdit("Opleiders", "SO2", "Max WPA's", 1), trainer("SO2", max_wpas=0)),
    tiny("a window too late", CellEdit("Studenten", "ST1", "WPA vanaf", TUESDAY),
         student(wpa_from=WEDNESDAY)),
    tiny("a window too early", CellEdit("Studenten", "ST1", "WPA tot", TUESDAY),
         student(wpa_until=date(2027, 5, 31))),
    tiny("a class without a teacher", CellEdit("Mentoren", "M1", "Werkdagen", frozenset(Day)),
         mentor(days=OFF_TUESDAY)),
    tiny("the own IO kept apart", CellEdit("Besturen", "B1", "Scheiding eigen IO", Separation.AVOID),
         student(wpa_kind=WpaKind.RESIT)),
    tiny("a class and an assessor on other days",
         (CellEdit("Mentoren", "M1", "Werkdagen", EVERY_DAY), CellEdit("Opleiders", "SO2", "Werkdagen", EVERY_DAY)),
         trainer("SO2", days=OFF_TUESDAY), trainer("SO1", assessor=False), mentor(days=OFF_TUESDAY)),
]  # fmt: skip


def busy_day() -> Planted:
    """SO2 has the day's only WPA that the maximum allows; the second student waits for one more."""
    base = tiny("one WPA a day", CellEdit("Opleiders", "SO2", "Max WPA's per dag", 2), *TWO,
                trainer("SO2", max_wpas_per_day=1), slot("T2", begin="10:00", end="11:00"))  # fmt: skip
    return replace(base, placement={"ST1": "M1", "ST2": "M2"}, student="")


def one_at_a_time() -> Planted:
    """Two assessors at the only time, at a school that takes one WPA at once."""
    base = tiny("one WPA at a time", CellEdit("Scholen", "S1", "WPA's tegelijk", 2), *TWO,
                trainer("SO3"), school(wpas_at_once=1))  # fmt: skip
    return replace(base, placement={"ST1": "M1", "ST2": "M2"}, student="")


CASES = [*TINY, busy_day(), one_at_a_time()]


def shown(planted: Planted, folder: Path) -> Shown:
    path = folder / "semester.xlsx"
    write_semester(planted.instance, path)
    reading = read(path, for_wpa=True)
    assert reading.instance is not None, reading.faults
    assessment = schedule(reading.instance, planted.placement, Control(SECONDS)).assessment
    assert assessment is not None
    repairs = AssessmentRepairs(reading.instance, planted.placement, assessment, Control(SECONDS))
    return Shown(path, reading, planted.placement, assessment, {k: list(v) for k, v in repairs.each().items()})


def figures(instance: Instance, placement: Placement, assessment: Assessment | None) -> tuple[int, int]:
    assert assessment is not None
    verdict = check_assessment(instance, placement, assessment)
    assert verdict.ok
    return verdict.count, verdict.cost


def works_as_quoted(found: Shown, proposal: Proposal) -> bool:
    """In the workbook, read and scheduled again: as many more WPAs, and no more expensive than was told."""
    target = found.path.with_name("ander.xlsx")
    write_edited(found.path, found.reading, proposal.edits, target)
    instance = read(target, for_wpa=True).instance
    assert instance is not None
    real = figures(instance, found.placement, schedule(instance, found.placement, Control(SECONDS)).assessment)
    count, cost = figures(found.instance, found.placement, found.assessment)
    return real[0] == count + proposal.gained and real[1] <= cost + proposal.cost


@pytest.fixture(scope="module", params=CASES, ids=lambda planted: planted.name)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Planted, Shown]:
    planted: Planted = request.param
    return planted, shown(planted, tmp_path_factory.mktemp("fout"))


Case = tuple[Planted, Shown]


def left_out(case: Case) -> str:
    planted, found = case
    return planted.student or next(who for who in planted.placement if who not in found.assessment)


def test_the_planted_student_has_no_wpa(case: Case) -> None:
    assert left_out(case) not in case[1].assessment


def test_the_planted_repair_is_shown(case: Case) -> None:
    planted, found = case
    assert planted.repair in [one.edits for one in found.proposals[left_out(case)]]


def test_every_proposal_works_in_the_workbook_as_quoted(case: Case) -> None:
    _, found = case
    assert [one for few in found.proposals.values() for one in few if not works_as_quoted(found, one)] == []


def test_together_nothing_is_asked_that_is_not_needed(tmp_path: Path) -> None:
    """Three students at one moment, at a school that takes one WPA at once: one row lets all three in."""
    rows = (student("ST2"), mentor("M2"), student("ST3"), mentor("M3"), trainer("SO3"), trainer("SO4"))
    base = tiny(
        "three at a time", CellEdit("Scholen", "S1", "WPA's tegelijk", 3), *rows, school(wpas_at_once=1, places=3)
    )
    found = shown(replace(base, placement={"ST1": "M1", "ST2": "M2", "ST3": "M3"}, student=""), tmp_path)
    repairs = AssessmentRepairs(found.instance, found.placement, found.assessment, Control(SECONDS))
    together = repairs.together(repairs.each())
    assert together is not None
    assert works_as_quoted(found, together[0])
    for edit in together[0].edits:
        fewer = tuple(other for other in together[0].edits if other != edit)
        held = schedule(apply(found.instance, fewer), found.placement, Control(SECONDS)).assessment
        assert len(held or {}) < len(found.placement)


def test_an_exclusion_is_never_proposed_away(tmp_path: Path) -> None:
    planted = tiny("excluded", RowEdit(Exclusion("ST1", "SO2"), False), Exclusion("ST1", "SO2"))
    told = [edit for few in shown(planted, tmp_path).proposals.values() for one in few for edit in one.edits]
    assert [edit for edit in told if edit.sheet == "Uitsluitingen"] == []


def test_who_is_absent_is_not_asked(tmp_path: Path) -> None:
    planted = tiny("away", RowEdit(Absence("SO2", TUESDAY, TUESDAY), False), Absence("SO2", TUESDAY, TUESDAY))
    assert [edit.sheet for few in shown(planted, tmp_path).proposals.values() for one in few for edit in one.edits] == [
        "Besturen"
    ]


@pytest.mark.thorough
def test_a_board_without_one_assessor_gets_proposals_that_work(tmp_path: Path) -> None:
    """Everyone of the institute may hold two WPAs: too few for the semester."""
    instance = generate("klein", 3)
    few = {t.id: replace(t, max_wpas=1) if t.role.in_institute else t for t in instance.trainers.values()}
    instance = replace(instance, trainers=few, pins=())
    placement = place(instance, Control(SECONDS)).placement
    assert placement is not None
    found = shown(Planted("few", instance, placement, "", ()), tmp_path)
    proposals = [one for few in found.proposals.values() for one in few][:4]
    assert proposals
    assert [one for one in proposals if not works_as_quoted(found, one)] == []
