"""The figures of rosters in a folder, to set two beside each other. Knows resultaat.json, no page."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from instances.domain.rulebook import Wish
from instances.dutch.numbers import thousands
from instances.rosters.columns import RESULT_FILE


@dataclass(frozen=True, slots=True)
class RosterFigures:
    """What rosters are worth.

    Attributes:
        placed: How many students have a place, of how many.
        cost: Of the wishes of the placement, without that others change place (W9): the rosters before were not set
            against any.
        scheduled: How many WPAs have a time; '' without a WPA roster.
    """

    placed: str
    cost: str
    scheduled: str


def figures_of(folder: Path) -> RosterFigures:
    """Read them.

    Args:
        folder: Of the rosters.

    Returns:
        The figures, as the page says them.
    """
    result: dict[str, Any] = json.loads((folder / RESULT_FILE).read_text(encoding="utf-8"))
    part, wpa = result["plaatsing"], result.get("wpa")
    changes = part["wensen"].get(Wish.W9, {}).get("kosten", 0)
    return RosterFigures(_of(part), thousands(int(part["kosten"]) - int(changes)), "" if not wpa else _of(wpa))


def _of(part: Mapping[str, Any]) -> str:
    served = len(part["toewijzing"])
    return f"{thousands(served)} van {thousands(served + len(part['niet']))}"
