"""The WPAs: a timeline and the same as a list, one WPA elsewhere with what that breaks or costs. Knows no rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from instances.dutch.dates import long_date
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.tasks.held import HeldRoster, held
from scheduler.web.wpa.events import Rows, Shown, chances, timeline
from scheduler.web.wpa.left_out import left_out
from scheduler.web.wpa.timeline import WpaDays, days_of, week_of
from scheduler.web.wpa.workload import workload

router = APIRouter()


class Period(StrEnum):
    """How much is shown."""

    DAY = "dag"
    WEEK = "week"


@dataclass(frozen=True)
class View:
    """The roster of the dossier, and what of it is shown.

    Attributes:
        held: The rosters.
        days: The same, sorted.
        shown: What is shown.
        period: Day or week.
        day: The day that was asked.
    """

    held: HeldRoster
    days: WpaDays
    shown: Shown
    period: Period
    day: date | None


def _view(asked: Asked, rows: Rows, period: Period, day: date | None) -> View | None:
    found = held(asked.dossier)
    if found is None or found.rosters.assessment is None:
        return None
    days = days_of(found)
    day = day or days.first_day
    shown = () if day is None else tuple(week_of(day)) if period is Period.WEEK else (day,)
    return View(found, days, Shown(rows, shown), period, day)


@router.get("/d/{id}/wpa")
def wpas(
    asked: OfDossier, beeld: Rows = Rows.ASSESSORS, periode: Period = Period.DAY, dag: date | None = None
) -> Response:
    """Show the WPAs of a day or a week."""
    view = _view(asked, beeld, periode, dag)
    if view is None:
        return asked.page("wpa_leeg.html", roster=asked.dossier.roster)
    return asked.page("wpa.html", **_shown(asked, view), printing=False)


@router.get("/d/{id}/wpa/afdruk")
def on_paper(asked: OfDossier, beeld: Rows = Rows.ASSESSORS) -> Response:
    """Show all WPAs of the semester, to print."""
    view = _view(asked, beeld, Period.DAY, None)
    if view is None:
        return asked.page("wpa_leeg.html", roster=asked.dossier.roster)
    every = tuple(choice.day for choice in view.days.days)
    view = View(view.held, view.days, Shown(beeld, every), Period.DAY, None)
    return asked.page("wpa_afdruk.html", **_shown(asked, view), printing=True)


def _shown(asked: Asked, view: View) -> dict[str, Any]:
    days = [choice.day for choice in view.days.days]
    place = days.index(view.day) if view.day in days else 0
    step = 1 if view.period is Period.DAY else 5
    return {
        "view": view,
        "rows": view.shown.rows.value,
        "stops": view.days.on(view.shown.days),
        "assessor_days": view.days.assessor_days(view.shown.days),
        "by_day": [(long_date(day), view.days.on([day])) for day in view.shown.days],
        "day_choices": view.days.days,
        "before": days[max(0, place - step)] if place else None,
        "after": days[min(len(days) - 1, place + step)] if place + 1 < len(days) else None,
        "load": workload(view.held, view.days),
        "left": left_out(view.held),
        "broken": view.days.broken,
        "total": len(view.held.assessment),
    }


@router.get("/d/{id}/wpa/tijdlijn")
def drawn(
    asked: OfDossier, beeld: Rows = Rows.ASSESSORS, periode: Period = Period.DAY, dag: date | None = None
) -> Response:
    """Give what the timeline is drawn from."""
    view = _view(asked, beeld, periode, dag)
    return JSONResponse({} if view is None else timeline(view.held, view.days, view.shown))


@router.get("/d/{id}/wpa/{student:code}/kansen")
def possible(
    asked: OfDossier,
    student: str,
    beeld: Rows = Rows.ASSESSORS,
    periode: Period = Period.DAY,
    dag: date | None = None,
    van: str = "",
) -> Response:
    """Give what is shown while a WPA is dragged."""
    view = _view(asked, beeld, periode, dag)
    return JSONResponse([] if view is None else chances(view.held, student, view.shown, van))
