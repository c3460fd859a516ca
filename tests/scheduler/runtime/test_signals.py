"""A request to end and a terminal that closes are as Ctrl-C: at any moment, with a documented code and no trace."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scheduler.runtime.interrupt import CtrlC
from tests.scheduler.running import wrote

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
ENDS = [signal.SIGINT, signal.SIGTERM, signal.SIGHUP] if sys.platform != "win32" else []
MAIN = "from scheduler.start import main; main()"
WHILE_IMPORTING = """
import os, sys
module, end = sys.argv.pop(1), int(sys.argv.pop(1))

class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == module:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), end)

sys.meta_path.insert(0, Finder())
from scheduler.start import main
main()
"""


def started(*words: object, code: str = MAIN) -> subprocess.Popen[str]:
    command = [sys.executable, "-u", "-c", code, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def heard(process: subprocess.Popen[str], words: str) -> None:
    """Wait until the program says something."""
    assert process.stdout is not None
    for line in process.stdout:
        if words in line:
            return


@pytest.mark.parametrize("end", ENDS)
@pytest.mark.parametrize("module", ["click", "scheduler.commands.plan", "rich.live"])
def test_a_signal_while_the_program_is_still_starting_ends_it_in_silence(
    end: signal.Signals, module: str, book: Path
) -> None:
    folder = book.parent / "uit"
    process = started(module, int(end), "plaats", book, "-o", folder, code=WHILE_IMPORTING)
    said, told = process.communicate(timeout=120)
    assert (process.returncode, said, "Traceback" in told) == (130, "", False)
    assert not folder.exists()


@pytest.mark.parametrize("end", ENDS)
def test_a_signal_during_the_search_writes_the_best_so_far(end: signal.Signals, book: Path) -> None:
    folder = book.parent / "uit"
    process = started("plaats", book, "-o", folder, "--tijd", 600, "--varianten", 5)
    heard(process, "Plaatsing …")
    process.send_signal(end)
    said, told = process.communicate(timeout=300)
    assert (process.returncode, told) == (0, "")
    assert {"plaatsing.xlsx", "resultaat.json"} <= wrote(folder)
    assert "2 van 2" in said
    assert [path.name for path in folder.iterdir() if path.name.startswith(".")] == []


def test_a_closed_terminal_is_nothing_to_who_asked_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """``nohup``: the signal is ignored from the start."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with CtrlC() as ctrl_c:
            os.kill(os.getpid(), signal.SIGHUP)
            time.sleep(0.01)
            assert not ctrl_c.pressed
    finally:
        signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("end", ENDS)
def test_the_first_is_remembered_and_the_second_stops(end: signal.Signals) -> None:
    with CtrlC() as ctrl_c:
        signal.raise_signal(end)
        assert ctrl_c.pressed
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(end)
