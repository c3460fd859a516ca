"""``kwetsbaar``: what breaks when any one person or school drops out, on screen and in a workbook in the folder."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from instances.domain.instance import Instance
from instances.dutch.lists import opening
from instances.dutch.numbers import count
from instances.edits.edit import apply
from instances.edits.wording import edit_words
from instances.rosters.columns import BROKEN_OFF_FILE, FRAGILITY_FILE, PAGE_FILE, Head
from models.parallel.inline import InlineExecutor
from models.search.settings import SearchSettings
from reports.excel.book import Row
from scheduler.checks.assessment import check_assessment
from scheduler.checks.placement import check_placement
from scheduler.drop_outs.answer import Fragilities, Fragility, fragilities
from scheduler.drop_outs.repair import FinishedRosters
from scheduler.drop_outs.settings import DROP_OUTS
from scheduler.drop_outs.words import DropOutWords
from scheduler.drop_outs.written import ListWritten, write_list, write_list_beside
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.previous.provenance import Provenance
from scheduler.previous.rosters import rosters_to_explain
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores
from scheduler.runtime.time_plan import TimePlan
from scheduler.writing.output_folder import settle


@dataclass(frozen=True)
class DropOutOrder:
    """What ``kwetsbaar`` was asked.

    Attributes:
        workbook: The file of the workbook.
        roster: The folder with finished rosters.
        seconds: For searching; of work when ``reproducible``.
        dask: The address of a cluster that computes along.
        postcodes: A file with postal codes, for addresses without coordinates.
        anyway: Also when the workbook changed since.
        reproducible: The same question always gets the same answer.
        target: The file for the list; None: in the folder of the rosters.
    """

    workbook: Path
    roster: Path
    seconds: int
    dask: str | None = None
    postcodes: Path | None = None
    anyway: bool = False
    reproducible: bool = False
    target: Path | None = None


def look_at_drop_outs(order: DropOutOrder, screen: Screen) -> ExitCode:
    """Say what breaks when any one person or school drops out.

    Args:
        order: What is asked.
        screen: Where the answer is said.

    Returns:
        How the command ends: INCOMPLETE when somebody would stay without a place or WPA, or was not looked at in time.

    Raises:
        RefusedError: The folder cannot be used, or its rosters break rules.
        FaultyInputError: The workbook has faults.
    """
    began = time.monotonic()
    settle(order.roster, screen)
    intake = take_in_what_is_there(order.workbook, screen, order.postcodes, None, notices=False)
    instance = intake.instance
    found = rosters_to_explain(Provenance(order.roster), order.workbook, instance, screen, order.anyway)
    placement = (instance.given_placement if found.placement is None else found.placement) or {}
    rosters = FinishedRosters(instance, placement, found.assessment)
    _refuse_broken(rosters, order)
    plan = TimePlan.of(order.seconds, time.monotonic() - began, order.reproducible, answers=0.0)
    settings = SearchSettings(order.seconds, 0, cores(), order.reproducible)
    with SearchSession(settings, screen, order.dask, plan=plan) as search:
        few = order.dask is None and len(placement) <= DROP_OUTS.few_cases
        executor = InlineExecutor() if few else search.executor
        answer = search.run(lambda: fragilities(rosters, search.control, executor, search.refused))
        words = DropOutWords(instance)
        _show(screen, words, answer)
        _show_relief(screen, instance, answer)
        rows = _rows(words, answer)
        if order.target is not None:
            _say_written(write_list(order.target, rows), screen)
        else:
            _say_written(write_list_beside(order.roster, rows, screen), screen)
    broken = any(one.repaired and (one.repaired.lost or one.repaired.lost_wpas) for one in answer.cases)
    return ExitCode.INCOMPLETE if broken or answer.unknown else ExitCode.DONE


def _say_written(written: ListWritten, screen: Screen) -> None:
    screen.wrote([str(path) for path in written.files])
    if written.kept:
        screen.warn(f"Wat er al stond en gewijzigd was, is bewaard als {written.kept}.")
    if written.better_stays:
        screen.warn(
            f"De lijst die al in {FRAGILITY_FILE} stond, weet ook wat nu niet uitgezocht is, en is gebleven. Deze "
            f"lijst staat ernaast in {BROKEN_OFF_FILE}."
        )
    if written.page_left:
        screen.warn(
            f"{PAGE_FILE} is gewijzigd of van een andere versie en is gebleven zoals het was: wat er breekt, staat "
            f"alleen in {FRAGILITY_FILE}."
        )


def _refuse_broken(rosters: FinishedRosters, order: DropOutOrder) -> None:
    sound = check_placement(rosters.instance, rosters.placement).ok
    if rosters.assessment is not None:
        sound = sound and check_assessment(rosters.instance, rosters.placement, rosters.assessment).ok
    if not sound:
        raise RefusedError(
            ExitCode.FAULTS,
            f"Een rooster in {order.roster} breekt een regel, en wat er dan breekt bij uitval is niet te zeggen. "
            f"Welke regel, zegt plaatswijzer controleer {order.workbook.name} --rooster {order.roster}.",
        )


def _show(screen: Screen, words: DropOutWords, answer: Fragilities) -> None:
    shown = [one for one in answer.cases if one.hits][: DROP_OUTS.shown]
    if shown:
        screen.table(
            "Wat er breekt als één persoon of school uitvalt, het ergste eerst",
            ("Wie", "Wat", "Studenten", "WPA's", "Herstel"),
            [_line(words, one) for one in shown],
        )
    idle = sum(not one.hits for one in answer.cases)
    if idle:
        screen.say(f"Bij {count(idle, 'persoon of school', 'personen en scholen')} raakt uitval niemand.")
    if answer.unknown:
        screen.warn(f"Voor {count(answer.unknown, 'geval', 'gevallen')} was er te weinig tijd; geef meer met --tijd.")


def _line(words: DropOutWords, one: Fragility) -> tuple[str, str, str, str, str]:
    students, wpas = len(one.drop_out.students), len(one.drop_out.wpas)
    return words.name(one.drop_out), one.drop_out.kind, str(students), str(wpas), words.repair(one)


def _show_relief(screen: Screen, instance: Instance, answer: Fragilities) -> None:
    if answer.relieved is None:
        return
    edited = apply(instance, answer.relieved.edits)
    asked = "; ".join(edit_words(edited, edit) for edit in answer.relief)
    name = DropOutWords(instance).name(answer.relieved)
    screen.say(f"{opening(asked)}: dan houdt bij uitval van {name} één student meer een plaats.")


def _rows(words: DropOutWords, answer: Fragilities) -> list[Row]:
    return [
        {
            Head.NUMBER: number,
            Head.PERSON: one.drop_out.id,
            Head.NAME: words.plain_name(one.drop_out),
            Head.KIND: one.drop_out.kind,
            Head.HIT: len(one.drop_out.students),
            Head.HIT_WPAS: len(one.drop_out.wpas),
            Head.LOST: None if one.repaired is None else len(one.repaired.lost),
            Head.LOST_WPAS: None if one.repaired is None else len(one.repaired.lost_wpas),
            Head.CHANGED: None if one.repaired is None else one.repaired.changes,
            Head.CHANGED_WPAS: None if one.repaired is None else one.repaired.wpa_changes,
            Head.EXPLANATION: words.repair(one),
        }
        for number, one in enumerate(answer.cases, start=1)
    ]
