"""resultaat.json holds the figures of the run, and no bound that is not proven."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from instances.domain.rulebook import Rule, Wish
from instances.domain.solution import Proof, Status, Stop
from reports.account.result import result, write_result
from tests.reports.runs import broken, run, verdict


def placement(**over: object) -> dict[str, object]:
    found = result(run(**over))["plaatsing"]
    assert isinstance(found, dict)
    return found


def test_the_file_is_the_result(tmp_path: Path) -> None:
    write_result(run(), tmp_path / "resultaat.json")
    assert json.loads((tmp_path / "resultaat.json").read_text(encoding="utf-8")) == result(run())


def test_the_origin_is_there_for_an_audit() -> None:
    found = result(run())
    assert (found["invoer"], found["versies"], found["zaad"]) == ("abc123", {"plaatswijzer": "0.1.0"}, 7)


def test_the_settings_are_in_the_words_of_the_workbook() -> None:
    found = result(run())["instellingen"]
    assert isinstance(found, dict)
    told = [found[name] for name in ("Minimaal gezamenlijke dagen", "Eén student per mentor per dag", "Gewicht W9")]
    assert told == ["alle", "ja", 1000]


def test_the_placement_figures_are_those_of_the_verdict() -> None:
    found = placement()
    assert {key: found[key] for key in ("status", "aantal", "aantal_max", "niet", "kosten", "tekort", "seconden")} == {
        "status": "haalbaar", "aantal": 4, "aantal_max": 4, "niet": ["0022"], "kosten": 35,
        "tekort": {"NOORD": 2}, "seconden": 1.5,
    }  # fmt: skip


def test_a_wish_has_weight_amount_and_cost() -> None:
    wishes = placement()["wensen"]
    assert isinstance(wishes, dict)
    assert wishes["W1"] == {"gewicht": 15, "hoeveelheid": 1, "kosten": 15}


def test_the_assignments_are_ids_only() -> None:
    assert placement()["toewijzing"] == {
        "0011": {"mentor": "M1"}, "0012": {"mentor": "M1"}, "0013": {"mentor": "M2"}, "0021": {"mentor": "M3"},
    }  # fmt: skip


def test_a_booking_with_one_assessor_has_null_for_the_other() -> None:
    found = result(run())["wpa"]
    assert isinstance(found, dict)
    assert found["toewijzing"]["0011"] == {"slot": "T1", "werkveld": "SO2", "opleiding": None}


def test_due_students_without_a_wpa_are_named() -> None:
    found = result(run())["wpa"]
    assert isinstance(found, dict)
    assert found["niet"] == ["0012", "0022"]


def test_without_a_wpa_roster_there_is_no_such_part() -> None:
    assert "wpa" not in result(run(assessment=None, assessment_verdict=None, assessment_proof=None))


def test_the_gap_is_a_part_of_the_cost() -> None:
    assert (placement()["ondergrens"], placement()["kloof"]) == (25, 10 / 35)


def test_a_cost_of_nothing_has_no_gap() -> None:
    found = placement(placement_verdict=verdict({Wish.W1: 0}, 4), placement_proof=Proof(Status.OPTIMAL, 4, 0, 0))
    assert (found["ondergrens"], found["kloof"]) == (0, 0.0)


@pytest.mark.parametrize(
    "proof",
    [
        Proof(Status.FEASIBLE, 4, 2, None),
        Proof(Status.FEASIBLE, 5, 2, 25),  # one more might be placed
        Proof(Status.FEASIBLE, 4, 1, 25),  # a board might fall less short
    ],
    ids=["none", "count open", "shortage open"],
)
def test_a_bound_that_says_nothing_is_null(proof: Proof) -> None:
    found = placement(placement_proof=proof)
    assert (found["ondergrens"], found["kloof"]) == (None, None)


def test_a_bound_says_nothing_about_a_roster_that_breaks_a_rule() -> None:
    found = placement(placement_verdict=verdict({Wish.W1: 0}, 4, broken(Rule.P2, "te veel")))
    assert (found["ondergrens"], found["kloof"]) == (None, None)


def test_nothing_is_optimal_without_a_bound() -> None:
    assert placement(placement_proof=Proof(Status.OPTIMAL, 5, 2, 25))["status"] == "haalbaar"


def test_a_bound_above_the_cost_is_a_defect() -> None:
    with pytest.raises(ValueError, match="above the cost"):
        result(run(placement_proof=Proof(Status.OPTIMAL, 4, 2, 36)))


@pytest.mark.parametrize("stop", [*Stop, None])
def test_why_the_search_ended_is_told_in_one_word(stop: Stop | None) -> None:
    word = None if stop is None else str(stop)
    assert placement(placement_proof=Proof(Status.FEASIBLE, 4, 2, 25, stop=stop))["gestopt"] == word


@pytest.mark.parametrize(
    ("asked", "broken_off", "told"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_a_whole_run_that_was_asked_for_it_is_reproducible(asked: bool, broken_off: bool, told: bool) -> None:
    found = result(run(reproducible=asked, broken_off=broken_off, seconds=60))
    assert (found["reproduceerbaar"], found["tijd"]) == (told, 60)
