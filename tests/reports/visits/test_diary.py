"""Appointments of visits: known by who and which, whatever day they are on."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from instances.domain.solution import Placement, Status
from instances.visits.days import visiting_days
from instances.visits.due import due_visits
from instances.visits.roster import LessonVisit, Moment, PlgMeeting, VisitProof, VisitRoster
from instances.visits.verdict import VisitVerdict
from reports.visits.bundle import VisitsRun
from reports.visits.diary import visit_diaries
from tests.builders import TUESDAY, rules
from tests.scheduler.running import small

INSTANCE = replace(small(), settings=rules(semester="2026-2027 S2"))
PLACED: Placement = {"ST1": "M1", "ST2": "M2"}
LESSON, MEETING = LessonVisit("SO1", "ST1", 1), PlgMeeting("tandem:TA1", 1)
AT_NINE = Moment(TUESDAY, 540)


def run_with(roster: VisitRoster, period: str = "") -> VisitsRun:
    instance = replace(INSTANCE, settings=replace(INSTANCE.settings, visit_period=period))
    due = due_visits(instance, PLACED)
    proof = VisitProof(Status.FEASIBLE, due.count)
    return VisitsRun(instance, PLACED, visiting_days(instance.settings), due, roster, proof, VisitVerdict((), {}))


def test_an_appointment_says_who_where_and_when() -> None:
    found = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE}, {MEETING: Moment(TUESDAY, 840)})), {})
    assert set(found) == {"SO1", "IO1"}
    lesson, meeting = found["SO1"].appointments
    assert (lesson.title, lesson.begin.hour, lesson.end.hour, lesson.end.minute) == (
        "Lesbezoek Student ST1, School S1", 9, 10, 45,
    )  # fmt: skip
    assert (meeting.title, meeting.end.hour) == ("PLG TA1, School S1", 17)
    assert [one.title for one in found["IO1"].appointments] == [meeting.title]
    assert found["IO1"].appointments[0].uid != meeting.uid


def test_a_visit_that_moves_keeps_its_uid_with_a_higher_number() -> None:
    first = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE})), {})
    moved = run_with(VisitRoster({LESSON: Moment(TUESDAY - timedelta(days=7), 600)}), "1-3-2027 t/m 11-6-2027")
    (one,), (other,) = first["SO1"].appointments, visit_diaries(moved, first)["SO1"].appointments
    assert (one.uid, one.sequence, other.sequence) == (other.uid, 0, 1)
    assert visit_diaries(moved, visit_diaries(moved, first)) == visit_diaries(moved, first)


def test_a_visit_that_is_not_held_any_more_is_cancelled() -> None:
    first = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE})), {})
    (gone,) = visit_diaries(run_with(VisitRoster()), first)["SO1"].appointments
    assert (gone.cancelled, gone.sequence) == (True, 1)


def test_another_semester_is_another_visit_and_cancels_nothing() -> None:
    first = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE})), {})
    autumn = run_with(VisitRoster({LESSON: Moment(date(2027, 10, 5), 540)}), "1-9-2027 t/m 31-1-2028")
    (one,) = visit_diaries(autumn, first)["SO1"].appointments
    assert (one.uid != first["SO1"].appointments[0].uid, one.sequence, one.cancelled) == (True, 0, False)


def test_what_falls_out_because_the_period_shrinks_is_cancelled() -> None:
    first = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE}), "1-3-2027 t/m 30-6-2027"), {})
    shorter = run_with(VisitRoster(), "1-3-2027 t/m 31-5-2027")
    assert shorter.days[-1] < AT_NINE.day
    (gone,) = visit_diaries(shorter, first)["SO1"].appointments
    assert (gone.cancelled, gone.sequence) == (True, 1)


def test_a_period_without_any_day_cancels_too() -> None:
    first = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE})), {})
    (gone,) = visit_diaries(run_with(VisitRoster(), "5-6-2027 t/m 6-6-2027"), first)["SO1"].appointments
    assert gone.cancelled


def test_the_uid_tells_the_half_of_who_is_still_there_and_the_day_that_of_who_is_gone() -> None:
    """An autumn that ends in February: those visits are of the autumn, and no business of the spring."""
    autumn, spring = "1-9-2026 t/m 19-2-2027", "1-2-2027 t/m 30-6-2027"
    late = VisitRoster({LESSON: Moment(date(2027, 2, 16), 540)})
    first = visit_diaries(run_with(late, autumn), {})
    assert visit_diaries(run_with(VisitRoster(), spring), first) == {}
    (gone,) = visit_diaries(run_with(VisitRoster(), autumn), first)["SO1"].appointments
    assert gone.cancelled
    left = run_with(VisitRoster(), spring)
    nobody = replace(left, instance=replace(left.instance, students={}))
    assert visit_diaries(nobody, first)["SO1"].appointments[0].cancelled


def test_who_left_the_workbook_gets_a_cancellation() -> None:
    first = visit_diaries(run_with(VisitRoster({LESSON: AT_NINE})), {})
    without = run_with(VisitRoster())
    others = {id: trainer for id, trainer in without.instance.trainers.items() if id != "SO1"}
    diary = visit_diaries(replace(without, instance=replace(without.instance, trainers=others)), first)["SO1"]
    assert diary.name == first["SO1"].name
    assert [(one.cancelled, one.sequence) for one in diary.appointments] == [(True, 1)]
