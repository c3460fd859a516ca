"""Finished rosters for all screens of the WPAs, solved once; a window that is only looked at, and one for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.web.app import create_app
from scheduler.web.server.guard import TOKEN_FIELD
from tests.scheduler.web.pages.wpa.moving import with_maximum
from tests.scheduler.web.wpa.window import HOST, PORT, TOKEN, WpaWindow, solve


@pytest.fixture(scope="package")
def solved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return solve(tmp_path_factory.mktemp("klein"))


@pytest.fixture(scope="package")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three WPAs and an assessor who can take one: others are left out, and a higher maximum would help."""
    return solve(tmp_path_factory.mktemp("vol"), with_maximum(1))


@pytest.fixture(scope="package")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("dossiers")


@pytest.fixture(scope="package")
def browser(root: Path) -> Iterator[TestClient]:
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        assert client.get(f"/?{TOKEN_FIELD}={TOKEN}").status_code == 303
        yield client


@pytest.fixture(scope="package")
def looked(browser: TestClient, root: Path, solved: Path) -> WpaWindow:
    """A window in which nothing is changed."""
    return WpaWindow(browser, root, solved)


@pytest.fixture
def window(browser: TestClient, root: Path, solved: Path) -> WpaWindow:
    """A window of its own for each test."""
    return WpaWindow(browser, root, solved)
