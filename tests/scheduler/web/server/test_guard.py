"""Who may ask: only the browser that was given the token, only from the window's own pages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.web.app import create_app
from scheduler.web.server.guard import CSRF_HEADER, HEADERS, TOKEN_FIELD, derived
from scheduler.web.server.settings import WEB

TOKEN = "een-sleutel-van-deze-start"
HOST = "127.0.0.1:8123"
ORIGIN = {"origin": f"http://{HOST}"}
CSRF = {CSRF_HEADER: derived(TOKEN, "formulier")}


@pytest.fixture
def stranger(tmp_path: Path) -> Iterator[TestClient]:
    app = create_app(tmp_path / "dossiers", TOKEN, [HOST], 8123)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        yield client


@pytest.fixture
def known(stranger: TestClient) -> TestClient:
    assert stranger.get(f"/?{TOKEN_FIELD}={TOKEN}").status_code == 303
    return stranger


def test_without_the_token_nothing_is_shown(stranger: TestClient) -> None:
    assert stranger.get("/").status_code == 403
    assert stranger.get(f"/?{TOKEN_FIELD}=geraden").status_code == 403


def test_the_token_leaves_the_address_and_becomes_a_cookie(stranger: TestClient) -> None:
    answer = stranger.get(f"/d/x?een=1&{TOKEN_FIELD}={TOKEN}")
    assert answer.headers["location"] == "/d/x?een=1"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert TOKEN not in cookie


def test_the_token_never_leads_elsewhere(stranger: TestClient) -> None:
    answer = stranger.get(f"//kwaad.example/?{TOKEN_FIELD}={TOKEN}")
    assert not answer.headers.get("location", "/").startswith("//")


def test_the_known_browser_sees_its_semesters(known: TestClient) -> None:
    answer = known.get("/")
    assert answer.status_code == 200
    assert "Plaatswijzer" in answer.text


@pytest.mark.parametrize("host", ["kwaad.example", "127.0.0.1:1", "localhost", "127.0.0.1:8123.kwaad.example"])
def test_another_host_is_refused(known: TestClient, host: str) -> None:
    assert known.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize(
    "headers",
    [
        {},
        ORIGIN,
        CSRF,
        {**CSRF, "origin": "http://kwaad.example"},
        {**CSRF, "origin": "null"},
        {**ORIGIN, CSRF_HEADER: "geraden"},
    ],
)
def test_a_change_needs_origin_and_secret(known: TestClient, headers: dict[str, str]) -> None:
    assert known.post("/dossiers", data={"name": "x"}, headers=headers).status_code == 403


def test_a_change_of_the_window_itself_is_made(known: TestClient) -> None:
    answer = known.post("/dossiers", data={"name": "2026-2027 S2"}, headers={**ORIGIN, **CSRF})
    assert answer.status_code == 204
    assert "2026-2027 S2" in known.get("/").text


def test_a_change_without_the_cookie_is_refused(stranger: TestClient) -> None:
    assert stranger.post("/dossiers", data={"name": "x"}, headers={**ORIGIN, **CSRF}).status_code == 403


def test_what_is_too_large_is_refused_unread(known: TestClient) -> None:
    large = {**ORIGIN, **CSRF, "content-length": str(WEB.upload_bytes + 1)}
    assert known.post("/dossiers", content=b"x", headers=large).status_code == 413


@pytest.mark.parametrize("path", ["/", "/static/stijl.css", "/niets", "/d/000000000000"])
def test_every_answer_carries_the_policy(known: TestClient, path: str) -> None:
    answer = known.get(path)
    assert {name: answer.headers[name] for name in HEADERS} == HEADERS
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"]
)
def test_no_path_reaches_another_file(known: TestClient, path: str) -> None:
    assert known.get(path).status_code == 404
