"""What the office reads while a search runs: sentences, and the right one."""

from __future__ import annotations

import pytest

from models.search.phases import Phase, placing


@pytest.mark.parametrize("phase", list(Phase))
def test_a_phase_is_a_sentence_of_the_office(phase: Phase) -> None:
    assert phase[0].isupper()
    assert len(phase.split()) > 2
    assert not phase.endswith(".")


@pytest.mark.parametrize(
    ("unplaced", "short", "phase"),
    [(1, 3, Phase.MORE_PLACED), (0, 3, Phase.LESS_SHORT), (0, 0, Phase.PLACEMENT), (0, -1, Phase.PLACEMENT)],
)
def test_the_levels_of_a_placement_are_told_one_after_another(unplaced: int, short: int, phase: Phase) -> None:
    assert placing(unplaced, short) is phase
