"""Faults corrected in the window: in a copy of the office's own workbook, one step each time, nothing overwritten."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.styles import PatternFill

from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.runtime.exit import FaultyInputError
from scheduler.runtime.screen import PlainScreen
from scheduler.web.tasks.intake.faults import Remedy, fault_lines
from scheduler.web.tasks.intake.settings import INTAKE
from scheduler.web.tasks.reading import look
from tests.scheduler.web.intake.conftest import with_cells
from tests.scheduler.web.intake.window import OwnPages

FAULTS = {"Studenten!D3": "acht", "Scholen!C2": "B0l", "Studenten!S4": "misschien", "WPA-slots!B2": "31 februari 2027"}


@pytest.fixture
def faulty(sample: Path, tmp_path: Path) -> Path:
    return with_cells(sample, tmp_path / "fout.xlsx", FAULTS)


@pytest.fixture
def brought_in(pages: OwnPages, faulty: Path) -> OwnPages:
    pages.bring_in(faulty)
    return pages


def path_of(pages: OwnPages) -> Path:
    version = pages.dossier.workbook
    assert version is not None
    return version.path


def test_every_fault_has_a_field_beside_its_words(brought_in: OwnPages) -> None:
    page = brought_in.get("/werkboek")
    faults = look(path_of(brought_in)).faults
    assert {f"{fault.sheet}!{fault.cell}" for fault in faults} == set(FAULTS)
    assert set(brought_in.fields()) == set(FAULTS)
    for fault in faults:
        assert fault.found in page
        assert fault.expected in page


def test_the_nearest_name_is_the_first_choice(brought_in: OwnPages) -> None:
    page = brought_in.get("/werkboek")
    field = page[page.index('value="Scholen!C2"') :]
    field = field[: field.index("</td>")]
    assert re.findall('data-waarde="([^"]*)"', field) == ["B02", "B01"]
    assert '<input name="waarde"' in field
    assert '<option value="B01">' in page, "every code with its name"


def test_a_date_and_yes_or_no_are_chosen_not_typed(brought_in: OwnPages) -> None:
    page = brought_in.get("/werkboek")
    assert 'type="date" aria-label="Verbetering voor WPA-slots B2' in page
    field = page[page.index('value="Studenten!S4"') :]
    assert field.index('<option value="nee">') < field.index("</select>")


def test_several_corrections_are_one_step_that_is_undone_whole(brought_in: OwnPages) -> None:
    marks = brought_in.fields()
    before = len(brought_in.dossier.steps())
    gone = brought_in.correct(
        {"Studenten!D3": "1", "Scholen!C2": "B01", "Studenten!S4": "nee", "WPA-slots!B2": "2027-06-01"}, marks
    )
    assert gone == f"{brought_in.base}/werkboek"
    assert look(path_of(brought_in)).faults == ()
    assert "Geen fouten" in brought_in.get("/werkboek")
    assert len(brought_in.dossier.steps()) == before + 1
    brought_in.post("/ongedaan")
    assert len(look(path_of(brought_in)).faults) == len(FAULTS)
    brought_in.post("/opnieuw")
    assert look(path_of(brought_in)).faults == ()


def test_a_field_that_stays_empty_stays_as_it_is(brought_in: OwnPages) -> None:
    marks = brought_in.fields()
    brought_in.correct({"Studenten!D3": "1", "Scholen!C2": "", "Studenten!S4": " ", "WPA-slots!B2": ""}, marks)
    assert {f"{f.sheet}!{f.cell}" for f in look(path_of(brought_in)).faults} == set(FAULTS) - {"Studenten!D3"}


def test_what_cannot_stand_there_is_told_and_nothing_is_written(brought_in: OwnPages) -> None:
    marks = brought_in.fields()
    told = brought_in.correct({"Studenten!D3": "veel", "Scholen!C2": "B01"}, marks)
    assert "Studenten D3: “veel” kan niet; verwacht 1, 2, 3 of 4" in told
    assert "verplicht" in brought_in.correct({"Scholen!C2": "(leeg)"}, marks)
    assert len(brought_in.dossier.workbooks()) == 1


def test_a_correction_of_the_same_cell_in_another_tab_is_not_overwritten(brought_in: OwnPages) -> None:
    marks = brought_in.fields()
    brought_in.correct({"Studenten!D3": "3"}, marks)
    told = brought_in.correct({"Studenten!D3": "4"}, marks)
    assert "Studenten D3 is intussen gewijzigd in “3”. Er is niets overschreven." in told
    assert load_workbook(path_of(brought_in))["Studenten"]["D3"].value == 3


def test_a_correction_of_another_cell_in_another_tab_stays(brought_in: OwnPages) -> None:
    marks = brought_in.fields()
    brought_in.correct({"Studenten!D3": "3"}, marks)
    brought_in.correct({"Scholen!C2": "B01"}, marks)
    book = load_workbook(path_of(brought_in))
    assert (book["Studenten"]["D3"].value, book["Scholen"]["C2"].value) == (3, "B01")


def test_another_row_at_the_same_place_is_not_overwritten(brought_in: OwnPages, sample: Path, tmp_path: Path) -> None:
    marks = brought_in.fields()
    moved = with_cells(sample, tmp_path / "verschoven.xlsx", {**FAULTS, "Studenten!A3": "999999"})
    brought_in.bring_in(moved)
    assert "intussen gewijzigd" in brought_in.correct({"Studenten!D3": "3"}, marks)


def test_the_file_that_was_brought_in_never_changes(brought_in: OwnPages, faulty: Path) -> None:
    brought_in.correct({"Studenten!D3": "3"}, brought_in.fields())
    assert brought_in.dossier.workbooks()[-1].path.read_bytes() == faulty.read_bytes()


def test_looks_formulas_and_other_parts_stay_as_they_were(pages: OwnPages, faulty: Path, tmp_path: Path) -> None:
    book = load_workbook(faulty)
    book["Studenten"]["D3"].fill = PatternFill("solid", fgColor="FF00FF00")
    book["Studenten"].column_dimensions["B"].width = 51
    book.save(faulty)
    answered = tmp_path / "antwoorden.xlsx"
    with zipfile.ZipFile(faulty) as old, zipfile.ZipFile(answered, "w") as new:
        for part in old.namelist():
            data = old.read(part)
            if part == "xl/worksheets/sheet4.xml":  # as Excel keeps a formula with its answer
                data = data.replace(b'<c r="A2"', b'<c r="ZZ2"><f>1+1</f><v>2</v></c><c r="A2"', 1)
            new.writestr(part, data)
        new.writestr("xl/media/foto.bin", b"een plaatje")
    pages.bring_in(answered)
    pages.correct({"Studenten!D3": "3"}, pages.fields())
    made = path_of(pages).read_bytes()
    sheet = load_workbook(io.BytesIO(made))["Studenten"]
    assert sheet["D3"].value == 3
    assert sheet["D3"].fill.fgColor.rgb == "FF00FF00"
    assert sheet.column_dimensions["B"].width == pytest.approx(51)
    with zipfile.ZipFile(answered) as old, zipfile.ZipFile(io.BytesIO(made)) as new:
        changed = {part for part in old.namelist() if old.read(part) != new.read(part)}
    assert changed == {"xl/worksheets/sheet5.xml"}


def test_a_missing_column_and_a_missing_sheet_are_added(pages: OwnPages, sample: Path, tmp_path: Path) -> None:
    book = load_workbook(sample)
    book["Scholen"]["C1"] = "Bestuurr"
    del book["Tandems"]
    del book["WPA-slots"]
    book.save(tmp_path / "zonder.xlsx")
    pages.bring_in(tmp_path / "zonder.xlsx")
    page = pages.get("/werkboek")
    assert "Noem C1 “Bestuur”" in page
    pages.post("/werkboek/kolom", {"blad": "Scholen", "kolom": "Bestuur", "cel": "C1"})
    assert all(fault.sheet != "Scholen" for fault in look(path_of(pages)).faults)
    pages.post("/werkboek/blad", {"blad": "WPA-slots"})
    assert "WPA-slots" in load_workbook(path_of(pages)).sheetnames
    assert "ontbreekt niet" in pages.post("/werkboek/blad", {"blad": "WPA-slots"})


def test_a_row_is_emptied_and_the_rows_below_stay_where_they_are(brought_in: OwnPages) -> None:
    brought_in.bring_in(path_of(brought_in))
    faults = look(path_of(brought_in)).faults
    place = next(number for number, fault in enumerate(faults) if fault.cell == "D3")
    version = brought_in.dossier.workbook
    assert version is not None
    panel = brought_in.get(f"/werkboek/{version.id}/fout/{place}")
    mark = panel.split('name="merk" value="')[1].split('"')[0]
    data = {"blad": "Studenten", "rij": "3", "merk": mark}
    below = load_workbook(path_of(brought_in))["Studenten"]["A4"].value
    brought_in.post("/werkboek/rij-leeg", data)
    sheet = load_workbook(path_of(brought_in))["Studenten"]
    assert sheet["A3"].value is None
    assert sheet["A4"].value == below
    assert "is er niet meer" in brought_in.post("/werkboek/rij-leeg", data)


def test_the_sheet_shows_the_fault_in_words_and_the_rows_around_it(brought_in: OwnPages) -> None:
    faults = look(path_of(brought_in)).faults
    place = next(number for number, fault in enumerate(faults) if fault.cell == "D3")
    panel = brought_in.get(f"/werkboek/1/fout/{place}")
    assert '<span class="fout-woord">fout</span> acht' in panel
    rows = load_workbook(path_of(brought_in))["Studenten"]
    for row in (2, 3, 4, 5, 6):
        assert str(rows.cell(row, 2).value) in panel
    assert "Andere cellen van rij 3" in panel


@pytest.mark.parametrize("place", ["-1", "99999999999999999999"])
def test_a_fault_that_is_not_in_the_list_is_told(brought_in: OwnPages, place: str) -> None:
    assert "is er niet meer" in brought_in.get(f"/werkboek/1/fout/{place}")


def test_a_merged_cell_is_left_to_excel_in_words(pages: OwnPages, faulty: Path) -> None:
    book = load_workbook(faulty)
    book["Studenten"].merge_cells("D3:D4")
    book.save(faulty)
    pages.bring_in(faulty)
    told = pages.correct({"Studenten!D3": "3"}, pages.fields())
    assert "samengevoegde cellen D3:D4" in told
    assert len(pages.dossier.workbooks()) == 1


def test_every_column_with_nonsense_has_the_faults_of_the_command_each_with_a_remedy(
    pages: OwnPages, sample: Path, tmp_path: Path
) -> None:
    book = load_workbook(sample)
    for sheet in book.worksheets:
        for column in range(2, sheet.max_column + 1):
            sheet.cell(3, column).value = "@@;;31-31-31"
    book.save(tmp_path / "onzin.xlsx")
    pages.bring_in(tmp_path / "onzin.xlsx")
    with pytest.raises(FaultyInputError) as refused:
        take_in_what_is_there(path_of(pages), PlainScreen(), None, tmp_path / "uit")
    looked = look(path_of(pages))
    assert looked.faults == refused.value.faults
    assert len(looked.faults) > 2 * INTAKE.faults_per_page
    shown = {place for first in range(0, len(looked.faults), 25) for place in pages.fields(f"/werkboek?vanaf={first}")}
    lines = fault_lines(looked, 0, len(looked.faults))
    assert shown == {f"{line.fault.sheet}!{line.fault.cell}" for line in lines if line.choices is not None}
    assert {line.remedy for line in lines} <= {Remedy.CELL, Remedy.ABOVE}


def test_of_a_code_that_stands_twice_the_one_that_is_missed_is_offered(
    pages: OwnPages, sample: Path, tmp_path: Path
) -> None:
    """And where that one is missed, nobody else is offered in its place; a name that stands for a code is no code."""
    book = load_workbook(sample)
    column = {code: f"A{row}" for row, (code, *_) in enumerate(book["Studenten"].values, 1)}
    missed = next(code for code, *_ in book["Historie"].values if code in column and column[code] not in ("A1", "A2"))
    by_name = next(f"A{row}" for row, (code, *_) in enumerate(book["Historie"].values, 1) if row > 1 and code != missed)
    of_whom = book["Historie"][by_name].value
    name = next(name for code, name, *_ in book["Studenten"].values if code == of_whom)
    double_code = {f"Studenten!{column[missed]}": book["Studenten"]["A2"].value, f"Historie!{by_name}": name}
    pages.bring_in(with_cells(sample, tmp_path / "dubbel.xlsx", double_code))
    version = pages.dossier.workbook
    assert version is not None
    lines = {f"{line.fault.sheet}!{line.fault.cell}": line for line in fault_lines(look(version.path), 0, 50)}
    double = next(line for place, line in lines.items() if place == f"Studenten!{column[missed]}")
    assert double.choices is not None
    assert [choice.value for choice in double.choices.near] == [str(missed)]
    assert "Historie" in double.choices.near[0].name
    follows = [line for place, line in lines.items() if place.startswith("Historie!")]
    assert follows
    assert all(line.choices is not None and line.choices.near == () for line in follows)
