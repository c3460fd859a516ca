"""``controleer``: the workbook before solving, and rosters as they were made or edited."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.scheduler.running import edit, run


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


def test_controleer_names_the_rule_that_an_edit_breaks(book: Path, rosters: Path) -> None:
    taken = openpyxl.load_workbook(rosters / "plaatsing.xlsx")["Plaatsing"]
    header = [cell.value for cell in taken[1]].index("Mentor") + 1
    edit(rosters / "plaatsing.xlsx", "Plaatsing", "Mentor", 2, str(taken.cell(3, header).value))
    result = run("controleer", book, "--rooster", rosters)
    assert (result.exit_code, "P2: Mentor" in result.output) == (1, True)
    assert result.output.startswith("Gebroken regels van de plaatsing\n")
    at = [
        result.output.index(text) for text in ("P2: Mentor", "aan 14 regels voldaan", "studenten geplaatst", "Wensen")
    ]
    assert at == sorted(at)


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
