"""What is worth asking for: nothing better is left out, and every gain is there when it is granted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.neutral import highs, search
from benchmarks.neutral.placement import PlacementModel
from instances.domain.entities import Day
from instances.domain.instance import Instance
from instances.edits.edit import apply
from instances.sample.generate import generate
from models.parallel.inline import InlineExecutor
from models.parallel.processes import ProcessExecutor
from models.placement.asking.answer import AskedFor, asked_for
from models.placement.asking.asks import AskKind, Asks, SingleAsk, edits_of, row_asks
from models.placement.asking.best_asks import Finished
from models.placement.asking.opened_pairs import OpenedPairs
from models.placement.data.problem import PlacementProblem
from models.placement.search.place import place
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests.builders import board, mentor, school, semester, student, tandem, trainer
from tests.campaign.semesters import drawn
from tests.oracle import best_placement

Key = tuple[int, int, int]


def answer(instance: Instance, most: int = 20, seconds: float = 60.0) -> AskedFor:
    found = place(instance, Control(20))
    assert found.placement is not None
    return asked_for(Finished(instance, found.placement, found.proof), Control(seconds), InlineExecutor(), most)


def from_nothing(instance: Instance, asks: Asks) -> Key:
    edited = apply(instance, edits_of(instance, asks))
    found = place(edited, Control(20))
    assert found.placement is not None
    verdict = check_placement(edited, found.placement)
    assert verdict.ok
    return -verdict.count, sum(verdict.shortage.values()), verdict.cost


def tight() -> Instance:
    """Four students for two places in tandem TA1 of at most two; M2 works on Mondays only."""
    return semester(
        board(), school("S1", places=2), school("S2", places=1), mentor("M1"), mentor("M2", days=frozenset({Day.MA})),
        mentor("M3", "S2"), trainer("SO1"), trainer("IO1"), tandem(schools=("S1", "S2"), max_students=2),
        student("ST1"), student("ST2"), student("ST3", days=frozenset({Day.WO})),
        student("ST4", days=frozenset({Day.MA})),
    )  # fmt: skip


@pytest.mark.parametrize("seed", [5, 7, 8, 12, 13, 19, 22, 31])
def test_no_single_ask_is_better_than_the_best_that_is_found(seed: int) -> None:
    instance = drawn(seed, 4).instance
    base = best_placement(instance)
    assert base is not None
    asks = [*row_asks(instance), *OpenedPairs.of(PlacementProblem.of(instance)).days]
    keys = {ask: best.score for ask in asks if (best := best_placement(apply(instance, edits_of(instance, (ask,)))))}
    found = answer(instance, most=3)
    assert found.base == base.score
    assert found.left is None
    singles = sorted(one.key for one in found.found if len(one.asks) == 1 and one.asks[0] in keys)
    gaining = sorted(key for key in keys.values() if key < base.score)
    larger = [one for one in found.found if len(one.asks) == 2 or one.asks[0] not in keys]
    assert len(found.found) == 3 or len(singles) == len(gaining)
    if not larger:
        assert singles == gaining[: len(singles)]
    for one in found.found:
        best = best_placement(apply(instance, edits_of(instance, one.asks)))
        assert best is not None
        assert (one.key, one.answer.proven) == (best.score, True)


def test_two_that_only_help_together_are_found_with_what_each_gives_alone() -> None:
    instance = semester(
        board(), school(places=1), mentor("M1"), mentor("M2"), trainer("SO1"), trainer("IO1"),
        tandem(max_students=1), student("ST1"), student("ST2"),
    )  # fmt: skip
    found = answer(instance)
    best = found.found[0]
    assert {ask.cell[:2] for ask in best.asks} == {(AskKind.PLACE, "S1"), (AskKind.TANDEM, "TA1")}
    assert best.key[0] == -2
    assert [part.key for part in found.parts[best.asks]] == [found.base, found.base]
    assert from_nothing(instance, best.asks) == best.key
    assert all(from_nothing(instance, (ask,)) == found.base for ask in best.asks)


def test_more_of_the_same_is_asked_while_each_helps_one_more() -> None:
    instance = semester(
        board(), school(places=1), mentor("M1"), mentor("M2"), mentor("M3"), mentor("M4"),
        *(student(f"ST{n}") for n in range(1, 5)),
    )  # fmt: skip
    found = answer(instance)
    assert (found.found[0].asks, found.found[0].key[0]) == ((SingleAsk(AskKind.PLACE, "S1", 3),), -4)
    assert from_nothing(instance, (SingleAsk(AskKind.PLACE, "S1", 4),)) == found.found[0].key


def test_all_of_them_together_and_who_is_beyond_help() -> None:
    instance = tight()
    lost = replace(instance, students={**instance.students, "ST9": student("ST9", required_profile="dalton")})
    found = answer(lost)
    assert found.beyond == ("ST9",)
    assert found.together is not None
    assert from_nothing(lost, found.together.asks) == found.together.key
    assert found.together.key[0] == -3
    for one in found.found:
        assert from_nothing(lost, one.asks) == one.key


def test_a_board_each_gain_is_there_when_solved_from_nothing_and_by_highs() -> None:
    whole = generate("bestuur", 2)
    schools = {id: replace(one, places=min(one.places, one.taken + 3)) for id, one in whole.schools.items()}
    instance = replace(whole, schools=schools)
    found = answer(instance, most=2, seconds=9.0)
    assert found.found
    assert found.base[0] > -len(instance.students)
    for one in found.found[:2]:
        assert one.key[0] < found.base[0]
        assert one.answer.proven
        assert from_nothing(instance, one.asks) == one.key
    first = found.found[0]
    edited = apply(instance, edits_of(instance, first.asks))
    model = PlacementModel(edited)
    plain = search.solve(highs.minimise, model.linear, model.goals, 30, 2, lambda *_: None)
    assert (plain.cost, plain.bound) == (first.key[2], first.key[2])


def test_without_time_nothing_is_claimed() -> None:
    found = answer(tight(), seconds=0.0)
    assert found.found == ()
    assert found.together is None
    assert found.left is not None


def test_other_processes_give_the_same() -> None:
    instance = tight()
    alone = answer(instance)
    placed = place(instance, Control(20))
    assert placed.placement is not None
    with ProcessExecutor(2, ()) as executor:
        finished = Finished(instance, placed.placement, placed.proof)
        side_by_side = asked_for(finished, Control(60), executor)
    assert [(one.asks, one.key) for one in side_by_side.found] == [(one.asks, one.key) for one in alone.found]
