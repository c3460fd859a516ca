"""Runs tests against one mutant, in a child of this process that has the mutated module in memory. Unix only.

Nothing is written: the child imports the spoilt module from its mutated text, and anew whoever imports it. All others
are there already, so that a try costs the tests and little more.
"""

from __future__ import annotations

import gc
import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import CodeType, ModuleType

import pytest

from benchmarks.house.source import import_graph, read_modules

LIBRARIES = ("hypothesis.strategies", "vobject")  # of the tests; those of the product come with it
OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:unraisableexception", "-p", "no:threadexception")
BARE = {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # plugins of other packages: half a second for each mutant
ALL_PASSED = 0
SLACK = 3.0  # a mutant may take so many times the processor time that the tests do
LEAST_SECONDS = 4.0
WAITING = 20.0  # seconds of the clock for one of the processor, on a machine that does other things as well


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"  # an endless loop is seen as well
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Tries:
    """The tests of a module, and the processor time of each without a mistake: it says when a mutant takes too long.

    Attributes:
        tests: Files and folders of tests, in the order in which they are run.
        seconds: Of the processor, for each of them.
    """

    tests: tuple[str, ...]
    seconds: tuple[float, ...]

    @property
    def limits(self) -> list[float]:
        """Seconds of the processor that a mutant may take, for each of the tests."""
        return [LEAST_SECONDS + SLACK * each for each in self.seconds]


def import_everything() -> None:
    """Import the product and the libraries, once for all children, and leave them out of their garbage collection."""
    for name in (*LIBRARIES, *_graph()):
        importlib.import_module(name)
    gc.freeze()


@cache
def _graph() -> dict[str, frozenset[str]]:
    """Every module of the product to those that it imports."""
    return dict(import_graph(read_modules(Path.cwd())))


def _users(module: str) -> set[str]:
    """The module, and all that cannot stay when it changes."""
    found, left = {module}, [module]
    while left:
        used = left.pop()
        new = {name for name, imported in _graph().items() if used in imported} - found
        found |= new
        left += new
    return found


def dry_run(tests: Sequence[str]) -> Tries:
    """Run the tests on the code as it is.

    Args:
        tests: Files and folders of tests.

    Returns:
        The tests with the time they take.

    Raises:
        RuntimeError: They fail by themselves, so nothing can be concluded from them.
    """
    return Tries(tuple(tests), tuple(_seconds_of(place) for place in tests))


@cache
def _seconds_of(place: str) -> float:
    before = _of_children()
    if _wait(_child(Tries((place,), (1200.0,)), "", ""), 3600) != ALL_PASSED:
        raise RuntimeError(f"these fail without a mutant: {place}")
    return _of_children() - before


def _of_children() -> float:
    """Seconds of the processor that children took that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def try_mutant(tries: Tries, module: str, source: str) -> Fate:
    """Run the tests against one mutant.

    Args:
        tries: The tests.
        module: The path of the module from the root.
        source: Its mutated text.

    Returns:
        Whether a test failed.
    """
    code = _wait(_child(tries, module, source), WAITING * sum(tries.limits))
    if code in (None, -signal.SIGXCPU):
        return Fate.TIMED_OUT
    return Fate.SURVIVED if code == ALL_PASSED else Fate.KILLED


def _child(tries: Tries, module: str, source: str) -> int:
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        os.environ.update(BARE)
        silence = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(silence, stream)
        if module:
            spoilt = _Spoilt(module, source)
            sys.meta_path.insert(0, spoilt)
            for name in _users(spoilt.name):
                sys.modules.pop(name, None)
        # one after the other: mostly the first sees it, and the rest need not be collected
        for place, limit in zip(tries.tests, tries.limits, strict=True):
            resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(time.process_time() + limit), resource.RLIM_INFINITY))
            code = int(pytest.main([*OPTIONS, place]))
            if code != ALL_PASSED:
                break
    finally:
        os._exit(code)


def _wait(child: int, limit: float) -> int | None:
    """The exit code; None when it had to be stopped."""
    ends = time.monotonic() + limit
    while time.monotonic() < ends:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


class _Spoilt(importlib.abc.MetaPathFinder, importlib.abc.InspectLoader):
    """Gives one module from its mutated text."""

    def __init__(self, module: str, source: str) -> None:
        self._path = os.path.abspath(module)
        self.name = module.removesuffix(".py").replace("/", ".")
        self._source = source

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname != self.name:
            return None
        spec = importlib.machinery.ModuleSpec(fullname, self, origin=self._path)
        spec.has_location = True
        return spec

    def get_code(self, fullname: str) -> CodeType:
        return compile(self._source, self._path, "exec")

    def get_source(self, fullname: str) -> str:
        return self._source
