"""``herplan``: without time for the WPAs those of the earlier roster that still can be stay."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from instances.domain.entities import Pin
from instances.domain.instance import Instance
from models.assessment.block.model import Block, BlockResult
from reports.workbook.semester import write_semester
from scheduler.workflows.replan import NO_TIME_FOR
from tests.reports.runs import rows
from tests.scheduler.running import run, wrote
from tests.scheduler.workflows.replan.replanned import mentors, messages, told, workbook


@pytest.fixture
def no_wpa_solves(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on no model of WPAs finds anything."""
    monkeypatch.setattr(Block, "solve", lambda self, *_: BlockResult(None, count_bound=len(self.cases)))


def in_place(folder: Path, instance: Instance) -> tuple[int, str]:
    book = folder.parent / "semester.xlsx"
    write_semester(instance, book)
    result = run("herplan", book, "--vorige", folder, "-o", folder, "--tijd", 5)
    return result.exit_code, " ".join(result.output.split())


@pytest.mark.usefixtures("no_wpa_solves")
def test_without_time_for_the_wpas_an_unchanged_roster_stays(folder: Path) -> None:
    held, files = told(folder, "wpa")["toewijzing"], wrote(folder)
    code, output = in_place(folder, workbook())
    assert (code, told(folder, "wpa")["toewijzing"]) == (0, held)
    assert "WPA-rooster gewijzigd: 0 WPA's" in output
    assert "Niemand hoeft bericht te krijgen" in output
    assert files <= wrote(folder)
    assert not [name for name in wrote(folder) if "-oud" in name]


@pytest.mark.usefixtures("no_wpa_solves")
def test_without_time_for_the_wpas_those_of_who_moves_wait_and_the_rest_stays(folder: Path) -> None:
    """The mentor of ST1 is ill and the slot of the WPA of ST1 is gone; of the other student nothing changes."""
    ill, now = mentors(folder)["ST1"], workbook()
    free = ({"M1", "M2", "M3"} - set(mentors(folder).values())).pop()
    held = told(folder, "wpa")["toewijzing"]
    assert isinstance(held, dict)
    people = {**now.mentors, ill: replace(now.mentors[ill], available=False)}
    left = {name: one for name, one in now.slots.items() if name != held["ST1"]["slot"]}
    code, output = in_place(folder, replace(now, mentors=people, slots=left))
    found = told(folder, "wpa")["toewijzing"]
    assert isinstance(found, dict)
    assert (code, mentors(folder)["ST1"], set(found)) == (1, free, {"ST2"})
    assert found["ST2"] == held["ST2"]
    assert told(folder, "wpa")["status"] == "haalbaar"
    reason = rows(folder / "wpa.xlsx", "Niet ingepland")[0]["Reden"]
    assert str(reason).startswith(NO_TIME_FOR)
    assert "Uw WPA" in messages(folder, "wpa.xlsx")["student", "ST1"]
    assert "WPA-rooster gewijzigd: 1 WPA" in output


@pytest.mark.usefixtures("no_wpa_solves")
def test_without_time_and_with_nothing_that_stands_the_truth_is_told(folder: Path) -> None:
    """A new pin that no solve schedules: the roster lapses, though the placement is as it was."""
    now = workbook()
    held = told(folder, "wpa")["toewijzing"]
    assert isinstance(held, dict)
    other = ({"T1", "T2"} - {held["ST1"]["slot"]}).pop()
    code, output = in_place(folder, replace(now, pins=(Pin("ST1", slot=other),)))
    assert code == 4
    assert "Niemand hoeft" not in output
    assert "eerdere plaatsing" not in output
    assert "Het eerdere WPA-rooster (2 WPA's) vervalt" in output
    assert f"--vorige {folder}" in output.replace("- ", "-")
