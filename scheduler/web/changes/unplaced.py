"""A student without a place: why, and what would help, as changes of the workbook. Knows the repairs, no page."""

from __future__ import annotations

from dataclasses import dataclass

from scheduler.reasons.placement import PlacementReasons
from scheduler.repairs.placement import PlacementRepairs
from scheduler.repairs.proposals import ProposalWords
from scheduler.web.changes.choosing import MEANWHILE, change_and_replan
from scheduler.web.changes.settings import ORDERS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.jobs.queue import JobQueue
from scheduler.web.tasks.held import HeldRoster, control
from scheduler.web.tasks.origin import just_entered, reading_of
from scheduler.web.tasks.workbook_copy import ChangeRefusedError


@dataclass(frozen=True, slots=True)
class Offer:
    """One change that would help.

    Attributes:
        number: Its place among those of the student, from 0.
        text: What changes, where, and what it gives, in Dutch.
        changes: Something in the workbook becomes other; otherwise a new roster is enough.
    """

    number: int
    text: str
    changes: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """What would give one student a place.

    Attributes:
        found: The best few.
        only_undoing: Nothing else was found than to undo what was entered since the roster before.
        unfinished: Time was up before all was tried.
    """

    found: tuple[Offer, ...]
    only_undoing: bool = False
    unfinished: bool = False


def why_not_placed(held: HeldRoster, student: str) -> str:
    """Tell in Dutch why a student has no place.

    Args:
        held: The rosters.
        student: Id of a student without a place.

    Returns:
        What stands on Niet geplaatst, else what the rules say now.
    """
    told = held.rosters.unplaced.get(student)
    return told or PlacementReasons(held.instance, held.placement).reason(held.instance.students[student])


def offers(dossier: Dossier, held: HeldRoster, student: str) -> Offers:
    """Look for changes of the workbook that would give a student a place.

    Args:
        dossier: Whose rosters; earlier ones tell what was just entered.
        held: The rosters that are worked in.
        student: Id of a student without a place.

    Returns:
        The changes; never one that undoes what was entered since the roster before.
    """
    with held.asking():
        unfinished = False
        if student not in held.proposed:
            clock, proof = control(ORDERS.proposal_seconds), held.placement_proof
            repairs = PlacementRepairs(held.instance, held.placement, clock, proof=proof, refused=lambda _: None)
            proposals, unfinished = repairs.of(student), student in repairs.unfinished
            if proposals or not unfinished:  # else who asks again may find something
                held.proposed[student] = proposals
        else:
            proposals = held.proposed[student]
    entered, reading = just_entered(dossier, held), reading_of(dossier, held)
    if reading is None:
        return Offers(())
    words = ProposalWords(held.instance, reading, "geplaatst")
    found = tuple(
        Offer(number, words.one(proposal), bool(proposal.edits))
        for number, proposal in enumerate(proposals)
        if not entered.undone_by(proposal.edits)
    )
    return Offers(found, bool(proposals) and not found, unfinished)


def take_offer(
    dossier: Dossier, queue: JobQueue, held: HeldRoster, student: str, number: int, text: str, by: str
) -> int:
    """Write a change in the workbook and order new rosters.

    Args:
        dossier: Whose.
        queue: Where it is ordered.
        held: The rosters that are worked in.
        student: Id of the student.
        number: Which change.
        text: Its words as they were shown: when something else came in its place, nothing is changed.
        by: By whom.

    Returns:
        The number of the order.

    Raises:
        ChangeRefusedError: It is no longer what was shown, or the workbook cannot be so.
    """
    offer = next((one for one in offers(dossier, held, student).found if one.number == number), None)
    if offer is None or offer.text != text:
        raise ChangeRefusedError(MEANWHILE)
    roster, workbook = dossier.roster, dossier.workbook
    if roster is None or workbook is None or workbook.id != roster.workbook:
        raise ChangeRefusedError("Het werkboek is gewijzigd sinds dit rooster. Werk het rooster eerst bij.")
    edits = held.proposed[student][number].edits
    why = f"Voor {held.instance.students[student].name} ({student}): {text.partition(':')[0]}"
    return change_and_replan(dossier, queue, tuple(edits), by, why, at_head=True)
