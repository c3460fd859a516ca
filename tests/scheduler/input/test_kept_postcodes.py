"""Postcodes were a wall: the file is asked for once, and many places without one are one line."""

from __future__ import annotations

import zipfile
from pathlib import Path

import openpyxl
import pytest

from scheduler.runtime.user_folder import DATA_FOLDER, user_folder
from tests.instances.workbooks import Draft
from tests.scheduler.running import run

ROWS = "".join(
    f"NL\t{code}\tDorp\tProvincie\t01\tGemeente\t0001\t\t\t52.{code}\t4.{code}\t6\n" for code in (1012, 1013)
)
NOWHERE = {"Breedtegraad": None, "Lengtegraad": None}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's folder; it is not there yet."""
    folder = tmp_path / "gegevens" / "Plaatswijzer"
    monkeypatch.setenv(DATA_FOLDER, str(folder))
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Two students with a postcode and no coordinates."""
    draft = Draft(tmp_path)
    for row, code in enumerate(("1012 AB", "1013 CD")):
        draft.put("Studenten", row, Postcode=code, **NOWHERE)
    return draft.write()


@pytest.fixture
def downloaded(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "NL.zip", "w") as archive:
        archive.writestr("readme.txt", "uitleg")
        archive.writestr(zipfile.ZipInfo("NL.txt", (2026, 11, 12, 8, 0, 0)), ROWS)
    return tmp_path / "NL.zip"


def test_the_file_is_given_once_and_used_from_then_on(book: Path, downloaded: Path, kept: Path) -> None:
    first = run("controleer", book, "--postcodes", downloaded)
    assert (first.exit_code, "Het is bewaard als" in first.output) == (0, True)
    downloaded.unlink()
    second = run("controleer", book)
    assert second.exit_code == 0
    assert "Postcodebestand van 12-11-2026: 2 postcodes; 0 van de 2 postcodes niet gevonden." in second.output
    assert "bewaard" not in second.output


def test_a_newer_file_takes_the_place_of_the_kept_one(book: Path, downloaded: Path, kept: Path, tmp_path: Path) -> None:
    run("controleer", book, "--postcodes", downloaded)
    (tmp_path / "NL.txt").write_text(ROWS + ROWS.replace("1012", "1014"), encoding="utf-8")
    run("controleer", book, "--postcodes", tmp_path / "NL.txt")
    assert [path.name for path in kept.iterdir()] == ["postcodes.txt"]
    assert "3 postcodes;" in run("controleer", book).output


def test_a_damaged_file_is_refused_and_the_kept_one_stays(book: Path, downloaded: Path, kept: Path) -> None:
    run("controleer", book, "--postcodes", downloaded)
    downloaded.write_bytes(downloaded.read_bytes()[:60])
    assert run("controleer", book, "--postcodes", downloaded).exit_code == 2
    assert run("controleer", book).exit_code == 0


def test_a_damaged_file_is_no_fault_of_the_workbook(book: Path, downloaded: Path, kept: Path) -> None:
    downloaded.write_bytes(b"niets")
    result = run("plaats", book, "-o", book.parent / "uit", "--tijd", 1, "--postcodes", downloaded)
    assert result.exit_code == 2
    assert "Het postcodebestand is niet te gebruiken. NL.zip: verwacht werd een GeoNames" in " ".join(
        result.output.split()
    )
    assert "in het werkboek" not in result.output
    assert not list(book.parent.rglob("*-fouten.xlsx"))


def test_a_kept_file_that_got_damaged_is_named_with_what_to_do(book: Path, downloaded: Path, kept: Path) -> None:
    run("controleer", book, "--postcodes", downloaded)
    (kept / "postcodes.zip").write_bytes(b"PK kapot")
    answer = run("controleer", book)
    assert answer.exit_code == 2
    assert "geef een nieuw met --postcodes" in answer.output


def test_without_a_place_to_keep_it_the_file_is_used_all_the_same(
    book: Path, downloaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dicht").write_text("een bestand, geen map")
    monkeypatch.setenv(DATA_FOLDER, str(tmp_path / "dicht"))
    answer = run("controleer", book, "--postcodes", downloaded)
    assert (answer.exit_code, "kon niet bewaard worden" in answer.output) == (0, True)


def test_places_without_a_file_are_one_line_with_its_address_and_each_a_red_cell(book: Path, kept: Path) -> None:
    answer = run("controleer", book)
    assert answer.exit_code == 2
    assert answer.output.count("https://download.geonames.org/export/zip/NL.zip") == 1
    assert "2 fouten in semester.xlsx" in answer.output
    marked = openpyxl.load_workbook(book.with_name("semester-fouten.xlsx"))
    assert [cell.comment is not None for cell in marked["Studenten"]["H"]] == [False, True, True]


@pytest.mark.parametrize(
    ("codes", "lines"),
    [
        (("9999 AB", "9998 CD"), 1),  # neither is in the file
        (("9999 AB", None), 2),  # one lacks a postcode
        (("9999 AB", "thuis"), 2),  # one is no postcode
    ],
)
def test_places_that_lack_the_same_are_one_line(
    tmp_path: Path, downloaded: Path, kept: Path, codes: tuple[str, str | None], lines: int
) -> None:
    draft = Draft(tmp_path)
    for row, code in enumerate(codes):
        draft.put("Studenten", row, Postcode=code, **NOWHERE)
    output = run("controleer", draft.write(), "--postcodes", downloaded).output
    assert sum("Postcode" in line and line.startswith("  Studenten") for line in output.splitlines()) == lines


def test_without_another_name_the_folder_is_that_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(DATA_FOLDER)
    assert user_folder().name == "Plaatswijzer"
    assert user_folder().is_absolute()
