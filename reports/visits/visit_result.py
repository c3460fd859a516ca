"""bezoeken.json: ids only, how good, and which files were written with it. Knows no name."""

from __future__ import annotations

from pathlib import Path

from instances.domain.solution import Status
from instances.visits.roster import VISIT_WISHES, LessonVisit, Moment, PlgMeeting
from instances.visits.sheets import VISITS_RESULT_FILE
from reports.account.manifest import as_text
from reports.visits.bundle import VisitsRun, clock_time


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
        },
        "kosten": run.cost,
        "ondergrens": run.bound,
        "bezoeken": [{**_visit(visit), **_moment(moment)} for visit, moment in run.lessons],
        "bijeenkomsten": [{**_meeting(meeting), **_moment(moment)} for meeting, moment in run.meetings],
        "niet": [_visit(due) if isinstance(due, LessonVisit) else _meeting(due) for due in run.reasons],
    }
    (folder / VISITS_RESULT_FILE).write_text(as_text(told), encoding="utf-8", newline="\n")


def _visit(visit: LessonVisit) -> dict[str, object]:
    return {"opleider": visit.trainer, "student": visit.student, "nummer": visit.number}


def _meeting(meeting: PlgMeeting) -> dict[str, object]:
    return {"plg": meeting.plg, "nummer": meeting.number}


def _moment(moment: Moment) -> dict[str, object]:
    return {"datum": moment.day.isoformat(), "begin": clock_time(moment.begin).isoformat("minutes")}
