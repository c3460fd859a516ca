"""Command ``vergeet``: a dossier gone, or one person out of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from scheduler.commands.kinds import Existing, Target
from scheduler.runtime.click_dutch import DutchCommand
from scheduler.runtime.exit import ExitCode, RefusedError

if TYPE_CHECKING:
    from scheduler.forget.folder import Stays

NOT_ASKED = "Er is niets gedaan. Antwoord met ja, of geef --ja."
MOST_TOLD = 50  # files of which each has a line; of more the rest is a number


@click.command(
    cls=DutchCommand,
    short_help="Verwijder een dossier, of één persoon daaruit.",
    help=(
        "Verwijdert in MAP wat Plaatswijzer schreef en wat sindsdien niet gewijzigd is. Wat u zelf maakte of wijzigde, "
        "blijft en wordt genoemd; met --alles gaat ook dat weg. Met --persoon blijft de map, en gaat één persoon uit "
        "alle bestanden: de code wordt een andere en de naam verdwijnt, zodat roosters en aantallen blijven kloppen. "
        "Wat niet te wissen is, wordt genoemd (slotcode 1). Bestanden buiten MAP worden niet bekeken."
    ),
    example="plaatswijzer vergeet najaar\nplaatswijzer vergeet najaar --persoon 501575 --uitvoer inzage.xlsx",
)
@click.argument("folder", type=Existing(folder=True), metavar="MAP")
@click.option("--persoon", "person", metavar="CODE", help="Wis alleen deze student, mentor of opleider.")
@click.option(
    "--uitvoer",
    "export",
    type=Target(),
    metavar="BESTAND",
    help="Schrijf eerst wat er van de persoon bekend is (AVG, inzage): .xlsx, of .json voor een programma.",
)
@click.option("--alles", "everything", is_flag=True, help="Verwijder ook wat u zelf maakte of wijzigde.")
@click.option("--ja", "agreed", is_flag=True, help="Vraag niet of het mag.")
def vergeet(folder: Path, person: str | None, export: Path | None, everything: bool, agreed: bool) -> int:
    """Forget a dossier, or a person."""
    if person is None:
        if export is not None:
            raise RefusedError(ExitCode.FAULTS, "--uitvoer hoort bij --persoon.")
        return _forget_folder(folder, everything, agreed)
    if everything:
        raise RefusedError(ExitCode.FAULTS, "--alles hoort niet bij --persoon: alle bestanden worden al bekeken.")
    return _forget_person(folder, person, export, agreed)


def _forget_folder(folder: Path, everything: bool, agreed: bool) -> int:
    from instances.dutch.numbers import count
    from scheduler.workflows.forget import exit_code, look_over, remove_dossier

    contents = look_over(folder)
    ours = count(len(contents.ours) + len(contents.defects), "bestand", "bestanden")
    theirs = count(len(contents.others), "bestand", "bestanden")
    click.echo(f"{folder}: {ours} van Plaatswijzer, {theirs} van uzelf of gewijzigd.")
    _ask(f"Alles in {folder} verwijderen?" if everything else f"De {ours} van Plaatswijzer verwijderen?", agreed)
    done = remove_dossier(contents, everything)
    click.echo(f"Verwijderd: {count(len(done.removed), 'bestand', 'bestanden')}.")
    _list([str(path) for path in done.removed])
    _tell_stayed(done.stayed, "Niet verwijderd")
    return exit_code(done.stayed)


def _forget_person(folder: Path, id: str, export: Path | None, agreed: bool) -> int:
    from instances.dutch.lists import listed
    from instances.dutch.numbers import count
    from scheduler.workflows.forget import erase_person, exit_code, export_known, look_for

    found = look_for(folder, id)
    who = listed([*found.person.ids, *found.person.names])
    click.echo(f"{who}: {count(len(found.facts), 'vermelding', 'vermeldingen')} in {folder}.")
    if found.namesakes:
        click.echo(f"Let op: {listed(found.namesakes)} heeft dezelfde naam; die naam verdwijnt daar ook.")
    if export is not None:
        export_known(found, export)
        click.echo(f"Wat er bekend is, staat in {export}.")
    _ask(f"{who} uit alle bestanden in {folder} wissen?", agreed)
    done = erase_person(found)
    click.echo(f"Gewist uit {count(len(done.rewritten), 'bestand', 'bestanden')}; de code is nu {done.code}.")
    _list([str(path) for path in done.rewritten])
    _tell_stayed(done.stayed, "Niet gewist")
    click.echo("Bestanden buiten deze map zijn niet bekeken, zoals het werkboek als dat ergens anders ligt.")
    return exit_code(done.stayed)


def _ask(question: str, agreed: bool) -> None:
    if agreed:
        return
    try:
        answer = click.prompt(f"{question} Typ ja of nee", default="nee", show_default=False)
    except click.Abort as error:
        raise RefusedError(ExitCode.FAULTS, NOT_ASKED) from error
    if str(answer).strip().lower() not in ("ja", "j"):
        raise RefusedError(ExitCode.FAULTS, NOT_ASKED)


def _tell_stayed(stayed: Sequence[Stays], title: str) -> None:
    if stayed:
        click.echo(f"{title}:")
        _list([f"{one.path}: {one.why}" for one in stayed])


def _list(lines: Sequence[str]) -> None:
    for line in lines[:MOST_TOLD]:
        click.echo(f"  {line}")
    if len(lines) > MOST_TOLD:
        click.echo(f"  en nog {len(lines) - MOST_TOLD}")
