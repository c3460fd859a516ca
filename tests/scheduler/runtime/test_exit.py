"""How a process ends, also while a solver still works in it. Knows no command."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from models.search.settings import HIGHS_THREAD
from scheduler.runtime.exit import leave
from scheduler.runtime.interrupt import WORK_THREAD

LEFT_BEHIND = """
import threading, time

from models.search.control import Control
from models.search.mathopt import solve_linear
from models.search.settings import HIGHS_THREAD
from ortools.math_opt.python import mathopt
from scheduler.runtime.exit import leave
from tests.models.search.market_split import market_split


class LongEnd:
    '''What the interpreter clears away until after HiGHS is done.'''

    def __del__(self):
        while solving.is_alive():
            time.sleep(0.1)
        time.sleep(0.5)


model, control = market_split(40, 5), Control(2.0)
threading.Timer(0.3, control.stop).start()
solve_linear(model, control, solver=mathopt.SolverType.HIGHS)
(solving,) = [thread for thread in threading.enumerate() if thread.name == HIGHS_THREAD]
kept = LongEnd()
print("written")
leave(1)
"""

LET_GO = """
import threading

from models.search.control import Control, solve
from ortools.sat.python import cp_model
from scheduler.runtime.exit import leave
from scheduler.runtime.interrupt import CtrlC, NotWaitedForError, supervise


def never_looks_at_its_clock():
    while True:
        model = cp_model.CpModel()
        ends = [model.new_int_var(0, 99, "") for _ in range(9)]
        model.add_all_different(ends)
        solve(model, Control(60.0))


try:
    supervise(never_looks_at_its_clock, lambda: None, CtrlC(), 0.5)
except NotWaitedForError:
    print("written")
threading.Timer(20.0, lambda: None).start()  # what Python would wait for
leave(1)
"""


def test_the_exit_code_is_given(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("threading.enumerate", list)  # another test may have left HiGHS behind
    with pytest.raises(SystemExit) as end:
        leave(3)
    assert end.value.code == 3


@pytest.mark.parametrize(("name", "taken"), [(HIGHS_THREAD, [3]), (WORK_THREAD, [3]), ("other", [])])
def test_the_process_ends_at_once_only_while_something_works_in_it(
    name: str, taken: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    solving = threading.Thread(name=name)
    monkeypatch.setattr("threading.enumerate", lambda: [threading.main_thread(), solving])
    at_once: list[int] = []
    monkeypatch.setattr(os, "_exit", at_once.append)  # comes back, so that the usual exit follows here
    with pytest.raises(SystemExit) as end:
        leave(3)
    assert (at_once, end.value.code) == (taken, 3)


def test_highs_that_ends_while_python_ends_aborts_nothing() -> None:
    """After Ctrl-C everything was written, and then the process could still be aborted with code 134."""
    done = subprocess.run([sys.executable, "-c", LEFT_BEHIND], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "written\n", "")


def test_an_answer_that_was_let_go_neither_aborts_nor_delays_the_end() -> None:
    """At 6,000 students the files were written, and half a minute later the process was aborted with code 134."""
    done = subprocess.run([sys.executable, "-c", LET_GO], capture_output=True, text=True, timeout=15, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (1, "written\n", "")
