"""The answers to a round that lie in the folder of a dossier until somebody takes them away. Knows files, no form."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from scheduler.runtime.dossier_files import ANSWERS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.sending.file_names import human_name
from scheduler.web.tasks.workbook_copy import ChangeRefusedError

ENDINGS = (".xlsx", ".xlsm", ".ics")
NO_ANSWER = "Dat antwoord is er niet (meer)."
OTHER_KIND = "Dit is geen formulier (.xlsx) en geen agenda (.ics)."

Stamps = tuple[tuple[str, int, int], ...]
"""Of each answer its name, when it was written and how large it is: other answers have others."""


class KeptAnswers:
    """The answers of one semester.

    Attributes:
        folder: Where they lie; need not be there.
    """

    def __init__(self, dossier: Dossier) -> None:
        """Look nowhere yet."""
        self.folder = dossier.folder / ANSWERS

    @property
    def paths(self) -> list[Path]:
        """The answers, by name."""
        return sorted(path for path in self.folder.glob("*") if path.suffix.lower() in ENDINGS)

    @property
    def names(self) -> list[str]:
        """Their names."""
        return [path.name for path in self.paths]

    @property
    def stamps(self) -> Stamps:
        """What they are now."""
        found = ((path.name, path.stat()) for path in self.paths)
        return tuple((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)

    @property
    def mark(self) -> str:
        """What they are now, as a word for a page."""
        return hashlib.sha256(repr(self.stamps).encode()).hexdigest()[:16]

    def keep(self, sent: Path, name: str) -> str:
        """Keep an answer; another one with the same name, as exports of calendars have, gets a number.

        Args:
            sent: The file.
            name: As it was called; only its last part counts.

        Returns:
            '' where it is kept, or was already; else why not, in Dutch.
        """
        path = Path(name)
        if path.suffix.lower() not in ENDINGS:
            return OTHER_KIND
        self.folder.mkdir(exist_ok=True)
        target, number, ending = (
            self.folder / human_name(path.stem, "", "", path.suffix.lower()),
            2,
            path.suffix.lower(),
        )
        while target.exists():
            if target.read_bytes() == sent.read_bytes():
                return ""
            target, number = self.folder / human_name(path.stem, f"({number})", "", ending), number + 1
        shutil.copyfile(sent, target)
        return ""

    def remove(self, name: str) -> None:
        """Take an answer away.

        Args:
            name: One of ``names``.

        Raises:
            ChangeRefusedError: It is not there.
        """
        if name not in self.names:
            raise ChangeRefusedError(NO_ANSWER)
        (self.folder / name).unlink(missing_ok=True)
