"""A window on a dossier of the small sample with rosters, asked as the browser of the office asks."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from instances.domain.instance import Instance
from scheduler.web.app import create_app
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import JobRecord
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.server.guard import CSRF_HEADER, TOKEN_FIELD, derived
from scheduler.web.tasks.held import HeldRoster, held
from scheduler.web.tasks.reading import look

TOKEN = "een-sleutel-van-deze-start"
PORT = 8123
HOST = f"127.0.0.1:{PORT}"
CHANGE = {"origin": f"http://{HOST}", CSRF_HEADER: derived(TOKEN, "formulier")}
PATIENCE = 120.0


def until(holds: Callable[[], bool]) -> None:
    """Wait until something holds."""
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "nothing came of it"
        time.sleep(0.05)


def make_rosters(root: Path, workbook: Path, verb: Verb = Verb.BOTH, seconds: int = 5) -> str:
    """Make a dossier of a workbook with its rosters; its id."""
    dossiers = Dossiers(root)
    dossier = dossiers.create("2026-2027 S2")
    number = dossier.add_workbook(workbook, "semester.xlsx", "", "ingebracht")
    version = dossier.workbook
    assert version is not None
    queue = JobQueue(dossiers, adopt)
    queue.start()
    order = WebOrder(verb, str(version.path), str(dossier.new_roster_folder()), seconds, why="gemaakt")
    job = queue.ask(dossier, order, number, "")
    until(lambda: _ended(dossier, job))
    queue.close()
    assert dossier.roster is not None
    return dossier.id


def _ended(dossier: Dossier, job: int) -> bool:
    found = JobStore(dossier).get(job)
    return found is not None and found.ended_at is not None


class Office:
    """One browser and what is behind it.

    Attributes:
        client: The browser.
        dossier: The dossier that it looks at.
    """

    def __init__(self, client: TestClient, dossier: Dossier) -> None:
        """Take a browser that was let in."""
        self.client, self.dossier = client, dossier

    @property
    def held(self) -> HeldRoster:
        """The rosters that are worked in."""
        found = held(self.dossier)
        assert found is not None
        return found

    @property
    def instance(self) -> Instance:
        """The workbook that is worked in."""
        version = self.dossier.workbook
        assert version is not None
        found = look(version.path).instance
        assert found is not None
        return found

    @property
    def heads(self) -> tuple[int, int]:
        """The versions of workbook and rosters that are worked in."""
        workbook, roster = self.dossier.workbook, self.dossier.roster
        assert workbook is not None
        assert roster is not None
        return workbook.id, roster.id

    def page(self, path: str) -> str:
        """What a screen shows."""
        answer = self.client.get(f"/d/{self.dossier.id}{path}")
        assert answer.status_code == 200, answer.text
        return answer.text

    def post(self, path: str, **data: object) -> str:
        """Change something; where it leads, or what was told."""
        fields = {name: value for name, value in data.items() if value is not None}
        answer = self.client.post(
            f"/d/{self.dossier.id}{path}", data=_fields(fields), headers={**CHANGE, "hx-request": "true"}
        )
        assert answer.status_code in (200, 204), answer.text
        return answer.headers.get("hx-redirect", answer.text)

    def ordered(self, path: str, **data: object) -> JobRecord:
        """Change something that orders rosters, and wait for them."""
        said = self.post(path, **data)
        number = re.fullmatch(rf"/d/{self.dossier.id}/maken/(\d+)", said)
        assert number is not None, said
        job = int(number.group(1))
        until(lambda: _ended(self.dossier, job))
        found = JobStore(self.dossier).get(job)
        assert found is not None
        return found


def _fields(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value if isinstance(value, list) else str(value) for name, value in data.items()}


@contextmanager
def office_of(made: Path, id: str, root: Path) -> Iterator[Office]:
    """Open the window on a copy of a dossier that was made before."""
    shutil.copytree(made / id, root / id)
    app = create_app(root, TOKEN, [HOST], PORT)
    with TestClient(app, base_url=f"http://{HOST}", follow_redirects=False) as client:
        assert client.get(f"/?{TOKEN_FIELD}={TOKEN}").status_code == 303
        yield Office(client, Dossiers(root).open(id))
