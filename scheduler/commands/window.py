"""The commands ``web``, which opens the window, and ``gebruiker``: who may log in at a server of the office."""

from __future__ import annotations

import sys
from getpass import getpass
from pathlib import Path

import click

from scheduler.commands.kinds import Target
from scheduler.runtime.click_dutch import DutchCommand
from scheduler.runtime.exit import ExitCode, RefusedError


@click.command(
    cls=DutchCommand,
    short_help="Werk in een venster op uw eigen computer.",
    help=(
        "Open Plaatswijzer in de browser. Alles blijft op deze computer: het venster is alleen van hier te bereiken, "
        "met een sleutel in het adres. Wat u doet, wordt bewaard; sluiten en later verdergaan kan altijd. Met "
        "--host en --gebruikers is het een server voor collega's, die inloggen met naam en wachtwoord."
    ),
    example="plaatswijzer web --poort 8000",
)
@click.option("--poort", "port", type=click.IntRange(1024, 65535), metavar="N", help="De poort; standaard een vrije.")
@click.option("--geen-browser", "only_address", is_flag=True, help="Toon alleen het adres.")
@click.option(
    "--host",
    metavar="ADRES",
    help="Voor een server van het kantoor: luister op dit adres. Alleen samen met --gebruikers.",
)
@click.option(
    "--gebruikers",
    "users",
    type=Target(),
    metavar="BESTAND",
    help="Wie er mogen inloggen; maak het met plaatswijzer gebruiker.",
)
@click.option(
    "--naam",
    "names",
    multiple=True,
    metavar="NAAM",
    help="Hoe de server heet in het adres dat collega's typen; mag vaker. Standaard het adres van --host.",
)
def web(port: int | None, only_address: bool, host: str | None, users: Path | None, names: tuple[str, ...]) -> int:
    """Open the window."""
    from scheduler.web.start import OfficeServer, serve

    if host is None:
        if users is not None or names:
            raise RefusedError(ExitCode.FAULTS, "--gebruikers en --naam horen bij --host.")
        return serve(port, browser=not only_address)
    if users is None:
        text = "Met --host is het venster ook van buiten te bereiken. Zeg met --gebruikers wie er mogen inloggen."
        raise RefusedError(ExitCode.FAULTS, text)
    return serve(port, browser=False, office=OfficeServer(host, users, names))


@click.command(
    cls=DutchCommand,
    short_help="Voeg toe wie op een server van het kantoor mag inloggen.",
    help=(
        "Voeg iemand toe aan het bestand van --gebruikers, of geef iemand een ander wachtwoord. Het wachtwoord wordt "
        "gevraagd, of komt van de standaardinvoer; alleen een afdruk (hash) ervan wordt bewaard. Wie er al staat, "
        "houdt zijn rechten niet: geef --mag-afwijken er weer bij."
    ),
    example="plaatswijzer gebruiker gebruikers.json ans --mag-afwijken",
)
@click.argument("path", type=Target(), metavar="BESTAND")
@click.argument("name", metavar="NAAM")
@click.option("--mag-afwijken", "may_break", is_flag=True, help="Mag een rooster bewaren dat een regel breekt.")
@click.option("--verwijder", "remove", is_flag=True, help="Haal deze gebruiker weg.")
def gebruiker(path: Path, name: str, may_break: bool, remove: bool) -> int:
    """Add a user, or remove one."""
    from scheduler.web.server.users import UserRole, plain_name, remove_user, set_user

    name = plain_name(name)
    if remove:
        remove_user(path, name)
        click.echo(f"{name} is weggehaald uit {path}.")
        return ExitCode.DONE
    role = UserRole.MAY_BREAK if may_break else UserRole.OFFICE
    new = set_user(path, name, _password(), role)
    told = "is toegevoegd aan" if new else "heeft een ander wachtwoord in"
    click.echo(f"{name} ({role}) {told} {path}.")
    return ExitCode.DONE


def _password() -> str:
    """Ask twice on a terminal, for nobody sees what is typed; else the first line of the standard input."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\r\n")
    first = getpass("Wachtwoord: ")
    if first != getpass("Nog een keer: "):
        raise RefusedError(ExitCode.FAULTS, "De twee wachtwoorden zijn niet gelijk. Er is niets gewijzigd.")
    return first
