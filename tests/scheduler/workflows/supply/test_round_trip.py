"""Whole rounds: at board size, by another office program, at random, with 30 boards, and as the command says it."""

from __future__ import annotations

import random
import shutil
import subprocess
import time
from pathlib import Path

import openpyxl
import pytest

from instances.domain.instance import Instance
from instances.sample.generate import generate
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.runtime.exit import ExitCode
from tests.scheduler.running import run
from tests.scheduler.workflows.supply.asking import Filled, Round, draft


def without_print(instance: Instance | None) -> str:
    """All that a workbook says, apart from the print of its bytes."""
    return "" if instance is None else repr(instance).replace(instance.fingerprint, "")


@pytest.fixture(scope="module")
def at_board_size(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("bestuur")
    write_semester(generate("bestuur"), folder / "semester.xlsx")
    return Round.begin(folder / "semester.xlsx", folder / "antwoorden")


def test_out_and_in_again_says_the_same_semester(at_board_size: Round) -> None:
    taken = at_board_size.take_in()
    assert taken.faults == ()
    assert taken.merged.changes_nothing
    assert without_print(at_board_size.read().instance) == without_print(
        read(at_board_size.workbook, for_wpa=True).instance
    )


@pytest.mark.parametrize("seed", range(1))
def test_random_answers_are_what_the_new_workbook_says(at_board_size: Round, tmp_path: Path, seed: int) -> None:
    """Whatever is chosen of every school and mentor, in any order and file, comes in as it was typed."""
    dice, asked = random.Random(seed), at_board_size.copied(tmp_path)
    before = read(asked.workbook, for_wpa=True).instance
    if before is None:
        raise ValueError("the sample has faults")
    places, available = {}, {}
    for board, path in asked.forms.boards.items():
        with Filled(path, path.with_name(f"{dice.random()}.xlsx")) as form:
            for school in (one for one in before.schools.values() if one.board == board):
                places[school.id] = dice.randint(0, 9)
                form.put("Scholen", school.id, Antwoord=dice.choice(["ja", "misschien"]), Plaatsen=places[school.id])
                for mentor in (one for one in before.mentors.values() if one.school == school.id):
                    available[mentor.id] = dice.random() < 0.7
                    form.put("Mentoren", mentor.id, Beschikbaar="ja" if available[mentor.id] else "nee")
            rows = [row for row in form.cells("Mentoren") if any(row)]
            dice.shuffle(rows)
            form.set_cells("Mentoren", rows)
    taken = asked.take_in()
    assert taken.faults == ()
    after = asked.read().instance
    assert after is not None
    assert {id: school.places for id, school in after.schools.items()} == places
    assert {id: mentor.available for id, mentor in after.mentors.items()} == available
    assert (after.students, after.tandems, after.slots, after.pins) == (
        before.students, before.tandems, before.slots, before.pins,
    )  # fmt: skip
    assert [row.id for row in taken.merged.unanswered if row.kind == "bestuur"] == []


def test_the_new_workbook_looks_like_the_old_one(at_board_size: Round, tmp_path: Path) -> None:
    """Cells keep their looks, new columns and the new sheet get those of the headers, and the sheet fits on paper."""
    asked = at_board_size.copied(tmp_path)
    with Filled(asked.board("B01")) as form:
        form.put("Scholen", "S001", Antwoord="ja", Plaatsen=9)
        form.start("Opmerking", "Wij bouwen tot maart en weten pas dan hoeveel lokalen er weer zijn. " * 3)
    assert asked.take_in().faults == ()
    assert asked.take_in(asked.new(), "nogmaals.xlsx").faults == ()
    old, new = openpyxl.load_workbook(asked.workbook), openpyxl.load_workbook(asked.new("nogmaals.xlsx"))
    heads = [cell.value for cell in old["Scholen"][1]]
    for head in heads:
        at = heads.index(head) + 1
        assert new["Scholen"].cell(2, at).number_format == old["Scholen"].cell(2, at).number_format
    assert new["Scholen"].column_dimensions["A"].width == old["Scholen"].column_dimensions["A"].width
    assert len(new["Scholen"].data_validations.dataValidation) == len(old["Scholen"].data_validations.dataValidation)
    sheet = new["Ingelezen"]
    assert sheet["A1"].fill.fgColor.rgb == old["Instellingen"]["A1"].fill.fgColor.rgb
    assert all(cell.alignment.wrap_text for cell in sheet[2] if cell.value)
    assert sheet.row_dimensions[2].height > sheet.row_dimensions[3].height
    assert (sheet.page_setup.orientation, sheet.freeze_panes, sheet.sheet_properties.pageSetUpPr.fitToPage) == (
        "landscape", "A2", True,
    )  # fmt: skip
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == [
        "let op", "gewijzigd", "gewijzigd", "antwoord", "let op",
    ]  # fmt: skip
    assert sheet.max_column == 11


def test_a_form_saved_by_libreoffice_is_read(asked: Round, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("there is no LibreOffice here")
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
        form.put("Mentoren", "M1", Groep="4")
        form.add("Mentoren", Naam="Noa Kuiper", School="De Linde (S3)", Groep=7, Werkdagen="ma")
    with Filled(asked.trainer()) as form:
        form.start("Klopt", "ja")
    out = tmp_path / "bewaard"
    own = f"-env:UserInstallation=file://{tmp_path / 'profiel'}"
    files = [asked.board(), asked.trainer()]
    subprocess.run(
        [program, own, "--headless", "--convert-to", "xlsx", "--outdir", out, *files],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    for path in files:
        shutil.move(out / path.name, path)
    taken = asked.take_in()
    assert taken.faults == ()
    instance = asked.read().instance
    assert instance is not None
    assert (instance.schools["S1"].places, instance.mentors["M1"].groups) == (6, frozenset({4}))
    assert [mentor.id for mentor in taken.merged.mentors] == ["M5"]
    assert [news.field for news in taken.merged.news if news.kind == "gewijzigd"] == ["Plaatsen", "Toezegging", "Groep"]


def test_thirty_boards_take_less_than_a_minute(tmp_path: Path) -> None:
    """Each with two schools and four mentors; every form is there, and those of ten hold answers."""
    made = draft(tmp_path)
    for number in range(10, 40):
        board = f"B{number}"
        made.add("Besturen", {"Bestuur": board, "Naam": f"Bestuur {number}"})
        for school in (f"S{number}{letter}" for letter in "ab"):
            made.add("Scholen", {"School": school, "Naam": f"School {school}", "Bestuur": board, "Soort": "stageschool",
                                 "Plaatsen": 4, "Breedtegraad": 52.37, "Lengtegraad": 4.9})  # fmt: skip
            made.add("Mentoren", *({"Mentor": f"M{school}{each}", "Naam": f"Naam {school} {each}", "School": school,
                                    "Groep": 3, "Werkdagen": "ma;di", "Mentortraining": "gevolgd"}
                                   for each in range(2)))  # fmt: skip
    asked = Round.begin(made.write(), tmp_path / "antwoorden")
    for number in range(10, 20):
        with Filled(asked.board(f"B{number}")) as form:
            for letter in "ab":
                form.put("Scholen", f"S{number}{letter}", Antwoord="ja", Plaatsen=5)
            form.put("Mentoren", f"MS{number}a1", Groep=8)
    begin = time.process_time()
    taken = asked.take_in()
    assert time.process_time() - begin < 60
    assert taken.faults == ()
    assert taken.merged.files == 10
    assert len(taken.merged.cells) == 10 * 3


# -- the commands --------------------------------------------------------------------------------------


def test_the_command_writes_forms_and_says_how_to_go_on(asked: Round, tmp_path: Path) -> None:
    done = run("uitvraag", asked.workbook, "-o", tmp_path / "uit")
    assert done.exit_code == ExitCode.DONE
    assert "2 formulieren voor besturen en 2 voor beoordelaars geschreven" in done.output
    assert "Zonder e-mailadres in het werkboek: B2, SO1 en IO1." in done.output
    assert {path.parent.name for path in (tmp_path / "uit").rglob("*.xlsx")} == {"besturen", "opleiders"}


def test_a_filled_in_form_is_kept_when_forms_are_written_again(asked: Round) -> None:
    run("uitvraag", asked.workbook, "-o", asked.folder)
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
    answered = asked.board().read_bytes()
    done = run("uitvraag", asked.workbook, "-o", asked.folder)
    kept = asked.board().with_name(f"{asked.board().stem}-oud.xlsx")
    assert kept.read_bytes() == answered
    assert kept.name in done.output
    assert len(list((asked.folder / "opleiders").iterdir())) == 2


def test_the_command_says_who_has_not_answered_and_ends_with_1(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
        form.put("Scholen", "S3", Antwoord="ja")
    done = run("inlezen", asked.workbook, asked.folder, "-o", asked.new())
    assert done.exit_code == ExitCode.INCOMPLETE
    assert "1 bestand met antwoorden gelezen: 3 gegevens gewijzigd, 0 mentoren erbij." in done.output
    assert "bestuur   B2" in done.output
    assert asked.new("nieuw-herinneringen.xlsx").exists()


def test_the_command_ends_with_0_when_everybody_answered(asked: Round) -> None:
    for path, schools in ((asked.board(), ("S1", "S3")), (asked.board("B2"), ("S2",))):
        with Filled(path) as form:
            for school in schools:
                form.put("Scholen", school, Antwoord="ja")
    for id in ("SO1", "IO1"):
        with Filled(asked.trainer(id)) as form:
            form.start("Klopt", "ja")
    done = run("inlezen", asked.workbook, asked.folder, "-o", asked.new())
    assert done.exit_code == ExitCode.DONE
    assert "Nog geen antwoord" not in done.output


def test_the_command_lists_faults_by_file_and_cell_and_ends_with_2(asked: Round) -> None:
    with Filled(asked.board()) as form:
        at = form.put("Scholen", "S1", Antwoord="ja", Plaatsen="veel")
    done = run("inlezen", asked.workbook, asked.folder, "-o", asked.new())
    assert done.exit_code == ExitCode.FAULTS
    assert all(word in done.output for word in ("Fouten in de antwoorden", asked.board().name, at, "veel"))
    assert "Er is niets geschreven." in done.output
    assert not asked.new().exists()


def test_the_workbook_itself_is_no_place_for_the_new_one(asked: Round) -> None:
    before = asked.workbook.read_bytes()
    done = run("inlezen", asked.workbook, asked.folder, "-o", asked.workbook)
    assert done.exit_code == ExitCode.FAULTS
    assert "is het werkboek zelf" in done.output
    assert asked.workbook.read_bytes() == before


def test_a_file_that_stands_where_the_new_workbook_goes_is_kept(asked: Round) -> None:
    asked.new().write_bytes(b"van iemand anders")
    run("inlezen", asked.workbook, asked.folder, "-o", asked.new())
    assert asked.new("nieuw-oud.xlsx").read_bytes() == b"van iemand anders"


def test_a_workbook_with_faults_asks_nothing(asked: Round, tmp_path: Path) -> None:
    with Filled(asked.workbook) as book:
        book.sheet("Scholen").cell(2, 1).value = None
    done = run("uitvraag", asked.workbook, "-o", tmp_path / "uit")
    assert done.exit_code == ExitCode.FAULTS
    assert not (tmp_path / "uit").exists()
