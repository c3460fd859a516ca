"""A cross-section of the kills and faults of the machine of the campaign, on a workbook of a few students."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

if sys.platform == "win32":
    pytest.skip("trials are forked", allow_module_level=True)

from benchmarks.campaign.files.good import few_of, klein
from benchmarks.campaign.kills.phases import Phase
from benchmarks.campaign.kills.run import Office, disturb, let_go_wrong, two_at_once
from benchmarks.campaign.kills.whole import not_whole
from benchmarks.campaign.settings import CAMPAIGN
from benchmarks.campaign.soak import soak


@pytest.fixture(scope="module")
def office() -> Iterator[Office]:
    made = Office(few_of(klein()))
    yield made
    made.close()


def test_a_kill_in_each_phase_leaves_one_whole_roster(office: Office) -> None:
    tally = disturb(office, kills=len(Phase), signals=0, say=print)
    assert tally.wrong == []
    assert sum(tally.tried.values()) == len(Phase)


def test_a_request_to_end_in_each_phase_leaves_one_whole_roster(office: Office) -> None:
    tally = disturb(office, kills=0, signals=len(Phase), say=print)
    assert tally.wrong == []


@pytest.mark.parametrize("fault", ["no room", "no file can", "the disk is full", "CP-SAT", "a worker", "the clock"])
def test_a_fault_of_the_machine_leaves_one_whole_roster(fault: str, office: Office) -> None:
    tally = let_go_wrong(office, print, fault, most=1)
    assert tally.wrong == []
    assert tally.tried or fault == "a worker"  # so few students may need no worker


def test_two_runs_at_once_leave_one_whole_roster(office: Office) -> None:
    assert two_at_once(office, 1, print).wrong == []


@pytest.mark.thorough
def test_semesters_in_one_process_do_not_pile_up() -> None:
    found = soak(2, lambda line: None, warm_up=1)
    assert found.codes <= {0, 1, 4}  # 4: a busy machine
    assert found.growth < CAMPAIGN.growth


BEFORE = {"a.xlsx": b"old", "resultaat.json": json.dumps({"zaad": 1}).encode()}


def left(folder: Path, seed: int, **files: str) -> Path:
    folder.mkdir()
    prints = {f"{name}.xlsx": sha256(text.encode()).hexdigest() for name, text in files.items()}
    for name, text in files.items():
        (folder / f"{name}.xlsx").write_text(text)
    told = {"zaad": 1} if seed == 1 else {"zaad": seed, "bestanden": prints}
    (folder / "resultaat.json").write_text(json.dumps(told))
    return folder


def test_all_old_and_all_new_are_whole(tmp_path: Path) -> None:
    assert list(not_whole(left(tmp_path / "old", 1, a="old"), BEFORE)) == []
    assert list(not_whole(left(tmp_path / "new", 2, a="new", b="new"), BEFORE)) == []


def test_a_mixture_is_not_whole(tmp_path: Path) -> None:
    assert list(not_whole(left(tmp_path / "1", 1, a="new"), BEFORE))
    assert list(not_whole(left(tmp_path / "2", 1), BEFORE))
    mixed = left(tmp_path / "3", 2, a="new")
    (mixed / "a.xlsx").write_text("old")
    assert list(not_whole(mixed, BEFORE))
    (mixed / "a.xlsx").unlink()
    assert list(not_whole(mixed, BEFORE))
    assert list(not_whole(left(tmp_path / "4", 2, b="new"), BEFORE)) == []
    (tmp_path / "4" / "a.xlsx").write_text("old")
    assert list(not_whole(tmp_path / "4", BEFORE))
    (tmp_path / "1" / ".plaatswijzer-x").mkdir()
    assert any(".plaatswijzer-x" in line for line in not_whole(tmp_path / "1", BEFORE))
