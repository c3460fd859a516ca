"""All pre-checks of one workbook, in one list. Solves nothing."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from scheduler.precheck import assessors, candidates, supply
from scheduler.precheck.finding import Finding


def precheck(instance: Instance, placement: Placement | None = None, wpa: bool = True) -> list[Finding]:
    """What cannot fit: with a ``placement`` only about its WPAs, and without slots nothing about WPAs."""
    options = candidates.MentorCandidates(instance)
    found: list[Finding] = []
    if placement is None:
        found += [*supply.findings(instance), *candidates.findings(options)]
    if wpa and instance.slots:
        found += assessors.findings(options, placement)
    # shortages first: they often explain what follows about single students
    return sorted(dict.fromkeys(found), key=lambda finding: any(who in instance.students for who in finding.about))
