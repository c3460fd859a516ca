"""One dossier with rosters for all screens; every test works on a copy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.web.jobs.order import Verb
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.office import Office, make_rosters, office_of


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return _made(tmp_path_factory.mktemp("plaatsing"), Verb.PLACE)


@pytest.fixture(scope="session")
def made_with_wpas(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    return _made(tmp_path_factory.mktemp("kantoor"), Verb.BOTH)


def _made(root: Path, verb: Verb) -> tuple[Path, str]:
    workbook = root / "semester.xlsx"
    write_sample(workbook, "klein")
    return root, make_rosters(root, workbook, verb)


@pytest.fixture
def office_with_wpas(made_with_wpas: tuple[Path, str], tmp_path: Path) -> Iterator[Office]:
    with office_of(*made_with_wpas, tmp_path / "dossiers") as found:
        yield found


@pytest.fixture
def office(made: tuple[Path, str], tmp_path: Path) -> Iterator[Office]:
    with office_of(*made, tmp_path / "dossiers") as found:
        yield found
