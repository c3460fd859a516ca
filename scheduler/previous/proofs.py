"""What an earlier run proved, where it still holds. Knows resultaat.json as it was read, and no solver."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from instances.domain.certificates import DualBound, Level
from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Placement, Proof, Status, Stop
from scheduler.checks.placement import check_placement
from scheduler.previous.provenance import Provenance

NONSENSE = (AttributeError, KeyError, OverflowError, TypeError, ValueError)  # of a file that was edited by hand


def proof_of(provenance: Provenance, instance: Instance, placement: Placement) -> Proof:
    """Read what an earlier run proved of placements; it holds for any roster of the same workbook.

    Args:
        provenance: What the earlier roster tells of itself.
        instance: The workbook of now.
        placement: The roster asked about; may be edited by hand.

    Returns:
        What is proven; of another workbook, or a roster that breaks rules, nothing but the stored dual prices.
    """
    verdict = check_placement(instance, placement)
    result: Any = provenance.result
    derived = _derived(provenance)
    prices = derived[Level.COST].certificate if Level.COST in derived else None
    nothing = Proof(Status.FEASIBLE, max(len(instance.students), verdict.count), certificate=prices)
    if not verdict.ok or not provenance.of(instance):
        return nothing
    try:
        part = result["plaatsing"]
        count, bound = int(part["aantal_max"]), part["ondergrens"]
        same = {student: row["mentor"] for student, row in part["toewijzing"].items()} == dict(placement)
        # the shortage was proven least exactly when a bound on the cost was given
        shortage = 0 if bound is None else sum(part["tekort"].values())
        if Wish.W9 in part["wensen"]:  # that bound also counted changes against an earlier roster
            bound = None
        status = Status(part["status"]) if same and bound is not None else Status.FEASIBLE
        stop = None if part.get("gestopt") is None else Stop(part["gestopt"])
        lowest = None if bound is None else int(bound)
        return Proof(status, count, shortage, lowest, float(part["seconden"]), stop, prices, derived)
    except NONSENSE:  # edited by hand: prove nothing from it
        return nothing


def assessment_proof_of(
    provenance: Provenance, instance: Instance, placement: Placement, assessment: Assessment
) -> Proof:
    """Read what an earlier run proved of WPA rosters on the same placement of the same workbook.

    Args:
        provenance: What the earlier roster tells of itself.
        instance: The workbook of now.
        placement: The placement that the WPA roster rests on.
        assessment: The WPA roster asked about; may be edited by hand.

    Returns:
        What is proven; otherwise that there are at most as many WPAs as are due.
    """
    most = max(sum(student.wpa for student in instance.students.values()), len(assessment))
    nothing = Proof(Status.FEASIBLE, most)
    result: Any = provenance.result
    if not provenance.of(instance):
        return nothing
    try:
        part, placed = result["wpa"], result["plaatsing"]["toewijzing"]
        if {student: row["mentor"] for student, row in placed.items()} != dict(placement):
            return nothing
        bound = None if part["ondergrens"] is None or Wish.V7 in part["wensen"] else int(part["ondergrens"])
        return Proof(Status.FEASIBLE, int(part["aantal_max"]), cost_bound=bound)
    except NONSENSE:  # none, or edited by hand
        return nothing


def _derived(provenance: Provenance) -> dict[Level, DualBound]:
    """What dual prices proved. Of a file that was edited the prices alone are used: whoever does counts the bound anew.

    A bound that also counted changes against an earlier roster (W9) is claimed no more.
    """
    stored = provenance.proof
    if stored is None:
        return {}
    claimed = set(stored.bounds) if provenance.proof_as_written else set()
    if stored.placement is not None:
        claimed.discard(Level.COST)
    return {level: bound if level in claimed else replace(bound, value=None) for level, bound in stored.bounds.items()}
