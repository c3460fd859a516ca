"""Another mentor while nobody else moves, or one other: what is tried keeps every rule, or there is nothing."""

from __future__ import annotations

from instances.domain.solution import Placement
from models.search.control import Control
from scheduler.what_if.outcome import NoRoster, Resolved
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import FewestMoves
from tests.builders import board, mentor, school, semester, student


def asked(placement: Placement, mentor_id: str, *more: object, places: int = 9) -> Resolved[Placement] | NoRoster:
    people = (board(), school(places=places), mentor(), mentor("M2"), *more, student(), student("ST2"))
    return PlacementWhatIf(semester(*people), placement, Control(5.0)).answer(FewestMoves("ST1", mentor_id))


def test_where_there_is_room_nobody_else_moves() -> None:
    found = asked({"ST1": "M1", "ST2": "M2"}, "M3", mentor("M3"))
    assert isinstance(found, Resolved)
    assert (dict(found.roster), found.moved) == ({"ST1": "M3", "ST2": "M2"}, ("ST1",))
    assert (found.proven, found.exact, found.most) == (False, False, False)


def test_where_there_is_none_one_other_gives_way() -> None:
    found = asked({"ST1": "M1", "ST2": "M2"}, "M2")
    assert isinstance(found, Resolved)
    assert (dict(found.roster), found.moved) == ({"ST1": "M2", "ST2": "M1"}, ("ST1", "ST2"))


def test_who_gives_way_goes_to_whoever_has_room_when_the_student_had_no_place() -> None:
    found = asked({"ST2": "M2"}, "M2")
    assert isinstance(found, Resolved)
    assert dict(found.roster) == {"ST1": "M2", "ST2": "M1"}
    assert (found.gained, found.displaced) == (1, ("ST2",))


def test_nobody_loses_a_place_for_it() -> None:
    assert asked({"ST2": "M2"}, "M2", places=1) == NoRoster()
