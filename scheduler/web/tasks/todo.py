"""What must be done now in a dossier, each with the screen where it is done. Knows files, solves nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from instances.dutch.numbers import count
from instances.rosters.columns import RESULT_FILE
from scheduler.web.dossier.dossier import Dossier
from scheduler.web.dossier.jobs import JobStore
from scheduler.web.dossier.records import FINAL, JobOutcome, RosterVersion
from scheduler.web.tasks.reading import look


class Urgency(StrEnum):
    """How urgent it is; the page shows the word too, never the colour alone."""

    RED = "rood"
    YELLOW = "geel"
    GREEN = "groen"


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
    """Tell what must be done now, what blocks the rest first.

    Args:
        dossier: Of which semester.

    Returns:
        The tasks; when nothing is left, one that says so.
    """
    found = list(_tasks(dossier))
    return found or [ToDo(Urgency.GREEN, "Alles is gedaan.", "/versies", "Bekijk de versies")]


def _tasks(dossier: Dossier) -> Iterator[ToDo]:
    workbook, roster = dossier.workbook, dossier.roster
    if workbook is None:
        yield ToDo(Urgency.RED, "Er is nog geen werkboek.", "/werkboek", "Breng het werkboek in")
        return
    looked = look(workbook.path)
    if looked.faults:
        faults = count(len(looked.faults), "fout", "fouten")
        yield ToDo(Urgency.RED, f"In het werkboek staan {faults}.", "/werkboek", "Verbeter de fouten")
    elif looked.findings:
        points = count(len(looked.findings), "punt kan", "punten kunnen")
        yield ToDo(Urgency.YELLOW, f"{points} vooraf al niet passen.", "/werkboek", "Bekijk wat niet past")
    jobs = JobStore(dossier)
    for job in [*jobs.running(), *jobs.waiting()]:
        text = "Er wordt een rooster gemaakt." if job.outcome is JobOutcome.RUNNING else "Een opdracht wacht."
        yield ToDo(Urgency.YELLOW, text, f"/maken/{job.id}", "Volg het")
    if roster is None:
        if not looked.faults:
            yield ToDo(Urgency.RED, "Er is nog geen rooster.", "/maken", "Maak het rooster")
        return
    yield from _about_roster(dossier, roster)


def _about_roster(dossier: Dossier, roster: RosterVersion) -> Iterator[ToDo]:
    result = json.loads((roster.folder / RESULT_FILE).read_text(encoding="utf-8"))
    for part, one, more, path in (
        ("plaatsing", "student heeft geen plek", "studenten hebben geen plek", "/plaatsing"),
        ("wpa", "WPA heeft geen tijd", "WPA's hebben geen tijd", "/wpa"),
    ):
        left_out = len((result.get(part) or {}).get("niet") or ())
        if left_out:
            yield ToDo(Urgency.RED, f"{count(left_out, one, more)}.", path, "Bekijk waarom")
    workbook = dossier.workbook
    if workbook is not None and workbook.id != roster.workbook:
        text = "Het werkboek is gewijzigd sinds dit rooster."
        yield ToDo(Urgency.YELLOW, text, "/maken", "Werk het rooster bij")
    if roster.breaks:
        yield ToDo(Urgency.RED, f"Dit rooster breekt {', '.join(roster.breaks)}.", "/plaatsing", "Bekijk wat breekt")
    elif dossier.value(FINAL).text != str(roster.id):
        yield ToDo(Urgency.YELLOW, "Dit rooster is nog een concept.", "/versies", "Maak het definitief")
