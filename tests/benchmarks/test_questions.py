"""The benchmark of questions: what happens to a semester, and other solvers that agree with the product."""

from __future__ import annotations

import pytest

from benchmarks.questions import resolving
from benchmarks.questions.asking import Told
from benchmarks.questions.cases import Finished, events, forced, pinned
from benchmarks.questions.table import BEGIN, END, README, QuestionRow, renewed, rows_table
from instances.domain.instance import Instance
from models.assessment.search.schedule import schedule
from models.placement.search.place import place
from models.placement.what_if.questions import PlacementQuestions
from models.placement.what_if.replan import replan
from models.search.control import Control

SECONDS = 30
OTHER = resolving.solvers()["cp-sat"]  # HiGHS wants the same number of threads all through a process


@pytest.fixture(scope="module")
def given(klein: Instance) -> Finished:
    placed = place(klein, Control(SECONDS)).placement or {}
    return Finished(klein, placed, schedule(klein, placed, Control(SECONDS)).assessment or {})


def test_every_event_changes_the_semester_in_another_way(given: Finished) -> None:
    after = list(events(given).values())
    assert all(one != given.instance for one in after)
    assert all(one != other for n, one in enumerate(after) for other in after[:n])


@pytest.mark.parametrize(
    "event", ["a mentor falls ill", "a student stops", "a school withdraws", "a late student arrives"]
)
def test_solving_everything_anew_gives_the_same_changes_and_cost(given: Finished, event: str) -> None:
    after = events(given)[event]
    other = resolving.replanned(OTHER, after, given.placement, SECONDS, 2)
    mine = replan(after, given.placement, Control(SECONDS))
    assert (mine.fewest_proven, other.proven) == (True, True)
    assert (mine.changes, mine.proof.cost_bound) == (other.changes, other.cost)


def test_a_forced_pair_costs_the_same(given: Finished) -> None:
    questions = PlacementQuestions(given.instance, given.placement, Control(SECONDS))
    for student, mentor in forced(given, 2).items():
        fixed = pinned(given.instance, student, mentor)
        other = resolving.best(OTHER, fixed, SECONDS, 2)
        assert (other.proven, other.cost) == (True, questions.forced(student, mentor).cost)


def test_a_peer_without_an_answer_has_a_row_of_dashes() -> None:
    assert QuestionRow("why", "highs", Told(60.0)).line == "| why | highs | 60.0 | 60.0 | – | – | – | – | – |"


def test_the_table_of_the_readme_is_renewed_between_its_markers() -> None:
    row = QuestionRow("why", "plaatswijzer", Told(1.25, 2, 1300, True, 3, False, 0.75))
    text = renewed(f"before\n{BEGIN}\nold\n{END}\nafter", rows_table([row]))
    assert text.startswith(f"before\n{BEGIN}\n| question")
    assert "| why | plaatswijzer | 0.8 | 1.2 | 2 | 1,300 | yes | 3 | no |" in text
    assert text.endswith(f"{END}\nafter")


def test_the_readme_has_the_markers() -> None:
    assert renewed(README.read_text(encoding="utf-8"), "").count(BEGIN) == 1


def test_the_assessor_who_loses_a_day_had_wpas_then(given: Finished) -> None:
    after = events(given)["an assessor loses a day"]
    (lost,) = set(after.availability) - set(given.instance.availability)
    slots = given.instance.slots
    booked = [b for b in given.assessment.values() if lost.trainer in b.assessors and slots[b.slot].date == lost.date]
    assert booked
