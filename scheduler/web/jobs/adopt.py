"""Taking the rosters that an order wrote into its dossier. Knows which folder, no page."""

from __future__ import annotations

from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import HEAD_WORKBOOK, JobRecord
from scheduler.web.dossier.store import ChangedMeanwhileError
from scheduler.web.jobs.order import WebOrder

NOT_TAKEN_OVER = "niet overgenomen: het werkboek is intussen gewijzigd"


def adopt(dossier: Dossier, job: JobRecord, order: WebOrder) -> int | None:
    """Keep the rosters of an order as the next version.

    Args:
        dossier: Whose.
        job: The order as it stands in the store.
        order: What was asked.

    Returns:
        The number of the version; None where nothing was written. A workbook that was changed since the order was
        asked goes before: then the rosters stand beside the present ones.
    """
    if not (order.folder_path / RESULT_FILE).is_file():
        return None
    folder, workbook, by, breaks = order.folder_path, job.workbook, job.asked_by, order.broken_rules
    seen = {} if order.seen_workbook is None else {HEAD_WORKBOOK: order.seen_workbook}
    try:
        return dossier.add_roster(
            folder, workbook, by, order.why, breaks, order.at_head, order.with_workbook, seen=seen
        )
    except ChangedMeanwhileError:  # somebody corrected the workbook while this ran: that stays
        return dossier.add_roster(folder, workbook, by, f"{order.why} ({NOT_TAKEN_OVER})", breaks, at_head=False)
