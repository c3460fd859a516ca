"""An answer that the checks refuse costs only itself: not the roster, nor the other answers. Knows no rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.search.control import Control
from models.search.settings import SearchSettings
from scheduler.runtime import defects
from scheduler.runtime.exit import DefectError
from scheduler.runtime.search_session import SearchSession
from tests.scheduler.chain_runs import Heard


def _refuse(control: Control) -> str:
    control.charge(3)
    raise DefectError("an answer breaks rules: P2")


def test_a_refused_answer_leaves_what_there_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with SearchSession(SearchSettings(10), Heard()) as search:
        answers = [search.run_extra(5, _refuse, "roster"), search.run_extra(5, lambda _: "proposal", "roster")]
    assert answers == ["roster", "proposal"]


def test_the_work_on_a_refused_answer_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reproducible run told less work than it did."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with SearchSession(SearchSettings(10, reproducible=True), Heard()) as search:
        search.run_extra(5, _refuse, "roster")
        assert search.control.elapsed == 3


def test_a_refused_answer_whose_details_cannot_be_kept_costs_only_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk took the whole roster with it."""

    def full(*_: object) -> Path:
        raise OSError("no space left")

    monkeypatch.setattr(defects, "save", full)
    with SearchSession(SearchSettings(10), Heard()) as search:
        assert search.run_extra(5, _refuse, "roster") == "roster"


def test_the_sentence_names_a_file_only_where_there_is_one() -> None:
    assert "defect.txt" in defects.without_answer(Path("defect.txt"))
    assert "konden niet worden bewaard" in defects.without_answer(None)
