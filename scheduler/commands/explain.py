"""Command ``verklaar``: why this, why not that, and what else is possible at what price."""

from __future__ import annotations

from typing import Any

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Leg uit waarom een student hier staat, en wat iets anders zou kosten.",
    help=(
        "Waarom deze mentor en dit WPA: wat iedere wens ervan vindt, naast de vijf beste andere mogelijkheden met hun "
        "prijs en wie er dan nog meer verhuist. Met --waarom-niet: de harde regel die het verbiedt, of het beste "
        "rooster waarin het wel zo is. Iedere prijs is uitgerekend; hoogstens betekent: niet bewezen dat het niet "
        "goedkoper kan."
    ),
    example=(
        "plaatswijzer verklaar semester.xlsx uitvoer 500123\n"
        "plaatswijzer verklaar semester.xlsx uitvoer 500123 --waarom-niet M0042"
    ),
)
@options.workbook()
@click.argument("roster", type=Existing(folder=True), metavar="MAP")
@click.argument("student", metavar="STUDENT")
@click.option(
    "--waarom-niet",
    "why_not",
    metavar="CODE",
    help="De code van een mentor, school, WPA-tijd of opleider waar u de student had verwacht.",
)
@options.seconds(4)
@options.reproducible(result="hetzelfde antwoord")
@options.postcodes()
@options.anyway()
def verklaar(**asked: Any) -> int:
    """Explain why a student is where they are, or why not elsewhere."""
    from scheduler.explain.run import ExplainOrder, explain
    from scheduler.runtime.screen import screen_for_output

    return explain(ExplainOrder(**asked), screen_for_output())
