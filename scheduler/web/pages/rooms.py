"""Which screens there are, as one list. A screen more is a line more here and one in ``TABS``."""

from __future__ import annotations

from scheduler.web.pages import choosing, dossiers, happenings, placement, run, send, today, versions, workbook

ROUTERS = (
    dossiers.router,
    today.router,
    workbook.router,
    run.router,
    placement.router,
    choosing.router,
    happenings.router,
    send.router,
    versions.router,
)
