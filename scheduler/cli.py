"""The console script: which commands there are. Imports nothing heavy, so that help is instant."""

from __future__ import annotations

import gc

import click

from scheduler.commands.ask import tekort
from scheduler.commands.check import controleer
from scheduler.commands.drop_outs import kwetsbaar
from scheduler.commands.explain import verklaar
from scheduler.commands.forget import vergeet
from scheduler.commands.next_semester import volgend
from scheduler.commands.plan import herplan, plaats, rooster, wpa
from scheduler.commands.proof import bewijs
from scheduler.commands.sample import sjabloon, voorbeeld
from scheduler.commands.supply import inlezen, uitvraag
from scheduler.commands.visits import bezoeken
from scheduler.commands.window import gebruiker, web
from scheduler.runtime.click_dutch import DutchGroup
from scheduler.runtime.exit import leave
from scheduler.runtime.interrupt import hear_signals
from scheduler.runtime.settings import RUNTIME
from scheduler.runtime.streams import lasting_streams

EXAMPLE = """\
plaatswijzer voorbeeld semester.xlsx --omvang klein
plaatswijzer controleer semester.xlsx
plaatswijzer rooster semester.xlsx -o uitvoer"""

cli = DutchGroup(
    "plaatswijzer",
    help=(
        "Plaatst studenten bij mentoren en roostert werkplekassessments (WPA's), zonder een harde regel te breken.\n\n"
        "Hoe een opdracht afloopt, staat ook in de slotcode: 0 gelukt; 1 gelukt, maar iemand is niet geplaatst of "
        "ingepland of heeft nog niet geantwoord, of een nagekeken rooster breekt een regel; "
        "2 fouten in de invoer; 3 er kan geen rooster bestaan; 4 geen antwoord binnen de tijd; 70 een fout in "
        "Plaatswijzer zelf."
    ),
    example=EXAMPLE,
)
cli = click.version_option(package_name="plaatswijzer", message="Plaatswijzer %(version)s", help="Toon de versie.")(cli)
COMMANDS = (
    voorbeeld, sjabloon, uitvraag, inlezen, controleer, plaats, wpa, rooster, verklaar, bewijs, herplan, tekort,
    kwetsbaar, bezoeken, volgend, vergeet, web, gebruiker,
)  # fmt: skip
for command in COMMANDS:
    cli.add_command(command)


def main() -> None:
    """Run the program in this process; ``scheduler.start`` is where it begins."""
    lasting_streams()
    hear_signals()
    gc.set_threshold(RUNTIME.new_objects)
    leave(cli.main(standalone_mode=False))
