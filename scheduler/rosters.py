"""Rosters made earlier: for ``wpa``, for ``--vorige`` and for ``--rooster``. Knows files through the reader only."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from instances.faults import Fault
from instances.instance import Instance
from instances.roster_columns import PLACEMENT_FILE, RESULT_FILE, SCHEDULE, UNSCHEDULED
from instances.rosters import Rosters, read_rosters
from instances.rulebook import Wish
from instances.shown_cells import stale_assessment, stale_placement
from instances.solution import Assessment, Certificate, Placement, Proof, Status, Stop
from scheduler.checks.placement import check_placement
from scheduler.earlier import Earlier
from scheduler.origin import refuse_changed, refuse_strange
from scheduler.outcome import ExitCode, RefusedError
from scheduler.screen import Screen
from scheduler.texts import fault_lines

MOST_STALE = 10  # cells told of one by one; every one of them is noise when a whole column is old


def rosters_in(folder: Path) -> Rosters:
    """The rosters in a folder. Raises RefusedError when a file or row there cannot be used."""
    found = read_rosters(folder)
    _refuse(folder, found.faults)
    return found


def rosters_to_judge(folder: Path) -> tuple[Rosters, tuple[Fault, ...]]:
    """The rosters, and the rows left out that break a rule by themselves, such as one student twice."""
    found = read_rosters(folder)
    _refuse(folder, [fault for fault in found.faults if fault.rule is None])
    return found, found.faults


def rosters_to_explain(folder: Path, instance: Instance, screen: Screen, anyway: bool) -> Rosters:
    """The finished rosters of this workbook. Raises RefusedError when the workbook changed since, unless ``anyway``.

    Then rows that name somebody who is not in the workbook are left out, which is told.
    """
    missing = RefusedError(ExitCode.FAULTS, f"In {folder} staat geen {PLACEMENT_FILE} om te verklaren.")
    if not (folder / PLACEMENT_FILE).exists() and instance.given_placement is None:
        raise missing
    refuse_changed(folder, instance, screen, anyway)
    found = read_rosters(folder, instance)
    if not anyway:
        _refuse(folder, found.faults)
    _warn_of_stale(found.faults, screen)
    if found.placement is None and instance.given_placement is None:
        raise missing
    return found


def _refuse(folder: Path, faults: Sequence[Fault]) -> None:
    if faults:
        raise RefusedError(ExitCode.FAULTS, f"De roosters in {folder} zijn niet te gebruiken.\n{fault_lines(faults)}")


def stale_cells(folder: Path, instance: Instance, found: Rosters) -> tuple[Fault, ...]:
    """Cells beside the ids that say something else than those ids, with the rule that asks for them."""
    placement = instance.given_placement if found.placement is None else found.placement
    if placement is None:
        return ()
    faults = stale_placement(folder, instance, placement)
    if found.assessment is not None:
        faults += stale_assessment(folder, instance, placement, found.assessment)
    return faults


def told(fault: Fault) -> str:
    return f"{fault.sheet} {fault.cell}: {fault.column} {fault.found}; verwacht: {fault.expected}."


def _warn_of_stale(faults: Sequence[Fault], screen: Screen) -> None:
    for fault in faults[:MOST_STALE]:
        screen.warn(f"{told(fault)} De code in de rij telt.")
    if len(faults) > MOST_STALE:
        screen.warn(f"Nog {len(faults) - MOST_STALE} zulke cellen.")


def previous_rosters(folder: Path, instance: Instance, screen: Screen, anyway: bool = False) -> tuple[Rosters, Earlier]:
    """For the wishes W9 and V7, and for who must be told what.

    Raises RefusedError without a placement, and for one of another workbook.
    """
    found = rosters_in(folder)
    if found.placement is None:
        raise RefusedError(ExitCode.FAULTS, f"In {folder} staat geen {PLACEMENT_FILE} van een vorige keer.")
    refuse_strange(folder, found.previous, instance, screen, anyway)
    earlier = Earlier.of(folder, instance)
    if earlier.around is None:
        screen.warn(
            f"In {folder} zegt geen {RESULT_FILE} van welke scholen, opleiders, dagen en tijden het rooster uitging. "
            "Wat daarvan in het werkboek veranderd is, staat niet op de bladen Wijzigingen en Wie te berichten."
        )
    _warn_of_stale(stale_placement(folder, instance, found.placement, earlier.around, earlier.names), screen)
    return found, earlier


def given_placement(folder: Path, instance: Instance, screen: Screen) -> tuple[dict[str, str], Proof]:
    """The placement in the folder, else on the sheet Plaatsing, with what is proven about it.

    Raises RefusedError without a placement, and for a row that names nobody in the workbook.
    """
    placement: Placement | None = None
    if (folder / PLACEMENT_FILE).exists():
        found = read_rosters(folder, instance)
        # an earlier WPA roster is about to be replaced: who it names does not matter
        _refuse(folder, [f for f in found.faults if f.sheet not in (SCHEDULE.name, UNSCHEDULED.name)])
        placement = found.placement
    if placement is None:
        placement = instance.given_placement
    else:
        _warn_of_stale(stale_placement(folder, instance, placement), screen)
    if placement is None:
        raise RefusedError(
            ExitCode.FAULTS,
            f"Er is nog geen plaatsing: in {folder} staat geen {PLACEMENT_FILE} en het werkboek heeft geen blad "
            "Plaatsing. Maak er eerst een met plaatswijzer plaats.",
        )
    return dict(placement), proof_of(folder / RESULT_FILE, instance, placement)


def proof_of(path: Path, instance: Instance, placement: Placement) -> Proof:
    """What the earlier run proved holds for any roster of the same workbook; otherwise nothing is known."""
    verdict = check_placement(instance, placement)
    result = _result(path)
    prices = _certificate(result)
    nothing = Proof(Status.FEASIBLE, max(len(instance.students), verdict.count), certificate=prices)
    if result is None or result.get("invoer") != instance.fingerprint or not instance.fingerprint:
        return nothing
    told = result.get("plaatsing")
    if not verdict.ok or not isinstance(told, dict):
        return nothing
    try:
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
    except (KeyError, TypeError, ValueError, AttributeError):  # edited by hand: prove nothing from it
        return nothing


def assessment_proof_of(path: Path, instance: Instance, placement: Placement, assessment: Assessment) -> Proof:
    """What the earlier run proved of WPA rosters on the same placement of the same workbook; else nothing is known."""
    most = max(sum(student.wpa for student in instance.students.values()), len(assessment))
    nothing = Proof(Status.FEASIBLE, most)
    result: Any = _result(path)
    try:
        if result["invoer"] != instance.fingerprint or not instance.fingerprint:
            return nothing
        told, placed = result["wpa"], result["plaatsing"]["toewijzing"]
        if {student: row["mentor"] for student, row in placed.items()} != dict(placement):
            return nothing
        bound = None if told["ondergrens"] is None or Wish.V7 in told["wensen"] else int(told["ondergrens"])
        return Proof(Status.FEASIBLE, int(told["aantal_max"]), cost_bound=bound)
    except (KeyError, TypeError, ValueError, AttributeError):  # none, or edited by hand
        return nothing


def _certificate(result: Mapping[str, object] | None) -> Certificate | None:
    """The prices stored with a result. Whoever uses them counts the bound anew, so nothing is believed of them."""
    told: Any = None if result is None else result.get("bewijs")
    try:
        prices = {
            str(kind): {str(ids): int(price) for ids, price in rows.items()} for kind, rows in told["prijzen"].items()
        }
        return Certificate(int(told["schaal"]), prices)
    except (KeyError, TypeError, ValueError, AttributeError):  # none, or edited by hand
        return None


def _result(path: Path) -> Mapping[str, object] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
