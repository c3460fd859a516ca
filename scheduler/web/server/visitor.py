"""Who asks, and how somebody is let in. Knows no page and no password."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from starlette.responses import Response
from starlette.types import Scope


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who was let in.

    Attributes:
        name: As in the file of users; '' on the own computer, where there is one person.
        may_break: May save rosters that break a rule, which are flagged and never final.
        csrf: What every change must carry.
    """

    name: str
    may_break: bool
    csrf: str


NOBODY = Visitor("", False, "")


class Entry(Protocol):
    """A way to be let in."""

    def known(self, cookie: str) -> Visitor | None:
        """Tell who sends a cookie; None for nobody.

        Args:
            cookie: The value that the browser sends; '' for none.
        """

    def by_address(self, scope: Scope) -> Response | None:
        """Answer an address that lets somebody in; None for any other.

        Args:
            scope: What is asked.
        """

    def is_open(self, path: str) -> bool:
        """Tell whether a page is for who was not let in too.

        Args:
            path: The path of the page.
        """

    def stranger(self, scope: Scope) -> Response:
        """Answer who was not let in.

        Args:
            scope: What is asked.
        """
