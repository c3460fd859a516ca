"""What time is for a search: seconds on the wall, or work done. Knows no solver."""

from __future__ import annotations

import time
from typing import Protocol


class Clock(Protocol):
    """Something that says how late it is, in seconds from any moment."""

    @property
    def now(self) -> float:
        """Seconds; never less than before."""
        ...

    def charge(self, seconds: float) -> None:
        """Count work that was done; on the wall that passes by itself."""
        ...


class WallClock:
    """Seconds that pass. ``charge`` adds nothing."""

    @property
    def now(self) -> float:
        """Seconds of the system's monotonic clock."""
        return time.monotonic()

    def charge(self, seconds: float) -> None:
        """Nothing: the time that work took has passed already."""


class WorkClock:
    """Work that was charged, in seconds of an ordinary office computer; the same on every computer.

    Only one thread may charge a clock, or the order of the sums would depend on chance.
    """

    def __init__(self) -> None:
        self._done = 0.0

    @property
    def now(self) -> float:
        """Seconds of work since the clock was made."""
        return self._done

    def charge(self, seconds: float) -> None:
        """Count work that was done.

        Args:
            seconds: Of work, see ``DeterministicTime``.

        Raises:
            ValueError: Work cannot be undone.
        """
        if seconds < 0:
            raise ValueError(f"work of {seconds} seconds")
        self._done += seconds
