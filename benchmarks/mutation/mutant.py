"""One module with one mistake in it, as data. Knows no operator."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

Place = tuple[str, str, str, str]
"""Module, class or function, old lines and new lines: the same also where lines above it come or go."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One module with one mistake in it.

    Attributes:
        module: Its path from the root.
        operator: Which mistake.
        where: The class or function in which it is, "" on the level of the module.
        was: The lines that changed, without indentation.
        now: What stands there now.
        source: The whole module.
    """

    module: str
    operator: str
    where: str
    was: str
    now: str
    source: str

    @property
    def key(self) -> str:
        """The same for the same mutant of the same text of the module."""
        return hashlib.sha256(f"{self.module}\n{self.source}".encode()).hexdigest()[:20]

    @property
    def place(self) -> Place:
        """What an argument is about."""
        return self.module, self.where, self.was, self.now
