"""What the office put in a roster of its own comes back in the next one, whatever program saved it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from typing import cast

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.workbook import Workbook

from reports.assessment.sheets import write_assessment
from reports.excel.own_cells import NO_OWN_WORK, OwnWork
from reports.excel.read_own import carried_words
from reports.placement.sheets import write_placement
from reports.run.bundle import Run
from scheduler.previous.own_work import not_wholly_carried, own_work, say_own_work
from scheduler.runtime.screen import Screen
from tests.reports.runs import rows, run

Hand = Callable[[Workbook], object]


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """0012 is in row 2 of Plaatsing, 0011 in row 3."""
    made = tmp_path_factory.mktemp("geschreven")
    write_placement(run(), made / "plaatsing.xlsx")
    write_assessment(run(), made / "wpa.xlsx")
    return made


@pytest.fixture
def folder(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "oud"))


def after(folder: Path, hand: Hand, file: str = "plaatsing.xlsx", **over: object) -> tuple[Workbook, OwnWork]:
    """The next file after a hand was at the earlier one, with what was read of it."""
    book = openpyxl.load_workbook(folder / file)
    hand(book)
    book.save(folder / file)
    own = own_work([folder]).get(file, NO_OWN_WORK)
    write = write_placement if file == "plaatsing.xlsx" else write_assessment
    write(run(**over), folder.parent / file, own=own)
    return openpyxl.load_workbook(folder.parent / file, data_only=True), own


def column(sheet: str, head: str, values: dict[int, object], at: str = "S") -> Hand:
    def hand(book: Workbook) -> None:
        book[sheet][f"{at}1"] = head
        for row, value in values.items():
            book[sheet][f"{at}{row}"] = value

    return hand


def test_an_untouched_file_has_nothing_of_the_office(folder: Path) -> None:
    assert own_work([folder]) == {}


def test_a_file_that_was_only_saved_has_nothing_of_the_office(folder: Path) -> None:
    """Every colour and every sheet that the product writes is known as its own."""
    for file in ("plaatsing.xlsx", "wpa.xlsx"):
        openpyxl.load_workbook(folder / file).save(folder / file)
    assert own_work([folder]) == {}


VALUES = {2: "bel even", 3: "=geen formule", 4: 3.5, 5: date(2027, 3, 1)}


def test_an_own_column_goes_along_by_student(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        column("Plaatsing", "Notitie", {**VALUES, 3: "x"})(book)
        book["Plaatsing"]["S3"].value = "=geen formule"
        book["Plaatsing"]["S3"].data_type = "s"

    book, _ = after(folder, hand)
    found = {row[0].value: row[18].value for row in book["Plaatsing"].iter_rows(min_row=2)}
    assert found == {"0012": "bel even", "0011": "=geen formule", "0013": 3.5, "0021": datetime(2027, 3, 1)}
    assert book["Plaatsing"]["S1"].value == "Notitie"
    assert book["Plaatsing"]["S3"].data_type == "s"


def test_an_own_column_follows_the_student_to_another_row(folder: Path) -> None:
    placement = {"0011": "M3", "0012": "M1", "0013": "M2", "0021": "M1"}
    book, _ = after(folder, column("Plaatsing", "Notitie", {3: "van 0011"}), placement=placement)
    found = {row[0].value: row[18].value for row in book["Plaatsing"].iter_rows(min_row=2)}
    assert {who for who, note in found.items() if note} == {"0011"}


@pytest.mark.parametrize("value", [True, 7, time(9, 30), datetime(2027, 3, 1, 14, 15), "tekst"])
def test_own_values_keep_their_kind(folder: Path, value: object) -> None:
    book, _ = after(folder, column("Plaatsing", "Notitie", {2: value}))
    assert book["Plaatsing"]["S2"].value == value


def test_own_columns_keep_their_format_of_figures(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        column("Plaatsing", "Vergoeding", {2: 12.5})(book)
        book["Plaatsing"]["S2"].number_format = "€ #,##0.00"

    book, _ = after(folder, hand)
    assert book["Plaatsing"]["S2"].number_format == "€ #,##0.00"


def test_a_column_without_a_header_and_two_with_the_same_are_kept(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        for at, head in (("S", "Memo"), ("T", "memo"), ("V", None)):
            column("Plaatsing", head, {2: at}, at)(book)  # type: ignore[arg-type]

    book, _ = after(folder, hand)
    assert [cell.value for cell in book["Plaatsing"][1][18:]] == ["Memo", "memo 2", "Eigen kolom"]
    assert [cell.value for cell in book["Plaatsing"][2][18:]] == ["S", "T", "V"]


@pytest.mark.parametrize(
    ("file", "sheet", "key"),
    [("plaatsing.xlsx", "Plaatsing", "0012"), ("plaatsing.xlsx", "Niet geplaatst", "0022"),
     ("plaatsing.xlsx", "Scholen", "S1"), ("plaatsing.xlsx", "Mentoren", "M1"), ("plaatsing.xlsx", "Tandems", "TA1"),
     ("wpa.xlsx", "WPA-rooster", "0011"), ("wpa.xlsx", "Niet ingepland", "0012"), ("wpa.xlsx", "Werkdruk", "SO1")],
)  # fmt: skip
def test_every_sheet_with_rows_of_somebody_keeps_own_columns_notes_and_colours(
    folder: Path, file: str, sheet: str, key: str
) -> None:
    def hand(book: Workbook) -> None:
        row = next(row for row in book[sheet].iter_rows(min_row=2) if row[0].value == key)
        book[sheet].cell(1, 30).value = "Eigen"
        book[sheet].cell(row[0].row, 30).value = "hier"
        row[1].fill = PatternFill("solid", fgColor="FFFF00")
        row[1].comment = Comment("let op", "ik")

    book, _ = after(folder, hand, file)
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[0].value == key)
    assert row[-1].value == "hier"
    assert (row[1].fill.fgColor.rgb, row[1].comment.text) == ("FFFFFF00", "let op")


@pytest.mark.parametrize(
    ("colour", "rgb"),
    [(Color(rgb="FF00B050"), "FF00B050"), (Color(indexed=5), "FFFFFF00"), (Color(theme=0, tint=-0.5), "FF808080"),
     (Color(theme=1, tint=0.5), "FF808080")],
)  # fmt: skip
def test_a_colour_is_kept_however_the_program_says_it(folder: Path, colour: Color, rgb: str) -> None:
    def hand(book: Workbook) -> None:
        book["Plaatsing"]["B2"].fill = PatternFill("solid", fgColor=colour)

    book, _ = after(folder, hand)
    assert book["Plaatsing"]["B2"].fill.fgColor.rgb == rgb


def test_letters_are_kept(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        book["Plaatsing"]["H2"].font = Font(bold=True, italic=True, strike=True, color="FFC00000")

    font = after(folder, hand)[0]["Plaatsing"]["H2"].font
    assert (font.b, font.i, font.strike, font.color.rgb) == (True, True, True, "FFC00000")


def test_a_note_on_a_header_is_kept(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        book["Plaatsing"]["H1"].comment = Comment("wie?", "ik")

    assert after(folder, hand)[0]["Plaatsing"]["H1"].comment.text == "wie?"


def test_a_discussion_of_excel_is_kept_as_its_words(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        text = "[Threaded comment]\n\nYour version of Excel allows you to read this.\n\nComment:\n    Past dit wel?"
        book["Plaatsing"]["H2"].comment = Comment(text, "ik")

    assert after(folder, hand)[0]["Plaatsing"]["H2"].comment.text == "Past dit wel?"


def test_an_own_sheet_is_kept_as_values(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        sheet = book.create_sheet("Mijn lijst")
        sheet["B2"], sheet["C3"] = "bellen", 7

    book, _ = after(folder, hand)
    assert [list(row) for row in book["Mijn lijst"].iter_rows(values_only=True)] == [
        [None, None, None], [None, "bellen", None], [None, None, 7]
    ]  # fmt: skip


def without(student: str) -> Run:
    """The run of a workbook that the student left."""
    given = run().instance
    students = {id: record for id, record in given.students.items() if id != student}
    placement = {id: mentor for id, mentor in run().placement.items() if id != student}
    return run(instance=replace(given, students=students), placement=placement)


class Heard:
    """A screen that remembers."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def say(self, text: str) -> None:
        self.lines.append(text)

    warn = say


def test_what_belonged_to_a_row_that_is_gone_is_named(folder: Path) -> None:
    _, own = after(folder, column("Plaatsing", "Notitie", {2: "x", 3: "y"}))
    heard = Heard()
    say_own_work({"plaatsing.xlsx": own}, without("0011"), cast("Screen", heard))
    assert "wat u op Plaatsing had gezet bij 0011, die daar niet meer staan" in heard.lines[1]


def test_what_belonged_to_a_student_without_a_place_goes_along_to_that_list(folder: Path) -> None:
    book, _ = after(folder, column("Plaatsing", "Notitie", {2: "x", 3: "y"}), placement={"0012": "M1"})
    left = {row[0].value: row[-1].value for row in book["Niet geplaatst"].iter_rows(min_row=2)}
    assert (book["Niet geplaatst"][1][-1].value, left["0011"], left["0022"]) == ("Notitie", "y", None)
    assert [row[18].value for row in book["Plaatsing"].iter_rows(min_row=2)] == ["x"]


def test_what_is_kept_is_counted(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        column("Plaatsing", "Notitie", {2: "x"})(book)
        book["Plaatsing"]["B2"].fill = PatternFill("solid", fgColor="FFFF00")
        book["Plaatsing"]["B2"].comment = Comment("let op", "ik")
        book.create_sheet("Mijn lijst")["A1"] = 1

    assert carried_words(after(folder, hand)[1]) == (
        "1 eigen kolom (Notitie), 1 opmerking, 1 cel met een eigen kleur of opmaak, 1 eigen blad (Mijn lijst)"
    )


def test_what_cannot_be_kept_is_named(folder: Path) -> None:
    def hand(book: Workbook) -> None:
        column("Plaatsing", "Som", {2: "=1+1"})(book)
        book["Plaatsing"]["B20"] = "onder de tabel"
        page = book.create_sheet("Grafiek")
        page["A1"] = 1
        chart = BarChart()
        chart.add_data(Reference(page, min_col=1, min_row=1, max_row=1))
        page.add_chart(chart)

    assert after(folder, hand)[1].lost == (
        "regels onder of tussen de rijen (1)",
        "grafieken en plaatjes op eigen bladen (1)",
        "eigen formules die nog niet uitgerekend zijn (1)",
    )


def test_the_earlier_roster_goes_before_what_stands_in_the_folder(folder: Path) -> None:
    other = folder.parent / "ander"
    other.mkdir()
    write_placement(run(), other / "plaatsing.xlsx")
    for place, text in ((folder, "vorige"), (other, "hier")):
        book = openpyxl.load_workbook(place / "plaatsing.xlsx")
        column("Plaatsing", "Notitie", {2: text, 3 if place == other else 4: text})(book)
        book.save(place / "plaatsing.xlsx")
    notes = own_work([folder, other])["plaatsing.xlsx"].of("Plaatsing").columns["Notitie"]
    assert notes == {"0012": "vorige", "0013": "vorige", "0011": "hier"}


def test_a_damaged_file_has_nothing_to_carry(folder: Path) -> None:
    (folder / "plaatsing.xlsx").write_bytes(b"PK kapot")
    assert own_work([folder]) == {}


def test_what_was_carried_stays_through_files_that_nobody_touched(folder: Path) -> None:
    """It came in the second roster and was gone in the third, without a word."""

    def hand(book: Workbook) -> None:
        column("Plaatsing", "Notitie", {2: "x"})(book)
        book["Plaatsing"]["B2"].comment = Comment("bellen", "Ria")
        book["Plaatsing"]["C2"].fill = PatternFill("solid", fgColor="FFFF00")
        book.create_sheet("Belronde")["A1"] = "ma"

    _, first = after(folder, hand)
    for _ in range(2):
        again = own_work([folder.parent])
        assert again == {"plaatsing.xlsx": first}
        write_placement(run(), folder.parent / "plaatsing.xlsx", own=again["plaatsing.xlsx"])


def test_what_was_carried_is_carried_again(folder: Path) -> None:
    after(folder, column("Plaatsing", "Notitie", {2: "x"}))
    again = openpyxl.load_workbook(folder.parent / "plaatsing.xlsx")
    again.save(folder / "plaatsing.xlsx")
    write_placement(run(), folder.parent / "plaatsing.xlsx", own=own_work([folder])["plaatsing.xlsx"])
    assert [row["Notitie"] for row in rows(folder.parent / "plaatsing.xlsx", "Plaatsing")] == ["x", None, None, None]


def test_a_file_stays_when_something_of_the_office_is_only_there(folder: Path) -> None:
    own = {"plaatsing.xlsx": after(folder, column("Plaatsing", "Notitie", {3: "x"}))[1]}
    assert not not_wholly_carried(own, run())
    assert not_wholly_carried(own, without("0011")) == {"plaatsing.xlsx"}
