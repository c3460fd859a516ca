"""Answers that come in batches, forms that come back empty, and rows over which somebody else was pasted."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from instances.supply.outcome import NewsKind
from tests.scheduler.running import run
from tests.scheduler.workflows.supply.asking import HEADS, Filled, Round, rows_of, the_faults


def answer(asked: Round, board: str, *schools: str) -> None:
    with Filled(asked.board(board)) as form:
        for school in schools:
            form.put("Scholen", school, Antwoord="ja")


def only(asked: Round, folder: Path, *forms: Path) -> Round:
    """A later batch: a folder with these forms alone."""
    folder.mkdir()
    for form in forms:
        shutil.copy2(form, folder / form.name)
    return Round(asked.workbook, folder, asked.forms)


def silent(found: object) -> set[str]:
    return {row.id for row in found.merged.unanswered}  # type: ignore[attr-defined]


# -- batches -----------------------------------------------------------------------------------------


def test_who_answered_in_an_earlier_batch_is_not_called_silent(asked: Round, tmp_path: Path) -> None:
    answer(asked, "B1", "S1", "S3")
    with Filled(asked.trainer("SO1")) as form:
        form.start("Ingevuld door", "Fenna de Wit")
        form.start("Klopt", "ja")  # changes no cell: only the sheet Ingelezen knows
    first = only(asked, tmp_path / "eerste", asked.board("B1"), asked.trainer("SO1"))
    assert silent(first.take_in()) == {"B2", "IO1"}
    answer(asked, "B2", "S2")
    second = only(asked, tmp_path / "tweede", asked.board("B2"))
    assert silent(second.take_in(asked.new(), "later.xlsx")) == {"IO1"}
    lines = {(line["Blad"], line["Code"]): line for line in rows_of(asked.new("later.xlsx"), "Ingelezen")
             if line["Wat"] == "antwoord"}  # fmt: skip
    assert set(lines) == {("Scholen", "S1"), ("Scholen", "S3"), ("Scholen", "S2"), ("Opleiders", "SO1")}
    assert lines["Opleiders", "SO1"]["Door"] == "Fenna de Wit"
    assert lines["Opleiders", "SO1"]["Ingelezen op"] == "01-12-2026 09:15"


def test_of_an_earlier_half_answer_only_the_rest_is_awaited(asked: Round, tmp_path: Path) -> None:
    answer(asked, "B1", "S1")
    only(asked, tmp_path / "eerste", asked.board("B1")).take_in()
    answer(asked, "B2", "S2")
    taken = only(asked, tmp_path / "tweede", asked.board("B2")).take_in(asked.new(), "later.xlsx")
    row = next(row for row in taken.merged.unanswered if row.id == "B1")
    assert (row.missing, row.nothing) == (("De Linde",), False)


def test_an_answer_is_told_once(asked: Round) -> None:
    answer(asked, "B1", "S1")
    assert [one.id for one in asked.take_in().merged.of(NewsKind.ANSWERED)] == ["S1"]
    assert asked.take_in(asked.new(), "later.xlsx").merged.of(NewsKind.ANSWERED) == ()


def test_answers_for_another_semester_do_not_count(asked: Round, tmp_path: Path) -> None:
    answer(asked, "B1", "S1", "S3")
    asked.take_in()
    book = openpyxl.load_workbook(asked.new())
    for row in book["Ingelezen"].iter_rows(min_row=2):
        for cell in row:
            if cell.value == asked.read().instance.settings.semester:  # type: ignore[union-attr]
                cell.value = "2019-2020 S1"
    book.save(asked.new())
    answer(asked, "B2", "S2")
    later = only(asked, tmp_path / "tweede", asked.board("B2"))
    assert "B1" in silent(later.take_in(asked.new(), "later.xlsx"))


def test_who_says_that_it_is_not_complete_after_all_is_awaited(asked: Round) -> None:
    with Filled(asked.trainer("SO1")) as form:
        form.start("Klopt", "ja")
    asked.take_in()
    with Filled(asked.trainer("SO1")) as form:
        form.start("Klopt", "nee")
    assert "SO1" in silent(asked.take_in(asked.new(), "later.xlsx"))


# -- empty forms ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("emptied", [False, True], ids=["as it went out", "every cell emptied"])
def test_a_form_that_came_back_empty_is_named_and_is_no_answer(asked: Round, tmp_path: Path, emptied: bool) -> None:
    if emptied:
        with Filled(asked.board("B1")) as form:
            for name in ("Scholen", "Mentoren"):
                code = form.columns(name)["Code"]
                form.set_cells(name, [[None] * (code - 1) + row[code - 1 :] for row in form.cells(name)])
    answer(asked, "B2", "S2")
    batch = only(asked, tmp_path / "terug", asked.board("B1"), asked.board("B2"))
    taken = batch.take_in()
    assert taken.faults == ()
    assert taken.merged.of(NewsKind.REMARK) == ()
    name = asked.board("B1").name
    assert taken.merged.blank == [name]
    row = next(row for row in taken.merged.unanswered if row.id == "B1")
    assert (row.nothing, row.blank) == (True, name)
    assert taken.reminders is not None
    told = {line["Code"]: line for line in rows_of(taken.reminders, "Nog geen antwoord")}
    assert told["B1"]["Wat"] == f"{name} kwam leeg terug"
    assert "Het kwam leeg terug." in told["B1"]["Bericht"]
    result = run("inlezen", batch.workbook, batch.folder, "-o", tmp_path / "nieuw" / "n.xlsx")
    assert result.exit_code == 1
    assert f"{name} kwam leeg terug en telt niet als antwoord." in " ".join(result.output.split())


def test_an_empty_form_beside_the_answer_is_not_named(asked: Round) -> None:
    shutil.copy2(asked.board("B1"), asked.board("B1").with_name("leeg.xlsx"))
    answer(asked, "B1", "S1", "S3")
    assert not {"leeg.xlsx", asked.board("B1").name} & {Path(file).name for file in asked.take_in().merged.blank}


# -- another person ------------------------------------------------------------------------------------


def test_rows_swapped_under_their_codes_are_faults_and_nothing_of_them_is_merged(asked: Round) -> None:
    with Filled(asked.board()) as form:
        sheet, code = form.sheet("Mentoren"), form.columns("Mentoren")["Code"]
        one, two = form.row("Mentoren", "M1"), form.row("Mentoren", "M4")
        for place in range(1, code):
            first, second = sheet.cell(one, place), sheet.cell(two, place)
            first.value, second.value = second.value, first.value
    taken = asked.take_in()
    file = asked.board().relative_to(asked.folder).as_posix()
    assert [fault.partition(" | ")[0] for fault in the_faults(taken)] == [
        f"{file}|Mentoren!A{row} {name}" for row, name in sorted([(one, "Mara Vos"), (two, known_name(asked, "M1"))])
    ]
    assert "die heeft in dit formulier de code" in the_faults(taken)[0]
    assert not taken.merged.cells
    assert not asked.new().exists()
    assert one > HEADS


def known_name(asked: Round, id: str) -> str:
    with Filled(asked.board()) as form:
        return str(next(name for (_, code, header), name in _asked(form) if (code, header) == (id, "Naam")))


def _asked(form: Filled) -> list[tuple[tuple[str, str, str], str]]:
    rows = form.book["Uitgevraagd"].iter_rows(values_only=True)
    return [((str(a), str(b), str(c)), str(d).removeprefix(":")) for a, b, c, d, *_ in rows]


def test_another_person_over_a_row_is_a_fault_with_a_way_out(asked: Round) -> None:
    with Filled(asked.board()) as form:
        at = form.put("Mentoren", "M4", Naam="Joost Hamers")
        form.put("Mentoren", "M4", Werkdagen="wo")
    (fault,) = the_faults(asked.take_in())
    file = asked.board().relative_to(asked.folder).as_posix()
    assert fault.startswith(f"{file}|Mentoren!{at} Joost Hamers | Mara Vos, van wie de code M4 in deze rij is.")
    assert "vul de nieuwe mentor in een vrije rij in" in fault


def test_another_surname_is_taken_over_and_asked_about(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Mentoren", "M4", Naam="Mara van de Brink")
    taken = asked.take_in()
    assert taken.faults == ()
    (remark,) = taken.merged.of(NewsKind.REMARK)
    assert (remark.id, remark.old, remark.new) == ("M4", "Mara Vos", "Mara van de Brink")
    assert "Is dit dezelfde persoon?" in remark.text
    instance = asked.read().instance
    assert instance is not None
    assert instance.mentors["M4"].name == "Mara van de Brink"


def test_a_slip_in_a_name_is_only_mended(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Mentoren", "M4", Naam="Mara Voss")
    taken = asked.take_in()
    assert (taken.faults, taken.merged.of(NewsKind.REMARK)) == ((), ())
    assert [one.new for one in taken.merged.of(NewsKind.CHANGED)] == ["Mara Voss"]


def test_schools_swapped_under_their_codes_are_faults(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Schoolnaam="De Linde", Antwoord="ja")
        form.put("Scholen", "S3", Schoolnaam="De Eik", Antwoord="nee")
    taken = asked.take_in()
    assert [one.fault.found for one in taken.faults] == ["De Linde", "De Eik"]
    assert not taken.merged.cells


def test_a_school_with_a_strange_name_is_told_and_read_by_its_code(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S3", Schoolnaam="Het Kompas", Antwoord="ja")
    taken = asked.take_in()
    assert taken.faults == ()
    (remark,) = taken.merged.of(NewsKind.REMARK)
    assert (remark.id, remark.new) == ("S3", "Het Kompas")
