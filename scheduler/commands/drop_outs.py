"""Command ``kwetsbaar``: what breaks when any one person or school drops out."""

from __future__ import annotations

from typing import Any

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Reken uit wat er breekt als één mentor, school, opleider of beoordelaar uitvalt.",
    help=(
        "Voor iedere mentor, school, opleider van een tandem en beoordelaar: wie het raakt als die uitvalt, en met "
        "hoe weinig wijzigingen het te herstellen is, of waarom niet. Een student met een andere mentor of zonder "
        "plaats is een wijziging (W9), een WPA op een andere tijd of met een ander ook (V7). Niemand neemt een tandem "
        "over: valt een opleider ervan uit, dan gaan de studenten naar andere tandems. Het ergste staat voorop; alles "
        "staat in kwetsbaarheid.xlsx in MAP."
    ),
    example="plaatswijzer kwetsbaar semester.xlsx uitvoer",
)
@options.workbook()
@click.argument("roster", type=Existing(folder=True), metavar="MAP")
@options.seconds(600)
@options.reproducible(result="hetzelfde antwoord")
@options.dask()
@options.postcodes()
@options.anyway()
def kwetsbaar(**asked: Any) -> int:
    """Say what breaks when somebody drops out."""
    from scheduler.drop_outs.run import DropOutOrder, look_at_drop_outs
    from scheduler.runtime.screen import screen_for_output

    return look_at_drop_outs(DropOutOrder(**asked), screen_for_output())
