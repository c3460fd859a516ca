"""What is decided by the machine and not by the question: waiting, cores, memory, lines of progress. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RuntimeSettings:
    """How a command runs.

    Attributes:
        listen_seconds: Seconds between two looks at Ctrl-C; a wait without limit does not hear it on Windows.
        let_go_seconds: Seconds that an answer about a finished roster is still waited for after Ctrl-C, and after its
            time. Chosen by hand: a second is heard as at once.
        ends_seconds: Seconds that all that is no longer waited for has to end, before the process ends without it.
        most_cores: Cores used at most. Chosen by hand, not measured apart.
        helper_from: Students from which a second process helps writing; fewer are written in a second and a half, and
            the start of a process takes as long.
        new_objects: Objects made between two collections of garbage, in place of Python's 700: a semester is made of
            far more, and collecting took a tenth of the time.
        progress_seconds: Seconds between two lines of progress in a pipe. Chosen by hand, not measured apart.
        widest_padded: Characters of a cell in a pipe; a longer one is shown whole but not padded. Chosen by hand, not
            measured apart.
        longest_message: Characters of an error's message in a file about a defect. Chosen by hand, not measured apart.
    """

    listen_seconds: float = 0.1
    let_go_seconds: float = 0.6
    ends_seconds: float = 1.0
    most_cores: int = 8
    helper_from: int = 300
    new_objects: int = 100_000
    progress_seconds: float = 2.0
    widest_padded: int = 100
    longest_message: int = 500


RUNTIME = RuntimeSettings()
