"""The placement that an order takes over, in a file beside it. Knows JSON, no rule."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from reports.folder import atomic_file
from scheduler.workflows.chosen import ChosenPlacement


def write_chosen(chosen: ChosenPlacement, path: Path) -> None:
    """Keep a placement until its order is carried out.

    Args:
        chosen: The placement.
        path: The file; its folder is made where it is missing.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_file(path) as fresh:
        fresh.write_text(json.dumps({**asdict(chosen), "placement": dict(chosen.placement)}), encoding="utf-8")


def chosen_placement(path: Path) -> ChosenPlacement:
    """Read it back.

    Args:
        path: The file.

    Returns:
        The placement.
    """
    return ChosenPlacement(**json.loads(path.read_text(encoding="utf-8")))
