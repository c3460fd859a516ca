"""Screen streams that outlast whoever reads them: a closed pipe or terminal costs no roster. Knows no texts."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import Any, TextIO, cast


class LastingStream:
    """A text stream that falls silent when nobody can read it any more; everything else is that of the stream."""

    def __init__(self, stream: TextIO) -> None:
        """Wrap a stream."""
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        """Whatever else the stream has."""
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write, or nothing where the reader has gone (``| head``), the terminal closed or the disk is full."""
        try:
            return self._stream.write(text)
        except (OSError, ValueError):
            self._fall_silent()
            return len(text)

    def flush(self) -> None:
        """Flush, under the same conditions."""
        try:
            self._stream.flush()
        except (OSError, ValueError):
            self._fall_silent()

    def _fall_silent(self) -> None:
        """The file behind the stream too: Python flushes it once more when it ends."""
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, self._stream.fileno())
            os.close(nowhere)
        self._stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def lasting_streams() -> None:
    """Make the streams of this process lasting, and have three that are open.

    A process may be started without (``>&-``). The next file that is opened would be taken for the screen then. An old
    console that cannot show a letter gets a question mark, not a crash.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free: this one
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name) or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
        if isinstance(stream, LastingStream):
            continue
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
        setattr(sys, name, cast(TextIO, LastingStream(stream)))
