"""``herplan``: everyone concerned is named, also for what changed around them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.previous.proofs import proof_of
from scheduler.previous.provenance import Provenance
from tests.builders import board, mentor, school, slot, student
from tests.reports.runs import rows
from tests.scheduler.running import edit, run, small
from tests.scheduler.workflows.replan.replanned import mentors, messages, told, workbook

pytestmark = pytest.mark.thorough


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
    assert "krijgt een andere tijd, doordat het slot verzet is" in output
    told_to = {row["Aan"] for row in rows(folder.parent / "nieuw" / "wpa.xlsx", "Wie te berichten")}
    assert {"student", "mentor", "school", "beoordelaar"} <= told_to


def test_another_tandem_in_the_workbook_is_told(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    now = workbook()
    code, output = replan(replace(now, tandems={"TA1": replace(now.tandems["TA1"], so="SO2")}))
    assert "Daarnaast: 2 studenten krijgen andere opleiders." in output
    found = messages(folder.parent / "nieuw")
    assert found["opleider", "SO1"].startswith("U begeleidt Student ST1 (ST1, jaar 2) niet meer.")
    assert found["opleider", "SO2"].startswith("U gaat Student ST1 (ST1, jaar 2) begeleiden")
    assert "(was Opleider SO1 en Opleider IO1)" in found["student", "ST1"]
    assert code == 0


def test_a_school_of_another_board_and_other_days_are_told_without_a_warning_about_cells(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = small(mentor("M3"), board("B2"))
    schools = {"S1": replace(now.schools["S1"], board="B2")}
    students = {**now.students, "ST2": replace(now.students["ST2"], days=frozenset({Day.WO}))}
    _, output = replan(replace(now, schools=schools, students=students))
    assert "De code in de rij telt" not in output
    assert "2 studenten vallen onder een ander bestuur" in output
    assert "1 student krijgt andere stagedagen" in output
    found = messages(folder.parent / "nieuw")
    assert "dat niet meer bij uw bestuur hoort" in found["bestuur", "B1"]
    assert "Student ST2 (ST2, jaar 2) valt voortaan onder uw bestuur: op wo bij mentor" in found["bestuur", "B2"]
    assert found["student", "ST2"] == "Uw stagedagen: wo (was di)."


@pytest.mark.parametrize("kept", [True, False], ids=["kept", "known"])
def test_slots_changed_by_hand_and_moved_in_the_workbook_are_told_with_the_time_that_was(
    kept: bool, folder: Path
) -> None:
    """The first two WPAs change slots by hand, and the workbook has both slots two hours later."""
    held = told(folder, "wpa")["toewijzing"]
    assert isinstance(held, dict)
    sheet = rows(folder / "wpa.xlsx", "WPA-rooster")
    first, second = (row["Slot"] for row in sheet)
    edit(folder / "wpa.xlsx", "WPA-rooster", "Slot", 2, second)
    edit(folder / "wpa.xlsx", "WPA-rooster", "Slot", 3, first)
    now = workbook()
    later = {"T1": slot("T1", begin="11:00", end="12:00"), "T2": slot("T2", begin="15:00", end="16:00")}
    write_semester(replace(now, slots=later), folder.parent / "nu.xlsx")
    order = ["herplan", folder.parent / "nu.xlsx", "--vorige", folder, "-o", folder.parent / "nieuw", "--tijd", 20]
    output = run(*order, *(["--vastzetten"] if kept else [])).output
    was = {"T1": "09:00", "T2": "13:00"}
    shown = " ".join(output.split())
    assert f"{first} (01-06-2027 {was[first]})" in shown  # as it was given out
    found = messages(folder.parent / "nieuw", "wpa.xlsx")
    student = sheet[0]["Student"]
    new = told(folder.parent / "nieuw", "wpa")["toewijzing"]
    assert isinstance(new, dict)
    if kept:  # told against what was given out
        assert new[student]["slot"] == second
        assert f"(was 01-06-2027 om {was[first]}" in found["student", student]
    else:  # told against what stood in the sheet, which is known
        assert f"(was 01-06-2027 om {was[second]}" in found["student", student]


def test_without_a_result_it_says_what_cannot_be_told(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    (folder / "resultaat.json").unlink()
    _, output = replan(workbook())
    assert "van welke scholen, opleiders, dagen en tijden" in " ".join(output.split())


def test_a_wpa_roster_made_later_tells_what_changed_around_the_placement(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    """The tandem changes between placement and WPAs; told until there is an earlier roster to compare with."""
    now = workbook()
    changed = replace(now, tandems={"TA1": replace(now.tandems["TA1"], io="IO2")})
    write_semester(changed, folder.parent / "nu.xlsx")
    for _ in range(2):
        said = " ".join(run("wpa", folder.parent / "nu.xlsx", "-o", folder, "--tijd", 10).output.split())
        assert "Sinds de plaatsing is in het werkboek iets veranderd voor 2 studenten." in said
        assert f"geef dan ook --vorige {folder}" in said
        assert messages(folder)["student", "ST1"] == (
            "U wordt begeleid door Opleider SO1 en Opleider IO2 (was Opleider SO1 en Opleider IO1)."
        )
    _, output = replan(changed)
    assert "2 studenten krijgen andere opleiders" in output
    write_semester(changed, folder.parent / "later.xlsx")
    again = run("herplan", folder.parent / "later.xlsx", "--vorige", folder.parent / "nieuw",
                "-o", folder.parent / "nieuwst", "--tijd", 20)  # fmt: skip
    assert "Niemand hoeft bericht te krijgen" in again.output


def test_a_student_who_came_after_the_placement_changes_nothing_around_it(folder: Path) -> None:
    write_semester(small(mentor("M3"), student("ST3")), folder.parent / "nu.xlsx")
    said = run("wpa", folder.parent / "nu.xlsx", "-o", folder, "--tijd", 10).output
    assert "iets veranderd" not in said


def test_a_roster_with_edits_kept_is_explained_from_the_workbook_that_keeps_them(tmp_path: Path) -> None:
    """What was proven with the pins does not hold for the workbook without them: three students, two mentors."""
    book, folder, new = tmp_path / "semester.xlsx", tmp_path / "uit", tmp_path / "nieuw"
    write_semester(small(student("ST3")), book)
    run("plaats", book, "-o", folder, "--tijd", 10)
    placed = rows(folder / "plaatsing.xlsx", "Plaatsing")
    for number, row in enumerate(reversed(placed), start=2):
        edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", number, row["Mentor"])
    assert run("herplan", book, "--vorige", folder, "-o", new, "--tijd", 20, "--vastzetten").exit_code == 1
    refused = run("verklaar", book, new, "ST1")
    assert refused.exit_code == 2
    assert "semester-vastgezet.xlsx: geef dat op" in " ".join(refused.output.split())
    copy = new / "semester-vastgezet.xlsx"
    assert run("verklaar", copy, new, "ST1").exit_code == 0
    most = []
    for path in (book, copy):
        instance = read(path).instance
        assert instance is not None
        most.append(proof_of(Provenance(new), instance, mentors(new)).count_bound)
    assert most == [3, 2]
    again = run("herplan", book, "--vorige", new, "-o", tmp_path / "nieuwst", "--tijd", 20)
    assert "Wat toen vastgezet is, staat in" in " ".join(again.output.split())


def test_a_code_that_nobody_knows_is_told_and_what_was_given_out_counts(folder: Path) -> None:
    was = mentors(folder)["ST1"]
    placed = [row["Student"] for row in rows(folder / "plaatsing.xlsx", "Plaatsing")]
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", placed.index("ST1") + 2, "M77")
    output = run("herplan", folder.parent / "semester.xlsx", "--vorige", folder, "-o", folder.parent / "nieuw",
                 "--tijd", 20).output  # fmt: skip
    assert "code M77 staat niet in het werkboek en stond er ook niet in" in " ".join(output.split())
    assert mentors(folder.parent / "nieuw")["ST1"] == was
    assert messages(folder.parent / "nieuw") == {}


def test_somebody_else_behind_a_code_is_warned_of(folder: Path, replan: Callable[[Instance], tuple[int, str]]) -> None:
    now = workbook()
    trainers = {**now.trainers, "SO1": replace(now.trainers["SO1"], name="Ruud Riet")}
    known = mentors(folder)["ST1"]
    others = {**now.mentors, known: replace(now.mentors[known], name="Mies Mos")}
    _, output = replan(replace(now, trainers=trainers, mentors=others))
    told = " ".join(output.split())
    assert "Achter code SO1 staat nu Ruud Riet, in het vorige rooster was dat Opleider SO1." in told
    assert f"Achter code {known} staat nu Mies Mos, in het vorige rooster was dat Mentor {known}." in told
    assert "De code in de rij telt" not in told


def test_pins_that_keep_edits_are_no_change_of_the_workbook(folder: Path) -> None:
    """ST1 and ST2 change mentors by hand."""
    placed = rows(folder / "plaatsing.xlsx", "Plaatsing")
    for number, row in enumerate(reversed(placed), start=2):
        edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", number, row["Mentor"])
    output = run("herplan", folder.parent / "semester.xlsx", "--vorige", folder, "-o", folder.parent / "nieuw",
                 "--tijd", 20, "--vastzetten").output  # fmt: skip
    assert "In het werkboek is niets gewijzigd sinds het vorige rooster." in output
    assert "Wat vastgezet wordt, komt ook op de bladen" in " ".join(output.split())


def test_what_was_emptied_is_not_promised_to_be_told(folder: Path) -> None:
    edit(folder / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "")
    output = run("herplan", folder.parent / "semester.xlsx", "--vorige", folder, "-o", folder.parent / "nieuw",
                 "--tijd", 20, "--vastzetten").output  # fmt: skip
    assert "Wat vastgezet wordt" not in output
    assert "Met wat vastgezet is" not in output
