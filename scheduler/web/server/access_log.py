"""What everybody did at a server of the office, in a file a month; without names of students. Knows no page.

A line is the moment, who, which dossier, which kind of change, and how it ended. Of an address only the fixed words are
kept, and numbers of versions: a code of a student stands in none.
"""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from threading import Lock

from starlette.types import Scope

from scheduler.web.server.settings import WEB

REFUSED = "refused"  # in the state of a request: it was answered with why not
NUMBERS = frozenset({"number", "job", "before", "after", "place"})  # parameters of addresses that count versions
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_ID = re.compile(r"[a-z0-9]{12}", re.ASCII)
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)


class AccessLog:
    """The log of a server."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; what is older than is kept is removed.

        Args:
            folder: Where the files are, one a month; made for its owner alone.

        Raises:
            OSError: The folder cannot be made.
        """
        self._folder = folder
        self._lock = Lock()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        months = sorted(path for path in folder.glob("*.tsv") if _MONTH.fullmatch(path.stem))
        for old in months[: -WEB.log_months]:
            with suppress(OSError):
                old.unlink()

    def tell(self, who: str, dossier: str, what: str, how: str) -> None:
        """Keep a line; a disk that refuses stops nobody, but is told where the server runs.

        Args:
            who: The name of the user.
            dossier: The id of the dossier; '' for none.
            what: The kind of change.
            how: How it ended.
        """
        now = datetime.now().astimezone()
        line = "\t".join((now.isoformat(timespec="seconds"), who, dossier, what, how))
        try:
            with self._lock, (self._folder / f"{now:%Y-%m}.tsv").open("a", encoding="utf-8") as stream:
                stream.write(line + "\n")
        except OSError as error:
            print(f"Het logboek kan niet geschreven worden: {error.strerror}.", file=sys.stderr, flush=True)

    def of_request(self, who: str, scope: Scope, status: int) -> None:
        """Keep a line of a request that was answered.

        Args:
            who: The name of the user.
            scope: What was asked, after it was answered.
            status: The status of the answer.
        """
        given = scope.get("path_params") or {}
        template = str(getattr(scope.get("route"), "path", ""))
        words = _PARAMETER.sub(lambda found: _word(found[1], given), template.removeprefix("/d/{id}")).split("/")
        how = "gedaan" if status < 400 else f"geweigerd ({status})"
        if status < 400 and scope.get("state", {}).get(REFUSED):
            how = "geweigerd"
        dossier = str(given.get("id", "")) if status != 404 else ""
        self.tell(who, dossier if _ID.fullmatch(dossier) else "", " ".join(filter(None, words)) or "onbekend", how)


def _word(name: str, given: dict[str, object]) -> str:
    """What is no number was typed by hand: it could be a name, or lines that nobody caused."""
    number = str(given.get(name, "")) if name in NUMBERS else ""
    return number if _NUMBER.fullmatch(number) else "…"
