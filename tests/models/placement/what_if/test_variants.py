"""Variants of a placement: legal, as good as was promised, and different."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from instances.domain.verdict import Verdict
from instances.sample.generate import draw, semester
from models.placement.search.place import place
from models.placement.what_if.variants import Variant, difference, variants
from models.search.control import Control
from scheduler.checks.placement import check_placement
from tests import builders as b

SLACK, LEAST = 0.05, 0.15
SIZES = ("klein", "bestuur")


@cache
def chosen_from(size: str) -> tuple[Instance, Placement, tuple[Variant, ...]]:
    """A sample semester, its best roster and three variants of it."""
    instance = semester(draw(size, 1))
    best = place(instance, Control(30)).placement
    assert best is not None
    return instance, best, variants(instance, best, Control(60), 3, SLACK, LEAST)


def judged(size: str) -> tuple[Verdict, list[Verdict]]:
    instance, best, found = chosen_from(size)
    return check_placement(instance, best), [check_placement(instance, one.placement) for one in found]


@pytest.mark.parametrize("size", SIZES)
def test_every_variant_keeps_every_rule(size: str) -> None:
    assert [verdict.violations for verdict in judged(size)[1]] == [()] * len(chosen_from(size)[2])


def test_a_board_has_several_variants_to_choose_from() -> None:
    assert len(chosen_from("bestuur")[2]) == 3


@pytest.mark.parametrize("size", SIZES)
def test_a_variant_places_as_many_and_leaves_boards_no_shorter(size: str) -> None:
    best, others = judged(size)
    assert {(one.count, sum(one.shortage.values())) for one in others} <= {(best.count, sum(best.shortage.values()))}


@pytest.mark.parametrize("size", SIZES)
def test_a_variant_costs_little_more(size: str) -> None:
    best, others = judged(size)
    assert all(one.cost <= best.cost * (1 + SLACK) for one in others)


@pytest.mark.parametrize("size", SIZES)
def test_variants_differ_from_the_best_and_from_one_another(size: str) -> None:
    _, best, found = chosen_from(size)
    rosters = [best, *(one.placement for one in found)]
    assert all(difference(one, other) >= LEAST for one, other in combinations(rosters, 2))


@pytest.mark.parametrize("size", SIZES)
def test_a_variant_is_better_in_what_it_has_as_focus_by_what_it_says(size: str) -> None:
    best, others = judged(size)
    for variant, verdict in zip(chosen_from(size)[2], others, strict=True):
        saved = sum(best.wishes[wish].cost - verdict.wishes[wish].cost for wish in variant.focus.value)
        assert saved == variant.gain > 0


@pytest.mark.parametrize("size", SIZES)
def test_a_variant_tells_the_figures_that_the_checker_finds(size: str) -> None:
    told = [(one.count, one.shortage, one.cost) for one in chosen_from(size)[2]]
    assert told == [(one.count, sum(one.shortage.values()), one.cost) for one in judged(size)[1]]


def test_a_semester_with_one_legal_roster_has_no_variants() -> None:
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1", "S1"), b.student("ST1"), b.trainer("SO1"), b.trainer("IO1"),
        b.tandem(),
    )  # fmt: skip
    assert variants(instance, {"ST1": "M1"}, Control(10), 3) == ()


def test_a_roster_that_breaks_a_rule_has_no_variants() -> None:
    instance = b.semester(
        b.board(), b.school("S1"), b.mentor("M1", "S1"), b.student("ST1"), b.student("ST2"), b.trainer("SO1"),
        b.trainer("IO1"), b.tandem(),
    )  # fmt: skip
    with pytest.raises(ValueError, match="breaks a rule"):
        variants(instance, {"ST1": "M1", "ST2": "M1"}, Control(10), 3)
