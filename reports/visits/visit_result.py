"""bezoeken.json: ids only, how good, and which files were written with it. Knows no name."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from pathlib import Path

from instances.domain.solution import Status
from instances.visits.roster import VISIT_WISHES, LessonVisit, Moment, PlgMeeting, VisitRoster
from instances.visits.sheets import VISITS_RESULT_FILE
from reports.account.manifest import as_text
from reports.visits.bundle import VisitsRun, clock_time

MINUTES_OF_HOUR = 60


def write_visit_result(run: VisitsRun, folder: Path) -> None:
    """Write bezoeken.json, still without its list of files.

    Args:
        run: The roster.
        folder: Where the file goes.

    Raises:
        OSError: The disk refuses the file.
    """
    told: dict[str, object] = {
        "invoer": run.instance.fingerprint,
        "semester": run.semester,
        "zaad": run.seed,
        "status": run.proof.status if run.bound is not None else Status.FEASIBLE,
        "aantal": run.roster.count,
        "aantal_max": run.proof.count_bound,
        "wensen": {
            wish: {
                "gewicht": entry.weight,
                "hoeveelheid": run.verdict.measures[wish],
                "kosten": entry.weight * run.verdict.measures[wish],
            }
            for wish, entry in VISIT_WISHES.items()
            if wish in run.verdict.measures
        },
        "kosten": run.cost,
        "ondergrens": run.bound,
        "bezoeken": [{**_visit(visit), **_moment(moment)} for visit, moment in run.lessons],
        "bijeenkomsten": [{**_meeting(meeting), **_moment(moment)} for meeting, moment in run.meetings],
        "niet": [_visit(due) if isinstance(due, LessonVisit) else _meeting(due) for due in run.reasons],
    }
    (folder / VISITS_RESULT_FILE).write_text(as_text(told), encoding="utf-8", newline="\n")


def visit_roster_in(told: Mapping[str, object]) -> VisitRoster | None:
    """Find in a bezoeken.json what was planned.

    Args:
        told: What it holds.

    Returns:
        The roster; None where it does not say, or was edited into nonsense.
    """
    try:
        return VisitRoster(
            {
                LessonVisit(str(row["opleider"]), str(row["student"]), _number(row)): _moment_in(row)
                for row in _rows(told["bezoeken"])
            },
            {PlgMeeting(str(row["plg"]), _number(row)): _moment_in(row) for row in _rows(told["bijeenkomsten"])},
        )
    except (KeyError, TypeError, ValueError):
        return None


def _rows(found: object) -> list[Mapping[str, object]]:
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise TypeError("no list of objects")
    return found


def _number(row: Mapping[str, object]) -> int:
    number = row["nummer"]
    if not isinstance(number, int):
        raise TypeError("no number")
    return number


def _moment_in(row: Mapping[str, object]) -> Moment:
    begin = time.fromisoformat(str(row["begin"]))
    return Moment(date.fromisoformat(str(row["datum"])), begin.hour * MINUTES_OF_HOUR + begin.minute)


def _visit(visit: LessonVisit) -> dict[str, object]:
    return {"opleider": visit.trainer, "student": visit.student, "nummer": visit.number}


def _meeting(meeting: PlgMeeting) -> dict[str, object]:
    return {"plg": meeting.plg, "nummer": meeting.number}


def _moment(moment: Moment) -> dict[str, object]:
    return {"datum": moment.day.isoformat(), "begin": clock_time(moment.begin).isoformat("minutes")}
