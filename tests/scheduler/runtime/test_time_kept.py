"""What ``--tijd`` bounds: answers share what is left, late ones are let go, and Ctrl-C is heard in them at once."""

from __future__ import annotations

import io
import json
import signal
import time
from pathlib import Path

import pytest

from instances.domain.entities import Role
from instances.domain.solution import Assessment, Placement
from models.search.control import Control
from models.search.settings import SearchSettings
from reports.workbook.semester import write_semester
from scheduler.job.job import Order
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.reasons.placement import NOT_SOUGHT
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.repairs.placement import PlacementRepairs
from scheduler.runtime.exit import ExitCode
from scheduler.runtime.search_session import SearchSession
from scheduler.runtime.settings import RUNTIME
from scheduler.runtime.time_plan import TIME, TimePlan
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.workflows.make_rosters import make_placement
from tests import builders as b
from tests.scheduler.chain_runs import Heard


def _deaf(seconds: float) -> None:
    """Work that looks at no clock."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        time.sleep(0.01)


def test_answers_have_a_part_of_the_time_and_reading_takes_at_most_half() -> None:
    plan = TimePlan.of(100, 10, reproducible=False)
    assert (plan.seconds, plan.searching) == (90, 70)
    assert TimePlan.of(100, 80, reproducible=False).seconds == 50
    assert TimePlan.of(3000, 0, reproducible=False).searching == 3000 - TIME.answers_most
    assert (plan.answer(8, 40), plan.answer(8, 10), plan.answer(8, 0)) == (8, 5, TIME.answer_least)


def test_seconds_of_work_are_not_cut_by_a_clock() -> None:
    assert TimePlan.of(100, 80, reproducible=True) == TimePlan(100, 100)


def test_an_answer_that_looks_at_no_clock_is_let_go() -> None:
    with SearchSession(SearchSettings(4), Heard(), plan=TimePlan(4, 2)) as search:
        began = time.monotonic()
        answer = search.run_extra(0.2, lambda control: _deaf(3) or "late", "not sought")
        spent = time.monotonic() - began
    assert answer == "not sought"
    assert 0.2 <= spent < 0.2 + RUNTIME.let_go_seconds + 1


def test_ctrl_c_is_heard_within_a_second_in_an_answer_that_does_not_hear_it() -> None:
    with SearchSession(SearchSettings(60), Heard(), plan=TimePlan(60, 40)) as search:
        pressed: list[float] = []

        def work(control: Control) -> str:
            pressed.append(time.monotonic())
            signal.raise_signal(signal.SIGINT)
            _deaf(4)
            return "late"

        assert search.run_extra(30, work, "not sought") == "not sought"
        assert time.monotonic() - pressed[0] < 1.0 + RUNTIME.listen_seconds * 2
        assert search.stopped


PEOPLE = (
    b.board(), b.school("S1", places=1), b.mentor("M1"), b.mentor("M2"), b.student("ST1"), b.student("ST2"),
    b.trainer("SO1"), b.trainer("IO1", Role.IO), b.tandem(), b.slot("T1"),
)  # fmt: skip


def _placed(tmp_path: Path, seconds: int) -> tuple[ExitCode, list[str], float]:
    write_semester(b.semester(*PEOPLE), tmp_path / "semester.xlsx")
    began = time.monotonic()
    said = io.StringIO()
    code = make_placement(Order(tmp_path / "semester.xlsx", tmp_path / "uit", seconds), EventScreen(said))
    return (
        code,
        [str(json.loads(line).get("text", "")) for line in said.getvalue().splitlines()],
        time.monotonic() - began,
    )


def test_slow_proposals_stay_within_the_time_and_the_files_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PlacementRepairs, "each", lambda self: _deaf(20))
    code, said, spent = _placed(tmp_path, 3)
    assert code is ExitCode.INCOMPLETE
    assert (tmp_path / "uit" / "plaatsing.xlsx").exists()
    assert spent < 3 + 5 + RUNTIME.ends_seconds  # the process waits for the thread when all is written
    assert any("Voor 1 student is niet alles uitgezocht" in line for line in said), said


def test_ctrl_c_in_the_proposals_writes_the_files_within_a_second_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ten minutes of proposals heard no Ctrl-C, and nothing was written."""
    pressed: list[float] = []
    heard: list[float] = []

    def deaf(self: PlacementRepairs) -> None:
        pressed.append(time.monotonic())
        signal.raise_signal(signal.SIGINT)
        _deaf(3)

    monkeypatch.setattr(PlacementRepairs, "each", deaf)
    advice = "scheduler.workflows.make_rosters.with_placement_advice"
    monkeypatch.setattr(advice, lambda job, search, run: heard.append(time.monotonic()) or run)
    code, _, _ = _placed(tmp_path, 60)
    assert code is ExitCode.INCOMPLETE
    assert heard[0] - pressed[0] < 1.5
    assert (tmp_path / "uit" / "resultaat.json").exists()
    assert json.loads((tmp_path / "uit" / "resultaat.json").read_text(encoding="utf-8"))


def _many(students: int) -> tuple[object, Placement, Assessment]:
    """Students at one school each with a mentor of their own, two slots and one field assessor who is full."""
    things: list[object] = [
        b.board(),
        b.trainer("SO1", max_wpas=1),
        b.trainer("IO1", Role.IO),
        b.slot("T1"),
        b.slot("T2"),
    ]
    for n in range(students):
        things += [b.school(f"S{n}"), b.mentor(f"M{n}", f"S{n}"), b.student(f"ST{n}", year=2)]
    things.append(b.tandem(schools=tuple(f"S{n}" for n in range(students))))
    return b.semester(*things), {f"ST{n}": f"M{n}" for n in range(students)}, {}


def test_reasons_end_with_the_clock() -> None:
    instance, placement, roster = _many(5)
    stopped = Control(60)
    stopped.stop()
    assert set(AssessmentReasons(instance, placement, roster, {}).all(stopped).values()) == {NOT_SOUGHT}
    assert NOT_SOUGHT not in AssessmentReasons(instance, placement, roster, {}).all(Control(60)).values()


def test_proposals_for_thousands_end_with_the_clock() -> None:
    instance, placement, roster = _many(5)
    stopped = Control(60)
    stopped.stop()
    repairs = AssessmentRepairs(instance, placement, roster, stopped)
    assert repairs.each() == {}
    assert repairs.unfinished == set(placement)


def _calls(students: int, monkeypatch: pytest.MonkeyPatch) -> int:
    """Questions to the checker about trainers that reasons for all of them take."""
    from scheduler.diagnosis import wpa_options

    asked = [0]

    def counted(function):  # type: ignore[no-untyped-def]
        def counting(*arguments):  # type: ignore[no-untyped-def]
            asked[0] += 1
            return function(*arguments)

        return counting

    with monkeypatch.context() as patch:
        for name in ("trainer_fault", "assessor_faults", "slot_faults"):
            patch.setattr(wpa_options, name, counted(getattr(wpa_options, name)))
        instance, placement, roster = _many(students)
        AssessmentReasons(instance, placement, roster, {}).all()
    return asked[0]


def test_twice_as_many_reasons_ask_twice_as_much(monkeypatch: pytest.MonkeyPatch) -> None:
    few, twice = _calls(20, monkeypatch), _calls(40, monkeypatch)
    assert 0 < twice <= 2.1 * few
