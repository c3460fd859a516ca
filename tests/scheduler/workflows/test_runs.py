"""The commands from workbook to folder: files, exit codes, and the best so far after Ctrl-C."""

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

from instances.domain.entities import MentorTraining
from instances.domain.settings import FileNames
from instances.domain.verdict import Verdict
from models.search.control import Control
from reports.workbook.semester import write_semester
from scheduler.runtime import defects
from scheduler.runtime.exit import DefectError
from scheduler.what_if import placement as placement_questions
from scheduler.what_if.outcome import PlacementOutcome
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import EditedPlacement, PlacementRequest
from tests.builders import mentor, student
from tests.scheduler.running import ALWAYS, WEDNESDAY, edit, run, small, wrote


def test_rooster_writes_all_files(rosters: Path) -> None:
    own = {"besturen/B1.xlsx", "agenda/SO2.ics", "agenda/scholen/S1.ics", "agenda/lijst.xlsx"}
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


def test_someone_unplaced_exits_with_1(tmp_path: Path) -> None:
    write_semester(small(student("ST3")), tmp_path / "semester.xlsx")
    assert run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10).exit_code == 1


def test_someone_unplaced_is_told_with_the_rule(tmp_path: Path) -> None:
    write_semester(small(student("ST3")), tmp_path / "semester.xlsx")
    assert "P2" in run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10).output


def test_output_in_a_pipe_has_no_colours(book: Path) -> None:
    assert "\x1b" not in run("rooster", book, "-o", book.parent / "uit", "--tijd", 10).output


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


def test_files_of_boards_are_named_after_board_and_semester_unless_the_office_keeps_codes(tmp_path: Path) -> None:
    named = replace(small(), settings=replace(small().settings, semester="2026-2027 S2", file_names=FileNames.NAME))
    write_semester(named, tmp_path / "semester.xlsx")
    for names, file in ((FileNames.NAME, "B1 Bestuur B1 2026-2027 S2.xlsx"), (FileNames.CODE, "B1.xlsx")):
        edit(tmp_path / "semester.xlsx", "Instellingen", "Waarde", row_of(tmp_path, "Bestandsnamen"), names)
        run("plaats", tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
        assert [path.name for path in (tmp_path / "uit" / "besturen").iterdir()] == [file]


def row_of(folder: Path, setting: str) -> int:
    sheet = openpyxl.load_workbook(folder / "semester.xlsx")["Instellingen"]
    return next(row for row, (name, *_) in enumerate(sheet.values, 1) if name == setting)


def test_an_earlier_roster_brings_the_wish_for_few_changes(book: Path, rosters: Path) -> None:
    run("rooster", book, "-o", book.parent / "nieuw", "--vorige", rosters, "--tijd", 10)
    told = json.loads((book.parent / "nieuw" / "resultaat.json").read_text(encoding="utf-8"))
    assert told["plaatsing"]["wensen"]["W9"]["hoeveelheid"] == 0


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
@pytest.mark.parametrize("word", ["Plaatsing …", "ingepland"])
def test_ctrl_c_writes_the_best_so_far(word: str, tmp_path: Path) -> None:
    book, folder = tmp_path / "semester.xlsx", tmp_path / "uit"
    run("voorbeeld", book, "--omvang", "bestuur")
    command = [sys.executable, "-c", "from scheduler.cli import main; main()", "rooster", book, "-o", folder]
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.PIPE, text=True)
    said = list(lines_until(process, word))
    assert word in said[-1]
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


@pytest.mark.parametrize("command", ["plaats", "rooster"])
def test_a_defect_in_a_proposal_costs_the_proposal_and_not_the_roster(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer beside a finished roster that the checks refused once ended the whole run."""

    def refuse(verdict: Verdict, base: Verdict) -> None:
        raise DefectError("an answer breaks rules: P2 M1")

    write_semester(small(student("ST3"), mentor("M3", training=MentorTraining.NO)), tmp_path / "semester.xlsx")
    monkeypatch.setattr(placement_questions, "require_no_new_violation", refuse)
    monkeypatch.setattr(defects.tempfile, "gettempdir", lambda: str(tmp_path))
    done = run(command, tmp_path / "semester.xlsx", "-o", tmp_path / "uit", "--tijd", 10)
    assert done.exit_code == 1
    assert wrote(tmp_path / "uit") >= ALWAYS
    assert "weggelaten door een fout in Plaatswijzer zelf. Al het andere is nagekeken, ook het rooster." in done.output
    (details,) = {path.name for path in tmp_path.glob("plaatswijzer-defect-*.txt")}
    assert details in "".join(done.output.split())


@pytest.fixture
def refused_m3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook with two students too many, each with one mentor to be trained, of which M3 is refused."""
    answer = PlacementWhatIf.answer

    def refuse(self: PlacementWhatIf, request: PlacementRequest, control: Control | None = None) -> PlacementOutcome:
        if isinstance(request, EditedPlacement) and any(edit.id == "M3" for edit in request.edits):
            raise DefectError("an answer breaks rules: P2 M3")
        return answer(self, request, control)

    monkeypatch.setattr(PlacementWhatIf, "answer", refuse)
    monkeypatch.setattr(defects.tempfile, "gettempdir", lambda: str(tmp_path))
    others = (
        student("ST3", days=WEDNESDAY), mentor("M3", days=WEDNESDAY, training=MentorTraining.NO),
        student("ST4"), mentor("M4", training=MentorTraining.NO),
    )  # fmt: skip
    write_semester(small(*others), tmp_path / "semester.xlsx")
    return tmp_path / "semester.xlsx"


def test_a_refused_proposal_costs_no_other(refused_m3: Path) -> None:
    """All proposals were once lost with it."""
    folder = refused_m3.parent
    done = run("plaats", refused_m3, "-o", folder / "uit", "--tijd", 10)
    assert done.exit_code == 1
    assert done.output.count("weggelaten door een fout in Plaatswijzer zelf") == 1
    assert len(list(folder.glob("plaatswijzer-defect-*.txt"))) == 1
    left_out = openpyxl.load_workbook(folder / "uit" / "plaatsing.xlsx")["Niet geplaatst"]
    proposals = {row[0]: str(row[-1]) for row in left_out.iter_rows(min_row=2, values_only=True)}
    assert {student: ("M4" in text, "M3" in text) for student, text in proposals.items()} == {
        "ST3": (True, False),
        "ST4": (True, False),
    }


def test_a_refused_proposal_ends_no_explanation(refused_m3: Path) -> None:
    """``verklaar`` of a student left out once ended in exit code 70."""
    folder = refused_m3.parent
    run("plaats", refused_m3, "-o", folder / "uit", "--tijd", 10)
    refused, other = (run("verklaar", refused_m3, folder / "uit", student) for student in ("ST3", "ST4"))
    assert (refused.exit_code, other.exit_code) == (0, 0)
    assert refused.output.count("weggelaten door een fout in Plaatswijzer zelf") == 1
    assert "Wat helpt:" in refused.output
    assert "Wat helpt:" in other.output


def test_a_refused_alternative_costs_no_other(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The table of other mentors is shown without what the checks refuse, and no longer says that it is complete."""
    require = placement_questions.require_no_new_violation
    judged: list[Verdict] = []

    def refuse_first(verdict: Verdict, base: Verdict) -> None:
        judged.append(verdict)
        if len(judged) == 1:
            raise DefectError("an answer breaks rules: P2 M1")
        require(verdict, base)

    run("plaats", book, "-o", book.parent / "uit", "--tijd", 10)
    assert "Een andere plaats" not in run("verklaar", book, book.parent / "uit", "ST1").output
    monkeypatch.setattr(placement_questions, "require_no_new_violation", refuse_first)
    monkeypatch.setattr(defects.tempfile, "gettempdir", lambda: str(tmp_path))
    done = run("verklaar", book, book.parent / "uit", "ST1")
    assert done.exit_code == 0
    assert done.output.count("weggelaten door een fout in Plaatswijzer zelf") == 1
    assert "Een andere plaats voor deze student is niet gevonden." in done.output
