"""The commands from workbook to folder: files, exit codes, and nothing written over after a refusal."""

from __future__ import annotations

import errno
import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from instances.domain import Day, Pin, Role
from instances.instance import Instance
from reports.semester import write_semester
from scheduler.cli import cli
from tests.builders import board, mentor, school, semester, slot, student, tandem, trainer

WEDNESDAY = frozenset({Day.WO})


def small(*records: object) -> Instance:
    """Two students, two mentors and a WPA for each: everyone fits."""
    return semester(
        board(), school(), mentor("M1"), mentor("M2"), tandem(), trainer("SO1"), trainer("IO1", Role.IO),
        trainer("SO2"), trainer("IO2", Role.IO), slot("T1"), slot("T2", begin="13:00", end="14:00"),
        student("ST1"), student("ST2"), *records,
    )  # fmt: skip


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words])


ALWAYS = {
    "plaatsing.xlsx", "rapport.html", "resultaat.json", "uren.xlsx", "onstage.csv", "onstage.xlsx",
    "brieven/studenten.xlsx", "brieven/mentoren.xlsx",
}  # fmt: skip


def wrote(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def book(tmp_path: Path) -> Path:
    write_semester(small(), tmp_path / "semester.xlsx")
    return tmp_path / "semester.xlsx"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    write_semester(small(student("ST1", days=WEDNESDAY), Pin("ST1", slot="T1")), tmp_path / "fout.xlsx")
    return tmp_path / "fout.xlsx"


@pytest.fixture
def rosters(book: Path) -> Path:
    folder = book.parent / "uit"
    assert run("rooster", book, "-o", folder, "--tijd", 10).exit_code == 0
    return folder


def test_rooster_writes_all_files(rosters: Path) -> None:
    own = {"besturen/B1.xlsx", "agenda/SO2.ics", "agenda/scholen/S1.ics"}
    assert wrote(rosters) == {"wpa.xlsx", *own, *ALWAYS}


def test_plaats_writes_the_placement_only(book: Path) -> None:
    run("plaats", book, "-o", book.parent / "uit", "--tijd", 10)
    assert wrote(book.parent / "uit") == {"besturen/B1.xlsx", *ALWAYS}


def test_wpa_adds_the_wpa_roster_to_a_placement(book: Path) -> None:
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10)
    assert run("wpa", book, "-o", folder, "--tijd", 10).exit_code == 0
    assert "wpa" in json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))


def test_wpa_keeps_what_was_proven_of_the_placement(book: Path) -> None:
    folder = book.parent / "uit"
    run("plaats", book, "-o", folder, "--tijd", 10)
    before = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]
    run("wpa", book, "-o", folder, "--tijd", 10)
    assert json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"] == before


def test_wpa_takes_the_sheet_plaatsing_where_the_folder_has_none(tmp_path: Path) -> None:
    given = replace(small(), given_placement={"ST1": "M2", "ST2": "M1"})
    write_semester(given, tmp_path / "semester.xlsx")
    run("wpa", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    told = json.loads((tmp_path / "uit" / "resultaat.json").read_text(encoding="utf-8"))
    assert told["plaatsing"]["toewijzing"] == {"ST1": {"mentor": "M2"}, "ST2": {"mentor": "M1"}}


def test_wpa_without_any_placement_is_refused(book: Path) -> None:
    result = run("wpa", book, "-o", book.parent / "uit")
    assert (result.exit_code, "Er is nog geen plaatsing" in result.output) == (2, True)


def test_a_new_placement_keeps_the_old_wpa_roster_under_another_name(book: Path, rosters: Path) -> None:
    run("plaats", book, "-o", rosters, "--tijd", 10)
    assert {"wpa-oud.xlsx"} == {name for name in wrote(rosters) if name.startswith("wpa")}


def test_someone_unplaced_exits_with_1(tmp_path: Path) -> None:
    write_semester(small(student("ST3")), tmp_path / "semester.xlsx")
    assert run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10).exit_code == 1


def test_someone_unplaced_is_told_with_the_rule(tmp_path: Path) -> None:
    write_semester(small(student("ST3")), tmp_path / "semester.xlsx")
    assert "P2 " in run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10).output


def test_output_in_a_pipe_has_no_colours(book: Path) -> None:
    assert "\x1b" not in run("rooster", book, "-o", book.parent / "uit", "--tijd", 10).output


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


def test_controleer_puts_the_marked_copy_beside_the_workbook(faulty: Path) -> None:
    run("controleer", faulty)
    assert faulty.with_name("fout-fouten.xlsx").exists()


def test_a_text_file_named_xlsx_is_refused(tmp_path: Path) -> None:
    (tmp_path / "semester.xlsx").write_text("a;b;c", encoding="utf-8")
    assert run("controleer", tmp_path / "semester.xlsx").exit_code == 2


def test_controleer_passes_a_good_workbook(book: Path) -> None:
    assert run("controleer", book).exit_code == 0


def test_controleer_passes_an_own_roster(book: Path, rosters: Path) -> None:
    result = run("controleer", book, "--rooster", rosters)
    assert (result.exit_code, "Aan alle regels is voldaan." in result.output) == (0, True)


def edit(path: Path, sheet: str, column: str, row: int, value: str) -> None:
    found = openpyxl.load_workbook(path)
    headers = [cell.value for cell in found[sheet][1]]
    found[sheet].cell(row, headers.index(column) + 1).value = value
    found.save(path)


def test_controleer_names_the_rule_that_an_edit_breaks(book: Path, rosters: Path) -> None:
    taken = openpyxl.load_workbook(rosters / "plaatsing.xlsx")["Plaatsing"]
    header = [cell.value for cell in taken[1]].index("Mentor") + 1
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, str(taken.cell(3, header).value))
    result = run("controleer", book, "--rooster", rosters)
    assert (result.exit_code, "P2: Mentor" in result.output) == (1, True)


def test_controleer_misses_a_student_on_neither_list(book: Path, rosters: Path) -> None:
    found = openpyxl.load_workbook(rosters / "plaatsing.xlsx")
    found["Plaatsing"].delete_rows(2)
    found.save(rosters / "plaatsing.xlsx")
    assert (
        "niet geplaatst en staat niet met een reden op de lijst" in run("controleer", book, "--rooster", rosters).output
    )


@pytest.mark.parametrize(
    ("file", "sheet", "column", "value", "told"),
    [
        ("plaatsing.xlsx", "Plaatsing", "School", "S9", "P1: Plaatsing F2: School S9; verwacht: S1"),
        ("plaatsing.xlsx", "Plaatsing", "Bestuur", "B9", "P1: Plaatsing E2: Bestuur B9; verwacht: B1"),
        ("wpa.xlsx", "WPA-rooster", "School", "S9", "A1: WPA-rooster F2: School S9; verwacht: S1"),
        (
            "wpa.xlsx",
            "WPA-rooster",
            "Datum",
            "2027-06-09",
            "A1: WPA-rooster J2: Datum 2027-06-09; verwacht: 01-06-2027",
        ),
        ("wpa.xlsx", "WPA-rooster", "Begin", "09:10", "A1: WPA-rooster K2: Begin 09:10; verwacht: 09:00"),
        ("wpa.xlsx", "WPA-rooster", "Eind", "laat", "A1: WPA-rooster L2: Eind laat; verwacht: 10:00"),
    ],
)
def test_controleer_finds_an_edit_beside_the_ids(
    book: Path, rosters: Path, file: str, sheet: str, column: str, value: str, told: str
) -> None:
    edit(rosters / file, sheet, column, 2, value)
    result = run("controleer", book, "--rooster", rosters)
    assert (result.exit_code, told in " ".join(result.output.split())) == (1, True), result.output


@pytest.mark.parametrize(
    ("file", "sheet", "column", "told"),
    [
        ("plaatsing.xlsx", "Plaatsing", "Naam", "Plaatsing B2: Naam Iemand Anders"),
        ("plaatsing.xlsx", "Plaatsing", "Mentornaam", "Plaatsing I2: Mentornaam Iemand Anders"),
        ("wpa.xlsx", "WPA-rooster", "Naam werkveld", "WPA-rooster N2: Naam werkveld Iemand Anders"),
    ],
)
def test_controleer_only_mentions_another_name(
    file: str, sheet: str, column: str, told: str, book: Path, rosters: Path
) -> None:
    """Only the code counts: who changed the name beside it must hear so."""
    edit(rosters / file, sheet, column, 2, "Iemand Anders")
    result = run("controleer", book, "--rooster", rosters)
    assert (result.exit_code, told in result.output) == (0, True)


def test_wpa_refuses_a_row_of_nobody_in_the_workbook(book: Path, rosters: Path) -> None:
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M9")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    result = run("wpa", book, "-o", rosters, "--tijd", 10)
    kept = (rosters / "plaatsing.xlsx").read_bytes() == before
    assert (result.exit_code, "Plaatsing H2 Mentor: M9" in result.output, kept) == (2, True, True)


def test_wpa_keeps_an_edited_placement_under_another_name(book: Path, rosters: Path) -> None:
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Naam", 2, "Iemand Anders")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    run("wpa", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "plaatsing-oud.xlsx").read_bytes() == before


def test_plaats_keeps_a_placement_whose_mentor_was_changed_by_hand(book: Path, rosters: Path) -> None:
    """It was overwritten without a word; only wpa kept it."""
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, "M9")
    before = (rosters / "plaatsing.xlsx").read_bytes()
    result = run("plaats", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "plaatsing-oud.xlsx").read_bytes() == before
    assert "nu plaatsing-oud.xlsx" in result.output


def test_plaats_keeps_a_placement_that_is_not_ours(book: Path, rosters: Path) -> None:
    (rosters / "resultaat.json").unlink()
    before = (rosters / "plaatsing.xlsx").read_bytes()
    run("plaats", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "plaatsing-oud.xlsx").read_bytes() == before


def test_plaats_keeps_no_copy_of_what_it_made_itself(book: Path, rosters: Path) -> None:
    run("plaats", book, "-o", rosters, "--tijd", 10)
    assert not (rosters / "plaatsing-oud.xlsx").exists()


def test_rooster_keeps_a_wpa_roster_that_was_edited_by_hand(book: Path, rosters: Path) -> None:
    edit(rosters / "wpa.xlsx", "WPA-rooster", "Beoordelaar werkveld", 2, "SO9")
    before = (rosters / "wpa.xlsx").read_bytes()
    run("rooster", book, "-o", rosters, "--tijd", 10)
    assert (rosters / "wpa-oud.xlsx").read_bytes() == before


def test_wpa_keeps_no_copy_of_a_placement_without_edits(book: Path, rosters: Path) -> None:
    run("wpa", book, "-o", rosters, "--tijd", 10)
    assert not (rosters / "plaatsing-oud.xlsx").exists()


def test_who_is_not_in_the_given_placement_hears_that(tmp_path: Path) -> None:
    write_semester(replace(small(), given_placement={"ST1": "M2"}), tmp_path / "semester.xlsx")
    run("wpa", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    told = [
        [
            row[3]
            for row in openpyxl.load_workbook(tmp_path / "uit" / file)[sheet].iter_rows(min_row=2, values_only=True)
        ]
        for file, sheet in (("plaatsing.xlsx", "Niet geplaatst"), ("wpa.xlsx", "Niet ingepland"))
    ]
    assert told == [["Staat niet in de opgegeven plaatsing (P1)."], ["Niet geplaatst (A1)."]]


def test_rooster_says_that_the_sheet_plaatsing_does_not_count(tmp_path: Path) -> None:
    write_semester(replace(small(), given_placement={"ST1": "M2"}), tmp_path / "semester.xlsx")
    result = run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    assert "Het blad Plaatsing telt hier niet mee" in result.output


def test_an_earlier_roster_brings_the_wish_for_few_changes(book: Path, rosters: Path) -> None:
    run("rooster", book, "-o", book.parent / "nieuw", "--vorige", rosters, "--tijd", 10)
    told = json.loads((book.parent / "nieuw" / "resultaat.json").read_text(encoding="utf-8"))
    assert told["plaatsing"]["wensen"]["W9"]["hoeveelheid"] == 0


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


def test_pinned_wpas_that_clash_exit_with_2_at_their_cells(tmp_path: Path) -> None:
    """SO2 cannot be with both at the only time; nothing in one pin alone shows it."""
    instance = semester(
        board(), school(), mentor("M1"), mentor("M2"), tandem(), trainer("SO1"), trainer("IO1", Role.IO),
        trainer("SO2"), trainer("SO3"), slot("T1"), student("ST1"), student("ST2"), student("ST3"), mentor("M3"),
        Pin("ST1", field="SO2"), Pin("ST2", field="SO2"), Pin("ST3", field="SO3"),
    )  # fmt: skip
    write_semester(instance, tmp_path / "semester.xlsx")
    result = run("rooster", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    cells = [cell for cell in ("E2", "E3", "E4") if cell in result.output]
    assert (result.exit_code, cells, "(A10)" in result.output) == (2, ["E2", "E3"], True)


def test_voorbeeld_keeps_a_file_that_stood_there(book: Path) -> None:
    before = book.read_bytes()
    run("voorbeeld", book)
    assert book.with_name("semester-oud.xlsx").read_bytes() == before


def test_sjabloon_writes_a_workbook(tmp_path: Path) -> None:
    assert run("sjabloon", tmp_path / "leeg.xlsx").exit_code == 0
    assert (tmp_path / "leeg.xlsx").exists()


def lines_until(process: subprocess.Popen[str], word: str) -> Iterator[str]:
    assert process.stdout is not None
    for line in process.stdout:
        yield line
        if word in line:
            return


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to one process")
@pytest.mark.parametrize("word", ["Plaatsing …", "eerste rooster"])
def test_ctrl_c_writes_the_best_so_far(word: str, tmp_path: Path) -> None:
    book, folder = tmp_path / "semester.xlsx", tmp_path / "uit"
    run("voorbeeld", book, "--omvang", "bestuur")
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "rooster", book, "-o", folder]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    list(lines_until(process, word))
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in (0, 1)
    assert {"plaatsing.xlsx", "wpa.xlsx", "resultaat.json"} <= wrote(folder)


def test_a_proof_that_counted_changes_proves_nothing_without_the_earlier_roster(rosters: Path, book: Path) -> None:
    """The status once stayed optimal while the bound it rested on was dropped."""
    folder = book.parent / "weer"
    assert run("plaats", book, "-o", folder, "--tijd", 10, "--vorige", rosters).exit_code == 0
    assert run("wpa", book, "-o", folder, "--tijd", 10).exit_code == 0
    told = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))["plaatsing"]
    assert (told["status"], told["ondergrens"]) == ("haalbaar", None)


@pytest.mark.parametrize("command", ["voorbeeld", "sjabloon"])
def test_a_full_disk_is_told_and_leaves_nothing(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It ended in a defect with a trace of the zip library."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    result = run(command, tmp_path / "nieuw.xlsx")
    assert (result.exit_code, "is vol. Maak ruimte" in result.output, list(tmp_path.iterdir())) == (2, True, [])
