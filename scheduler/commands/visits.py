"""Command ``bezoeken``: lesson visits and PLG meetings on days and times."""

from __future__ import annotations

from typing import Any

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Plan lesbezoeken en PLG-bijeenkomsten in de ritten die er al zijn.",
    help=(
        "Zet de lesbezoeken van schoolopleiders en instituutsopleiders en de bijeenkomsten van iedere PLG op dagen en "
        "tijden, naast de plaatsing en het WPA-rooster in MAP, die blijven zoals ze zijn. Eerst zo veel mogelijk, dan "
        "met zo weinig mogelijk reizen. Schrijft bezoeken.xlsx, bezoeken.json en een agenda per opleider in de map van "
        "-o; dat mag dezelfde map zijn."
    ),
    example="plaatswijzer bezoeken semester.xlsx uitvoer -o uitvoer --tijd 60",
)
@options.workbook()
@click.argument("roster", type=Existing(folder=True), metavar="MAP")
@options.output(help="De map waar de bezoeken komen.")
@options.seconds(120)
@options.seed()
@options.reproducible()
@options.dask()
@options.postcodes()
@options.earlier_visits()
@options.anyway()
def bezoeken(**asked: Any) -> int:
    """Plan lesson visits and meetings."""
    from scheduler.runtime.screen import screen_for_output
    from scheduler.visits.run import VisitOrder, make_visits

    return make_visits(VisitOrder(**asked), screen_for_output())
