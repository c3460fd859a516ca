"""Workbooks without a roster: the exit code, the cells, and nothing written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from instances.domain.entities import Pin, Role
from instances.domain.instance import Instance
from reports.workbook.semester import write_semester
from scheduler.conflict import refusal
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer
from tests.scheduler.running import edit, run, wrote


def test_a_faulty_pin_exits_with_2_and_names_cell_and_rule(faulty: Path) -> None:
    result = run("rooster", faulty, "-o", faulty.parent / "uit")
    assert (result.exit_code, "Vastgezet" in result.output, "(A5)" in result.output) == (2, True, True)


def test_a_refusal_writes_the_marked_copy_and_nothing_else(faulty: Path) -> None:
    run("rooster", faulty, "-o", faulty.parent / "uit")
    assert wrote(faulty.parent / "uit") == {"fout-fouten.xlsx"}


def test_a_refusal_leaves_earlier_rosters_as_they_were(rosters: Path, faulty: Path) -> None:
    before = {name: (rosters / name).read_bytes() for name in wrote(rosters)}
    run("rooster", faulty, "-o", rosters)
    assert {name: (rosters / name).read_bytes() for name in before} == before


def test_wpa_without_any_placement_is_refused(book: Path) -> None:
    result = run("wpa", book, "-o", book.parent / "uit")
    assert (result.exit_code, "Er is nog geen plaatsing" in result.output) == (2, True)


def test_wpa_refuses_a_row_of_nobody_in_the_workbook(book: Path, rosters: Path) -> None:
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M9")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    result = run("wpa", book, "-o", rosters, "--tijd", 10)
    kept = (rosters / "plaatsing.xlsx").read_bytes() == before
    assert (result.exit_code, "Plaatsing H2 Mentor: M9" in result.output, kept) == (2, True, True)


def test_pins_that_clash_through_a_school_minimum_exit_with_2(tmp_path: Path) -> None:
    """S1 needs two students, but the board takes one: the pin to S1 cannot stand."""
    instance = semester(
        board(max_students=2), school(min_students=2), school("S2"), mentor("M1"), mentor("M2"), mentor("M3", "S2"),
        tandem(schools=("S1", "S2")), trainer("SO1"), trainer("IO1", Role.IO), student("ST1"), student("ST2"),
        Pin("ST1", mentor="M1"), Pin("ST2", mentor="M3"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "semester.xlsx")
    result = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    assert (result.exit_code, "gaat niet samen met die van ST2" in result.output) == (2, True)


def full_mentors(tmp_path: Path) -> Path:
    """Three students pinned to a school with two mentors of one student each."""
    instance = semester(
        board(), school(), mentor("M1"), mentor("M2"), tandem(), trainer("SO1"), trainer("IO1", Role.IO),
        *(record for who in ("ST1", "ST2", "ST3") for record in (student(who), Pin(who, school="S1"))),
    )  # fmt: skip
    write_semester(instance, tmp_path / "semester.xlsx")
    return tmp_path / "semester.xlsx"


def test_a_contradiction_of_several_limits_exits_with_3_and_names_every_row(tmp_path: Path) -> None:
    result = run("plaats", full_mentors(tmp_path), "-o", tmp_path / "uit", "--tijd", 10)
    named = ["Mentoren G2", "Mentoren G3", "Vastgezet B2", "Vastgezet B3", "Vastgezet B4", "(P2)", "(P13)"]
    assert (result.exit_code, [name for name in named if name not in result.output]) == (3, [])


def test_an_impossible_workbook_hears_a_way_out(tmp_path: Path) -> None:
    result = run("plaats", full_mentors(tmp_path), "-o", tmp_path / "uit", "--tijd", 10)
    assert "Vaste school van student ST3 (Student ST3) vrijgeven (nu S1) (Vastgezet B4)." in result.output


def test_pins_that_clash_with_one_limit_name_its_cell(tmp_path: Path) -> None:
    """With two students for the minimum of S1 the board is over its maximum."""
    instance = semester(
        board(max_students=2), school(min_students=2), school("S2"), mentor("M1"), mentor("M2"), mentor("M3", "S2"),
        tandem(schools=("S1", "S2")), trainer("SO1"), trainer("IO1", Role.IO), student("ST1"), student("ST2"),
        student("ST3"), Pin("ST1", mentor="M1"), Pin("ST2", mentor="M3"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "semester.xlsx")
    result = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    told = " ".join(result.output.split())
    assert (result.exit_code, "Besturen F2" in told, "Scholen K2" in told) == (2, True, True)


def two_with_one_assessor() -> Instance:
    """SO2 cannot be with both at the only time; nothing in one pin alone shows it."""
    return semester(
        board(), school(), mentor("M1"), mentor("M2"), tandem(), trainer("SO1"), trainer("IO1", Role.IO),
        trainer("SO2"), trainer("SO3"), slot("T1"), student("ST1"), student("ST2"), student("ST3"), mentor("M3"),
        Pin("ST1", field="SO2"), Pin("ST2", field="SO2"), Pin("ST3", field="SO3"),
    )  # fmt: skip


def test_pinned_wpas_that_clash_exit_with_2_at_their_cells(tmp_path: Path) -> None:
    write_semester(two_with_one_assessor(), tmp_path / "semester.xlsx")
    result = run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    cells = [cell for cell in ("E2", "E3", "E4") if cell in result.output]
    assert (result.exit_code, cells, "(A10)" in result.output) == (2, ["E2", "E3"], True)
    assert "Misschien" not in result.output


def test_of_pinned_wpas_that_were_not_all_tried_apart_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_semester(two_with_one_assessor(), tmp_path / "semester.xlsx")
    monkeypatch.setattr(refusal, "pins_clash", lambda _, __, pins, *___: True if len(pins) == 3 else None)
    result = run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    told = " ".join(result.output.split())
    assert (result.exit_code, "Misschien tellen zij niet allemaal mee" in told) == (2, True)


def test_a_clash_for_which_the_time_to_solve_again_was_too_short_names_all_pins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The search has proven it; more time would bring nothing else."""
    write_semester(two_with_one_assessor(), tmp_path / "semester.xlsx")
    monkeypatch.setattr(refusal, "pins_clash", lambda *_: None)
    result = run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    told = " ".join(result.output.split())
    assert (result.exit_code, "Misschien tellen zij niet allemaal mee" in told) == (2, True)


def test_a_clash_that_solving_again_does_not_show_is_not_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there is a placement, and no WPA roster."""
    write_semester(two_with_one_assessor(), tmp_path / "semester.xlsx")
    monkeypatch.setattr(refusal, "pins_clash", lambda *_: False)
    result = run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    assert (result.exit_code, "(A10)" in result.output) == (4, False)
    assert (tmp_path / "uit" / "plaatsing.xlsx").exists()
