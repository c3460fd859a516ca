"""Where the office finds every notice: by kind on the screen, all of them in a file it can copy from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from instances.domain.entities import MentorTraining
from instances.tables.columns import SEEN
from reports.workbook.semester import write_semester
from tests.builders import mentor
from tests.scheduler.running import edit, run, small


@pytest.fixture
def remarkable(tmp_path: Path) -> Path:
    """Two students fit; two more mentors have no training."""
    extra = (mentor("M3", training=MentorTraining.NO), mentor("M4", available=False))
    path = tmp_path / "semester.xlsx"
    write_semester(replace(small(*extra)), path)
    return path


def lines(path: Path) -> list[tuple[object, ...]]:
    return list(openpyxl.load_workbook(path)["Meldingen"].iter_rows(values_only=True))


def keep(path: Path, rows: list[tuple[object, ...]]) -> None:
    """Copies the first five cells of each line to the sheet Gezien."""
    book = openpyxl.load_workbook(path)
    for row in rows:
        book["Gezien"].append(row[:5])
    book.save(path)


def test_controleer_says_the_kind_once_and_lists_all_in_a_file(remarkable: Path) -> None:
    answer = run("controleer", remarkable)
    assert answer.exit_code == 0
    assert answer.output.count("mentor die geen student krijgt: 2 keer") == 1
    head, *rows = lines(remarkable.with_name("semester-meldingen.xlsx"))
    assert head[:5] == tuple(column.header for column in SEEN.columns)
    assert [(row[0], row[1], row[6]) for row in rows] == [
        ("mentor die geen student krijgt", "Mentoren", "J4"),
        ("mentor die geen student krijgt", "Mentoren", "M5"),
    ]


def test_the_file_is_written_anew_and_one_that_somebody_wrote_in_is_kept_with_a_word(remarkable: Path) -> None:
    file, old = (remarkable.with_name(f"semester-meldingen{end}.xlsx") for end in ("", "-oud"))
    for _ in range(2):
        run("controleer", remarkable)
    assert not old.exists()
    book = openpyxl.load_workbook(file)
    book["Meldingen"]["E2"] = "nagevraagd"
    book.save(file)
    told = " ".join(run("controleer", remarkable).output.split())
    assert f"het heet nu {old.name}" in told
    assert (lines(old)[1][4], lines(file)[1][4] == "nagevraagd") == ("nagevraagd", False)


def test_what_is_copied_from_the_file_is_not_told_again(remarkable: Path) -> None:
    run("controleer", remarkable)
    file = remarkable.with_name("semester-meldingen.xlsx")
    keep(remarkable, lines(file)[1:])
    answer = run("controleer", remarkable)
    assert "krijgt geen student" not in answer.output
    assert "2 meldingen staan op het blad Gezien en zijn niet herhaald." in answer.output
    assert len(lines(file)) == 1  # and the file does not tell of them any more


def test_a_run_lists_them_in_its_folder_and_the_next_one_without_them_takes_the_file_away(remarkable: Path) -> None:
    folder = remarkable.with_name("uit")
    assert run("plaats", remarkable, "-o", folder, "--tijd", 3).exit_code == 0
    assert len(lines(folder / "meldingen.xlsx")) == 3
    keep(remarkable, lines(folder / "meldingen.xlsx")[1:])
    assert run("plaats", remarkable, "-o", folder, "--tijd", 3).exit_code == 0
    assert not (folder / "meldingen.xlsx").exists()


def test_with_faults_the_notices_come_in_a_file_beside_the_marked_copy(remarkable: Path) -> None:
    book = openpyxl.load_workbook(remarkable)
    book["Studenten"]["D2"] = 7
    book.save(remarkable)
    answer = run("plaats", remarkable, "-o", remarkable.with_name("uit"))
    assert answer.exit_code == 2
    assert "Daarnaast 2 meldingen, in" in answer.output
    assert len(lines(remarkable.with_name("uit") / "semester-meldingen.xlsx")) == 3


def test_with_codes_for_people_the_file_holds_no_names(remarkable: Path) -> None:
    folder = remarkable.with_name("uit")
    run("plaats", remarkable, "-o", folder, "--tijd", 3, "--gepseudonimiseerd")
    cells = [str(cell) for row in lines(folder / "meldingen.xlsx") for cell in row]
    assert not any("M3" in cell or "M4" in cell or "Mentor M" in cell for cell in cells)


def test_harmless_ways_of_writing_take_one_line(tmp_path: Path) -> None:
    """Eight students gave sixty lines before every answer."""
    path = tmp_path / "semester.xlsx"
    write_semester(small(), path)
    edit(path, "Studenten", "Jaar", 2, "3")
    edit(path, "Studenten", "Jaar", 3, "3")
    said = run("controleer", path).output
    assert " ".join(said.split()).count("zonder twijfel gelezen: ") == 1
    assert "tekst gelezen als getal (2)" in " ".join(said.split())
    assert "semester-meldingen.xlsx" in said
    assert {row[0] for row in lines(path.with_name("semester-meldingen.xlsx"))} >= {"tekst gelezen als getal"}


def test_the_verdict_on_a_roster_comes_before_the_notices_of_the_workbook(remarkable: Path) -> None:
    folder = remarkable.with_name("uit")
    assert run("plaats", remarkable, "-o", folder, "--tijd", 3).exit_code == 0
    said = run("controleer", remarkable, "--rooster", folder).output
    assert -1 < said.index("Aan alle regels is voldaan") < said.index("mentor die geen student krijgt")
