"""Which files in a folder give way to new ones, and how: removed, or kept under another name. Knows no name of a file.

A file may go only when it is ours: it was written by this product and its bytes are those that were written. Anything
else stays where it is, and where a new file must come it is kept under a name with ``-oud``.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from itertools import count
from pathlib import Path, PurePosixPath

from reports.files.journal import Move
from reports.files.prints import is_plain, is_unchanged, print_of
from reports.files.scratch import Scratch

OLD = "-oud"


@dataclass(frozen=True, slots=True)
class GivingWay:
    """What of the earlier files goes when it is not written anew; in its patterns ``*`` matches slashes too.

    Attributes:
        retired: Ours are removed; edited ones are kept under another name.
        outdated: Whoever they are of, they are kept under another name: beside the new files they would mislead.
        reserved: Folders that are no place to keep a file.
    """

    retired: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    reserved: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """A file or folder that stood there and has another name now.

    Attributes:
        name: Its name before, relative to the folder.
        now: Its name now.
        ours: It was ours and unchanged; only what it says is out of date.
    """

    name: str
    now: str
    ours: bool


@dataclass(frozen=True, slots=True)
class KnownFiles:
    """What is known of the files in a folder.

    Attributes:
        prints: Names of files that an earlier run wrote, to the prints they had.
        listed: False where files of an earlier run are there but no list: one of an earlier version.
    """

    prints: Mapping[str, str] = field(default_factory=dict)
    listed: bool = True


NOTHING_KNOWN = KnownFiles()
NOTHING_GIVES_WAY = GivingWay()


@dataclass(frozen=True, slots=True)
class Exchange:
    """What happens to the files of a folder.

    Attributes:
        moves: Every step, in order.
        kept: What stays under another name.
        carried: Names of earlier files that stay and are still ours.
    """

    moves: tuple[Move, ...]
    kept: tuple[Kept, ...]
    carried: tuple[str, ...]


def plan_exchange(
    folder: Path,
    scratch: Scratch,
    earlier: KnownFiles = NOTHING_KNOWN,
    giving_way: GivingWay = NOTHING_GIVES_WAY,
    roots: Iterable[str] = (),
    whole: Iterable[str] = (),
) -> Exchange:
    """Decide what happens to every file; nothing is touched.

    Args:
        folder: Where the new files come.
        scratch: In that folder; the new files are in it.
        earlier: What is known of the files that are there.
        giving_way: What goes when it is not written anew.
        roots: Folders in it that hold a set of such files of their own, such as ``variant-1``.
        whole: Folders in it that get another name as a whole.

    Returns:
        The steps.

    Raises:
        OSError: A file cannot be looked at.
    """
    planner = _Planner(folder, scratch, earlier, giving_way, tuple(roots))
    for name in whole:
        planner.keep(name, ours=False)
    for name in planner.new:
        planner.make_room(name)
    for name in planner.not_anew():
        planner.give_way(name)
    planner.bring_in()
    return planner.result()


class _Planner:
    def __init__(
        self, folder: Path, scratch: Scratch, earlier: KnownFiles, giving_way: GivingWay, roots: tuple[str, ...]
    ) -> None:
        self._folder, self._scratch, self._earlier, self._rules = folder, scratch, earlier, giving_way
        self._roots = roots
        fresh = scratch.fresh
        self.new = sorted(p.relative_to(fresh).as_posix() for p in fresh.rglob("*") if not p.is_dir())
        self._taken = {name.casefold() for name in self.new}  # one name on a disk that knows no capitals
        self._moves: list[Move] = []
        self._kept: list[Kept] = []
        self._gone: set[str] = set()

    # -- whose is it -------------------------------------------------------------------------------

    def _is_ours(self, name: str) -> bool:
        return is_unchanged(self._folder / name, self._earlier.prints.get(name))

    def _is_the_same(self, name: str) -> bool:
        """As the new one, byte for byte: then nothing is lost."""
        old, new = self._folder / name, self._scratch.fresh / name
        if not is_plain(old) or old.stat().st_size != new.stat().st_size:
            return False
        try:
            return print_of(old) == print_of(new)
        except OSError:
            return False

    # -- what happens to it ------------------------------------------------------------------------

    def make_room(self, name: str) -> None:
        """For a new file: also a file where its folder must come gives way."""
        for parent in reversed(PurePosixPath(name).parents):
            path = self._folder / parent
            if parent.name and os.path.lexists(path) and not path.is_dir():
                self.keep(parent.as_posix(), ours=False)
        if not os.path.lexists(self._folder / name):
            return
        if self._is_ours(name) or self._is_the_same(name):
            self._put_aside(name)
        else:
            self.keep(name, ours=False)

    def not_anew(self) -> Iterator[str]:
        """Names of files that are there, match a pattern and are not written anew."""
        new = set(self.new)
        for root in ("", *self._roots):
            for pattern in (*self._rules.retired, *self._rules.outdated):
                for path in sorted((self._folder / root).glob(_as_glob(pattern))):
                    name = path.relative_to(self._folder).as_posix()
                    if name not in new and not path.is_dir():
                        yield name

    def give_way(self, name: str) -> None:
        """For a file that is not written anew."""
        _, rest = self._split(name)
        if _matches(rest, self._rules.outdated):
            self.keep(name, self._is_ours(name))
        elif self._is_ours(name):
            self._put_aside(name)
        elif name in self._earlier.prints or not self._earlier.listed:
            self.keep(name, ours=False)

    def keep(self, name: str, ours: bool) -> None:
        """Give it another name, once."""
        if name not in self._gone:
            now = self._free_name(name)
            self._gone.add(name)
            self._moves.append(Move(name, now))
            self._kept.append(Kept(name, now, ours))

    def _put_aside(self, name: str) -> None:
        if name not in self._gone:
            self._gone.add(name)
            self._moves.append(Move(name, self._in_scratch(self._scratch.aside, name)))

    def bring_in(self) -> None:
        """The new files, each with all that it replaces out of the way."""
        self._moves += [Move(self._in_scratch(self._scratch.fresh, name), name) for name in self.new]

    def result(self) -> Exchange:
        there = set(self.new) | self._gone
        carried = (name for name in self._earlier.prints if name not in there and self._is_ours(name))
        return Exchange(tuple(self._moves), tuple(self._kept), tuple(carried))

    def _in_scratch(self, place: Path, name: str) -> str:
        return (place.relative_to(self._folder) / name).as_posix()

    # -- names -------------------------------------------------------------------------------------

    def _split(self, name: str) -> tuple[str, str]:
        """The set of files it belongs to, and its name there."""
        root = next((root for root in self._roots if name.startswith(f"{root}/")), "")
        return root, name.removeprefix(f"{root}/") if root else name

    def _free_name(self, name: str) -> str:
        root, rest = self._split(name)
        for number in count(1):
            now = _kept_name(rest, "" if number == 1 else f"-{number}")
            top = PurePosixPath(now).parts[0]
            whole = f"{root}/{now}" if root else now
            if top in self._rules.reserved or whole.casefold() in self._taken:
                continue
            if not os.path.lexists(self._folder / whole) and not self._blocked(whole):
                self._taken.add(whole.casefold())
                return whole
        raise AssertionError("there is always a higher number")

    def _blocked(self, name: str) -> bool:
        """Is there a file where its folder must come?"""
        parents = (self._folder / parent for parent in PurePosixPath(name).parents if parent.name)
        return any(os.path.lexists(parent) and not parent.is_dir() for parent in parents)


def _kept_name(name: str, number: str) -> str:
    """``plaatsing.xlsx`` becomes ``plaatsing-oud.xlsx``, ``besturen/B1.xlsx`` ``besturen-oud/B1.xlsx``."""
    path = PurePosixPath(name)
    if len(path.parts) == 1:
        return f"{path.stem}{OLD}{number}{path.suffix}"
    top, *rest = path.parts
    return "/".join((f"{top.removesuffix(OLD)}{OLD}{number}", *rest))


def _as_glob(pattern: str) -> str:
    """Below a folder at any depth, where the pattern is of a folder."""
    top, slash, rest = pattern.partition("/")
    return f"{top}/**/{rest}" if slash else pattern


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in patterns)
