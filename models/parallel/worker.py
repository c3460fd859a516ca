"""The loop inside a local worker process: it makes states, answers questions, and goes when its parent goes."""

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

from models.parallel.settings import WORKER_SETTINGS


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, pickled with its function. ``initialiser`` goes along when this worker does not know the job yet."""

    job: str
    question: bytes
    initialiser: bytes | None = None


@dataclass(frozen=True, slots=True)
class Forget:
    """That a job is closed."""

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
    """Answer what comes through the pipe until it closes.

    Args:
        pipe: Messages in, pickled replies out.
        modules: Imported first; what cannot be imported is told by the question that needs it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(WORKER_SETTINGS.niceness)
    threading.Thread(target=_go_with_parent, daemon=True).start()
    for name in modules:
        with suppress(Exception):  # a question that needs it will tell
            import_module(name)
    initialisers: dict[str, bytes] = {}
    states: dict[str, object] = {}
    try:
        while True:
            message: Ask | Forget = pipe.recv()
            if isinstance(message, Forget):
                initialisers.pop(message.job, None)
                states.pop(message.job, None)
                continue
            if message.initialiser is not None:
                initialisers[message.job] = message.initialiser
            pipe.send_bytes(answer(states, message.job, initialisers[message.job], message.question))
            if message.job in states:
                initialisers[message.job] = b""  # used up
    except (EOFError, OSError):  # nobody asks any more
        return


def answer(states: dict[str, object], job: str, initialiser: bytes, question: bytes) -> bytes:
    """Answer one question.

    Args:
        states: By job; the state is taken from there, or made and kept there.
        job: Which.
        initialiser: Pickled, makes the state; may be empty where the state is there.
        question: Pickled, with its function.

    Returns:
        The pickled reply: the answer, or what was raised.
    """
    try:
        if job not in states:
            make: Callable[[], object] = pickle.loads(initialiser)
            states[job] = make()
        function: Callable[[object, object], object]
        function, asked = pickle.loads(question)
        return pickle.dumps(Reply(function(states[job], asked)))
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
