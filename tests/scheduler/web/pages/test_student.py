"""The panel of one student: which needs the mentor meets, what others cost with its unit, and who is full."""

from __future__ import annotations

import re
from html import unescape

from scheduler.web.tasks.mentor_choice import least_costs, mentor_choices, needs_here
from tests.scheduler.web.office import Office


def test_needs_are_told_by_name_met_and_missed(office: Office) -> None:
    told = set()
    for student, mentor in office.held.placement.items():
        asked = {tag for tag, _ in office.instance.students[student].needs}
        found, strengths = needs_here(office.held, student), office.instance.mentors[mentor].strengths
        assert (found is None) == (not asked)
        if found is not None:
            told |= {bool(found.met), not found.missed}
            assert [(tag in found.met, tag in found.missed) for tag in asked] == [
                (tag in strengths, tag not in strengths) for tag in asked
            ]
    assert told == {True, False}, "the sample has needs met and needs missed"


def test_the_panel_says_why_here_in_words(office: Office) -> None:
    student = next(one for one in office.held.placement if needs_here(office.held, one))
    found = needs_here(office.held, student)
    assert found is not None
    page = unescape(office.page(f"/plaatsing/{student}"))
    assert "Waarom deze plek" in page
    assert f"Deze mentor is sterk in {found.met}." in page if found.met else f"Niet in {found.missed}." in page


def test_every_cost_has_its_unit(office: Office) -> None:
    student = next(iter(office.held.placement))
    page = office.page(f"/plaatsing/{student}/keuzes")
    costs = re.findall(r"Kost minstens ([\d.]+) (punt|punten)\.", page)
    assert len(costs) == page.count("Kost minstens ") > 0
    assert all((amount == "1") == (unit == "punt") for amount, unit in costs)


def test_a_full_mentor_says_so(office: Office) -> None:
    student = next(iter(office.held.placement))
    choices = mentor_choices(office.held, student, least_costs(office.held, student))
    full = [one for one in choices if not one.here and one.students[1] and one.students[0] >= one.students[1]]
    page = office.page(f"/plaatsing/{student}/keuzes")
    assert page.count("dan gaat er een ander weg") == len(full) > 0
