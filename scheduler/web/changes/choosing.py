"""Choosing another mentor: the workbook keeps it, the roster that was priced becomes the next. Knows no page.

One step: the new workbook and the new roster are worked in from the same moment, so undoing takes both back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from scheduler.checks.placement import check_placement
from scheduler.web.changes.settings import ORDERS
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.records import HEAD_WORKBOOK, RosterVersion, WorkbookVersion
from scheduler.web.jobs.chosen_file import write_chosen
from scheduler.web.jobs.order import Verb, WebOrder
from scheduler.web.jobs.queue import JobQueue, events_file
from scheduler.web.tasks.edited_workbook import WorkbookEdit, edit_workbook, semester_of
from scheduler.web.tasks.held import HeldRoster
from scheduler.web.tasks.mentor_choice import forbidding
from scheduler.web.tasks.prices import answer_of, pin_edits
from scheduler.web.tasks.workbook_copy import ChangeRefusedError
from scheduler.workflows.chosen import ChosenPlacement

MEANWHILE = "Intussen is er een ander rooster. Ververs de bladzijde en kijk opnieuw wat het kost."
OTHER_PRICE = "Het rooster met deze prijs is niet meer bekend. Er is niets gewijzigd; vraag opnieuw wat het kost."
NO_WORKBOOK = "Het werkboek van dit rooster is er niet meer. Maak het rooster opnieuw."


def choose_mentor(
    dossier: Dossier, queue: JobQueue, held: HeldRoster, student: str, mentor: str, seen: int, by: str, mark: str = ""
) -> int:
    """Let another mentor guide a student: fixed in the workbook, with the roster that was priced.

    Args:
        dossier: Whose.
        queue: Where it is ordered.
        held: The rosters that are worked in.
        student: Id of the student.
        mentor: Id of the mentor.
        seen: The version of the rosters for which the price was shown.
        by: By whom.
        mark: Of the roster whose price was shown; '' where none was: then the cheapest.

    Returns:
        The number of the order.

    Raises:
        ChangeRefusedError: A rule forbids it, no roster has it, or the rosters are others by now.
    """
    roster = _still(dossier, seen)
    forbidden, _ = forbidding(held, student, mentor)
    if forbidden:
        raise ChangeRefusedError(f"Dit kan niet: {'; '.join(forbidden)}.")
    why = f"{_names(held, student, mentor)} gekozen"
    seen_workbook = dossier.value(HEAD_WORKBOOK).stamp
    now = semester_of(dossier)
    if now.version.id != roster.workbook:
        raise ChangeRefusedError("Het werkboek is gewijzigd sinds dit rooster. Werk het rooster eerst bij.")
    answer = answer_of(held, student, mentor, mark)
    if answer is None:
        raise ChangeRefusedError(OTHER_PRICE if mark else "Hiervoor is geen rooster gevonden. Er is niets gewijzigd.")
    proof = held.placement_proof
    chosen = ChosenPlacement(answer.roster, proof.count_bound, proof.cost_bound, proof.shortage_bound)
    breaks = sorted({violation.rule.value for violation in answer.verdict.violations})
    version = edit_workbook(dossier, now.version, pin_edits(now.instance, student, mentor), by, why, at_head=False)
    order = replace(_given(dossier, version, roster, why, breaks), with_workbook=True, seen_workbook=seen_workbook)
    return _ask(dossier, queue, order, chosen, version.id, by)


def choose_forbidden(
    dossier: Dossier, queue: JobQueue, held: HeldRoster, student: str, mentor: str, seen: int, by: str, reason: str
) -> int:
    """Put a student where a rule forbids it; nobody else moves, and the rosters can never be final.

    The workbook stays as it is: fixed there, it would be a fault that stops every next roster.

    Args:
        dossier: Whose.
        queue: Where it is ordered.
        held: The rosters that are worked in.
        student: Id of the student.
        mentor: Id of the mentor.
        seen: The version of the rosters that was shown.
        by: By whom.
        reason: Why it must be so all the same, as it was typed.

    Returns:
        The number of the order.

    Raises:
        ChangeRefusedError: The rosters are others by now, or no rule stands in the way.
    """
    roster = _still(dossier, seen)
    placement = {**held.placement, student: mentor}
    broken = sorted({violation.rule.value for violation in check_placement(held.instance, placement).violations})
    if not broken:
        raise ChangeRefusedError("Geen regel verbiedt dit: kies deze mentor gewoon.")
    workbook = dossier.workbook_of(roster)
    if workbook is None:
        raise ChangeRefusedError(NO_WORKBOOK)
    named = _names(held, student, mentor)
    why = f"{named} toch zo gezet; breekt {', '.join(broken)}; reden: {' '.join(reason.split())}"
    order = _given(dossier, workbook, roster, why, broken)
    return _ask(dossier, queue, order, ChosenPlacement(placement), workbook.id, by)


def change_and_replan(
    dossier: Dossier,
    queue: JobQueue,
    edits: tuple[WorkbookEdit, ...],
    by: str,
    why: str,
    at_head: bool,
) -> int:
    """Change the workbook and order new rosters with as few changes as can be.

    Args:
        dossier: Whose; it has rosters.
        queue: Where it is ordered.
        edits: What becomes other in the workbook; none: it stays as it is.
        by: By whom.
        why: What is changed, in Dutch.
        at_head: Both are worked in as soon as the rosters are there; else somebody decides.

    Returns:
        The number of the order.

    Raises:
        ChangeRefusedError: There is no roster yet, or the workbook cannot be so.
    """
    roster = dossier.roster
    if roster is None:
        raise ChangeRefusedError("Er is nog geen rooster om bij te werken.")
    seen_workbook = dossier.value(HEAD_WORKBOOK).stamp
    version = semester_of(dossier).version
    if edits:
        version = edit_workbook(dossier, version, edits, by, why, at_head=False)
    order = WebOrder(
        Verb.REPLAN,
        str(version.path),
        str(dossier.new_roster_folder()),
        ORDERS.replan_seconds,
        previous=str(roster.folder),
        why=why,
        at_head=at_head,
        with_workbook=bool(edits),
        seen_workbook=seen_workbook if edits else None,
    )
    return queue.ask(dossier, order, version.id, by)


def _given(
    dossier: Dossier, workbook: WorkbookVersion, roster: RosterVersion, why: str, breaks: Sequence[str]
) -> WebOrder:
    """An order to write a placement that is known already."""
    return WebOrder(
        Verb.GIVEN,
        str(workbook.path),
        str(dossier.new_roster_folder()),
        ORDERS.chosen_seconds,
        previous=str(roster.folder),
        why=why,
        breaks=";".join(breaks),
    )


def _ask(dossier: Dossier, queue: JobQueue, order: WebOrder, chosen: ChosenPlacement, workbook: int, by: str) -> int:
    """The placement lies beside the events of the orders, named after the folder where its rosters come."""
    given = events_file(dossier, 0).with_name(f"gekozen-{order.folder_path.name}.json")
    write_chosen(chosen, given)
    return queue.ask(dossier, order.with_given(given), workbook, by)


def _still(dossier: Dossier, seen: int) -> RosterVersion:
    roster = dossier.roster
    if roster is None or roster.id != seen:
        raise ChangeRefusedError(MEANWHILE)
    return roster


def _names(held: HeldRoster, student: str, mentor: str) -> str:
    instance = held.instance
    return f"{instance.mentors[mentor].name} ({mentor}) voor {instance.students[student].name} ({student})"
