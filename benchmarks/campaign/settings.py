"""What the campaign asks of the product, and how much it tries. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CampaignSettings:
    """Limits and amounts.

    Attributes:
        cpu_seconds: Processor time that a command may take for a file, in seconds; those of its workers count.
        memory: Bytes of memory that it may have at most (resident).
        fence_cpu: Seconds of processor time after which the system ends it; it has failed long before.
        fence_memory: Bytes of address space that the system gives it above what it began with. Solvers and threads
            ask for far more than they use.
        fence_wall: Seconds on the wall after which it is ended. Only for what waits without working: a loaded machine
            may be ten times as slow as its processor time.
        search_seconds: ``--tijd`` of a command that must search before it meets the file.
        after_seconds: Seconds on the wall that workers may live on after their command was killed.
        seed: Of the sample that every file is made from.
        shown: Signs of an answer that are kept with a complaint.
    """

    cpu_seconds: float = 15.0
    memory: int = 600_000_000
    fence_cpu: int = 60
    fence_memory: int = 4_000_000_000
    fence_wall: int = 300
    search_seconds: int = 1
    after_seconds: float = 30.0
    seed: int = 3
    shown: int = 400


CAMPAIGN = CampaignSettings()
