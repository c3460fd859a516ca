"""Command ``bewijs``: what of a roster is proven, counted again without believing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing, Integer
from scheduler.runtime.click_dutch import DutchCommand

if TYPE_CHECKING:
    from instances.domain.certificates import Recheck, SchoolDuals
    from instances.domain.instance import Instance
    from instances.domain.solution import Placement


@click.command(
    cls=DutchCommand,
    short_help="Reken na wat van een rooster bewezen is.",
    help=(
        "Leest bewijs.json in MAP en rekent daaruit, met het werkboek en in hele getallen, opnieuw uit hoeveel "
        "studenten er hoogstens geplaatst kunnen worden en wat een rooster minstens kost. Daar komt geen zoekprogramma "
        "bij te pas; alleen de grenzen per school van het WPA-rooster worden opnieuw opgelost, en apart verteld. "
        "Een bewijs dat niet bij dit werkboek of dit rooster hoort, of waaraan iets veranderd is, wordt geweigerd."
    ),
    example="plaatswijzer bewijs semester.xlsx uitvoer",
)
@options.workbook()
@click.argument("roster", type=Existing(folder=True), metavar="MAP")
@click.option(
    "--tijd",
    "seconds",
    type=Integer(1),
    metavar="S",
    default=60,
    help="Hoogstens zoveel seconden voor de grenzen per school; standaard 60.",
)
@options.postcodes()
def bewijs(workbook: Path, roster: Path, seconds: int, postcodes: Path | None) -> int:
    """Count again what is proven of rosters."""
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.prove import prove

    screen = screen_for_output()

    def solve(instance: Instance, placement: Placement, duals: SchoolDuals) -> Recheck:
        from scheduler.workflows.prove_schools import solve_schools  # a placement is proven without loading a solver

        return solve_schools(instance, placement, duals, seconds, screen)

    return prove(workbook, roster, screen, postcodes, solve)
