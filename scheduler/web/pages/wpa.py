"""The WPAs: a timeline and the same as a list, one WPA elsewhere with what that breaks or costs. Knows no rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any

from fastapi import APIRouter, Form
from fastapi.responses import JSONResponse, Response

from instances.domain.entities import Student
from instances.dutch.dates import long_date
from scheduler.web.dossier.records import HEAD_ROSTER
from scheduler.web.pages.common import Asked, OfDossier
from scheduler.web.tasks.held import HeldRoster, held
from scheduler.web.wpa.availability import seat_choices, slot_choices
from scheduler.web.wpa.events import Rows, Shown, chances, timeline
from scheduler.web.wpa.left_out import left_out, offers, taken
from scheduler.web.wpa.moves import Move, MoveRefusedError, booking_words, dropped, move_of, pin_edits
from scheduler.web.wpa.prices import best_price, price_as_it_is
from scheduler.web.wpa.saving import WpaChange, keep, rules_of
from scheduler.web.wpa.timeline import WpaDays, week_of
from scheduler.web.wpa.workload import workload

router = APIRouter()
NO_ROSTER = "Er is nog geen rooster."


class Period(StrEnum):
    """How much is shown."""

    DAY = "dag"
    WEEK = "week"


class How(StrEnum):
    """What is kept of a move."""

    SO = "zo"
    ALONG = "mee"
    SWAP = "ruil"
    ANYWAY = "toch"


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


class _ByFolder:
    """A version of the rosters as the key of what was sorted of it."""

    def __init__(self, of: HeldRoster) -> None:
        self.held = of

    def __hash__(self) -> int:
        return hash(self.held.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByFolder) and other.held is self.held


@lru_cache(maxsize=3)
def _days(key: _ByFolder) -> WpaDays:
    return WpaDays(key.held)


def _view(asked: Asked, rows: Rows, period: Period, day: date | None) -> View | None:
    found = held(asked.dossier)
    if found is None or found.rosters.assessment is None:
        return None
    days = _days(_ByFolder(found))
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


@router.get("/d/{id}/wpa/{student}/kansen")
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


# ---- one WPA ----


@router.get("/d/{id}/wpa/{student}/kiezen")
def choose(asked: OfDossier, student: str) -> Response:
    """Show a WPA, and every slot to choose from."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    who = found.instance.students[student]
    now = found.assessment.get(student)
    return asked.page(
        "wpa_kiezen.html",
        student=who,
        school=_school(found, student),
        stop=_days(_ByFolder(found)).of(student),
        now=booking_words(found.instance, now),
        choices=slot_choices(found, who),
        **_seats(found, who, now.slot if now else None),
    )


@router.get("/d/{id}/wpa/{student}/beoordelaars")
def seats(asked: OfDossier, student: str, slot: str = "") -> Response:
    """Show who can assess a WPA at a slot."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    return asked.page("wpa_beoordelaars.html", **_seats(found, found.instance.students[student], slot))


def _seats(found: HeldRoster, who: Student, slot_id: str | None) -> dict[str, Any]:
    now, slot = found.assessment.get(who.id), found.instance.slots.get(slot_id or "")
    two = found.instance.needs_two(who)
    return {
        "seats": ()
        if slot is None
        else (
            ("field", "Beoordelaar werkveld", seat_choices(found, who, slot, True), now and now.field),
            *(
                [("institute", "Beoordelaar opleiding", seat_choices(found, who, slot, False), now and now.institute)]
                if two
                else []
            ),
        ),
    }


@router.get("/d/{id}/wpa/{student}/plek")
def answer(asked: OfDossier, student: str, slot: str = "", field: str = "", institute: str = "") -> Response:
    """Show what a slot and assessors mean for a WPA: what they break, or what they cost."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        return _answered(asked, found, move_of(found, student, slot, field, institute))
    except MoveRefusedError as error:
        return asked.page("melding.html", text=str(error))


@router.get("/d/{id}/wpa/{student}/neer")
def drop(asked: OfDossier, student: str, moment: datetime, van: str = "", naar: str = "", school: str = "") -> Response:
    """Show what a drop on the timeline means."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        own = _school(found, student)
        if school and (own is None or school != own.id):
            name = "die van de student" if own is None else own.name
            raise MoveRefusedError(f"Een WPA is op de school van de student: {name}. Kies een plek in die rij.")
        minute = moment.hour * 60 + moment.minute
        return _answered(asked, found, dropped(found, student, moment.date(), minute, van or None, naar or None))
    except MoveRefusedError as error:
        return asked.page("wpa_geweigerd.html", text=str(error))


def _answered(asked: Asked, found: HeldRoster, move: Move) -> Response:
    swap = move.swap
    return asked.page(
        "wpa_antwoord.html",
        move=move,
        now=booking_words(found.instance, move.now),
        price=None if move.conflicts or move.nothing else price_as_it_is(found, move.roster),
        swap=swap,
        swapped=None if swap is None or swap.conflicts else price_as_it_is(found, swap.roster),
        other=None if swap is None else found.instance.students[swap.other],
        broken=_broken(move),
        stamp=asked.dossier.value(HEAD_ROSTER).stamp,
    )


def _broken(move: Move) -> list[str]:
    return [str(rule) for rule in rules_of([conflict.rule for conflict in move.conflicts])]


@router.get("/d/{id}/wpa/{student}/prijs")
def price(asked: OfDossier, student: str, slot: str = "", field: str = "", institute: str = "") -> Response:
    """Show what the best roster with a move costs, and who moves along."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        move = move_of(found, student, slot, field, institute)
    except MoveRefusedError as error:
        return asked.page("melding.html", text=str(error))
    stamp = asked.dossier.value(HEAD_ROSTER).stamp
    return asked.page("wpa_prijs.html", move=move, price=best_price(found, move), stamp=stamp)


@router.post("/d/{id}/wpa/{student}/zet")
def put(
    asked: OfDossier,
    student: str,
    how: Annotated[How, Form()],
    stamp: Annotated[int, Form()],
    slot: Annotated[str, Form()] = "",
    field: Annotated[str, Form()] = "",
    institute: Annotated[str, Form()] = "",
) -> Response:
    """Keep a move as a new version of the rosters, in one step with its pins."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        move = move_of(found, student, slot, field, institute)
        keep(asked.dossier, found, _change(found, move, how), asked.by, stamp)
    except MoveRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return Response(status_code=204, headers={"hx-refresh": "true"})


def _change(found: HeldRoster, move: Move, how: How) -> WpaChange:
    what = f"WPA van {move.student.name}: {move.words}"
    if how is How.ANYWAY:
        rules = [conflict.rule for conflict in move.conflicts]
        broken = rules_of(rules)
        return WpaChange(move.roster, (), f"{what} (breekt {', '.join(broken)})", broken)
    if how is How.SWAP:
        swap = move.swap
        if swap is None or swap.conflicts:
            raise MoveRefusedError("Deze ruil kan niet (meer).")
        other = found.instance.students[swap.other].name
        return WpaChange(swap.roster, swap.edits, f"{what}; geruild met {other}")
    if how is How.ALONG:
        roster = best_price(found, move).roster
        if roster is None:
            raise MoveRefusedError("Dit kan niet (meer) met wat er dan verschuift.")
        edits = pin_edits(move.student.id, move.now, roster[move.student.id])
        return WpaChange(roster, edits, f"{what}, met wie daarvoor verschuift")
    if move.conflicts or move.nothing:
        raise MoveRefusedError("Dit kan niet zo, of het staat al zo.")
    return WpaChange(move.roster, move.edits, what)


# ---- what is not scheduled ----


@router.get("/d/{id}/wpa/{student}/hulp")
def help_for(asked: OfDossier, student: str) -> Response:
    """Show changes of the workbook with which a WPA can be held."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    stamp = asked.dossier.value(HEAD_ROSTER).stamp
    return asked.page("wpa_hulp.html", student=student, found=offers(asked.dossier, found, student), stamp=stamp)


@router.post("/d/{id}/wpa/{student}/hulp/{number}")
def take(asked: OfDossier, student: str, number: int, stamp: Annotated[int, Form()]) -> Response:
    """Make a change of the workbook with which a WPA can be held, and keep the roster after it."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        keep(asked.dossier, found, taken(asked.dossier, found, student, number), asked.by, stamp)
    except MoveRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return Response(status_code=204, headers={"hx-refresh": "true"})


def _school(found: HeldRoster, student: str) -> Any:
    mentor = found.placement.get(student)
    return None if mentor is None else found.instance.school_of(mentor)


def _of(asked: Asked, student: str) -> HeldRoster | Response:
    found = held(asked.dossier)
    if found is None:
        return asked.page("melding.html", text=NO_ROSTER)
    if student not in found.instance.students:
        return asked.page("melding.html", text=f"{student} is geen student in dit werkboek.")
    return found
