"""What the checker says, short enough to compare in one line. Knows no rule."""

from __future__ import annotations

from datetime import date

from instances.domain.entities import Day, Role
from instances.domain.instance import Instance
from instances.domain.rulebook import Rule, Wish
from instances.domain.settings import Settings
from instances.domain.solution import Assessment, Booking, Placement
from instances.domain.verdict import Violation
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from tests.builders import board, mentor, school, semester, slot, student, trainer

PLACED: Placement = {"ST1": "M1"}
MONDAY = date(2027, 5, 31)
MA, DI, WO = frozenset({Day.MA}), frozenset({Day.DI}), frozenset({Day.WO})


def faults(instance: Instance, placement: Placement, wpas: Assessment | None = None) -> tuple[Violation, ...]:
    """The violations of the placement, or with ``wpas`` those of the WPA roster on it."""
    if wpas is None:
        return check_placement(instance, placement).violations
    return check_assessment(instance, placement, wpas).violations


def broken(instance: Instance, placement: Placement, wpas: Assessment | None = None) -> list[Rule]:
    """The rule of every violation."""
    return [fault.rule for fault in faults(instance, placement, wpas)]


def amount(wish: Wish, instance: Instance, placement: Placement, wpas: Assessment | None = None) -> int:
    """The measure of one wish."""
    if wpas is None:
        return check_placement(instance, placement).wishes[wish].amount
    return check_assessment(instance, placement, wpas).wishes[wish].amount


def one_pair(*more: object, settings: Settings | None = None) -> Instance:
    """ST1 and M1 at S1 of B1; later records with the same id win."""
    return semester(board(), school(), mentor(), student(), *more, settings=settings)


def one_wpa(*more: object, settings: Settings | None = None) -> Instance:
    """ST1 with M1 at S1, slot T1 on Tuesday morning, and SO8, SO9, IO8, IO9 who guide nobody."""
    return one_pair(
        slot(),
        trainer("SO8"),
        trainer("SO9"),
        trainer("IO8", Role.IO),
        trainer("IO9", Role.IO),
        *more,
        settings=settings,
    )


def by(field: str = "SO8", institute: str | None = None, at: str = "T1") -> Assessment:
    """ST1's WPA."""
    return {"ST1": Booking(at, field, institute)}
