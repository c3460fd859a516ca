"""Command ``tekort``: which places, days and times to ask for, and which can go back."""

from __future__ import annotations

from typing import Any

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing, Target
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Reken uit om welke plaatsen, dagen en tijden u kunt vragen, en wat terug kan.",
    help=(
        "Waar u scholen, besturen en opleiders om kunt vragen: een plaats of werkdag extra, een hoger maximum, een "
        "WPA-tijd of een dagdeel van een beoordelaar. Wat het meest helpt staat voorop. Wat iets oplevert is "
        "uitgerekend met een nieuw rooster; wat samen pas helpt staat er als paar. Daarna wat zonder verlies terug "
        "kan, alles samen. Met MAP, de map van een rooster, hoeft er niet eerst geplaatst te worden en gaat het ook "
        "over WPA's."
    ),
    example="plaatswijzer tekort semester.xlsx uitvoer\nplaatswijzer tekort semester.xlsx uitvoer -o vragen.xlsx",
)
@options.workbook()
@click.argument("roster", type=Existing(folder=True), metavar="[MAP]", required=False)
@click.option(
    "-o",
    "--uit",
    "target",
    type=Target(),
    metavar="BESTAND",
    help="Schrijf de lijsten ook in dit Excel-bestand, op de bladen Vragen en Teruggeven.",
)
@options.seconds(120)
@options.reproducible(result="hetzelfde antwoord")
@options.postcodes()
@options.anyway()
def tekort(**asked: Any) -> int:
    """Find what to ask for and what to give back."""
    from scheduler.asking.answer import AskOrder
    from scheduler.asking.run import ask
    from scheduler.runtime.screen import screen_for_output

    return ask(AskOrder(**asked), screen_for_output())
