"""Pins of a workbook that has faults elsewhere: those that break a rule whatever the corrected cells will say."""

from __future__ import annotations

from instances.domain.rulebook import Rule
from instances.workbook.sound_part import SoundPart
from scheduler.precheck.candidates import MentorCandidates
from scheduler.precheck.pins import PinFault, assessment_pin_faults, placement_pin_faults

TRAVEL_RULES = frozenset({Rule.P10, Rule.A7})


def certain_pin_faults(part: SoundPart, wpa: bool) -> list[PinFault]:
    """List the pins that cannot stand whatever is corrected.

    Args:
        part: The rows without faults.
        wpa: Look at slots and assessors too.

    Returns:
        The faults that assume no row that is left out, and no journey where those are not known.
    """
    candidates = MentorCandidates(part.instance)
    found = placement_pin_faults(candidates)
    if wpa and part.instance.slots:
        found += assessment_pin_faults(candidates)
    doubtful = frozenset() if part.travel_known else TRAVEL_RULES
    return [fault for fault in found if fault.rule not in doubtful and not fault.assumes & part.left_out]
