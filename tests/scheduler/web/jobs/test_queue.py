"""Orders run one at a time in their own processes; stopping keeps the best, a server that is gone loses nothing."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from instances.rosters.columns import ASSESSMENT_FILE, PLACEMENT_FILE
from instances.rosters.read import read_rosters
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import HEAD_WORKBOOK, JobOutcome, JobRecord
from scheduler.web.jobs.adopt import NOT_TAKEN_OVER, adopt
from scheduler.web.jobs.events import EventKind, read_events
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import JobQueue, events_file
from scheduler.web.tasks.progress import AtWork, progressed
from scheduler.web.tasks.samples import write_sample

PATIENCE = 90.0


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("voorbeeld") / "semester.xlsx"
    write_sample(path, "klein")
    return path


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    return Dossiers(tmp_path / "dossiers")


@pytest.fixture
def dossier(dossiers: Dossiers, sample: Path) -> Dossier:
    made = dossiers.create("2026-2027 S2")
    made.add_workbook(sample, "semester.xlsx", "", "ingebracht")
    return made


@pytest.fixture
def queue(dossiers: Dossiers) -> Iterator[JobQueue]:
    made = JobQueue(dossiers, adopt)
    yield made
    made.close()


def order(dossier: Dossier, verb: Verb = Verb.PLACE, seconds: int = 5) -> WebOrder:
    workbook = dossier.workbook
    assert workbook is not None
    return WebOrder(verb, str(workbook.path), str(dossier.new_roster_folder()), seconds, why="Plaatsing gemaakt")


def wait(condition: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


def job_of(dossier: Dossier, number: int) -> JobRecord:
    found = JobStore(dossier).get(number)
    assert found is not None
    return found


def ended(dossier: Dossier, number: int) -> JobRecord:
    wait(lambda: job_of(dossier, number).ended_at)
    return job_of(dossier, number)


def test_an_order_becomes_a_version_that_is_worked_in(dossier: Dossier, queue: JobQueue) -> None:
    queue.start()
    done = ended(dossier, queue.ask(dossier, order(dossier), 1, "Ans"))
    assert (done.outcome, done.exit_code, done.asked_by) == (JobOutcome.DONE, 0, "Ans")
    roster = dossier.roster
    assert roster is not None
    assert (roster.id, roster.workbook, roster.made_by) == (done.roster, 1, "Ans")
    assert len(read_rosters(roster.folder).placement or {}) == 20


def test_progress_is_told_in_words_and_as_a_curve(dossier: Dossier, queue: JobQueue) -> None:
    queue.start()
    done = ended(dossier, queue.ask(dossier, order(dossier), 1, ""))
    told = progressed(done, events_file(dossier, done.id))
    [search] = told.searches
    assert (search.title, search.count, search.total) == ("Plaatsing", 20, 20)
    assert search.points[-1].cost == search.points[-1].bound
    assert ("say", "Gelezen: 20 studenten, 35 mentoren, 6 scholen.") in told.noticed
    assert not any(str(dossier.folder) in text for _, text in told.lines), "where files lie is no concern of a page"


def test_the_page_says_when_searching_is_over_and_the_rest_goes_on(
    dossier: Dossier, queue: JobQueue, tmp_path: Path
) -> None:
    queue.start()
    done = ended(dossier, queue.ask(dossier, order(dossier), 1, ""))
    so_far, phases = tmp_path / "tot-nu-toe", []
    with so_far.open("ab") as stream:
        for line in events_file(dossier, done.id).read_bytes().splitlines(keepends=True):
            stream.write(line)
            stream.flush()
            phases.append(progressed(done, so_far).phase)
    assert list(dict.fromkeys(phases)) == [AtWork.READING, AtWork.SEARCHING, AtWork.FINISHING]


def test_orders_run_one_after_the_other(dossier: Dossier, queue: JobQueue) -> None:
    first, second = queue.ask(dossier, order(dossier), 1, ""), queue.ask(dossier, order(dossier), 1, "")
    queue.start()
    jobs = [ended(dossier, first), ended(dossier, second)]
    assert jobs[0].ended_at is not None
    assert jobs[1].started_at is not None
    assert jobs[0].ended_at <= jobs[1].started_at


def test_stopping_keeps_the_best(dossier: Dossier, queue: JobQueue) -> None:
    queue.start()
    number = queue.ask(dossier, order(dossier, Verb.BOTH, 600), 1, "")
    placed = lambda: any(  # noqa: E731
        event.kind is EventKind.PROGRESS and event.data["stage"] != "Plaatsing" and event.data["count"]
        for event in read_events(events_file(dossier, number))[0]
    )
    wait(lambda: placed() or job_of(dossier, number).ended_at)
    queue.stop(dossier, number)
    done = ended(dossier, number)
    assert done.outcome in {JobOutcome.STOPPED, JobOutcome.DONE}
    assert dossier.roster is not None
    assert (dossier.roster.folder / PLACEMENT_FILE).exists()
    assert (dossier.roster.folder / ASSESSMENT_FILE).exists()


def test_an_order_that_waits_can_be_dropped(dossier: Dossier, queue: JobQueue) -> None:
    number = queue.ask(dossier, order(dossier), 1, "")
    queue.stop(dossier, number)
    assert job_of(dossier, number).outcome is JobOutcome.BROKEN_OFF
    assert dossier.roster is None


def test_what_refuses_the_order_is_told(dossier: Dossier, queue: JobQueue, tmp_path: Path) -> None:
    queue.start()
    wrong = WebOrder(Verb.PLACE, str(tmp_path / "weg.xlsx"), str(dossier.new_roster_folder()), 5)
    done = ended(dossier, queue.ask(dossier, wrong, 1, ""))
    assert done.outcome is JobOutcome.REFUSED
    assert progressed(done, events_file(dossier, done.id)).lines
    assert dossier.roster is None


def test_two_orders_have_a_folder_each(dossier: Dossier, queue: JobQueue) -> None:
    asked = [queue.ask(dossier, order(dossier), 1, "") for _ in range(2)]
    queue.start()
    for number in asked:
        ended(dossier, number)
    assert len({roster.folder for roster in dossier.rosters()}) == 2


def test_an_order_that_goes_wrong_costs_only_itself(
    dossier: Dossier, dossiers: Dossiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scheduler.runtime.defects.save", lambda *_: None)
    fails = [True]

    def full(of: Dossier, job: JobRecord, asked: WebOrder) -> int | None:
        if fails.pop() if fails else False:
            raise OSError(28, "no space")
        return adopt(of, job, asked)

    queue = JobQueue(dossiers, full)
    try:
        queue.start()
        first, second = (ended(dossier, queue.ask(dossier, order(dossier), 1, "")) for _ in range(2))
    finally:
        queue.close()
    assert (first.outcome, second.outcome) == (JobOutcome.BROKEN_OFF, JobOutcome.DONE)


def test_a_dossier_is_removed_only_when_its_order_has_ended(
    dossier: Dossier, dossiers: Dossiers, queue: JobQueue
) -> None:
    queue.start()
    number = queue.ask(dossier, order(dossier, Verb.BOTH, 600), 1, "")
    waits = queue.ask(dossier, order(dossier), 1, "")
    wait(lambda: read_events(events_file(dossier, number))[0])
    assert queue.end(dossier)
    assert job_of(dossier, number).ended_at is not None
    assert job_of(dossier, waits).outcome is JobOutcome.BROKEN_OFF
    dossiers.delete(dossier.id)
    time.sleep(1.5)
    assert not dossier.folder.exists()
    other = dossiers.create("de volgende")
    assert other.workbook is None


def test_an_order_that_was_dropped_or_begun_does_not_begin_again(dossier: Dossier) -> None:
    jobs = JobStore(dossier)
    number = jobs.add(order(dossier).as_json(), 1, "")
    assert [jobs.started(number), jobs.started(number)] == [True, False]


def test_a_workbook_corrected_meanwhile_goes_before_the_rosters_of_an_order(
    dossier: Dossier, sample: Path, queue: JobQueue
) -> None:
    seen = dossier.value(HEAD_WORKBOOK).stamp
    trial = dossier.add_workbook(sample, "semester.xlsx", "", "mentor gekozen", at_head=False)
    asked = replace(order(dossier), with_workbook=True, seen_workbook=seen)
    number = queue.ask(dossier, asked, trial, "")
    dossier.add_workbook(sample, "semester.xlsx", "", "verbeterd")
    queue.start()
    done = ended(dossier, number)
    assert done.roster is not None
    assert (dossier.value(HEAD_WORKBOOK).text, dossier.roster) == ("3", None)
    assert NOT_TAKEN_OVER in dossier.rosters()[0].why
