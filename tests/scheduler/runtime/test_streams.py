"""A screen that goes away costs no roster, and no file is taken for the screen."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from scheduler.runtime.streams import LastingStream

PROGRAM = "from scheduler.runtime.streams import lasting_streams; lasting_streams()\n"
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="closes streams as a Unix shell does")


def shell(line: str, program: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a program as ``python`` in a line of a shell; how it ended is written to a file."""
    (folder / "program.py").write_text(PROGRAM + program)
    command = line.replace("python", f"{sys.executable} {folder / 'program.py'}")
    root = Path(__file__).resolve().parents[3]
    return subprocess.run(
        ["bash", "-c", f"({command}); exit ${{PIPESTATUS[0]}}"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(root)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_a_reader_that_goes_away_does_not_end_the_program(tmp_path: Path) -> None:
    program = "import time\nfor n in range(2000):\n    print('x' * 99, flush=True)\nopen('written', 'w').close()\n"
    done = shell("(python; echo $? > code) | head -1", program, tmp_path)
    assert (tmp_path / "written").exists()
    assert ((tmp_path / "code").read_text(), done.stderr) == ("0\n", "")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-", "> /dev/full", "2> /dev/full"])
def test_a_program_without_a_screen_writes_its_files_and_nothing_in_them(closed: str, tmp_path: Path) -> None:
    program = (
        "import sys\nwith open('written', 'w') as file:\n    print('out'); print('err', file=sys.stderr)\n"
        "    sys.stdout.flush(); sys.stderr.flush(); file.write('own')\n"
    )
    done = shell(f"python {closed}", program, tmp_path)
    assert (done.returncode, (tmp_path / "written").read_text()) == (0, "own")


def test_everything_else_is_that_of_the_stream(tmp_path: Path) -> None:
    with (tmp_path / "out").open("w", encoding="utf-8") as file:
        stream = LastingStream(file)
        assert (stream.encoding, stream.isatty(), stream.fileno()) == ("utf-8", False, file.fileno())
        assert stream.write("één") == 3
        stream.flush()
    assert (tmp_path / "out").read_text(encoding="utf-8") == "één"


def test_a_stream_fails_once_and_is_silent_from_then_on() -> None:
    class Gone:
        calls = 0

        def write(self, text: str) -> int:
            self.calls += 1
            raise OSError(errno.EIO, "the terminal closed")

        def fileno(self) -> int:
            raise OSError(errno.EBADF, "no number")

    gone = Gone()
    stream = LastingStream(gone)  # type: ignore[arg-type]
    assert (stream.write("a"), stream.write("bc"), gone.calls) == (1, 2, 1)
