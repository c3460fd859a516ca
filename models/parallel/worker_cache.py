"""What a worker of a cluster keeps between questions: its state of each job, by thread. Runs there; knows no cluster.

States need not bear several threads, and Dask may run many in one process: each thread makes its own.
"""

from __future__ import annotations

import threading
from importlib.metadata import PackageNotFoundError, version

from models.parallel.settings import WORKER_SETTINGS
from models.parallel.worker import answer

_states: dict[int, dict[str, object]] = {}


def answer_here(job: str, initialiser: bytes, question: bytes) -> bytes:
    """The pickled reply to a question, asked of the product that this thread keeps for the job."""
    mine = _states.setdefault(threading.get_ident(), {})
    reply = answer(mine, job, initialiser, question)
    if job in mine:
        mine[job] = mine.pop(job)  # the last used goes last
    while len(mine) > WORKER_SETTINGS.states_kept:
        del mine[next(iter(mine))]
    return reply


def forget_here(job: str) -> None:
    """Drop the states of a closed job, of all threads."""
    for mine in list(_states.values()):
        mine.pop(job, None)


def version_here() -> str:
    """The version of this product, empty where only its code lies."""
    try:
        return version("plaatswijzer")
    except PackageNotFoundError:
        return ""
