"""Command ``volgend``: the workbook of the next semester."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing, Integer, Target
from scheduler.runtime.click_dutch import DutchCommand
from scheduler.runtime.exit import ExitCode

if TYPE_CHECKING:
    from instances.domain.entities import Day
    from instances.dutch.date_ranges import DateRange


class DateWord(click.ParamType[date]):
    """A day with its year, as people type it."""

    name = "datum"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        from instances.dutch.typed_dates import DateTextError, typed_date

        try:
            return typed_date(str(value)).day
        except DateTextError:
            self.fail(f"{value} is geen datum; geef er een als 2027-10-04 of 4-10-2027.", param, ctx)


class DayWords(click.ParamType["tuple[Day, ...]"]):
    """Weekdays with ``;`` between them."""

    name = "dagen"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Day, ...]:
        from instances.domain.entities import Day

        known = {day.code: day for day in Day}
        words = [word.strip().lower() for word in str(value).replace(",", ";").split(";") if word.strip()]
        if not words or any(word not in known for word in words):
            self.fail(f"{value} kan niet; geef dagen van ma tot en met vr: ma;di.", param, ctx)
        return tuple(sorted({known[word] for word in words}))


class TimeWords(click.ParamType["tuple[time, ...]"]):
    """Times with ``;`` between them."""

    name = "tijden"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[time, ...]:
        from instances.dutch.typed_dates import typed_time

        found = [typed_time(word.strip()) for word in str(value).split(";") if word.strip()]
        times = [moment for moment in found if moment is not None]
        if not times or len(times) < len(found):
            self.fail(f"{value} kan niet; geef tijden als 9:00;10:30.", param, ctx)
        return tuple(sorted(set(times)))


class PeriodWords(click.ParamType["tuple[DateRange, ...]"]):
    """Days and periods with ``;`` between them."""

    name = "periode"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[DateRange, ...]:
        from instances.dutch.date_ranges import date_ranges
        from instances.dutch.typed_dates import DateTextError

        try:
            return date_ranges(str(value))
        except DateTextError as error:
            self.fail(f"{error}; geef bijvoorbeeld 16-10-2027 t/m 24-10-2027.", param, ctx)


@click.command(
    cls=DutchCommand,
    short_help="Maak het werkboek van het volgende semester.",
    help=(
        "Maakt van WERKBOEK en de roosters in MAP het werkboek van het volgende semester: een kopie met uw opmaak en "
        "eigen kolommen. Het semester en de leerjaren zijn verder, Historie is aangevuld, WPA-slots staan op nieuwe "
        "data, en leeg is wat voorbij is. Wat u nog moet bekijken, staat op het blad Nakijken; wie klaar is op "
        "Uitgestroomd. Zonder opties schuiven de WPA-slots 26 weken op; ze komen nooit op een feestdag of in een "
        "opgegeven vakantie."
    ),
    example=(
        "plaatswijzer volgend semester.xlsx uitvoer -o semester-2.xlsx\n"
        "plaatswijzer volgend semester.xlsx uitvoer -o nieuw.xlsx --slots-van 1-11-2027 --slots-tot 17-12-2027 "
        '--slots-dagen "di;wo" --slots-tijden "9:00;13:00" --slots-duur 75'
    ),
)
@options.workbook()
@click.argument("roster", type=Existing(folder=True), metavar="MAP")
@click.option("-o", "--uit", "target", type=Target(), metavar="NIEUW", required=True, help="Het nieuwe werkboek.")
@click.option("--semester", "name", metavar="NAAM", help="De naam van het nieuwe semester, zoals 2027-2028 S1.")
@click.option("--vanaf", "begin", type=DateWord(), metavar="DATUM", help="De eerste dag van het nieuwe semester.")
@click.option("--slots-van", "first", type=DateWord(), metavar="DATUM", help="De eerste dag met WPA-slots.")
@click.option("--slots-tot", "last", type=DateWord(), metavar="DATUM", help="De laatste dag met WPA-slots.")
@click.option("--slots-dagen", "days", type=DayWords(), metavar="DAGEN", help="Op welke dagen, zoals ma;di.")
@click.option("--slots-tijden", "begins", type=TimeWords(), metavar="TIJDEN", help="Hoe laat, zoals 9:00;10:30.")
@click.option("--slots-duur", "minutes", type=Integer(1, 600), metavar="MIN", help="Hoeveel minuten een WPA duurt.")
@click.option("--geen-slots", "none", is_flag=True, help="Laat WPA-slots leeg.")
@click.option(
    "--vakantie",
    "closed",
    type=PeriodWords(),
    metavar="PERIODE",
    multiple=True,
    help="Geen slots in deze periode; mag vaker. Telt naast de instelling Schoolvakanties.",
)
@click.option("--blijft", "staying", metavar="STUDENT", multiple=True, help="Doet het leerjaar over; mag vaker.")
@options.anyway()
@options.postcodes()
def volgend(workbook: Path, roster: Path, target: Path, name: str | None, begin: date | None, **asked: Any) -> int:
    """Make the workbook of the next semester."""
    from scheduler.next_semester.dates import SlotWishes
    from scheduler.next_semester.tell import tell_next
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.next_semester import NextOrder, make_next

    closed = tuple(period for periods in asked["closed"] for period in periods)
    wishes = SlotWishes(
        asked["first"],
        asked["last"],
        asked["days"] or (),
        asked["begins"] or (),
        asked["minutes"],
        closed,
        asked["none"],
    )
    order = NextOrder(
        workbook, roster, target, name, begin, wishes, frozenset(asked["staying"]), asked["anyway"], asked["postcodes"]
    )
    screen = screen_for_output()
    done = make_next(order, screen)
    tell_next(done.step, done.made, done.path, done.kept, screen)
    return ExitCode.DONE
