"""A code of the workbook may hold any sign, also one that would begin another part of an address."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from starlette.routing import compile_path
from starlette.testclient import TestClient

from scheduler.web.app import create_app
from scheduler.web.server.addresses import in_address
from scheduler.web.server.guard import TOKEN_FIELD
from tests.builders import mentor, student
from tests.scheduler.running import small
from tests.scheduler.web.wpa.window import HOST, PORT, TOKEN, WpaWindow, solve

ODD = "ST/3 50%&?#x"
LINK = re.compile(r'hx-get="([^"]*)"')


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> WpaWindow:
    made = solve(tmp_path_factory.mktemp("codes"), small(student(ODD), mentor("M/3")))
    root: Path = tmp_path_factory.mktemp("dossiers")
    client = TestClient(create_app(root, TOKEN, [HOST], PORT), base_url=f"http://{HOST}", follow_redirects=False)
    assert client.get(f"/?{TOKEN_FIELD}={TOKEN}").status_code == 303
    return WpaWindow(client, root, made)


@pytest.mark.parametrize("screen", ["plaatsing", "wpa"])
def test_every_link_about_a_student_with_an_odd_code_leads_there(window: WpaWindow, screen: str) -> None:
    base = f"/d/{window.dossier.id}/{screen}/{in_address(ODD)}"
    page = window.client.get(f"{base}/kiezen" if screen == "wpa" else base)
    assert page.status_code == 200
    assert html.escape(ODD) in page.text
    links = [html.unescape(link) for link in LINK.findall(page.text)]
    assert len(links) > 1
    for link in links:
        answer = window.client.get(link)
        assert answer.status_code == 200, link
        assert "is geen student" not in answer.text, link


@pytest.mark.parametrize("code", ["ST1", "S/1", "50%2F", "a b", "é", "x?y#z&", "..", "~2F", "~", "%"])
def test_a_code_is_one_part_of_an_address_and_comes_back(code: str) -> None:
    part = in_address(code)
    assert not set(part) & set("/%?#.")
    found = compile_path("/{it:code}")
    match = found[0].match(f"/{part}")
    assert match is not None
    assert found[2]["it"].convert(match["it"]) == code
