"""What may stand behind an argument or option, with Dutch refusals. Knows no command."""

from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import click


class Word(click.ParamType[str]):
    """One of a few words."""

    name = "keuze"

    def __init__(self, *words: str) -> None:
        self.words = words

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        word = str(value).strip().lower()
        if word not in self.words:
            self.fail(f"{value} is geen keuze; kies uit {', '.join(self.words)}.", param, ctx)
        return word


class Integer(click.ParamType[int]):
    """An integer from ``least``, to ``most`` where that is given."""

    name = "getal"

    def __init__(self, least: int, most: int | None = None) -> None:
        self.least, self.most = least, most

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            number = int(str(value))
        except ValueError:
            self.fail(f"{value} is geen heel getal.", param, ctx)
        if not self.least <= number < 2**31:
            self.fail(f"{value} kan niet; geef een heel getal vanaf {self.least}.", param, ctx)
        if self.most is not None and number > self.most:
            self.fail(f"{value} kan niet; geef een heel getal van {self.least} tot en met {self.most}.", param, ctx)
        return number


class Existing(click.ParamType[Path]):
    """A file or folder that must be there."""

    def __init__(self, folder: bool = False) -> None:
        self.folder = folder
        self.name = "map" if folder else "bestand"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = _possible(self, value, param, ctx)
        if not path.exists():
            self.fail(f"{value} is er niet. Klopt de naam en de map?", param, ctx)
        if self.folder != path.is_dir():
            is_a, wanted = ("een bestand", "een map") if self.folder else ("een map", "een bestand")
            self.fail(f"{value} is {is_a}; hier hoort {wanted}.", param, ctx)
        return path


class Target(click.ParamType[Path]):
    """Where something is written; a folder may be new."""

    name = "pad"

    def __init__(self, folder: bool = False) -> None:
        self.folder = folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = _possible(self, value, param, ctx)
        if self.folder and path.exists() and not path.is_dir():
            self.fail(f"{value} is een bestand; hier hoort een map.", param, ctx)
        if not self.folder and path.is_dir():
            self.fail(f"{value} is een map; hier hoort een bestand, bijvoorbeeld {path / 'werkboek.xlsx'}.", param, ctx)
        if not self.folder and path.exists() and not path.is_file():
            self.fail(
                f"{value} is geen gewoon bestand maar een apparaat of een pijp; geef een andere naam.", param, ctx
            )
        return path


def _possible(
    kind: click.ParamType[Path], value: Any, param: click.Parameter | None, ctx: click.Context | None
) -> Path:
    """The path, where the system can look at it at all."""
    path = Path(value)
    try:
        path.stat()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            kind.fail("deze naam is te lang; geef een kortere naam.", param, ctx)
        if error.errno == errno.ELOOP:
            kind.fail(f"{value} is een koppeling die naar zichzelf wijst.", param, ctx)
        if error.errno in (errno.EACCES, errno.EPERM):
            kind.fail(f"{value}: geen toegang tot deze map.", param, ctx)
    except ValueError:
        kind.fail("deze naam kan niet; er staat een teken in dat niet in een naam mag.", param, ctx)
    return path
