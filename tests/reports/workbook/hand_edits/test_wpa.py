"""A hand at WPA-rooster: times, slots and assessors are understood, or refused by name."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import openpyxl
import pytest

from instances.domain.rulebook import Rule
from instances.domain.solution import Booking
from instances.rosters.columns import Head
from instances.rosters.read import read_rosters
from tests.builders import WEDNESDAY
from tests.reports.workbook.hand_edits.hand import Change, booked, typed


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
