"""How long processes and clusters are waited for, and how often a question is asked again. Knows no executor."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WorkerSettings:
    """Of every worker, here or on a cluster. Source: decision 9; the values were chosen by hand.

    Attributes:
        losses: So often a question is asked again when its worker dies; one that kills three workers is to blame.
        niceness: By how much a worker process gives way: whoever waits for the answers goes first, and so does
            everything else on the computer.
        states_kept: Jobs of which a thread of a cluster keeps the state; those of an office that vanished go at last.
    """

    losses: int = 2
    niceness: int = 8
    states_kept: int = 8


@dataclass(frozen=True, slots=True)
class ProcessSettings:
    """Of the processes on this computer, in wall seconds. Source: decision 9; the values were chosen by hand.

    Attributes:
        grace: A question of a closed job may still run so long; replacing a process costs about as much.
        poll: Between looks at whether the job of a running question was closed.
    """

    grace: float = 0.5
    poll: float = 0.1


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Of a Dask cluster, in wall seconds. Source: decision 9; the values were chosen by hand.

    Attributes:
        answer_within: For a cluster to answer at all.
        workers_within: That a cluster without any worker may take to get one.
        poll: Between looks at whether the cluster still has workers.
        tidy: That closing waits for the cluster to clear away.
    """

    answer_within: float = 10
    workers_within: float = 30
    poll: float = 1.0
    tidy: float = 1.0


WORKER_SETTINGS = WorkerSettings()
PROCESS_SETTINGS = ProcessSettings()
CLUSTER_SETTINGS = ClusterSettings()
