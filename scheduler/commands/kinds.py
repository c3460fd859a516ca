"""What may stand behind an argument or option, with Dutch refusals. Knows no command."""

from __future__ import annotations

import errno
import stat
from enum import StrEnum
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


class _Named(click.ParamType[Path]):
    """A path."""

    def _named(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """No name would be the present folder: that of a script in which it was not filled in."""
        if not str(value).strip():
            self.fail("er is geen naam gegeven.", param, ctx)
        return Path(value)


class Existing(_Named):
    """A file or folder that must be there."""

    def __init__(self, folder: bool = False) -> None:
        self.folder = folder
        self.name = "map" if folder else "bestand"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = self._named(value, param, ctx)
        kind = kind_of(path)
        if kind is PathKind.NOTHING:
            self.fail(f"{_shown(path)} is er niet. Klopt de naam en de map?", param, ctx)
        wanted = PathKind.FOLDER if self.folder else PathKind.FILE
        if kind is not wanted:
            self.fail(f"{_shown(path)} is {kind}; hier hoort {wanted}.", param, ctx)
        return path


class Target(_Named):
    """Where something is written; a folder may be new."""

    name = "pad"

    def __init__(self, folder: bool = False) -> None:
        self.folder = folder

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        path = self._named(value, param, ctx)
        kind = kind_of(path)
        wanted = PathKind.FOLDER if self.folder else PathKind.FILE
        if kind is not PathKind.NOTHING and kind is not wanted:
            example = "" if self.folder or kind is not PathKind.FOLDER else f", bijvoorbeeld {path / 'werkboek.xlsx'}"
            self.fail(f"{_shown(path)} is {kind}; hier hoort {wanted}{example}.", param, ctx)
        for parent in path.parents:
            above = kind_of(parent)
            if above is not PathKind.NOTHING:
                if above is not PathKind.FOLDER:
                    self.fail(f"{_shown(path)} kan niet: {parent} is {above} en geen map.", param, ctx)
                break
        return path


class PathKind(StrEnum):
    """What stands at a path, as a sentence calls it."""

    NOTHING = "er niet"
    FILE = "een bestand"
    FOLDER = "een map"
    PIPE = "een doorgeefluik (pipe) en geen gewoon bestand"
    DEVICE = "een apparaat en geen gewoon bestand"
    LOOP = "een verwijzing naar zichzelf"
    CLOSED = "niet te bereiken; u mag daar niet bij"
    TOO_LONG = "een te lange naam"
    NO_NAME = "geen naam voor een bestand: er staat een teken in dat daar niet kan"


_KINDS = (
    (stat.S_ISREG, PathKind.FILE),
    (stat.S_ISDIR, PathKind.FOLDER),
    (stat.S_ISFIFO, PathKind.PIPE),
)
_ERRORS = {
    errno.ENOENT: PathKind.NOTHING,
    errno.ENOTDIR: PathKind.NOTHING,
    errno.ELOOP: PathKind.LOOP,
    errno.EACCES: PathKind.CLOSED,
    errno.EPERM: PathKind.CLOSED,
    errno.ENAMETOOLONG: PathKind.TOO_LONG,
    errno.EINVAL: PathKind.NO_NAME,  # what Windows says of ? and *
}


def kind_of(path: Path) -> PathKind:
    """Say what stands at a path, without opening it: a pipe would never answer.

    Args:
        path: Any path, also one that no disk can hold.

    Returns:
        The kind; that of what a link leads to.

    Raises:
        OSError: The disk gives another answer than any of these.
    """
    try:
        mode = path.stat().st_mode
    except ValueError:  # a NUL in the name
        return PathKind.NO_NAME
    except OSError as error:
        if error.errno not in _ERRORS:
            raise
        return _ERRORS[error.errno]
    return next((kind for known, kind in _KINDS if known(mode)), PathKind.DEVICE)


def _shown(path: Path) -> str:
    """The path as it can stand in a sentence: a sign that cannot be seen becomes a question mark."""
    return "".join(sign if sign.isprintable() else "?" for sign in str(path))
