"""``tekort``: what to ask for and what to give back, on screen and in a workbook."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence

from instances.domain.instance import Instance
from instances.dutch.numbers import count, thousands
from instances.rosters.columns import Head
from models.search.settings import SearchSettings
from reports.excel.book import Cell
from reports.workbook.ask_lists import write_ask_lists
from scheduler.asking.answer import AskedRosters, AskOrder, ask_list, rosters_of
from scheduler.asking.values import AskList
from scheduler.asking.words import AskRow, AskWords, ReturnRow
from scheduler.input.read_workbook import take_in_what_is_there
from scheduler.runtime.exit import ExitCode, RefusedError
from scheduler.runtime.screen import Screen
from scheduler.runtime.search_session import SearchSession, cores
from scheduler.runtime.time_plan import TimePlan
from scheduler.writing.alone_standing import write_own

STUDENTS = ("student", "studenten")
WPAS = ("WPA", "WPA's")
NO_WPAS = "Naar WPA's is niet gekeken"


def ask(order: AskOrder, screen: Screen) -> ExitCode:
    """Say what to ask for and what can be given back.

    Args:
        order: What is asked.
        screen: Where the answer is said.

    Returns:
        How the command ends: INCOMPLETE when somebody stays without a place or WPA also with everything asked.

    Raises:
        RefusedError: The folder or the file cannot be used, or no placement was found.
        FaultyInputError: The workbook has faults.
    """
    if order.target is not None and order.target.resolve() == order.workbook.resolve():
        raise RefusedError(ExitCode.FAULTS, f"{order.target} is het werkboek zelf. Geef met -o een ander bestand.")
    if order.target is not None and order.target.suffix.lower() != ".xlsx":
        raise RefusedError(ExitCode.FAULTS, f"{order.target} moet op .xlsx eindigen: het wordt een Excel-bestand.")
    began = time.monotonic()
    intake = take_in_what_is_there(order.workbook, screen, order.postcodes, None)
    instance = intake.instance
    plan = TimePlan.of(order.seconds, time.monotonic() - began, order.reproducible, answers=0.0)
    settings = SearchSettings(order.seconds, 0, cores(), order.reproducible)
    with SearchSession(settings, screen, plan=plan) as search:
        rosters = rosters_of(order, instance, search, screen)
        found = ask_list(instance, rosters, search)
        words = AskWords(instance, intake.reading)
        asks, returns = words.rows([*found.asks, *found.wpas]), words.returns(found)
        _show(screen, words, found, asks, returns, rosters)
        if rosters.assessment is None:
            screen.warn(_no_wpas(order, instance))
        if order.target is not None:
            remark = NO_WPAS if rosters.assessment is None else ""
            kept = write_own(order.target, lambda path: write_ask_lists(path, *_sheets(words, asks, returns), remark))
            screen.wrote([str(order.target)])
            if kept is not None:
                screen.warn(f"Wat er al stond en gewijzigd was, is bewaard als {kept.name}.")
    missing = found.unplaced or found.unheld
    return ExitCode.INCOMPLETE if missing else ExitCode.DONE


def _show(
    screen: Screen,
    words: AskWords,
    found: AskList,
    asks: Sequence[AskRow],
    returns: Sequence[ReturnRow],
    rosters: AskedRosters,
) -> None:
    if asks:
        rows = [
            (str(n), row.what, row.of, row.gain + (f": {row.who}" if row.who else ""), row.why)
            for n, row in enumerate(asks, start=1)
        ]
        screen.table("Waar u om kunt vragen", ("Nr", "Vraag", "Aan", "Levert op", "Zekerheid"), rows)
        if not found.complete:
            screen.warn("Niet alles is in de tijd uitgezocht: er kan een vraag ontbreken. Geef meer tijd met --tijd.")
    elif found.complete:
        screen.say("Geen enkele plaats, werkdag of verhoging van een maximum maakt het rooster beter.")
    else:
        screen.say("In de tijd is geen vraag gevonden die iets oplevert. Geef meer tijd met --tijd.")
    for together in (found.together, found.wpas_together):
        if together is not None:
            sure = "bewezen" if together.exact else "minstens"
            screen.say(f"Alles samen toegezegd: {words.gain(together.gain, together.for_wpas)} ({sure}).")
    _show_missing(screen, words, found)
    looked_at_wpas = rosters.assessment is not None
    if looked_at_wpas and not found.wpas and not found.unheld:
        screen.say("Alle WPA's van geplaatste studenten zijn ingepland; daar is niets voor te vragen.")
    if returns:
        sure = "" if found.returns.proven else " Dat er geen beter rooster is dat ze wel nodig heeft, is niet bewezen."
        screen.table(
            "Zonder verlies terug te geven, alles samen",
            ("Bestuur", "School", "Aantal", "Wat"),
            [_return_row(row) for row in _summed(returns)],
        )
        screen.say(f"Het rooster blijft zonder deze plaatsen en tijden minstens zo goed.{sure}")
        if asks:
            screen.say("Dit geldt zolang u van de vragen hierboven niets toegezegd krijgt.")
    else:
        what = "Er is geen plaats en geen WPA-tijd" if looked_at_wpas else "Er is geen plaats"
        screen.say(f"{what} die zonder verlies terug kan.")


def _no_wpas(order: AskOrder, instance: Instance) -> str:
    """Say that nobody looked at WPAs, why, and what to do."""
    if not instance.slots:
        return f"{NO_WPAS}: het werkboek heeft geen WPA-slots."
    if order.roster is not None:
        return (
            f"{NO_WPAS}: in {order.roster} staat geen WPA-rooster. Maak er een met plaatswijzer wpa {order.workbook} "
            f"-o {order.roster}, en geef tekort dan opnieuw."
        )
    return (
        f"{NO_WPAS}: daarvoor is een WPA-rooster nodig. Maak er een met plaatswijzer rooster {order.workbook} -o MAP, "
        f"en geef dan plaatswijzer tekort {order.workbook} MAP."
    )


def _show_missing(screen: Screen, words: AskWords, found: AskList) -> None:
    if found.unplaced:
        screen.warn(
            f"Ook met alles samen {'blijft' if len(found.unplaced) == 1 else 'blijven'} "
            f"{count(len(found.unplaced), *STUDENTS)} zonder plaats (P1): "
            f"{words.people(found.unplaced)}."
        )
    if found.beyond:
        screen.warn(
            f"Voor {words.people(found.beyond)} helpt geen plaats, werkdag of maximum: geen enkele mentor past. "
            "Waarom, zegt plaatswijzer verklaar."
        )
    if found.unheld:
        screen.warn(
            f"Ook met alles samen zijn {count(len(found.unheld), *WPAS)} niet in te plannen (A1): "
            f"{words.people(found.unheld)}."
        )


def _summed(returns: Sequence[ReturnRow]) -> list[ReturnRow]:
    """Times of one board or school on one line: a screen is no list of hours."""
    rows: list[ReturnRow] = []
    for row in returns:
        last = rows[-1] if rows else None
        same = last is not None and (last.board, last.school) == (row.board, row.school)
        if same and last is not None and row.is_time and last.is_time:
            rows[-1] = last.with_more(row.number)
        else:
            rows.append(row)
    return rows


def _return_row(row: ReturnRow) -> tuple[str, str, str, str]:
    return row.board_name, row.school_name, thousands(row.number), row.what


def _sheets(
    words: AskWords, asks: Iterable[AskRow], returns: Iterable[ReturnRow]
) -> tuple[list[dict[Head, Cell]], list[dict[Head, Cell]]]:
    return (
        [
            {
                Head.NUMBER: number,
                Head.TO: row.of,
                Head.ASK: words.plain(row.ask),
                Head.CELL: words.cells(row.ask),
                Head.MORE_PLACED: None if row.ask.for_wpas else row.ask.gain.served,
                Head.MORE_WPAS: row.ask.gain.served if row.ask.for_wpas else None,
                Head.LESS_SHORT: row.ask.gain.shortage,
                Head.LESS_COST: row.ask.gain.cost,
                Head.STUDENTS: row.who,
                Head.EXPLANATION: row.why,
            }
            for number, row in enumerate(asks, start=1)
        ],
        [
            {
                Head.BOARD: row.board,
                Head.NAME: row.board_name,
                Head.SCHOOL: row.school,
                Head.SCHOOL_NAME: row.school_name,
                Head.AMOUNT: row.number,
                Head.WHAT: row.what,
            }
            for row in returns
        ],
    )
