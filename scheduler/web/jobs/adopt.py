"""Taking the rosters that an order wrote into its dossier. Knows which folder, no page."""

from __future__ import annotations

from dataclasses import replace

from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import HEAD_WORKBOOK, JobRecord
from scheduler.web.dossier.store import ChangedMeanwhileError
from scheduler.web.jobs.cut_short import why_not_at_once
from scheduler.web.jobs.order import WebOrder

CUT_SHORT = "eerder gestopt"
NOT_TAKEN_OVER = "niet overgenomen: het werkboek is intussen gewijzigd"


def adopt(dossier: Dossier, job: JobRecord, order: WebOrder, cut_short: bool = False) -> int | None:
    """Keep the rosters of an order as the next version.

    Args:
        dossier: Whose.
        job: The order as it stands in the store.
        order: What was asked.
        cut_short: The search ended before its time.

    Returns:
        The number of the version; None where nothing was written. A workbook that was changed since the order was
        asked goes before: then the rosters stand beside the present ones. So they do, and wait for a decision, where
        the search was cut short and the present ones serve more or are final.
    """
    if not (order.folder_path / RESULT_FILE).is_file():
        return None
    folder, workbook, by, breaks = order.folder_path, job.workbook, job.asked_by, order.broken_rules
    corrected = order.seen_workbook not in (None, dossier.value(HEAD_WORKBOOK).stamp)
    why, present = why_not_at_once(dossier, folder) if cut_short else "", dossier.roster
    if why and present is not None and order.at_head and not corrected:
        waits = replace(order, at_head=False, held_back=why, previous=str(present.folder))
        JobStore(dossier).replace_command(job.id, waits.inside(dossier.folder).as_json())
        return dossier.add_roster(folder, workbook, by, f"{order.why} ({CUT_SHORT})", breaks, at_head=False)
    seen = {} if order.seen_workbook is None else {HEAD_WORKBOOK: order.seen_workbook}
    try:
        return dossier.add_roster(
            folder, workbook, by, order.why, breaks, order.at_head, order.with_workbook, seen=seen
        )
    except ChangedMeanwhileError:  # somebody corrected the workbook while this ran: that stays
        return dossier.add_roster(folder, workbook, by, f"{order.why} ({NOT_TAKEN_OVER})", breaks, at_head=False)
