"""A mentor who got a name since the earlier roster is good news; another name behind a code is a warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from instances.domain.school_facts import NAME_TO_COME
from instances.domain.solution import Names, Previous
from scheduler.previous.earlier import Earlier
from scheduler.previous.provenance import Provenance
from scheduler.runtime.screen import screen_for_output
from tests.builders import board, mentor, school, semester, student

NOW = semester(board(), school(), mentor("M1", name="Noa Kuiper"), mentor("M2", name="Mara Vos"), student())


def said(capsys: pytest.CaptureFixture[str], folder: Path, **then: str) -> str:
    earlier = Earlier(None, (), Names(mentors=then))
    placement = {f"ST{number}": mentor for number, mentor in enumerate(then)}
    earlier.say(Provenance(folder), Previous(placement), NOW, screen_for_output())
    return " ".join("".join(capsys.readouterr()).split())


def test_a_name_that_came_is_told_and_is_no_warning(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = said(capsys, tmp_path, M1=NAME_TO_COME)
    assert "Nu met een naam: Noa Kuiper (M1). Laat het de student en de school weten." in text
    assert "Achter code" not in text


def test_another_name_behind_a_code_is_still_a_warning(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = said(capsys, tmp_path, M1=f"Groep 3 ({NAME_TO_COME})", M2="Mia Bos")
    assert "Nu met een naam: Noa Kuiper (M1)." in text
    assert "Achter code M2 staat nu Mara Vos, in het vorige rooster was dat Mia Bos." in text
    assert "Achter code M1" not in text
