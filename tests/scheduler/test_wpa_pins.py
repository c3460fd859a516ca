"""``rooster`` on a workbook whose pinned assessor forbids the dearest-wished school: the pin stands (A10)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from click.testing import CliRunner

from instances.domain import Pin, Role
from instances.travel import estimate
from reports.semester import write_semester
from scheduler.cli import cli
from tests.builders import HERE, board, mentor, school, semester, slot, student, tandem, trainer


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
