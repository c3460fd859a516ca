"""A server of an office with two colleagues, asked as their browsers ask. Asserts nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from starlette.testclient import TestClient

from scheduler.web.app import create_office_app
from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.guard import CSRF_HEADER
from scheduler.web.server.sessions import Sessions
from scheduler.web.server.users import UserRole, Users, set_user

PORT = 8123
NAME = "plaatswijzer.school.example"
ORIGIN = {"origin": f"https://{NAME}"}
PASSWORDS = {"ans": "vier woorden achter elkaar", "bo": "een heel ander wachtwoord"}


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def users_in(folder: Path) -> Path:
    """A file with two users; the first may deviate."""
    path = folder / "gebruikers.json"
    set_user(path, "ans", PASSWORDS["ans"], UserRole.MAY_BREAK)
    set_user(path, "bo", PASSWORDS["bo"], UserRole.OFFICE)
    return path


class Server:
    """A server and its browsers.

    Attributes:
        app: The application.
        clock: Its time for sessions.
        users: The file with users.
        log: The folder of its log.
        root: The folder with the dossiers.
    """

    def __init__(self, folder: Path, root: Path | None = None) -> None:
        """Make a server in a folder."""
        self.clock, self.users, self.log = Clock(), users_in(folder), folder / "logboek"
        self.root = root or folder / "dossiers"
        sessions = Sessions(Users(self.users), self.clock)
        self.app = create_office_app(self.root, sessions, [NAME, f"{NAME}:{PORT}"], PORT, AccessLog(self.log))

    @contextmanager
    def browser(self) -> Iterator[TestClient]:
        """A browser that was not let in yet; the first one starts the server."""
        with TestClient(self.app, base_url=f"https://{NAME}", follow_redirects=False) as client:
            yield client

    def another(self) -> TestClient:
        """Another browser at the running server."""
        return TestClient(self.app, base_url=f"https://{NAME}", follow_redirects=False)

    def lines(self) -> list[list[str]]:
        """The lines of the log, without their moments."""
        return [
            line.split("\t")[1:]
            for path in sorted(self.log.glob("*.tsv"))
            for line in path.read_text(encoding="utf-8").splitlines()
        ]


def log_in(client: TestClient, name: str, password: str | None = None, to: str = "/") -> int:
    """Log in; the status of the answer."""
    data = {"naam": name, "wachtwoord": PASSWORDS.get(name, "") if password is None else password, "naar": to}
    return client.post("/inloggen", data=data, headers=ORIGIN).status_code


def change(client: TestClient) -> dict[str, str]:
    """What the pages of this browser send along with a change."""
    found = re.search(r'data-formulier="([^"]+)"', client.get("/").text)
    return {**ORIGIN, CSRF_HEADER: found[1] if found else "", "hx-request": "true"}
