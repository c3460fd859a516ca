"""What every screen of a dossier needs: the window, the dossier of the address, the tabs. Knows no screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated, Any, cast
from urllib.parse import quote

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, Response

from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.dossiers import NAME, Dossiers
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.pages.done import COOKIE, Done, DoneNotes
from scheduler.web.server.render import Renderer, visitor_of
from scheduler.web.server.sessions import Door
from scheduler.web.tasks.media_types import XLSX


@dataclass(frozen=True)
class Window:
    """What the pages share.

    Attributes:
        dossiers: All dossiers.
        queue: The orders.
        render: Makes pages.
        door: What the page for logging in needs; None on the own computer.
        notes: What was done and waits to be told.
    """

    dossiers: Dossiers
    queue: JobQueue
    render: Renderer
    door: Door | None = None
    notes: DoneNotes = field(default_factory=DoneNotes)


@dataclass(frozen=True, slots=True)
class Tab:
    """One screen of a dossier.

    Attributes:
        path: What follows the dossier in the address.
        title: What the tab says.
    """

    path: str
    title: str


TABS = (
    Tab("", "Nu te doen"),
    Tab("/werkboek", "Werkboek"),
    Tab("/uitvraag", "Uitvraag"),
    Tab("/instellingen", "Instellingen"),
    Tab("/maken", "Rooster maken"),
    Tab("/plaatsing", "Plaatsing"),
    Tab("/wijziging", "Er is iets gebeurd"),
    Tab("/wpa", "WPA's"),
    Tab("/versturen", "Versturen"),
    Tab("/versies", "Versies"),
    Tab("/volgend", "Volgend"),
)


class Asked:
    """One request about one dossier.

    Attributes:
        request: The request.
        dossier: The dossier of the address.
        window: What the pages share.
        by: Who asks; '' on the own computer.
        may_break: Who asks may save rosters that break a rule.
    """

    def __init__(self, request: Request, id: str) -> None:
        """Find the dossier.

        Args:
            request: The request.
            id: From the address.

        Raises:
            NoDossierError: There is none.
        """
        self.request = request
        self.window = cast("Window", request.app.state.window)
        self.dossier: Dossier = self.window.dossiers.open(id)
        visitor = visitor_of(request)
        self.by, self.may_break = visitor.name, visitor.may_break

    @property
    def base(self) -> str:
        """The beginning of the addresses of this dossier."""
        return f"/d/{self.dossier.id}"

    def page(self, template: str, **values: Any) -> HTMLResponse:
        """Make a page of this dossier."""
        shared: dict[str, Any] = {
            "name": self.dossier.info(NAME),
            "base": self.base,
            "tabs": TABS,
            "dossier": self.dossier.id,
            "turns": self.dossier.turns(),
            "done": self._done(),
        }
        return self.window.render.page(self.request, template, **shared, **values)

    @property
    def _is_part(self) -> bool:
        """A part of a page was asked, by htmx."""
        return bool(self.request.headers.get("hx-request"))

    def _done(self) -> Done | None:
        """What was done, for a whole page: a part of one would tell it where nobody looks."""
        return None if self._is_part else self.window.notes.take(self.dossier.id, self.request.cookies.get(COOKIE, ""))

    def go(self, path: str = "", done: Done | None = None) -> Response:
        """Send the browser to a screen of this dossier, where it reads what was done."""
        return self._telling(self.elsewhere(f"{self.base}{path}"), done)

    def elsewhere(self, address: str) -> Response:
        """Send the browser to another screen."""
        # a page part that asked is told in htmx's way
        status, header = (204, "hx-redirect") if self._is_part else (303, "location")
        return Response(status_code=status, headers={header: address})

    def again(self, done: Done) -> Response:
        """Let the browser ask its page again, where it reads what was done."""
        return self._telling(Response(status_code=204, headers={"hx-refresh": "true"}), done)

    def _telling(self, answer: Response, done: Done | None) -> Response:
        if done is not None:
            self.window.notes.leave(self.dossier.id, done, answer)
        return answer


NOT_ALLOWED = "Een rooster dat een regel breekt, mag alleen bewaren wie dat recht heeft. Vraag de beheerder."
NOT_KNOWINGLY = "Vink eerst aan dat u weet dat dit rooster een regel breekt, en zeg waarom het toch zo moet."


def broken_knowingly(asked: Asked, knowingly: str, reason: str) -> str:
    """Say why somebody may not save rosters that break a rule.

    Args:
        asked: The request.
        knowingly: ``ja`` where who asks says to know that.
        reason: Why it must be so all the same.

    Returns:
        Why not, in Dutch; '' where it may.
    """
    if not asked.may_break:
        return NOT_ALLOWED
    return "" if knowingly == "ja" and reason.strip() else NOT_KNOWINGLY


def as_file(content: bytes, name: str, media: str = XLSX) -> Response:
    """Give a file that the browser keeps.

    Args:
        content: The bytes.
        name: Under which it is kept; any signs.
        media: What it is.

    Returns:
        The answer.
    """
    headers = {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(content, media_type=media, headers=headers)


OfDossier = Annotated[Asked, Depends(Asked)]
