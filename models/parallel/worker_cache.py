"""What a worker of a cluster keeps between questions: products, by thread and job. Runs there; knows no cluster.

Products need not bear several threads, and Dask may run many in one process: each thread makes its own.
"""

from __future__ import annotations

import threading
from importlib.metadata import PackageNotFoundError, version

from models.parallel.worker import answer

KEPT = 8  # products a thread keeps at most; those of an office that vanished go in the end

_products: dict[int, dict[str, object]] = {}


def answer_here(job: str, recipe: bytes, question: bytes) -> bytes:
    """The pickled reply to a question, asked of the product that this thread keeps for the job."""
    mine = _products.setdefault(threading.get_ident(), {})
    reply = answer(mine, job, recipe, question)
    if job in mine:
        mine[job] = mine.pop(job)  # the last used goes last
    while len(mine) > KEPT:
        del mine[next(iter(mine))]
    return reply


def forget_here(job: str) -> None:
    for mine in list(_products.values()):
        mine.pop(job, None)


def version_here() -> str:
    """The version of this product, empty where only its code lies."""
    try:
        return version("plaatswijzer")
    except PackageNotFoundError:
        return ""
