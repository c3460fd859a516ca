"""``rooster`` on workbooks whose pinned WPAs forbid the best placement: the pins stand (A10)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from instances.domain.entities import Pin, Role, School, SchoolKind
from instances.domain.instance import Instance
from instances.domain.travel import estimate
from reports.workbook.semester import write_semester
from scheduler.cli import cli
from tests.builders import HERE, board, mentor, school, semester, slot, student, tandem, trainer, travel


def _rooster(instance: Instance, folder: Path) -> tuple[Result, dict[str, Any]]:
    write_semester(instance, folder / "in.xlsx")
    outcome = CliRunner().invoke(cli, ["rooster", str(folder / "in.xlsx"), "-o", str(folder / "uit"), "--tijd", "20"])
    written = folder / "uit" / "resultaat.json"
    return outcome, json.loads(written.read_text(encoding="utf-8")) if written.exists() else {}


def _alone(id: str, **over: Any) -> School:
    """A school without a tandem, as only a stageschool may be."""
    return school(id, kind=SchoolKind.OTHER, **over)


def _clashing(*more: object, pins: tuple[Pin, ...] = (Pin("ST1", slot="T1"), Pin("ST2", slot="T1"))) -> Instance:
    """Both wish S1, which has room for both students but for one WPA at a time; both WPAs are pinned on one slot."""
    return semester(
        board("B1"), _alone("S1", wpas_at_once=1), mentor("M1", school="S1"), mentor("M2", school="S1"),
        student("ST1", wishes=("S1",)), student("ST2", wishes=("S1",)),
        trainer("SO1", Role.SO), trainer("SO2", Role.SO), slot("T1"), *pins, *more,
    )  # fmt: skip


def test_two_pinned_wpas_that_clash_on_the_best_placement_are_placed_apart(tmp_path: Path) -> None:
    elsewhere = (_alone("S2", wpas_at_once=1), mentor("M3", school="S2"))
    outcome, result = _rooster(_clashing(*elsewhere), tmp_path)
    assert outcome.exit_code == 0, outcome.output
    assert {told["slot"] for told in result["wpa"]["toewijzing"].values()} == {"T1"}


def test_the_bound_without_pinned_wpas_remains_the_bound(tmp_path: Path) -> None:
    elsewhere = (_alone("S2", wpas_at_once=1), mentor("M3", school="S2"))
    _, result = _rooster(_clashing(*elsewhere), tmp_path)
    told = result["plaatsing"]
    assert (told["status"], told["ondergrens"] < told["kosten"]) == ("haalbaar", True)


def test_two_pinned_wpas_that_clash_on_every_placement_are_named(tmp_path: Path) -> None:
    outcome, result = _rooster(_clashing(), tmp_path)
    assert (outcome.exit_code, result) == (2, {})
    assert "ST1" in outcome.output


def test_pinned_wpas_too_far_apart_to_travel_are_placed_nearer(tmp_path: Path) -> None:
    pins = (Pin("ST1", slot="T1", field="SO1"), Pin("ST2", slot="T2", field="SO1"))
    schools = [_alone(f"S{i}", places=1) for i in (1, 2, 3)]
    far = [travel(a.id, b.id, 5 if "S3" in (a.id, b.id) else 90) for a in schools for b in schools if a is not b]
    instance = semester(
        board("B1"), *schools, *(mentor(f"M{i}", f"S{i}") for i in (1, 2, 3)),
        student("ST1", wishes=("S1",)), student("ST2", wishes=("S2",)), trainer("SO1"),
        slot("T1"), slot("T2", begin="10:30", end="11:30"), *far, *pins,
    )  # fmt: skip
    outcome, result = _rooster(instance, tmp_path)
    assert outcome.exit_code == 0, outcome.output
    assert {"mentor": "M3"} in result["plaatsing"]["toewijzing"].values()


def test_student_is_placed_where_the_pinned_assessor_may_assess(tmp_path: Path) -> None:
    assert estimate(HERE, HERE, student().vehicle) == 5  # both schools are as near: only the wish decides
    wished = replace(student("ST1", wishes=("S1",)))
    instance = semester(
        board("B1"), school("S1"), school("S2"), mentor("M1", school="S1"), mentor("M2", school="S2"), wished,
        trainer("SO1", Role.SO), trainer("SO2", Role.SO), trainer("IO1", Role.IO),
        tandem("TA1", so="SO1", schools=("S1",)), tandem("TA2", so="SO2", schools=("S2",)),
        slot("T1"), Pin("ST1", field="SO1"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "in.xlsx")
    outcome = CliRunner().invoke(cli, ["rooster", str(tmp_path / "in.xlsx"), "-o", str(tmp_path / "uit")])
    assert outcome.exit_code == 0, outcome.output
    result = json.loads((tmp_path / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    assert result["plaatsing"]["toewijzing"] == {"ST1": {"mentor": "M2"}}
    assert result["wpa"]["toewijzing"]["ST1"]["werkveld"] == "SO1"
