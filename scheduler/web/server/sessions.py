"""Let in by name and password: colleagues at a server of the office. Knows no page.

Sessions are in memory only: a server that starts again asks everybody again, and no file can be stolen for them.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from urllib.parse import quote

from starlette.responses import RedirectResponse, Response
from starlette.types import Scope

from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.settings import WEB
from scheduler.web.server.users import UserRole, Users, plain_name
from scheduler.web.server.visitor import Visitor

LOGIN = "/inloggen"
LOGOUT = "/uitloggen"


class NotLetInError(Exception):
    """The name or the password is not right.

    Attributes:
        wait: Seconds before it may be tried again; 0 for at once.
    """

    def __init__(self, wait: float = 0.0) -> None:
        super().__init__(wait)
        self.wait = wait


@dataclass(slots=True)
class _Session:
    name: str
    hash: str  # another password ends the sessions that were opened with the one before
    csrf: str
    began: float
    seen: float


@dataclass(frozen=True)
class Door:
    """What the page for logging in needs.

    Attributes:
        sessions: Who is logged in.
        cookie: The name of the cookie.
        log: Where is kept who came in and who did not.
    """

    sessions: Sessions
    cookie: str
    log: AccessLog


class Sessions:
    """Who is logged in."""

    def __init__(self, users: Users, now: Callable[[], float] = time.monotonic) -> None:
        """Let in the users of a file.

        Args:
            users: The users.
            now: The clock, in seconds.
        """
        self._users = users
        self._now = now
        self._lock = Lock()
        self._sessions: dict[str, _Session] = {}
        self._failed: dict[str, tuple[int, float]] = {}  # how often in a row, and when again

    def enter(self, name: str, password: str) -> str:
        """Let somebody in.

        Args:
            name: As it was typed.
            password: As it was typed.

        Returns:
            The cookie.

        Raises:
            NotLetInError: The name or the password is not right, or it is tried too often.
        """
        name = plain_name(name)
        wait = self._must_wait(name)
        if wait > 0:
            raise NotLetInError(wait)
        if not self._users.has_password(name, password):
            raise NotLetInError(self._failed_again(name))
        user = self._users.of(name)
        if user is None:  # removed in the meantime
            raise NotLetInError
        cookie = secrets.token_urlsafe(WEB.token_bytes)
        now = self._now()
        with self._lock:
            self._failed.pop(name, None)
            self._sessions = {key: one for key, one in self._sessions.items() if self._holds(one, now)}
            csrf = secrets.token_urlsafe(WEB.token_bytes)
            self._sessions[_print(cookie)] = _Session(name, user.wachtwoord, csrf, now, now)
        return cookie

    def leave(self, cookie: str) -> None:
        """Let somebody out.

        Args:
            cookie: The cookie.
        """
        with self._lock:
            self._sessions.pop(_print(cookie), None)

    def has_name(self, name: str) -> bool:
        """Tell whether there is a user of this name; what else was typed there may be a password."""
        return self._users.of(plain_name(name)) is not None

    def known(self, cookie: str) -> Visitor | None:
        """Tell who sends a cookie; None for nobody."""
        now = self._now()
        with self._lock:
            session = self._sessions.get(_print(cookie))
            if session is None or not self._holds(session, now):
                return None
            session.seen = now
        user = self._users.of(session.name)
        if user is None or user.wachtwoord != session.hash:
            return None
        return Visitor(session.name, user.rol is UserRole.MAY_BREAK, session.csrf)

    def by_address(self, scope: Scope) -> Response | None:
        """No address lets anybody in."""
        return None

    def is_open(self, path: str) -> bool:
        """The page for logging in is for everybody."""
        return path == LOGIN

    def stranger(self, scope: Scope) -> Response:
        """Lead to the page for logging in, and from there back to a page that was asked for."""
        if scope["method"] != "GET" or any(name == b"hx-request" for name, _ in scope["headers"]):
            return Response(status_code=401, headers={"hx-redirect": LOGIN})
        path: str = scope["path"]
        return RedirectResponse(LOGIN if path == "/" else f"{LOGIN}?naar={quote(path, safe='/')}", 303)

    def _holds(self, session: _Session, now: float) -> bool:
        return now - session.seen < WEB.idle_seconds and now - session.began < WEB.session_seconds

    def _must_wait(self, name: str) -> float:
        with self._lock:
            _, again = self._failed.get(name, (0, 0.0))
        return again - self._now()

    def _failed_again(self, name: str) -> float:
        """After a few tries the wait doubles; a colleague who is kept out so waits a minute at most."""
        with self._lock:
            times = self._failed.get(name, (0, 0.0))[0] + 1
            wait = 0.0 if times < WEB.free_tries else min(2.0 ** (times - WEB.free_tries), WEB.longest_wait)
            self._failed.pop(name, None)
            self._failed[name] = (times, self._now() + wait)
            if len(self._failed) > WEB.names_remembered:
                self._failed.pop(next(iter(self._failed)))
        return wait


def _print(cookie: str) -> str:
    """What is kept of a cookie: found by its hash, it cannot be guessed letter by letter by how long that takes."""
    return hashlib.sha256(cookie.encode()).hexdigest()
