"""The folder of each order for visits: plan and calendars go on from those of the order before. Knows no page."""

from __future__ import annotations

import shutil
from pathlib import Path

from instances.visits.sheets import VISIT_CALENDARS, VISITS_RESULT_FILE


def continue_calendars(folder: Path) -> None:
    """Lay plan and calendars of the last order in the new folder: what was agreed stays, what moved is the same one.

    Args:
        folder: Of the new order, beside those of the others; is there, and holds no calendars.
    """
    others = [path.parent for path in folder.parent.glob(f"*/{VISITS_RESULT_FILE}") if path.parent != folder]
    if not others:
        return
    last = max(others, key=lambda other: (other / VISITS_RESULT_FILE).stat().st_mtime_ns)
    shutil.copyfile(last / VISITS_RESULT_FILE, folder / VISITS_RESULT_FILE)
    if (last / VISIT_CALENDARS).is_dir():
        shutil.copytree(last / VISIT_CALENDARS, folder / VISIT_CALENDARS)
