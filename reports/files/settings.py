"""How long is waited for another process, and how old scratch of an earlier version must be. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TakeOverSettings:
    """How files of other processes are dealt with.

    Attributes:
        wait_seconds: Seconds that a reader waits for a run that is taking files over; that takes well under a second
            on a local disk. Chosen by hand, not measured apart.
        poll_seconds: Seconds between two looks.
        stale_seconds: Age in seconds from which scratch without a lock in it, as earlier versions made, is swept: those
            held it for as long as writing took, some seconds. Chosen by hand, not measured apart.
        block: Bytes read at a time for a print.
        largest_sealed: Bytes of a workbook, unpacked, that is sealed or looked at for a seal; more may be a bomb.
    """

    wait_seconds: float = 10.0
    poll_seconds: float = 0.1
    stale_seconds: float = 3600.0
    block: int = 1 << 20
    largest_sealed: int = 1 << 29


TAKE_OVER_SETTINGS = TakeOverSettings()
