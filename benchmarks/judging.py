"""An answer through the checker: the figures of a row are the checker's, never the method's own. Knows no solver."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.answer import PLACING, SCHEDULING, PeerAnswer, PeerClaim
from instances.domain.instance import Instance
from instances.domain.verdict import Verdict
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement

PASSES = "passes"


@dataclass(frozen=True, slots=True)
class JudgedHalf:
    """One roster of an answer.

    Attributes:
        count: Students placed, or WPAs scheduled.
        left_out: Students without place, or due students without WPA.
        shortage: Students that boards fall short of their minimum, together.
        cost: Of all wishes.
        bound: As the method proved it; None without one.
        claimed: The cost as the method counts it; None where it does not say.
        verdict: PASSES, or which rules are broken.
    """

    count: int
    left_out: int
    shortage: int
    cost: int
    bound: int | None
    claimed: int | None
    verdict: str


def judge(instance: Instance, answer: PeerAnswer) -> tuple[JudgedHalf | None, JudgedHalf | None]:
    """Judge both rosters of an answer by the product's checks.

    Args:
        instance: What was asked.
        answer: What the method made of it.

    Returns:
        The figures of placement and WPA roster; None for a roster that was not made.
    """
    if answer.placement is None:
        return None, None
    placed = _half(
        check_placement(instance, answer.placement), len(instance.students), answer.claims.get(PLACING, PeerClaim())
    )
    if answer.assessment is None:
        return placed, None
    verdict = check_assessment(instance, answer.placement, answer.assessment)
    due = sum(student.wpa for student in instance.students.values())
    return placed, _half(verdict, due, answer.claims.get(SCHEDULING, PeerClaim()))


def _half(verdict: Verdict, asked: int, claim: PeerClaim) -> JudgedHalf:
    rules = sorted({str(violation.rule) for violation in verdict.violations})
    return JudgedHalf(
        count=verdict.count,
        left_out=asked - verdict.count,
        shortage=sum(verdict.shortage.values()),
        cost=verdict.cost,
        bound=claim.bound,
        claimed=claim.cost,
        verdict=f"breaks {', '.join(rules)}" if rules else PASSES,
    )
