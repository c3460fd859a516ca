"""A version of the rosters with the workbook that it was made from, kept ready for questions. Knows no page.

Reading 600 rows and preparing the model take seconds; a question after that a part of one. A version never changes, so
what was prepared holds as long as the server runs.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.rulebook import Rule
from instances.domain.solution import Assessment, Placement, Proof
from instances.domain.verdict import Verdict
from instances.rosters.read import Rosters, read_rosters
from models.search.control import Control
from models.search.settings import SearchSettings
from reports.run.bundle import Run
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.previous.proofs import assessment_proof_of, proof_of
from scheduler.previous.provenance import Provenance
from scheduler.repairs.proposals import Proposal
from scheduler.runtime.search_session import cores
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import RosterVersion, WorkbookVersion
from scheduler.web.dossier.schema import NoDossierError
from scheduler.web.tasks.reading import instance_of
from scheduler.what_if.assessment import WpaWhatIf
from scheduler.what_if.outcome import Resolved, WpaOutcome
from scheduler.what_if.placement import PlacementWhatIf
from scheduler.what_if.requests import ForcedBooking
from scheduler.what_if.soundness import raise_refused

NO_ROSTER = "Er is nog geen rooster."
QUESTION_SECONDS = 5  # an exact price of one pair at 600 students takes 1 to 4 s
LIST_SECONDS = 4  # five of them, with the preparing that the first question does
NEARBY_SECONDS = 1  # one in which few others move takes 0.1 s


@dataclass(frozen=True)
class HeldRoster:
    """Rosters of one version with their workbook.

    Attributes:
        instance: The workbook that they were made from.
        folder: Their files.
        rosters: What stands in the files.
        lock: One question at a time: the prepared model is not made for more.
        found: The rosters that answers came with, by student, mentor and mark: who accepts a price gets that roster.
        proposed: What was proposed for a student without a place.
        wpa_answers: What was answered about the WPAs: what is accepted is what was shown.
        made: Files that were made when somebody was given them, by the id of the school or tandem.
    """

    instance: Instance
    folder: Path
    rosters: Rosters
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False)
    found: dict[tuple[str, str, str], Resolved[Placement]] = field(default_factory=dict, repr=False)
    proposed: dict[str, list[Proposal]] = field(default_factory=dict, repr=False)
    wpa_answers: dict[ForcedBooking, WpaOutcome] = field(default_factory=dict, repr=False)
    made: dict[str, bytes] = field(default_factory=dict, repr=False)

    @property
    def placement(self) -> Placement:
        """Student id to mentor id."""
        return self.rosters.placement or {}

    @property
    def assessment(self) -> Assessment:
        """Student id to the booking of the WPA."""
        return self.rosters.assessment or {}

    @cached_property
    def placement_verdict(self) -> Verdict:
        """What the checks say of the placement."""
        return check_placement(self.instance, self.placement)

    @cached_property
    def placement_proof(self) -> Proof:
        """What was proven of the placement when it was made."""
        return proof_of(Provenance(self.folder), self.instance, self.placement)

    @cached_property
    def placement_what_if(self) -> PlacementWhatIf:
        """Questions about the placement, with the model kept ready."""
        return PlacementWhatIf(
            self.instance,
            self.placement,
            control(QUESTION_SECONDS),
            proof=self.placement_proof,
            verdict=self.placement_verdict,
            refused=raise_refused,
        )

    def warm(self) -> None:
        """Prepare the model, so that the first question need not wait for it."""
        with self.asking():
            for student in list(self.instance.students)[:1]:
                self.placement_what_if.least_costs(student)

    @cached_property
    def wpa_verdict(self) -> Verdict:
        """What the checks say of the WPA roster."""
        return check_assessment(self.instance, self.placement, self.assessment)

    @cached_property
    def wpa_proof(self) -> Proof:
        """What was proven of the WPA roster when it was made."""
        return assessment_proof_of(Provenance(self.folder), self.instance, self.placement, self.assessment)

    @cached_property
    def wpa_what_if(self) -> WpaWhatIf:
        """Questions about the WPA roster, with the model kept ready; each brings its own time."""
        return WpaWhatIf(
            self.instance,
            self.placement,
            self.assessment,
            control(QUESTION_SECONDS),
            proof=self.wpa_proof,
            verdict=self.wpa_verdict,
            refused=raise_refused,
        )

    @cached_property
    def run(self) -> Run:
        """The rosters as reports are written from, with a WPA roster where there is one."""
        return Run(
            instance=self.instance,
            placement=self.placement,
            placement_verdict=self.placement_verdict,
            placement_proof=self.placement_proof,
            assessment=self.assessment,
            assessment_verdict=self.wpa_verdict,
            assessment_proof=self.wpa_proof,
            unplaced=self.rosters.unplaced,
            unscheduled=self.rosters.unscheduled,
        )

    @contextmanager
    def asking(self) -> Iterator[None]:
        """Ask one question; another waits."""
        with self.lock:
            yield


_BEING_READ: dict[Path, threading.Lock] = {}
"""Who asks for rosters that are just being read, waits for them: reading them twice at once takes twice as long."""


def control(seconds: float) -> Control:
    """Give the clock of one question."""
    return Control.of(SearchSettings(max(1, round(seconds)), 0, cores(), False), lambda _: None)


def held(dossier: Dossier) -> HeldRoster | None:
    """Give the rosters that are worked in; None before there are any, or where the workbook is gone."""
    roster = dossier.roster
    return None if roster is None else held_version(dossier, roster)


def rules_broken(dossier: Dossier, roster: RosterVersion) -> tuple[str, ...]:
    """Tell the rules that rosters break, by the checks and not by what was asked when they were made.

    Args:
        dossier: Whose.
        roster: The version.

    Returns:
        Ids of rules; those that were kept with the version where its workbook cannot be read any more.
    """
    found = held_version(dossier, roster)
    if found is None:
        return roster.breaks
    verdicts = (found.placement_verdict, found.wpa_verdict) if found.assessment else (found.placement_verdict,)
    broken = {violation.rule.value for verdict in verdicts for violation in verdict.violations}
    return tuple(rule.value for rule in Rule if rule.value in broken | set(roster.breaks))


def held_version(dossier: Dossier, roster: RosterVersion) -> HeldRoster | None:
    """Give the rosters of one version; None where its workbook cannot be read any more."""
    workbook = dossier.workbook_of(roster)
    if workbook is None:
        return None
    with _BEING_READ.setdefault(roster.folder, threading.Lock()):
        return _held(workbook, roster)


def prepare(dossier: Dossier) -> None:
    """Read the rosters before somebody asks for them: of 600 students that takes seconds."""
    with suppress(OSError, sqlite3.DatabaseError, NoDossierError):  # who asks is told
        held(dossier)


@lru_cache(maxsize=3)
def _held(workbook: WorkbookVersion, roster: RosterVersion) -> HeldRoster | None:
    instance = instance_of(workbook.path)
    return None if instance is None else HeldRoster(instance, roster.folder, read_rosters(roster.folder, instance))
