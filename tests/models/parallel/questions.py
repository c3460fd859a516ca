"""Products and questions that executors in tests work on. Each is a function of a module, as workers need it."""

from __future__ import annotations

import os
import pickle
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from models.parallel import worker_cache as shelf


class Table:
    """A state that cannot travel: it holds a lock."""

    def __init__(self, numbers: list[int]) -> None:
        self.lock = threading.Lock()
        self.numbers = numbers


def table(numbers: list[int]) -> Table:
    return Table(numbers)


def marked_table(folder: str) -> Table:
    """A table that leaves a mark each time one is made."""
    Path(folder, f"{os.getpid()}-{threading.get_ident()}-{time.monotonic_ns()}").touch()
    return Table([])


def times(state: Table, factor: int) -> list[int]:
    return [factor * number for number in state.numbers]


def faulty(state: Table, word: str) -> str:
    raise ValueError(word)


class OddError(Exception):
    """An exception that does not survive pickling."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(one + two)


def oddly_faulty(state: Table, word: str) -> str:
    raise OddError(word, word)


def unpicklable(state: Table, word: str) -> Table:
    return state


def faulty_state(word: str) -> Table:
    raise ValueError(word)


def process(state: Table, pause: float) -> int:
    time.sleep(pause)
    return os.getpid()


def sleep(state: Table, pause: float) -> float:
    time.sleep(pause)
    return pause


def die_once(state: Table, mark: str) -> str:
    """Dies as if out of memory the first time; answers the second."""
    if not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "answered"


def die(state: Table, mark: str) -> str:
    with Path(mark).open("a", encoding="utf-8") as file:
        file.write("x")
    os._exit(9)


def solve_for_ever(state: Table, mark: str) -> int:
    """A solve that only the death of its process ends, whose id becomes the suffix of ``mark``.

    More pigeons than holes is beyond it without help from symmetry.
    """
    from ortools.sat.python import cp_model  # here, to let the workers of all other tests start quickly

    model = cp_model.CpModel()
    holes = 40
    inside = [[model.new_bool_var("") for _ in range(holes)] for _ in range(holes + 1)]
    for pigeon in inside:
        model.add_exactly_one(pigeon)
    for hole in range(holes):
        for one in range(holes + 1):
            for two in range(one):
                model.add_bool_or(~inside[one][hole], ~inside[two][hole])
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.cp_model_presolve = False
    solver.parameters.symmetry_level = 0
    Path(mark).with_suffix(f".{os.getpid()}").touch()
    return int(solver.solve(model))


def kept(state: Table, word: str) -> list[str]:
    """The jobs that this thread of a cluster keeps a state of."""
    return list(shelf._states.get(threading.get_ident(), {}))


def solver_in(folder: Path, seconds: float = 30.0) -> int:
    """The process of the long solve that marks ``folder``, once it is about to begin."""
    assert until(lambda: list(folder.glob("mark.*")), seconds)
    return int(next(folder.glob("mark.*")).suffix[1:])


def initialiser(numbers: list[int]) -> bytes:
    return pickle.dumps(partial(table, numbers))


def content(function: Callable[[Table, str], object], question: str) -> bytes:
    return pickle.dumps((function, question))


def lives(pid: int) -> bool:
    """Is there a process with this id that still runs? A dead one that nobody collected does not."""
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(") ", 1)[-1]
    except ProcessLookupError:
        return False
    except FileNotFoundError:  # no such listing on this system
        return Path("/proc").exists() is False
    return not state.startswith("Z")


def until(holds: Callable[[], object], seconds: float = 10.0) -> bool:
    """Wait for something to hold; False if it did not within ``seconds``."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)
    return True
