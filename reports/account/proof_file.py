"""bewijs.json as data, written and read back: ids and whole numbers only. Knows no rule and counts nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from instances.domain.certificates import Certificate, DualBound, Level, SchoolDuals
from instances.domain.solution import Assessment, Booking, Placement

NONSENSE = (AttributeError, KeyError, RecursionError, TypeError, ValueError)  # of a file that was edited by hand


@dataclass(frozen=True, slots=True)
class StoredProof:
    """What bewijs.json holds.

    Attributes:
        fingerprint: Of the workbook; ``''`` where the file does not say.
        bounds: What is proven of placements, by level.
        schools: What is proven of WPA rosters; None without one.
        placement: The earlier placement from which changes count (W9); None without.
        assessment: The earlier WPA roster from which changes count (V7); None without.
    """

    fingerprint: str
    bounds: Mapping[Level, DualBound] = field(default_factory=dict)
    schools: SchoolDuals | None = None
    placement: Placement | None = None
    assessment: Assessment | None = None


def as_text(proof: StoredProof) -> str:
    """Write a proof as the text of bewijs.json.

    Args:
        proof: The proof.

    Returns:
        JSON, the same for the same proof.
    """
    told: dict[str, object] = {"invoer": proof.fingerprint}
    told["plaatsing"] = {level.value: _bound_json(bound) for level, bound in proof.bounds.items()}
    if proof.schools is not None:
        told["wpa"] = _schools_json(proof.schools)
    if proof.placement is not None or proof.assessment is not None:
        before = {student: [one.slot, *one.assessors] for student, one in (proof.assessment or {}).items()}
        told["vorige"] = {
            "plaatsing": None if proof.placement is None else dict(proof.placement),
            "wpa": None if proof.assessment is None else before,
        }
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def from_text(text: str) -> StoredProof:
    """Read bewijs.json.

    Args:
        text: The text of the file.

    Returns:
        The proof; whether it proves anything is for who counts again.

    Raises:
        ValueError: It is not a proof as ``as_text`` writes it.
    """
    try:
        told: Any = json.loads(text)
        bounds = {Level(level): _bound(row) for level, row in told["plaatsing"].items()}
        schools = None if told.get("wpa") is None else _schools(told["wpa"])
        before = told.get("vorige") or {"plaatsing": None, "wpa": None}
        placement, booked = before["plaatsing"], before["wpa"]
        return StoredProof(
            str(told["invoer"]),
            bounds,
            schools,
            None if placement is None else {str(student): str(mentor) for student, mentor in placement.items()},
            None if booked is None else {str(s): Booking(*(str(part) for part in row)) for s, row in booked.items()},
        )
    except NONSENSE as error:
        raise ValueError("not a proof") from error


def _bound_json(bound: DualBound) -> dict[str, object]:
    return {
        "grens": bound.value,
        "geplaatst": bound.placed,
        "tekort": bound.short,
        "schaal": bound.certificate.scale,
        "prijzen": {kind: dict(rows) for kind, rows in bound.certificate.prices.items() if rows},
    }


def _bound(row: Any) -> DualBound:
    prices = {
        str(kind): {str(ids): _whole(price) for ids, price in rows.items()} for kind, rows in row["prijzen"].items()
    }
    value, short = (None if row[key] is None else _whole(row[key]) for key in ("grens", "tekort"))
    return DualBound(Certificate(_whole(row["schaal"]), prices), value, _whole(row["geplaatst"]), short)


def _schools_json(duals: SchoolDuals) -> dict[str, object]:
    schools = {
        school: {"ondergrens": bound, "prijzen": {who: list(row) for who, row in duals.prices[school].items()}}
        for school, bound in duals.bounds.items()
    }
    return {
        "grens": duals.value,
        "ingepland": duals.count,
        "niet ingepland": duals.unscheduled_price,
        "scholen": schools,
    }


def _schools(told: Any) -> SchoolDuals:
    rows = told["scholen"]
    prices = {
        str(school): {str(who): tuple(map(_whole, row)) for who, row in found["prijzen"].items()}
        for school, found in rows.items()
    }
    if not all(row for found in prices.values() for row in found.values()):
        raise ValueError("an empty price list")
    return SchoolDuals(
        _whole(told["ingepland"]),
        _whole(told["grens"]),
        _whole(told["niet ingepland"]),
        {str(school): _whole(found["ondergrens"]) for school, found in rows.items()},
        prices,
    )


def _whole(found: object) -> int:
    """A whole number; what only looks like one would not be counted exactly."""
    if type(found) is not int:
        raise ValueError(f"{found!r} is no whole number")
    return found
