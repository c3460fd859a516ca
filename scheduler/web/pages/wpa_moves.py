"""One WPA: choosing another time or assessor, what that breaks or costs, and keeping it. Knows no rule."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any
from urllib.parse import parse_qs, urlsplit

from fastapi import APIRouter, Form
from fastapi.responses import Response

from instances.domain.entities import Student
from instances.dutch.lists import listed
from instances.dutch.numbers import count
from scheduler.web.dossier.records import HEAD_ROSTER
from scheduler.web.pages.common import Asked, OfDossier, broken_knowingly
from scheduler.web.pages.done import Done, own_step
from scheduler.web.tasks.held import NO_ROSTER, HeldRoster, held
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.wpa.availability import slot_choices
from scheduler.web.wpa.bookings import booking_words, pin_edits
from scheduler.web.wpa.events import Rows
from scheduler.web.wpa.left_out import offers, taken
from scheduler.web.wpa.moves import WpaMove, dropped, move_of
from scheduler.web.wpa.prices import best_price, price_as_it_is
from scheduler.web.wpa.saving import WpaToKeep, keep, rules_of
from scheduler.web.wpa.seat_choices import preferred, seat_choices
from scheduler.web.wpa.timeline import days_of

router = APIRouter()


class How(StrEnum):
    """What is kept of a move."""

    SO = "zo"
    ALONG = "mee"
    SWAP = "ruil"
    ANYWAY = "toch"


@router.get("/d/{id}/wpa/{student:code}/kiezen")
def choose(asked: OfDossier, student: str, alles: str = "") -> Response:
    """Show a WPA, and the slots to choose from: those that can be, or also all others."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    who = found.instance.students[student]
    now = found.assessment.get(student)
    choices = slot_choices(found, who)
    possible = [choice for choice in choices if choice.chosen or not choice.against]
    return asked.page(
        "wpa_kiezen.html",
        student=who,
        school=_school(found, student),
        stop=days_of(found).of(student),
        now=booking_words(found.instance, now),
        choices=choices if alles else possible,
        impossible=len(choices) - len(possible),
        **_seats(found, who, now.slot if now else None, alles),
    )


@router.get("/d/{id}/wpa/{student:code}/beoordelaars")
def seats(asked: OfDossier, student: str, slot: str = "", alles: str = "") -> Response:
    """Show who can assess a WPA at a slot, or also who cannot."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    return asked.page("wpa_beoordelaars.html", **_seats(found, found.instance.students[student], slot, alles))


def _seats(found: HeldRoster, who: Student, slot_id: str | None, everybody: str) -> dict[str, Any]:
    now, slot = found.assessment.get(who.id), found.instance.slots.get(slot_id or "")
    if slot is None:
        return {"seats": (), "everybody": bool(everybody)}
    seats = [("field", "Beoordelaar werkveld", True)]
    if found.instance.needs_two(who):
        seats.append(("institute", "Beoordelaar opleiding", False))
    shown = []
    for name, title, in_field in seats:
        choices, present = seat_choices(found, who, slot, in_field), getattr(now, name, None)
        stays = now is not None and now.slot == slot.id
        chosen = present if stays else preferred(choices, present)
        offered = [choice for choice in choices if everybody or choice.free or choice.trainer == chosen]
        shown.append((name, title, offered, present, chosen))
    return {"seats": shown, "everybody": bool(everybody)}


@router.get("/d/{id}/wpa/{student:code}/plek")
def answer(asked: OfDossier, student: str, slot: str = "", field: str = "", institute: str = "") -> Response:
    """Show what a slot and assessors mean for a WPA: what they break, or what they cost."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        return _answered(asked, found, move_of(found, student, slot, field, institute))
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))


@router.get("/d/{id}/wpa/{student:code}/neer")
def drop(asked: OfDossier, student: str, moment: datetime, van: str = "", naar: str = "", school: str = "") -> Response:
    """Show what a drop on the timeline means."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        own = _school(found, student)
        if school and (own is None or school != own.id):
            name = "die van de student" if own is None else own.name
            raise ChangeRefusedError(f"Een WPA is op de school van de student: {name}. Kies een plek in die rij.")
        minute = moment.hour * 60 + moment.minute
        return _answered(asked, found, dropped(found, student, moment.date(), minute, van or None, naar or None))
    except ChangeRefusedError as error:
        return asked.page("wpa_geweigerd.html", text=str(error))


def _answered(asked: Asked, found: HeldRoster, move: WpaMove) -> Response:
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


def _broken(move: WpaMove) -> list[str]:
    return [str(rule) for rule in rules_of([conflict.rule for conflict in move.conflicts])]


@router.get("/d/{id}/wpa/{student:code}/prijs")
def price(asked: OfDossier, student: str, slot: str = "", field: str = "", institute: str = "") -> Response:
    """Show what the best roster with a move costs, and who moves along."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        move = move_of(found, student, slot, field, institute)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    stamp = asked.dossier.value(HEAD_ROSTER).stamp
    return asked.page("wpa_prijs.html", move=move, found=best_price(found, move), stamp=stamp)


@router.post("/d/{id}/wpa/{student:code}/zet")
def put(
    asked: OfDossier,
    student: str,
    how: Annotated[How, Form()],
    stamp: Annotated[int, Form()],
    slot: Annotated[str, Form()] = "",
    field: Annotated[str, Form()] = "",
    institute: Annotated[str, Form()] = "",
    knowingly: Annotated[str, Form()] = "",
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Keep a move as a new version of the rosters, in one step with its pins."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    refused = broken_knowingly(asked, knowingly, reason) if how is How.ANYWAY else ""
    if refused:
        return asked.page("melding.html", text=refused)
    try:
        move = move_of(found, student, slot, field, institute)
        change = _change(found, move, how, reason)
        keep(asked.dossier, found, change, asked.by, stamp)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return asked.again(_done(asked, found, change, student))


def _done(asked: Asked, found: HeldRoster, change: WpaToKeep, student: str) -> Done:
    """Where the WPA is now, how many others moved, and which step that was."""
    instance, booking = found.instance, change.roster.get(student)
    said = [f"{instance.students[student].name} staat nu op {booking_words(instance, booking)}"]
    others = sum(change.roster.get(id) != was for id, was in found.assessment.items() if id != student)
    if others:
        said.append(f"{count(others, 'ander WPA is', 'andere WPA’s zijn')} mee verzet")
    if change.breaks:
        said.append(f"het rooster breekt nu {listed(map(str, change.breaks))}")
    step = own_step(asked.dossier, change.what, asked.by)
    day = instance.slots[booking.slot].date if booking is not None else None
    link = "" if day is None else f"/wpa?beeld={_rows_asked(asked)}&dag={day.isoformat()}"
    return Done("; ".join(said), 0 if step is None else step.id, link=link, link_text="Toon die dag")


def _rows_asked(asked: Asked) -> Rows:
    """What stands in the rows of the page that asks, so that the link shows the same."""
    told = parse_qs(urlsplit(asked.request.headers.get("hx-current-url", "")).query).get("beeld", [])
    return next((rows for rows in Rows if rows.value in told), Rows.ASSESSORS)


def _change(found: HeldRoster, move: WpaMove, how: How, reason: str) -> WpaToKeep:
    what = f"WPA van {move.student.name}: {move.words}"
    if how is How.ANYWAY:
        rules = [conflict.rule for conflict in move.conflicts]
        broken = rules_of(rules)
        why = f"{what} (breekt {', '.join(broken)}; reden: {' '.join(reason.split())})"
        return WpaToKeep(move.roster, (), why, broken)
    if how is How.SWAP:
        swap = move.swap
        if swap is None or swap.conflicts:
            raise ChangeRefusedError("Deze ruil kan niet (meer).")
        other = found.instance.students[swap.other].name
        return WpaToKeep(swap.roster, swap.edits, f"{what}; geruild met {other}")
    if how is How.ALONG:
        roster = best_price(found, move).roster
        if roster is None:
            raise ChangeRefusedError("Dit kan niet (meer) met wat er dan verschuift.")
        edits = pin_edits(move.student.id, move.now, roster[move.student.id])
        return WpaToKeep(roster, edits, f"{what}, met wie daarvoor verschuift")
    if move.conflicts or move.nothing:
        raise ChangeRefusedError("Dit kan niet zo, of het staat al zo.")
    return WpaToKeep(move.roster, move.edits, what)


# ---- what is not scheduled ----


@router.get("/d/{id}/wpa/{student:code}/hulp")
def help_for(asked: OfDossier, student: str) -> Response:
    """Show changes of the workbook with which a WPA can be held."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    stamp = asked.dossier.value(HEAD_ROSTER).stamp
    return asked.page("wpa_hulp.html", student=student, found=offers(asked.dossier, found, student), stamp=stamp)


@router.post("/d/{id}/wpa/{student:code}/hulp/{number}")
def take(asked: OfDossier, student: str, number: int, stamp: Annotated[int, Form()]) -> Response:
    """Make a change of the workbook with which a WPA can be held, and keep the roster after it."""
    found = _of(asked, student)
    if isinstance(found, Response):
        return found
    try:
        change = taken(asked.dossier, found, student, number)
        keep(asked.dossier, found, change, asked.by, stamp)
    except ChangeRefusedError as error:
        return asked.page("melding.html", text=str(error))
    return asked.again(_done(asked, found, change, student))


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
