"""Let in by a token in the first address: the one person at this computer. Knows no page.

The token becomes a cookie and leaves the address. The address with which the browser is opened can be read by others on
the computer, in the list of processes: it has a token of its own that dies at its first use. When it is used again
somebody else may have been first, so that whoever came in with it is put out.
"""

from __future__ import annotations

import secrets
import time
from urllib.parse import parse_qs, urlencode

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import Scope

from scheduler.web.server.guard import NOT_KNOWN, TOKEN_FIELD, derived, equal
from scheduler.web.server.settings import WEB
from scheduler.web.server.visitor import Visitor

USED = (
    "Dit adres is al gebruikt; het geldt één keer. Wie ermee binnenkwam, is er nu uit. Sluit Plaatswijzer en start het "
    "opnieuw, of gebruik het adres dat bij het starten getoond werd."
)


class TokenEntry:
    """The one person at this computer."""

    def __init__(self, token: str, cookie: str) -> None:
        """Let in by a token.

        Args:
            token: The random token of this start.
            cookie: The name of the cookie.
        """
        self._token = token
        self._cookie = cookie
        self._visitor = Visitor("", True, derived(token, "formulier"))
        self._once: str | None = None
        self._once_until = 0.0
        self._let_in = {derived(token, "cookie")}

    def once(self) -> str:
        """Make a token for the address with which the browser is opened; it works once, and soon."""
        self._once = secrets.token_urlsafe(WEB.token_bytes)
        self._once_until = time.monotonic() + WEB.once_seconds
        return self._once

    def known(self, cookie: str) -> Visitor | None:
        """Tell who sends a cookie; None for nobody."""
        return self._visitor if any(equal(cookie, one) for one in self._let_in) else None

    def by_address(self, scope: Scope) -> Response | None:
        """Let in who brings the token, which leaves the address at once: it stays out of history and bookmarks."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if TOKEN_FIELD not in asked:
            return None
        given = asked.pop(TOKEN_FIELD)[0]
        cookie = self._cookie_for(given)
        if cookie is None:
            return PlainTextResponse(USED if self._is_once(given) else NOT_KNOWN, 403)
        rest = urlencode(asked, doseq=True)
        # a path that begins with // would be another host
        path = "/" + scope["path"].lstrip("/")
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(self._cookie, cookie, httponly=True, samesite="strict", path="/")
        return answer

    def _cookie_for(self, given: str) -> str | None:
        if equal(given, self._token):
            return derived(self._token, "cookie")
        if not self._is_once(given):
            return None
        # not made of the token of one use, which others may have read
        cookie = derived(self._token, "cookie van één keer")
        used = self._once_until == 0.0
        if used or time.monotonic() > self._once_until:
            self._let_in.discard(cookie)
            return None
        self._once_until = 0.0
        self._let_in.add(cookie)
        return cookie

    def _is_once(self, given: str) -> bool:
        return self._once is not None and equal(given, self._once)

    def is_open(self, path: str) -> bool:
        """No page is for strangers."""
        return False

    def stranger(self, scope: Scope) -> Response:
        """Say that another start has another window."""
        return PlainTextResponse(NOT_KNOWN, 403)
