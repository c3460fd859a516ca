"""What somebody just did, told once on the next page of the same browser. Knows steps, no roster.

A page is drawn anew after a change, so the words wait on the server; the browser gets only the key to them.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from threading import Lock

from starlette.responses import Response

from scheduler.web.dossier.records import Step
from scheduler.web.dossier.store import Store
from scheduler.web.server.settings import WEB

COOKIE = "plaatswijzer-gedaan"


@dataclass(frozen=True, slots=True)
class Done:
    """Something that was done.

    Attributes:
        text: What, a Dutch sentence without the full stop.
        step: The number of the step that is turned back, 0 where there is none to turn back.
        undone: It was undone: it can be done again.
        link: Where it can be seen, what follows the dossier in the address; '' for nowhere else.
        link_text: What that link says.
    """

    text: str
    step: int = 0
    undone: bool = False
    link: str = ""
    link_text: str = ""


class DoneNotes:
    """What waits to be told: of the last changes only, and gone when the window stops."""

    def __init__(self) -> None:
        """Begin with nothing to tell."""
        self._waiting: dict[tuple[str, str], Done] = {}
        self._lock = Lock()

    def leave(self, dossier: str, done: Done, answer: Response) -> None:
        """Keep what was done for the next page.

        Args:
            dossier: Id of the dossier.
            done: What was done.
            answer: Goes to the browser that did it.
        """
        key = secrets.token_urlsafe(WEB.token_bytes)
        with self._lock:
            self._waiting[dossier, key] = done
            for oldest in list(self._waiting)[: -WEB.notes_waiting]:
                del self._waiting[oldest]
        answer.set_cookie(COOKIE, key, WEB.note_seconds, path=f"/d/{dossier}", httponly=True, samesite="strict")

    def take(self, dossier: str, key: str) -> Done | None:
        """Give what was done, once.

        Args:
            dossier: Id of the dossier.
            key: What the browser sends; '' for none.

        Returns:
            What is told; None where there is nothing (any more).
        """
        with self._lock:
            return self._waiting.pop((dossier, key), None)


def own_step(store: Store, what: str, by: str) -> Step | None:
    """Find the step that was just taken.

    Args:
        store: The dossier.
        what: The words of the step.
        by: Who took it.

    Returns:
        The step; None where somebody else took another one since.
    """
    step = store.turns().undo
    return step if step is not None and (step.what, step.by) == (what, by) else None
