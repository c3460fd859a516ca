"""What an earlier run proved is believed only of rosters of the same workbook, and on the same placement for WPAs."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from instances.domain.entities import Point
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement
from instances.rosters.read import read_rosters
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.previous.proofs import assessment_proof_of, proof_of
from scheduler.previous.provenance import Provenance
from tests.scheduler.running import run, small

Case = tuple[Provenance, Instance, Placement, Assessment]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("bewezen")
    write_semester(small(), folder / "semester.xlsx")
    assert run("rooster", folder / "semester.xlsx", "-o", folder / "uit", "--tijd", 10).exit_code == 0
    instance = read(folder / "semester.xlsx").instance
    found = read_rosters(folder / "uit", instance)
    assert instance is not None
    assert found.placement is not None
    assert found.assessment is not None
    return Provenance(folder / "uit"), instance, found.placement, found.assessment


def told(made: Provenance) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((made.folder / "resultaat.json").read_text(encoding="utf-8"))
    return found


def test_the_bounds_of_the_run_are_read_back(made: Case) -> None:
    result, instance, placement, assessment = made
    parts = {"plaatsing": proof_of(result, instance, placement),
             "wpa": assessment_proof_of(result, instance, placement, assessment)}  # fmt: skip
    for part, proof in parts.items():
        bounds = told(result)[part]["aantal_max"], told(result)[part]["ondergrens"]
        assert (proof.count_bound, proof.cost_bound) == bounds
        assert None not in bounds


def test_a_wpa_roster_edited_by_hand_has_the_same_bounds(made: Case) -> None:
    result, instance, placement, assessment = made
    edited = {**assessment, "ST1": Booking("T2", "SO2")}
    assert assessment_proof_of(result, instance, placement, edited).cost_bound is not None


def _other_workbook(found: Case) -> Case:
    students = {**found[1].students, "ST1": replace(found[1].students["ST1"], max_travel=80)}
    return found[0], replace(found[1], students=students, fingerprint="other"), *found[2:]


def _other_settings(found: Case) -> Case:
    return found[0], replace(found[1], settings=replace(found[1].settings, max_travel=80)), *found[2:]


def _other_points(found: Case) -> Case:
    """The same file, read with other coordinates for postcodes."""
    schools = {id: replace(school, point=Point(52.9, 4.8)) for id, school in found[1].schools.items()}
    return found[0], replace(found[1], schools=schools), *found[2:]


def _other_placement(found: Case) -> Case:
    return *found[:2], dict(zip(found[2], reversed(list(found[2].values())), strict=True)), found[3]


@pytest.mark.parametrize("change", [_other_workbook, _other_settings, _other_points, _other_placement])
def test_of_something_else_nothing_is_proven(change: Callable[[Case], Case], made: Case) -> None:
    proof = assessment_proof_of(*change(made))
    assert (proof.count_bound, proof.cost_bound) == (2, None)


@pytest.mark.parametrize(
    "edit",
    [
        lambda found: found["wpa"].pop("ondergrens"),
        lambda found: found["wpa"]["wensen"].update(V7={"gewicht": 15, "hoeveelheid": 0, "kosten": 0}),
        lambda found: found.update(wpa=None),
        lambda found: found.update(plaatsing=[]),
        lambda found: found["wpa"].update(ondergrens=float("inf")),
        lambda found: found["werkboek"]["bladen"].pop("Reistijden"),
        lambda found: found["instellingen"].pop("Max reistijd"),
    ],
    ids=["no bound", "also of changes", "no roster", "nonsense", "infinite", "a sheet not kept", "a setting not kept"],
)
def test_a_result_that_does_not_say_it_proves_nothing(
    edit: Callable[[dict[str, Any]], object], made: Case, tmp_path: Path
) -> None:
    result, instance, placement, assessment = made
    found = told(result)
    edit(found)
    (tmp_path / "resultaat.json").write_text(json.dumps(found), encoding="utf-8")
    assert assessment_proof_of(Provenance(tmp_path), instance, placement, assessment).cost_bound is None


def test_of_another_file_that_says_the_same_all_is_believed(made: Case) -> None:
    """As of a workbook that Excel saved again."""
    result, instance, placement, assessment = made
    again = replace(instance, fingerprint="other")
    assert assessment_proof_of(result, again, placement, assessment).cost_bound is not None
    assert proof_of(result, again, placement).cost_bound is not None
