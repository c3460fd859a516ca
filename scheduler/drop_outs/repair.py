"""One drop-out repaired: first the placement, then the WPAs on it, each with the fewest changes, and both checked.

A module of functions and plain data, so that other processes can answer as well.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.edits.edit import apply
from models.assessment.what_if.replan import replan_wpas
from models.placement.what_if.drop_out import DropOuts, RepairedPlacement
from models.search.control import Control
from models.search.settings import SearchSettings
from scheduler.checks.assessment import broken_by_assessment
from scheduler.checks.placement import check_placement
from scheduler.drop_outs.cases import DropOut
from scheduler.drop_outs.quick_wpas import QuickWpas
from scheduler.drop_outs.settings import DROP_OUTS
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.reasons.placement import PlacementReasons


@dataclass(frozen=True, slots=True)
class FinishedRosters:
    """What every drop-out is set against; picklable.

    Attributes:
        instance: The workbook as it is.
        placement: The placement; keeps every rule.
        assessment: The WPA roster on it, which keeps every rule; None: there is none.
    """

    instance: Instance
    placement: Placement
    assessment: Assessment | None


@dataclass(frozen=True, slots=True)
class Repaired:
    """What one drop-out comes to.

    Attributes:
        placement: The new placement; None when none was found in time.
        assessment: The new WPA roster; None without one before, or when none was found.
        lost: Ids of students who had a place and have none now.
        lost_wpas: Ids of students whose WPA was held and is not now.
        changes: Students with another mentor or none (W9).
        wpa_changes: WPAs with another time or assessor, or none (V7), of those still due.
        proven: With as many placed as can be no roster has fewer changes.
        wpas_proven: No roster on that placement that holds as many of the WPAs held before has fewer changes.
        why: Dutch: why the first of those lost cannot have a place or WPA; '' where nobody is.
        refused: The rules that the checks say are broken: a defect, and no answer.
        seconds: That it took.
    """

    placement: Placement | None
    assessment: Assessment | None
    lost: tuple[str, ...] = ()
    lost_wpas: tuple[str, ...] = ()
    changes: int = 0
    wpa_changes: int = 0
    proven: bool = False
    wpas_proven: bool = False
    why: str = ""
    refused: tuple[str, ...] = ()
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class DropOutQuestion:
    """One drop-out for a worker, with the time for it."""

    drop_out: DropOut
    settings: SearchSettings


class DropOutWorker:
    """Repairs one drop-out after another; what they share is prepared once."""

    def __init__(self, rosters: FinishedRosters) -> None:
        """Prepare; nothing is solved yet.

        Args:
            rosters: What every drop-out is set against.
        """
        self.rosters = rosters
        self.placements = DropOuts(rosters.instance, rosters.placement)
        self.wpas = QuickWpas(rosters.instance)

    def repaired(self, question: DropOutQuestion) -> Repaired:
        """Repair one drop-out.

        Args:
            question: Who drops out, and the time for it.

        Returns:
            The new rosters with their changes.
        """
        drop_out, control = question.drop_out, Control.of(question.settings)
        edited = apply(self.rosters.instance, drop_out.edits)
        placed = self._placed(drop_out, edited, control)
        if placed.placement is None:
            return Repaired(None, None, changes=placed.changes, seconds=control.elapsed)
        verdict = check_placement(edited, placed.placement)
        lost = tuple(student for student in self.rosters.placement if student not in placed.placement)
        why = PlacementReasons(edited, placed.placement).reason(edited.students[lost[0]]) if lost else ""
        found = Repaired(
            placed.placement,
            None,
            lost,
            changes=placed.changes,
            proven=placed.proven,
            wpas_proven=True,
            why=why,
            refused=tuple(violation.rule for violation in verdict.violations),
            seconds=control.elapsed,
        )
        return found if self.rosters.assessment is None else self._with_wpas(found, drop_out, edited, control)

    def _placed(self, drop_out: DropOut, edited: Instance, control: Control) -> RepairedPlacement:
        if not drop_out.students:
            return RepairedPlacement(self.rosters.placement, 0, 0, True)
        part = control.remaining if self.rosters.assessment is None else control.remaining * DROP_OUTS.placement_part
        return self.placements.without(_without_wishes(edited), drop_out.mentors, control.parallel_budget(part))

    def _with_wpas(self, found: Repaired, drop_out: DropOut, edited: Instance, control: Control) -> Repaired:
        """The WPAs on the new placement: all that can stand stands."""
        old, placement = self.rosters.assessment or {}, found.placement or {}
        due = {student: booking for student, booking in old.items() if student in placement}
        lost = tuple(student for student in old if student not in placement)
        if not broken_by_assessment(edited, placement, due):
            return replace(found, assessment=due, lost_wpas=lost, wpa_changes=len(lost), seconds=control.elapsed)
        moved = [student for student in due if placement[student] != self.rosters.placement.get(student)]
        touched = [student for student in due if student in moved or student in drop_out.wpas]
        must = self.wpas.must_change(edited, placement, due, touched)
        quick = self.wpas.rebooked(edited, placement, due, must or moved[:1], [drop_out.id])
        if quick is not None:  # one at least must change where the old ones break a rule together
            changes = max(1, len(must)) + len(lost)
            return replace(found, assessment=quick, lost_wpas=lost, wpa_changes=changes, seconds=control.elapsed)
        new = replan_wpas(_without_wishes(edited), placement, old, control.parallel_budget(control.remaining))
        if new.assessment is None:
            return replace(found, lost_wpas=lost, wpas_proven=False, seconds=control.elapsed)
        lost = tuple(student for student in old if student not in new.assessment)
        open_ = [student for student in lost if student in placement]
        why = ""
        if open_:
            why = AssessmentReasons(edited, placement, new.assessment, {}).reason(edited.students[open_[0]])
        broken = tuple(fault.rule for fault in broken_by_assessment(edited, placement, new.assessment))
        if broken:
            return Repaired(None, None, refused=(*found.refused, *broken))
        return replace(
            found,
            assessment=new.assessment,
            lost_wpas=lost,
            wpa_changes=new.changes,
            wpas_proven=new.fewest_proven,
            why=found.why or why,
            seconds=control.elapsed,
        )


def _without_wishes(instance: Instance) -> Instance:
    """Only how many change counts: what is cheapest among those takes half of the search, and nobody sees it."""
    settings = replace(instance.settings, weights=dict.fromkeys(instance.settings.weights, 0))
    return replace(instance, settings=settings)


def repair(worker: DropOutWorker, question: DropOutQuestion) -> Repaired:
    """Repair one drop-out at a worker."""
    return worker.repaired(question)
