"""Who may ask: the token of the window, its cookie, the host, the origin and the size. Knows no page.

Every page on the computer and every site in the browser can reach a server on 127.0.0.1, so the address alone proves
nothing. The token in the first address becomes a cookie that other sites cannot send along (SameSite=Strict); a name
that points to 127.0.0.1 (DNS rebinding) is refused by its Host; a change also needs an Origin of the window itself and
a header with a secret that stands in its pages.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.web.server.settings import WEB

TOKEN_FIELD = "sleutel"  # in the first address
CSRF_HEADER = "x-formulier"
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
TOO_LARGE = "Dit bestand is te groot. Plaatswijzer neemt bestanden tot {} MB aan."


class Guard:
    """Middleware that lets only the window's own requests through."""

    def __init__(self, app: ASGIApp, token: str, hosts: Iterable[str], port: int) -> None:
        """Guard an application.

        Args:
            app: The application.
            token: The random token of this start.
            hosts: The values of Host that are the window's own, with the port.
            port: The port, which names the cookie.
        """
        self._app = app
        self._token = token
        self._hosts = frozenset(hosts)
        self._cookie = f"{WEB.cookie}-{port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or pass it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._app(scope, _limited(receive, WEB.upload_bytes), _with_headers(send))

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        if headers.get("host", "") not in self._hosts:
            return PlainTextResponse(NOT_KNOWN, 421)
        if int(headers.get("content-length") or 0) > WEB.upload_bytes:
            return PlainTextResponse(TOO_LARGE.format(WEB.upload_bytes // 1_000_000), 413)
        if scope["method"] not in SAFE:
            return self._refused_change(headers)
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        if TOKEN_FIELD in asked:
            return self._entered(scope, asked)
        if scope["path"].startswith("/static/") or self._known(headers):
            return None
        return PlainTextResponse(NOT_KNOWN, 403)

    def _entered(self, scope: Scope, asked: dict[str, list[str]]) -> Response:
        """The token leaves the address at once, so that it stays out of history and bookmarks."""
        if not _equal(asked.pop(TOKEN_FIELD)[0], self._token):
            return PlainTextResponse(NOT_KNOWN, 403)
        rest = urlencode(asked, doseq=True)
        # a path that begins with // would be another host
        path = "/" + scope["path"].lstrip("/")
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303)
        answer.set_cookie(self._cookie, self._session, httponly=True, samesite="strict", path="/")
        return answer

    def _refused_change(self, headers: Headers) -> Response | None:
        origin = headers.get("origin")
        if origin is None or origin.partition("://")[2] not in self._hosts or not self._known(headers):
            return PlainTextResponse(NOT_KNOWN, 403)
        # a form of another site cannot send a header of its own, nor ask the browser to
        if not _equal(headers.get(CSRF_HEADER, ""), self.csrf):
            return PlainTextResponse(NOT_KNOWN, 403)
        return None

    def _known(self, headers: Headers) -> bool:
        cookies: SimpleCookie = SimpleCookie()
        try:
            cookies.load(headers.get("cookie", ""))
        except CookieError:
            return False
        sent = cookies.get(self._cookie)
        return sent is not None and _equal(sent.value, self._session)

    @property
    def _session(self) -> str:
        return derived(self._token, "cookie")

    @property
    def csrf(self) -> str:
        """What every change must carry."""
        return derived(self._token, "formulier")


def derived(token: str, purpose: str) -> str:
    """Make a secret for one purpose from the token, from which the token cannot be told."""
    return hmac.new(token.encode(), purpose.encode(), hashlib.sha256).hexdigest()


def _equal(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _limited(receive: Receive, most: int) -> Receive:
    """What is sent in pieces without saying how much ends at the limit."""
    taken = 0

    async def limited() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        return {"type": "http.disconnect"} if taken > most else message

    return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            own = {name for name, _ in message["headers"]}
            message["headers"] = [
                *message["headers"],
                *((name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in own),
            ]
        await send(message)

    return sending
