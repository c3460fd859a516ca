"""The curve of a search, as figures and in a sentence."""

from __future__ import annotations

import pytest

from scheduler.web.tasks.curve import HEIGHT, WIDTH, Curve, CurvePoint, curve_of

FALLING = (
    CurvePoint(1.0, 58, 100, None),
    CurvePoint(2.0, 59, 300, None),
    CurvePoint(4.0, 59, 280, 200),
    CurvePoint(12.0, 59, 250, 240),
)


def drawn(*points: CurvePoint) -> Curve:
    found = curve_of(points)
    assert found is not None
    return found


def test_only_what_serves_as_many_as_now_is_compared() -> None:
    found = drawn(*FALLING)
    assert (found.top, found.bottom) == ("300 punten", "200 punten")
    assert (found.begin, found.end) == ("2 s", "12 s")


def test_lines_are_steps_from_edge_to_edge_and_lower_costs_lie_lower() -> None:
    found = drawn(*FALLING)
    assert (found.cost[0].x, found.cost[-1].x) == (0, WIDTH)
    assert all(one.x == other.x or one.y == other.y for one, other in zip(found.cost, found.cost[1:], strict=False))
    assert found.cost[0].y < found.cost[-1].y < found.bound[0].y < HEIGHT
    assert found.bound[0].x == pytest.approx(WIDTH * 0.2)


def test_the_sentence_says_what_can_still_be_won() -> None:
    said = drawn(*FALLING).sentence
    assert "in 10 s van 300 punten naar 250 punten" in said
    assert "Onder 240 punten kan het niet; er is dus hooguit 4,0 % te winnen." in said


def test_the_sentence_says_that_it_is_the_best() -> None:
    assert "bewezen het beste" in drawn(*FALLING, CurvePoint(13.0, 59, 250, 250)).sentence


def test_the_sentence_says_that_nothing_is_known_yet() -> None:
    found = drawn(*FALLING[1:2], CurvePoint(5.0, 59, 300, None))
    assert "nog niet bekend" in found.sentence
    assert "steeds 300 punten" in found.sentence
    assert found.bound == ()


@pytest.mark.parametrize("points", [(), FALLING[:1], (*FALLING[:1], CurvePoint(2.0, None, None, None)), FALLING[:2]])
def test_there_is_no_curve_of_one_moment(points: tuple[CurvePoint, ...]) -> None:
    assert curve_of(points) is None


def test_a_short_search_is_told_in_tenths() -> None:
    found = drawn(CurvePoint(0.4, 59, 300, None), CurvePoint(0.9, 59, 300, None))
    assert (found.begin, found.end) == ("0,4 s", "0,9 s")
    assert (found.top, found.bottom) == ("300 punten", "")
    assert "in minder dan een seconde" in found.sentence
