"""A pin that breaks a rule is told together with faults elsewhere; the office corrects its workbook once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from scheduler.precheck.sound_pins import certain_pin_faults
from tests.instances.workbooks import Draft
from tests.scheduler.running import run

Told = set[tuple[str, str]]


@pytest.fixture
def pinned(tmp_path: Path) -> Draft:
    """100001 is pinned on a day that the student is away, with the own SO; 100002 on a slot that is free."""
    draft = Draft(tmp_path)
    draft.add(
        "Opleiders", {"Opleider": "SO2", "Naam": "Odi", "Rol": "SO"}, {"Opleider": "IO2", "Naam": "Ida", "Rol": "IO"}
    )
    draft.add(
        "Studenten",
        {"Student": "100003", "Naam": "Sol", "Jaar": 2, "Stagedagen": "di", "Breedtegraad": 52.37, "Lengtegraad": 4.9},
    )
    draft.add("WPA-slots", {"Slot": "W2", "Datum": date(2027, 6, 8), "Begin": time(9), "Eind": time(10)})
    draft.add("Afwezigheid", {"Wie": "100001", "Van": date(2027, 6, 1), "T/m": date(2027, 6, 1)})
    draft.add(
        "Vastgezet",
        {"Student": "100001", "School": "S1", "Mentor": "M1", "Slot": "W1", "Beoordelaar werkveld": "SO1",
         "Beoordelaar opleiding": "IO2"},
        {"Student": "100002", "School": "S1", "Slot": "W2", "Beoordelaar werkveld": "SO2"},
    )  # fmt: skip
    return draft


def pin_faults(draft: Draft) -> Told:
    """Cell column and rule of every pin that is told, of a workbook with faults."""
    reading = draft.read(for_wpa=True)
    assert reading.faults
    assert reading.sound is not None
    return {(f"{fault.student} {fault.column}", fault.rule) for fault in certain_pin_faults(reading.sound, wpa=True)}


def refused(draft: Draft) -> tuple[str, Told]:
    """What the screen says and the rows of the sheet Fouten, as cell and rule."""
    answer = run("controleer", draft.write())
    assert answer.exit_code == 2, answer.output
    sheet = openpyxl.load_workbook(draft.path.with_name("semester-fouten.xlsx"))["Fouten"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    return answer.output, {(f"{row[0]}!{row[1]}", row[5] or "") for row in rows}


def test_pins_that_break_a_rule_come_with_faults_of_other_pins_and_other_sheets(pinned: Draft) -> None:
    """Three faults in two rows of Vastgezet and a year 7 in Studenten took three rounds."""
    pinned.put("Vastgezet", 1, **{"Beoordelaar werkveld": "IO2"}).put("Studenten", 2, Jaar=7)
    _, told = refused(pinned)
    assert told == {
        ("Studenten!D4", ""),
        ("Vastgezet!E3", "A10"),
        ("Vastgezet!D2", "A5"),
        ("Vastgezet!E2", "A4"),
    }


def test_the_same_pins_are_told_when_the_rest_is_right(pinned: Draft) -> None:
    _, told = refused(pinned)
    assert told == {("Vastgezet!D2", "A5"), ("Vastgezet!E2", "A4")}


WRONG = {("100001 Slot", "A5"), ("100001 Beoordelaar werkveld", "A4")}


@pytest.mark.parametrize(
    "plant",
    [
        lambda draft: draft.put("Studenten", 1, Jaar=7),
        lambda draft: draft.put("Studenten", 2, Stagedagen="zo"),
        lambda draft: draft.put("Mentoren", 1, Groep=9),
        lambda draft: draft.put("Mentoren", 2, School="S9"),
        lambda draft: draft.put("Scholen", 1, Plaatsen="veel"),
        lambda draft: draft.put("Opleiders", 3, Rol="directeur"),
        lambda draft: draft.put("WPA-slots", 1, Begin="later"),
        lambda draft: draft.add("Historie", {"Student": "999", "Semester": "x", "School": "S1"}),
        lambda draft: draft.add("Uitsluitingen", {"Wie": "100002", "Met": "X"}),
        lambda draft: draft.add("Vastgezet", {"Student": "100003", "Mentor": "X9"}),
        lambda draft: draft.put("Studenten", 2, Breedtegraad=None, Lengtegraad=None),
        lambda draft: draft.add("Beschikbaarheid", {"Opleider": "SO2", "Datum": "nooit", "Beschikbaar": "ja"}),
        lambda draft: draft.add("Normen", {"Norm": "onbekend", "Waarde": 3}),
    ],
    ids=lambda _: "fault",
)
def test_a_fault_elsewhere_hides_no_pin(pinned: Draft, plant: Callable[[Draft], Any]) -> None:
    plant(pinned)
    assert pin_faults(pinned) == WRONG


@pytest.mark.parametrize(
    ("fault", "pin"),
    [
        # only M3 fits at S2, only IO2 can take the second seat, and M2 lacks Tuesday without the duo mentor
        (("Mentoren", 2, {"Groep": 9}), {"Student": "100003", "School": "S2"}),
        (("Opleiders", 1, {"Rol": "chef"}), {"Student": "100003", "School": "S2", "Slot": "W1"}),
        (("Mentoren", 0, {"Ervaring": "veel"}), {"Student": "100003", "Mentor": "M2"}),
        (("Tandems", 0, {"Norm": "tien"}), {"Student": "100003", "School": "S1"}),
        (("WPA-slots", 1, {"Eind": "laat"}), {"Student": "100003", "Beoordelaar werkveld": "SO2"}),
        (("Besturen", 1, {"Max studenten": "veel"}), {"Student": "100003", "School": "S2"}),
    ],
    ids=["mentor", "trainer", "duo mentor", "tandem", "slot", "board"],
)
def test_a_pin_that_may_lean_on_a_faulty_row_is_not_accused(
    pinned: Draft, fault: tuple[str, int, dict[str, object]], pin: dict[str, object]
) -> None:
    sheet, row, cells = fault
    pinned.put("Mentoren", 1, **{"Duo-mentor": "M1"}).put("Mentoren", 0, Groep="3;4")
    pinned.rows["Vastgezet"] = [pin]
    assert pin_faults(pinned.put(sheet, row, **cells)) == set()


def test_a_pin_beyond_reach_is_not_told_while_a_journey_is_unknown(pinned: Draft) -> None:
    pinned.put("Studenten", 0, **{"Max reistijd": 1}).put("Studenten", 1, Breedtegraad=None, Lengtegraad=None)
    assert pin_faults(pinned) == WRONG


def test_a_wrong_setting_leaves_the_pins_unjudged_and_says_so(pinned: Draft) -> None:
    """An own SO may assess under another setting."""
    pinned.add("Instellingen", {"Instelling": "Scheiding eigen SO", "Waarde": "soms"})
    output, told = refused(pinned)
    assert told == {("Instellingen!B3", "")}
    assert "Of Vastgezet aan de regels voldoet, is nog niet nagekeken" in output


def test_where_rows_are_left_out_the_screen_says_how_far_the_pins_were_judged(pinned: Draft) -> None:
    output, _ = refused(pinned.put("Mentoren", 1, Groep=9))
    assert "Vastgezet is nagekeken voor zover dat kan zonder de rijen met fouten." in output


def test_without_pins_nothing_is_said_of_them(pinned: Draft) -> None:
    pinned.rows["Vastgezet"] = []
    output, _ = refused(pinned.put("Mentoren", 1, Groep=9))
    assert "Vastgezet" not in output
