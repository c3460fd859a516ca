"""What the office is told about how a roster was searched. Knows no cell style."""

from __future__ import annotations

from pathlib import Path

import pytest

from instances.domain.solution import Proof, Status, Stop
from reports.account.quality import WHY_STOPPED
from reports.assessment.sheets import write_assessment
from reports.placement.sheets import write_placement
from tests.reports.runs import run, texts


def overview(folder: Path, **over: object) -> list[str]:
    write_placement(run(**over), folder / "plaatsing.xlsx")
    return texts(folder / "plaatsing.xlsx", "Overzicht")


def after(found: list[str], label: str) -> str:
    return found[found.index(label) + 1]


def test_every_reason_to_stop_has_a_sentence() -> None:
    assert set(WHY_STOPPED) == set(Stop)


@pytest.mark.parametrize("stop", list(Stop))
def test_the_overview_says_why_the_search_ended(stop: Stop, tmp_path: Path) -> None:
    found = overview(tmp_path, placement_proof=Proof(Status.FEASIBLE, 4, 2, 25, stop=stop))
    assert after(found, "Zoeken") == WHY_STOPPED[stop]


def test_the_wpa_overview_says_it_too(tmp_path: Path) -> None:
    write_assessment(run(assessment_proof=Proof(Status.FEASIBLE, 4, stop=Stop.LITTLE_GAIN)), tmp_path / "wpa.xlsx")
    assert WHY_STOPPED[Stop.LITTLE_GAIN] in texts(tmp_path / "wpa.xlsx", "Overzicht")


def test_nothing_is_said_where_nobody_recorded_it(tmp_path: Path) -> None:
    assert "Zoeken" not in overview(tmp_path)


def test_the_search_time_is_told(tmp_path: Path) -> None:
    assert after(overview(tmp_path, seconds=60), "Zoektijd") == "hoogstens 60 seconden"


def test_work_is_not_told_as_time(tmp_path: Path) -> None:
    assert after(overview(tmp_path, seconds=60, reproducible=True), "Zoektijd") == "hoogstens 60 seconden rekenwerk"


@pytest.mark.parametrize(
    ("over", "said"),
    [
        ({}, "nee"),
        ({"reproducible": True}, "ja"),
        ({"reproducible": True, "broken_off": True}, "nee, afgebroken met Ctrl-C"),
    ],
)
def test_the_overview_says_whether_it_can_be_made_again(over: dict[str, bool], said: str, tmp_path: Path) -> None:
    assert after(overview(tmp_path, **over), "Reproduceerbaar") == said
