"""Taking the rosters that an order wrote into its dossier. Knows which folder, no page."""

from __future__ import annotations

from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import JobRecord
from scheduler.web.jobs.order import WebOrder


def adopt(dossier: Dossier, job: JobRecord, order: WebOrder) -> int | None:
    """Keep the rosters of an order as the next version.

    Args:
        dossier: Whose.
        job: The order as it stands in the store.
        order: What was asked.

    Returns:
        The number of the version; None where nothing was written.
    """
    if not (order.folder_path / RESULT_FILE).is_file():
        return None
    return dossier.add_roster(
        order.folder_path,
        job.workbook,
        job.asked_by,
        order.why,
        order.broken_rules,
        order.at_head,
        order.with_workbook,
    )
