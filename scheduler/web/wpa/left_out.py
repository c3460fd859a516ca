"""WPAs that are not scheduled: why, and changes of the workbook that would help. Knows the repairs, no page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from instances.domain.solution import Assessment
from instances.dutch.lists import opening
from instances.edits.editable import Edits
from scheduler.repairs.assessment import AssessmentRepairs
from scheduler.repairs.proposals import ProposalWords
from scheduler.repairs.run import NOT_YET, NOTHING, NOTHING_ELSE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.tasks.held import QUESTION_SECONDS, HeldRoster, control
from scheduler.web.tasks.origin import just_entered, reading_of
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.web.wpa.saving import WpaToKeep

NOT_ANY_MORE = "Dit voorstel geldt niet meer. Vraag opnieuw wat helpt."
BROKEN = "Dit rooster breekt regels; maak dat eerst goed."
HELP_SECONDS = 4 * QUESTION_SECONDS  # each proposal is solved; a handful at 600 students


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A WPA that is not scheduled.

    Attributes:
        student: Id of the student.
        name: Name of the student.
        reason: Why, in Dutch.
        placed: The student has a place; else that comes first.
    """

    student: str
    name: str
    reason: str
    placed: bool


@dataclass(frozen=True)
class WpaOffer:
    """A change of the workbook with which a WPA can be held.

    Attributes:
        words: What is changed, what that gives and what it costs, in Dutch.
        what: What is done, for the list of steps.
        edits: The change.
        roster: The WPA roster after it.
    """

    words: str
    what: str
    edits: Edits
    roster: Assessment = field(repr=False)


@dataclass(frozen=True)
class WpaOffers:
    """What was found for one WPA.

    Attributes:
        offers: The best few, the best first; may be empty.
        otherwise: What is said when there are none, in Dutch.
        unfinished: The time was up before all was tried: looking again may find one.
    """

    offers: tuple[WpaOffer, ...]
    otherwise: str
    unfinished: bool = False


def left_out(held: HeldRoster) -> list[LeftOut]:
    """Tell every WPA that is due and not scheduled, those that can be helped here first.

    Args:
        held: The rosters.

    Returns:
        In the order of the workbook.
    """
    why = held.rosters.unscheduled
    found = [
        LeftOut(student.id, student.name, why.get(student.id, ""), student.id in held.placement)
        for student in held.run.not_scheduled
    ]
    return sorted(found, key=lambda one: not one.placed)


def offers(dossier: Dossier, held: HeldRoster, student_id: str) -> WpaOffers:
    """Look for changes of the workbook with which this WPA can be held.

    Args:
        dossier: Whose.
        held: The rosters that are worked in.
        student_id: Id of a student without a WPA.

    Returns:
        The best few, none of which undoes what was entered since the rosters before these.
    """
    with held.asking():
        try:
            return _offers(_Key(dossier, held), student_id)
        except _UnfinishedError:
            return WpaOffers((), NOT_YET, unfinished=True)


def taken(dossier: Dossier, held: HeldRoster, student_id: str, number: int) -> WpaToKeep:
    """Give what is kept when an offer is taken.

    Args:
        dossier: Whose.
        held: The rosters that are worked in.
        student_id: Id of the student.
        number: Which of the offers, from 0.

    Returns:
        The change.

    Raises:
        ChangeRefusedError: There is no such offer.
    """
    found = offers(dossier, held, student_id).offers
    if not 0 <= number < len(found):
        raise ChangeRefusedError(NOT_ANY_MORE)
    return WpaToKeep(found[number].roster, found[number].edits, found[number].what)


class _Key:
    """Rosters as the key of what was found for them: a version never changes."""

    def __init__(self, dossier: Dossier, held: HeldRoster) -> None:
        self.dossier, self.held = dossier, held

    def __hash__(self) -> int:
        return hash(self.held.folder)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.held is self.held


class _UnfinishedError(Exception):
    """Time was up before all was tried. An answer would be kept, and who asks again may find something."""


@lru_cache(maxsize=64)
def _offers(key: _Key, student_id: str) -> WpaOffers:
    held, reading = key.held, reading_of(key.dossier, key.held)
    if reading is None or student_id not in held.placement:
        return WpaOffers((), NOTHING)
    if not held.wpa_verdict.ok:
        return WpaOffers((), BROKEN)
    full = held.wpa_proof.count_bound == len(held.assessment)
    repairs = AssessmentRepairs(held.instance, held.placement, held.assessment, control(HELP_SECONDS), full=full)
    words = ProposalWords(held.instance, reading, "ingepland")
    every, entered = repairs.of(student_id), just_entered(key.dossier, held)
    found = []
    for proposal in every:
        solved = None if entered.undone_by(proposal.edits) else repairs.scheduled(proposal.edits, student_id)
        if solved is not None:
            name = held.instance.students[student_id].name
            done = opening(words.edits(proposal.edits)) if proposal.edits else "Zonder wijziging van het werkboek"
            found.append(WpaOffer(words.one(proposal), f"WPA van {name} ingepland. {done}", proposal.edits, solved[1]))
    if not found and student_id in repairs.unfinished:
        raise _UnfinishedError
    return WpaOffers(tuple(found), NOTHING_ELSE if every else NOTHING)
