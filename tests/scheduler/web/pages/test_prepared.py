"""Rosters are read once, whoever asks for them meanwhile, and before somebody asks where that can be."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from instances.rosters.read import Rosters, read_rosters
from scheduler.web import start
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.schema import NoDossierError
from scheduler.web.tasks import held as room
from scheduler.web.tasks.held import held, prepare


@pytest.fixture
def dossiers(made: tuple[Path, str], tmp_path: Path) -> Dossiers:
    root, id = made
    shutil.copytree(root / id, tmp_path / "dossiers" / id)
    return Dossiers(tmp_path / "dossiers")


@pytest.fixture
def dossier(made: tuple[Path, str], dossiers: Dossiers) -> Dossier:
    return dossiers.open(made[1])


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that were read, each slowly."""
    found: list[Path] = []

    def slowly(folder: Path, *rest: object) -> Rosters:
        found.append(folder)
        time.sleep(0.3)
        return read_rosters(folder, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(room, "read_rosters", slowly)
    return found


def test_who_asks_while_they_are_read_waits_for_them(dossier: Dossier, read: list[Path]) -> None:
    given: list[object] = []
    asking = [threading.Thread(target=lambda: given.append(held(dossier))) for _ in range(4)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()
    assert len(read) == 1
    assert len({id(one) for one in given}) == 1
    assert None not in given


def test_at_the_start_those_of_the_last_semester_are_read(
    dossiers: Dossiers, dossier: Dossier, read: list[Path]
) -> None:
    start._prepare_latest(dossiers)
    assert len(read) == 1
    held(dossier)
    assert len(read) == 1


def test_what_cannot_be_read_stops_no_start(dossiers: Dossiers, dossier: Dossier) -> None:
    shutil.rmtree(dossier.folder / "roosters")
    shutil.rmtree(dossier.folder / "werkboeken")
    start._prepare_latest(dossiers)
    assert held(dossier) is None
    shutil.rmtree(dossier.folder)
    with pytest.raises(NoDossierError):
        held(dossier)
    prepare(dossier)
    start._prepare_latest(dossiers)
    assert not dossier.folder.exists()
