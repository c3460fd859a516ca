"""The application of the window: its pages behind the guard. Knows which rooms there are, and no roster."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI
from fastapi.staticfiles import StaticFiles
from starlette.types import ASGIApp

from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.jobs.adopt import adopt
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.pages.common import Window
from scheduler.web.pages.outside.mishaps import told_of_mishaps
from scheduler.web.pages.rooms import ROUTERS
from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.guard import Guard
from scheduler.web.server.render import Renderer
from scheduler.web.server.sessions import Door, Sessions
from scheduler.web.server.settings import WEB, cookie_name
from scheduler.web.server.token_entry import TokenEntry
from scheduler.web.server.visitor import Entry

STATIC = Path(__file__).parent / "static"


def create_app(root: Path, token: str, hosts: Iterable[str], port: int) -> ASGIApp:
    """Make the application of the window on the own computer.

    Args:
        root: The folder with the dossiers.
        token: The random token of this start.
        hosts: The values of Host that are the window's own.
        port: The port that it is served on.

    Returns:
        The guarded application.
    """
    return guarded(root, TokenEntry(token, cookie_name(port)), hosts, port)


def create_office_app(root: Path, sessions: Sessions, hosts: Iterable[str], port: int, log: AccessLog) -> ASGIApp:
    """Make the application of a server of an office.

    Args:
        root: The folder with the dossiers.
        sessions: Who is logged in.
        hosts: The values of Host that are the server's own.
        port: The port that it is served on.
        log: Where is kept what everybody did.

    Returns:
        The guarded application.
    """
    return guarded(root, sessions, hosts, port, Door(sessions, cookie_name(port), log))


def guarded(root: Path, entry: Entry, hosts: Iterable[str], port: int, door: Door | None = None) -> ASGIApp:
    """Make the application with a way to be let in.

    Args:
        root: The folder with the dossiers.
        entry: How somebody is let in.
        hosts: The values of Host that are its own.
        port: The port that it is served on.
        door: What the page for logging in needs; None without.

    Returns:
        The guarded application.
    """
    return Guard(_application(root, door), entry, hosts, cookie_name(port), None if door is None else door.log)


def _application(root: Path, door: Door | None) -> FastAPI:
    dossiers = Dossiers(root)
    window = Window(dossiers, JobQueue(dossiers, adopt), Renderer("computer" if door is None else "server"), door)

    @asynccontextmanager
    async def life(_: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(dossiers.expire, datetime.now().astimezone())
        window.queue.start()
        daily = asyncio.create_task(_expire_daily(dossiers))
        yield
        daily.cancel()
        window.queue.close()

    app = FastAPI(title="Plaatswijzer", docs_url=None, redoc_url=None, openapi_url=None, lifespan=life)
    app.state.window = window
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    for router in ROUTERS:
        app.include_router(router)

    told_of_mishaps(app, window.render)
    return app


async def _expire_daily(dossiers: Dossiers) -> None:
    """One that goes wrong is tried again the next day."""
    while True:
        await asyncio.sleep(WEB.expire_seconds)
        with suppress(Exception):
            await asyncio.to_thread(dossiers.expire, datetime.now().astimezone())
