"""Commands ``voorbeeld`` and ``sjabloon``: a workbook to start from."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import click

from scheduler.commands.kinds import Integer, Target, Word
from scheduler.runtime.click_dutch import DutchCommand
from scheduler.runtime.exit import ExitCode, RefusedError

_FULL = {errno.ENOSPC, errno.EDQUOT}
_NO_PLACE = {errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.ENOTDIR, errno.EEXIST, errno.ENAMETOOLONG}


@click.command(
    cls=DutchCommand,
    short_help="Maak een voorbeeldwerkboek.",
    help=(
        "Maak een werkboek met verzonnen gegevens om mee te oefenen: ongeveer 20 (klein), 60 (bestuur), "
        "600 (partnerschap) of 1.300 (stress) studenten. Zonder PAD: voorbeeld-<omvang>.xlsx in deze map."
    ),
    example="plaatswijzer voorbeeld oefenen.xlsx --omvang bestuur --zaad 7",
)
@click.argument("path", type=Target(), metavar="[PAD]", required=False)
@click.option(
    "--omvang",
    "size",
    type=Word("klein", "bestuur", "partnerschap", "stress"),
    default="klein",
    help="Hoe groot; standaard klein.",
)
@click.option(
    "--zaad",
    "seed",
    type=Integer(0),
    metavar="N",
    default=1,
    help="Een ander getal geeft andere mensen; standaard 1.",
)
def voorbeeld(path: Path | None, size: str, seed: int) -> int:
    """Make a workbook with invented people."""
    from instances.dutch.numbers import count
    from instances.sample.generate import generate
    from reports.workbook.semester import write_semester

    target = path or Path(f"voorbeeld-{size}.xlsx")
    instance = generate(size, seed)
    renamed = write_beside(target, lambda file: write_semester(instance, file))
    click.echo(
        f"Voorbeeld geschreven: {target} ({count(len(instance.students), 'student', 'studenten')}, "
        f"{count(len(instance.mentors), 'mentor', 'mentoren')}, {count(len(instance.schools), 'school', 'scholen')}, "
        f"{count(len(instance.boards), 'bestuur', 'besturen')})."
    )
    _mention(renamed)
    click.echo(f"Verder: plaatswijzer rooster {target} -o uitvoer")
    return ExitCode.DONE


@click.command(
    cls=DutchCommand,
    short_help="Maak een leeg werkboek om in te vullen.",
    help="Maak een leeg werkboek met keuzelijsten, uitleg bij elke kolom en alle instellingen.",
    example="plaatswijzer sjabloon semester-2027-1.xlsx",
)
@click.argument("path", type=Target(), metavar="PAD")
def sjabloon(path: Path) -> int:
    """Make an empty workbook."""
    from reports.workbook.template import write_template

    renamed = write_beside(path, write_template)
    click.echo(f"Leeg werkboek geschreven: {path}. Vul het in en geef daarna: plaatswijzer controleer {path}")
    _mention(renamed)
    return ExitCode.DONE


def write_beside(target: Path, write: Callable[[Path], object]) -> Path | None:
    """Write a file completely or not at all; a different file already there keeps its content under a new name.

    Args:
        target: The file.
        write: Writes it in a place that it is given.

    Returns:
        The new name of the file that was there; None without one.

    Raises:
        RefusedError: The folder cannot be written.
    """
    try:
        return _write_beside(target, write)
    except OSError as error:
        if error.errno in _FULL:
            text = f"De schijf van de map {target.parent} is vol. Maak ruimte en probeer het opnieuw."
            raise RefusedError(ExitCode.FAULTS, f"{text} Er is niets geschreven.") from error
        if error.errno not in _NO_PLACE:
            raise
        # the error itself names the scratch folder, which tells the office nothing
        text = f"In de map {target.parent} kan niet geschreven worden. Kies een andere map, of sluit het bestand."
        raise RefusedError(ExitCode.FAULTS, text) from error


def _write_beside(target: Path, write: Callable[[Path], object]) -> Path | None:
    from reports.folder import replace_any

    target.parent.mkdir(parents=True, exist_ok=True)
    return replace_any(target, write)


def _mention(renamed: Path | None) -> None:
    if renamed is not None:
        click.echo(f"Het bestand dat daar stond, is bewaard als {renamed}.")
