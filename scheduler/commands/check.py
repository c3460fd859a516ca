"""Command ``controleer``: what is wrong, what cannot fit, and which rules a roster breaks."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Kijk een werkboek na, of een rooster tegen alle regels.",
    help=(
        "Zonder --rooster: fouten in het werkboek, en wat niet kan passen nog voordat er gezocht wordt. "
        "Met --rooster: elke regel op het rooster in MAP, ook als dat met de hand is aangepast."
    ),
    example="plaatswijzer controleer semester.xlsx\nplaatswijzer controleer semester.xlsx --rooster uitvoer",
)
@options.workbook()
@click.option(
    "--rooster",
    "roster",
    type=Existing(folder=True),
    metavar="MAP",
    help="Map met plaatsing.xlsx en eventueel wpa.xlsx om na te kijken.",
)
@options.output(required=False, help="De map waar bij fouten de gemarkeerde kopie komt; anders naast het werkboek.")
@options.postcodes()
@options.previous()
@options.anyway()
def controleer(
    workbook: Path,
    roster: Path | None,
    folder: Path | None,
    postcodes: Path | None,
    previous: Path | None,
    anyway: bool,
) -> int:
    """Check a workbook, or rosters against every rule."""
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.check import check_roster, check_workbook

    screen = screen_for_output()
    if roster is None:
        return check_workbook(workbook, screen, postcodes, folder)
    return check_roster(workbook, roster, screen, postcodes, folder, previous, anyway)
