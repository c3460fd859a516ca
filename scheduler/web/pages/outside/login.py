"""Logging in and out at a server of the office. On the own computer these pages are not there."""

from __future__ import annotations

import math
from typing import Annotated, cast

from fastapi import APIRouter, Form, HTTPException, Request
from fastapi.responses import Response

from instances.dutch.numbers import count
from scheduler.web.pages.common import Window
from scheduler.web.server.guard import COOKIE
from scheduler.web.server.sessions import LOGIN, LOGOUT, Door, NotLetInError
from scheduler.web.server.users import plain_name

router = APIRouter()
WRONG = "Deze naam met dit wachtwoord is niet bekend."
UNKNOWN = "onbekende naam"  # what was typed may be a password


def _door(request: Request) -> Door:
    door = _window(request).door
    if door is None:
        raise HTTPException(404)
    return door


def _window(request: Request) -> Window:
    return cast("Window", request.app.state.window)


@router.get(LOGIN)
def ask(request: Request, naar: str = "/") -> Response:
    """Ask for name and password."""
    _door(request)
    return _page(request, naar, "")


@router.post(LOGIN)
def enter(
    request: Request,
    naam: Annotated[str, Form(max_length=200)],
    wachtwoord: Annotated[str, Form(max_length=1000)],
    naar: Annotated[str, Form(max_length=500)] = "/",
) -> Response:
    """Let somebody in."""
    door = _door(request)
    who = plain_name(naam) if door.sessions.has_name(naam) else UNKNOWN
    try:
        cookie = door.sessions.enter(naam, wachtwoord)
    except NotLetInError as error:
        door.log.tell(who, "", "inloggen", "geweigerd")
        seconds = math.ceil(error.wait)
        told = f"{WRONG} Wacht {count(seconds, 'seconde', 'seconden')} en probeer het dan weer." if seconds else WRONG
        return _page(request, naar, told, 403)
    door.log.tell(who, "", "inloggen", "gedaan")
    answer = Response(status_code=303, headers={"location": _own(naar)})
    # a browser says here whether it came by TLS, which ends in the server in front
    safe = request.headers.get("origin", "").startswith("https://")
    answer.set_cookie(door.cookie, cookie, httponly=True, samesite="strict", path="/", secure=safe)
    return answer


@router.post(LOGOUT)
def leave(request: Request) -> Response:
    """Let somebody out."""
    door = _door(request)
    door.sessions.leave(getattr(request.state, COOKIE, ""))
    answer = Response(status_code=204, headers={"hx-redirect": LOGIN})
    answer.delete_cookie(door.cookie, httponly=True, samesite="strict", path="/")
    return answer


def _page(request: Request, to: str, told: str, status: int = 200) -> Response:
    """A form that is no part of a page is sent without its origin where no page may be told, so this one may be."""
    answer = _window(request).render.page(request, "inloggen.html", status, naar=_own(to), told=told)
    answer.headers["referrer-policy"] = "same-origin"
    return answer


def _own(path: str) -> str:
    """Lead to a page of our own only; browsers read two slashes of either kind as another host."""
    own = path.startswith("/") and path[1:2] not in ("/", "\\") and path.isprintable() and path.isascii()
    return path if own else "/"
