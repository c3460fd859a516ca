"""Writes rapport.html from a run: gathers the sections, fills the template. Knows no figure itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from instances.rosters.columns import Head
from reports.assessment.overview import waiting_words
from reports.changes.change_rows import assessment_changes, placement_changes
from reports.page import capacity, drop_outs, fairness, summary, travel
from reports.page.environment import environment
from reports.page.map import journey_map
from reports.page.palette import DARK, LIGHT, variables
from reports.page.period import day_plans, heat_map
from reports.run.bundle import Run
from reports.run.tours import tours_of, wpas_of


def write_page(run: Run, path: Path) -> None:
    """Write rapport.html, the whole page; the same run gives the same bytes.

    Args:
        run: The finished run, with or without a WPA roster.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
    """
    path.write_text(page(run), encoding="utf-8", newline="\n")


def page(run: Run) -> str:
    """The page as text; nothing in it comes from elsewhere, and every word of the run is escaped.

    Args:
        run: The finished run, with or without a WPA roster.

    Returns:
        HTML with its styles and drawings in it.
    """
    template = environment().get_template("rapport.html")
    looks = {"light": variables(LIGHT), "dark": variables(DARK)}
    return template.render(**_placement(run), **_assessment(run), **drop_outs.no_drop_outs(), **looks)


def _placement(run: Run) -> Mapping[str, object]:
    changes = (*placement_changes(run), *assessment_changes(run))
    return {
        "run": run,
        "title": "Plaatsing" if run.assessment is None else "Plaatsing en WPA-rooster",
        "tiles": summary.tiles(run),
        "answers": tuple(summary.answers(run)),
        "rules": summary.rules_table(run),
        "settings": summary.settings_table(run),
        "nearness": tuple(summary.nearness(run)),
        "placement_wishes": summary.wishes(run.placement_verdict),
        "map": journey_map(run),
        "histogram": travel.travel_histogram(run),
        "far_towns": travel.far_towns(run),
        "needs": travel.needs_by_tag(run),
        "boards": capacity.board_bars(run),
        "tandems": capacity.tandem_bars(run),
        "shares": fairness.group_bars(run),
        "worst": fairness.worst_off_rows(run),
        "helped": bool(run.help_costs.students),
        "changes": changes,
        "change_kinds": Counter(str(change[Head.WHAT]) for change in changes).most_common(),
        "origin": tuple(summary.origin_lines(run)),
    }


def _assessment(run: Run) -> Mapping[str, object]:
    """Empty sections where there is no WPA roster."""
    if run.assessment is None or run.assessment_verdict is None:
        return {"heat": None, "days": (), "assessors": (), "assessment_wishes": (), "pools": "", "waiting": ""}
    wpas, tours = wpas_of(run), tours_of(run)
    return {
        "heat": heat_map(wpas, frozenset(slot.date for slot in run.instance.slots.values())),
        "days": day_plans(wpas, tours),
        "assessors": capacity.assessor_bars(run, tours),
        "assessment_wishes": summary.wishes(run.assessment_verdict),
        "pools": summary.pool_words(run),
        "waiting": waiting_words(tour for days in tours.values() for tour in days),
    }
