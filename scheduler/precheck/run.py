"""All pre-checks of one workbook, in one list. Solves nothing."""

from __future__ import annotations

from instances.domain.instance import Instance
from instances.domain.solution import Placement
from scheduler.precheck import assessors, candidates, supply
from scheduler.precheck.finding import Finding


def precheck(instance: Instance, placement: Placement | None = None, wpa: bool = True) -> list[Finding]:
    """List what cannot fit in any roster, before anything is solved.

    Args:
        instance: The workbook.
        placement: A placement that is given: then only its WPAs are looked at. None: the placement is still to come.
        wpa: Look at WPAs too; without slots there is nothing to look at.

    Returns:
        The findings, shortages before single students.
    """
    options = candidates.MentorCandidates(instance)
    found: list[Finding] = []
    if placement is None:
        found += [*supply.findings(instance), *candidates.findings(options)]
    if wpa and instance.slots:
        found += assessors.findings(options, placement)
    # shortages first: they often explain what follows about single students
    return sorted(dict.fromkeys(found), key=lambda finding: any(id in instance.students for id in finding.about))
