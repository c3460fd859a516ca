"""That nothing helps is told only where all was tried; where time was up, that it was not sought yet."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from instances.domain.entities import Role
from instances.domain.solution import Proof, Status
from models.search.control import Control
from reports.run.bundle import Run
from reports.workbook.semester import write_semester
from scheduler.job.job import Job, Order
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.repairs.placement import PlacementRepairs
from scheduler.repairs.run import NOT_YET, not_yet_sought, with_placement_proposals
from scheduler.runtime.search_session import SearchSession
from scheduler.web.jobs.event_screen import EventScreen
from tests import builders as b

PEOPLE = (
    b.board(), b.school("S1", places=1), b.mentor("M1"), b.mentor("M2"), b.student("ST1"), b.student("ST2"),
    b.trainer("SO1"), b.trainer("IO1", Role.IO), b.tandem(), b.slot("T1"),
)  # fmt: skip
PLACED = {"ST1": "M1"}


@pytest.fixture
def underway(tmp_path: Path) -> Iterator[tuple[Job, SearchSession, Run]]:
    """One place and two students, with a placement of the first."""
    write_semester(b.semester(*PEOPLE), tmp_path / "semester.xlsx")
    (tmp_path / "uit").mkdir()
    order = Order(tmp_path / "semester.xlsx", tmp_path / "uit", 5)
    job = Job(order, EventScreen(io.StringIO()), for_wpa=False, sheets=set())
    with job.start() as search:
        yield job, search, job.bundle(dict(PLACED), Proof(Status.FEASIBLE, 2))


def test_a_run_without_time_for_it_says_not_yet(underway: tuple[Job, SearchSession, Run]) -> None:
    job, search, run = underway
    assert with_placement_proposals(job, search, run, 1e-9).proposals == {"ST2": NOT_YET}
    sought = with_placement_proposals(job, search, run).proposals["ST2"]
    assert "plaats extra" in sought
    assert not_yet_sought(run).proposals == {"ST2": NOT_YET}


def test_a_run_that_was_stopped_says_not_yet(underway: tuple[Job, SearchSession, Run]) -> None:
    job, search, run = underway
    search.control.stop()
    assert with_placement_proposals(job, search, run).proposals == {"ST2": NOT_YET}


def test_where_all_was_tried_it_is_finished() -> None:
    nobody = b.semester(b.board(), b.school("S1"), b.mentor("M1", available=False), b.student("ST1"))
    tried, hurried = (PlacementRepairs(nobody, {}, Control(seconds)) for seconds in (20.0, 0.0))
    assert [dict(one.each()) for one in (tried, hurried)] == [{}, {}]
    assert (tried.unfinished, hurried.unfinished) == (set(), {"ST1"})


def test_the_same_of_wpas() -> None:
    closed = b.semester(*PEOPLE[:-1])  # no day of WPAs at all
    tried, hurried = (AssessmentRepairs(closed, PLACED, {}, Control(seconds)) for seconds in (20.0, 0.0))
    assert [dict(one.each()) for one in (tried, hurried)] == [{}, {}]
    assert (tried.unfinished, hurried.unfinished) == (set(), {"ST1"})
