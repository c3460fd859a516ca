"""The product's promise: no roster that breaks a rule or beats its own bound is ever shown. Knows no file."""

from __future__ import annotations

from collections.abc import Callable

from instances.domain.solution import Proof
from instances.domain.verdict import Verdict, Violation
from scheduler.runtime.exit import DefectError

Refused = Callable[[DefectError], None]
"""Is told which answer breaks a rule, so that the others can be shown; it may also raise."""


def raise_refused(error: DefectError) -> None:
    """End at the first answer that breaks a rule.

    Args:
        error: What the checks say of it.

    Raises:
        DefectError: Always.
    """
    raise error


def require_sound(verdict: Verdict, proof: Proof) -> None:
    """Hold a roster of the product itself against every rule and against what was proven of it.

    Args:
        verdict: What the checks say of the roster.
        proof: What the search that found it proved.

    Raises:
        DefectError: The roster breaks a rule, or its count or cost is better than its own bound.
    """
    if not verdict.ok:
        told = " ".join(f"{violation.rule} {violation.text}" for violation in verdict.violations)
        raise DefectError(f"the roster found breaks rules: {told}")
    if verdict.count > proof.count_bound:
        raise DefectError(f"count {verdict.count} above its bound {proof.count_bound}")
    short = sum(verdict.shortage.values())
    bound = proof.cost_bound if (verdict.count, short) == (proof.count_bound, proof.shortage_bound) else None
    if bound is not None and verdict.cost < bound:
        raise DefectError(f"cost {verdict.cost} below its bound {bound}")


def new_violations(verdict: Verdict, base: Verdict) -> tuple[Violation, ...]:
    """The rules that a roster breaks and the present one does not.

    Args:
        verdict: What the checks say of the roster.
        base: What they say of the present one, which may be edited by hand.

    Returns:
        The violations in the order of the verdict; none for a roster that may be shown.
    """
    known = set(base.violations)
    return tuple(violation for violation in verdict.violations if violation not in known)


def require_no_new_violation(verdict: Verdict, base: Verdict) -> None:
    """Hold the answer to a question against every rule: it may break only what the present roster breaks already.

    Args:
        verdict: What the checks say of the answer.
        base: What they say of the present roster, which may be edited by hand.

    Raises:
        DefectError: The answer breaks a rule that the present roster does not.
    """
    fresh = new_violations(verdict, base)
    if fresh:
        told = " ".join(f"{violation.rule} {violation.text}" for violation in fresh)
        raise DefectError(f"an answer breaks rules: {told}")
