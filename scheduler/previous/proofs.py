"""What an earlier run proved, where it still holds. Knows resultaat.json as it was read, and no solver."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from instances.domain.instance import Instance
from instances.domain.rulebook import Wish
from instances.domain.solution import Assessment, Certificate, Placement, Proof, Status, Stop
from scheduler.checks.placement import check_placement
from scheduler.previous.provenance import Provenance

NONSENSE = (AttributeError, KeyError, OverflowError, TypeError, ValueError)  # of a file that was edited by hand


def proof_of(provenance: Provenance, instance: Instance, placement: Placement) -> Proof:
    """What the earlier run proved holds for any roster of the same workbook; otherwise nothing is known."""
    verdict = check_placement(instance, placement)
    result: Any = provenance.result
    prices = _certificate(result)
    nothing = Proof(Status.FEASIBLE, max(len(instance.students), verdict.count), certificate=prices)
    if not verdict.ok or not provenance.of(instance):
        return nothing
    try:
        told = result["plaatsing"]
        count, bound = int(told["aantal_max"]), told["ondergrens"]
        same = {student: row["mentor"] for student, row in told["toewijzing"].items()} == dict(placement)
        # the shortage was proven least exactly when a bound on the cost was given
        shortage = 0 if bound is None else sum(told["tekort"].values())
        if Wish.W9 in told["wensen"]:  # that bound also counted changes against an earlier roster
            bound = None
        status = Status(told["status"]) if same and bound is not None else Status.FEASIBLE
        stop = None if told.get("gestopt") is None else Stop(told["gestopt"])
        lowest = None if bound is None else int(bound)
        return Proof(status, count, shortage, lowest, float(told["seconden"]), stop, prices)
    except NONSENSE:  # edited by hand: prove nothing from it
        return nothing


def assessment_proof_of(
    provenance: Provenance, instance: Instance, placement: Placement, assessment: Assessment
) -> Proof:
    """What the earlier run proved of WPA rosters on the same placement of the same workbook; else nothing is known."""
    most = max(sum(student.wpa for student in instance.students.values()), len(assessment))
    nothing = Proof(Status.FEASIBLE, most)
    result: Any = provenance.result
    if not provenance.of(instance):
        return nothing
    try:
        told, placed = result["wpa"], result["plaatsing"]["toewijzing"]
        if {student: row["mentor"] for student, row in placed.items()} != dict(placement):
            return nothing
        bound = None if told["ondergrens"] is None or Wish.V7 in told["wensen"] else int(told["ondergrens"])
        return Proof(Status.FEASIBLE, int(told["aantal_max"]), cost_bound=bound)
    except NONSENSE:  # none, or edited by hand
        return nothing


def _certificate(result: Mapping[str, object]) -> Certificate | None:
    """The prices stored with a result. Whoever uses them counts the bound anew, so nothing is believed of them."""
    told: Any = result.get("bewijs")
    try:
        prices = {
            str(kind): {str(ids): int(price) for ids, price in rows.items()} for kind, rows in told["prijzen"].items()
        }
        return Certificate(int(told["schaal"]), prices)
    except NONSENSE:  # none, or edited by hand
        return None
