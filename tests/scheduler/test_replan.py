"""``herplan``: after one event only what must changes, and everyone concerned is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from instances.instance import Instance
from reports.semester import write_semester
from tests.builders import mentor, school, student
from tests.reports.runs import rows
from tests.scheduler.commands import run, small


def workbook() -> Instance:
    """Three mentors for two students, each with a WPA."""
    return small(mentor("M3"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_semester(workbook(), tmp_path / "semester.xlsx")
    assert run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "oud", "--tijd", 10).exit_code == 0
    return tmp_path / "oud"


@pytest.fixture
def replan(folder: Path) -> Callable[[Instance], tuple[int, str]]:
    def again(instance: Instance) -> tuple[int, str]:
        book = folder.parent / "nu.xlsx"
        write_semester(instance, book)
        result = run("herplan", book, "--vorige", folder, "-o", folder.parent / "nieuw", "--tijd", 20)
        return result.exit_code, result.output

    return again


def told(folder: Path, part: str = "plaatsing") -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))[part]
    return found


def mentors(folder: Path) -> dict[str, str]:
    placed = told(folder)["toewijzing"]
    assert isinstance(placed, dict)
    return {who: row["mentor"] for who, row in placed.items()}


def test_without_a_change_everything_stays(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    code, output = replan(workbook())
    assert (code, mentors(folder.parent / "nieuw")) == (0, mentors(folder))
    assert "Niemand hoeft bericht te krijgen." in output


def test_an_ill_mentor_moves_one_student_with_proof(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    ill = mentors(folder)["ST1"]
    now = workbook()
    code, output = replan(replace(now, mentors={**now.mentors, ill: replace(now.mentors[ill], available=False)}))
    assert (code, "Plaatsing gewijzigd: 1 student; minder kan niet, bewezen." in output) == (0, True)
    assert f"Mentoren (1 gewijzigd: {ill})" in output


def test_the_changes_are_kept_with_their_proof(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    replan(workbook())
    found = told(folder.parent / "nieuw")
    assert (found["gewijzigd"], found["gewijzigd_min"], found["gewijzigd_bewezen"]) == (0, 0, True)


def test_a_late_student_gets_the_free_mentor(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    replan(small(mentor("M3"), student("ST3")))
    found = mentors(folder.parent / "nieuw")
    assert {who: found[who] for who in ("ST1", "ST2")} == mentors(folder)
    assert "ST3" in found


def test_a_student_who_stops_frees_the_mentor_and_is_told(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    code, output = replan(replace(now, students={"ST2": now.students["ST2"]}))
    assert (code, "niet meer in het werkboek" in output) == (0, True)


def test_who_loses_the_place_reads_what_would_give_one(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    away = {who: replace(now.mentors[who], available=False) for who in ("M2", "M3")}
    code, output = replan(replace(now, mentors={**now.mentors, **away}))
    assert code == 1
    assert "1 meer geplaatst" in output


def test_a_mentor_at_another_school_takes_the_student_along_and_all_are_told(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    moved, now = mentors(folder)["ST1"], small(mentor("M3"), school("S2"))
    other = replace(now.mentors[moved], school="S2")
    tandems = {"TA1": replace(now.tandems["TA1"], schools=("S1", "S2"))}
    code, output = replan(replace(now, mentors={**now.mentors, moved: other}, tandems=tandems))
    assert code == 0
    assert "Plaatsing gewijzigd: 0 studenten" in output
    assert "Daarnaast: 1 student gaat met de mentor mee naar een andere school." in output
    assert rows(folder.parent / "nieuw" / "plaatsing.xlsx", "Wijzigingen")[0]["Student"] == "ST1"
    assert "Niemand hoeft bericht" not in output


def test_a_slot_at_another_time_is_told(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    held = told(folder, "wpa")["toewijzing"]
    assert isinstance(held, dict)
    slot, now = held["ST1"]["slot"], workbook()
    later = replace(now.slots[slot], begin=time(15, 0), end=time(16, 0))
    code, output = replan(replace(now, slots={**now.slots, slot: later}))
    assert code == 0
    assert "krijgt een andere tijd, doordat het slot in het werkboek is verzet" in output
    told_to = {row["Aan"] for row in rows(folder.parent / "nieuw" / "wpa.xlsx", "Wie te berichten")}
    assert {"student", "mentor", "school", "beoordelaar"} <= told_to
