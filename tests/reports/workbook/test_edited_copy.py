"""An edit written into a workbook reads as the same edit applied to the instance."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter

from instances.domain.entities import (
    Absence,
    Availability,
    Day,
    DayPart,
    Exclusion,
    MentorTraining,
    Separation,
    Willingness,
)
from instances.domain.instance import Instance
from instances.domain.school_groups import Bouw, Specialisation
from instances.edits.edit import CellEdit, Edit, RowEdit, apply, setting
from instances.edits.fields import FIELDS, FieldValue
from instances.edits.wording import edit_cell, edit_words, edits_in_words
from instances.tables.columns import MENTORS
from instances.tables.setting_rows import SETTINGS
from instances.workbook.read import read
from reports.files.errors import CannotWriteError
from reports.workbook.edited_copy import can_be_edited, write_edited
from tests.instances.workbooks import Draft

OTHER_VALUES: dict[tuple[str, str], tuple[str, FieldValue]] = {
    ("Besturen", "Min studenten"): ("B1", 3),
    ("Besturen", "Max studenten"): ("B1", 9),
    ("Besturen", "Scheiding eigen SO"): ("B1", Separation.ALLOWED),
    ("Besturen", "Scheiding eigen IO"): ("B2", Separation.AVOID),
    ("Scholen", "Plaatsen"): ("S1", 5),
    ("Scholen", "Bezet"): ("S1", 1),
    ("Scholen", "Min studenten"): ("S1", 2),
    ("Scholen", "Leerjaren"): ("S1", frozenset({1, 2})),
    ("Scholen", "Profiel"): ("S2", frozenset({"dalton", "iglo"})),
    ("Scholen", "Max PLG"): ("S1", 9),
    ("Scholen", "WPA's tegelijk"): ("S1", 3),
    ("Mentoren", "Groep"): ("M1", frozenset({3, 4})),
    ("Mentoren", "Werkdagen"): ("M1", frozenset({Day.MA, Day.VR})),
    ("Mentoren", "Max studenten"): ("M1", 2),
    ("Mentoren", "Basisbekwaam"): ("M1", False),
    ("Mentoren", "Mentortraining"): ("M1", MentorTraining.WILLING),
    ("Mentoren", "Beschikbaar"): ("M1", False),
    ("Studenten", "Specialisatie"): ("100001", Specialisation.JK),
    ("Studenten", "Stagedagen"): ("100001", frozenset({Day.DO})),
    ("Studenten", "Vereiste bouw"): ("100001", Bouw.BOVEN),
    ("Studenten", "Vereist profiel"): ("100001", "dalton"),
    ("Studenten", "Max reistijd"): ("100001", 95),
    ("Studenten", "Zorgstudent"): ("100001", True),
    ("Studenten", "WPA"): ("100001", False),
    ("Studenten", "WPA vanaf"): ("100001", date(2027, 5, 31)),
    ("Studenten", "WPA tot"): ("100001", date(2027, 6, 4)),
    ("Opleiders", "Werkdagen"): ("SO1", frozenset({Day.MA})),
    ("Opleiders", "Assessor"): ("SO1", False),
    ("Opleiders", "Max WPA's"): ("SO1", 0),
    ("Opleiders", "Max WPA's per dag"): ("SO1", 3),
    ("Tandems", "Max studenten"): ("T1", 14),
    ("Vastgezet", "School"): ("100001", "S1"),
    ("Vastgezet", "Mentor"): ("100001", "M1"),
    ("Vastgezet", "Slot"): ("100001", "W1"),
    ("Vastgezet", "Beoordelaar werkveld"): ("100001", "SO1"),
    ("Vastgezet", "Beoordelaar opleiding"): ("100001", "IO1"),
}
CELLS = [CellEdit(sheet, id, column, value) for (sheet, column), (id, value) in OTHER_VALUES.items()]
SETTING_VALUES: dict[str, FieldValue] = {
    "Semester": "2026-2027 S1", "Minimaal gezamenlijke dagen": 1, "Eén student per mentor per dag": False,
    "Scheiding eigen SO": Separation.AVOID, "Scheiding eigen IO": Separation.AVOID, "Semesternummer": 1,
    "Twee beoordelaars alleen eind jaar": True, "Doorlopende plaats": "mag", "Startgesprek": "op 3 februari",
    "Bestandsnamen": "code", "Schoolvakanties": "6-12-2027",
    "Peildatum bekostiging": "1-10-2026",
    "Bezoekperiode": "7-9-2026 t/m 29-1-2027", "Bezoekuren": "09:00-14:00", "PLG-uren": "13:00-16:00",
    "Afsluiting": "Hartelijke groet,", "Afzender": "Bureau",
    "Antwoorden naar": "stage@opleiding.example",
}  # fmt: skip
NAMED = [s.name for s in SETTINGS if s.attribute is not None]
ROWS = [
    Availability("SO1", date(2027, 6, 1), DayPart.MORNING, Willingness.YES),
    Availability("SO1", date(2027, 6, 1), None, Willingness.RATHER_NOT),
    Absence("M1", date(2027, 6, 1), date(2027, 6, 3)),
    Exclusion("100001", "M1", "=1+1 familie"),
]


@pytest.fixture
def draft(tmp_path: Path) -> Draft:
    """A workbook with one pin, one absence and one answer, and a profile that a student may ask for."""
    draft = Draft(tmp_path)
    draft.put("Scholen", 1, Profiel="dalton")
    draft.add("Vastgezet", {"Student": "100002", "School": "S1"})
    draft.add("Afwezigheid", {"Wie": "IO1", "Van": date(2027, 6, 2), "T/m": date(2027, 6, 2)})
    draft.add("Beschikbaarheid", {"Opleider": "SO1", "Datum": date(2027, 6, 2), "Beschikbaar": "ja"})
    draft.add("Uitsluitingen", {"Wie": "100002", "Met": "M3"})
    return draft


def written(draft: Draft, *edits: Edit) -> Instance:
    """The workbook with the edits, read again."""
    source = draft.write()
    target = source.with_name("ander.xlsx")
    write_edited(source, read(source), edits, target)
    reading = read(target)
    assert reading.instance is not None, reading.faults
    return reading.instance


def merged(draft: Draft, *areas: str) -> Path:
    """The workbook with merged areas in Mentoren."""
    source = draft.write()
    book = openpyxl.load_workbook(source)
    for area in areas:
        book["Mentoren"].merge_cells(area)
    book.save(source)
    return source


@pytest.mark.parametrize("mentor", ["M1", "M2"])
def test_a_cell_in_a_merged_area_changes_alone(draft: Draft, mentor: str) -> None:
    column = [column.header for column in MENTORS.columns].index("Werkdagen") + 1
    letter = get_column_letter(column)
    source = merged(draft, f"{letter}2:{letter}3")
    before = read(source)
    assert before.instance is not None
    assert {before.instance.mentors[one].days for one in ("M1", "M2")} == {frozenset({Day.MA, Day.DI, Day.WO})}
    edit = CellEdit("Mentoren", mentor, "Werkdagen", frozenset({Day.VR}))
    target = source.with_name("ander.xlsx")
    write_edited(source, before, [edit], target)
    after = read(target).instance
    assert after is not None
    assert after.mentors == apply(before.instance, [edit]).mentors


def test_a_copy_of_a_workbook_that_is_gone_is_refused_in_dutch(draft: Draft) -> None:
    source = draft.write()
    reading = read(source)
    source.unlink()
    assert not can_be_edited(source)
    with pytest.raises(CannotWriteError, match="is intussen geen bestand"):
        write_edited(source, reading, CELLS[:1], source.with_name("ander.xlsx"))


def applied(draft: Draft, *edits: Edit) -> Instance:
    instance = draft.read().instance
    assert instance is not None
    return apply(instance, edits)


def same(one: Instance, other: Instance) -> bool:
    return replace(one, fingerprint="") == replace(other, fingerprint="")


def test_every_cell_that_can_be_edited_is_tried() -> None:
    known = {(name, header) for name, sheet in FIELDS.items() for header in sheet.fields if name != "Instellingen"}
    assert known == set(OTHER_VALUES)


@pytest.mark.parametrize("edit", CELLS, ids=lambda edit: f"{edit.sheet}-{edit.column}")
def test_a_cell_written_reads_as_the_cell_applied(draft: Draft, edit: CellEdit) -> None:
    assert same(written(draft, edit), applied(draft, edit))


@pytest.mark.parametrize("edit", CELLS, ids=lambda edit: f"{edit.sheet}-{edit.column}")
def test_a_cell_edit_changes_something(draft: Draft, edit: CellEdit) -> None:
    assert not same(applied(draft, edit), applied(draft))


@pytest.mark.parametrize("name", NAMED)
def test_a_setting_written_reads_as_the_setting_applied(draft: Draft, name: str) -> None:
    edit = setting(name, SETTING_VALUES.get(name, 7))
    assert same(written(draft, edit), applied(draft, edit))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: type(row).__name__)
def test_a_row_added_reads_as_the_row_applied(draft: Draft, row: Availability | Absence | Exclusion) -> None:
    assert same(written(draft, RowEdit(row, True)), applied(draft, RowEdit(row, True)))


@pytest.mark.parametrize("store", ["availability", "absences", "exclusions"])
def test_a_row_removed_reads_as_the_row_taken_out(draft: Draft, store: str) -> None:
    edit = RowEdit(getattr(applied(draft), store)[0], False)
    assert same(written(draft, edit), applied(draft, edit))


def test_a_pin_is_freed_cell_by_cell(draft: Draft) -> None:
    edit = CellEdit("Vastgezet", "100002", "School", None)
    assert same(written(draft, edit), applied(draft, edit))


def test_several_pins_for_a_student_without_a_row_share_the_new_row(draft: Draft) -> None:
    edits = (CellEdit("Vastgezet", "100001", "Mentor", "M1"), CellEdit("Vastgezet", "100001", "Slot", "W1"))
    assert same(written(draft, *edits), applied(draft, *edits))


def test_a_sheet_and_columns_that_the_file_lacks_are_made(draft: Draft) -> None:
    del draft.rows["Vastgezet"], draft.rows["Instellingen"]
    draft.headers["Scholen"].remove("Max PLG")
    edits = (
        CellEdit("Vastgezet", "100001", "Mentor", "M1"),
        setting("PLG maximum", 7),
        CellEdit("Scholen", "S1", "Max PLG", 9),
    )
    assert same(written(draft, *edits), applied(draft, *edits))


def test_titles_above_the_headers_stay(draft: Draft) -> None:
    draft.above = {"Scholen": 3, "Vastgezet": 2}
    edits = (CellEdit("Scholen", "S2", "Plaatsen", 7), CellEdit("Vastgezet", "100001", "School", "S1"))
    assert same(written(draft, *edits), applied(draft, *edits))


def test_every_other_cell_stays_as_it_was(draft: Draft, tmp_path: Path) -> None:
    draft.put("Studenten", 0, Variant="=A1")
    source, target = draft.write(), tmp_path / "ander.xlsx"
    write_edited(source, read(source), [CellEdit("Scholen", "S1", "Plaatsen", 5)], target)
    before, after = (
        {(s.title, c.coordinate): c.value for s in openpyxl.load_workbook(p) for row in s.iter_rows() for c in row}
        for p in (source, target)
    )
    assert {place: after[place] for place in after if after[place] != before[place]} == {("Scholen", "I2"): 5}


@pytest.mark.parametrize(
    ("edit", "text", "cell"),
    [
        (CellEdit("Scholen", "S1", "Plaatsen", 5), "één plaats extra op school S1 (De Eik)", "Scholen I2"),
        (CellEdit("Mentoren", "M3", "Werkdagen", frozenset({Day.DI, Day.WO})), "mentor M3 (Mo) ook op woensdag",
         "Mentoren E4"),
        (CellEdit("Studenten", "100001", "Max reistijd", 95),
         "maximum reistijd van student 100001 (Stan): 95 in plaats van 90", "Studenten P2"),
        (CellEdit("Besturen", "B2", "Scheiding eigen IO", Separation.AVOID),
         "scheiding eigen IO op liever niet voor bestuur B2 (Bestuur Twee)", "Besturen H3"),
        (CellEdit("Vastgezet", "100002", "School", None),
         "vaste school van student 100002 (Sara) vrijgeven (nu S1)", "Vastgezet B2"),
        (RowEdit(Availability("SO1", date(2027, 6, 1), DayPart.MORNING, Willingness.YES), True),
         "beoordelaar SO1 (Otto) beschikbaar op di 1 juni 2027, ochtend", "Beschikbaarheid"),
        (setting("PLG maximum", 13), "instelling PLG maximum: 13 in plaats van 12", "Instellingen"),
    ],
)  # fmt: skip
def test_an_edit_in_words_and_its_cell(draft: Draft, edit: Edit, text: str, cell: str) -> None:
    reading = draft.read()
    assert reading.instance is not None
    assert (edit_words(reading.instance, edit), edit_cell(reading, edit)) == (text, cell)


def test_the_maximum_of_a_plg_is_told_once_with_the_cell_of_every_school(draft: Draft) -> None:
    reading = draft.read()
    assert reading.instance is not None
    plg = [CellEdit("Scholen", school, "Max PLG", 13, row="plg:noord") for school in ("S1", "S2")]
    places = CellEdit("Scholen", "S1", "Plaatsen", 5)
    first, second = (edit_cell(reading, edit) for edit in plg)
    names = [f"school {one} ({reading.instance.schools[one].name})" for one in ("S1", "S2")]
    assert edits_in_words(reading.instance, reading, [*plg, places]) == [
        f"maximum PLG van {names[0]} en {names[1]}: 13 in plaats van 12 ({first} en {second})",
        "één plaats extra op school S1 (De Eik) (Scholen I2)",
    ]


def test_places_for_students_are_told_where_others_take_more_than_there_are(draft: Draft) -> None:
    """Of four places six are taken: the seventh is one extra."""
    instance = draft.read().instance
    assert instance is not None
    taken = replace(instance, schools={"S1": replace(instance.schools["S1"], taken=6)})
    told = edit_words(taken, CellEdit("Scholen", "S1", "Plaatsen", 7))
    assert told == "één plaats extra op school S1 (De Eik) (Plaatsen 7 in plaats van 4, want Bezet is 6)"
