"""How the window starts: what it prints, what others can read of it, what it refuses."""

from __future__ import annotations

import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from scheduler.web.server.users import UserRole, set_user
from tests.scheduler.running import run

MAIN = "from scheduler.start import main; main()"
PASSWORD = "vier woorden achter elkaar"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends with a signal")


def words(*given: str) -> list[str]:
    return [sys.executable, "-c", MAIN, *given]


def data(tmp_path: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "PLAATSWIJZER_DATA": str(tmp_path / "gegevens"), **more}


@contextmanager
def started(tmp_path: Path, *given: str, **more: str) -> Iterator[str]:
    """A window; what it printed until it serves."""
    process = subprocess.Popen(
        words("web", *given), env=data(tmp_path, **more), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    printed = ""
    while "Sluiten" not in printed:
        line = process.stdout.readline()
        assert line, printed
        printed += line
    try:
        yield printed
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(timeout=30)
        process.stdout.close()
    assert process.returncode == 0


@pytest.fixture
def refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Start a window that cannot be, in this process; what it says."""
    monkeypatch.setenv("PLAATSWIJZER_DATA", str(tmp_path / "gegevens"))
    before = os.umask(0o022)

    def start(*given: str) -> str:
        done = run("web", *given)
        assert done.exit_code == 2
        return done.output

    yield start
    os.umask(before)


def status(address: str, host: str | None = None) -> int:
    """The status of a page, as soon as it is served."""
    asked = urllib.request.Request(address, headers={} if host is None else {"host": host})
    end = time.monotonic() + 30
    while True:
        try:
            with urllib.request.build_opener(Stays).open(asked, timeout=10) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.05)


def users(tmp_path: Path) -> str:
    path = tmp_path / "gebruikers.json"
    set_user(path, "ans", PASSWORD, UserRole.OFFICE)
    return str(path)


class Stays(urllib.request.HTTPRedirectHandler):
    """Follows no redirect."""

    def redirect_request(self, *_: object, **__: object) -> None:  # type: ignore[override]
        return None


def test_the_address_that_is_printed_opens_the_window_and_what_is_made_is_private(
    tmp_path: Path, refused: Callable[..., str]
) -> None:
    with started(tmp_path, "--geen-browser") as printed:
        found = re.search(r"http://127\.0\.0\.1:\d+/\?sleutel=\S+", printed)
        assert found is not None
        assert status(found[0].partition("?")[0]) == 403
        assert status(found[0]) == 303
        assert "staat al open" in refused("--geen-browser")
    folder = tmp_path / "gegevens" / "dossiers"
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_the_browser_is_opened_with_another_token_that_works_once(tmp_path: Path) -> None:
    told = tmp_path / "adres.txt"
    browser = tmp_path / "bladeraar"
    browser.write_text(f'#!/bin/sh\nprintf %s "$1" > "{told}.nieuw"\nmv "{told}.nieuw" "{told}"\n', encoding="utf-8")
    browser.chmod(0o700)
    with started(tmp_path, BROWSER=str(browser)) as printed:
        end = time.monotonic() + 30
        while not told.exists():
            assert time.monotonic() < end
            time.sleep(0.05)
        address = told.read_text(encoding="utf-8")
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?sleutel=\S+", address)
        assert address not in printed
        assert [status(address), status(address)] == [303, 403]


def test_a_server_of_the_office_demands_users(tmp_path: Path, refused: Callable[..., str]) -> None:
    assert "wie er mogen inloggen" in refused("--host", "127.0.0.1")
    assert "is er niet" in refused("--host", "127.0.0.1", "--gebruikers", str(tmp_path / "weg.json"))
    assert "horen bij --host" in refused("--gebruikers", str(tmp_path / "weg.json"))
    assert "Zeg met --naam" in refused("--host", "0.0.0.0", "--gebruikers", users(tmp_path))
    assert "geen adres" in refused("--host", "bestaat.niet.invalid", "--gebruikers", users(tmp_path))


def test_a_server_of_the_office_says_that_tls_belongs_in_front_and_knows_its_names(tmp_path: Path) -> None:
    given = ("--host", "127.0.0.1", "--gebruikers", users(tmp_path), "--naam", "rooster.school.example")
    with started(tmp_path, *given) as printed:
        assert "TLS (https)" in printed
        assert "sleutel=" not in printed
        port = re.search(r":(\d+)/", printed)
        assert port is not None
        address = f"http://127.0.0.1:{port[1]}/inloggen"
        assert status(address) == 421
        assert status(address, "rooster.school.example") == 200
        assert status(address, f"rooster.school.example:{port[1]}") == 200


def test_a_port_that_is_taken_is_told(refused: Callable[..., str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        told = refused("--geen-browser", "--poort", str(taken.getsockname()[1]))
    assert "is in gebruik" in told
