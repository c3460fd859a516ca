"""An order to a command, as the window writes it down and a process of its own carries it out. Knows no page."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path


class Verb(StrEnum):
    """What is asked; the words are those of the commands, but for ``GIVEN``: a placement that was chosen."""

    PLACE = "plaats"
    ASSESS = "wpa"
    BOTH = "rooster"
    REPLAN = "herplan"
    GIVEN = "overnemen"
    ASKS = "tekort"
    DROP_OUTS = "kwetsbaar"
    VISITS = "bezoeken"


@dataclass(frozen=True, slots=True)
class WebOrder:
    """What the window asks of a command.

    Attributes:
        verb: The command.
        workbook: The file of the workbook.
        folder: Where the rosters come; of an order that makes none, the file of its list.
        seconds: For the search.
        seed: Of the search.
        previous: The folder with the rosters from which changes count; '' without.
        keep_edits: Pin what was edited by hand in the previous rosters.
        why: What it is made for, in Dutch.
        given: The file with the placement that was chosen; '' where one is searched.
        breaks: The rules that it breaks, by the checks, joined by ``;``.
        at_head: The rosters are worked in as soon as they are there; else somebody decides.
        with_workbook: The workbook was made for this order, and is worked in from the same moment.
        seen_workbook: The stamp of the workbook that was worked in when this was asked; None: whatever it is then.
        held_back: Why its rosters are not worked in at once, though that was asked, in Dutch; '' where they are.
    """

    verb: Verb
    workbook: str
    folder: str
    seconds: int
    seed: int = 0
    previous: str = ""
    keep_edits: bool = False
    why: str = ""
    given: str = ""
    breaks: str = ""
    at_head: bool = True
    with_workbook: bool = False
    seen_workbook: int | None = None
    held_back: str = ""

    def inside(self, dossier: Path) -> WebOrder:
        """The same with paths from the folder of its dossier on, as it is kept: the folder may be moved."""
        return self._with_paths(lambda path: _from(dossier, path))

    def at(self, dossier: Path) -> WebOrder:
        """The same with whole paths, as it is carried out."""
        return self._with_paths(lambda path: str(dossier / path))

    def _with_paths(self, change: Callable[[str], str]) -> WebOrder:
        """One that is not there stays ''."""
        return replace(
            self,
            workbook=change(self.workbook),
            folder=change(self.folder),
            previous=self.previous and change(self.previous),
            given=self.given and change(self.given),
        )

    def with_given(self, path: Path) -> WebOrder:
        """The same with the file of the placement that was chosen."""
        return replace(self, given=str(path))

    def as_json(self) -> str:
        """Write it down."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def of_json(text: str) -> WebOrder:
        """Read what was written down."""
        given = json.loads(text)
        return WebOrder(**{**given, "verb": Verb(given["verb"])})

    @property
    def makes_rosters(self) -> bool:
        """Rosters come of it; otherwise an answer, and a list in Excel."""
        return self.verb not in (Verb.ASKS, Verb.DROP_OUTS, Verb.VISITS)

    @property
    def awaits_decision(self) -> bool:
        """Somebody decides whether its rosters and their workbook are worked in; other than a mere trial."""
        return (self.with_workbook or bool(self.held_back)) and not self.at_head

    @property
    def broken_rules(self) -> tuple[str, ...]:
        """Ids of the rules that the placement breaks."""
        return tuple(filter(None, self.breaks.split(";")))

    @property
    def folder_path(self) -> Path:
        """Where the rosters come."""
        return Path(self.folder)


def _from(dossier: Path, path: str) -> str:
    """What lies elsewhere keeps its whole path."""
    whole, start = Path(path).absolute(), dossier.absolute()
    return whole.relative_to(start).as_posix() if whole.is_relative_to(start) else str(whole)
