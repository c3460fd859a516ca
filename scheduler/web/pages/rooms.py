"""Which screens there are, as one list. A screen more is a line more here and one in ``TABS``."""

from __future__ import annotations

from scheduler.web.pages import (
    choosing,
    comparison,
    happenings,
    own_columns,
    placement,
    run,
    send,
    today,
    tuning,
    versions,
    wpa,
    wpa_moves,
)
from scheduler.web.pages.intake import corrections, workbook
from scheduler.web.pages.outside import dossiers, login
from scheduler.web.pages.year import next_semester, questions, supply

ROUTERS = (
    dossiers.router,
    login.router,
    today.router,
    workbook.router,
    corrections.router,
    run.router,
    placement.router,
    choosing.router,
    happenings.router,
    wpa.router,
    wpa_moves.router,
    send.router,
    versions.router,
    comparison.router,
    own_columns.router,
    tuning.router,
    supply.router,
    next_semester.router,
    questions.router,
)
