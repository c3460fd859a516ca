"""The model beside every roster of tiny semesters: as many, and as cheap. Knows no rule by itself."""

from __future__ import annotations

import random
from typing import Any

import pytest

from instances.domain.entities import DayPart, Role, Willingness
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement, Status
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitRoster, VisitWish
from scheduler.checks.visits import check_visits
from tests.builders import answer, away, board, duo, mentor, school, semester, slot, student, tandem, trainer, travel
from tests.models.visits.cases import ALL_WEEK, MONDAY, TUESDAY, WEDNESDAY, planned, short
from tests.models.visits.oracle import VisitOracle

SEEDS = range(24)


def drawn(seed: int) -> tuple[Instance, Placement, Assessment]:
    """Two schools, two or three students, a few WPAs, absences and answers, all by lot."""
    lot = random.Random(seed)
    many = lot.choice([2, 3]) if seed % 3 else 2
    plg = lot.choice([0, 1]) if many == 2 else 0
    io = 1 if many == 2 and not plg else 0
    mentors: list[Any] = [mentor("M1"), mentor("M2", "S2"), mentor("M3")]
    if lot.random() < 0.4:
        mentors[0], mentors[2] = duo(mentors[0], mentors[2])
    records: list[Any] = [
        board(), school("S1"), school("S2"), *mentors, tandem(schools=("S1", "S2")),
        trainer("SO1", also_mentor=lot.choice([None, "M1"])), trainer("IO1", Role.IO), trainer("SO2"),
        slot("T1", MONDAY, "09:00", "10:00"), slot("T2", TUESDAY, "10:00", "11:00"),
        travel("S1", "S2", lot.choice([5, 20, 50])), travel("SO1", "S1", lot.choice([10, 40])),
        travel("SO1", "S2", lot.choice([10, 60])),
    ]  # fmt: skip
    students = [student(f"ST{n}", days=ALL_WEEK) for n in range(1, many + 1)]
    if lot.random() < 0.5:
        says = lot.choice([Willingness.RATHER_NOT, Willingness.NO])
        part = lot.choice([None, DayPart.MORNING, DayPart.AFTERNOON])
        records.append(answer("SO1", says, lot.choice([MONDAY, TUESDAY]), part))
    if lot.random() < 0.3:
        records.append(away(lot.choice(["ST1", "S1", "M2", "IO1"]), lot.choice([MONDAY, TUESDAY])))
    hours = "9:00-11:00" if many == 3 or io else "9:00-12:00"
    settings = short(
        io=io, plg=plg, visit_hours=hours, plg_hours="9:00-13:00", max_visits_per_day=lot.choice([1, 2, 4])
    )
    instance = semester(*records, *students, settings=settings)
    placement = {one.id: lot.choice(["M1", "M2", "M3"]) for one in students}
    assessment: Assessment = {}
    if lot.random() < 0.6:
        assessment = {"ST1": Booking(lot.choice(["T1", "T2"]), lot.choice(["SO2", "SO1"]))}
    return instance, placement, assessment


def drawn_before(seed: int, oracle: VisitOracle) -> VisitRoster:
    """An earlier plan by lot: what is due, at moments that may be taken, impossible now or on no visiting day."""
    lot = random.Random(seed)
    lessons: dict[LessonVisit, Moment] = {}
    meetings: dict[PlgMeeting, Moment] = {}
    for due in oracle.due.times:
        if lot.random() < 0.8:
            other = Moment(lot.choice([MONDAY, TUESDAY, WEDNESDAY]), lot.choice([540, 600, 660]))
            moment = lot.choice([*oracle.moments(due), other])
            if isinstance(due, LessonVisit):
                lessons[due] = moment
            else:
                meetings[due] = moment
    return VisitRoster({**lessons, LessonVisit("SO9", "ST9", 1): Moment(MONDAY, 540)}, meetings)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("again", [False, True])
def test_no_roster_is_better(seed: int, again: bool) -> None:
    instance, placement, assessment = drawn(seed)
    previous = drawn_before(seed, VisitOracle(instance, placement, assessment)) if again else None
    oracle = VisitOracle(instance, placement, assessment, previous)
    found = planned(instance, placement, assessment, previous=previous)
    assert oracle.broken(found.roster) == []
    assert (found.roster.count, oracle.cost(found.roster)) == oracle.best()
    verdict = check_visits(instance, placement, assessment, found.roster, previous)
    assert verdict.ok
    assert (VisitWish.R6 in verdict.measures) == again
    assert found.cost == verdict.cost == oracle.cost(found.roster)
    most = oracle.due.count - len(found.never)
    assert found.roster.count <= found.proof.count_bound <= most
    if found.proof.cost_bound is not None:
        assert found.proof.cost_bound <= found.cost
    assert (found.proof.status is Status.OPTIMAL) == (found.proof.cost_bound == found.cost)
