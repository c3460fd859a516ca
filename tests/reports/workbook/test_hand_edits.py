"""A hand at a roster: every cell that says something else is understood, refused by name, or told."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.rosters.columns import PLACEMENT, SCHEDULE, Head
from instances.rosters.differences import Fate
from instances.rosters.read import Rosters, read_rosters
from reports.assessment.sheets import write_assessment
from reports.placement.sheets import write_placement
from tests.builders import WEDNESDAY
from tests.reports.runs import ASSESSMENT, instance, run
from tests.reports.runs import PLACEMENT as PLACED

Change = dict[str, object]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("gemaakt")
    write_placement(run(), folder / "plaatsing.xlsx")
    write_assessment(run(), folder / "wpa.xlsx")
    return folder


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> Path:
    """Ans (0011, M1 at S1) is in row 3 of Plaatsing and in row 2 of WPA-rooster: at T1, on 1 June at 9, with SO2."""
    shutil.copytree(made, tmp_path / "map")
    return tmp_path / "map"


def typed(folder: Path, file: str, student: str, change: Change, known: bool = True) -> Rosters:
    """Read the folder after a hand typed in the row of a student; without the workbook where not ``known``."""
    sheet = PLACEMENT.name if file == "plaatsing.xlsx" else SCHEDULE.name
    book = openpyxl.load_workbook(folder / file)
    heads = [cell.value for cell in book[sheet][1]]
    row = next(row for row in book[sheet].iter_rows(min_row=2) if row[0].value == student)
    for head, value in change.items():
        row[heads.index(head)].value = value
    book.save(folder / file)
    return read_rosters(folder, instance() if known else None)


def placed(folder: Path, **change: object) -> Rosters:
    return typed(folder, "plaatsing.xlsx", "0011", change)


def booked(folder: Path, student: str = "0011", **change: object) -> Rosters:
    return typed(folder, "wpa.xlsx", student, {head.replace("_", " "): value for head, value in change.items()})


def fates(found: Rosters) -> list[tuple[str, str, Fate]]:
    return [(one.sheet, str(one.head), one.fate) for one in found.differences]


def test_an_untouched_folder_says_nothing(folder: Path) -> None:
    found = read_rosters(folder)
    assert (found.faults, found.differences, found.notices) == ((), (), ())


def test_saving_without_a_change_is_no_edit(folder: Path) -> None:
    """Openpyxl drops what formulas gave; that is nobody's edit."""
    for file in ("plaatsing.xlsx", "wpa.xlsx"):
        openpyxl.load_workbook(folder / file).save(folder / file)
    found = read_rosters(folder)
    assert (found.placement, found.assessment, found.differences, found.faults) == (PLACED, ASSESSMENT, (), ())


# -- the mentor -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["m3", "Max Zee", "max  zee", "M3 – Max Zee", "M3 - Max Zee", "Max Zee (M3)"])
@pytest.mark.parametrize("known", [True, False])
def test_a_mentor_is_known_by_code_and_name(folder: Path, value: str, known: bool) -> None:
    found = typed(folder, "plaatsing.xlsx", "0011", {"Mentor": value}, known)
    assert ((found.placement or {})["0011"], found.faults) == ("M3", ())
    assert fates(found) == [("Plaatsing", "Mentor", Fate.MEANT)]


def test_a_code_with_the_name_of_somebody_else_is_refused_with_its_cell(folder: Path) -> None:
    found = placed(folder, Mentor="M3 – Mia Eik")
    assert [(fault.cell, fault.found) for fault in found.faults] == [("H3", "M3 – Mia Eik")]
    assert "M3 – Max Zee" in found.faults[0].expected


@pytest.mark.parametrize(
    ("change", "mentor", "cell"),
    [
        ({"Mentornaam": "Max Zee"}, "M3", "I3"),
        ({"School": "S3"}, "M3", "F3"),
        ({"Schoolnaam": "de zee"}, "M3", "G3"),
        ({"School": "S3", "Schoolnaam": "De Zee"}, "M3", "F3"),
        ({"School": "De Beuk"}, "M2", "F3"),
    ],
)
def test_a_name_or_school_that_leaves_one_mentor_is_followed(
    folder: Path, change: Change, mentor: str, cell: str
) -> None:
    found = placed(folder, **change)
    assert ((found.placement or {})["0011"], found.faults) == (mentor, ())
    assert found.cells["Plaatsing", "0011", Head.MENTOR] == cell


def test_a_school_with_more_mentors_is_refused_with_its_cell(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "plaatsing.xlsx")
    mentors = book["Mentoren"]
    mentors.append(["M4", "Mies Zee", "S3", *(cell.value for cell in mentors[2][3:])])
    book.save(folder / "plaatsing.xlsx")
    found = typed(folder, "plaatsing.xlsx", "0011", {"School": "S3"}, known=False)
    assert [(fault.cell, fault.found, fault.rule) for fault in found.faults] == [("F3", "S3", Rule.P1)]
    assert "S1, de school van mentor M1" in found.faults[0].expected
    assert "Daar werken 2 mentoren" in found.faults[0].expected


def test_a_school_that_nobody_knows_is_refused_with_its_cell(folder: Path) -> None:
    found = placed(folder, School="S9")
    assert [(fault.cell, fault.found, fault.rule) for fault in found.faults] == [("F3", "S9", Rule.P1)]


@pytest.mark.parametrize(
    ("change", "cell"),
    [({"Mentor": "M3", "School": "S2"}, "F3"), ({"Mentor": "M3", "Mentornaam": "Mo Beuk"}, "I3")],
)
def test_a_mentor_and_a_school_or_name_that_contradict_are_refused(folder: Path, change: Change, cell: str) -> None:
    found = placed(folder, **change)
    assert [(fault.cell, fault.rule) for fault in found.faults] == [(cell, Rule.P1)]


def test_a_mentor_changed_with_all_that_follows_is_one_edit(folder: Path) -> None:
    found = placed(folder, Mentor="M3", School="S3", Schoolnaam="De Zee", Mentornaam="Max Zee", Bestuur="ZUID")
    assert ((found.placement or {})["0011"], found.faults, found.differences) == ("M3", (), ())


def test_a_mentor_changed_alone_leaves_the_rest_behind_without_a_word(folder: Path) -> None:
    found = placed(folder, Mentor="M3")
    assert (found.faults, found.differences) == ((), ())


@pytest.mark.parametrize(
    "change",
    [{"Naam": "Ans Bal"}, {"Jaar": 3}, {"Stagedagen": "wo"}, {"Bestuur": "ZUID"}, {"Groep": "8"}, {"Tandem": "TA9"},
     {"Schoolopleider": "SO2"}, {"Instituutsopleider": None}, {"PLG": "Elders"}, {"Reistijd": 99},
     {"Leerbehoeften gedekt": 0}, {"Leerbehoeften gevraagd": None}, {"Mentornaam": "Mia Eik-Bos"},
     {"Schoolnaam": "De Eikel"}, {"Mentornaam": ""}],
)  # fmt: skip
def test_what_only_the_workbook_decides_is_told_and_not_kept(folder: Path, change: Change) -> None:
    found = placed(folder, **change)
    assert fates(found) == [("Plaatsing", next(iter(change)), Fate.ELSEWHERE)]
    assert (found.placement, found.faults) == (PLACED, ())


def test_every_column_of_both_rosters_is_watched(made: Path, folder: Path) -> None:
    """A column without a story would be changed in silence."""
    for file, kind in (("plaatsing.xlsx", PLACEMENT), ("wpa.xlsx", SCHEDULE)):
        for head in kind.heads[1:]:
            shutil.copytree(made, folder, dirs_exist_ok=True)
            found = typed(folder, file, "0013", {str(head): "iets anders"}, known=False)
            heard = found.differences or found.faults
            assert heard or (found.placement, found.assessment) != (PLACED, ASSESSMENT), (file, head)


def test_a_name_of_a_student_is_understood(folder: Path) -> None:
    found = placed(folder, Student="Ans Aal")
    assert (found.placement, found.faults) == (PLACED, ())


def test_a_new_wpa_row_of_somebody_unknown_is_named(folder: Path) -> None:
    found = booked(folder, Student="9999")
    assert [(fault.cell, fault.found) for fault in found.faults] == [("A2", "9999")]


# -- the time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "slot", "cell"),
    [
        ({"Datum": WEDNESDAY, "Begin": time(13), "Eind": time(14)}, "T3", "J2"),
        ({"Datum": "2-6-2027", "Begin": "13:00"}, "T3", "J2"),
        ({"Begin": time(11)}, "T2", "K2"),
        ({"Begin": "11.00"}, "T2", "K2"),
        ({"Begin": time(11), "Eind": time(12)}, "T2", "K2"),
    ],
)
def test_a_new_time_finds_its_slot(folder: Path, change: Change, slot: str, cell: str) -> None:
    found = booked(folder, **change)
    assert (found.assessment or {})["0011"] == Booking(slot, "SO2")
    assert (found.faults, found.cells["WPA-rooster", "0011", Head.SLOT]) == ((), cell)


def test_a_new_time_finds_its_slot_without_the_workbook(folder: Path) -> None:
    found = typed(folder, "wpa.xlsx", "0011", {"Begin": time(11)}, known=False)
    assert (found.assessment or {})["0011"].slot == "T2"


@pytest.mark.parametrize(
    ("change", "cell", "found_there"),
    [({"Datum": date(2027, 6, 9)}, "J2", "09-06-2027"), ({"Begin": time(9, 10)}, "K2", "09:10"),
     ({"Eind": time(23)}, "L2", "23:00"), ({"Eind": "laat"}, "L2", "laat")],
)  # fmt: skip
def test_a_time_that_no_slot_has_is_refused_with_the_nearest(
    folder: Path, change: Change, cell: str, found_there: str
) -> None:
    found = booked(folder, **change)
    assert [(f.cell, f.found, f.rule) for f in found.faults] == [(cell, found_there, Rule.A1)]
    assert "van slot T1" in found.faults[0].expected
    if found_there != "laat":
        assert "di 1 jun 11:00-12:00 (T2)" in found.faults[0].expected


def test_a_slot_of_another_school_is_not_found_by_its_time(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / "wpa.xlsx")
    book["WPA-rooster"]["K2"] = time(11)
    book["Keuze tijden"]["F3"] = "S2"
    book.save(folder / "wpa.xlsx")
    assert [fault.cell for fault in read_rosters(folder).faults] == ["K2"]


def test_a_slot_goes_before_the_time_that_nobody_touched(folder: Path) -> None:
    found = booked(folder, Slot="T3")
    assert ((found.assessment or {})["0011"].slot, found.faults, found.differences) == ("T3", (), ())


def test_a_slot_with_its_new_time_is_one_edit(folder: Path) -> None:
    found = booked(folder, Slot="T2", Begin=time(11), Eind=time(12))
    assert ((found.assessment or {})["0011"].slot, found.faults, found.differences) == ("T2", (), ())


def test_a_slot_with_the_time_of_another_is_refused(folder: Path) -> None:
    found = booked(folder, Slot="T2", Begin=time(13))
    assert [(fault.cell, fault.expected) for fault in found.faults] == [("K2", "11:00, van slot T2")]


@pytest.mark.parametrize("value", ["t2", "T2 – di 1 jun 11:00-12:00", "di 1 jun 11:00-12:00"])
def test_a_slot_is_known_by_what_the_drop_down_offers(folder: Path, value: str) -> None:
    found = booked(folder, Slot=value)
    assert ((found.assessment or {})["0011"].slot, found.faults) == ("T2", ())


# -- the assessors --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "booking", "cell"),
    [
        ({"Beoordelaar werkveld": "Sia Oost"}, Booking("T1", "SO1"), "M2"),
        ({"Beoordelaar werkveld": "SO1 – Sia Oost"}, Booking("T1", "SO1"), "M2"),
        ({"Naam werkveld": "sia oost"}, Booking("T1", "SO1"), "N2"),
        ({"Naam opleiding": "Ina Inst"}, Booking("T1", "SO2", "IO1"), "P2"),
        ({"Beoordelaar opleiding": "ilse ver"}, Booking("T1", "SO2", "IO2"), "O2"),
    ],
)
def test_an_assessor_is_known_by_code_and_name(folder: Path, change: Change, booking: Booking, cell: str) -> None:
    found = typed(folder, "wpa.xlsx", "0011", change)
    assert ((found.assessment or {})["0011"], found.faults) == (booking, ())
    assert [one.cell for one in found.differences] == [cell]


def test_an_assessor_and_a_name_that_contradict_are_refused(folder: Path) -> None:
    found = typed(folder, "wpa.xlsx", "0011", {"Beoordelaar werkveld": "SO1", "Naam werkveld": "Ina Inst"})
    assert [(fault.cell, fault.rule) for fault in found.faults] == [("N2", Rule.A1)]


@pytest.mark.parametrize(("column", "value"), [("Mentor", "M3"), ("School", "S2"), ("Schoolnaam", "De Beuk")])
def test_where_a_wpa_is_follows_from_the_placement(folder: Path, column: str, value: str) -> None:
    found = typed(folder, "wpa.xlsx", "0011", {column: value})
    assert [(fault.column, fault.rule) for fault in found.faults] == [(column, Rule.A1)]
    assert "plaatsing.xlsx" in found.faults[0].expected


def test_a_mentor_changed_in_both_files_is_no_contradiction(folder: Path) -> None:
    typed(folder, "plaatsing.xlsx", "0011", {"Mentor": "M3"})
    found = typed(folder, "wpa.xlsx", "0011", {"Mentor": "Max Zee", "School": "S3", "Schoolnaam": "De Zee"})
    assert found.faults == ()


# -- fixed rows -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("value", ["ja", "Ja", " JA ", "x", True])
@pytest.mark.parametrize("file", ["plaatsing.xlsx", "wpa.xlsx"])
def test_yes_in_vastgezet_fixes_the_row(folder: Path, file: str, value: object) -> None:
    found = typed(folder, file, "0011", {"Vastgezet": value})
    assert [(one.student, one.fate) for one in found.differences] == [("0011", Fate.PINNED)]


def test_no_in_vastgezet_was_no(folder: Path) -> None:
    assert placed(folder, Vastgezet="Nee").differences == ()


def test_something_else_in_vastgezet_is_refused(folder: Path) -> None:
    found = placed(folder, Vastgezet="misschien")
    assert [(fault.cell, fault.expected) for fault in found.faults] == [("R3", "ja of nee")]


# -- new rows -------------------------------------------------------------------------------------------


def added(folder: Path, file: str, change: Change) -> Rosters:
    """A hand adds a row for Evi (0022), who has no place, or for 0012, who has no WPA."""
    sheet = PLACEMENT.name if file == "plaatsing.xlsx" else SCHEDULE.name
    book = openpyxl.load_workbook(folder / file)
    heads = [cell.value for cell in book[sheet][1]]
    book[sheet].append([change.get(str(head)) for head in heads])
    book.save(folder / file)
    return read_rosters(folder, instance())


@pytest.mark.parametrize(
    "change", [{"Mentor": "M2"}, {"Mentor": "Mo Beuk"}, {"Mentornaam": "mo beuk"}, {"School": "S2"}]
)
def test_a_new_row_is_understood_by_code_name_or_school(folder: Path, change: Change) -> None:
    found = added(folder, "plaatsing.xlsx", {"Student": "Evi Eb", "Naam": "Evi Eb", "Jaar": 2, **change})
    assert (found.placement, found.faults) == ({**PLACED, "0022": "M2"}, ())
    assert [one.fate for one in found.differences if one.fate is Fate.ELSEWHERE] == []


def test_a_new_row_with_yes_is_fixed(folder: Path) -> None:
    found = added(folder, "plaatsing.xlsx", {"Student": "0022", "Mentor": "M2", "Vastgezet": "ja"})
    assert [(one.student, one.fate) for one in found.differences] == [("0022", Fate.PINNED)]


def test_a_new_row_that_contradicts_itself_is_refused(folder: Path) -> None:
    found = added(folder, "plaatsing.xlsx", {"Student": "0022", "Mentor": "M2", "School": "S1"})
    assert [(fault.column, fault.rule) for fault in found.faults] == [("School", Rule.P1)]


def test_a_new_wpa_is_understood_by_its_time_and_names(folder: Path) -> None:
    change = {"Student": "0012", "Datum": WEDNESDAY, "Begin": time(13), "Naam werkveld": "Ties Werk"}
    found = added(folder, "wpa.xlsx", change)
    assert ((found.assessment or {})["0012"], found.faults) == (Booking("T3", "SO2"), ())


def test_a_new_wpa_at_a_time_that_no_slot_has_is_refused(folder: Path) -> None:
    change = {"Student": "0012", "Datum": WEDNESDAY, "Begin": time(8), "Naam werkveld": "Ties Werk"}
    found = added(folder, "wpa.xlsx", change)
    assert [(fault.column, fault.rule) for fault in found.faults] == [("Datum", Rule.A1)]
    assert found.faults[0].expected.startswith("de tijd van een slot. Het dichtst bij zijn")


Edit = Callable[[Workbook], object]


@pytest.mark.parametrize(
    "harm",
    [
        lambda book: book["Plaatsing"].insert_rows(1, 2),
        lambda book: book["Plaatsing"].move_range("H1:H9", cols=15),
        lambda book: book.move_sheet("Plaatsing", 5),
    ],
)
def test_moving_things_about_is_no_edit(folder: Path, harm: Edit) -> None:
    book = openpyxl.load_workbook(folder / "plaatsing.xlsx")
    book["Plaatsing"].tables.clear()
    harm(book)
    book.save(folder / "plaatsing.xlsx")
    found = read_rosters(folder)
    assert (found.placement, found.faults, found.differences) == (PLACED, (), ())
