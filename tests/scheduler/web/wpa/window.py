"""A window on finished rosters, asked as the browser of the office asks; the solving is done once for all tests."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from instances.domain.instance import Instance
from instances.workbook.read import read
from reports.workbook.semester import write_semester
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.records import HEAD_ROSTER, RosterVersion
from scheduler.web.server.guard import CSRF_HEADER, derived
from scheduler.web.tasks.held import HeldRoster, held
from tests.scheduler.running import run

TOKEN = "een-sleutel-van-deze-start"
PORT = 8124
HOST = f"127.0.0.1:{PORT}"
CHANGE = {"origin": f"http://{HOST}", CSRF_HEADER: derived(TOKEN, "formulier")}
WORKBOOK, ROSTERS = "semester.xlsx", "uit"


def solve(folder: Path, instance: Instance | None = None) -> Path:
    """Write a workbook, the small sample without one, and its rosters; the folder."""
    path = folder / WORKBOOK
    if instance is None:
        assert run("voorbeeld", path, "--omvang", "klein").exit_code == 0
    else:
        write_semester(instance, path)
        assert not read(path).faults
    assert run("rooster", path, "-o", folder / ROSTERS, "--tijd", 3).exit_code in (0, 1)
    return folder


class WpaWindow:
    """One browser and the dossier that it looks at."""

    def __init__(self, client: TestClient, root: Path, *solved: Path) -> None:
        self.client = client
        self.dossier: Dossier = Dossiers(root).create("2026-2027 S2")
        for one in solved:
            self._bring(one)

    def _bring(self, solved: Path) -> None:
        number = self.dossier.add_workbook(solved / WORKBOOK, WORKBOOK, "", "ingebracht")
        folder = self.dossier.new_roster_folder()
        folder.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(solved / ROSTERS, folder, dirs_exist_ok=True)
        self.dossier.add_roster(folder, number, "", "gemaakt")

    @property
    def held(self) -> HeldRoster:
        """The rosters that are worked in."""
        found = held(self.dossier)
        assert found is not None
        return found

    @property
    def roster(self) -> RosterVersion:
        """The version that is worked in."""
        found = self.dossier.roster
        assert found is not None
        return found

    @property
    def heads(self) -> tuple[int, int]:
        """The versions of workbook and rosters that are worked in."""
        workbook = self.dossier.workbook
        assert workbook is not None
        return workbook.id, self.roster.id

    @property
    def stamp(self) -> int:
        """What a page says that it has seen."""
        return self.dossier.value(HEAD_ROSTER).stamp

    def page(self, path: str = "", **asked: Any) -> str:
        """What a screen shows."""
        answer = self.client.get(f"/d/{self.dossier.id}/wpa{path}", params=asked)
        assert answer.status_code == 200, answer.text
        return answer.text

    def data(self, path: str, **asked: Any) -> Any:
        """What the timeline is given."""
        return self.client.get(f"/d/{self.dossier.id}/wpa{path}", params=asked).json()

    def post(self, path: str, **fields: Any) -> str:
        """Change something; '' when it was done, else what was told."""
        sent = {"stamp": self.stamp, **fields}
        answer = self.client.post(f"/d/{self.dossier.id}{path}", data=sent, headers=CHANGE)
        assert answer.status_code in (200, 204), answer.text
        return answer.text
