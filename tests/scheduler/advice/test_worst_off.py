"""What it costs to help who is worst off, beside every other roster there could be."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Pin, Role
from instances.domain.instance import Instance
from instances.domain.solution import Booking, Proof, Status
from instances.sample.generate import generate
from models.placement.search.place import place
from models.search.control import Control
from reports.fairness.figures import against, worst_off
from reports.page.write import write_page
from reports.placement.sheets import write_placement
from reports.run.bundle import HelpCosts, Run
from scheduler.advice import worst_off as advice
from scheduler.advice.worst_off import IMPOSSIBLE, NOTHING_BETTER, PINNED, REFUSED, WorstOffAdvice, advice_for_assessors
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement, pair_faults
from scheduler.runtime.exit import DefectError
from scheduler.what_if.outcome import PlacementOutcome
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import EditedPlacement, PlacementRequest
from scheduler.what_if.settings import WhatIfSettings
from tests import builders as b
from tests.reports.runs import run as small_run
from tests.reports.runs import texts

SEEDS = (1, 2, 3)


def placed(instance: Instance) -> Run:
    found = place(instance, Control(20))
    assert found.placement is not None
    verdict = check_placement(instance, found.placement)
    return Run(instance, dict(found.placement), verdict, found.proof)


def price(told: str) -> int:
    """What is told as a price: kosten 12 hoger, kosten hoogstens 12 hoger, kosten (hoogstens) gelijk."""
    found = re.search(r"kosten (?:hoogstens |minstens )?(\d+) punt(?:en)? (hoger|lager)", told)
    if found is None:
        assert re.search(r"kosten (hoogstens )?gelijk", told)
        return 0
    return int(found[1]) if found[2] == "hoger" else -int(found[1])


def better(run: Run, student: str) -> list[str]:
    """The mentors that may, with whom less is against the student and nothing new."""
    who, instance = run.instance.students[student], run.instance
    now = against(instance, who, run.placement[student]).keys()
    may = [mentor for mentor in instance.mentors.values() if not list(pair_faults(instance, who, mentor))]
    return [mentor.id for mentor in may if against(instance, who, mentor.id).keys() < now]


def cheapest(run: Run, student: str, mentors: list[str]) -> int | None:
    """The least extra cost with one of these mentors, each solved with the student pinned there."""
    found = []
    for mentor in mentors:
        pins = (*(pin for pin in run.instance.pins if pin.student != student), Pin(student, mentor=mentor))
        there = place(replace(run.instance, pins=pins), Control(20))
        if there.placement is not None and len(there.placement) == len(run.placement):
            found.append(check_placement(run.instance, there.placement).cost - run.placement_verdict.cost)
    return min(found, default=None)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_roster_helps_a_student_for_less(seed: int) -> None:
    run = placed(generate("klein", seed))
    told = WorstOffAdvice(run, Control(60), None).students()
    assert told.keys() == {one.student.id for one in worst_off(run)}
    for student, text in told.items():
        mentors = [] if text == PINNED else better(run, student)
        if not mentors:
            assert text in (PINNED, NOTHING_BETTER)
            continue
        least = cheapest(run, student, mentors)
        assert (text == IMPOSSIBLE or "valt dan af" in text) if least is None else price(text) == least


@pytest.mark.parametrize("seed", SEEDS)
def test_in_a_large_semester_the_price_can_be_had_and_is_never_too_low(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = placed(generate("klein", seed))
    exact = WorstOffAdvice(run, Control(60), None).students()
    monkeypatch.setattr(advice, "WHAT_IF", WhatIfSettings(proven_at_once=0))
    told = WorstOffAdvice(run, Control(60), None).students()
    assert told.keys() == exact.keys()
    for student, text in told.items():
        if "kosten" in text and "valt dan af" not in exact[student]:
            assert price(text) >= price(exact[student])


def _far() -> Run:
    """ST1 travels 60 minutes to S1 and 10 to S2, which has no room left; both would rather have been at S2."""
    travels = [b.travel(who, school, minutes) for who in ("ST1", "ST2") for school, minutes in (("S1", 60), ("S2", 10))]
    instance = b.semester(
        b.board(), b.school("S1"), b.school("S2", places=1), b.mentor("M1", "S1"), b.mentor("M2", "S2"),
        b.student("ST1"), b.student("ST2"), *travels,
    )  # fmt: skip
    return placed(instance)


def test_who_helps_one_by_harming_another_sees_that_it_costs_nothing_more() -> None:
    run = _far()
    (student,) = (who for who, mentor in run.placement.items() if mentor == "M1")
    told = WorstOffAdvice(run, Control(20), None).students()[student]
    assert told == "naar School S2 (10 min, binnen de streeftijd): kosten gelijk, 1 ander verhuist"


def test_another_mentor_of_the_same_school_is_told_as_such() -> None:
    """ST1 asks taal, which M1 has, who guides ST2."""
    rows = [b.board(), b.school(places=2), b.mentor("M1", strengths=frozenset({"taal"})), b.mentor("M2")]
    rows += [b.student("ST1", needs=(("taal", 1),)), b.student("ST2")]
    instance = b.semester(*rows)
    placement = {"ST1": "M2", "ST2": "M1"}
    run = Run(instance, placement, check_placement(instance, placement), Proof(Status.FEASIBLE, 2))
    told = WorstOffAdvice(run, Control(20), None).students()["ST1"]
    assert told.startswith("andere mentor op School S1 (5 min, een leerbehoefte gedekt): kosten 15 punten lager")


def test_one_student_less_for_a_tandem_is_told_with_who_falls_off() -> None:
    """The tandem has two students and a norm of one, and there is no other school."""
    rows = [b.board(), b.trainer("SO1"), b.trainer("IO1", Role.IO), b.tandem(norm=1), b.school(places=2)]
    rows += [b.mentor("M1"), b.mentor("M2"), b.student("ST1"), b.student("ST2")]
    told = WorstOffAdvice(placed(b.semester(*rows)), Control(20), None).tandems()
    assert [text.partition(":")[0] for text in told.values()] == ["één student minder"]
    (text,) = told.values()
    assert "1 student valt dan af." in text
    assert "kosten" not in text  # fewer cost less: that is no price


def test_a_refused_answer_costs_its_own_text_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two tandems above their norm the first answer is refused; the other is told all the same."""
    run = placed(b.semester(
        b.board(), b.trainer("SO1"), b.trainer("IO1", Role.IO), b.school("S1", places=2), b.school("S2", places=2),
        b.tandem("TA1", schools=("S1",), norm=1), b.tandem("TA2", schools=("S2",), norm=1),
        b.mentor("M1"), b.mentor("M2"), b.mentor("M3", "S2"), b.mentor("M4", "S2"),
        *(b.student(f"ST{number}") for number in range(1, 5)),
    ))  # fmt: skip
    whole = WorstOffAdvice(run, Control(20), None).tandems()
    answer = PlacementWhatIf.answer

    def refuse(self: PlacementWhatIf, request: PlacementRequest, control: Control | None = None) -> PlacementOutcome:
        if isinstance(request, EditedPlacement) and request.edits[0].id == "TA1":
            raise DefectError("an answer breaks rules: P7 TA1")
        return answer(self, request, control)

    monkeypatch.setattr(PlacementWhatIf, "answer", refuse)
    refused: list[DefectError] = []
    told = WorstOffAdvice(run, Control(20), None, refused.append).tandems()
    assert told == {**whole, "TA1": REFUSED}
    assert (len(refused), len(told)) == (1, 2)


def test_one_wpa_less_for_an_assessor_changes_one_wpa() -> None:
    rows = [b.board(), b.school(places=3), b.trainer("SO1"), b.trainer("SO2"), b.slot("T1")]
    rows += [
        b.slot("T2", begin="10:00", end="11:00"),
        b.student("ST1"),
        b.student("ST2"),
        b.mentor("M1"),
        b.mentor("M2"),
    ]
    instance = b.semester(*rows)
    roster = {"ST1": Booking("T1", "SO1"), "ST2": Booking("T2", "SO1")}
    run = placed(instance)
    verdict = check_assessment(instance, run.placement, roster)
    whole = replace(run, assessment=roster, assessment_verdict=verdict, assessment_proof=Proof(Status.FEASIBLE, 2))
    told = advice_for_assessors(whole, Control(20), None)
    assert list(told) == ["SO1"]
    assert told["SO1"].startswith("één WPA minder: kosten")
    assert told["SO1"].endswith("1 WPA verandert")


def test_what_helping_costs_is_on_the_sheet_and_on_the_page(tmp_path: Path) -> None:
    run = _far()
    (student,) = (who for who, mentor in run.placement.items() if mentor == "M1")
    run = replace(run, help_costs=HelpCosts(students={student: "naar De Eik: kosten 12 hoger"}))
    write_placement(run, tmp_path / "plaatsing.xlsx")
    write_page(run, tmp_path / "rapport.html")
    assert {"Wat helpen kost", "naar De Eik: kosten 12 hoger"} <= set(texts(tmp_path / "plaatsing.xlsx", "Eerlijkheid"))
    page = (tmp_path / "rapport.html").read_text(encoding="utf-8")
    assert "Wat helpen kost" in page
    assert "naar De Eik: kosten 12 hoger" in page


def test_without_that_question_the_page_has_no_empty_column(tmp_path: Path) -> None:
    write_page(small_run(), tmp_path / "rapport.html")
    assert "Wat helpen kost" not in (tmp_path / "rapport.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("asked", [True, False])
def test_without_that_question_the_tandems_have_no_empty_column(tmp_path: Path, asked: bool) -> None:
    run = small_run()
    told = HelpCosts(tandems={next(iter(run.instance.tandems)): "één student minder: kosten 3 hoger"} if asked else {})
    write_placement(replace(run, help_costs=told), tmp_path / "plaatsing.xlsx")
    found = texts(tmp_path / "plaatsing.xlsx", "Eerlijkheid")
    assert ("Wat helpen kost" in found[found.index("Tandem") :]) is asked
