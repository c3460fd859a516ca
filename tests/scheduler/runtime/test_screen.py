"""What stands on the screen while a search runs."""

from __future__ import annotations

import pytest

from models.search.control import Progress
from scheduler.runtime.screen import PlainScreen, RichScreen, Stage, progress_words, screen_for_output

STAGE = Stage("Plaatsing", "geplaatst", 600)


def test_progress_is_told_in_words_of_the_office() -> None:
    words = progress_words(STAGE, Progress("Beter zoeken", rosters=3, count=597, cost=2000, bound=1950, seconds=12.4))
    assert words == [
        "Beter zoeken",
        "12 s",
        "3 roosters gevonden",
        "597 van 600 geplaatst",
        "kosten 2.000 punten",
        "lager dan 1.950 punten kan niet",
        "hooguit 2,5 % van het best mogelijke af",
    ]


def test_work_is_not_told_as_time() -> None:
    stage = Stage("Plaatsing", "geplaatst", 600, in_work=True)
    assert progress_words(stage, Progress("Zoeken", seconds=12.4))[1] == "12 s rekenwerk"


def test_a_bound_above_the_cost_is_not_shown() -> None:
    assert "lager dan" not in " ".join(progress_words(STAGE, Progress("Zoeken", cost=10, bound=11)))


def test_costless_is_the_best_possible() -> None:
    assert "bewezen beste" in progress_words(STAGE, Progress("Zoeken", cost=0, bound=0))


def test_almost_the_best_is_not_called_the_best() -> None:
    assert "hooguit 0,1 % van het best mogelijke af" in progress_words(
        STAGE, Progress("Zoeken", cost=100000, bound=99999)
    )


def test_a_pipe_gets_plain_lines() -> None:
    assert isinstance(screen_for_output(), PlainScreen)


def test_a_phase_is_shown_once_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with PlainScreen().following(STAGE) as listen:
        for moment in (0.0, 0.1, 0.2):
            listen(Progress("Zoeken", seconds=moment))
    assert capsys.readouterr().out == "Plaatsing …\n  Zoeken · 0 s\n"


def test_the_same_search_once_more_is_one_line_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    screen = PlainScreen()
    for _ in range(3):
        with screen.following(STAGE) as listen:
            listen(Progress("Zoeken", seconds=0.0))
    assert capsys.readouterr().out == "Plaatsing …\n  Zoeken · 0 s\n"


def test_news_is_shown_after_a_while_in_a_pipe(capsys: pytest.CaptureFixture[str]) -> None:
    with PlainScreen().following(STAGE) as listen:
        listen(Progress("Zoeken", count=1, seconds=0))
        listen(Progress("Zoeken", count=2, seconds=5))
    assert capsys.readouterr().out.splitlines()[-1] == "  Zoeken · 5 s · 2 van 600 geplaatst"


def test_a_live_line_folds_on_a_narrow_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    with RichScreen().following(STAGE) as listen:
        listen(Progress("Verbeteren per schoolbestuur", rosters=3, count=597, cost=2000, bound=1950, seconds=12.4))
    assert "hooguit 2,5 % van het best" in " ".join(capsys.readouterr().out.split())


def test_square_brackets_in_a_name_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    RichScreen().table("Fouten", ("Gevonden",), [("[bold]Jansen[/bold]",)])
    assert "[bold]Jansen[/bold]" in capsys.readouterr().out
