"""Starting the window: a port, a way to be let in, the browser. Knows no page."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import sqlite3
import sys
import threading
import webbrowser
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp

from reports.files.lock import hold
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.user_folder import user_folder
from scheduler.web.app import create_office_app, guarded
from scheduler.web.dossier.dossiers import Dossiers
from scheduler.web.dossier.schema import NoDossierError
from scheduler.web.server.access_log import AccessLog
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.server.sessions import Sessions
from scheduler.web.server.settings import WEB, cookie_name
from scheduler.web.server.token_entry import TokenEntry
from scheduler.web.server.users import Users
from scheduler.web.tasks.held import prepare

HERE = "127.0.0.1"
ONE_WINDOW = ".venster"  # two servers would carry out one order twice
OWNER_ALONE = 0o077  # what is made from here on is for its owner alone: workbooks, rosters, what was asked
TLS = (
    "Zet er een webserver met TLS (https) voor die alles doorgeeft: zonder gaan wachtwoorden en namen leesbaar over "
    "het netwerk."
)


@dataclass(frozen=True, slots=True)
class OfficeServer:
    """What an office gives to let colleagues in.

    Attributes:
        host: The address that is listened on.
        users: The file with users.
        names: The names of the server in the address that colleagues type, without port; none: ``host``.
    """

    host: str
    users: Path
    names: tuple[str, ...] = ()


def serve(port: int | None, browser: bool, office: OfficeServer | None = None) -> ExitCode:
    """Serve the window until Ctrl-C.

    Args:
        port: The port; None: a free one.
        browser: Open the browser; otherwise the address is only printed.
        office: What an office gives to let colleagues in; None: the window is for this computer alone.

    Returns:
        DONE.

    Raises:
        RefusedError: The port is in use, the data folder cannot be written, or the users cannot be read.
    """
    os.umask(OWNER_ALONE)
    sessions = None if office is None else Sessions(Users(office.users))
    listening = _listen(port, HERE if office is None else office.host)
    with closing(listening):
        number = listening.getsockname()[1]
        root = user_folder() / "dossiers"
        try:
            root.mkdir(parents=True, exist_ok=True)
            only = hold(root / ONE_WINDOW)
        except OSError as error:
            raise RefusedError(ExitCode.FAULTS, f"In de map {root} kan niet geschreven worden.") from error
        if only is None:
            text = "Plaatswijzer staat al open op deze computer. Gebruik dat venster, of sluit het eerst."
            raise RefusedError(ExitCode.FAULTS, text)
        try:
            if office is None or sessions is None:
                app = _for_this_computer(root, number, browser)
            else:
                app = _for_the_office(root, number, office, sessions)
            # no log: addresses name dossiers, and an office needs none
            quiet: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
            config = uvicorn.Config(app, timeout_graceful_shutdown=3, proxy_headers=False, **quiet)
            threading.Thread(target=_prepare_latest, args=(Dossiers(root),), daemon=True, name="klaarzetten").start()
            with _ended_by_signal():
                uvicorn.Server(config).run(sockets=[listening])
        finally:
            only.release()
    return ExitCode.DONE


def _prepare_latest(dossiers: Dossiers) -> None:
    """Read the rosters of the semester that was worked in last."""
    with suppress(OSError, sqlite3.DatabaseError, NoDossierError):  # who opens it is told
        for latest in [one for one in dossiers.all() if one.readable][:1]:
            prepare(dossiers.open(latest.id))


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Ctrl-C is how the window is closed, and no reason for another exit code; the server passes it on at its end."""
    before = {number: signal.signal(number, lambda *_: None) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _for_this_computer(root: Path, port: int, browser: bool) -> ASGIApp:
    token = secrets.token_urlsafe(WEB.token_bytes)
    entry = TokenEntry(token, cookie_name(port))
    address = f"http://{HERE}:{port}/?{TOKEN_FIELD}="
    print(f"Plaatswijzer staat open op {address}{token}", flush=True)
    print("Dit adres is alleen voor u, op deze computer. Sluiten: Ctrl-C in dit venster.", flush=True)
    if browser:
        threading.Timer(0.5, webbrowser.open, [address + entry.once()]).start()
    return guarded(root, entry, (f"{HERE}:{port}", f"localhost:{port}"), port)


def _for_the_office(root: Path, port: int, office: OfficeServer, sessions: Sessions) -> ASGIApp:
    names = [name.lower() for name in office.names] or _own_name(office.host)
    log = AccessLog(root.parent / "logboek")
    # behind a server with TLS the port is that of the other one, and left out where it is 443
    hosts = [host for name in names for host in (name, f"{name}:{port}")]
    print(f"Plaatswijzer staat open op http://{names[0]}:{port}/ voor wie in {office.users} staat.", flush=True)
    print(TLS, flush=True)
    print(f"Wie wat deed, komt in {root.parent / 'logboek'}. Sluiten: Ctrl-C in dit venster.", flush=True)
    return create_office_app(root, sessions, hosts, port, log)


def _own_name(host: str) -> list[str]:
    try:
        address = ip_address(host)
    except ValueError:
        return [host.lower()]
    if address.is_unspecified:
        text = f"Op {host} luistert Plaatswijzer naar ieder adres. Zeg met --naam hoe de server heet in het adres."
        raise RefusedError(ExitCode.FAULTS, text)
    return [f"[{address}]" if address.version == 6 else str(address)]


def _listen(port: int | None, host: str = HERE) -> socket.socket:
    try:
        family, *_, address = socket.getaddrinfo(host, port or 0, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
    except OSError as error:
        text = f"{host} is geen adres van deze computer. Zeg met --host op welk adres collega's hem bereiken."
        raise RefusedError(ExitCode.FAULTS, text) from error
    listening = socket.socket(family, socket.SOCK_STREAM)
    if sys.platform == "win32":  # there the other option would let another program listen along on the same port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
    else:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
    except OSError as error:
        listening.close()
        text = f"Poort {port} is in gebruik. Kies een andere met --poort, of laat --poort weg: dan kiest Plaatswijzer."
        if host != HERE:
            text = f"Op {host} poort {port or 'naar keuze'} kan niet geluisterd worden: het adres is niet van deze "
            text += "computer, of de poort is in gebruik."
        raise RefusedError(ExitCode.FAULTS, text) from error
    return listening
