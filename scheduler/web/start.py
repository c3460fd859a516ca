"""Starting the window: a free port, a token, the browser. Knows no page."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from contextlib import closing
from typing import Any

import uvicorn

from reports.files.lock import hold
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.user_folder import user_folder
from scheduler.web.app import create_app
from scheduler.web.server.guard import TOKEN_FIELD
from scheduler.web.server.settings import WEB

HERE = "127.0.0.1"
ONE_WINDOW = ".venster"  # two servers would carry out one order twice


def serve(port: int | None, browser: bool) -> ExitCode:
    """Serve the window until Ctrl-C.

    Args:
        port: The port; None: a free one.
        browser: Open the browser; otherwise the address is only printed.

    Returns:
        DONE.

    Raises:
        RefusedError: The port is in use, or the data folder cannot be written.
    """
    listening = _listen(port)
    with closing(listening):
        number = listening.getsockname()[1]
        token = secrets.token_urlsafe(WEB.token_bytes)
        root = user_folder() / "dossiers"
        try:
            root.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RefusedError(ExitCode.FAULTS, f"In de map {root} kan niet geschreven worden.") from error
        only = hold(root / ONE_WINDOW)
        if only is None:
            text = "Plaatswijzer staat al open op deze computer. Gebruik dat venster, of sluit het eerst."
            raise RefusedError(ExitCode.FAULTS, text)
        hosts = (f"{HERE}:{number}", f"localhost:{number}")
        app = create_app(root, token, hosts, number)
        address = f"http://{HERE}:{number}/?{TOKEN_FIELD}={token}"
        print(f"Plaatswijzer staat open op {address}", flush=True)
        print("Dit adres is alleen voor u, op deze computer. Sluiten: Ctrl-C in dit venster.", flush=True)
        # no log: addresses name dossiers, and an office needs none
        quiet: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False}
        server = uvicorn.Server(uvicorn.Config(app, timeout_graceful_shutdown=3, **quiet))
        if browser:
            threading.Timer(0.5, webbrowser.open, [address]).start()
        try:
            server.run(sockets=[listening])
        finally:
            only.release()
    return ExitCode.DONE


def _listen(port: int | None) -> socket.socket:
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((HERE, port or 0))
    except OSError as error:
        listening.close()
        text = f"Poort {port} is in gebruik. Kies een andere met --poort, of laat --poort weg: dan kiest Plaatswijzer."
        raise RefusedError(ExitCode.FAULTS, text) from error
    return listening
