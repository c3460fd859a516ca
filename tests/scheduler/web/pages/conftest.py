"""One dossier with rosters for all screens; every test works on a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.office import Office, make_rosters, office_of


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    root = tmp_path_factory.mktemp("kantoor")
    workbook = root / "semester.xlsx"
    write_sample(workbook, "klein")
    return root, make_rosters(root, workbook)


@pytest.fixture
def office(made: tuple[Path, str], tmp_path: Path) -> Iterator[Office]:
    with office_of(*made, tmp_path / "dossiers") as found:
        yield found
