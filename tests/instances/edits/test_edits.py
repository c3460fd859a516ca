"""What counts as one change of a workbook, and several edits together."""

from __future__ import annotations

from dataclasses import replace

from instances.domain.entities import Absence, Day
from instances.edits.edit import CellEdit, RowEdit, number_of_changes, setting, united
from tests.builders import TUESDAY, board, mentor, school, semester, tandem

SCHOOLS = (("S1", "noord"), ("S2", "noord"), ("S3", "zuid"))
MONDAY, FRIDAY = (CellEdit("Mentoren", "M1", "Werkdagen", frozenset({Day.DI, day})) for day in (Day.MA, Day.VR))
PLACES = [CellEdit("Scholen", "S1", "Plaatsen", amount) for amount in (5, 6)]
PIN = [CellEdit("Vastgezet", "ST1", column, None) for column in ("School", "Mentor")]
AWAY = RowEdit(Absence("SO1", TUESDAY, TUESDAY), added=False)


SEMESTER = semester(board(), *(school(name, places=4, plg=plg) for name, plg in SCHOOLS), mentor(), tandem(norm=1))


def test_a_cell_is_one_change_whatever_is_written_and_a_pin_is_one() -> None:
    assert number_of_changes(SEMESTER, [MONDAY, FRIDAY, *PIN, AWAY, AWAY]) == 3


def test_every_place_more_is_a_change() -> None:
    """Three places at one school are three, as one at each of three schools are."""
    mentors = CellEdit("Mentoren", "M1", "Max studenten", 3)
    tandems = CellEdit("Tandems", "TA1", "Max studenten", SEMESTER.tandems["TA1"].max_students + 2)
    care = setting("Max zorgstudenten per tandem", SEMESTER.settings.max_care_per_tandem + 1)
    numbers = [number_of_changes(SEMESTER, [one]) for one in (*PLACES, mentors, tandems, care)]
    assert numbers == [1, 2, 2, 2, 1]
    assert number_of_changes(SEMESTER, [*PLACES, mentors, tandems, care]) == 7


def test_places_that_others_take_are_no_change() -> None:
    """Seven places taken of four: the first place for a student is the eighth."""
    taken = replace(SEMESTER, schools={"S1": replace(SEMESTER.schools["S1"], taken=7)})
    assert number_of_changes(taken, [CellEdit("Scholen", "S1", "Plaatsen", 8)]) == 1


def test_together_a_set_holds_everything_and_another_cell_the_last() -> None:
    days = frozenset({Day.MA, Day.DI, Day.VR})
    both = CellEdit("Mentoren", "M1", "Werkdagen", days)
    assert united([MONDAY, *PLACES, FRIDAY, AWAY]) == (both, PLACES[1], AWAY)


def test_together_a_number_is_the_loosest() -> None:
    minima = [CellEdit("Scholen", "S1", "Min studenten", amount) for amount in (1, 2)]
    assert united([PLACES[1], PLACES[0], *minima]) == (PLACES[1], minima[0])


def test_a_yes_twice_is_a_yes() -> None:
    """Two students may need the same mentor back."""
    back = CellEdit("Mentoren", "M1", "Beschikbaar", True)
    assert united([back, back]) == (back,)


def test_cells_that_say_one_thing_together_are_one_change() -> None:
    """The maximum of a PLG stands at each of its schools; that of another PLG is another change."""
    most = SEMESTER.plg_by_school["S1"].maximum
    noord = [CellEdit("Scholen", school, "Max PLG", most + 1, row="plg:noord") for school in ("S1", "S2")]
    zuid = CellEdit("Scholen", "S3", "Max PLG", most + 2, row="plg:zuid")
    assert (number_of_changes(SEMESTER, noord), number_of_changes(SEMESTER, [*noord, zuid])) == (1, 3)


def test_two_cells_of_a_pin_stay_two() -> None:
    assert united(PIN) == tuple(PIN)
