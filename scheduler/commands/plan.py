"""Commands ``plaats``, ``wpa`` and ``rooster``: they make rosters. Their options are the fields of an Order."""

from __future__ import annotations

from typing import Any

import click

from scheduler.commands import options
from scheduler.dutch import Command


@click.command(
    cls=Command,
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
@options.answers()
def plaats(**asked: Any) -> int:
    from scheduler.pipeline import make_placement
    from scheduler.screen import screen_for_output
    from scheduler.work import Order

    return make_placement(Order(**asked), screen_for_output())


@click.command(
    cls=Command,
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
def wpa(**asked: Any) -> int:
    from scheduler.pipeline import make_assessment
    from scheduler.screen import screen_for_output
    from scheduler.work import Order

    return make_assessment(Order(**asked), screen_for_output())


@click.command(
    cls=Command,
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
@options.answers()
def rooster(**asked: Any) -> int:
    from scheduler.pipeline import make_both
    from scheduler.screen import screen_for_output
    from scheduler.work import Order

    return make_both(Order(**asked), screen_for_output())
