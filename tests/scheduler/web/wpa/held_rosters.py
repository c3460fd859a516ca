"""Small finished rosters for the tests of the WPAs: two schools, four assessors, three times."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from instances.domain.entities import Role
from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Booking, Placement
from instances.rosters.read import Rosters
from scheduler.web.tasks.held import HeldRoster
from tests.builders import board, mentor, school, semester, slot, student, trainer

PLACEMENT = {"ST1": "M1", "ST2": "M2", "ST3": "M3"}
BOOKED = {"ST1": Booking("T1", "SO1"), "ST2": Booking("T2", "SO2"), "ST3": Booking("T3", "SO1")}
TIMES = (("T1", "09:00", "10:00"), ("T2", "10:00", "11:00"), ("T3", "12:00", "13:00"))


def people(*more: Any, without: frozenset[str] = frozenset(), **over: Any) -> Instance:
    """S1 has the classes of ST1 and ST2, S2 that of ST3; a record of the same id takes the place of ours."""
    plain = (
        board(),
        school(),
        school("S2"),
        mentor(),
        mentor("M2"),
        mentor("M3", "S2"),
        student(),
        student("ST2"),
        student("ST3"),
        trainer(),
        trainer("SO2"),
        trainer("SO3"),
        trainer("IO1", Role.IO),
        *(slot(id, begin=begin, end=end) for id, begin, end in TIMES),
    )
    return semester(*(record for record in plain if record.id not in without), *more, **over)


def held_of(instance: Instance, booked: Assessment = BOOKED, placement: Placement = PLACEMENT) -> HeldRoster:
    """The rosters as the server holds them; of no file."""
    return HeldRoster(instance, Path("nergens"), Rosters(placement, booked, ()))
