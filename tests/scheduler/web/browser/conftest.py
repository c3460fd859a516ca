"""One browser for all tests of pages, skipped where there is none; rosters that are made once, a copy for each test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.tasks.samples import write_sample
from tests.scheduler.web.browser.window import let_in, served
from tests.scheduler.web.office import make_rosters

CHROMIUM = Path(os.environ.get("PLAATSWIJZER_CHROMIUM", "/usr/bin/chromium"))


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser, started once."""
    if not CHROMIUM.exists():
        pytest.skip("no Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A dossier of the small sample with its placement and its WPAs."""
    root = tmp_path_factory.mktemp("venster")
    write_sample(root / "semester.xlsx", "klein")
    return root, make_rosters(root, root / "semester.xlsx")


@pytest.fixture
def address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The window without a dossier."""
    monkeypatch.setenv("PLAATSWIJZER_DATA", str(tmp_path / "gegevens"))
    with served(tmp_path / "dossiers") as found:
        yield found


@pytest.fixture
def dossier(made: tuple[Path, str], tmp_path: Path) -> Dossier:
    """A dossier of its own with rosters."""
    root, id = made
    shutil.copytree(root / id, tmp_path / "dossiers" / id)
    return Dossiers(tmp_path / "dossiers").open(id)


@pytest.fixture
def page(chromium: Browser, address: str) -> Iterator[Page]:
    """A page of the window; see ``let_in`` for what fails the test."""
    with let_in(chromium, address) as context:
        yield context.pages[0]
