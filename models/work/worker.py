"""The loop inside a local worker process: it makes products, answers questions, and goes when its parent goes."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, pickled with its function. ``recipe`` goes along when this worker does not know the job yet."""

    job: int
    question: bytes
    recipe: bytes | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    job: int


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, or what was raised instead."""

    answer: object = None
    error: Exception | None = None


def serve(pipe: Connection, modules: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_go_with_parent, daemon=True).start()
    for name in modules:
        import_module(name)
    recipes: dict[int, bytes] = {}
    products: dict[int, object] = {}
    try:
        while True:
            message: Ask | Forget = pipe.recv()
            if isinstance(message, Forget):
                recipes.pop(message.job, None)
                products.pop(message.job, None)
                continue
            if message.recipe is not None:
                recipes[message.job] = message.recipe
            pipe.send_bytes(_answer(message, recipes, products))
    except (EOFError, OSError):  # nobody asks any more
        return


def _answer(message: Ask, recipes: dict[int, bytes], products: dict[int, object]) -> bytes:
    try:
        if message.job not in products:
            make: Callable[[], object] = pickle.loads(recipes[message.job])
            products[message.job] = make()
            recipes[message.job] = b""
        function: Callable[[object, object], object]
        function, question = pickle.loads(message.question)
        return pickle.dumps(Reply(function(products[message.job], question)))
    except Exception as error:
        return _pickled(error)


def _pickled(error: Exception) -> bytes:
    """The error with its trace as a note; only in words where it does not survive the journey."""
    error.add_note("".join(traceback.format_exception(error)))
    try:
        content = pickle.dumps(Reply(error=error))
        pickle.loads(content)
    except Exception:
        return pickle.dumps(Reply(error=RuntimeError("".join(traceback.format_exception(error)))))
    return content


def _go_with_parent() -> None:
    """A worker deep in a solve would outlive a parent that was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
