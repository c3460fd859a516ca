"""A roster in the workbook as it is or after edits: checked, and set against the present one. Solves nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Generic

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.domain.verdict import Verdict
from instances.edits.edit import Edit, apply
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.what_if.outcome import Compared, Roster


class Judge(Generic[Roster]):
    """The present roster, and what the checks say of others in its place.

    Attributes:
        instance: The workbook as it is.
        present: The present roster.
    """

    def __init__(
        self,
        instance: Instance,
        present: Roster,
        check: Callable[[Instance, Roster], Verdict],
        verdict: Verdict | None = None,
    ) -> None:
        """Keep what others are set against; nothing is checked yet.

        Args:
            instance: The workbook as it is.
            present: The present roster; may be edited by hand and break rules.
            check: What the checks say of a roster in a workbook.
            verdict: What they say of the present one, where the caller knows that already.
        """
        self.instance = instance
        self.present: Roster = present
        self._check: Callable[[Instance, Roster], Verdict] = check
        self._verdict = verdict

    @cached_property
    def base(self) -> Verdict:
        """What the checks say of the present roster."""
        return self._check(self.instance, self.present) if self._verdict is None else self._verdict

    def compared(self, roster: Roster, instance: Instance | None = None) -> Compared[Roster]:
        """Check a roster and set it against the present one.

        Args:
            roster: The other roster.
            instance: The workbook whose rules and weights count; None: as it is.

        Returns:
            The roster with both verdicts.
        """
        return Compared(roster, self._check(self.instance if instance is None else instance, roster), self.base)

    def after(self, edits: Iterable[Edit], roster: Roster) -> Compared[Roster]:
        """The same in the workbook after edits.

        Args:
            edits: Applied in this order.
            roster: The other roster.

        Returns:
            The roster with both verdicts.

        Raises:
            KeyError: An edit names a row or cell that is not in the workbook.
        """
        return self.compared(roster, apply(self.instance, edits))

    def instead(self, instance: Instance, present: Roster) -> Judge[Roster]:
        """A judge by the same checks with another workbook and present roster.

        Args:
            instance: The workbook from which is edited then.
            present: The roster against which others are set then.

        Returns:
            The other judge.
        """
        return Judge(instance, present, self._check)


def placement_judge(
    instance: Instance, placement: Placement, previous: Placement | None = None, verdict: Verdict | None = None
) -> Judge[Placement]:
    """Judge other placements beside the present one.

    Args:
        instance: The workbook as it is.
        placement: The present placement; may be edited by hand and break rules.
        previous: The earlier placement from which changes count (W9); None without one.
        verdict: What the checks say of the placement, where the caller knows that already.

    Returns:
        The judge.
    """
    return Judge(instance, placement, lambda given, roster: check_placement(given, roster, previous), verdict)


def assessment_judge(
    instance: Instance,
    placement: Placement,
    assessment: Assessment,
    previous: Assessment | None = None,
    verdict: Verdict | None = None,
) -> Judge[Assessment]:
    """Judge other WPA rosters on the same placement beside the present one.

    Args:
        instance: The workbook as it is.
        placement: The placement that the rosters rest on.
        assessment: The present WPA roster; may be edited by hand and break rules.
        previous: The earlier WPA roster from which changes count (V7); None without one.
        verdict: What the checks say of the roster, where the caller knows that already.

    Returns:
        The judge.
    """
    return Judge(
        instance, assessment, lambda given, roster: check_assessment(given, placement, roster, previous), verdict
    )
