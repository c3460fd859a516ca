"""Commands ``uitvraag`` and ``inlezen``: asking boards and trainers, and taking in what they answer."""

from __future__ import annotations

from pathlib import Path

import click

from scheduler.commands import options
from scheduler.commands.kinds import Existing, Target
from scheduler.runtime.click_dutch import DutchCommand


@click.command(
    cls=DutchCommand,
    short_help="Maak formulieren om plaatsen en tijden te vragen.",
    help=(
        "Schrijft in MAP voor elk bestuur een formulier met zijn scholen en mentoren, en voor elke beoordelaar een "
        "formulier met de dagdelen van de WPA-periode, ingevuld met wat het werkboek al weet. Stuur ze rond en zet wat "
        "terugkomt in één map voor plaatswijzer inlezen."
    ),
    example="plaatswijzer uitvraag semester.xlsx -o uitvraag",
)
@options.workbook()
@options.output(help="De map waar de formulieren komen.")
@options.postcodes()
def uitvraag(workbook: Path, folder: Path, postcodes: Path | None) -> int:
    """Write forms for boards and trainers."""
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.say_supply import ask

    return ask(workbook, folder, screen_for_output(), postcodes)


@click.command(
    cls=DutchCommand,
    short_help="Lees ingevulde formulieren in een nieuw werkboek.",
    help=(
        "Leest alle formulieren en agenda's (.ics) in MAP en schrijft een nieuw werkboek met de antwoorden erin: "
        "gewijzigde rijen met wanneer, door wie en uit welk bestand, en het blad Ingelezen. Is er iets fout, dan staat "
        "alles wat fout is in één lijst en wordt er niets geschreven. Wie nog niet antwoordde, staat met een tekst "
        "voor een herinnering in <NIEUW>-herinneringen.xlsx."
    ),
    example="plaatswijzer inlezen semester.xlsx antwoorden -o semester-2.xlsx",
)
@options.workbook()
@click.argument("answers", type=Existing(folder=True), metavar="MAP")
@click.option(
    "-o", "--uit", "target", type=Target(), metavar="NIEUW", required=True, help="Het nieuwe werkboek (.xlsx)."
)
@options.postcodes()
def inlezen(workbook: Path, answers: Path, target: Path, postcodes: Path | None) -> int:
    """Merge answers into a new workbook."""
    from scheduler.runtime.screen import screen_for_output
    from scheduler.workflows.say_supply import take_in_answers

    return take_in_answers(workbook, answers, target, screen_for_output(), postcodes)
