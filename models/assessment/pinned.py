"""Where a pinned WPA cannot be held: what A10 asks of the placement. Solves nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from instances.domain import Student
from instances.instance import Instance
from models.assessment.options import Options


def closed_by_pins(instance: Instance) -> dict[str, Callable[[str], bool]]:
    """Students with a pinned slot or assessor: does the pin become impossible in the class of that mentor?"""
    if not instance.slots:
        return {}
    options = Options(instance, {})
    return {
        pin.student: partial(_impossible, options, instance.students[pin.student])
        for pin in instance.pins
        if instance.students[pin.student].wpa and (pin.slot or pin.field or pin.institute)
    }


def _impossible(options: Options, student: Student, mentor: str) -> bool:
    return not options.has_seat(options.case(student, mentor))
