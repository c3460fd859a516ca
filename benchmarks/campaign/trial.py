"""One command in a process of its own, with its time, its memory and what it left behind. Knows no file and no rule.

The process is forked from this one, which has imported the product already: a trial costs what the command costs.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import benchmarks.campaign.loaded
from benchmarks.campaign.settings import CAMPAIGN
from scheduler.cli import main

__all__ = ["Outcome", "contents", "in_a_child", "tried"]

LOADED = benchmarks.campaign.loaded.MODULES
SCREEN = "scherm.txt"
SCRATCH = "tijdelijk"  # where the command has its temporary files


@dataclass(frozen=True)
class Outcome:
    """What came of a command.

    Attributes:
        code: Its exit code; negative: the signal that ended it.
        said: Everything on its screen.
        cpu: Seconds of processor time, those of its own processes too.
        memory: Bytes of memory at its peak.
        before: Print of each file that was there.
        after: Print of each file that is there now.
        scratch: Temporary files that it left.
        session: Of its process, and of all that it started.
    """

    code: int
    said: str
    cpu: float
    memory: int
    before: Mapping[str, str]
    after: Mapping[str, str]
    scratch: tuple[str, ...]
    session: int = 0


def tried(
    words: Sequence[object], folder: Path, meddle: Callable[[], object] = lambda: None, fenced: bool = True
) -> Outcome:
    """Give a command in a folder and wait for its end.

    Args:
        words: Of the command line, after the name of the program.
        folder: Where it is given; beside it come the screen and temporary files, which are removed again.
        meddle: Runs in its process just before it, to let something go wrong there.
        fenced: With limits of time and memory.

    Returns:
        What came of it.
    """
    apart = Path(tempfile.mkdtemp(prefix="campagne-"))
    screen, scratch = apart / SCREEN, apart / SCRATCH
    scratch.mkdir()
    before = contents(folder)
    code, used, session = in_a_child(lambda: _command(words, folder, screen, scratch, meddle), fenced)
    said = screen.read_text(encoding="utf-8", errors="replace") if screen.exists() else ""
    left = tuple(sorted(path.relative_to(scratch).as_posix() for path in scratch.rglob("*")))
    for path in sorted(apart.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    apart.rmdir()
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Outcome(code, said, used.ru_utime + used.ru_stime, memory, before, contents(folder), left, session)


def contents(folder: Path) -> dict[str, str]:
    """Take the print of every plain file in a folder; of anything else its kind.

    Args:
        folder: Need not be there.

    Returns:
        Name to print.
    """
    return {path.relative_to(folder).as_posix(): _print(path) for path in sorted(folder.rglob("*"))}


def _print(path: Path) -> str:
    if path.is_symlink():
        return f"link to {os.readlink(path)}"
    if path.is_dir():
        return "folder"
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else "no file"


def in_a_child(run: Callable[[], int], fenced: bool = True) -> tuple[int, resource.struct_rusage, int]:
    """Run something in a process of its own, behind fences.

    Args:
        run: Gives the exit code.
        fenced: With limits of time and memory.

    Returns:
        The exit code, or the signal that ended it as a negative number; what it used; and its process id.
    """
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:  # nothing of the caller may run on in there
        code = 99
        try:
            if fenced:
                _fence()
            code = run()
        finally:
            os._exit(code)
    _, status, used = os.wait4(child, 0)
    return os.waitstatus_to_exitcode(status), used, child


def _fence() -> None:
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(CAMPAIGN.fence_wall)
    resource.setrlimit(resource.RLIMIT_CPU, (CAMPAIGN.fence_cpu, CAMPAIGN.fence_cpu))
    try:
        held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (held + CAMPAIGN.fence_memory, resource.RLIM_INFINITY))
    except OSError:
        pass  # no such file on a Mac: the peak is measured all the same


def _command(words: Sequence[object], folder: Path, screen: Path, scratch: Path, meddle: Callable[[], object]) -> int:
    os.setsid()  # a signal for this command is none for its caller
    descriptor = os.open(screen, os.O_WRONLY | os.O_CREAT)
    for stream in (1, 2):
        os.dup2(descriptor, stream)
    sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  the process ends with it
    sys.stdout = open(1, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", buffering=1, closefd=False)  # noqa: SIM115
    tempfile.tempdir = str(scratch)
    home = str(scratch.with_name("thuis"))  # where a file of postcodes is kept: that is no litter
    os.environ.update(TMPDIR=str(scratch), HOME=home, XDG_DATA_HOME=home)
    os.chdir(folder)
    sys.argv = ["plaatswijzer", *map(str, words)]
    meddle()
    try:
        main()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
