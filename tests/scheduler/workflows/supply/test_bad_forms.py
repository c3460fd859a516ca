"""A form with something wrong in it: a fault with file, sheet and cell, all in one go, and nothing is written."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from instances.supply.outcome import NewsKind
from tests.scheduler.workflows.supply.asking import HEADS, Filled, Round, the_faults

Slip = Callable[[Filled], str]


def _unknown_code(form: Filled) -> str:
    return form.put("Mentoren", "M4", Naam="Mara Vos", Code="M44")


def _code_twice(form: Filled) -> str:
    return form.put("Mentoren", "M4", Code="M2")


def _places_no_number(form: Filled) -> str:
    return form.put("Scholen", "S1", Antwoord="ja", Plaatsen="vier of vijf")


def _answer_no_word(form: Filled) -> str:
    return form.put("Scholen", "S1", Antwoord="waarschijnlijk")


def _changed_without_answer(form: Filled) -> str:
    form.put("Scholen", "S1", Plaatsen=6)
    return form.put("Scholen", "S1", Antwoord=None)


def _places_emptied(form: Filled) -> str:
    form.put("Scholen", "S1", Antwoord="ja")
    return form.put("Scholen", "S1", Plaatsen=None)


def _no_such_days(form: Filled) -> str:
    return form.put("Mentoren", "M1", Werkdagen="ma;zo")


def _days_emptied(form: Filled) -> str:
    return form.put("Mentoren", "M1", Werkdagen=None)


def _other_boards_school(form: Filled) -> str:
    return form.put("Mentoren", "M1", School="De Beuk (S2)")


def _new_without_group(form: Filled) -> str:
    at = form.add("Mentoren", Naam="Noa Kuiper", School="De Eik (S1)", Werkdagen="ma")
    return f"{chr(64 + form.columns('Mentoren')['Groep'])}{at[1:]}"


def _new_without_days(form: Filled) -> str:
    at = form.add("Mentoren", Naam="Noa Kuiper", School="De Eik (S1)", Groep=3)
    return f"{chr(64 + form.columns('Mentoren')['Werkdagen'])}{at[1:]}"


def _new_without_name(form: Filled) -> str:
    at = form.add("Mentoren", School="De Eik (S1)", Groep=3, Werkdagen="ma")
    return f"{chr(64 + form.columns('Mentoren')['Naam'])}{at[1:]}"


def _new_but_known(form: Filled) -> str:
    at = form.add("Mentoren", Naam="mara vos", School="De Linde (S3)", Groep=3, Werkdagen="ma")
    return f"A{at[1:]}"


def _new_twice(form: Filled) -> str:
    form.add("Mentoren", Naam="Noa Kuiper", School="De Linde (S3)", Groep=3, Werkdagen="ma")
    at = form.add("Mentoren", Naam="Noa Kuiper", School="De Linde (S3)", Groep=4, Werkdagen="ma")
    return f"A{at[1:]}"


def _school_code_lost(form: Filled) -> str:
    return form.put("Scholen", "S1", Antwoord="ja", Code=None)


def _still_nameless(form: Filled) -> str:
    return form.put("Mentoren", "M1", Naam="mentor volgt")


SLIPS: tuple[tuple[Slip, str, str, str], ...] = (
    (_unknown_code, "Mentoren", "M44", "een code van dit formulier. Bedoelt u “M4”? Is het een nieuwe rij?"),
    (_code_twice, "Mentoren", "M2", "elke code één keer; M2 staat ook in"),
    (_places_no_number, "Scholen", "vier of vijf", "een geheel getal"),
    (_answer_no_word, "Scholen", "waarschijnlijk", "ja, misschien of nee"),
    (_changed_without_answer, "Scholen", "leeg, terwijl er in deze rij iets is ingevuld", "ja, misschien of nee"),
    (_places_emptied, "Scholen", "leeg", "hoeveel studenten en starters"),
    (_no_such_days, "Mentoren", "ma;zo", "dagen uit ma, di, wo, do en vr"),
    (_days_emptied, "Mentoren", "leeg", "de dagen waarop de mentor werkt: ma;di;wo, of Mentor volgt: ja"),
    (_other_boards_school, "Mentoren", "De Beuk (S2)", "een van uw scholen, uit de lijst."),
    (_new_without_group, "Mentoren", "leeg", "een groep van 1 tot en met 8"),
    (_new_without_days, "Mentoren", "leeg", "de dagen waarop de mentor werkt: ma;di;wo, of Mentor volgt: ja"),
    (_new_without_name, "Mentoren", "leeg", "de naam van de mentor, of Mentor volgt: ja"),
    (
        _new_but_known,
        "Mentoren",
        "mara vos",
        "zie de rij met code M4. Is het iemand anders, vul dan bij Code in: nieuw",
    ),
    (_new_twice, "Mentoren", "Noa Kuiper", "één rij voor elke mentor; zie rij"),
    (_school_code_lost, "Scholen", "leeg", "een code van dit formulier. Bedoelt u De Eik (S1)?"),
    (_still_nameless, "Mentoren", "mentor volgt", "een naam, of Mentor volgt: ja"),
)


@pytest.mark.parametrize(("slip", "sheet", "found", "expected"), SLIPS, ids=lambda each: getattr(each, "__name__", ""))
def test_a_slip_is_one_fault_in_its_cell(asked: Round, slip: Slip, sheet: str, found: str, expected: str) -> None:
    with Filled(asked.board()) as form:
        at = slip(form)
    (fault,) = the_faults(asked.take_in())
    file = asked.board().relative_to(asked.folder).as_posix()
    assert fault.startswith(f"{file}|{sheet}!{at} {found} | "), fault
    assert expected in fault
    assert not asked.new().exists()


def test_all_faults_of_all_forms_come_in_one_go_and_nothing_is_written(asked: Round) -> None:
    with Filled(asked.board()) as form:
        _places_no_number(form)
        _no_such_days(form)
        _new_without_group(form)
    with Filled(asked.board("B2")) as form:
        form.put("Scholen", "S2", Antwoord="ja", Plaatsen=-1)
    with Filled(asked.trainer()) as form:
        form.start("Klopt", "misschien")
    before = sorted(path.name for path in asked.workbook.parent.iterdir())
    taken = asked.take_in()
    assert len(taken.faults) == 5
    assert len({one.file for one in taken.faults}) == 3
    assert sorted(path.name for path in asked.workbook.parent.iterdir()) == before


def test_an_answer_that_the_workbook_cannot_hold_is_a_fault_of_the_form(asked: Round) -> None:
    """The two teachers of a class must share a group: only the whole workbook shows it."""
    book = openpyxl.load_workbook(asked.workbook)
    heads = [cell.value for cell in book["Mentoren"][1]]
    book["Mentoren"].cell(2, heads.index("Duo-mentor") + 1).value = "M2"
    book.save(asked.workbook)
    with Filled(asked.board()) as form:
        form.put("Mentoren", "M1", Groep="8")
    (fault,) = the_faults(asked.take_in())
    assert fault.startswith(asked.board().relative_to(asked.folder).as_posix() + "|Mentoren!")
    assert not asked.new().exists()


def test_a_form_of_another_semester_is_refused(asked: Round) -> None:
    book = openpyxl.load_workbook(asked.workbook)
    book["Instellingen"].cell(2, 2).value = "2026-2027 S1"
    book.save(asked.workbook)
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja")
    faults = the_faults(asked.take_in())
    assert len(faults) == 4  # every form in the folder is of that semester
    assert all("een formulier van 2026-2027 S2 | een formulier van 2026-2027 S1" in fault for fault in faults)


def test_two_different_answers_of_one_board_are_a_fault(asked: Round) -> None:
    again = asked.folder / "nog eens.xlsx"
    shutil.copy2(asked.board(), again)
    for path, places in ((asked.board(), 6), (again, 7)):
        with Filled(path) as form:
            form.put("Scholen", "S1", Antwoord="ja", Plaatsen=places)
    (fault,) = the_faults(asked.take_in())
    assert "nog een formulier van Bestuur Een | één antwoord van Bestuur Een; in " in fault


def test_two_equal_answers_of_one_board_count_once(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
    shutil.copy2(asked.board(), asked.folder / "nog eens.xlsx")
    with Filled(asked.folder / "nog eens.xlsx") as form:
        form.set_cells("Mentoren", form.cells("Mentoren")[2::-1] + form.cells("Mentoren")[3:])
    taken = asked.take_in()
    assert taken.faults == ()
    assert taken.merged.files == 1


def test_an_untouched_form_beside_the_answer_is_no_second_answer(asked: Round) -> None:
    shutil.copy2(asked.board(), asked.folder / "terug.xlsx")
    with Filled(asked.folder / "terug.xlsx") as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
    assert asked.take_in().faults == ()


@pytest.mark.parametrize("sheet", ["Plaatswijzer", "Mentoren"])
def test_a_form_without_one_of_its_sheets_is_refused(asked: Round, sheet: str) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja")
        del form.book[sheet]
    (fault,) = the_faults(asked.take_in())
    assert ("het verborgen blad" if sheet == "Plaatswijzer" else "Mentoren! geen blad") in fault


def test_a_form_without_a_column_is_refused(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja")
        form.sheet("Scholen").delete_cols(form.columns("Scholen")["Leerjaren"])
    assert any("de kolom Leerjaren" in fault for fault in the_faults(asked.take_in()))


def test_a_form_of_an_unknown_board_or_version_is_refused(asked: Round) -> None:
    for path, fact, value in ((asked.board("B1"), "Wie", ":B9"), (asked.board("B2"), "Versie", ":7")):
        with Filled(path) as form:
            hidden = form.sheet("Plaatswijzer")
            row = next(row for row in range(1, 9) if hidden.cell(row, 1).value == fact)
            hidden.cell(row, 2).value = value
    faults = the_faults(asked.take_in())
    assert any("een formulier van bestuur B9 | een bestuur uit het werkboek" in fault for fault in faults)
    assert any("een formulier van versie 7" in fault for fault in faults)


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        ("foto.xlsx", b"geen werkmap", "foto.xlsx"),
        ("leeg.xlsx", b"", "leeg.xlsx"),
        ("oud.xls", b"x", "een bestand dat niet gelezen wordt"),
        ("calc.ods", b"x", "een bestand dat niet gelezen wordt"),
    ],
)
def test_a_file_that_is_no_form_is_named(asked: Round, name: str, content: bytes, found: str) -> None:
    (asked.folder / name).write_bytes(content)
    (fault,) = the_faults(asked.take_in())
    assert fault.startswith(f"{name}|")
    assert found in fault


def test_an_empty_folder_is_a_fault(asked: Round) -> None:
    shutil.rmtree(asked.folder)
    asked.folder.mkdir()
    assert "geen formulier in antwoorden" in the_faults(asked.take_in())[0]


def test_what_excel_keeps_beside_an_open_file_is_no_answer(asked: Round) -> None:
    (asked.folder / "~$B1.xlsx").write_bytes(b"x")
    assert asked.take_in().faults == ()


# -- what is read right all the same -------------------------------------------------------------------


def test_rows_that_were_taken_away_stay_in_the_workbook_and_are_told(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.sheet("Mentoren").delete_rows(form.row("Mentoren", "M2"))
        form.sheet("Scholen").delete_rows(form.row("Scholen", "S3"))
    taken = asked.take_in()
    assert taken.faults == ()
    assert {one.id: one.text for one in taken.merged.of(NewsKind.REMARK)} == dict.fromkeys(
        ("M2", "S3"), "De rij is weggehaald of leeggemaakt; in het werkboek blijft zij zoals zij was."
    )
    instance = asked.read().instance
    assert instance is not None
    assert {"M2"} <= set(instance.mentors)
    assert instance.schools["S3"].places == 2


def test_an_emptied_row_is_as_one_taken_away(asked: Round) -> None:
    with Filled(asked.board()) as form:
        row, code = form.row("Mentoren", "M2"), form.columns("Mentoren")["Code"]
        for place in range(1, code):
            form.sheet("Mentoren").cell(row, place).value = None
    taken = asked.take_in()
    assert taken.faults == ()
    assert [one.id for one in taken.merged.of(NewsKind.REMARK)] == ["M2"]


def test_order_of_rows_name_of_the_file_and_title_of_a_sheet_do_not_matter(asked: Round) -> None:
    path = asked.board()
    with Filled(path, path.with_name("Kopie (3) van iets anders.xlsx")) as form:
        form.put("Scholen", "S3", Antwoord="ja", Plaatsen=3)
        form.put("Mentoren", "M4", Groep="6")
        for name in ("Scholen", "Mentoren"):
            filled = [row for row in form.cells(name) if any(row)]
            form.set_cells(name, filled[::-1])
        form.sheet("Mentoren").title = "mentoren "
    assert asked.take_in().faults == ()
    instance = asked.read().instance
    assert instance is not None
    assert instance.schools["S3"].places == 3
    assert instance.mentors["M4"].groups == frozenset({6})
    assert instance.mentors["M1"].groups == frozenset({3})


def test_rows_pasted_over_others_are_read_by_their_codes(asked: Round) -> None:
    """A whole row with its code is copied over another: the first is there twice, the second is gone."""
    with Filled(asked.board()) as form:
        sheet = form.sheet("Mentoren")
        source, target = form.row("Mentoren", "M1"), form.row("Mentoren", "M2")
        for place in range(1, sheet.max_column + 1):
            sheet.cell(target, place).value = sheet.cell(source, place).value
    (fault,) = the_faults(asked.take_in())
    assert "elke code één keer; M1 staat ook in" in fault
    assert target > HEADS
    assert str(target) in fault


def test_words_as_people_type_them_are_read(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord=" Ja ", Plaatsen="6", Leerjaren="1 t/m 3")
        form.put("Mentoren", "M1", Werkdagen="maandag, dinsdag", School="de eik", Beschikbaar=True)
    assert asked.take_in().faults == ()
    instance = asked.read().instance
    assert instance is not None
    assert (instance.schools["S1"].places, instance.schools["S1"].years) == (6, frozenset({1, 2, 3}))
    assert instance.mentors["M1"].school == "S1"


def test_a_namesake_is_added_when_the_form_says_so(asked: Round) -> None:
    with Filled(asked.board()) as form:
        form.add("Mentoren", Naam="Mara Vos", School="De Linde (S3)", Groep=3, Werkdagen="ma", Code="nieuw")
    taken = asked.take_in()
    assert taken.faults == ()
    assert [mentor.id for mentor in taken.merged.mentors] == ["M5"]


def test_the_workbook_itself_is_never_touched(asked: Round) -> None:
    before = Path(asked.workbook).read_bytes()
    with Filled(asked.board()) as form:
        form.put("Scholen", "S1", Antwoord="ja", Plaatsen=6)
    asked.take_in()
    assert asked.workbook.read_bytes() == before
