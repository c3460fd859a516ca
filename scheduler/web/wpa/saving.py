"""Keeping a changed WPA roster: a copy of the workbook with its pins, the files, and one step that can be undone."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Previous, Proof, Status
from instances.edits.edit import CellEdit, Edit
from instances.rosters.read import read_rosters
from instances.tables.columns import PINS
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.reasons.assessment import AssessmentReasons
from scheduler.runtime.exit import RefusedError
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import FINAL, HEAD_ROSTER, HEAD_WORKBOOK, RosterVersion, WorkbookVersion
from scheduler.web.dossier.store import ChangedMeanwhileError
from scheduler.web.jobs.event_screen import EventScreen
from scheduler.web.tasks.edited_workbook import edit_workbook
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.reading import look
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.writing.folder import versions, write_rosters
from scheduler.writing.sending import ready_to_send

MOST_FAULTS = 3  # are told in a sentence
CHANGED = "Het werkboek is gewijzigd sinds dit rooster. Werk het rooster eerst bij, dan kan dit WPA worden verzet."
MEANWHILE = "Iemand anders heeft intussen in een ander rooster verder gewerkt. Er is niets overschreven; ververs dit."


@dataclass(frozen=True)
class WpaToKeep:
    """What is kept.

    Attributes:
        roster: The whole WPA roster.
        edits: Of the workbook; none leaves the workbook as it is.
        what: What is done, in Dutch.
        breaks: The rules that it breaks; such a roster is never final.
    """

    roster: Assessment
    edits: tuple[Edit, ...]
    what: str
    breaks: tuple[Rule, ...] = ()


def keep(dossier: Dossier, held: HeldRoster, change: WpaToKeep, by: str, seen: int) -> int:
    """Keep a changed WPA roster as the next version, with the workbook that it was made from.

    Args:
        dossier: Whose.
        held: The rosters that were changed.
        change: What becomes other.
        by: By whom.
        seen: The stamp of the roster that was shown.

    Returns:
        The number of the version of the rosters.

    Raises:
        ChangeRefusedError: The workbook or the rosters changed meanwhile, or the workbook cannot be edited so.
    """
    with held.asking():
        version, workbook = _present(dossier, seen)
        stamp, edited = dossier.value(HEAD_WORKBOOK).stamp, bool(change.edits)
        instance, proof = held.instance, _proof(held, change)
        number = workbook.id
        if change.edits:
            copy = edit_workbook(dossier, workbook, change.edits, by, change.what, at_head=False)
            number, instance = copy.id, look(copy.path).reading.instance or instance
        folder = dossier.new_roster_folder()
        run = _run(dossier, held, change, instance, proof, version, workbook)
        try:
            write_rosters(run, folder, ready_to_send(instance, folder, version.folder, None, False, _unheard()))
        except RefusedError as error:
            raise ChangeRefusedError(f"{error} Er is niets gewijzigd.") from error
        # what an earlier "toch zo" breaks, still stands, whatever this change is
        verdicts = [run.placement_verdict, *filter(None, [run.assessment_verdict])]
        broken = {violation.rule for verdict in verdicts for violation in verdict.violations} | set(change.breaks)
        breaks = tuple(rule.value for rule in Rule if rule in broken)
        heads = {HEAD_ROSTER: seen, HEAD_WORKBOOK: stamp}
        try:
            return dossier.add_roster(folder, number, by, change.what, breaks, with_workbook=edited, seen=heads)
        except ChangedMeanwhileError as error:
            raise ChangeRefusedError(MEANWHILE) from error


def _present(dossier: Dossier, seen: int) -> tuple[RosterVersion, WorkbookVersion]:
    """The heads, if they are still what was shown."""
    if dossier.value(HEAD_ROSTER).stamp != seen:
        raise ChangeRefusedError(MEANWHILE)
    version, workbook = dossier.roster, dossier.workbook
    if version is None or workbook is None or version.workbook != workbook.id:
        raise ChangeRefusedError(CHANGED)
    return version, workbook


def _proof(held: HeldRoster, change: WpaToKeep) -> Proof:
    """What holds of the changed roster: a pin more only narrows, so bounds stay; any other edit may widen."""
    pins = {pin.student for pin in held.instance.pins if pin.slot or pin.field or pin.institute}
    narrower = all(
        isinstance(edit, CellEdit) and edit.sheet == PINS.name and edit.id not in pins for edit in change.edits
    )
    due = max(sum(student.wpa for student in held.instance.students.values()), len(change.roster))
    if not narrower or change.breaks or not held.wpa_verdict.ok:
        return Proof(Status.FEASIBLE, due)
    return Proof(Status.FEASIBLE, held.wpa_proof.count_bound, cost_bound=held.wpa_proof.cost_bound)


def _run(
    dossier: Dossier,
    held: HeldRoster,
    change: WpaToKeep,
    instance: Instance,
    proof: Proof,
    version: RosterVersion,
    workbook: WorkbookVersion,
) -> Run:
    return replace(
        held.run,
        instance=instance,
        assessment=dict(change.roster),
        assessment_verdict=check_assessment(instance, held.placement, change.roster),
        assessment_proof=proof,
        unscheduled=AssessmentReasons(instance, held.placement, change.roster, held.rosters.unplaced).all(),
        issued=_issued(dossier, instance),
        source=workbook.shown_name,
        versions=versions(),
        notices=look(workbook.path).reading.notices,
    )


def _issued(dossier: Dossier, instance: Instance) -> Previous | None:
    """What people were told: the final rosters; None before there are any."""
    final = dossier.value(FINAL).text
    told = next((roster for roster in dossier.rosters() if str(roster.id) == final), None)
    return None if told is None else read_rosters(told.folder, instance).previous


def _unheard() -> EventScreen:
    """What the writing of calendars would warn of was told when they were made."""
    return EventScreen(io.StringIO())


def rules_of(conflicts: Sequence[Rule]) -> tuple[Rule, ...]:
    """Each rule once, in the order of the rulebook."""
    return tuple(rule for rule in Rule if rule in conflicts)
