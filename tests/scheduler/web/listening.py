"""A server of the window on a real connection of this computer, for as long as a test needs it."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import uvicorn
from fastapi import FastAPI


@contextmanager
def listening(app_at: Callable[[int], FastAPI]) -> Iterator[int]:
    """Serve an application that is made for a free port; the port."""
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app_at(port), log_level="error"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]}, daemon=True)
        thread.start()
        end = time.monotonic() + 30
        while not server.started:
            assert time.monotonic() < end
            time.sleep(0.02)
        yield port
        server.should_exit = True
        thread.join(timeout=30)
