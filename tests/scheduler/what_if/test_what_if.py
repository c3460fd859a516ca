"""One service for every what-if: edits or a forced choice, solved again, checked, set against the present roster."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from instances.domain.entities import Exclusion, Pin
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Booking, Placement, Proof, Status
from instances.domain.verdict import Verdict, Violation
from instances.edits.edit import CellEdit
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.repairs.joining import Joining
from scheduler.runtime.exit import DefectError
from scheduler.what_if import judge as judge_module
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.judge import placement_judge
from scheduler.what_if.outcome import NoRoster, Resolved
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import (
    BestOfAFew,
    EditedPlacement,
    EditedWpas,
    FewestWpaChanges,
    ForcedBooking,
    MentorAmong,
    MentorNearby,
    PlacementRequest,
    WpaRequest,
)
from scheduler.what_if.soundness import require_no_new_violation, require_sound
from tests.builders import board, mentor, school, semester, slot, student, trainer

TAAL, REKENEN = frozenset({"taal"}), frozenset({"rekenen"})
PRESENT = {"ST1": "M1", "ST2": "M2"}
HELD = {"ST1": Booking("T1", "SO1"), "ST2": Booking("T2", "SO1")}


def workbook() -> Instance:
    """ST1 suits M1 best (taal), ST2 M2 (rekenen); ST3 has no place at the only school; two times, two assessors."""
    return semester(
        board(), school(places=2), mentor("M1", strengths=TAAL), mentor("M2", strengths=REKENEN), mentor("M3"),
        student("ST1", needs=(("taal", 1),)), student("ST2", needs=(("rekenen", 1),)), student("ST3"),
        trainer("SO1"), trainer("SO2"), slot("T1"), slot("T2", begin="10:00", end="11:00"),
    )  # fmt: skip


def asked(request: PlacementRequest, present: Placement = PRESENT) -> Resolved[Placement]:
    outcome = PlacementWhatIf(workbook(), present, Control(20)).answer(request)
    assert isinstance(outcome, Resolved)
    return outcome


def asked_wpas(request: WpaRequest) -> Resolved[dict[str, Booking]]:
    outcome = WpaWhatIf(workbook(), PRESENT, HELD, Control(20)).answer(request)
    assert isinstance(outcome, Resolved)
    return outcome


def test_an_edit_of_the_workbook_is_the_difference_with_the_best_roster_after_it() -> None:
    found = asked(EditedPlacement((CellEdit("Scholen", "S1", "Plaatsen", 3),)))
    there = place(replace(workbook(), schools={"S1": replace(workbook().schools["S1"], places=3)}), Control(20))
    assert there.placement is not None
    assert (found.gained, found.moved, found.displaced, found.proven) == (1, ("ST3",), (), True)
    assert found.verdict.cost == check_placement(workbook(), there.placement).cost


@pytest.mark.parametrize("request_", [MentorAmong("ST1", ("M2",)), MentorNearby("ST1", "M2")])
def test_a_forced_mentor_costs_what_both_students_miss(request_: PlacementRequest) -> None:
    found = asked(request_)
    pinned = replace(workbook(), pins=(Pin("ST1", mentor="M2"), Pin("ST2", mentor=found.roster.get("ST2"))))
    assert found.roster["ST1"] == "M2"
    assert check_placement(pinned, found.roster).ok
    assert found.cost == found.verdict.cost - check_placement(workbook(), PRESENT).cost > 0


def test_the_best_of_a_few_is_never_proven() -> None:
    found = asked(BestOfAFew("ST1", ("M2", "M3"), 2))
    assert (found.proven, found.exact, found.most) == (False, False, False)


def test_a_pair_that_a_rule_forbids_is_impossible() -> None:
    instance = replace(
        workbook(), mentors=workbook().mentors | {"M3": replace(workbook().mentors["M3"], available=False)}
    )
    assert PlacementWhatIf(instance, PRESENT, Control(20)).answer(MentorAmong("ST1", ("M3",))) == NoRoster(True)


def test_a_forced_assessor_is_the_only_thing_that_changes() -> None:
    found = asked_wpas(ForcedBooking("ST1", assessor="SO2"))
    assert (found.roster["ST1"].field, found.moved, found.displaced) == ("SO2", ("ST1",), ("ST1",))


def test_a_wpa_less_for_an_assessor_is_judged_by_the_workbook_as_it_is() -> None:
    edit = CellEdit("Opleiders", "SO1", "Max WPA's", 1)
    found = asked_wpas(FewestWpaChanges((edit,)))
    assert len(found.displaced) == 1
    assert found.verdict == check_assessment(workbook(), PRESENT, found.roster)


def test_a_closed_time_leaves_one_wpa_out() -> None:
    none = asked_wpas(
        EditedWpas((CellEdit("Opleiders", "SO1", "Max WPA's", 0), CellEdit("Opleiders", "SO2", "Max WPA's", 1)))
    )
    assert none.gained == -1


# -- the promise -------------------------------------------------------------------------------------


def broken(verdict: Verdict) -> Verdict:
    return replace(verdict, violations=(*verdict.violations, Violation(Rule.P2, "M1 heeft er 2.", ("M1",))))


def test_a_placement_that_breaks_a_rule_is_never_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    what_if = PlacementWhatIf(workbook(), PRESENT, Control(20), verdict=check_placement(workbook(), PRESENT))
    monkeypatch.setattr(judge_module, "check_placement", lambda *given: broken(check_placement(*given)))
    for request in (EditedPlacement(()), MentorAmong("ST1", ("M2",)), MentorNearby("ST1", "M2")):
        with pytest.raises(DefectError, match="P2"):
            what_if.answer(request)
    with pytest.raises(DefectError, match="P2"):
        what_if.other_mentors("ST1", nearby=False)


def test_a_wpa_roster_that_breaks_a_rule_is_never_answered(monkeypatch: pytest.MonkeyPatch) -> None:
    verdict = check_assessment(workbook(), PRESENT, HELD)
    what_if = WpaWhatIf(workbook(), PRESENT, HELD, Control(20), verdict=verdict)
    monkeypatch.setattr(judge_module, "check_assessment", lambda *given: broken(check_assessment(*given)))
    for request in (EditedWpas(()), ForcedBooking("ST1", slot="T2"), FewestWpaChanges(())):
        with pytest.raises(DefectError, match="P2"):
            what_if.answer(request)
    with pytest.raises(DefectError, match="P2"):
        what_if.other_bookings("ST1")


def test_the_promise_is_kept_with_optimised_python_too() -> None:
    """It was once an assert, which ``python -O`` leaves out."""
    code = """
from instances.domain.rulebook import Rule
from instances.domain.verdict import Verdict, Violation
from scheduler.what_if.soundness import require_no_new_violation
require_no_new_violation(Verdict((Violation(Rule.P2, "x"),), {}, 0, {}), Verdict((), {}, 0, {}))
"""
    done = subprocess.run([sys.executable, "-O", "-c", code], capture_output=True, text=True, check=False)
    assert "DefectError" in done.stderr


def test_what_an_edited_roster_breaks_already_is_no_defect_of_the_answer() -> None:
    base = broken(check_placement(workbook(), PRESENT))
    require_no_new_violation(base, base)


@pytest.mark.parametrize(
    ("count", "bound", "cost_bound"),
    [(2, 1, None), (2, 2, 10**6)],
    ids=["more than can be", "cheaper than can be"],
)
def test_a_roster_better_than_its_own_bound_is_a_defect(count: int, bound: int, cost_bound: int | None) -> None:
    verdict = check_placement(workbook(), PRESENT)
    assert verdict.count == count
    with pytest.raises(DefectError):
        require_sound(verdict, Proof(Status.FEASIBLE, bound, cost_bound=cost_bound))


# -- judged without solving ---------------------------------------------------------------------------


def test_a_roster_nobody_solved_for_is_judged_in_the_edited_workbook() -> None:
    judge = placement_judge(workbook(), PRESENT)
    found = judge.after((CellEdit("Scholen", "S1", "Plaatsen", 3),), {**PRESENT, "ST3": "M3"})
    more = found.verdict.cost - check_placement(workbook(), PRESENT).cost
    assert (found.sound, found.gained, found.shortage, found.cost) == (True, 1, 0, more)


def test_a_roster_that_breaks_a_rule_of_the_workbook_as_it_is_is_not_sound() -> None:
    assert not placement_judge(workbook(), PRESENT).compared({**PRESENT, "ST3": "M3"}).sound


def test_what_the_present_roster_breaks_already_is_not_held_against_another() -> None:
    crowded = {**PRESENT, "ST3": "M3"}
    assert placement_judge(workbook(), crowded).compared({**PRESENT, "ST3": "M3"}).sound


def test_a_proposal_beside_a_roster_edited_by_hand_may_break_what_that_breaks() -> None:
    world = replace(workbook(), exclusions=(Exclusion("ST1", "ST2"),))
    assert not check_placement(world, PRESENT).ok
    room = (CellEdit("Scholen", "S1", "Plaatsen", 3),)
    assert [one.edits for one in Joining(placement_judge(world, PRESENT)).of("ST3")] == [room]


# -- time --------------------------------------------------------------------------------------------


def test_one_question_has_its_own_time_and_the_next_has_what_is_left_for_all() -> None:
    """Callers once wrote another control over that of the questions, and had to put the first one back."""
    control, part = Control(20), Control(5)
    what_if = PlacementWhatIf(workbook(), PRESENT, control)
    what_if.answer(MentorAmong("ST1", ("M2",)), part)
    assert what_if._questions.control is control
    with pytest.raises(KeyError):
        what_if.answer(MentorAmong("ST1", ("nobody",)), part)
    assert what_if._questions.control is control
