"""What the office reads when a run is over."""

from __future__ import annotations

import pytest

from instances.domain.rulebook import Wish
from instances.domain.solution import Proof, Status, Stop
from scheduler.runtime.screen import PlainScreen
from scheduler.workflows.summary import say_summary
from scheduler.writing.folder import Written
from tests.reports.runs import run, verdict

NOTHING = Written((), ())


@pytest.mark.parametrize(
    ("stop", "said"),
    [
        (Stop.TIME, "De tijd was om."),
        (Stop.LITTLE_GAIN, "verder zoeken leverde bijna niets meer op"),
        (Stop.ASKED, "Afgebroken met Ctrl-C"),
    ],
)
def test_why_the_search_ended_is_told(stop: Stop, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    say_summary(run(placement_proof=Proof(Status.FEASIBLE, 4, 2, 25, stop=stop)), NOTHING, PlainScreen())
    assert said in capsys.readouterr().out


def test_the_proven_best_needs_no_reason(capsys: pytest.CaptureFixture[str]) -> None:
    say_summary(run(placement_proof=Proof(Status.OPTIMAL, 4, 2, 35, 1.5, Stop.PROVEN)), NOTHING, PlainScreen())
    assert "bewezen beste, 2 s.\n" in capsys.readouterr().out


def test_a_reproducible_run_tells_how_to_make_it_again(capsys: pytest.CaptureFixture[str]) -> None:
    say_summary(run(reproducible=True, seconds=60), NOTHING, PlainScreen())
    assert "(--zaad 7, --tijd 60) komen precies deze bestanden er weer uit" in capsys.readouterr().out


def test_a_run_that_was_broken_off_promises_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    say_summary(run(reproducible=True, broken_off=True, seconds=60), NOTHING, PlainScreen())
    assert "komen precies deze bestanden" not in capsys.readouterr().out


def test_a_long_reason_is_told_in_short_with_where_all_of_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """It was one line of six hundred signs."""
    placed = {student: mentor for student, mentor in run().placement.items() if student != "0011"}
    why = "6 mentoren passen, maar bij geen is plaats. Het dichtst bij: M1, 12 minuten: P2 Mentor M1 is vol."
    left = run(
        placement=placed, assessment=None, assessment_verdict=None, assessment_proof=None, unplaced={"0011": why}
    )
    say_summary(left, NOTHING, PlainScreen())
    told = capsys.readouterr().out
    assert "6 mentoren passen, maar bij geen is plaats." in told
    assert "(P2)" in told  # no reason is without its rule
    assert "12 minuten" not in told
    assert "staat op het blad Niet geplaatst." in told


def test_a_choice_costs_what_its_price_was(capsys: pytest.CaptureFixture[str]) -> None:
    """5,326 points were promised, and 7,326 told, at most 27.5 % from the best."""
    moved = run(
        placement_verdict=verdict({Wish.W1: 1, Wish.W2: 20, Wish.W9: 2}, 4),
        assessment_verdict=verdict({Wish.V1: 30, Wish.V7: 1}, 3),
        placement_proof=Proof(Status.FEASIBLE, 4, 0, 25),
    )
    say_summary(moved, NOTHING, PlainScreen())
    assert "voor wat anders is dan in het vorige rooster" in capsys.readouterr().out
    say_summary(moved, NOTHING, PlainScreen(), chosen=True)
    told = capsys.readouterr().out.splitlines()
    assert "Geplaatst: 4 van 5, meer kan niet, kosten 35 punten." in told
    assert any(line.startswith("Ingepland: 3 van ") and line.endswith(", kosten 30 punten.") for line in told)
    assert not any("%" in line or "afstand" in line for line in told)
