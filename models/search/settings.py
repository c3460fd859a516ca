"""How one command searches: time, seed, width and patience. Plain figures; knows no solver and no clock."""

from __future__ import annotations

from dataclasses import dataclass

REPRODUCIBLE_LANES = 2  # the same on every computer, also where there is one core


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What was asked and how the time is spent; picklable, so that other processes search the same way.

    ``seconds`` are of the wall or, when ``reproducible``, of work: then nothing depends on how fast or how busy
    the computer is. ``workers`` are the cores there are.
    """

    seconds: float = 60.0
    seed: int = 0
    workers: int = 2
    reproducible: bool = False
    placement_share: float = 0.4  # 600 students need about 20 s; what a finished placement leaves goes to the WPAs
    pins_seconds: float = 10.0  # after a stop, for the few WPAs that are pinned
    little_gain: float = 0.01  # stop when the time left is expected to bring less than this part of the gap
    little_saving: float = 0.0005  # the same as a part of the cost, while there is no bound
    quiet_seconds: float = 10.0  # the memory of the expectation, at first; see stopping.py

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ValueError(f"{self.workers} workers")
        if not 0 < self.placement_share <= 1:
            raise ValueError(f"{self.placement_share} is no share of the time")

    @property
    def lanes(self) -> int:
        """How many sub-problems are solved side by side, in threads or processes."""
        return REPRODUCIBLE_LANES if self.reproducible else self.workers
