"""resultaat.json: what a rerun or an audit needs, in ids and figures only. Knows no name of a person."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from instances.domain.entities import Student
from instances.domain.rulebook import Wish
from instances.domain.solution import Proof, Status
from instances.domain.surroundings import Surroundings, as_json, surroundings_of
from instances.domain.verdict import Verdict
from reports.account.origin import settings_in_words
from reports.account.quality import gap, valid_bound
from reports.account.row_prints import key_print, row_prints
from reports.run.bundle import ChangeCount, Run

Json = dict[str, object]


def write_result(run: Run, path: Path) -> None:
    """Write resultaat.json, from which a later run goes on and an audit counts again.

    Args:
        run: The finished run; ``wpa`` is written only when it has a WPA roster.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
    """
    path.write_text(json.dumps(result(run), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def result(run: Run) -> Json:
    """The contents of resultaat.json. Every count and cost comes from the checker's verdict.

    Args:
        run: The finished run.

    Returns:
        Text, numbers, lists and objects only, in the order of the file.
    """
    found: Json = {
        "invoer": run.instance.fingerprint,
        "werkboek": {
            "semester": run.semester,
            "bladen": row_prints(run.instance),
            **({"sleutel": key_print(run.instance.print_key)} if run.instance.print_key else {}),
            "omgeving": as_json(_around(run)),
            **({"kopie": run.copy} if run.copy else {}),
        },
        "versies": dict(run.versions),
        "instellingen": settings_in_words(run.instance.settings),
        "zaad": run.seed,
        "tijd": run.seconds,
        "reproduceerbaar": run.reproducible and not run.broken_off,
        "plaatsing": {
            **_figures(run.placement_verdict, run.placement_proof, run.not_placed),
            **_change_count(run.placement_change_count),
            "tekort": dict(run.placement_verdict.shortage),
            "toewijzing": {
                student: {"mentor": run.placement[student]}
                for student in run.instance.students
                if student in run.placement
            },
        },
    }
    if run.assessment is not None and run.assessment_verdict is not None and run.assessment_proof is not None:
        found["wpa"] = {
            **_figures(run.assessment_verdict, run.assessment_proof, run.not_scheduled),
            **_change_count(run.assessment_change_count),
            "toewijzing": {
                student: {"slot": booking.slot, "werkveld": booking.field, "opleiding": booking.institute}
                for student, booking in sorted(run.assessment.items())
            },
        }
    return found


def _around(run: Run) -> Surroundings:
    """What people were told around the roster: of a placement that was there already what they were told of that."""
    now = surroundings_of(run.instance)
    sent = None if run.sent_placement is None else run.sent_placement.around
    return now if sent is None else replace(sent, slots=now.slots)


def _change_count(changes: ChangeCount | None) -> Json:
    if changes is None:
        return {}
    return {"gewijzigd": changes.changed, "gewijzigd_min": changes.fewest, "gewijzigd_bewezen": changes.proven}


def _figures(verdict: Verdict, proof: Proof, missing: Iterable[Student]) -> Json:
    bound = valid_bound(verdict, proof)
    status = Status.FEASIBLE if proof.status is Status.OPTIMAL and bound is None else proof.status
    return {
        "status": str(status),
        "aantal": verdict.count,
        "aantal_max": proof.count_bound,
        "niet": [student.id for student in missing],
        "wensen": {
            str(wish): {
                "gewicht": verdict.wishes[wish].weight,
                "hoeveelheid": verdict.wishes[wish].amount,
                "kosten": verdict.wishes[wish].cost,
            }
            for wish in Wish
            if wish in verdict.wishes
        },
        "kosten": verdict.cost,
        "ondergrens": bound,
        "kloof": gap(verdict, proof),
        "seconden": round(proof.seconds, 1),
        "gestopt": None if proof.stop is None else str(proof.stop),
    }
