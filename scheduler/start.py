"""The first thing that runs: from here on Ctrl-C ends the program in silence, also while all the rest is imported.

So it imports next to nothing itself.
"""

from __future__ import annotations

import os
import signal
from types import FrameType

QUIT = 130  # ExitCode.QUIT, which is not imported yet


def main() -> None:
    """Entry point of the console script."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, _quit)
    from scheduler.cli import main as run

    run()


def _quit(number: int, frame: FrameType | None) -> None:
    """Nothing was begun, so there is nothing to tidy or to tell."""
    os._exit(QUIT)
