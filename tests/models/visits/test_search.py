"""The search as a whole: on a sample, the same each time, and cut short."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from functools import cache

import pytest

from instances.domain.instance import Instance
from instances.domain.solution import Placement, Status
from instances.sample.generate import generate
from instances.visits.roster import VisitWish
from models.parallel.inline import InlineExecutor
from models.search.control import Control
from models.search.settings import SearchSettings
from models.visits.component_search import ComponentSearch, first_plan
from models.visits.components import components
from models.visits.data import Component
from models.visits.moments import VisitMoments
from models.visits.search import plan_visits
from models.visits.settings import VISIT_SETTINGS
from scheduler.checks.visits import check_visits
from tests.builders import away
from tests.models.visits.cases import planned


@cache
def sample() -> tuple[Instance, Placement]:
    """Every student at the first mentor with a shared day who has nobody yet."""
    instance = generate("klein", 1)
    placement: dict[str, str] = {}
    for student in instance.students.values():
        free = (m for m in instance.mentors.values() if m.days & student.days and m.id not in placement.values())
        found = next((m.id for m in free if instance.tandem_of(m.school)), None)
        if found is not None:
            placement[student.id] = found
    return instance, placement


@cache
def parts() -> tuple[Component, ...]:
    return components(VisitMoments(*sample(), {})).components


def test_a_small_sample_is_planned_to_the_proven_best() -> None:
    found = planned(*sample(), seconds=60)
    verdict = check_visits(*sample(), {}, found.roster)
    assert verdict.ok
    assert verdict.cost == found.cost == found.proof.cost_bound
    assert found.proof.status is Status.OPTIMAL
    assert len(verdict.missing_lessons) + len(verdict.missing_meetings) == len(found.never)


def test_parts_share_no_trainer() -> None:
    trainers = [trainer for part in parts() for trainer in part.travellers]
    assert len(trainers) == len(set(trainers))


def test_the_same_seed_gives_the_same_roster() -> None:
    first, again = (planned(*sample(), seconds=60, seed=3, reproducible=True) for _ in range(2))
    assert (first.roster, first.proof) == (again.roster, again.proof)


PLAN_AND_PRINT = """
from tests.builders import away
from tests.models.visits.cases import planned
from tests.models.visits.test_search import sample
found = planned(*sample(), seconds=60, reproducible=True)
print(found.roster, found.proof)
"""


def test_another_process_gives_the_same_roster() -> None:
    """Words hash in an order of their own in each."""
    running = [
        subprocess.Popen(
            [sys.executable, "-c", PLAN_AND_PRINT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("1", "2")
    ]
    (first, faults), (again, _) = (process.communicate(timeout=120) for process in running)
    assert b"LessonVisit" in first, faults.decode()
    assert first == again


def test_nothing_moves_when_nothing_changed() -> None:
    first = planned(*sample(), seconds=60)
    again = planned(*sample(), seconds=60, seed=7, previous=first.roster)
    assert again.roster == first.roster
    assert (again.cost, again.proof.cost_bound, again.proof.status) == (first.cost, first.cost, Status.OPTIMAL)


def test_the_search_begins_at_the_earlier_plan() -> None:
    first = planned(*sample(), seconds=60).roster
    assert planned(*sample(), seconds=0.0).roster != first
    assert planned(*sample(), seconds=0.0, previous=first).roster == first


def test_a_day_away_moves_no_more_than_was_on_it() -> None:
    """The bounds hold beside what stays."""
    instance, placement = sample()
    first = planned(instance, placement, seconds=60).roster
    before = {**first.lessons, **first.meetings}
    visit, moment = next(iter(first.lessons.items()))
    changed = replace(instance, absences=(*instance.absences, away(visit.trainer, moment.day)))
    again = planned(changed, placement, seconds=60, previous=first)
    verdict = check_visits(changed, placement, {}, again.roster, first)
    assert verdict.ok
    assert verdict.cost == again.cost == again.proof.cost_bound
    now = {**again.roster.lessons, **again.roster.meetings}
    moved = [due for due, then in before.items() if now.get(due) != then]
    assert 0 < len(moved) <= sum(then.day == moment.day for then in before.values())
    assert verdict.measures[VisitWish.R6] == len(moved)


def test_the_first_roster_keeps_every_rule_and_is_what_a_stop_leaves() -> None:
    control = Control.of(SearchSettings(60.0, 0, 1))
    control.stop()
    found = plan_visits(*sample(), {}, control, InlineExecutor)
    assert check_visits(*sample(), {}, found.roster).ok
    assert found.roster.count > 0
    assert (found.proof.status, found.proof.cost_bound) == (Status.FEASIBLE, None)
    assert found.cost == sum(first_plan(part).cost for part in parts())


def test_without_time_there_is_still_a_roster() -> None:
    found = planned(*sample(), seconds=0.0)
    assert check_visits(*sample(), {}, found.roster).ok
    assert found.roster.count > 0


def test_too_many_tours_only_cost_the_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bound is valid or it is not shown."""
    monkeypatch.setattr("models.visits.tours.VISIT_SETTINGS", replace(VISIT_SETTINGS, most_tours=5))
    part = parts()[0]
    search = ComponentSearch(part, Control(1.0), first_plan(part))
    search.run()
    assert search.best.count <= search.best.count_bound == len(part.items)
    assert search.best.cost_bound is None
    assert search.best.value <= first_plan(part).value
