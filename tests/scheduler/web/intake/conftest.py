"""A window with one dossier, asked as its own pages ask; a sample workbook, whole and with faults."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook
from starlette.testclient import TestClient

from scheduler.web.app import create_app
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.intake.window import HOST, TOKEN, OwnPages


@pytest.fixture(autouse=True)
def own_data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds the postcode file of who runs it."""
    monkeypatch.setenv("PLAATSWIJZER_DATA", str(tmp_path / "gegevens"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("voorbeeld") / "semester.xlsx"
    write_sample(path, "klein")
    return path


@pytest.fixture
def dossier(tmp_path: Path) -> Dossier:
    return Dossiers(tmp_path / "dossiers").create("2026-2027 S2")


@pytest.fixture
def pages(tmp_path: Path, dossier: Dossier) -> Iterator[OwnPages]:
    app = create_app(tmp_path / "dossiers", TOKEN, [HOST], 8123)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        client.get(f"/?sleutel={TOKEN}")
        yield OwnPages(client, dossier)


def with_cells(source: Path, target: Path, cells: Mapping[str, object]) -> Path:
    """A copy with other values, by ``Sheet!K14``."""
    book = load_workbook(source)
    for place, value in cells.items():
        sheet, _, cell = place.rpartition("!")
        book[sheet][cell] = value
    book.save(target)
    return target
