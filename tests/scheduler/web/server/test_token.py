"""The address with which the browser is opened works once; used again, whoever came in with it is put out."""

from __future__ import annotations

import time

import pytest
from starlette.responses import Response

from scheduler.web.server.guard import TOKEN_FIELD, derived
from scheduler.web.server.settings import WEB
from scheduler.web.server.token_entry import TokenEntry

TOKEN = "een-sleutel-van-deze-start"


@pytest.fixture
def entry() -> TokenEntry:
    return TokenEntry(TOKEN, "venster-1")


def by(entry: TokenEntry, token: str) -> Response:
    answer = entry.by_address({"query_string": f"{TOKEN_FIELD}={token}".encode(), "path": "/"})
    assert answer is not None
    return answer


def cookie(answer: Response) -> str:
    return answer.headers["set-cookie"].partition("=")[2].partition(";")[0]


def test_the_address_of_the_browser_works_once(entry: TokenEntry) -> None:
    once = entry.once()
    answer = by(entry, once)
    assert (answer.status_code, entry.known(cookie(answer)) is not None) == (303, True)
    again = by(entry, once)
    assert (again.status_code, "al gebruikt" in bytes(again.body).decode()) == (403, True)


def test_used_again_whoever_came_in_with_it_is_out(entry: TokenEntry) -> None:
    once = entry.once()
    let_in = cookie(by(entry, once))
    by(entry, once)
    assert entry.known(let_in) is None
    assert by(entry, once).status_code == 403


def test_who_has_the_address_that_was_printed_stays_in(entry: TokenEntry) -> None:
    printed = cookie(by(entry, TOKEN))
    once = entry.once()
    by(entry, once)
    by(entry, once)
    assert entry.known(printed) is not None
    assert by(entry, TOKEN).status_code == 303


def test_it_works_for_a_short_time(entry: TokenEntry, monkeypatch: pytest.MonkeyPatch) -> None:
    once = entry.once()
    later = time.monotonic() + WEB.once_seconds + 1
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert by(entry, once).status_code == 403


def test_the_cookie_cannot_be_made_of_what_others_can_read(entry: TokenEntry) -> None:
    once = entry.once()
    let_in = cookie(by(entry, once))
    assert let_in not in {derived(once, purpose) for purpose in ("cookie", "cookie van één keer", "formulier")}
    assert TOKEN not in once


@pytest.mark.parametrize("token", ["", "geraden", TOKEN[:-1]])
def test_another_token_lets_nobody_in(entry: TokenEntry, token: str) -> None:
    entry.once()
    answer = entry.by_address({"query_string": f"{TOKEN_FIELD}={token}".encode(), "path": "/"})
    assert answer is None or answer.status_code == 403
    assert entry.known("") is None
