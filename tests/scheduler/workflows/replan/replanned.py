"""Rosters of two students before and after an event, and what their files tell."""

from __future__ import annotations

import json
from pathlib import Path

from instances.domain.instance import Instance
from tests.builders import mentor
from tests.reports.runs import rows
from tests.scheduler.running import small


def workbook() -> Instance:
    """Three mentors for two students, each with a WPA."""
    return small(mentor("M3"))


def told(folder: Path, part: str = "plaatsing") -> dict[str, object]:
    found: dict[str, object] = json.loads((folder / "resultaat.json").read_text(encoding="utf-8"))[part]
    return found


def mentors(folder: Path) -> dict[str, str]:
    placed = told(folder)["toewijzing"]
    assert isinstance(placed, dict)
    return {who: row["mentor"] for who, row in placed.items()}


def messages(folder: Path, file: str = "plaatsing.xlsx") -> dict[tuple[str, str], str]:
    found = rows(folder / file, "Wie te berichten")
    return {(row["Aan"], row["Code"]): row["Bericht"] for row in found}
