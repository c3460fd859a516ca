"""Only a colleague with that right may save what breaks a rule; to the others it is not offered either."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.tasks.held import held
from tests.scheduler.web.pages.test_choosing import forbidden_pair_of
from tests.scheduler.web.server.colleagues import Server, change, log_in


@pytest.fixture
def dossier(made: tuple[Path, str], tmp_path: Path) -> Dossier:
    root, id = made
    shutil.copytree(root / id, tmp_path / "dossiers" / id)
    return Dossiers(tmp_path / "dossiers").open(id)


@pytest.fixture
def browser(dossier: Dossier, tmp_path: Path) -> Iterator[TestClient]:
    with Server(tmp_path, dossier.folder.parent).browser() as client:
        yield client


def pair_of(dossier: Dossier) -> tuple[str, str]:
    now = held(dossier)
    assert now is not None
    student, mentor, _ = forbidden_pair_of(now)
    return student, mentor


@pytest.mark.parametrize(("name", "offered"), [("ans", True), ("bo", False)])
def test_what_somebody_may_not_is_not_offered(browser: TestClient, dossier: Dossier, name: str, offered: bool) -> None:
    log_in(browser, name)
    student, mentor = pair_of(dossier)
    base = f"/d/{dossier.id}/plaatsing/{student}"
    listed = browser.get(f"{base}/keuzes").text
    assert "Kan niet: " in listed
    assert ("Toch …" in listed) is offered
    assert ("Toch zo zetten" in browser.get(f"{base}/prijs?mentor={mentor}").text) is offered


def test_who_may_not_is_refused_in_words_and_nothing_changes(browser: TestClient, dossier: Dossier) -> None:
    log_in(browser, "bo")
    student, mentor = pair_of(dossier)
    before, said = dossier.roster, {"mentor": mentor, "roster": "1", "knowingly": "ja", "reason": "omdat het moet"}
    answer = browser.post(f"/d/{dossier.id}/plaatsing/{student}/toch", data=said, headers=change(browser))
    assert "mag alleen bewaren wie dat recht heeft" in answer.text
    assert dossier.roster == before
    assert before is not None
    assert before.breaks == ()
