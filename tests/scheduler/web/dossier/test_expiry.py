"""A dossier whose days are over is removed, and it is said: before in the list, afterwards until somebody read it."""

from __future__ import annotations

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.web.app import create_app
from scheduler.web.dossier.dossiers import EXPIRED, KEEP_DAYS, Dossiers, _changed
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.schema import FILE, NoDossierError, connect
from scheduler.web.server.guard import CSRF_HEADER, TOKEN_FIELD, derived

HOST = "127.0.0.1:8123"
CHANGE = {"origin": f"http://{HOST}", CSRF_HEADER: derived("sleutel", "formulier")}


@pytest.fixture
def dossiers(tmp_path: Path) -> Dossiers:
    return Dossiers(tmp_path / "dossiers")


def window(dossiers_in: Path) -> TestClient:
    app = create_app(dossiers_in, "sleutel", [HOST], 8123)
    return TestClient(app, base_url=f"http://{HOST}", follow_redirects=False)


def test_the_list_says_before_how_many_days_are_left(dossiers: Dossiers, tmp_path: Path) -> None:
    dossiers.create("blijft lang").set_info(KEEP_DAYS, "365")
    dossiers.create("gaat bijna").set_info(KEEP_DAYS, "10")
    dossiers.create("blijft")
    with window(tmp_path / "dossiers") as client:
        client.get(f"/?{TOKEN_FIELD}=sleutel")
        page = client.get("/").text
    assert page.count("Wordt verwijderd op") == 2
    assert page.count("nog 9 dagen") == 1


def test_a_look_at_a_dossier_is_no_change_of_it(dossiers: Dossiers) -> None:
    dossier = dossiers.create("oud")
    long_ago = (datetime.now() - timedelta(days=90)).timestamp()
    os.utime(dossier.folder / FILE, (long_ago, long_ago))
    looks = connect(dossier.folder)
    assert (dossier.folder / f"{FILE}-wal").exists()
    [listed] = dossiers.all()
    looks.close()
    assert listed.changed_at.timestamp() == pytest.approx(long_ago, abs=1)


def test_what_is_in_the_log_beside_the_store_counts(dossiers: Dossiers) -> None:
    dossier = dossiers.create("nieuws")
    writes = connect(dossier.folder)
    dossier.set_info("x", "1")
    long_ago = (datetime.now() - timedelta(days=90)).timestamp()
    os.utime(dossier.folder / FILE, (long_ago, long_ago))
    [listed] = dossiers.all()
    writes.close()
    assert datetime.now().astimezone() - listed.changed_at < timedelta(days=1)


def test_a_store_that_just_vanishes_is_never_long_ago(tmp_path: Path) -> None:
    before = datetime.now().timestamp()
    assert _changed(tmp_path) >= before


def test_the_list_says_afterwards_what_is_gone_until_that_was_read(dossiers: Dossiers, tmp_path: Path) -> None:
    dossiers.create("2024-2025 S1").set_info(KEEP_DAYS, "30")
    later = datetime.now().astimezone() + timedelta(days=31)
    assert dossiers.expire(later) == ["2024-2025 S1"]
    assert dossiers.expire(later) == []
    with window(tmp_path / "dossiers") as client:
        client.get(f"/?{TOKEN_FIELD}=sleutel")
        for _ in range(2):
            assert f"2024-2025 S1, op {later:%d-%m-%Y}" in client.get("/").text
        assert client.post("/dossiers/verlopen", headers=CHANGE).status_code == 204
        assert "2024-2025 S1" not in client.get("/").text


def test_a_dossier_with_an_order_stays_until_it_has_ended(dossiers: Dossiers) -> None:
    dossier = dossiers.create("bezig")
    (dossier.folder / "x.xlsx").write_bytes(b"x")
    dossier.add_workbook(dossier.folder / "x.xlsx", "x.xlsx", "", "ingebracht")
    dossier.set_info(KEEP_DAYS, "1")
    number = JobStore(dossier).add("{}", 1, "")
    later = datetime.now().astimezone() + timedelta(days=3)
    assert dossiers.expire(later) == []
    JobStore(dossier).drop_waiting(number)
    assert dossiers.expire(later) == ["bezig"]


def test_a_dossier_that_another_server_removes_stops_nothing(
    dossiers: Dossiers, monkeypatch: pytest.MonkeyPatch
) -> None:
    dossiers.create("weg").set_info(KEEP_DAYS, "1")

    def gone(_: Dossiers, id: str) -> None:
        raise NoDossierError(id)

    monkeypatch.setattr(Dossiers, "delete", gone)
    assert dossiers.expire(datetime.now().astimezone() + timedelta(days=3)) == []


def test_a_damaged_list_of_what_is_gone_stops_nothing(dossiers: Dossiers, tmp_path: Path) -> None:
    dossiers.create("weg").set_info(KEEP_DAYS, "1")
    (tmp_path / "dossiers" / EXPIRED).write_text("[{", encoding="utf-8")
    assert dossiers.expired() == []
    assert dossiers.expire(datetime.now().astimezone() + timedelta(days=3)) == ["weg"]
    assert [one.name for one in dossiers.expired()] == ["weg"]
