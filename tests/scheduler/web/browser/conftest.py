"""The window in a real browser that may ask nothing outside; skipped where there is no Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn

from scheduler.web.app import create_app
from scheduler.web.jobs.order import Verb
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.office import TOKEN, make_rosters

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = Path(os.environ.get("PLAATSWIJZER_CHROMIUM", "/usr/bin/chromium"))


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve the window; its address with the token."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
    host = f"127.0.0.1:{port}"
    server = uvicorn.Server(uvicorn.Config(create_app(root, TOKEN, [host], port), port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < end
        time.sleep(0.05)
    yield f"http://{host}/?{TOKEN_FIELD}={TOKEN}"
    server.should_exit = True
    thread.join(timeout=40)


@pytest.fixture(scope="session")
def placed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A dossier of the small sample with its placement."""
    root = tmp_path_factory.mktemp("venster")
    write_sample(root / "semester.xlsx", "klein")
    return root, make_rosters(root, root / "semester.xlsx", Verb.PLACE)


@pytest.fixture
def page(placed: tuple[Path, str], tmp_path: Path) -> Iterator[sync_api.Page]:
    """A page on a copy of the dossier; whatever it asks outside fails the test, as does a fault in its scripts."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium")
    made, id = placed
    shutil.copytree(made / id, tmp_path / "dossiers" / id)
    faults: list[str] = []
    with served(tmp_path / "dossiers") as address, sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        found = browser.new_page(viewport={"width": 1280, "height": 900})
        own = address.partition("?")[0]

        def only_own(route: sync_api.Route) -> None:
            if route.request.url.startswith(own):
                route.continue_()
            else:
                faults.append(route.request.url)
                route.abort()

        found.route("**/*", only_own)
        found.on("pageerror", lambda error: faults.append(str(error)))
        found.goto(address)
        found.goto(f"{own}d/{id}/plaatsing")
        yield found
        browser.close()
    assert faults == []
