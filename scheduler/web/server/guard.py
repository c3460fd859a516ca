"""Who may ask: the cookie, the host, the origin and the size. Knows no page.

Every page on the computer and every site in the browser can reach a server on 127.0.0.1, so the address alone proves
nothing. Who was let in has a cookie that other sites cannot send along (SameSite=Strict); a name that points to
127.0.0.1 (DNS rebinding) is refused by its Host; a change also needs an Origin of the window itself and a header with
a secret that stands in its pages.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.body import within_limits
from scheduler.web.server.visitor import Entry, Visitor

TOKEN_FIELD = "sleutel"  # in the first address
CSRF_HEADER = "x-formulier"
VISITOR = "visitor"  # in the state of a request: who asks
COOKIE = "cookie"  # and with which cookie
SAFE = frozenset({"GET", "HEAD"})
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
NOT_KNOWN = (
    "Dit venster hoort bij een andere start van Plaatswijzer. Start Plaatswijzer opnieuw, of gebruik het adres dat bij "
    "het starten getoond werd."
)


class Guard:
    """Middleware that lets only the window's own requests through."""

    def __init__(
        self, app: ASGIApp, entry: Entry, hosts: Iterable[str], cookie: str, log: AccessLog | None = None
    ) -> None:
        """Guard an application.

        Args:
            app: The application.
            entry: How somebody is let in.
            hosts: The values of Host that are the window's own, with the port where it is in the address.
            cookie: The name of the cookie.
            log: Where is kept what everybody did; None on the own computer.
        """
        self._app = app
        self._entry = entry
        self._hosts = frozenset(hosts)
        self._cookie = cookie
        self._log = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sent = self._sent(headers)
        visitor = self._entry.known(sent)
        refusal = self._refusal(scope, headers, visitor)
        answering = _Answering(send)
        if refusal is not None:
            await refusal(scope, receive, answering.send)
            return
        scope.setdefault("state", {}).update({VISITOR: visitor, COOKIE: sent})
        try:
            await within_limits(self._app, scope, receive, answering.send)
        finally:
            changes = scope["method"] not in SAFE or answering.gives_file
            if self._log is not None and visitor is not None and changes:
                self._log.of_request(visitor.name, scope, answering.status)

    def _refusal(self, scope: Scope, headers: Headers, visitor: Visitor | None) -> Response | None:
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse(NOT_KNOWN, 421)
        if scope["method"] not in SAFE:
            return self._refused_change(scope, headers, visitor)
        if scope["path"].startswith("/static/"):
            return None
        entered = self._entry.by_address(scope)
        if entered is not None:
            return entered
        if visitor is not None or self._entry.is_open(scope["path"]):
            return None
        return self._entry.stranger(scope)

    def _refused_change(self, scope: Scope, headers: Headers, visitor: Visitor | None) -> Response | None:
        origin = headers.get("origin")
        if origin is None or origin.partition("://")[2] not in self._hosts:
            return PlainTextResponse(NOT_KNOWN, 403)
        if self._entry.is_open(scope["path"]):
            return None
        if visitor is None:
            return self._entry.stranger(scope)
        # a form of another site cannot send a header of its own, nor ask the browser to
        if not equal(headers.get(CSRF_HEADER, ""), visitor.csrf):
            return PlainTextResponse(NOT_KNOWN, 403)
        return None

    def _sent(self, headers: Headers) -> str:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return ""
        sent = cookies.get(self._cookie)
        return "" if sent is None else sent.value


def derived(token: str, purpose: str) -> str:
    """Make a secret for one purpose from the token, from which the token cannot be told."""
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def equal(one: str, other: str) -> bool:
    """Compare secrets in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one.encode(), other.encode())


class _Answering:
    """The answer on its way out, with the policy."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status = 0
        self.gives_file = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            self.status = message["status"]
            self.gives_file = b"content-disposition" in own
            message["headers"] = [
                *message["headers"],
                *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in own),
            ]
        await self._send(message)
