"""What to ask for WPAs: a time, a half day or a maximum more, each solved again and held when it is granted."""

from __future__ import annotations

from instances.domain.entities import Day, Slot
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement, Proof, Status
from instances.edits.edit import RowEdit, apply
from models.assessment.search.schedule import schedule
from models.search.control import Control
from scheduler.asking.wpa import WpaAsks, wpa_asks
from scheduler.checks.assessment import check_assessment
from scheduler.what_if.soundness import raise_refused
from tests.builders import TUESDAY, board, mentor, school, semester, slot, student, trainer
from tests.oracle import best_assessment

PLACED: Placement = {"ST1": "M1", "ST2": "M2"}


def asked(instance: Instance, assessment: Assessment, seconds: float = 30.0) -> WpaAsks:
    proof = Proof(Status.FEASIBLE, 2)
    return wpa_asks(instance, PLACED, assessment, proof, Control(seconds), raise_refused, 20)


def one_time() -> Instance:
    """Two WPAs at one time with one assessor."""
    return semester(
        board(), school(), mentor("M1"), mentor("M2"), student("ST1"), student("ST2"), trainer("SO1"), slot("T1"),
        slot("T9", begin="13:00", end="14:00", school="S9"), school("S9"),
    )  # fmt: skip


HELD = {"ST1": Booking("T1", "SO1")}


def test_a_time_more_holds_the_second_wpa_and_does_so_when_it_is_granted() -> None:
    instance = one_time()
    found = asked(instance, HELD)
    slots = [ask for ask in found.asks if isinstance(ask.edits[0], RowEdit) and isinstance(ask.edits[0].row, Slot)]
    assert slots
    for ask in found.asks:
        edited = apply(instance, ask.edits)
        best = best_assessment(edited, PLACED)
        assert best is not None
        assert (ask.gain.served, best.count, ask.exact) == (1, 2, True)
        again = schedule(edited, PLACED, Control(10)).assessment
        assert again is not None
        assert check_assessment(edited, PLACED, again).count == 2
    assert found.unheld == ()
    assert found.together is not None


def test_what_helps_nobody_is_not_asked_and_who_stays_without_is_told() -> None:
    """ST2 is away on the only day with times, on which nobody can be asked for anything else."""
    instance = semester(
        board(), school(), mentor("M1"), mentor("M2"), student("ST1"), student("ST2", days=frozenset({Day.WO})),
        trainer("SO1"), slot("T1", TUESDAY),
    )  # fmt: skip
    found = asked(instance, HELD)
    assert (found.asks, found.unheld) == ((), ("ST2",))


def test_where_every_wpa_is_held_there_is_nothing_to_ask() -> None:
    instance = one_time()
    both = {**HELD, "ST2": Booking("T1", "SO1")}
    assert asked(instance, both) == WpaAsks((), True, None, ())


def test_without_time_nothing_is_claimed() -> None:
    found = asked(one_time(), HELD, 0.0)
    assert (found.asks, found.unheld) == ((), ("ST2",))
    assert not found.complete
