"""What must be done now in a dossier, each with the screen where it is done. Knows files, solves nothing."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from instances.dutch.lists import listed_at_most
from instances.dutch.numbers import count
from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import DECIDED, FINAL, JobOutcome, RosterVersion
from scheduler.web.jobs.order import WebOrder
from scheduler.web.tasks.held import NO_ROSTER
from scheduler.web.tasks.reading import instance_of, look
from scheduler.web.tasks.sending.hand_out import Way
from scheduler.web.tasks.versions.own_columns import ANSWERED, NOTES, STATUS
from scheduler.web.tasks.year.supply import answers_awaited

NO_ANSWER = "zonder-antwoord"  # the placement with only those whose school has not answered
MOST_NAMES = 3
SEND = "/versturen"  # where what is final is given to those it is for


class Urgency(StrEnum):
    """How urgent it is; the page shows the word too, never the colour alone."""

    RED = "rood"
    YELLOW = "geel"
    GREEN = "groen"

    @property
    def word(self) -> str:
        """What it says beside the colour."""
        return WORDS[self]


WORDS = {Urgency.RED: "moet", Urgency.YELLOW: "let op", Urgency.GREEN: "klaar"}


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do.

    Attributes:
        light: How urgent.
        text: What, in Dutch.
        path: The screen of the dossier where it is done.
        action: What the link says.
    """

    light: Urgency
    text: str
    path: str
    action: str


def to_do(dossier: Dossier) -> list[ToDo]:
    """Tell what must be done now, what blocks the rest first, then what asks for a look.

    Args:
        dossier: Of which semester.

    Returns:
        The tasks; when nothing is left, one that says so.
    """
    found = sorted(_tasks(dossier), key=lambda task: task.light is not Urgency.RED)
    return found or [ToDo(Urgency.GREEN, "Alles is gedaan.", "/versies", "Bekijk de versies")]


def before_final(dossier: Dossier) -> list[str]:
    """Tell what is still open of the rosters that are worked in, for who is about to make them final.

    Args:
        dossier: Of which semester.

    Returns:
        Dutch sentences; none where nothing is open.
    """
    return [task.text for task in _tasks(dossier) if task.path not in ("/versies", SEND)]


def _tasks(dossier: Dossier) -> Iterator[ToDo]:
    workbook, roster = dossier.workbook, dossier.roster
    if workbook is None:
        yield ToDo(Urgency.RED, "Er is nog geen werkboek.", "/werkboek", "Breng het werkboek in")
        return
    looked = look(workbook.path)
    if looked.faults:
        some = len(looked.faults)
        text = f"In het werkboek {'staat' if some == 1 else 'staan'} {count(some, 'fout', 'fouten')}."
        yield ToDo(Urgency.RED, text, "/werkboek", "Verbeter de fouten")
    elif looked.findings and roster is None:  # with rosters it is told as who has no place or no time
        points = count(len(looked.findings), "punt kan", "punten kunnen")
        yield ToDo(Urgency.YELLOW, f"{points} vooraf al niet passen.", "/werkboek", "Bekijk wat niet past")
    silent = answers_awaited(dossier)
    if silent:
        text = f"{count(silent, 'bestuur heeft', 'besturen hebben')} nog niet alles geantwoord op de uitvraag."
        yield ToDo(Urgency.YELLOW, text, "/uitvraag", "Bekijk wie")
    jobs = JobStore(dossier)
    for job in [*jobs.running(), *jobs.waiting()]:
        text = "Er wordt een rooster gemaakt." if job.outcome is JobOutcome.RUNNING else "Een opdracht wacht."
        yield ToDo(Urgency.YELLOW, text, f"/maken/{job.id}", "Volg het")
    if roster is None:
        if not looked.faults:
            yield ToDo(Urgency.RED, NO_ROSTER, "/maken", "Maak het rooster")
        return
    yield from _undecided(dossier, roster)
    yield from _about_roster(dossier, roster)


def _undecided(dossier: Dossier, roster: RosterVersion) -> Iterator[ToDo]:
    """New rosters that lie ready beside those that are worked in; once others are worked in, they cannot be taken."""
    decided = dossier.values(DECIDED)
    for job in JobStore(dossier).latest():
        order = WebOrder.of_json(job.command)
        if job.roster is None or not order.awaits_decision or str(job.id) in decided or not order.previous:
            continue
        if dossier.folder / order.previous == roster.folder:
            text = f"Er ligt een nieuw rooster klaar: {order.why}."
            yield ToDo(Urgency.YELLOW, text, f"/wijziging/{job.id}", "Neem het over of laat het liggen")


def _about_roster(dossier: Dossier, roster: RosterVersion) -> Iterator[ToDo]:
    result = _result(roster)
    if result is None:
        text = f"De bestanden van rooster {roster.id} zijn weg of beschadigd; het werkboek en uw notities zijn er nog."
        yield ToDo(Urgency.RED, text, "/maken", "Maak het rooster opnieuw")
        return
    unplaced, untimed = (set((result.get(part) or {}).get("niet") or ()) for part in ("plaatsing", "wpa"))
    for left_out, one, more, path in (
        (unplaced, "student heeft geen plek", "studenten hebben geen plek", "/plaatsing?zonder"),
        # who has no place has no WPA either, and is told already
        (untimed - unplaced, "WPA heeft geen tijd", "WPA's hebben geen tijd", "/wpa"),
    ):
        if left_out:
            text = f"{count(len(left_out), one, more)}: {_names(dossier, roster, left_out)}."
            yield ToDo(Urgency.RED, text, path, "Bekijk waarom")
    if result.get("plaatsing") and not result.get("wpa"):
        yield ToDo(Urgency.YELLOW, "Er is nog geen WPA-rooster.", "/maken", "Maak het WPA-rooster")
    workbook = dossier.workbook
    if workbook is not None and workbook.id != roster.workbook:
        text = "Het werkboek is gewijzigd sinds dit rooster."
        yield ToDo(Urgency.YELLOW, text, "/maken", "Werk het rooster bij")
    waiting = _unanswered(dossier, result)
    if waiting:
        text = f"Voor {count(waiting, 'student', 'studenten')} heeft de school nog niet geantwoord."
        yield ToDo(Urgency.YELLOW, text, f"/plaatsing?{NO_ANSWER}", "Bekijk bij wie")
    yield from _about_final(dossier, roster)


def _about_final(dossier: Dossier, roster: RosterVersion) -> Iterator[ToDo]:
    if roster.breaks:
        yield ToDo(Urgency.RED, f"Dit rooster breekt {', '.join(roster.breaks)}.", "/plaatsing", "Bekijk wat breekt")
        return
    if dossier.value(FINAL).text != str(roster.id):
        yield ToDo(Urgency.YELLOW, "Dit rooster is nog een concept.", "/versies", "Maak het definitief")
        return
    given = {sending.how for sending in dossier.sent() if sending.roster == roster.id}
    if not given:
        yield ToDo(Urgency.YELLOW, "Het definitieve rooster is nog aan niemand gegeven.", SEND, "Geef het door")
    elif Way.TOLD not in given:  # what was fetched may still lie on somebody's desk
        text = "Het definitieve rooster is opgehaald, maar nog niets ervan is als verstuurd gemeld."
        yield ToDo(Urgency.YELLOW, text, SEND, "Meld wat verstuurd is")


def _names(dossier: Dossier, roster: RosterVersion, students: Collection[str]) -> str:
    """The first few by name; of a workbook that is gone or has faults by now, by id."""
    version = dossier.workbook_version(roster.workbook)
    instance = None if version is None or not version.path.exists() else instance_of(version.path)
    known = {} if instance is None else instance.students
    return listed_at_most((known[id].name if id in known else id for id in sorted(students)), MOST_NAMES)


def _result(roster: RosterVersion) -> dict[str, Any] | None:
    try:
        found = json.loads((roster.folder / RESULT_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _unanswered(dossier: Dossier, result: Mapping[str, Any]) -> int:
    """Students with a place whose school has not answered; 0 as long as the office keeps no status of anybody."""
    noted = dossier.values(NOTES)
    said = {name.removesuffix(f"/{STATUS}"): value.text for name, value in noted.items() if name.endswith(f"/{STATUS}")}
    if not any(said.values()):
        return 0
    placed = ((result.get("plaatsing") or {}).get("toewijzing") or {}).keys()
    return sum(said.get(student) not in ANSWERED for student in placed)
