"""A sample through two semesters: rosters, the next workbook, its rosters, and the next again."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.dutch.holidays import holiday
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from tests.builders import rules
from tests.scheduler.running import run, small


def _set(book: Path, setting: str, value: str) -> None:
    found = openpyxl.load_workbook(book)
    row = next(row for row in found["Instellingen"].iter_rows() if row[0].value == setting)
    row[1].value = value
    found.save(book)


@pytest.mark.parametrize(("size", "most"), [("klein", 10), pytest.param("bestuur", 40, marks=pytest.mark.thorough)])
def test_two_semesters_in_a_row(size: str, most: int, tmp_path: Path) -> None:
    books = [tmp_path / f"semester-{number}.xlsx" for number in range(3)]
    folders = [tmp_path / f"uit-{number}" for number in range(2)]
    assert run("voorbeeld", books[0], "--omvang", size).exit_code == 0
    for number in range(2):
        if number == 1:  # what the sample pins in semester 2 is no continuing place
            _set(books[1], "Doorlopende plaats", "moet")
        made = run(("plaats", "rooster")[number], books[number], "-o", folders[number], "--tijd", 2)
        assert made.exit_code in (0, 1), made.output
        told = run("volgend", books[number], folders[number], "-o", books[number + 1], "--vakantie", "20-12-2027")
        assert told.exit_code == 0, told.output
        assert "Nog te bekijken" in told.output
        checked = run("controleer", books[number + 1])
        assert checked.exit_code == 0, checked.output
    first, second, third = (reading.instance for reading in map(read, books))
    assert first is not None
    assert second is not None
    assert third is not None
    assert [one.settings.semester for one in (first, second, third)] == ["2026-2027 S2", "2027-2028 S1", "2027-2028 S2"]
    gone = {id for id, student in first.students.items() if student.year == 4}
    assert second.students.keys() == first.students.keys() - gone
    assert {id: student.year - first.students[id].year for id, student in second.students.items()} == dict.fromkeys(
        second.students, 1
    )
    assert third.students.keys() == second.students.keys()
    placed = {past.student: past.school for past in third.history if past.semester == "2027-2028 S1"}
    assert {pin.student: pin.school for pin in third.pins} == placed
    assert len(placed) > most
    for one in (second, third):
        keys = [(past.student, past.semester, past.school) for past in one.history]
        assert len(set(keys)) == len(keys)
        assert len(one.slots) == len(first.slots)
        assert not any(holiday(slot.date) or slot.date.isoformat() == "2027-12-20" for slot in one.slots.values())
    assert run("controleer", books[1], "--rooster", folders[1]).exit_code == 0


def test_rosters_of_another_version_of_the_workbook_are_refused_without_toch(
    tmp_path: Path,
) -> None:
    book, rosters = tmp_path / "nu.xlsx", tmp_path / "uit"
    changed, target = tmp_path / "gewijzigd.xlsx", tmp_path / "straks.xlsx"
    write_semester(replace(small(), settings=rules(semester="2026-2027 S2")), book)
    assert run("plaats", book, "-o", rosters, "--tijd", 5).exit_code == 0
    shutil.copy2(book, changed)
    found = openpyxl.load_workbook(changed)
    heads = [cell.value for cell in found["Scholen"][1]]
    found["Scholen"].cell(2, heads.index("Plaatsen") + 1).value += 1
    found.save(changed)
    refused = run("volgend", changed, rosters, "-o", target)
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "Het werkboek is gewijzigd sinds het rooster in" in told
    assert "Scholen (1 gewijzigd" in told
    assert "--toch" in told
    assert not target.exists()
    taken = run("volgend", changed, rosters, "-o", target, "--toch")
    assert taken.exit_code == 0, taken.output
    assert "Het werkboek is gewijzigd sinds" in " ".join(taken.output.split())
    assert target.exists()
