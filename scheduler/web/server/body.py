"""How much may be sent: what is larger is answered in words, also when it did not say how large it is."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.datastructures import Headers
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scheduler.web.server.settings import WEB

FILE_TOO_LARGE = "Dit bestand is te groot. Plaatswijzer neemt bestanden tot {} MB aan. Er is niets bewaard."
FORM_TOO_LARGE = "Dit is te veel tekst in één keer. Er is niets bewaard."
NO_LENGTH = "Deze vraag is niet te begrijpen."


async def within_limits(app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """Let an application answer a request, or say that too much is sent.

    Args:
        app: The application.
        scope: What is asked.
        receive: Gives what is sent.
        send: Takes the answer.
    """
    headers = Headers(scope=scope)
    is_file = headers.get("content-type", "").startswith("multipart/form-data")
    most = WEB.upload_bytes if is_file else WEB.form_bytes
    refusal = PlainTextResponse(FILE_TOO_LARGE.format(most // 1_000_000) if is_file else FORM_TOO_LARGE, 413)
    told = headers.get("content-length", "0")
    if not (told.isascii() and told.isdigit()):
        await PlainTextResponse(NO_LENGTH, 400)(scope, receive, send)
        return
    if int(told) > most:
        await _refuse(refusal, scope, receive, send)
        return
    body = _Counted(receive, most)
    answer = _Answered(body, send)
    with suppress(ClientDisconnect):
        await app(scope, body.receive, answer.send)
    if body.spoilt and not answer.begun:
        await _refuse(refusal, scope, receive, send, body.ended)


async def _refuse(refusal: Response, scope: Scope, receive: Receive, send: Send, ended: bool = False) -> None:
    """Read what is still sent, within bounds: a browser reads no answer before it has sent everything."""
    read = 0
    with suppress(TimeoutError):
        async with asyncio.timeout(WEB.spoilt_seconds):
            while not ended and read < WEB.spoilt_bytes:
                message = await receive()
                read += len(message.get("body", b""))
                ended = not message.get("more_body")
    await refusal(scope, receive, send)


class _Counted:
    """What is sent, which ends at the limit as if the line were broken."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive, self._left = receive, most
        self.spoilt = False
        self.ended = False

    async def receive(self) -> Message:
        if self.spoilt:
            return {"type": "http.disconnect"}
        message = await self._receive()
        self._left -= len(message.get("body", b""))
        self.ended = not message.get("more_body")
        self.spoilt = self._left < 0
        return {"type": "http.disconnect"} if self.spoilt else message


class _Answered:
    """The answer of the application; once too much was sent, it is not the one that counts."""

    def __init__(self, body: _Counted, send: Send) -> None:
        self._body, self._send = body, send
        self.begun = False

    async def send(self, message: Message) -> None:
        if self._body.spoilt and not self.begun:
            return
        self.begun = True
        await self._send(message)
