"""Another mentor is one step: fixed in the workbook, with the roster that was priced; a broken rule stays flagged."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from instances.rosters.columns import ASSESSMENT_FILE
from instances.rosters.read import read_rosters
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement, pair_faults
from scheduler.web.dossier.records import JobOutcome
from scheduler.web.tasks import prices
from scheduler.web.tasks.held import HeldRoster, control
from scheduler.web.tasks.mentor_choice import forbidding, mentor_choices
from scheduler.web.tasks.prices import MentorPrice, other_mentors
from scheduler.what_if.outcome import Resolved
from scheduler.what_if.requests import FewestMoves
from tests.scheduler.web.office import Office


def another(office: Office) -> tuple[str, MentorPrice]:
    """A student and another mentor who can be had."""
    for student in office.held.placement:
        for price in other_mentors(office.held, student):
            if price.can:
                return student, price
    raise AssertionError("nobody can have another mentor")


def forbidden_pair(office: Office) -> tuple[str, str, str]:
    """A placed student, a mentor whom a rule forbids, and that rule."""
    return forbidden_pair_of(office.held)


def forbidden_pair_of(now: HeldRoster) -> tuple[str, str, str]:
    """The same of rosters, whoever asks."""
    instance = now.instance
    for student in now.placement:
        for mentor in instance.mentors.values():
            faults = list(pair_faults(instance, instance.students[student], mentor))
            if faults and mentor.id != now.placement[student]:
                return student, mentor.id, str(faults[0][0])
    raise AssertionError("no pair is forbidden")


def test_a_choice_is_one_step_fixed_with_the_roster_that_was_priced(office: Office) -> None:
    student, price = another(office)
    priced = office.held.found[student, price.mentor_id, price.mark].roster
    workbook, roster = office.heads
    job = office.ordered(f"/plaatsing/{student}/kies", mentor=price.mentor_id, roster=roster, mark=price.mark)
    assert job.outcome is JobOutcome.DONE
    assert office.heads == (workbook + 1, roster + 1)
    pin = office.instance.pin_of[student]
    assert pin.mentor == price.mentor_id
    assert dict(office.held.placement) == dict(priced)
    assert office.held.placement_verdict.ok
    office.post("/ongedaan")
    assert office.heads == (workbook, roster)
    office.post("/opnieuw")
    assert office.heads == (workbook + 1, roster + 1)


def test_of_two_prices_the_one_that_was_shown_is_what_comes(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """The cheapest roster moves two along; the page offers the one in which nobody else moves as well."""
    held = office.held
    student, mentor, near = next(
        (student, mentor, near)
        for student in held.placement
        for mentor in held.instance.mentors
        if mentor != held.placement[student] and not forbidding(held, student, mentor)[0]
        for near in [held.placement_what_if.answer(FewestMoves(student, mentor), control(5))]
        if isinstance(near, Resolved) and near.cost > 0
    )
    swapped = dict(near.roster)
    first, second = [one for one in swapped if one != student][:2]
    swapped[first], swapped[second] = swapped[second], swapped[first]
    cheaper = replace(near, roster=swapped, moved=(first, second, student), verdict=near.base, exact=True)
    monkeypatch.setattr(prices, "_asked", lambda *_: cheaper)
    page = office.page(f"/plaatsing/{student}/prijs?mentor={mentor}")
    marks = re.findall(r'name="mark" value="(\w+)"', page)
    assert prices.CHEAPEST in page
    assert prices.FEWEST in page
    assert len(set(marks)) == 2
    unknown = office.post(f"/plaatsing/{student}/kies", mentor=mentor, roster=office.heads[1], mark="0" * 16)
    assert "vraag opnieuw wat het kost" in unknown
    office.ordered(f"/plaatsing/{student}/kies", mentor=mentor, roster=office.heads[1], mark=marks[1])
    assert dict(office.held.placement) == dict(near.roster)


def test_who_saw_another_roster_is_told_and_nothing_changes(office: Office) -> None:
    student, price = another(office)
    before = office.heads
    told = office.post(f"/plaatsing/{student}/kies", mentor=price.mentor_id, roster=before[1] - 1)
    assert "Intussen is er een ander rooster" in told
    assert office.heads == before
    assert len(office.dossier.workbooks()) == 1


def test_a_forbidden_mentor_is_named_with_the_rule_and_not_chosen(office: Office) -> None:
    student, mentor, rule = forbidden_pair(office)
    before = office.heads
    told = office.post(f"/plaatsing/{student}/kies", mentor=mentor, roster=before[1])
    assert rule in told
    assert "Toch zo zetten" in office.page(f"/plaatsing/{student}/prijs?mentor={mentor}")
    assert office.heads == before


def test_a_rule_broken_knowingly_is_flagged_and_never_final(office: Office) -> None:
    student, mentor, rule = forbidden_pair(office)
    workbook, roster = office.heads
    office.ordered(
        f"/plaatsing/{student}/toch", mentor=mentor, roster=roster, knowingly="ja", reason="de school wil het zelf"
    )
    made = office.dossier.roster
    assert made is not None
    broken = {str(v.rule) for v in check_placement(office.instance, office.held.placement).violations}
    assert office.held.placement[student] == mentor
    assert set(made.breaks) == broken
    assert rule in made.breaks
    assert "reden: de school wil het zelf" in made.why
    assert office.heads[0] == workbook  # fixed there, it would stop every next roster
    assert "kan niet definitief worden" in office.post(f"/versies/definitief/{made.id}")
    assert f"breekt regel {', '.join(made.breaks)}" in office.page("/plaatsing")


def test_nobody_breaks_a_rule_without_saying_so(office: Office) -> None:
    student, mentor, _ = forbidden_pair(office)
    before = office.heads
    path = f"/plaatsing/{student}/toch"
    assert "Vink eerst aan" in office.post(path, mentor=mentor, roster=before[1])
    assert "zeg waarom" in office.post(path, mentor=mentor, roster=before[1], knowingly="ja", reason="  ")
    assert office.heads == before


@pytest.mark.thorough
def test_after_a_choice_another_mentor_can_still_be_chosen_and_the_place_be_freed(office: Office) -> None:
    student, price = another(office)
    first = office.held.placement[student]
    office.ordered(f"/plaatsing/{student}/kies", mentor=price.mentor_id, roster=office.heads[1])
    assert forbidding(office.held, student, first) == ((), True)
    office.page(f"/plaatsing/{student}/prijs?mentor={first}")
    office.ordered(f"/plaatsing/{student}/kies", mentor=first, roster=office.heads[1])
    assert office.held.placement[student] == first
    assert office.instance.pin_of[student].mentor == first
    office.ordered(f"/plaatsing/{student}/vrij")
    pin = office.instance.pin_of.get(student)
    assert pin is None or (pin.school, pin.mentor) == (None, None)


def test_the_list_says_what_each_costs_at_least_and_what_forbids_the_rest(office: Office) -> None:
    student = next(iter(office.held.placement))
    page = office.page(f"/plaatsing/{student}/keuzes")
    assert "Kost minstens" in page
    assert "Kan niet: P" in page
    assert "Staat hier nu" in page
    least = office.held.placement_what_if.least_costs(student)
    shown = [c for c in mentor_choices(office.held, student, least) if not c.forbidden and c.least is not None]
    assert [max(0, c.least or 0) for c in shown] == sorted(max(0, c.least or 0) for c in shown)


@pytest.mark.parametrize("path", ["kies", "toch"])
def test_an_unknown_mentor_or_student_is_told(office: Office, path: str) -> None:
    student = next(iter(office.held.placement))
    assert "staat niet in dit werkboek" in office.post(
        f"/plaatsing/{student}/{path}", mentor="ZZZ", roster=office.heads[1], knowingly="ja", reason="zomaar"
    )
    told = office.post(f"/plaatsing/ZZZ/{path}", mentor="ZZZ", roster=1, knowingly="ja", reason="zomaar")
    assert "geen student" in told


def test_the_table_can_be_filtered_and_the_map_knows_everyone(office: Office) -> None:
    page = office.page("/plaatsing")
    for column in ("bestuurnaam", "schoolnaam", "tandem", "jaar"):
        assert f'data-kolom="{column}"' in page
    rows = office.client.get(f"/d/{office.dossier.id}/plaatsing/rijen").json()
    assert {row["student"] for row in rows} == set(office.instance.students)
    on_map = {student for student in office.held.placement if f'data-student="{student}"' in page}
    placed = {s for s in office.held.placement if office.instance.students[s].point is not None}
    assert on_map == placed


def test_the_wpas_follow_a_choice(office_with_wpas: Office) -> None:
    office = office_with_wpas
    student, price = another(office)
    wpas = len(office.held.assessment)
    office.ordered(f"/plaatsing/{student}/kies", mentor=price.mentor_id, roster=office.heads[1])
    made = office.dossier.roster
    assert made is not None
    assert (made.folder / ASSESSMENT_FILE).is_file()
    assert not read_rosters(made.folder, office.instance).faults
    assert len(office.held.assessment) == wpas
    assert not check_assessment(office.instance, office.held.placement, office.held.assessment).violations


@pytest.mark.parametrize(("possible", "told"), [(True, "Probeer opnieuw"), (False, "laten deze student geen andere")])
def test_that_nothing_was_found_yet_is_not_told_as_that_there_is_nothing(
    office: Office, monkeypatch: pytest.MonkeyPatch, possible: bool, told: str
) -> None:
    monkeypatch.setattr("scheduler.web.pages.placement.other_mentors", lambda *_: [])
    monkeypatch.setattr("scheduler.web.pages.placement.any_other", lambda *_: possible)
    page = office.page(f"/plaatsing/{next(iter(office.held.placement))}/andere")
    assert told in page
    assert "geen andere plek gevonden" not in page
    assert ("Binnen 4 seconden is nog niets gevonden" in page) is possible
