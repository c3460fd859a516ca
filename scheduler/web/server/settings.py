"""The limits of the window. Decides nothing else."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class WebSettings:
    """Limits of the window.

    Attributes:
        upload_bytes: The largest file that is taken in. The largest workbook of 6,000 students made so far is 9 MB.
        form_bytes: The largest form without a file.
        upload_piece: Bytes of a file that are taken at a time.
        spoilt_bytes: Of what is too large so much is read and thrown away, so that the browser gets to read why it was
            refused; one that is cut off shows a broken line.
        spoilt_seconds: And for so long.
        token_bytes: Random bytes in the address that opens the window; 32 cannot be guessed.
        once_seconds: How long the address works with which the browser is opened: a slow computer takes half a minute.
        note_seconds: What was done is told on the next page that is asked within this time.
        notes_waiting: So many of them wait at most.
        progress_seconds: How often progress is sent to a page.
        cookie: The name of the cookie that a browser proves itself with. The port follows, so that two windows on one
            computer do not log each other out: browsers share cookies between ports.
        idle_seconds: Who is logged in and asks nothing for so long must log in again: a meeting.
        session_seconds: Who is logged in must log in again after so long: a working day.
        free_tries: Wrong passwords in a row from which the next try must wait; the wait doubles each time.
        longest_wait: Seconds of the longest wait. With it 1,440 passwords a day can be tried of a name, and a colleague
            whose name somebody else tries is not kept out.
        names_remembered: Names of which wrong passwords are remembered.
        expire_seconds: How often is looked for dossiers whose days are over, by a server that runs on.
        soon_days: So long before a dossier is removed the list says how many days it still has.
        log_months: Files of the log that are kept, one a month.
    """

    upload_bytes: int = 50_000_000
    form_bytes: int = 1_000_000
    upload_piece: int = 1 << 20
    spoilt_bytes: int = 500_000_000
    spoilt_seconds: float = 30.0
    token_bytes: int = 32
    once_seconds: float = 120.0
    note_seconds: int = 60
    notes_waiting: int = 100
    progress_seconds: float = 0.5
    cookie: str = "plaatswijzer"
    idle_seconds: float = 2 * 3600.0
    session_seconds: float = 12 * 3600.0
    free_tries: int = 4
    longest_wait: float = 60.0
    names_remembered: int = 1_000
    expire_seconds: float = 24 * 3600.0
    soon_days: int = 30
    log_months: int = 13


WEB = WebSettings()


def cookie_name(port: int) -> str:
    """Name the cookie of a window.

    Args:
        port: The port that it is served on.
    """
    return f"{WEB.cookie}-{port}"
