"""What is too large is answered with 413 in Dutch over a real connection, whether it says how large it is or not."""

from __future__ import annotations

import http.client
from collections.abc import Iterator
from pathlib import Path

import pytest

from scheduler.web.app import create_app
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.server import body
from scheduler.web.server.guard import CSRF_HEADER, TOKEN_FIELD, derived
from scheduler.web.server.settings import WebSettings
from tests.scheduler.web.listening import listening

TOKEN = "een-sleutel-van-deze-start"
SMALL = WebSettings(upload_bytes=400_000, form_bytes=20_000)
MULTIPART = "multipart/form-data; boundary=grens"
HEAD = b'--grens\r\nContent-Disposition: form-data; name="file"; filename="x.xlsx"\r\n\r\n'
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def port(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(body, "WEB", SMALL)
    with listening(lambda at: create_app(tmp_path / "dossiers", TOKEN, [f"127.0.0.1:{at}"], at)) as number:
        yield number


def post(port: int, path: str, kind: str, size: int, chunked: bool) -> tuple[int, str]:
    """Send so much, and read the answer as a browser does: after everything was sent."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    line.request("GET", f"/?{TOKEN_FIELD}={TOKEN}")
    cookie = line.getresponse().getheader("set-cookie") or ""
    line.close()
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {
        "content-type": kind,
        "cookie": cookie.partition(";")[0],
        "origin": f"http://127.0.0.1:{port}",
        CSRF_HEADER: derived(TOKEN, "formulier"),
    }
    head, tail = (HEAD, b"\r\n--grens--\r\n") if kind == MULTIPART else (b"name=", b"")
    sent = head + b"x" * (size - len(head) - len(tail)) + tail
    pieces = (sent[at : at + 10_000] for at in range(0, len(sent), 10_000))
    line.request("POST", path, body=pieces if chunked else sent, headers=headers, encode_chunked=chunked)
    answer = line.getresponse()
    told = answer.read().decode()
    line.close()
    return answer.status, told


@pytest.mark.parametrize("chunked", [True, False])
def test_a_file_past_the_limit_is_told(port: int, tmp_path: Path, chunked: bool) -> None:
    dossier = Dossiers(tmp_path / "dossiers").create("semester")
    status, told = post(port, f"/d/{dossier.id}/werkboek", MULTIPART, 2_000_000, chunked)
    assert (status, "te groot" in told, "Er is niets bewaard" in told) == (413, True, True)
    assert dossier.workbooks() == []


@pytest.mark.parametrize("chunked", [True, False])
def test_a_form_past_its_own_limit_is_told(port: int, tmp_path: Path, chunked: bool) -> None:
    status, told = post(port, "/dossiers", FORM, 30_000, chunked)
    assert (status, "te veel tekst" in told) == (413, True)
    assert Dossiers(tmp_path / "dossiers").all() == []


@pytest.mark.parametrize("chunked", [True, False])
def test_what_fits_is_taken_in(port: int, tmp_path: Path, chunked: bool) -> None:
    dossier = Dossiers(tmp_path / "dossiers").create("semester")
    status, told = post(port, f"/d/{dossier.id}/werkboek", MULTIPART, 390_000, chunked)
    assert status == 200
    assert "dit is een tekstbestand" in told


def test_no_defect_is_kept_of_it(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[object] = []
    monkeypatch.setattr("scheduler.runtime.defects.save", lambda *given: kept.append(given))
    post(port, "/dossiers", FORM, 30_000, chunked=True)
    assert kept == []
