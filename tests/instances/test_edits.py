"""What counts as one change of a workbook, and several edits together."""

from __future__ import annotations

from instances.domain import Absence, Day
from instances.edits import CellEdit, RowEdit, number_of_changes, united
from tests.builders import TUESDAY

MONDAY, FRIDAY = (CellEdit("Mentoren", "M1", "Werkdagen", frozenset({Day.DI, day})) for day in (Day.MA, Day.VR))
PLACES = [CellEdit("Scholen", "S1", "Plaatsen", amount) for amount in (5, 6)]
PIN = [CellEdit("Vastgezet", "ST1", column, None) for column in ("School", "Mentor")]
AWAY = RowEdit(Absence("SO1", TUESDAY, TUESDAY), added=False)


def test_a_cell_is_one_change_whatever_is_written_and_a_pin_is_one() -> None:
    assert number_of_changes([MONDAY, FRIDAY, *PLACES, *PIN, AWAY, AWAY]) == 4


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
    noord = [CellEdit("Scholen", school, "Max PLG", 8, row="plg:noord") for school in ("S1", "S2")]
    zuid = CellEdit("Scholen", "S3", "Max PLG", 8, row="plg:zuid")
    assert (number_of_changes(noord), number_of_changes([*noord, zuid])) == (1, 2)


def test_two_cells_of_a_pin_stay_two() -> None:
    assert united(PIN) == tuple(PIN)
