"""What time is for a search: seconds on the wall, or work done. Knows no solver."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    @property
    def now(self) -> float: ...

    def charge(self, seconds: float) -> None:
        """Count work that was done; on the wall that passes by itself."""
        ...


class WallClock:
    """Seconds that pass. ``charge`` adds nothing."""

    @property
    def now(self) -> float:
        return time.monotonic()

    def charge(self, seconds: float) -> None:
        return None


class WorkClock:
    """Work that was charged, in seconds of an ordinary office computer; the same on every computer.

    Only one thread may charge a clock, or the order of the sums would depend on chance.
    """

    def __init__(self) -> None:
        self._done = 0.0

    @property
    def now(self) -> float:
        return self._done

    def charge(self, seconds: float) -> None:
        if seconds < 0:
            raise ValueError(f"work of {seconds} seconds")
        self._done += seconds
