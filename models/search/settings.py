"""How one command searches, and the numbers of its clock, solvers and stopping. Knows no solver and no clock."""

from __future__ import annotations

from dataclasses import dataclass, field

HIGHS_THREAD = "HiGHS"  # names a thread in which HiGHS solves, maybe longer than its answer is waited for


@dataclass(frozen=True, slots=True)
class DeterministicTime:
    """What counts as one second of work where nothing may depend on the wall clock.

    Source: decision 10. Fitted in CPU seconds on 2 cores, placing 600 students and 150 blocks of WPAs, so that a unit
    is about a second of one core: placing 600 students took 14.6 CPU seconds and was charged 16.3.

    Attributes:
        per_deterministic: Seconds for a unit of what CP-SAT counts as deterministic time.
        per_part: Seconds for each variable and constraint of a CP-SAT model: making, loading and presolving it.
        per_solve: Seconds for each call of CP-SAT.
        per_line: Seconds for each row and column of a linear program; measured on placement masters of 4,000 rows.
        per_step: Seconds for each simplex step and row of a linear program; measured on the same masters.
        parallel_tasks: Sub-problems side by side, also where there is one core: the same on every computer.
    """

    per_deterministic: float = 4.5
    per_part: float = 7e-5
    per_solve: float = 0.005
    per_line: float = 2e-5
    per_step: float = 4e-8
    parallel_tasks: int = 2


@dataclass(frozen=True, slots=True)
class SolveLimits:
    """Within what every call of a solver must end.

    HiGHS counts no deterministic time, so in reproducible mode it has a limit of nodes or steps. Those are far above
    what was seen in placing and replanning 20, 60, 600 and 1,300 students: every integer program ended at its root, in
    3,646 simplex steps and 2 seconds at most, and no linear program took more than 9,453 steps.

    Attributes:
        least_seconds: A solve gets no less. Chosen by hand, not measured apart.
        poll_seconds: Wall seconds between looks at the stop button. Chosen by hand: too short to be noticed.
        nodes: Nodes of an integer program in reproducible mode, where the caller asks for no other limit. Chosen by
            hand, see above.
        steps: Steps of a linear program in reproducible mode: simplex or interior point. Chosen by hand, see above.
        last_resort_seconds: Wall seconds of a HiGHS solve in reproducible mode, where cutting planes and presolve
            have no other limit. A run that hits it is no longer reproducible, and says so. Chosen by hand: over a
            thousand times the longest solve that was seen.
        overdue_seconds: Wall seconds after its own limit of time that HiGHS is waited for. Chosen by hand.
    """

    least_seconds: float = 0.01
    poll_seconds: float = 0.05
    nodes: int = 5_000
    steps: int = 1_000_000
    last_resort_seconds: float = 3600.0
    overdue_seconds: float = 30.0


@dataclass(frozen=True, slots=True)
class TaskSettings:
    """How long answers of parallel tasks are waited for.

    Attributes:
        poll_seconds: Wall seconds between looks at the stop button. Chosen by hand, not measured apart.
        late_seconds: Wall seconds after the end of the time that an answer is waited for: building a model has no
            limit. Chosen by hand, not measured apart.
    """

    poll_seconds: float = 0.1
    late_seconds: float = 3.0


@dataclass(frozen=True, slots=True)
class StagnationSettings:
    """When to stop on too little expected gain; the formula is in ``stagnation``.

    Source: decision 10; the values were chosen by hand.

    Attributes:
        little_gain: Stop when the time left is expected to bring less than this part of the gap.
        little_saving: Stop when it is expected to bring less than this part of the cost, while there is no bound.
        quiet_seconds: The memory of the expectation at first, and the time before which no search is stopped.
        prior_gain: Part of the attainable gain that a search that has just begun is expected to bring.
        attainable_saving: Part of the cost that is attainable, while there is no bound.
    """

    little_gain: float = 0.01
    little_saving: float = 0.0005
    quiet_seconds: float = 10.0
    prior_gain: float = 0.1
    attainable_saving: float = 0.1


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What was asked of one command and how its time is spent; picklable, so that other processes search the same way.

    Attributes:
        seconds: Time for all searches together: of the wall or, when ``reproducible``, of work.
        seed: For every random choice and for CP-SAT.
        workers: The cores there are.
        reproducible: Time is work that was done, so that nothing depends on how fast or how busy the computer is.
        placement_share: Part of the time for the placement (0-1); what a finished placement leaves goes to the WPAs.
            600 students need about 20 s.
        pins_seconds: Time for the WPAs that are pinned, after a stop that came before there was a roster. Chosen by
            hand: they are few.
        stagnation: When to stop before the time is over.

    Raises:
        ValueError: There are no workers, or ``placement_share`` is no share.
    """

    seconds: float = 60.0
    seed: int = 0
    workers: int = 2
    reproducible: bool = False
    placement_share: float = 0.4
    pins_seconds: float = 10.0
    stagnation: StagnationSettings = field(default_factory=StagnationSettings)

    def __post_init__(self) -> None:
        if self.workers < 1:
            raise ValueError(f"{self.workers} workers")
        if not 0 < self.placement_share <= 1:
            raise ValueError(f"{self.placement_share} is no share of the time")

    @property
    def parallel_tasks(self) -> int:
        """How many sub-problems are solved side by side, in threads or processes."""
        return WORK_SETTINGS.parallel_tasks if self.reproducible else self.workers


WORK_SETTINGS = DeterministicTime()
LIMIT_SETTINGS = SolveLimits()
TASK_SETTINGS = TaskSettings()
