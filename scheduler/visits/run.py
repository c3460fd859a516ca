"""``bezoeken``: lesson visits and PLG meetings planned on finished rosters, checked, and written beside them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from instances.domain.solution import Assessment, Placement
from instances.dutch.numbers import count, duration, in_points, thousands
from instances.tables.faults import Fault
from instances.tables.named_rows import cell_beside
from instances.tables.notices import NoticeKind
from instances.tables.setting_rows import SETTINGS_SHEET
from instances.visits.days import VisitPeriodError, visit_period
from instances.visits.due import due_visits
from instances.visits.roster import LessonVisit, PlgMeeting, VisitRoster, VisitWish
from models.search.settings import SearchSettings
from models.visits.search import PlannedVisits, plan_visits
from reports.visits.book import HOLIDAYS_UNKNOWN, proven
from reports.visits.bundle import VisitsRun
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.checks.visits import check_visits
from scheduler.input.read_workbook import Intake, refuse, take_in_what_is_there
from scheduler.previous.earlier_visits import earlier_visits
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import rosters_to_explain
from scheduler.reasons.visits import VisitReasons
from scheduler.runtime.exit import DefectError, ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores
from scheduler.runtime.time_plan import TimePlan
from scheduler.wording.settings import SHOWN
from scheduler.wording.texts import kept_words
from scheduler.writing.folder import Written
from scheduler.writing.in_the_way import refuse_in_the_way
from scheduler.writing.output_folder import output_folder, settle
from scheduler.writing.visits import visit_file_names, write_visit_files

PERIOD_SETTING = "Bezoekperiode"


@dataclass(frozen=True)
class VisitOrder:
    """What ``bezoeken`` was asked.

    Attributes:
        workbook: The file of the workbook.
        roster: The folder with finished rosters.
        folder: Where the visits come; may be the same.
        previous: The folder with the earlier visits; None: that of ``folder``.
        seconds: For searching; of work when ``reproducible``.
        seed: For every random choice.
        dask: The address of a cluster that computes along.
        postcodes: A file with postal codes, for addresses without coordinates.
        anyway: Also when the workbook changed since.
        reproducible: The same question always gets the same answer.
    """

    workbook: Path
    roster: Path
    folder: Path
    seconds: int
    seed: int = 0
    dask: str | None = None
    postcodes: Path | None = None
    anyway: bool = False
    reproducible: bool = False
    previous: Path | None = None


def make_visits(order: VisitOrder, screen: Screen) -> ExitCode:
    """Plan lesson visits and meetings, and write them.

    Args:
        order: What is asked.
        screen: Where everything is said.

    Returns:
        How the command ends: INCOMPLETE when something could not be planned.

    Raises:
        RefusedError: The folders cannot be used, the rosters break rules, or nothing was found in the time.
        FaultyInputError: The workbook has faults, or does not say from when to when visits are.
        DefectError: The roster breaks a rule or beats its own bound.
    """
    began = time.monotonic()
    settle(order.roster, screen)
    if order.previous is not None:
        settle(order.previous, screen)
    with output_folder(order.folder, screen):
        intake = take_in_what_is_there(order.workbook, screen, order.postcodes, order.folder, notices=False)
        instance = intake.instance
        found = rosters_to_explain(Provenance(order.roster), order.workbook, instance, screen, order.anyway)
        placement = (instance.given_placement if found.placement is None else found.placement) or {}
        assessment = found.assessment or {}
        _refuse_broken(instance, placement, found.assessment, order)
        _refuse_no_period(intake)
        _warn_of_period(intake)
        refuse_in_the_way(order.folder, visit_file_names(instance), [order.workbook])
        previous = earlier_visits(order.folder, order.previous, instance, screen, order.anyway)
        plan = TimePlan.of(order.seconds, time.monotonic() - began, order.reproducible, answers=0.0)
        settings = SearchSettings(order.seconds, order.seed, cores(), order.reproducible)
        with SearchSession(settings, screen, order.dask, plan=plan) as search:
            due = due_visits(instance, placement)
            planned = search.visits(
                due.count,
                lambda control, executor: plan_visits(instance, placement, assessment, control, executor, previous),
            )
            run = _judged(planned, assessment, previous, order, search.stopped)
            written = write_visit_files(run, order.folder, order.previous)
        _say(run, written, screen)
    return ExitCode.DONE if run.complete else ExitCode.INCOMPLETE


def _refuse_broken(instance: Instance, placement: Placement, assessment: Assessment | None, order: VisitOrder) -> None:
    ok = check_placement(instance, placement).ok
    if ok and assessment is not None:  # after ``plaats`` alone there are no WPAs to judge, pinned or not
        ok = check_assessment(instance, placement, assessment).ok
    if not ok:
        raise RefusedError(
            ExitCode.FAULTS,
            f"Een rooster in {order.roster} breekt een regel, en daar zijn geen bezoeken bij te plannen. "
            f"Welke regel, zegt plaatswijzer controleer {order.workbook.name} --rooster {order.roster}.",
        )


def _refuse_no_period(intake: Intake) -> None:
    try:
        visit_period(intake.instance.settings)
    except VisitPeriodError as error:
        table = intake.reading.tables.get(SETTINGS_SHEET.name)
        cell, column = cell_beside(table, PERIOD_SETTING), SETTINGS_SHEET.VALUE.header
        expected = f"{error.expected} (instelling {PERIOD_SETTING})"
        fault = Fault(SETTINGS_SHEET.name, cell, column, error.found, expected)
        refuse([fault], intake.path, intake.folder, intake.screen, intake.discreet)


def _warn_of_period(intake: Intake) -> None:
    """A period outside the semester is told here as well: every visit is in it."""
    cell = cell_beside(intake.reading.tables.get(SETTINGS_SHEET.name), PERIOD_SETTING)
    for notice in intake.reading.notices if cell else ():  # without a row the period is that of the semester
        if (notice.sheet, notice.cell, notice.kind) == (SETTINGS_SHEET.name, cell, NoticeKind.OUTSIDE_SEMESTER):
            intake.screen.warn(notice.text)


def _judged(
    planned: PlannedVisits, assessment: Assessment, previous: VisitRoster | None, order: VisitOrder, stopped: bool
) -> VisitsRun:
    moments, roster = planned.moments, planned.roster
    if not roster.count and planned.proof.count_bound:
        why = "Gestopt" if stopped else "Binnen de tijd is niets gepland: gestopt"
        raise RefusedError(
            ExitCode.NO_ANSWER,
            f"{why} voordat er een bezoek was gepland. Geef meer tijd met --tijd. Er is niets weggeschreven.",
        )
    verdict = check_visits(moments.instance, moments.placement, assessment, roster, previous)
    if not verdict.ok:
        told = " ".join(f"{fault.rule} {' '.join(fault.about)}" for fault in verdict.broken)
        raise DefectError(f"the visits found break rules: {told}")
    if verdict.cost != planned.cost:
        raise DefectError(f"cost {verdict.cost} by the checks, {planned.cost} by the model")
    if roster.count > planned.proof.count_bound:
        raise DefectError(f"count {roster.count} above its bound {planned.proof.count_bound}")
    if planned.proof.cost_bound is not None and verdict.cost < planned.proof.cost_bound:
        raise DefectError(f"cost {verdict.cost} below its bound {planned.proof.cost_bound}")
    reasons = VisitReasons(moments.instance, moments.placement, assessment, moments.due)
    left: list[LessonVisit | PlgMeeting] = [*verdict.missing_lessons, *verdict.missing_meetings]
    return VisitsRun(
        moments.instance,
        moments.placement,
        moments.days,
        moments.due,
        roster,
        planned.proof,
        verdict,
        {due: reasons.reason(due) for due in left},
        order.seed,
        stopped,
    )


def _say(run: VisitsRun, written: Written, screen: Screen) -> None:
    screen.say(
        f"Gepland: {thousands(run.roster.count)} van {thousands(run.due.count)}, kosten {in_points(run.cost)}, "
        f"{proven(run)}, {duration(run.proof.seconds)}."
    )
    screen.say(
        f"Reizen: {thousands(run.travelled)} minuten bovenop de ritten voor WPA's, "
        f"{thousands(run.saved)} minder dan met een eigen rit voor elk bezoek."
    )
    if run.holidays_unknown:
        screen.warn(HOLIDAYS_UNKNOWN)
    if changed := run.verdict.measures.get(VisitWish.R6):
        screen.say(
            f"Anders dan al afgesproken was: {count(changed, 'bezoek of bijeenkomst', 'bezoeken en bijeenkomsten')} "
            "(R6). De agenda's zeggen welke."
        )
    if run.reasons:
        screen.warn(
            f"{count(len(run.reasons), 'bezoek of bijeenkomst', 'bezoeken en bijeenkomsten')} niet gepland; de redenen "
            "staan op het blad Niet gepland."
        )
        for reason in dict.fromkeys(list(run.reasons.values())[: SHOWN.findings]):
            screen.say(f"  {reason}")
    for kept in written.kept:
        screen.warn(kept_words(kept.name, kept.now))
    diaries = sum(path.suffix == ".ics" for path in written.files)
    files = [str(path) for path in written.files if path.suffix != ".ics"]
    if diaries:
        calendars = next(path.parent for path in written.files if path.suffix == ".ics")
        files.append(f"{calendars}: {count(diaries, 'bestand', 'bestanden')}, één per opleider")
    screen.wrote(files)
