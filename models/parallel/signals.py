"""Processes that are born deaf to Ctrl-C, which is the parent's to handle. Knows nothing of their work."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker


@contextmanager
def sigint_blocked() -> Iterator[None]:
    """A process born here does not hear Ctrl-C while it still imports; the blocked signals are inherited.

    Nor does it hear that the terminal closes or that all of a group must end: its parent does, and ends it.
    Windows has no such mask. The tracker that multiprocessing starts first would lift the mask (3.11).
    """
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGHUP})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
