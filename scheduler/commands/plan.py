"""Commands that make rosters: ``plaats``, ``wpa``, ``rooster``, ``herplan``. Options are the fields of an Order."""

from __future__ import annotations

from typing import Any

import click

from scheduler.commands import options
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Plaats de studenten bij mentoren.",
    help=(
        "Maak de plaatsing: plaatsing.xlsx, een bestand per bestuur, rapport.html en resultaat.json. Eerst zo veel "
        "mogelijk studenten, dan de minima van de besturen, dan de wensen. Geen harde regel wordt gebroken."
    ),
    example="plaatswijzer plaats semester.xlsx -o uitvoer --tijd 60",
)
@options.workbook()
@options.output()
@options.seconds(60)
@options.seed()
@options.reproducible()
@options.postcodes()
@options.previous()
@options.keep_edits()
@options.anyway()
@options.passwords()
@options.coded()
@options.preview()
@options.schools()
@options.answers()
@options.variants()
def plaats(**asked: Any) -> int:
    """Make a placement."""
    from scheduler.job.job import Order
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.make_rosters import make_placement

    return make_placement(Order(**asked), screen_for_output())


@click.command(
    cls=DutchCommand,
    short_help="Maak het WPA-rooster op een plaatsing die er al is.",
    help=(
        "Maak het WPA-rooster op de plaatsing in MAP (plaatsing.xlsx, ook als die met de hand is aangepast), of "
        "anders op het blad Plaatsing van het werkboek. Voegt wpa.xlsx toe en vult de bestanden per bestuur aan."
    ),
    example="plaatswijzer wpa semester.xlsx -o uitvoer --tijd 120",
)
@options.workbook()
@options.output(help="De map met plaatsing.xlsx, waar ook het WPA-rooster komt.")
@options.seconds(120)
@options.seed()
@options.reproducible()
@options.dask()
@options.postcodes()
@options.previous()
@options.keep_edits()
@options.anyway()
@options.passwords()
@options.coded()
@options.schools()
def wpa(**asked: Any) -> int:
    """Make a WPA roster on a placement that is there."""
    from scheduler.job.job import Order
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.make_rosters import make_assessment

    return make_assessment(Order(**asked), screen_for_output())


@click.command(
    cls=DutchCommand,
    short_help="Maak de plaatsing en het WPA-rooster in één keer.",
    help=(
        "Maak eerst de plaatsing en daarop het WPA-rooster, met alle bestanden. Met Ctrl-C stopt het zoeken en "
        "wordt het beste tot dan toe nagekeken en geschreven."
    ),
    example="plaatswijzer rooster semester.xlsx -o uitvoer --tijd 150",
)
@options.workbook()
@options.output()
@options.seconds(150)
@options.seed()
@options.reproducible()
@options.dask()
@options.postcodes()
@options.previous()
@options.keep_edits()
@options.anyway()
@options.passwords()
@options.coded()
@options.preview()
@options.schools()
@options.answers()
def rooster(**asked: Any) -> int:
    """Make placement and WPA roster in one go."""
    from scheduler.job.job import Order
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.make_rosters import make_both

    return make_both(Order(**asked), screen_for_output())


@click.command(
    cls=DutchCommand,
    short_help="Maak na een wijziging een nieuw rooster dat zo min mogelijk verandert.",
    help=(
        "Er is iets gebeurd: een mentor is ziek, een student stopt of komt er nog bij, een school trekt zich terug, "
        "een beoordelaar kan een dag niet. Wijzig dat in het werkboek. Herplan maakt dan nieuwe roosters vanuit die "
        "in de map van --vorige: eerst zo weinig mogelijk wijzigingen, daarna de wensen. Wat kan blijven, blijft. Wie "
        "bericht moet krijgen, staat met de tekst op het blad Wie te berichten."
    ),
    example="plaatswijzer herplan semester.xlsx --vorige uitvoer -o uitvoer-2",
)
@options.workbook()
@options.previous(required=True)
@options.output()
@options.seconds(60)
@options.seed()
@options.reproducible()
@options.postcodes()
@options.keep_edits()
@options.anyway()
@options.passwords()
@options.coded()
@options.preview()
@options.schools()
@options.answers()
def herplan(**asked: Any) -> int:
    """Make new rosters with as few changes as can be."""
    from scheduler.job.job import Order
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.replan import make_replan

    return make_replan(Order(**asked), screen_for_output())
