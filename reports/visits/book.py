"""bezoeken.xlsx: Overzicht and its tables. Knows rows and the overview page, no cell style."""

from __future__ import annotations

from pathlib import Path

from instances.domain.solution import Status
from instances.dutch.dates import long_date
from instances.dutch.numbers import count, in_points, percent_up, thousands
from instances.rosters.columns import ACCOUNT, Head
from instances.visits.sheets import LESSON_VISITS, NOT_PLANNED, PER_TRAINER, PLG_MEETINGS
from reports.excel.book import Book
from reports.excel.overview_page import Overview, Tile
from reports.visits.bundle import VisitsRun
from reports.visits.sheets import lesson_rows, meeting_rows, trainer_rows, unplanned_rows, visit_account_rows

CONTENTS = (
    (LESSON_VISITS.name, "Ieder lesbezoek: wie, bij wie, waar en wanneer"),
    (PLG_MEETINGS.name, "Iedere bijeenkomst van een PLG, met wie er komt"),
    (PER_TRAINER.name, "Bezoeken, dagen en reistijd per opleider, naast de norm"),
    (NOT_PLANNED.name, "Wat geen moment heeft, met de reden"),
    (ACCOUNT.name, "Iedere regel met bron en oordeel, iedere wens met kosten"),
)

HOLIDAYS_UNKNOWN = (
    "De instelling Schoolvakanties is leeg: bezoeken en bijeenkomsten kunnen in een schoolvakantie vallen. Alleen de "
    "feestdagen zijn bekend."
)


def write_visits(run: VisitsRun, path: Path) -> None:
    """Write the workbook.

    Args:
        run: The roster.
        path: Where the file goes; the folder must exist.

    Raises:
        OSError: The disk refuses the file.
    """
    with Book(path, "Lesbezoeken en PLG's", run.semester) as book:
        _overview(run, book)
        book.table(LESSON_VISITS, lesson_rows(run), band=Head.TRAINER, empty="Er is geen lesbezoek gepland.")
        book.table(PLG_MEETINGS, meeting_rows(run), band=Head.PLG, empty="Er is geen bijeenkomst gepland.")
        book.table(PER_TRAINER, trainer_rows(run), empty="Niemand heeft bezoeken of bijeenkomsten.")
        book.table(NOT_PLANNED, unplanned_rows(run), empty="Alles is gepland.")
        book.table(ACCOUNT, visit_account_rows(run), total=True)


def proven(run: VisitsRun) -> str:
    """Say how far the roster can be from the best one; rounded so that it never promises too much.

    Args:
        run: The roster.

    Returns:
        ``niet bekend hoeveel beter het kan``, ``bewezen beste`` or ``hoogstens 1,5 % van het best mogelijke af``.
    """
    if run.bound is None:
        return "niet bekend hoeveel beter het kan"
    if run.bound == run.cost or run.proof.status is Status.OPTIMAL:
        return "bewezen beste"
    return f"hoogstens {percent_up((run.cost - run.bound) / max(1, abs(run.cost)))} van het best mogelijke af"


def _overview(run: VisitsRun, book: Book) -> None:
    missing, broken = run.due.count - run.roster.count, len(run.verdict.broken)
    overview = Overview(book, "Lesbezoeken en PLG's", run.semester or "semester zonder naam")
    overview.tiles(
        (
            Tile("Gepland", f"{thousands(run.roster.count)} van {thousands(run.due.count)}",
                 f"{missing} niet, zie Niet gepland" if missing else "alles", missing > 0),
            Tile("Kosten", thousands(run.cost), proven(run)),
            Tile("Regels", "voldaan" if not broken else f"{broken} keer niet", "nagekeken na het plannen", broken > 0),
            Tile("Bespaard", f"{thousands(run.saved)} min", f"{thousands(run.travelled)} min reizen erbij"),
        )
    )  # fmt: skip
    overview.facts("In het kort", _facts(run))
    overview.contents(CONTENTS)
    overview.done()


def _facts(run: VisitsRun) -> list[tuple[str, str]]:
    days = {moment.day for moment in (*run.roster.lessons.values(), *run.roster.meetings.values())}
    lessons, meetings = len(run.roster.lessons), len(run.roster.meetings)
    facts = [
        ("Lesbezoeken", f"{thousands(lessons)} van {thousands(len(run.due.lessons))}"),
        ("Bijeenkomsten", f"{thousands(meetings)} van {thousands(len(run.due.meetings))}"),
        ("Schooldagen", _period(run) + f"; op {count(len(days), 'dag', 'dagen')} is er iets"),
        ("Reizen", f"{thousands(run.travelled)} minuten bovenop de ritten voor WPA's. Apart gereden was het "
                   f"{thousands(run.travelled + run.saved)} minuten."),
        ("Meest mogelijke", f"Meer dan {thousands(run.proof.count_bound)} kan niet"),
        ("Kosten", f"{in_points(run.cost)}, {proven(run)}"),
    ]  # fmt: skip
    if run.holidays_unknown:
        facts.append(("Schoolvakanties", HOLIDAYS_UNKNOWN))
    if run.broken_off:
        facts.append(("Afgebroken", "Met Ctrl-C: dit is het beste tot dan toe."))
    return facts


def _period(run: VisitsRun) -> str:
    if not run.days:
        return "geen"
    if len(run.days) == 1:
        return f"1, {long_date(run.days[0])}"
    return f"{len(run.days)}, van {long_date(run.days[0])} tot en met {long_date(run.days[-1])}"
