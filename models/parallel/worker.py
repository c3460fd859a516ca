"""The loop inside a local worker process: it makes products, answers questions, and goes when its parent goes."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import Future, InvalidStateError
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection, wait

NICENESS = 8  # whoever waits for the answers goes first, and so does everything else on the computer


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, pickled with its function. ``recipe`` goes along when this worker does not know the job yet."""

    job: str
    question: bytes
    recipe: bytes | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    job: str


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer, or what was raised instead."""

    answer: object = None
    error: Exception | None = None


def deliver(future: Future[object], reply: Reply) -> None:
    """Hand over a reply, unless its job was closed meanwhile."""
    with suppress(InvalidStateError):
        if reply.error is not None:
            future.set_exception(reply.error)
        else:
            future.set_result(reply.answer)


def serve(pipe: Connection, modules: Sequence[str]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    threading.Thread(target=_go_with_parent, daemon=True).start()
    for name in modules:
        with suppress(Exception):  # a question that needs it will tell
            import_module(name)
    recipes: dict[str, bytes] = {}
    products: dict[str, object] = {}
    try:
        while True:
            message: Ask | Forget = pipe.recv()
            if isinstance(message, Forget):
                recipes.pop(message.job, None)
                products.pop(message.job, None)
                continue
            if message.recipe is not None:
                recipes[message.job] = message.recipe
            pipe.send_bytes(answer(products, message.job, recipes[message.job], message.question))
            if message.job in products:
                recipes[message.job] = b""  # used up
    except (EOFError, OSError):  # nobody asks any more
        return


def answer(products: dict[str, object], job: str, recipe: bytes, question: bytes) -> bytes:
    """The pickled reply. The job's product is taken from ``products``, or made and kept there."""
    try:
        if job not in products:
            make: Callable[[], object] = pickle.loads(recipe)
            products[job] = make()
        function: Callable[[object, object], object]
        function, asked = pickle.loads(question)
        return pickle.dumps(Reply(function(products[job], asked)))
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
