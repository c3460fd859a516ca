"""The small run beside an earlier one, and what people are told then. Asserts nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from instances.domain.solution import Booking, Names, Previous
from instances.domain.surroundings import surroundings_of
from instances.rosters.columns import Head
from reports.changes.assessment_messages import assessment_messages
from reports.changes.placement_messages import placement_messages
from tests.reports.runs import ASSESSMENT, PLACEMENT, instance, run

# Cas (0013) is with Mo Beuk (M2, S2, NOORD); before he was with Max Zee (M3, S3, ZUID)
FROM_ZUID = {"0013": "M3"}


def placed(**before: str | None) -> dict[tuple[str, str], str]:
    """Messages by addressee after a placement in which these students stood elsewhere (None: nowhere)."""
    old = {who: mentor for who, mentor in {**PLACEMENT, **before}.items() if mentor is not None}
    return told(placement_messages(run(previous=Previous(old))))


def held(**before: Booking | None) -> dict[tuple[str, str], str]:
    old = {who: booking for who, booking in {**ASSESSMENT, **before}.items() if booking is not None}
    return told(assessment_messages(run(previous=Previous(PLACEMENT, old))))


def told(rows: Any) -> dict[tuple[str, str], str]:
    return {(str(row[Head.TO]), str(row[Head.CODE])): str(row[Head.MESSAGE]) for row in rows}


def then(**over: Any) -> Previous:
    """The same rosters, made from a workbook with other surroundings; names of who left since."""
    names = over.pop("names", Names())
    return Previous(PLACEMENT, ASSESSMENT, replace(surroundings_of(instance()), **over), names)
