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
        first_seconds: ``--tijd`` for the rosters in which nothing is wrong, enough on a busy machine too.
        after_seconds: Seconds on the wall that workers may live on after their command was killed: who is being started
            imports the solver first, and a machine may be busy.
        seed: Of the sample that every file is made from.
        examples: Damaged files that are drawn for each reader.
        kills: Runs that are killed, spread over reading, searching, writing and taking over.
        signals: Runs that are asked to end, spread likewise.
        pairs: Pairs of runs into one folder.
        semesters: In one process.
        warm_up: Semesters after which memory is compared. Chosen by hand: caches of numpy, openpyxl and CP-SAT's
            threads are full by then.
        growth: Bytes that may come on top after that. Chosen by hand: half of what one semester takes.
        seconds_of_size: ``--tijd`` for the largest sample.
        memory_of_size: Bytes that the largest sample may take.
        shown: Signs of an answer that are kept with a complaint.
    """

    cpu_seconds: float = 15.0
    memory: int = 600_000_000
    fence_cpu: int = 60
    fence_memory: int = 4_000_000_000
    fence_wall: int = 300
    search_seconds: int = 1
    first_seconds: int = 20
    after_seconds: float = 60.0
    seed: int = 3
    examples: int = 300
    kills: int = 100
    signals: int = 24
    pairs: int = 6
    semesters: int = 50
    warm_up: int = 10
    growth: int = 60_000_000
    seconds_of_size: int = 300
    memory_of_size: int = 4_000_000_000
    shown: int = 400


CAMPAIGN = CampaignSettings()
