"""Rosters that go out one after the other, and their calendars as a second library reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import vobject

from instances.domain.entities import Slot
from instances.domain.instance import Instance
from instances.domain.solution import Booking
from reports.calendar.diary import Diaries, Diary, continued, diaries_of
from reports.calendar.ics import as_ics
from reports.run.bundle import Run
from tests.reports.runs import ASSESSMENT, run

SECRETS = ("zorgtag", "1999 ZZ", "geheime reden", "ans.aal@student.example")


def changed(whole: Run, over: Mapping[str, Booking | None]) -> Run:
    """The roster with other bookings; None takes the WPA away."""
    seats = {who: seat for who, seat in {**ASSESSMENT, **over}.items() if seat is not None}
    return replace(whole, assessment=seats)


def with_slot(instance: Instance, new: Slot) -> Instance:
    return replace(instance, slots={**instance.slots, new.id: new})


def sent(*runs: Run) -> Diaries:
    """The diaries after each of these rosters went out in turn."""
    found: Diaries = {}
    for one in runs:
        found = continued(diaries_of(one), found, one)
    return found


def states(diary: Diary) -> dict[str, tuple[int, bool]]:
    """Student to number and cancelled."""
    return {one.title.split(",")[0].removeprefix("WPA "): (one.sequence, one.cancelled) for one in diary.appointments}


def events(data: bytes) -> list[vobject.base.Component]:
    """As a second library reads them."""
    return list(vobject.readOne(data.decode()).contents.get("vevent", []))


def ics(file: str, whole: Run | None = None) -> bytes:
    return as_ics(diaries_of(whole or run())[file])
