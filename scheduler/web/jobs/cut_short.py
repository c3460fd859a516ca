"""Rosters of a search that ended before its time beside those that are worked in. Knows resultaat.json, no page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from instances.dutch.numbers import count, thousands
from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import FINAL

PARTS = (("plaatsing", "student met een plek", "studenten met een plek"), ("wpa", "ingeplande WPA", "ingeplande WPA's"))


def why_not_at_once(dossier: Dossier, folder: Path) -> str:
    """Tell why somebody must decide whether such rosters are worked in.

    Args:
        dossier: Whose.
        folder: Of the rosters.

    Returns:
        What they lack beside those that are worked in, or that those are final, in Dutch; '' where nothing stands in
        the way.
    """
    head = dossier.roster
    if head is None:
        return ""
    new, old = _result(folder), _result(head.folder)
    why = []
    for part, one, more in PARTS:
        less, more_before = _served(new, part), _served(old, part)
        if less < more_before:
            why.append(f"het heeft {count(less, one, more)}, en het rooster waarin u werkt {thousands(more_before)}")
    if dossier.value(FINAL).text == str(head.id):
        why.append("het rooster waarin u werkt, is definitief")
    return "; ".join(why)


def _result(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / RESULT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # nothing that can be lost
        return {}
    return found if isinstance(found, dict) else {}


def _served(result: dict[str, Any], part: str) -> int:
    return len((result.get(part) or {}).get("toewijzing") or ())
