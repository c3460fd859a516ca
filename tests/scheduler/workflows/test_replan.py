"""``herplan``: after one event only what must changes, and everyone concerned is named."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest

from instances.domain.entities import Day, MentorTraining, Pin
from instances.domain.instance import Instance
from instances.workbook.read import read
from models.assessment.block.model import Block, BlockResult
from reports.workbook.semester import write_semester
from scheduler.previous.proofs import proof_of
from scheduler.previous.provenance import Provenance
from scheduler.repairs.run import NOTHING_ELSE
from scheduler.workflows.replan import NO_TIME_FOR
from tests.builders import board, mentor, school, slot, student
from tests.reports.runs import rows
from tests.scheduler.running import edit, run, small, wrote


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
    assert "Niemand hoeft bericht te krijgen van" in output


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
    now = small(mentor("M3"), mentor("M4", training=MentorTraining.NO))
    away = {who: replace(now.mentors[who], available=False) for who in ("M2", "M3")}
    code, output = replan(replace(now, mentors={**now.mentors, **away}))
    assert code == 1
    assert "1 student meer geplaatst" in output


def proposals(folder: Path) -> str:
    left_out = rows(folder.parent / "nieuw" / "plaatsing.xlsx", "Niet geplaatst")
    assert len(left_out) == 1
    return str(left_out[0]["Voorstel"])


def test_nobody_proposes_to_make_the_ill_mentor_available(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    away = {who: replace(now.mentors[who], available=False) for who in ("M2", "M3")}
    code, output = replan(replace(now, mentors={**now.mentors, **away}))
    assert code == 1
    assert "beschikbaar" not in proposals(folder).casefold()
    assert "beschikbaar:" not in output.casefold()


def test_nobody_proposes_to_undo_places_that_were_just_taken_away(
    folder: Path, replan: Callable[[Instance], tuple[int, str]]
) -> None:
    now = workbook()
    code, _ = replan(replace(now, schools={"S1": replace(now.schools["S1"], places=1)}))
    assert code == 1
    assert proposals(folder) == NOTHING_ELSE


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


def messages(folder: Path, file: str = "plaatsing.xlsx") -> dict[tuple[str, str], str]:
    found = rows(folder / file, "Wie te berichten")
    return {(row["Aan"], row["Code"]): row["Bericht"] for row in found}


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


# -- no time for the WPAs --------------------------------------------------------------------------


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
