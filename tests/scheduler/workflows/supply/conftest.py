"""The forms are written once; every test fills in a copy of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.scheduler.workflows.supply.asking import Round, draft


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Round:
    folder = tmp_path_factory.mktemp("uitvraag")
    return Round.begin(draft(folder).write(), folder / "antwoorden")


@pytest.fixture
def asked(written: Round, tmp_path: Path) -> Round:
    return written.copied(tmp_path)
