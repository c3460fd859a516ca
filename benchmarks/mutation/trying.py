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
import os
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
SLACK = 5.0  # a mutant may take so many times as long as the tests do, on a machine that does other things as well
LEAST_SECONDS = 30.0


class Fate(StrEnum):
    """What became of a mutant."""

    KILLED = "killed"
    TIMED_OUT = "timed out"  # an endless loop is seen as well
    SURVIVED = "survived"


@dataclass(frozen=True, slots=True)
class Tries:
    """How the tests of a module fare without a mistake: their seconds say when a mutant takes too long."""

    tests: tuple[str, ...]
    seconds: float

    @property
    def limit(self) -> float:
        """Seconds for one mutant."""
        return max(LEAST_SECONDS, SLACK * self.seconds)


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
        How long they take.

    Raises:
        RuntimeError: They fail by themselves, so nothing can be concluded from them.
    """
    began = time.monotonic()
    if _wait(_child(tests, "", ""), 3600) != ALL_PASSED:
        raise RuntimeError(f"these fail without a mutant: {' '.join(tests)}")
    return Tries(tuple(tests), time.monotonic() - began)


def try_mutant(tries: Tries, module: str, source: str) -> Fate:
    """Run the tests against one mutant.

    Args:
        tries: The tests.
        module: The path of the module from the root.
        source: Its mutated text.

    Returns:
        Whether a test failed.
    """
    code = _wait(_child(tries.tests, module, source), tries.limit)
    if code is None:
        return Fate.TIMED_OUT
    return Fate.SURVIVED if code == ALL_PASSED else Fate.KILLED


def _child(tests: Sequence[str], module: str, source: str) -> int:
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
        for place in tests:  # one after the other: mostly the first sees it, and the rest need not be collected
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
